import { dirname, join } from 'node:path';
import { customerLifetimeValue, survivalCurve } from 'tenure';
import { blaming } from '../blaming.ts';
import { InputError } from '../input-error.ts';
import { type LedgerFlags, readCommandLine } from '../ledger-flags.ts';

export interface SurvivalFlags extends LedgerFlags {
  /** The name of a contract's length, 'all', or nothing for the commonest. */
  readonly contracts: string | undefined;
  readonly asOf: string | undefined;
  readonly confidence: number;
  /** How many months the picture reaches over; nothing for what suits the data. */
  readonly horizon: number | undefined;
  /** A fraction. */
  readonly margin: number;
  /** A fraction a year. */
  readonly discountRate: number;
  readonly out: string;
  readonly html: string;
}

const names = ['contracts', 'as-of', 'confidence', 'horizon', 'margin', 'discount-rate', 'out', 'html'] as const;

export function readFlags(args: readonly string[]): SurvivalFlags {
  const { ledger, own } = readCommandLine(args, names);
  const { out = 'survival-curve.csv', html = join(dirname(out), 'survival-curve.html') } = own;
  const flags = {
    ...ledger,
    contracts: own.contracts,
    asOf: own['as-of'],
    confidence: numberOf('--confidence', own.confidence ?? '0.95'),
    horizon: own.horizon === undefined ? undefined : horizonOf(own.horizon),
    margin: numberOf('--margin', own.margin ?? '1'),
    discountRate: numberOf('--discount-rate', own['discount-rate'] ?? '0.1'),
    out,
    html,
  };
  checkFractions(flags);
  return flags;
}

const plainNumber = /^-?\d+(\.\d+)?$/;

function numberOf(flag: string, text: string): number {
  if (plainNumber.test(text)) return Number(text);
  throw new InputError(`${flag} must be a number such as 0.8; received '${text}'`);
}

const longest = 1200;

function horizonOf(text: string): number {
  const horizon = Number(text);
  if (/^\d+$/.test(text) && horizon >= 1 && horizon <= longest) return horizon;
  throw new InputError(`--horizon must be a whole number of months from 1 to ${longest}; received '${text}'`);
}

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
