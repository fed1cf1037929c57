import type { Ratio, TicketTimes } from 'tenure';
import { rowFindingsOf } from '../findings.ts';
import { count, percent, periodText, type Value } from '../language/formats.ts';
import { say } from '../language/language.ts';
import { asOfText } from '../open/as-of.ts';
import type { Results } from '../out/results.ts';
import { type Facts, type Table, type TextColumn, tableOf } from '../page/sheet.ts';
import { stateOf } from '../page/wording.ts';
import type { FigureRow } from '../usage/usage-rows.ts';
import type { TicketFlags } from './ticket-flags.ts';
import { hoursText, slowOf, timesPicture, volumePicture } from './ticket-pictures.ts';
import { type TicketBook, type TicketFigures, type TicketStudy, ticketStudy } from './ticket-study.ts';

export interface TicketResults extends Results {
  readonly rows: readonly FigureRow[];
  readonly study: TicketStudy;
}

/** How long customers wait for help, wherever it is shown. */
export function ticketResults(opened: TicketBook, flags: TicketFlags, now: Date): TicketResults {
  const study = ticketStudy(opened, flags, now);
  const { source } = opened;
  const name = source.file.split(/[\\/]/).at(-1) ?? '';
  const { months, asOf, timeZone, known } = study;
  const [from = '', to = ''] = [months[0], months.at(-1)].map((month) => periodText(month?.period ?? ''));
  const leftOut = source.rows.length - known.length;
  const later = leftOut === 0 ? '' : `; ${say('{count} later rows are left out', { count: count(leftOut) })}`;
  const facts: Facts = [
    [say('Tickets'), say('{name}, {rows} rows', { name, rows: count(source.rows.length) })],
    [say('Months'), say('{from} to {to}', { from, to })],
    [say('As of'), `${asOfText(asOf)}${later}`],
    [say('Time zone'), timeZone],
    [say('Definition'), say('a ticket belongs to the month in which it was opened; open ones contribute no time')],
  ];
  const sheet = {
    title: say('Tickets and waiting times'),
    subject: name,
    facts,
    findings: rowFindingsOf('tickets', source, timeZone),
    pictures: [timesPicture(study), volumePicture(study)],
    tables: ticketTables(study),
  };
  return { rows: ticketRows(study), sheet, study };
}

type Named = TicketFigures & { readonly name: string };

function ticketTables({ months, all, channels, hasResponses, hasReopens, asked }: TicketStudy): Table[] {
  const { target, responseTarget, withinDays } = asked;
  const within = (times: (row: Named) => TicketTimes | null) => (row: Named) =>
    percent(times(row)?.within?.value ?? null);
  const hours = (hours: number) => say('in {hours} h', { hours });
  const response: TextColumn<Named>[] = [
    { group: say('First response, h'), title: say('Median'), text: (row) => hoursText(row.response?.median ?? null) },
    { group: say('First response, h'), title: say('90% below'), text: (row) => hoursText(slowOf(row.response)) },
    ...(responseTarget === undefined
      ? []
      : [{ group: say('First response, h'), title: hours(responseTarget), text: within((row) => row.response) }]),
  ];
  const columns = (title: string): TextColumn<Named>[] => [
    { title, left: true, text: ({ name }) => name },
    { title: say('Opened'), text: ({ opened }) => count(opened) },
    { title: say('Still open'), text: ({ resolution }) => count(resolution.open) },
    ...(hasResponses ? response : []),
    { group: say('Resolution, h'), title: say('Median'), text: ({ resolution }) => hoursText(resolution.median) },
    { group: say('Resolution, h'), title: say('Mean'), text: ({ resolution }) => hoursText(resolution.mean) },
    { group: say('Resolution, h'), title: say('90% below'), text: ({ resolution }) => hoursText(slowOf(resolution)) },
    ...(target === undefined
      ? []
      : [{ group: say('Resolution, h'), title: hours(target), text: within((row) => row.resolution) }]),
    ...(hasReopens
      ? [{ title: say('Reopened'), text: ({ reopened }: Named) => percent(reopened?.value ?? null) }]
      : []),
    { title: say('Repeat'), text: ({ repeated }) => percent(repeated.value) },
  ];
  const notes = [
    say('Times in hours from the opening on, nights and weekends included. Still open: of the tickets opened then.'),
    ...(hasReopens ? [say('Reopened: of the resolved.')] : []),
    say('Repeat: followed by another ticket of the customer within {count} days, of those old enough.', {
      count: withinDays,
    }),
  ];
  const total = { ...all, name: say('All') };
  return [
    tableOf(
      say('Tickets by month'),
      columns(say('Month')),
      [...months.map((month) => ({ ...month, name: stateOf(month) })), total],
      notes,
    ),
    ...(channels.length === 0
      ? []
      : [
          tableOf(say('Tickets by channel'), columns(say('Channel')), [
            ...channels.map((own) => ({ ...own, name: own.channel ?? say('(none)') })),
            total,
          ]),
        ]),
  ];
}

const blank = { of: '', numerator: null, denominator: null, lower: null, upper: null, complete: true };

/** Every figure in full precision. */
function ticketRows({ months, all, channels }: TicketStudy): FigureRow[] {
  return [
    ...months.flatMap((month) => figureRows(month, { period: month.period, complete: month.complete })),
    ...figureRows(all, { period: '' }),
    ...channels.flatMap((own) => figureRows(own, { period: '', of: own.channel ?? '' })),
  ];
}

function figureRows(
  { opened, response, resolution, reopened, repeated }: TicketFigures,
  place: { readonly period: string; readonly of?: string; readonly complete?: boolean },
): FigureRow[] {
  const row = (figure: string, value: Value) => ({ ...blank, ...place, figure, value });
  const share = (figure: string, { value, numerator, denominator }: Ratio) => ({
    ...row(figure, value),
    numerator,
    denominator,
  });
  const times = (name: string, found: TicketTimes | null) =>
    found === null
      ? []
      : [
          row(`${name} hours mean`, found.mean),
          row(`${name} hours median`, found.median),
          row(`${name} hours 90% below`, slowOf(found)),
          ...(found.within === undefined ? [] : [share(`${name} within the target`, found.within)]),
        ];
  return [
    row('tickets opened', opened),
    row('tickets still open', resolution.open),
    ...times('first response', response),
    ...times('resolution', resolution),
    ...(reopened === null ? [] : [share('reopened', reopened)]),
    share('repeat contacts', repeated),
  ];
}
