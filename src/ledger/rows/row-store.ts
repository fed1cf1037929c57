import type { Instant } from '../../calendar/open.ts';
import { isDate } from '../../errors.ts';
import { isMissing, isRecord } from '../../read/index.ts';
import { openEnd } from '../levels/paid-spans.ts';
import { fieldNames, fieldsOfKind } from './fields.ts';
import type { InstantTable } from './instant-codes.ts';
import type { Interruption, Subscription } from './subscription.ts';

/**
 * Keeps rows as columns, and makes objects of them again for the questions that hand rows back. Of a row nothing is kept that its owner can
 * change, but for objects in fields of the owner's own: it may be the same object each time.
 */
export interface RowStore {
  add(row: Subscription): void;
  rowAt(index: number): Subscription;
}

type Fields = Record<string, unknown>;

/** Instants come back as Dates, and fields that were missing are left out. */
export function rowStore(instants: InstantTable): RowStore {
  const starts: number[] = [];
  const ends: number[] = [];
  const customerIds: Subscription['customerId'][] = [];
  const subscriptionIds: Subscription['subscriptionId'][] = [];
  const sharedOf: number[] = [];
  const shared: Fields[] = [];
  const codes = new Map<string, number>();
  const rare = new Map<number, Fields>();
  const own = new Map<string, unknown[]>();

  function codeOf(row: Subscription): number {
    const key = sharedKey(row);
    let code = key === undefined ? undefined : codes.get(key);
    if (code === undefined) {
      code = shared.push(sharedFields(row)) - 1;
      if (key !== undefined) codes.set(key, code);
    }
    return code;
  }

  function addOwn(row: Fields, index: number): void {
    for (const name in row) {
      if (standardNames.has(name)) continue;
      let column = own.get(name);
      if (column === undefined) {
        column = [];
        own.set(name, column);
      }
      column[index] = row[name];
    }
  }

  return {
    add(row) {
      const index = customerIds.push(row.customerId) - 1;
      subscriptionIds.push(row.subscriptionId);
      starts.push(instants.codeOf(row.start));
      ends.push(isMissing(row.end) ? openEnd : instants.codeOf(row.end));
      sharedOf.push(codeOf(row));
      if (rareNames.some((name) => !isMissing(row[name]))) rare.set(index, rareFields(row));
      addOwn(row as unknown as Fields, index);
    },
    rowAt(index) {
      const [subscriptionId, end] = [subscriptionIds[index], ends[index] as number];
      const row: Fields = {
        customerId: customerIds[index],
        ...(!isMissing(subscriptionId) && { subscriptionId }),
        start: new Date(instants.epochs[starts[index] as number] as number),
        ...(end !== openEnd && { end: new Date(instants.epochs[end] as number) }),
        ...shared[sharedOf[index] as number],
        ...rare.get(index),
      };
      for (const [name, column] of own) if (index in column) row[name] = column[index];
      return row as unknown as Subscription;
    },
  };
}

const standardNames: ReadonlySet<string> = /* @__PURE__ */ new Set(fieldNames);
/** What many rows have in common. */
const sharedNames = /* @__PURE__ */ fieldsOfKind('amount', 'number', 'choice', 'text', 'discount');
/** What few rows have. */
const rareNames = /* @__PURE__ */ fieldsOfKind('instant', 'interruptions').filter(
  (name) => name !== 'start' && name !== 'end',
);

/** Equal for rows with equal shared fields; undefined for amounts that are objects, whose text does not say what they are. */
function sharedKey(row: Subscription): string | undefined {
  let key = '';
  for (const name of sharedNames) {
    const value = row[name];
    if (isMissing(value)) key += ';';
    else if (name === 'discount') {
      const { percent, amount } = value as { percent?: unknown; amount?: unknown };
      const off = percent ?? amount;
      if (isRecord(off)) return undefined;
      key += `${isMissing(percent)}${typeof off}${off};`;
    } else if (isRecord(value)) return undefined;
    // The length tells 'ab' + 'c' from 'a' + 'bc': these texts can hold any character.
    else if (typeof value === 'string') key += `${value.length}"${value}`;
    else key += `${typeof value}${value};`;
  }
  return key;
}

function sharedFields(row: Subscription): Fields {
  const fields: Fields = {};
  for (const name of sharedNames) {
    const value = row[name];
    if (!isMissing(value)) fields[name] = name === 'discount' ? { ...(value as object) } : value;
  }
  return fields;
}

function rareFields(row: Subscription): Fields {
  const fields: Fields = {};
  for (const name of rareNames) {
    const value = row[name] as Instant | readonly Interruption[] | null | undefined;
    if (!isMissing(value)) fields[name] = Array.isArray(value) ? value.map(spanCopy) : copyOf(value as Instant);
  }
  return fields;
}

function spanCopy({ start, end }: Interruption): Interruption {
  return { start: copyOf(start), ...(end !== undefined && { end: end === null ? null : copyOf(end) }) };
}

function copyOf(instant: Instant): Instant {
  return isDate(instant) ? new Date(instant) : instant;
}
