import type { TicketTimes } from 'tenure';
import { linePanel } from '../draw/line-panel.ts';
import type { Line } from '../draw/line-points.ts';
import type { Picture } from '../draw/picture.ts';
import { count, decimals, grouped, percent, periodText, type Value } from '../language/formats.ts';
import { say } from '../language/language.ts';
import { stateOf } from '../page/wording.ts';
import type { MonthOfTickets, TicketStudy } from './ticket-study.ts';

export function hoursText(value: Value): string {
  return value === null ? '-' : grouped(decimals(value, 1));
}

/** The time that nine of ten tickets stay below. */
export function slowOf(times: TicketTimes | null): Value {
  return times?.quantiles.find(({ p }) => p === 0.9)?.value ?? null;
}

const solved: Line<MonthOfTickets> = {
  kind: 'resolution',
  shape: 'circle',
  width: 2,
  value: ({ resolution }) => resolution.median,
  note: (row) => `${periodText(row.period)} ${say('median hours to resolution')}: ${hoursText(row.resolution.median)}`,
};
const slow: Line<MonthOfTickets> = {
  kind: 'slow',
  shape: 'square',
  width: 2,
  value: ({ resolution }) => slowOf(resolution),
  note: (row) =>
    `${periodText(row.period)} ${say('hours to resolution, 90% below')}: ${hoursText(slowOf(row.resolution))}`,
};
const answered: Line<MonthOfTickets> = {
  kind: 'response',
  shape: 'circle',
  width: 2,
  value: ({ response }) => response?.median ?? null,
  note: (row) =>
    `${periodText(row.period)} ${say('median hours to first response')}: ${hoursText(row.response?.median ?? null)}`,
};
const slowAnswer: Line<MonthOfTickets> = {
  kind: 'slow',
  id: 'slow-answer',
  shape: 'square',
  width: 2,
  value: ({ response }) => slowOf(response),
  note: (row) =>
    `${periodText(row.period)} ${say('hours to first response, 90% below')}: ${hoursText(slowOf(row.response))}`,
};
const opened: Line<MonthOfTickets> = {
  kind: 'tickets',
  shape: 'circle',
  width: 2,
  value: (row) => row.opened,
  note: (row) => `${periodText(row.period)} ${say('tickets opened')}: ${count(row.opened)}`,
};
const reopened: Line<MonthOfTickets> = {
  kind: 'reopened',
  shape: 'circle',
  width: 2,
  value: (row) => row.reopened?.value ?? null,
  note: (row) => `${periodText(row.period)} ${say('reopened')}: ${percent(row.reopened?.value ?? null)}`,
};
const repeated: Line<MonthOfTickets> = {
  kind: 'repeated',
  shape: 'square',
  width: 2,
  value: (row) => row.repeated.value,
  note: (row) => `${periodText(row.period)} ${say('followed by another')}: ${percent(row.repeated.value)}`,
};

const isIncomplete = ({ months }: TicketStudy) => months.some(({ complete }) => !complete);

/** Two panels, since answers take hours and resolutions days. */
export function timesPicture(study: TicketStudy): Picture {
  const { months, hasResponses } = study;
  return {
    name: 'times',
    title: hasResponses ? say('Time to resolution and to the first response') : say('Time to resolution'),
    description: say(
      'Lines of the median time by month of opening, and of the time that nine of ten tickets stay below.',
    ),
    caption: timesCaption(study),
    legend: [
      { kind: 'resolution', label: say('median hours to resolution'), mark: 'circle' },
      ...(hasResponses
        ? [{ kind: 'response', label: say('median hours to first response'), mark: 'circle' } as const]
        : []),
      { kind: 'slow', label: say('90% below'), mark: 'square' },
    ],
    incomplete: isIncomplete(study),
    spec: (size) => {
      const frame = { size, height: size.movesHeight, numbers: 'score' } as const;
      const resolution = linePanel(
        months,
        [solved, slow],
        { ...frame, valueTitle: say('Hours to resolution'), periodTitle: hasResponses ? undefined : say('Month') },
        true,
      );
      const response = { ...frame, valueTitle: say('Hours to first response'), periodTitle: say('Month') };
      return {
        vconcat: hasResponses ? [resolution, linePanel(months, [answered, slowAnswer], response, true)] : [resolution],
      };
    },
  };
}

function timesCaption({ months }: TicketStudy): string {
  const row = months.filter(({ complete }) => complete).at(-1) ?? months.at(-1);
  if (row === undefined || row.resolution.median === null) return '';
  const values = {
    period: stateOf(row),
    solved: hoursText(row.resolution.median),
    slow: hoursText(slowOf(row.resolution)),
  };
  const resolution = say(
    '{period}: half of the resolved tickets took at most {solved} hours, nine of ten at most {slow}.',
    values,
  );
  const median = row.response?.median ?? null;
  if (median === null) return resolution;
  return `${resolution} ${say('Half of the answered ones had a first response within {hours} hours.', { hours: hoursText(median) })}`;
}

export function volumePicture(study: TicketStudy): Picture {
  const { months, asked, hasReopens } = study;
  const latest = months.filter(({ complete }) => complete).at(-1) ?? months.at(-1);
  return {
    name: 'tickets',
    title: say('Tickets, and how many come back'),
    description: say(
      'A line of the tickets opened in each month; below it lines of the shares reopened and followed by another.',
    ),
    caption: latest === undefined ? '' : volumeCaption(latest),
    legend: [
      { kind: 'tickets', label: say('tickets opened'), mark: 'circle' },
      ...(hasReopens ? [{ kind: 'reopened', label: say('reopened'), mark: 'circle' } as const] : []),
      {
        kind: 'repeated',
        label: say('another of the customer within {count} days', { count: asked.withinDays }),
        mark: 'square',
      },
    ],
    incomplete: isIncomplete(study),
    spec: (size) => ({
      vconcat: [
        linePanel(
          months,
          [opened],
          { size, height: size.movesHeight, valueTitle: say('Tickets'), numbers: 'count', periodTitle: undefined },
          true,
        ),
        linePanel(
          months,
          hasReopens ? [reopened, repeated] : [repeated],
          {
            size,
            height: size.levelHeight,
            valueTitle: say('Share of the tickets'),
            numbers: 'percent',
            periodTitle: say('Month'),
          },
          true,
        ),
      ],
    }),
  };
}

function volumeCaption(month: MonthOfTickets): string {
  const values = { period: stateOf(month), count: count(month.opened) };
  if (month.reopened === null) return say('{period}: tickets opened: {count}.', values);
  return say('{period}: tickets opened: {count}; reopened of the resolved: {reopened}.', {
    ...values,
    reopened: percent(month.reopened.value),
  });
}
