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
import { pathOf } from './row-path.ts';
import { churnTypes, type Subscription } from './subscription.ts';

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
  readonly checkKeys: KeyCheck;
  /** By row. */
  readonly subscriptionIds: (string | undefined)[];
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
}

export function rowReader(rules: LedgerRules, capacity = 1024): RowReader {
  const currencies = currencyTable(rules);
  return {
    rules,
    entities: entityTable(rules),
    instants: instantTable(rules.zone),
    prices: priceList(rules, currencies),
    currencies,
    spans: spanStore(capacity),
    trials: [],
    checkKeys: keyCheck(fieldNames),
    subscriptionIds: new Array(capacity),
    rows: 0,
    last: { entity: 0, start: 0, end: 0, price: 0 },
  };
}

export function readRows(rows: readonly Subscription[], rules: LedgerRules): ReadRows {
  const reader = rowReader(rules, rows.length);
  for (let index = 0; index < rows.length; index += 1) readRow(reader, rows[index] as Subscription);
  return rowsRead(reader);
}

/** Checks one more row and brings it to codes. A row that breaks a rule throws and is not taken. */
export function readRow(reader: RowReader, given: Subscription): void {
  const { rules, instants, spans, subscriptionIds, last } = reader;
  const row = reader.rows;
  checkShape(given, row);
  reader.checkKeys(given, 'subscriptions', row);
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
  if (isUnbroken(given)) {
    if (to > from) spans.push(entity, row, start, start, end, price, isInvoluntary ? 1 : 0);
  } else {
    const paid = paidTimes(given, { start: from, end: to }, rules, row);
    if (paid.trialEnd > from) reader.trials.push({ row, entity, start: from, end: paid.trialEnd });
    for (const span of paid.spans) {
      const spanEnd = span.end === Number.POSITIVE_INFINITY ? openEnd : instants.codeOfEpoch(span.end);
      const isUnwanted = span.endedBy === unpaidEnd || (span.endedBy === ownEnd && isInvoluntary);
      spans.push(entity, row, start, instants.codeOfEpoch(span.start), spanEnd, price, isUnwanted ? 1 : 0);
    }
  }
  last.entity = entity;
  last.start = start;
  last.end = end;
  last.price = price;
  // Last: a row that was refused on the way here has left no trace, and the next one can take its place.
  subscriptionIds[row] = subscriptionId;
  reader.rows += 1;
}

export function rowsRead(reader: RowReader): ReadRows {
  const { entities, subscriptionIds, spans, trials, prices, instants, currencies } = reader;
  subscriptionIds.length = reader.rows;
  return {
    entities: entities.entities,
    subscriptionIds,
    spans: spans.finish(),
    trials,
    prices: prices.prices,
    instants,
    currencies,
  };
}

/** `field` is added to a path only where there is an error. */
function idOf(value: unknown, index: number, field: FieldOfKind<'id'>): string {
  if (typeof value === 'string' && value !== '') return value;
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
