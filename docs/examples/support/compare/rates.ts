import type { ExplainedRate } from 'tenure';
import type { Picture } from '../draw/picture.ts';
import { type Size, valueLabelWidth } from '../draw/sizes.ts';
import { changeStep, domainOf, stepPanel } from '../draw/step-panel.ts';
import { amount, decimals, percent, signed, type Value } from '../language/formats.ts';
import { say } from '../language/language.ts';
import { type Table, type TextColumn, tableOf } from '../page/sheet.ts';
import type { ComparedRate, Comparison } from './comparison.ts';
import type { Wording } from './wording.ts';

/** What a rate is called. */
export function rateTitle(rate: ExplainedRate): string {
  return {
    netRevenueRetention: say('NRR'),
    grossRevenueRetention: say('GRR'),
    grossMrrChurnRate: say('Gross MRR churn'),
    netMrrChurnRate: say('Net MRR churn'),
    customerChurnRate: say('Customer churn'),
    arpa: say('ARPA'),
  }[rate];
}

export function rateText(rate: ExplainedRate, value: Value): string {
  return rate === 'arpa' ? amount(value) : percent(value);
}

/** '+0.8 pp', '-0.1 pp', and '0.0 pp' without a sign; of ARPA an amount. */
export function pointsText(rate: ExplainedRate, difference: Value, digits = 1): string {
  if (difference === null) return '-';
  if (rate === 'arpa') return signed(difference);
  const text = decimals(difference * 100, digits);
  return `${difference > 0 && /[1-9]/.test(text) ? '+' : ''}${text.replace(/^-(?=[0.,]+$)/, '')} pp`;
}

interface RateLine {
  readonly name: string;
  readonly text: (rate: ComparedRate) => string;
}

/** From the rates of one side down to those of the other, with a line for each cause: each column adds up. */
export function rateTable({ rates }: Comparison, wording: Wording): Table {
  const causes = new Map(rates.flatMap((rate) => rate.causes.map(({ option, name = option }) => [option, name])));
  const lines: readonly RateLine[] = [
    { name: wording.a, text: ({ rate, a }) => rateText(rate, a.value) },
    ...[...causes].map(([option, name]) => ({
      name,
      text: ({ rate, causes: own }: ComparedRate) =>
        pointsText(rate, own.find((cause) => cause.option === option)?.difference ?? 0, 2),
    })),
    { name: wording.b, text: ({ rate, b }) => rateText(rate, b.value) },
    { name: wording.difference, text: ({ rate, difference }) => pointsText(rate, difference, 2) },
  ];
  const columns: TextColumn<RateLine>[] = [
    { title: wording.cause, left: true, text: ({ name }) => name },
    ...rates.map((rate) => ({ title: rateTitle(rate.rate), text: ({ text }: RateLine) => text(rate) })),
  ];
  return tableOf(wording.causesByRate, columns, lines, [
    say('pp: percentage points.'),
    say('Each column adds up, before rounding.'),
  ]);
}

/** What a reader is told of each rate that differs, a sentence each. */
export function rateSentences({ rates }: Pick<Comparison, 'rates'>, wording: Wording): string[] {
  return rates.filter(differs).map(({ rate, a, b, difference, causes }) =>
    say('{rate}: {a} {before}, {b} {after}, {change}: {causes}.', {
      rate: rateTitle(rate),
      a: wording.a,
      before: rateText(rate, a.value),
      b: wording.b,
      after: rateText(rate, b.value),
      change: pointsText(rate, difference),
      causes: bySize(causes)
        .map((cause) => ({ name: cause.name ?? cause.option, points: pointsText(rate, cause.difference, 2) }))
        .filter(({ points }) => /[1-9]/.test(points))
        .map(({ name, points }) => `${name} ${points}`)
        .join(', '),
    }),
  );
}

export function differs({ difference }: { readonly difference: Value }): boolean {
  return difference !== null && difference !== 0;
}

export function bySize<Cause extends { readonly difference: number }>(causes: readonly Cause[]): readonly Cause[] {
  return [...causes].sort((one, other) => Math.abs(other.difference) - Math.abs(one.difference));
}

const columns: Readonly<Record<Size['name'], number>> = { narrow: 1, medium: 2, wide: 3 };
const spacing = 36;

/** A small panel for each rate that differs, with a bar for each cause, in points; ARPA is an amount and no share, and is left to the table. */
export function pointsPicture({ rates }: Comparison, wording: Wording): Picture {
  const shown = rates.filter((rate) => rate.rate !== 'arpa' && differs(rate));
  const points = (value: number) => value * 100;
  const domain = domainOf([0, ...shown.flatMap(({ causes }) => causes.map((cause) => points(cause.difference)))]);
  return {
    name: 'points',
    title: wording.causesByRate,
    description: say('A small panel for each rate that differs; in it a bar for each cause, in percentage points.'),
    caption: [...rateSentences({ rates: shown }, wording), say('pp: percentage points.')].join(' '),
    legend: [
      { kind: 'higher', label: say('the rate is higher by it'), mark: 'bar' },
      { kind: 'lower', label: say('the rate is lower by it'), mark: 'bar' },
    ],
    spec: (size) => {
      const count = columns[size.name];
      const width = (size.plotWidth + valueLabelWidth - spacing * (count - 1)) / count;
      return {
        concat: shown.map(({ rate, difference, causes }) =>
          stepPanel({
            title: `${rateTitle(rate)} ${pointsText(rate, difference)}`,
            steps: bySize(causes).map((cause) => ({
              ...changeStep(cause.name ?? cause.option, 0, points(cause.difference)),
              text: pointsText(rate, cause.difference, 2),
            })),
            domain,
            width,
            rule: 0,
          }),
        ),
        columns: count,
        align: 'none',
        spacing,
      };
    },
  };
}
