import {
  type CustomerDuration,
  customerDurations,
  type Ledger,
  medianLifetime,
  restrictedMeanLifetime,
  type SurvivalCurveRow,
  survivalCurve,
} from 'tenure';
import type { Contract } from './contracts.ts';
import { type Outlook, outlookOf } from './outlook.ts';

/** How long customers stay: what was observed, and how it goes on. Times are in months. */
export interface Study {
  readonly contract: Contract;
  readonly customers: number;
  readonly left: number;
  readonly curve: readonly SurvivalCurveRow[];
  readonly confidence: number;
  readonly horizon: number;
  readonly median: number | null;
  /** Up to each whole year that was observed. */
  readonly restrictedMeans: readonly { readonly horizon: number; readonly mean: number }[];
  readonly outlook: Outlook;
}

interface Asked {
  readonly asOf: string;
  readonly confidence: number;
  readonly horizon: number | undefined;
}

/** The curve is always in months; the model counts in the unit of the contract, which may be days. */
export function studyOf(book: Ledger, contract: Contract, durations: readonly CustomerDuration[], asked: Asked): Study {
  const { asOf, confidence } = asked;
  const curve = survivalCurve(durations, { confidence });
  const observed = curve.at(-1)?.time ?? 0;
  const wholeYears = (months: number) => Math.max(1, Math.ceil(months / 12)) * 12;
  const horizon = asked.horizon ?? wholeYears(2 * observed);
  const lives = contract.unit === 'month' ? durations : customerDurations(book, { asOf, unit: contract.unit });
  const whole = Array.from({ length: Math.floor(observed / 12) }, (_, year) => (year + 1) * 12);
  const outlook = outlookOf(lives, contract, curve, horizon);
  return {
    contract,
    customers: durations.length,
    left: durations.filter(({ event }) => event).length,
    curve,
    confidence,
    // Without a projection there is nothing to see beyond what was observed.
    horizon: outlook.model === undefined ? (asked.horizon ?? wholeYears(observed)) : horizon,
    median: medianLifetime(curve),
    restrictedMeans: (whole.length === 0 ? [Math.floor(observed)] : whole).flatMap((months) => {
      const mean = restrictedMeanLifetime(curve, months);
      return mean === null || months === 0 ? [] : [{ horizon: months, mean }];
    }),
    outlook,
  };
}
