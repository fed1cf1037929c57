import { rejectInstant } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import {
  idText,
  isMissing,
  isOptionalText,
  isRecord,
  type KeyCheck,
  keyCheck,
  readChoice,
  readId,
  rejectOptionalText,
} from '../../read/index.ts';
import { openEnd, type ReadSpans, type SpanStore, spanStore } from '../levels/paid-spans.ts';
import type { LedgerRules } from '../policy/read-policy.ts';
import { type CurrencyTable, currencyTable } from './currencies.ts';
import { type Entities, type EntityTable, entityTable } from './entities.ts';
import { type FieldOfKind, fieldNames } from './fields.ts';
import { type InstantTable, instantTable } from './instant-codes.ts';
import { isUnbroken, ownEnd, paidTimes, unpaidEnd } from './paid-times.ts';
import { type PriceList, type Prices, priceList } from './price-list.ts';
import { type RefuseLink, refuseLink } from './replaced.ts';
import { pathOf } from './row-path.ts';
import { settleRows } from './settle-rows.ts';
import { churnTypes, type Subscription } from './subscription.ts';
import { involuntaryMark, type NotedRow, type Trial, trialMark } from './unsettled.ts';

export interface ReadRows {
  readonly entities: Entities;
  /** By row. */
  subscriptionIds(): readonly (string | undefined)[];
  readonly spans: ReadSpans;
  readonly trials: readonly Trial[];
  readonly prices: Prices;
  readonly instants: InstantTable;
  readonly currencies: CurrencyTable;
}

/** What rows become while they are read, be they objects or columns. */
export interface RowReader {
  readonly rules: LedgerRules;
  readonly entities: EntityTable;
  readonly instants: InstantTable;
  readonly prices: PriceList;
  readonly currencies: CurrencyTable;
  readonly spans: SpanStore;
  readonly trials: Trial[];
  /** The rows that the others decide on; all of them where `isNoting`. */
  readonly noted: NotedRow[];
  /** Those that are never paid, each as its place and its entity. */
  readonly unpaid: number[];
  readonly isNoting: boolean;
  readonly checkKeys: KeyCheck;
  /** By row; those of columns are still in `idsToRead`, as few questions ask for them. */
  readonly subscriptionIds: (string | undefined)[];
  readonly idsToRead: (() => void)[];
  /** How many rows were taken. */
  rows: number;
  /** The codes of the last row that was taken. */
  readonly last: RowCodes;
}

interface RowCodes {
  entity: number;
  start: number;
  /** `openEnd` where it is still running. */
  end: number;
  price: number;
  /** False where it has no fields of its owner's own. */
  hasOwn: boolean;
}

export function rowReader(rules: LedgerRules, capacity = 0): RowReader {
  if (rules.lastEnds === 'paidThrough' && rules.asOf === Number.POSITIVE_INFINITY) {
    reject('INVALID_INSTANT', 'policy.asOf', "be present with lastEnds: 'paidThrough'", undefined);
  }
  const currencies = currencyTable(rules);
  const reader: RowReader = {
    rules,
    entities: entityTable(rules),
    instants: instantTable(rules.zone),
    prices: priceList(rules, currencies),
    currencies,
    spans: spanStore(),
    trials: [],
    noted: [],
    unpaid: [],
    isNoting: rules.startAt === 'signed' || rules.lastEnds === 'paidThrough',
    checkKeys: keyCheck(fieldNames),
    subscriptionIds: [],
    idsToRead: [],
    rows: 0,
    last: { entity: 0, start: 0, end: 0, price: 0, hasOwn: false },
  };
  reserveRows(reader, capacity);
  return reader;
}

export function readRows(rows: readonly Subscription[], rules: LedgerRules): ReadRows {
  const reader = rowReader(rules, rows.length);
  for (let index = 0; index < rows.length; index += 1) readRow(reader, rows[index] as Subscription);
  return rowsRead(reader);
}

/** Makes room for so many more rows. */
export function reserveRows({ entities, spans, subscriptionIds, rows }: RowReader, count: number): void {
  // Many customers have one row, and few have as many as two.
  entities.customers.reserve(count / 2);
  spans.reserve(count);
  // Not in one leap far past its end, after which an array is a table of keys.
  if (rows === 0) subscriptionIds.length = count;
}

/** Checks one more row and brings it to codes. A row that breaks a rule throws and is not taken. */
export function readRow(reader: RowReader, given: Subscription): void {
  const { rules, instants, spans, subscriptionIds, last } = reader;
  const row = reader.rows;
  checkShape(given, row);
  const hasOwn = reader.checkKeys(given, 'subscriptions', row);
  const customerId = idOf(given.customerId, row, 'customerId');
  const hasId = !isMissing(given.subscriptionId);
  const subscriptionId = hasId ? idOf(given.subscriptionId, row, 'subscriptionId') : undefined;
  const entity = reader.entities.codeOf(reader.entities.customers.codeOf(customerId), subscriptionId);
  const start = instants.codeOf(given.start);
  if (start < 0) rejectInstant(given.start, `${pathOf(row)}.start`);
  const isOpen = isMissing(given.end);
  const end = isOpen ? openEnd : instants.codeOf(given.end);
  if (end < 0) rejectInstant(given.end, `${pathOf(row)}.end`);
  const from = instants.epochs[start] as number;
  const to = isOpen ? Number.POSITIVE_INFINITY : (instants.epochs[end] as number);
  if (to < from) reject('END_BEFORE_START', `${pathOf(row)}.end`, 'not come before its start', given.end);
  const price = reader.prices.priceOf(given, reader.currencies.codeOf(given.currency, row), from, to, row);
  const isInvoluntary = given.churnType === 'involuntary';
  if (!reader.isNoting && isUnbroken(given)) {
    if (to > from) spans.push(entity, row, start, start, end, price, isInvoluntary ? involuntaryMark : 0);
    else reader.unpaid.push(row, entity);
  } else {
    const replaces = isMissing(given.replaces) ? undefined : idOf(given.replaces, row, 'replaces');
    const paid = paidTimes(given, { start: from, end: to }, rules, row);
    if (paid.spans.length === 0) reader.unpaid.push(row, entity);
    if (paid.trialEnd > from) reader.trials.push({ row, entity, start: from, end: paid.trialEnd });
    for (const span of paid.spans) {
      const spanEnd = span.end === Number.POSITIVE_INFINITY ? openEnd : instants.codeOfEpoch(span.end);
      const isUnwanted = span.endedBy === unpaidEnd || (span.endedBy === ownEnd && isInvoluntary);
      const marks = (isUnwanted ? involuntaryMark : 0) | (span.isTrial ? trialMark : 0);
      spans.push(entity, row, start, instants.codeOfEpoch(span.start), spanEnd, price, marks);
    }
    if (replaces !== undefined || reader.isNoting) {
      const first = paid.spans[0]?.start ?? from;
      const marks = isInvoluntary ? involuntaryMark : 0;
      const { isOpened, signedAt: signed } = paid;
      const own = { span: spans.count() - paid.spans.length, spans: paid.spans.length, marks, replaces };
      reader.noted.push({ row, entity, start: from, from: first, signed, end: to, isOpened, ...own });
    }
  }
  last.entity = entity;
  last.start = start;
  last.end = end;
  last.price = price;
  last.hasOwn = hasOwn;
  // Last: a row that was refused on the way here has left no trace, and the next one can take its place.
  subscriptionIds[row] = subscriptionId;
  reader.rows += 1;
}

export function rowsRead(reader: RowReader, refuse: RefuseLink = refuseLink): ReadRows {
  const { entities, prices, instants, currencies } = reader;
  const { spans, trials, ids } = settleRows(reader, () => subscriptionIdsOf(reader), refuse);
  entities.customers.release();
  return {
    entities: entities.entities(),
    subscriptionIds: ids === undefined ? idsWhenAsked(reader) : () => ids,
    spans,
    trials,
    prices: prices.prices,
    instants,
    currencies,
  };
}

type ReadIds = Pick<RowReader, 'subscriptionIds' | 'idsToRead' | 'rows'>;

/** Keeps of a reader what the ids need, since a ledger keeps them. */
function idsWhenAsked({ subscriptionIds, idsToRead, rows }: ReadIds): () => readonly (string | undefined)[] {
  return () => subscriptionIdsOf({ subscriptionIds, idsToRead, rows });
}

/** The subscription ids of all rows that were taken. */
export function subscriptionIdsOf({ subscriptionIds, idsToRead, rows }: ReadIds): (string | undefined)[] {
  for (const read of idsToRead.splice(0)) read();
  subscriptionIds.length = rows;
  return subscriptionIds;
}

/** `field` is added to a path only where there is an error. */
function idOf(value: unknown, index: number, field: FieldOfKind<'id'>): string {
  return idText(value) ?? readId(value, `${pathOf(index)}.${field}`);
}

// Texts are named one by one, because a key that is a variable takes several times as long to look up.
function checkShape(row: Subscription, index: number): void {
  if (!isRecord(row)) reject('INVALID_TYPE', pathOf(index), 'be an object', row);
  const { currency, plan, churnReason, segment, churnType } = row;
  const areTexts =
    isOptionalText(currency) && isOptionalText(plan) && isOptionalText(churnReason) && isOptionalText(segment);
  if (!areTexts) rejectTexts({ currency, plan, churnReason, segment }, index);
  if (!isMissing(churnType) && !churnTypes.includes(churnType)) {
    readChoice(churnType, `${pathOf(index)}.churnType`, churnTypes);
  }
}

function rejectTexts(texts: { readonly [name in FieldOfKind<'text'>]: unknown }, index: number): void {
  for (const [name, text] of Object.entries(texts)) {
    if (!isOptionalText(text)) rejectOptionalText(text, `${pathOf(index)}.${name}`);
  }
}
