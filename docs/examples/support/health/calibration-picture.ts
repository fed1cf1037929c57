import type { CalibrationRow } from 'tenure';
import { linePanel } from '../draw/line-panel.ts';
import type { Line } from '../draw/line-points.ts';
import type { Picture, Place } from '../draw/picture.ts';
import { count, percent, shortPercent } from '../language/formats.ts';
import { say } from '../language/language.ts';
import type { HealthStudy } from './health-study.ts';
import { areaText } from './health-wording.ts';

type Bin = Place & CalibrationRow;

/** How many left at which score, and how many were expected to by what was known before. */
export function calibrationPicture({ backtest, horizonDays, confidence }: HealthStudy): Picture {
  const { calibration, churnRate, auc } = backtest.pooled;
  const bins = calibration.map((bin): Bin => ({ ...bin, period: String(bin.from), complete: true }));
  const base = churnRate.value;
  return {
    name: 'calibration',
    title: say('Share of customers who left within {days} days, by score', { days: horizonDays }),
    description: say(
      'A line of the share of customers who left, by score in steps of ten, with the interval of each as a bar behind its point; a second line of what was expected by the months before; a dotted line at the share of all.',
    ),
    caption: say(
      '{share} of all left. Area under the curve {area}. The nearer the two lines are, the better the scores are calibrated; the steeper they fall, the more they tell.',
      { share: percent(base), area: areaText(auc) },
    ),
    legend: [
      { kind: 'left', label: say('left'), mark: 'circle' },
      { kind: 'left', label: say('{share} interval', { share: shortPercent(confidence) }), mark: 'band' },
      { kind: 'expected', label: say('expected, by the months before'), mark: 'square' },
      { kind: 'left', label: say('all'), mark: 'target' },
    ],
    spec: (size) => {
      const frame = {
        size,
        height: size.movesHeight,
        valueTitle: say('Left (% of the customers)'),
        numbers: 'percent',
        periodTitle: say('Score'),
        labelled: bins.map(({ period }) => period),
      } as const;
      return { vconcat: [linePanel(bins, [leftLine(base), expectedLine], frame, true)] };
    },
  };
}

function leftLine(base: number | null): Line<Bin> {
  return {
    kind: 'left',
    shape: 'circle',
    width: 2,
    value: ({ churnRate }) => churnRate.value,
    range: ({ lower, upper }) => (lower === null || upper === null ? null : [lower, upper]),
    note: ({ from, to, churned, observations, churnRate, lower, upper }) =>
      say('{from} to {to}: {share} left ({lower} to {upper}; {churned} of {count})', {
        from,
        to,
        share: percent(churnRate.value),
        lower: percent(lower),
        upper: percent(upper),
        churned: count(churned),
        count: count(observations),
      }),
    ...(base === null ? {} : { target: base }),
  };
}

const expectedLine: Line<Bin> = {
  kind: 'expected',
  shape: 'square',
  width: 1.5,
  value: ({ expected }) => expected,
  note: ({ from, to, expected }) => say('{from} to {to}: {share} expected', { from, to, share: percent(expected) }),
};
