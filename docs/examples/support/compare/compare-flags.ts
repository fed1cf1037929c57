import { comparePolicies, type ExplainedRate, month, type Period, quarter, year } from 'tenure';
import { blaming } from '../flags/blaming.ts';
import { choiceOf } from '../flags/command-line.ts';
import { type LedgerFlags, readCommandLine } from '../flags/ledger-flags.ts';
import { settable } from '../flags/settings.ts';
import { InputError } from '../input-error.ts';
import { type Outputs, outputFlags, outputNames } from '../out/outputs.ts';
import { type Split, splits } from '../split.ts';
import { type Side, sideOf } from './sides.ts';
import { type Target, targetOf } from './target-text.ts';

/** A figure that a dashboard can show. */
export type FigureName = ExplainedRate | 'mrr';

/** By the word of `--rate`. */
export const figureNames = {
  nrr: 'netRevenueRetention',
  grr: 'grossRevenueRetention',
  'gross-churn': 'grossMrrChurnRate',
  'net-churn': 'netMrrChurnRate',
  'customer-churn': 'customerChurnRate',
  arpa: 'arpa',
  mrr: 'mrr',
} as const satisfies Readonly<Record<string, FigureName>>;

export interface CompareFlags extends LedgerFlags, Outputs {
  readonly a: Side;
  readonly b: Side;
  /** Nothing for the month of the latest start. */
  readonly period: Period | undefined;
  /** How many customers are printed. */
  readonly top: number;
  readonly split: Split | undefined;
  /** The file of the rows as they were when the period was reported. */
  readonly before: string | undefined;
  /** The period that a rate is compared with. */
  readonly since: Period | undefined;
  readonly target: Target | undefined;
  readonly rate: FigureName;
}

export function readFlags(args: readonly string[]): CompareFlags {
  const { ledger, own, lists } = readCommandLine(
    args,
    ['a', 'b', 'period', 'top', 'by', 'before', 'since', 'target', 'rate', ...outputNames],
    ['set-a', 'set-b'],
  );
  const a = sideOf('a', own.a ?? 'standard', lists['set-a'], ledger.settings);
  // One option tried alone is tried on the other side's definition.
  const b = sideOf(
    'b',
    own.b ?? (lists['set-b'].length === 0 ? 'rows' : (own.a ?? 'standard')),
    lists['set-b'],
    ledger.settings,
  );
  checkSides(a, b);
  const period = own.period === undefined ? undefined : periodOf(own.period, ledger.timeZone);
  const since = own.since === undefined ? undefined : periodOf(own.since, ledger.timeZone, '--since');
  const mode = modeOf(own);
  if (own.before !== undefined && period === undefined) {
    throw new InputError('--before needs --period: the period that was reported');
  }
  const outputs = outputFlags(own, usualOut[mode]);
  return {
    ...ledger,
    a,
    b,
    period,
    top: countOf('--top', own.top ?? '10'),
    split: own.by === undefined ? undefined : choiceOf('--by', own.by, splits),
    before: own.before,
    since,
    target: own.target === undefined ? undefined : targetOf(own.target),
    rate: figureNames[choiceOf('--rate', own.rate ?? (mode === 'target' ? 'customer-churn' : 'nrr'), words)],
    ...outputs,
  };
}

const words = Object.keys(figureNames) as (keyof typeof figureNames)[];

const usualOut = {
  policies: 'policy-comparison.csv',
  before: 'restatement.csv',
  since: 'rate-change.csv',
  target: 'nearest-options.csv',
};

/** One question at a time. */
function modeOf(own: Readonly<Partial<Record<string, string>>>): keyof typeof usualOut {
  const asked = (['before', 'since', 'target'] as const).filter((mode) => own[mode] !== undefined);
  if (asked.length > 1) throw new InputError(`--${asked[0]} and --${asked[1]} are two questions: ask one at a time`);
  return asked[0] ?? 'policies';
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
export function periodOf(label: string, timeZone: string, flag = '--period'): Period {
  const make = label.includes('Q') ? quarter : label.includes('-') ? month : year;
  return blaming({ month: flag, quarter: flag, year: flag }, () => make(label, { timeZone }));
}

function countOf(flag: string, text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new InputError(`${flag} must be a number of customers such as 10; received '${text}'`);
}
