import { customerLifetimeValue, survivalCurve } from 'tenure';
import { blaming } from '../flags/blaming.ts';
import { choiceOf, numberOf, wholeNumberOf } from '../flags/command-line.ts';
import { type LedgerFlags, readCommandLine } from '../flags/ledger-flags.ts';
import { type Outputs, outputFlags, outputNames } from '../out/outputs.ts';
import { type Split, splits } from '../split.ts';

export interface SurvivalFlags extends LedgerFlags, Outputs {
  /** The name of a contract's length, 'all', or nothing for the commonest. */
  readonly contracts: string | undefined;
  readonly confidence: number;
  /** How many months the picture reaches over; nothing for what suits the data. */
  readonly horizon: number | undefined;
  /** A fraction. */
  readonly margin: number;
  /** A fraction a year. */
  readonly discountRate: number;
  readonly split: Split | undefined;
}

const names = ['contracts', 'confidence', 'horizon', 'margin', 'discount-rate', 'by', ...outputNames] as const;

export function readFlags(args: readonly string[]): SurvivalFlags {
  const { ledger, own } = readCommandLine(args, names);
  const flags = {
    ...ledger,
    contracts: own.contracts,
    confidence: numberOf('--confidence', own.confidence ?? '0.95'),
    horizon: own.horizon === undefined ? undefined : wholeNumberOf('--horizon', own.horizon, 'months', longest),
    margin: numberOf('--margin', own.margin ?? '1'),
    discountRate: numberOf('--discount-rate', own['discount-rate'] ?? '0.1'),
    split: own.by === undefined ? undefined : choiceOf('--by', own.by, splits),
    ...outputFlags(own, 'survival-curve.csv'),
  };
  checkFractions(flags);
  return flags;
}

const longest = 1200;

/** Asks the library before a file is read, so that it says what is wrong with a percent that should have been a fraction. */
function checkFractions(flags: Pick<SurvivalFlags, 'confidence' | 'margin' | 'discountRate'>): void {
  const { confidence, margin: grossMargin, discountRate } = flags;
  blaming({ 'options.confidence': '--confidence' }, () =>
    survivalCurve([{ duration: 1, event: true }], { confidence }),
  );
  blaming({ 'terms.grossMargin': '--margin', 'terms.discountRate': '--discount-rate' }, () =>
    customerLifetimeValue({ arpa: 1, churnRate: 1, grossMargin, discountRate }),
  );
}
