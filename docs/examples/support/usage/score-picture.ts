import { shortPercent } from '../formats.ts';
import { linePanel } from '../page/line-panel.ts';
import type { Line } from '../page/line-points.ts';
import type { Picture, Place } from '../page/picture.ts';
import type { Measured, Survey } from './survey.ts';
import type { SurveyStudy } from './survey-study.ts';
import { counted } from './usage-wording.ts';

type Row = Place & Measured;

export function scorePicture({ survey, months, all }: SurveyStudy): Picture {
  const { name, definition, confidence, text, valueTitle } = survey;
  const interval = all.lower === null ? '' : ` (${text(all.lower)} to ${text(all.upper)})`;
  return {
    title: `${name} by month`,
    description: `A line of ${name}, with the interval of each month as a bar behind its point. Without answers there is a gap.`,
    caption: `${counted(all.responses, 'answer')} in all: ${name} ${text(all.score)}${interval}; ${definition}. The fewer the answers, the wider the interval.`,
    legend: [
      { kind: 'score', label: name, mark: 'circle' },
      { kind: 'score', label: `${shortPercent(confidence)} interval`, mark: 'band' },
    ],
    spec: (size) => {
      const frame = { size, height: size.movesHeight, valueTitle, numbers: 'score', periodTitle: 'Month' } as const;
      return { vconcat: [linePanel(months, [lineOf(survey)], frame, false)] };
    },
  };
}

function lineOf({ name, text }: Survey): Line<Row> {
  return {
    kind: 'score',
    shape: 'circle',
    width: 2,
    value: ({ score }) => score,
    range: ({ lower, upper }) => (lower === null || upper === null ? null : [lower, upper]),
    note: ({ period, score, lower, upper, responses }) =>
      `${period} ${name}: ${text(score)} (${text(lower)} to ${text(upper)}, ${counted(responses, 'answer')})`,
  };
}
