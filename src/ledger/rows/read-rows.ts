import { rejectInstant } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import {
  idText,
  isMissing,
  isOptionalText,
  isRecord,
  readChoice,
  readId,
  rejectOptionalText,
} from '../../read/index.ts';
import { idTable } from '../../table/index.ts';
import { openEnd, type ReadSpans, spanStore } from '../levels/paid-spans.ts';
import type { LedgerRules } from '../policy/read-policy.ts';
import { type CurrencyTable, currencyTable } from './currencies.ts';
import type { FieldOfKind } from './fields.ts';
import { type InstantTable, instantTable } from './instant-codes.ts';
import { isUnbroken, ownEnd, paidTimes, unpaidEnd } from './paid-times.ts';
import { type Prices, priceList } from './price-list.ts';
import { pathOf } from './row-path.ts';
import { churnTypes, type Subscription } from './subscription.ts';

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
  readonly spans: ReadSpans;
  readonly trials: readonly Trial[];
  readonly prices: Prices;
  readonly instants: InstantTable;
  readonly currencies: CurrencyTable;
}

/** Checks rows one after another and brings them to codes. A row that breaks a rule throws and is not taken. */
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
  const list = priceList(rules);
  const currencies = currencyTable(rules);
  const entities = entityTable(rules);
  const trials: Trial[] = [];
  const subscriptionIds = new Array<string | undefined>(capacity);
  const spans = spanStore(capacity);
  let rows = 0;

  function add(given: Subscription): void {
    const row = rows;
    checkShape(given, row);
    const customerId = idOf(given.customerId, row, 'customerId');
    const hasId = !isMissing(given.subscriptionId);
    const subscriptionId = hasId ? idOf(given.subscriptionId, row, 'subscriptionId') : undefined;
    const entity = entities.codeOf(customerId, subscriptionId);
    const start = instants.codeOf(given.start);
    if (start < 0) rejectInstant(given.start, `${pathOf(row)}.start`);
    const isOpen = isMissing(given.end);
    const end = isOpen ? openEnd : instants.codeOf(given.end);
    if (end < 0) rejectInstant(given.end, `${pathOf(row)}.end`);
    const from = instants.epochs[start] as number;
    const to = isOpen ? Number.POSITIVE_INFINITY : (instants.epochs[end] as number);
    if (to < from) reject('END_BEFORE_START', `${pathOf(row)}.end`, 'not come before its start', given.end);
    const price = list.priceOf(given, currencies.codeOf(given.currency, row), from, to, row);
    const isInvoluntary = given.churnType === 'involuntary';
    if (isUnbroken(given)) {
      if (to > from) spans.push(entity, row, start, start, end, price, isInvoluntary ? 1 : 0);
    } else {
      const paid = paidTimes(given, { start: from, end: to }, rules, row);
      if (paid.trialEnd > from) trials.push({ row, entity, start: from, end: paid.trialEnd });
      for (const span of paid.spans) {
        const spanEnd = span.end === Number.POSITIVE_INFINITY ? openEnd : instants.codeOfEpoch(span.end);
        const isUnwanted = span.endedBy === unpaidEnd || (span.endedBy === ownEnd && isInvoluntary);
        spans.push(entity, row, start, instants.codeOfEpoch(span.start), spanEnd, price, isUnwanted ? 1 : 0);
      }
    }
    // Last: a row that was refused on the way here has left no trace, and the next one can take its place.
    subscriptionIds[row] = subscriptionId;
    rows += 1;
  }

  return {
    add,
    finish() {
      subscriptionIds.length = rows;
      return {
        entities: entities.entities,
        subscriptionIds,
        spans: spans.finish(),
        trials,
        prices: list.prices,
        instants,
        currencies,
      };
    },
  };
}

interface EntityTable {
  readonly entities: Entities;
  codeOf(customerId: string, subscriptionId: string | undefined): number;
}

function entityTable({ grain }: LedgerRules): EntityTable {
  if (grain === 'subscription') return subscriptionTable();
  const customers = idTable();
  return {
    entities: { customerIds: customers.ids, subscriptionIds: [] },
    codeOf: (customerId) => customers.codeOf(customerId),
  };
}

/** A row without a subscriptionId is a subscription of its own. */
function subscriptionTable(): EntityTable {
  const customerIds: string[] = [];
  const subscriptionIds: (string | undefined)[] = [];
  const codes = new Map<string, number>();
  return {
    entities: { customerIds, subscriptionIds },
    codeOf(customerId, subscriptionId) {
      // The length in front tells 'ab' + 'c' from 'a' + 'bc'.
      const key = subscriptionId === undefined ? undefined : `${customerId.length}:${customerId}${subscriptionId}`;
      const known = key === undefined ? undefined : codes.get(key);
      if (known !== undefined) return known;
      subscriptionIds.push(subscriptionId);
      const code = customerIds.push(customerId) - 1;
      if (key !== undefined) codes.set(key, code);
      return code;
    },
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
