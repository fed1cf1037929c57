import type { BandBacktest, SuggestedWeight } from 'tenure';
import { count, decimals, percent, periodText } from '../language/formats.ts';
import { say, sayName } from '../language/language.ts';
import type { TextColumn } from '../page/sheet.ts';
import type { HealthStudy, MonthOfBands } from './health-study.ts';

export function monthColumns({ months }: HealthStudy): TextColumn<MonthOfBands>[] {
  const names = months[0]?.bands.map(({ band }) => band) ?? [];
  const shown = names.filter(
    (band, place) => band !== null || months.some(({ bands }) => bands[place]?.customers !== 0),
  );
  return [
    { title: say('Month'), left: true, text: ({ period }) => periodText(period) },
    { title: say('Customers'), text: ({ customers }) => count(customers) },
    ...shown.map((band) => ({
      title: bandName(band),
      text: ({ bands }: MonthOfBands) => percent(bands.find((own) => own.band === band)?.share.value ?? null),
    })),
  ];
}

/** Bands are named by the model; those of the default one have words. */
export function bandName(band: string | null): string {
  return band === null ? say('no score') : sayName(band);
}

export function bandColumns(): TextColumn<BandBacktest>[] {
  return [
    { title: say('Band'), left: true, text: ({ band }) => bandName(band) },
    { title: say('Scores'), text: ({ from, to }) => `${decimals(from, 0)}-${decimals(to, 0)}` },
    { title: say('Customers'), text: ({ flagged }) => count(flagged) },
    { title: say('Left'), text: ({ truePositives }) => count(truePositives) },
    { title: say('Share'), text: ({ precision }) => percent(precision.value) },
    { title: say('From'), text: ({ lower }) => percent(lower) },
    { title: say('To'), text: ({ upper }) => percent(upper) },
    { title: say('Lift'), text: ({ lift }) => decimals(lift, 2) },
    { title: say('Of all who left'), text: ({ recall }) => percent(recall.value) },
    { title: say('Of the MRR that left'), text: ({ churnedMrr }) => percent(churnedMrr.value) },
  ];
}

export function weightColumns(): TextColumn<SuggestedWeight>[] {
  const suggested = ({ weight, isAtMinimum }: SuggestedWeight) =>
    `${decimals(weight, 2)}${isAtMinimum ? ` ${say('(least)')}` : ''}`;
  return [
    { title: say('Signal'), left: true, text: ({ key }) => key },
    { title: say('Weight'), text: ({ givenWeight }) => decimals(givenWeight, 2) },
    { title: say('Suggested'), text: suggested },
    { title: say('Log-odds of leaving'), text: ({ coefficient }) => decimals(coefficient, 2) },
  ];
}
