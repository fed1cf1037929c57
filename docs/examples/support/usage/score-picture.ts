import { linePanel } from '../draw/line-panel.ts';
import type { Line } from '../draw/line-points.ts';
import type { Picture, Place } from '../draw/picture.ts';
import { periodText, shortPercent } from '../language/formats.ts';
import { say } from '../language/language.ts';
import type { Measured, Survey } from './survey.ts';
import type { SurveyStudy } from './survey-study.ts';
import { answersText } from './usage-wording.ts';

type Row = Place & Measured;

/** By month and by quarter: a quarter has three times the answers, and an interval about half as wide. */
export function scorePicture({ survey, months, quarters, all }: SurveyStudy): Picture {
  const { name, definition, confidence, valueTitle } = survey;
  return {
    name: 'score',
    title: say('{name} by month and by quarter', { name }),
    description: say('Lines of {name}, with intervals as bars behind the points. Without answers there is a gap.', {
      name,
    }),
    caption: `${say('{answers} in all: {name} {score}; {definition}. The fewer the answers, the wider the interval.', {
      answers: answersText(all.responses),
      name,
      score: scoreText(all, survey),
      definition,
    })}`,
    legend: [
      { kind: 'score', label: name, mark: 'circle' },
      { kind: 'score', label: say('{share} interval', { share: shortPercent(confidence) }), mark: 'band' },
    ],
    incomplete: [...months, ...quarters].some(({ complete }) => !complete),
    spec: (size) => {
      const frame = { size, height: size.movesHeight, valueTitle, numbers: 'score' } as const;
      return {
        vconcat: [
          linePanel(months, [lineOf(survey, 'months')], { ...frame, periodTitle: say('Month') }, false),
          linePanel(quarters, [lineOf(survey, 'quarters')], { ...frame, periodTitle: say('Quarter') }, false),
        ],
      };
    },
  };
}

function scoreText({ score, lower, upper }: Measured, { text }: Survey): string {
  if (lower === null) return text(score);
  return `${text(score)} (${say('{from} to {to}', { from: text(lower), to: text(upper) })})`;
}

function lineOf(survey: Survey, id: string): Line<Row> {
  return {
    kind: 'score',
    id,
    shape: 'circle',
    width: 2,
    value: ({ score }) => score,
    range: ({ lower, upper }) => (lower === null || upper === null ? null : [lower, upper]),
    note: (row) => `${periodText(row.period)} ${survey.name}: ${scoreText(row, survey)}, ${answersText(row.responses)}`,
  };
}
