import { rejectInstant } from '../calendar/instant.ts';
import { isRecord, reject } from '../errors.ts';
import { type CurrencyTable, currencyTable } from './currencies.ts';
import { type InstantTable, instantTable } from './instant-table.ts';
import { isUnbroken, ownEnd, paidTimes, type SpanEnd } from './paid-spans.ts';
import { type Rates, rateBook } from './rate-book.ts';
import type { LedgerRules } from './read-policy.ts';
import type { Subscription } from './subscription.ts';

/** The paid spans of all rows, one beside the other: entity, start, end and rate as codes, and the row they are of. */
export interface PaidSpans {
  readonly length: number;
  readonly row: Uint32Array;
  readonly entity: Uint32Array;
  /** When the row itself starts, which a trial or a pause can put before the span. */
  readonly rowStart: Uint32Array;
  readonly start: Uint32Array;
  /** `openEnd` where it is still running. */
  readonly end: Uint32Array;
  readonly rate: Uint32Array;
  /** What ended the span, as a `SpanEnd`. */
  readonly endedBy: Uint8Array;
  /** 1 where the row says that its own end was not the customer's wish. */
  readonly isInvoluntary: Uint8Array;
}

export const openEnd = 0xffff_ffff;

/** Whose MRR it is that moves: a customer, or one subscription of a customer. */
export interface Entities {
  readonly customerIds: readonly string[];
  /** Empty where customers are the entities. */
  readonly subscriptionIds: readonly (string | undefined)[];
}

/** The trial that a row begins with, in epoch milliseconds; it can end after the row does. */
export interface Trial {
  readonly row: number;
  readonly entity: number;
  readonly start: number;
  readonly end: number;
}

export interface ReadRows {
  readonly entities: Entities;
  /** By row. */
  readonly subscriptionIds: readonly (string | undefined)[];
  readonly spans: PaidSpans;
  readonly trials: readonly Trial[];
  readonly rates: Rates;
  readonly instants: InstantTable;
  readonly currencies: CurrencyTable;
}

/** Checks rows one after another and brings them to codes. The first one that breaks a rule stops it: there is no partial ledger. */
export interface RowReader {
  /** Gives nothing back: what became of the row is told by `finish`. */
  add(row: Subscription): void;
  finish(): ReadRows;
}

export function readRows(rows: readonly Subscription[], rules: LedgerRules, instants?: InstantTable): ReadRows {
  const reader = rowReader(rules, rows.length, instants);
  for (let index = 0; index < rows.length; index += 1) reader.add(rows[index] as Subscription);
  return reader.finish();
}

export function rowReader(
  rules: LedgerRules,
  capacity: number,
  instants: InstantTable = instantTable(rules.zone),
): RowReader {
  const book = rateBook(rules);
  const currencies = currencyTable(rules);
  const entities = entityTable(rules);
  const trials: Trial[] = [];
  const subscriptionIds: (string | undefined)[] = [];
  let spans = emptySpans(capacity);
  let length = 0;

  function push(index: number, row: RowCodes, start: number, end: number, endedBy: SpanEnd): void {
    if (length === spans.entity.length) spans = grownSpans(spans);
    spans.row[length] = index;
    spans.entity[length] = row.entity;
    spans.rowStart[length] = row.start;
    spans.start[length] = start;
    spans.end[length] = end;
    spans.rate[length] = row.rate;
    spans.endedBy[length] = endedBy;
    spans.isInvoluntary[length] = row.isInvoluntary;
    length += 1;
  }

  function add(row: Subscription): void {
    const index = subscriptionIds.length;
    checkShape(row, index);
    const path = () => pathOf(index);
    const entity = entities.codeOf(row);
    const start = instants.codeOf(row.start);
    if (start < 0) rejectInstant(row.start, `${path()}.start`);
    const isOpen = row.end === undefined || row.end === null;
    const end = isOpen ? openEnd : instants.codeOf(row.end);
    if (end < 0) rejectInstant(row.end, `${path()}.end`);
    const from = instants.epochs[start] as number;
    const to = isOpen ? Number.POSITIVE_INFINITY : (instants.epochs[end] as number);
    if (to < from) reject('END_BEFORE_START', `${path()}.end`, 'not come before its start', row.end);
    const currency = currencies.codeOf(row.currency, () => `${path()}.currency`);
    const rate = book.rateOf(row, currency, from, to, path);
    const codes = { entity, start, rate, isInvoluntary: row.churnType === 'involuntary' ? 1 : 0 };
    subscriptionIds.push(row.subscriptionId);

    if (isUnbroken(row)) {
      if (to > from) push(index, codes, start, end, ownEnd);
      return;
    }
    const { spans: paid, trialEnd } = paidTimes(row, { start: from, end: to }, rules, path());
    if (trialEnd > from) trials.push({ row: index, entity, start: from, end: trialEnd });
    for (const span of paid) {
      const spanEnd = span.end === Number.POSITIVE_INFINITY ? openEnd : instants.codeOfEpoch(span.end);
      push(index, codes, instants.codeOfEpoch(span.start), spanEnd, span.endedBy);
    }
  }

  return {
    add,
    finish: () => ({
      entities: entities.entities,
      subscriptionIds,
      spans: { ...spans, length },
      trials,
      rates: book.rates,
      instants,
      currencies,
    }),
  };
}

/** What a row gives to each of its spans. */
interface RowCodes {
  readonly entity: number;
  readonly start: number;
  readonly rate: number;
  readonly isInvoluntary: number;
}

/** Codes of customers, or of their subscriptions; a row without a subscriptionId is a subscription of its own. */
function entityTable({ grain }: LedgerRules) {
  const customerIds: string[] = [];
  const subscriptionIds: (string | undefined)[] = [];
  const codes = new Map<string, number>();
  function add(key: string, customerId: string): number {
    const code = customerIds.push(customerId) - 1;
    codes.set(key, code);
    return code;
  }
  function codeOfSubscription({ customerId, subscriptionId }: Subscription): number {
    // The length in front tells 'ab' + 'c' from 'a' + 'bc'.
    const key = subscriptionId === undefined ? '' : `${customerId.length}:${customerId}${subscriptionId}`;
    const known = subscriptionId === undefined ? undefined : codes.get(key);
    if (known !== undefined) return known;
    subscriptionIds.push(subscriptionId);
    return add(key, customerId);
  }
  return {
    entities: { customerIds, subscriptionIds },
    codeOf: (row: Subscription) =>
      grain === 'subscription'
        ? codeOfSubscription(row)
        : (codes.get(row.customerId) ?? add(row.customerId, row.customerId)),
  };
}

function pathOf(index: number): string {
  return `subscriptions[${index}]`;
}

function checkShape(row: Subscription, index: number): void {
  if (!isRecord(row)) reject('INVALID_TYPE', pathOf(index), 'be an object', row);
  const { customerId, subscriptionId, plan, churnReason, segment, currency, churnType } = row;
  if (typeof customerId !== 'string' || customerId === '') {
    reject('INVALID_TYPE', `${pathOf(index)}.customerId`, 'be a string that is not empty', customerId);
  }
  const areTexts =
    isOptionalText(subscriptionId) &&
    isOptionalText(plan) &&
    isOptionalText(churnReason) &&
    isOptionalText(segment) &&
    isOptionalText(currency);
  if (!areTexts) rejectText({ subscriptionId, plan, churnReason, segment, currency }, index);
  if (churnType !== undefined && churnType !== 'voluntary' && churnType !== 'involuntary') {
    reject('INVALID_OPTION', `${pathOf(index)}.churnType`, "be 'voluntary' or 'involuntary'", churnType);
  }
}

function isOptionalText(value: unknown): boolean {
  return value === undefined || (typeof value === 'string' && value !== '');
}

function rejectText(texts: Readonly<Record<string, unknown>>, index: number): never {
  const [[field, value] = ['', undefined]] = Object.entries(texts).filter(([, text]) => !isOptionalText(text));
  reject('INVALID_TYPE', `${pathOf(index)}.${field}`, 'be a string that is not empty, or be left out', value);
}

type Columns = Omit<PaidSpans, 'length'>;

function emptySpans(capacity: number): Columns {
  const column = () => new Uint32Array(capacity);
  return {
    row: column(),
    rowStart: column(),
    entity: column(),
    start: column(),
    end: column(),
    rate: column(),
    endedBy: new Uint8Array(capacity),
    isInvoluntary: new Uint8Array(capacity),
  };
}

function grownSpans(old: Columns): Columns {
  const grown = emptySpans(Math.max(16, old.entity.length * 2));
  for (const name of Object.keys(old) as (keyof Columns)[]) grown[name].set(old[name]);
  return grown;
}
