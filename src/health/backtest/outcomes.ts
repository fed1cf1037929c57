import { reject } from '../../errors.ts';
import { type Rational, zero } from '../../exact/index.ts';
import { type Amount, readAmount } from '../../money/index.ts';
import { type Id, isFiniteNumber, isMissing, isRecord, readId, readList } from '../../read/index.ts';

/** A customer's score at some time, and whether it left within the horizon after it. */
export interface HealthOutcome {
  /** 0..100, 100 = healthy; null without a score. */
  readonly score: number | null;
  /** Whether the customer left within the horizon; 1 stands for true, 0 for false. */
  readonly churned: boolean | 0 | 1;
  /** The customer's MRR at the time; present in all outcomes or in none. */
  readonly mrr?: Amount | null | undefined;
  /** The customer, if it has several outcomes: these vary together, which widens the intervals. */
  readonly customerId?: Id | null | undefined;
}

/** Outcomes in columns. */
export interface OutcomeColumns {
  /** NaN where there was no score. */
  readonly scores: Float64Array;
  /** 1 for a customer that left. */
  readonly churned: Uint8Array;
  readonly mrr: readonly Rational[];
  /** Codes of customers, 0, 1, ... */
  readonly owners: Uint32Array;
}

/** Outcomes, and what was known before them. */
export interface BacktestColumns extends OutcomeColumns {
  readonly ownerCount: number;
  /** The chance of leaving that the score stood for, by what was known before; NaN where nothing was. */
  readonly chances: Float64Array;
  /** The same without a score: the share that left before. */
  readonly baseChances: Float64Array;
}

/** Numbers owners in order of first sight. */
export function ownerCodes(): { codeOf(owner: unknown): number; count(): number } {
  const codes = new Map<unknown, number>();
  return {
    codeOf(owner) {
      const code = codes.get(owner) ?? codes.size;
      codes.set(owner, code);
      return code;
    },
    count: () => codes.size,
  };
}

export function readOutcomes(outcomes: unknown, path: string): OutcomeColumns & { readonly ownerCount: number } {
  const rows = readList(outcomes, path, 'be an array of outcomes');
  const owners = ownerCodes();
  const columns = {
    scores: new Float64Array(rows.length),
    churned: new Uint8Array(rows.length),
    mrr: [] as Rational[],
    owners: new Uint32Array(rows.length),
  };
  const hasMrr = isRecord(rows[0]) && !isMissing(rows[0].mrr);
  for (const [index, row] of rows.entries()) {
    const rowPath = `${path}[${index}]`;
    if (!isRecord(row)) reject('INVALID_TYPE', rowPath, 'be an object { score, churned }', row);
    const { score, churned, mrr, customerId } = row;
    columns.scores[index] = readScore(score, `${rowPath}.score`);
    columns.churned[index] = readChurned(churned, `${rowPath}.churned`);
    columns.mrr.push(readMrr(mrr, hasMrr, `${rowPath}.mrr`));
    // A row that names no customer is one of its own.
    columns.owners[index] = owners.codeOf(isMissing(customerId) ? index : readId(customerId, `${rowPath}.customerId`));
  }
  return { ...columns, ownerCount: owners.count() };
}

function readScore(value: unknown, path: string): number {
  if (value === null) return Number.NaN;
  if (isFiniteNumber(value) && value >= 0 && value <= 100) return value;
  return reject('INVALID_NUMBER', path, 'be a number from 0 to 100, or null without a score', value);
}

function readChurned(value: unknown, path: string): number {
  if (value === true || value === 1) return 1;
  if (value === false || value === 0) return 0;
  return reject('INVALID_TYPE', path, 'be true, false, 1 or 0', value);
}

function readMrr(value: unknown, isExpected: boolean, path: string): Rational {
  if (isMissing(value) === isExpected) reject('INVALID_AMOUNT', path, 'be present in all outcomes or in none', value);
  return isExpected ? readAmount(value, path) : zero;
}

/** The rows for which a condition holds. */
export function rowsWhere({ scores }: OutcomeColumns, holds: (row: number) => boolean): Uint32Array {
  return Uint32Array.from(scores.keys()).filter(holds);
}
