import { comparePolicies, month, type Period, quarter, year } from 'tenure';
import { blaming } from '../flags/blaming.ts';
import { choiceOf } from '../flags/command-line.ts';
import { type LedgerFlags, readCommandLine } from '../flags/ledger-flags.ts';
import { InputError } from '../input-error.ts';
import { type Outputs, outputFlags, outputNames } from '../out/outputs.ts';
import { type Split, splits } from '../split.ts';
import { type Side, settable, sideOf } from './sides.ts';

export interface CompareFlags extends LedgerFlags, Outputs {
  readonly a: Side;
  readonly b: Side;
  /** Nothing for the month of the latest start. */
  readonly period: Period | undefined;
  /** How many customers are printed. */
  readonly top: number;
  readonly split: Split | undefined;
}

export function readFlags(args: readonly string[]): CompareFlags {
  const { ledger, own, lists } = readCommandLine(
    args,
    ['a', 'b', 'period', 'top', 'by', ...outputNames],
    ['set-a', 'set-b'],
  );
  const a = sideOf('a', own.a ?? 'standard', lists['set-a']);
  // One option tried alone is tried on the other side's definition.
  const b = sideOf('b', own.b ?? (lists['set-b'].length === 0 ? 'rows' : (own.a ?? 'standard')), lists['set-b']);
  checkSides(a, b);
  const period = own.period === undefined ? undefined : periodOf(own.period, ledger.timeZone);
  const outputs = outputFlags(own, 'policy-comparison.csv');
  return {
    ...ledger,
    a,
    b,
    period,
    top: countOf('--top', own.top ?? '10'),
    split: own.by === undefined ? undefined : choiceOf('--by', own.by, splits),
    ...outputs,
  };
}

/** Asks the library before a file is read. */
function checkSides(a: Side, b: Side): void {
  const flags = settable.flatMap((option) => [
    [`a.${option}`, `--set-a ${option}`],
    [`b.${option}`, `--set-b ${option}`],
  ]);
  blaming(Object.fromEntries(flags), () => comparePolicies([], month('2000-01'), a.policy, b.policy));
}

/** A month, a quarter or a year: '2026-03', '2026-Q1' or '2026'. */
export function periodOf(label: string, timeZone: string): Period {
  const make = label.includes('Q') ? quarter : label.includes('-') ? month : year;
  return blaming({ month: '--period', quarter: '--period', year: '--period' }, () => make(label, { timeZone }));
}

function countOf(flag: string, text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new InputError(`${flag} must be a number of customers such as 10; received '${text}'`);
}
