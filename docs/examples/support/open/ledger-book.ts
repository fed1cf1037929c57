import { type Ledger, ledger, type Policy } from 'tenure';
import type { LedgerFlags } from '../flags/ledger-flags.ts';
import { InputError } from '../input-error.ts';
import { say } from '../language/language.ts';
import { ledgerKind } from '../read/columns/fields.ts';
import type { LedgerRow } from '../read/ledger/ledger-row.ts';
import type { LedgerFile } from '../read/ledger/read-ledger.ts';
import type { Rates } from '../read/ledger/read-rates.ts';
import { cutOff } from '../sample/sample-customer.ts';
import { type AsOf, asOfOf, type Dated, lastDate } from './as-of.ts';
import { fileLine } from './columns.ts';
import { type Exchange, exchangeOf } from './exchange.ts';
import { explaining } from './explain.ts';
import { knownLedger } from './known-ledger.ts';
import { ledgerLines } from './ledger-lines.ts';
import { checkRange } from './range.ts';

export interface LedgerBook {
  /** As it stands in the file. */
  readonly source: LedgerFile;
  /** What the rows tell of the time before `asOf`. */
  readonly known: readonly LedgerRow[];
  readonly asOf: AsOf;
  /** Of the known rows. */
  readonly book: Ledger<LedgerRow>;
  readonly policy: Policy;
  /** The part of the policy that is not the library's default by choice. */
  readonly settings: Policy;
  /** The part of the policy that says what amounts are, and turns currencies into one. */
  readonly exchange: Exchange['policy'];
  readonly isSample: boolean;
  /** What was read, for the person to check. */
  readonly description: readonly string[];
}

interface Surroundings {
  readonly now: Date;
  readonly isSample: boolean;
  /** Of the file that the flags name. */
  readonly rates?: Rates | undefined;
  /** The dates of other files. */
  readonly beside?: Dated | undefined;
}

type Asked = Pick<
  LedgerFlags,
  'amounts' | 'asOf' | 'endInclusive' | 'exchangeRates' | 'reportCurrency' | 'settings' | 'timeZone'
>;

const nothing: Dated = { starts: [], ends: [] };

/** Takes the rows of a file for what is known at a date, and has the library check them. */
export function ledgerBook(source: LedgerFile, flags: Asked, around: Surroundings): LedgerBook {
  const { now, isSample, rates, beside = nothing } = around;
  const { timeZone } = flags;
  const sampleCutOff = isSample ? cutOff : undefined;
  const asOf = asOfOf(datesOf(source, beside, flags), { flag: flags.asOf, timeZone, now, sampleCutOff });
  const lastDay = lastDate(asOf, timeZone);
  const starts = source.rows.map(({ start }) => start);
  checkRange(source, source.map.columns.get('start')?.name ?? 'start', starts, lastDay, timeZone);
  const exchange = exchangeOf(source.rows, lastDay, flags, rates);
  // All rows, so that one that lies ahead is checked as well.
  explaining('subscriptions', source, ledgerKind.fields, () => ledger(source.rows, { timeZone, ...exchange.policy }));
  const known = knownLedger(source.rows, asOf.instant, timeZone);
  if (known.length === 0) throw new InputError(`no customer has paid before ${asOf.instant}`);
  const name = isSample ? say('the sample ledger, since no file was given') : source.file;
  return {
    source,
    known,
    asOf,
    ...compiled(known, { timeZone, asOf: asOf.instant, ...exchange.policy }, flags.settings),
    exchange: exchange.policy,
    isSample,
    description: [fileLine(say('Ledger'), name, source.rows.length), ...ledgerLines(source), ...exchange.description],
  };
}

/** The same rows under other definitions. */
export function underSettings(opened: LedgerBook, settings: Policy): LedgerBook {
  const { timeZone, asOf } = opened.policy;
  return { ...opened, ...compiled(opened.known, { timeZone, asOf, ...opened.exchange }, settings) };
}

function compiled(known: readonly LedgerRow[], standard: Policy, settings: Policy) {
  const policy = { ...standard, ...settings };
  return { book: ledger(known, policy), policy, settings };
}

/** An end is planned for a row that runs, by its status, and so is the end of a trial that is not over; whatever has no status tells of facts. */
function datesOf({ rows, open }: LedgerFile, beside: Dated, { endInclusive }: Pick<Asked, 'endInclusive'>): Dated {
  const [starts, ends, planned] = [[...beside.starts], [...beside.ends], [...(beside.planned ?? [])]];
  for (const row of rows) {
    const standing = open.get(row);
    starts.push(row.start);
    (standing === undefined ? ends : planned).push(...texts(row.end));
    (standing === 'trial' ? planned : ends).push(...texts(row.trialEnd));
    ends.push(...texts(row.cancelRequestedAt));
    for (const { start, end } of [...(row.pauses ?? []), ...(row.pastDue ?? [])])
      ends.push(...texts(start), ...texts(end));
  }
  // As they stand in the file.
  const lastDays = endInclusive ? new Set(rows.flatMap(({ end }) => texts(end))) : undefined;
  return { starts, ends, planned, ...(lastDays && { lastDays }) };
}

function texts(value: unknown): string[] {
  return typeof value === 'string' ? [value] : [];
}
