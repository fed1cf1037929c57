import type { BandBacktest, SuggestedWeight } from 'tenure';
import type { TextColumn } from '../column-table.ts';
import { decimals, grouped, percent } from '../formats.ts';
import type { HealthStudy, MonthOfBands } from './health-study.ts';

const count = (value: number) => grouped(String(value));

export function monthColumns({ months }: HealthStudy): TextColumn<MonthOfBands>[] {
  const names = months[0]?.bands.map(({ band }) => band) ?? [];
  const shown = names.filter(
    (band, place) => band !== null || months.some(({ bands }) => bands[place]?.customers !== 0),
  );
  return [
    { title: 'Month', left: true, text: ({ period }) => period },
    { title: 'Customers', text: ({ customers }) => count(customers) },
    ...shown.map((band) => ({
      title: band ?? 'no score',
      text: ({ bands }: MonthOfBands) => percent(bands.find((own) => own.band === band)?.share.value ?? null),
    })),
  ];
}

export const bandColumns: readonly TextColumn<BandBacktest>[] = [
  { title: 'Band', left: true, text: ({ band }) => band },
  { title: 'Scores', text: ({ from, to }) => `${decimals(from, 0)}-${decimals(to, 0)}` },
  { title: 'Customers', text: ({ flagged }) => count(flagged) },
  { title: 'Left', text: ({ truePositives }) => count(truePositives) },
  { title: 'Share', text: ({ precision }) => percent(precision.value) },
  { title: 'From', text: ({ lower }) => percent(lower) },
  { title: 'To', text: ({ upper }) => percent(upper) },
  { title: 'Lift', text: ({ lift }) => decimals(lift, 2) },
  { title: 'Of all who left', text: ({ recall }) => percent(recall.value) },
  { title: 'Of the MRR that left', text: ({ churnedMrr }) => percent(churnedMrr.value) },
];

export const weightColumns: readonly TextColumn<SuggestedWeight>[] = [
  { title: 'Signal', left: true, text: ({ key }) => key },
  { title: 'Weight', text: ({ givenWeight }) => decimals(givenWeight, 2) },
  { title: 'Suggested', text: ({ weight, isAtMinimum }) => `${decimals(weight, 2)}${isAtMinimum ? ' (least)' : ''}` },
  { title: 'Log-odds of leaving', text: ({ coefficient }) => decimals(coefficient, 2) },
];
