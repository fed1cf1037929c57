import { rejectInstant } from '../calendar/instant.ts';
import { isRecord, MetricsError, reject } from '../errors.ts';
import type { Rational } from '../exact/index.ts';
import { type InstantTable, instantTable } from './instant-table.ts';
import { isUnbroken, paidSpans } from './paid-spans.ts';
import { rateBook } from './rate-book.ts';
import type { LedgerRules } from './read-policy.ts';
import type { Subscription } from './subscription.ts';

/** The paid spans of all rows, one beside the other: entity, start, end and rate as codes. */
export interface PaidSpans {
  readonly length: number;
  readonly entity: Uint32Array;
  readonly start: Uint32Array;
  /** `openEnd` where it is still running. */
  readonly end: Uint32Array;
  readonly rate: Uint32Array;
}

export const openEnd = 0xffff_ffff;

export interface ReadRows {
  readonly customers: readonly string[];
  readonly spans: PaidSpans;
  readonly rates: readonly Rational[];
  readonly instants: InstantTable;
  readonly currency: string | null;
}

/** Checks every row and brings it to codes. The first row that breaks a rule stops it: there is no partial ledger. */
export function readRows(rows: readonly Subscription[], rules: LedgerRules): ReadRows {
  const instants = instantTable(rules.zone);
  const book = rateBook(rules);
  const customers: string[] = [];
  const codes = new Map<string, number>();
  const currency = currencyCheck(rules.currency);
  let spans = emptySpans(rows.length);
  let length = 0;

  function push(entity: number, start: number, end: number, rate: number): void {
    if (length === spans.entity.length) spans = grownSpans(spans);
    spans.entity[length] = entity;
    spans.start[length] = start;
    spans.end[length] = end;
    spans.rate[length] = rate;
    length += 1;
  }

  function customerCode(id: string): number {
    let code = codes.get(id);
    if (code === undefined) {
      code = customers.push(id) - 1;
      codes.set(id, code);
    }
    return code;
  }

  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] as Subscription;
    checkShape(row, index);
    const customer = customerCode(row.customerId);
    const start = instants.codeOf(row.start);
    if (start < 0) rejectInstant(row.start, `${pathOf(index)}.start`);
    const isOpen = row.end === undefined || row.end === null;
    const end = isOpen ? openEnd : instants.codeOf(row.end);
    if (end < 0) rejectInstant(row.end, `${pathOf(index)}.end`);
    const from = instants.epochs[start] as number;
    const to = isOpen ? Number.POSITIVE_INFINITY : (instants.epochs[end] as number);
    if (to < from) reject('END_BEFORE_START', `${pathOf(index)}.end`, 'not come before its start', row.end);
    const rate = book.rateOf(row, () => pathOf(index));
    currency.check(row.currency, index);

    if (isUnbroken(row)) {
      if (to > from) push(customer, start, end, rate);
      continue;
    }
    for (const span of paidSpans(row, { start: from, end: to }, rules, pathOf(index))) {
      const spanEnd = span.end === Number.POSITIVE_INFINITY ? openEnd : instants.codeOfEpoch(span.end);
      push(customer, instants.codeOfEpoch(span.start), spanEnd, rate);
    }
  }
  return { customers, spans: { ...spans, length }, rates: book.rates, instants, currency: currency.result() };
}

export function pathOf(index: number): string {
  return `subscriptions[${index}]`;
}

const optionalTexts = ['subscriptionId', 'plan', 'churnReason', 'segment', 'currency'] as const;

function checkShape(row: Subscription, index: number): void {
  if (!isRecord(row)) reject('INVALID_TYPE', pathOf(index), 'be an object', row);
  if (typeof row.customerId !== 'string' || row.customerId === '') {
    reject('INVALID_TYPE', `${pathOf(index)}.customerId`, 'be a string that is not empty', row.customerId);
  }
  for (const field of optionalTexts) {
    const value = row[field];
    if (value === undefined || (typeof value === 'string' && value !== '')) continue;
    reject('INVALID_TYPE', `${pathOf(index)}.${field}`, 'be a string that is not empty, or be left out', value);
  }
  const { churnType } = row;
  if (churnType !== undefined && churnType !== 'voluntary' && churnType !== 'involuntary') {
    reject('INVALID_OPTION', `${pathOf(index)}.churnType`, "be 'voluntary' or 'involuntary'", churnType);
  }
}

/** Rows in different currencies cannot be added; a row that names none is in the policy's. */
function currencyCheck(reporting: string | null) {
  let common: string | null | undefined = reporting ?? undefined;
  return {
    check(currency: string | undefined, index: number): void {
      const own = currency ?? reporting;
      if (common === undefined) common = own;
      if (own === common) return;
      const path = `${pathOf(index)}.currency`;
      const other = common === null ? 'rows before it that name no currency' : `'${common}'`;
      const message = `${path} must be the currency of all rows, unless policy.exchangeRates is given: ${own === null ? 'none' : `'${own}'`} cannot be added to ${other}`;
      throw new MetricsError('MIXED_CURRENCIES', path, message, currency);
    },
    result: () => common ?? null,
  };
}

type Columns = Omit<PaidSpans, 'length'>;

function emptySpans(capacity: number): Columns {
  const column = () => new Uint32Array(capacity);
  return { entity: column(), start: column(), end: column(), rate: column() };
}

function grownSpans(old: Columns): Columns {
  const grown = emptySpans(Math.max(16, old.entity.length * 2));
  grown.entity.set(old.entity);
  grown.start.set(old.start);
  grown.end.set(old.end);
  grown.rate.set(old.rate);
  return grown;
}
