import { type LedgerFlags, readCommandLine } from '../flags/ledger-flags.ts';
import { InputError } from '../input-error.ts';
import { type Outputs, outputFlags, outputNames } from '../out/outputs.ts';

export interface ForecastFlags extends LedgerFlags, Outputs {
  readonly months: number;
  /** MRR per month; as in the last 12 months where it is not given. */
  readonly newBusiness: string | undefined;
}

export function readFlags(args: readonly string[]): ForecastFlags {
  const { ledger, own } = readCommandLine(args, ['months', 'new-business', ...outputNames]);
  const months = Number(own.months ?? 12);
  if (!Number.isInteger(months) || months < 1 || months > 60) {
    throw new InputError(`--months must be a whole number from 1 to 60; received '${own.months}'`);
  }
  return { ...ledger, months, newBusiness: own['new-business'], ...outputFlags(own, 'mrr-forecast.csv') };
}
