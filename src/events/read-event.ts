import { rejectInstant, toEpoch, type Zone } from '../calendar/open.ts';
import { reject } from '../errors.ts';
import { one } from '../exact/index.ts';
import { fieldNames, fieldsOfKind, readDiscount, subscriptionFields } from '../ledger/query.ts';
import { readAmount } from '../money/index.ts';
import {
  checkKeys,
  isMissing,
  isOptionalText,
  isRecord,
  readChoice,
  readCount,
  readId,
  rejectOptionalText,
} from '../read/index.ts';
import type { DerivedField, RowField, SubscriptionEvent, SubscriptionEventType } from './subscription-event.ts';

/** An event that is well formed, with its ids as text and its instants as epoch milliseconds beside what was given. */
export interface ReadEvent {
  readonly index: number;
  readonly type: SubscriptionEventType;
  readonly customerId: string;
  readonly subscriptionId: string;
  readonly epoch: number;
  readonly trialEnd: number | null | undefined;
  readonly endsAt: number | null | undefined;
  readonly event: SubscriptionEvent;
}

const derived: { readonly [name in DerivedField]: true } = {
  customerId: true,
  subscriptionId: true,
  start: true,
  end: true,
  trialEnd: true,
  cancelRequestedAt: true,
  pauses: true,
  pastDue: true,
  churnType: true,
  churnReason: true,
};

/** The fields of a row that an event can state as they are. */
export const rowFields = /* @__PURE__ */ fieldNames.filter((name) => !(name in derived)) as readonly RowField[];

const occurrence = ['type', 'at', 'customerId', 'subscriptionId'];
const stated = [...rowFields, 'trialEnd'];
const cause = ['churnType', 'churnReason'];

const keysOf: { readonly [type in SubscriptionEventType]: readonly string[] } = {
  started: [...occurrence, ...stated],
  changed: [...occurrence, ...stated],
  reactivated: [...occurrence, ...stated],
  cancelRequested: [...occurrence, ...cause, 'endsAt'],
  ended: [...occurrence, ...cause],
  paused: occurrence,
  resumed: occurrence,
  pastDue: occurrence,
  recovered: occurrence,
  uncancelled: occurrence,
};

const types = Object.keys(keysOf) as readonly SubscriptionEventType[];
const { interval: intervals, churnType: churnTypes } = subscriptionFields;

/** Checks one event by itself; whether it fits those before it is not looked at here. */
export function readEvent(value: unknown, index: number, zone: Zone): ReadEvent {
  const path = `events[${index}]`;
  if (!isRecord(value)) reject('INVALID_TYPE', path, 'be an object', value);
  const type = readChoice(value.type, `${path}.type`, types);
  const fields = checkKeys(withoutEmpty(value, keysOf[type]), keysOf[type], path);
  const customerId = readId(fields.customerId, `${path}.customerId`);
  const subscriptionId = readId(fields.subscriptionId, `${path}.subscriptionId`);
  const instant = (key: string) => {
    const epoch = toEpoch(fields[key], zone);
    return Number.isNaN(epoch) ? rejectInstant(fields[key], `${path}.${key}`) : epoch;
  };
  const optionalInstant = (key: string) => (isMissing(fields[key]) ? (fields[key] as null | undefined) : instant(key));
  const epoch = instant('at');
  checkStated(type, fields, path);
  if (!isMissing(fields.churnType)) readChoice(fields.churnType, `${path}.churnType`, churnTypes.choices ?? []);
  for (const key of fieldsOfKind('text')) {
    if (!isOptionalText(fields[key])) rejectOptionalText(fields[key], `${path}.${key}`);
  }
  const endsAt = optionalInstant('endsAt');
  if (typeof endsAt === 'number' && endsAt < epoch) {
    reject('END_BEFORE_START', `${path}.endsAt`, 'not come before the event itself', fields.endsAt);
  }
  // The fields have been checked one by one.
  const event = value as unknown as SubscriptionEvent;
  return { index, type, customerId, subscriptionId, epoch, trialEnd: optionalInstant('trialEnd'), endsAt, event };
}

/** A table of events has columns for all types: what an event has no use for may be there, and empty. */
function withoutEmpty(event: Record<string, unknown>, used: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(event).filter(([key, field]) => !isMissing(field) || used.includes(key)));
}

function checkStated(type: SubscriptionEventType, fields: Record<string, unknown>, path: string): void {
  const isStart = type === 'started';
  if (type === 'changed' && !stated.some((key) => isStated(key, fields[key]))) {
    reject('INVALID_TYPE', path, `name at least one of ${stated.join(', ')}, as it has changed`, fields);
  }
  const { amount, interval, intervalCount, quantity, discount } = fields;
  if (isStart || !isMissing(amount)) readAmount(amount, `${path}.amount`);
  if (isStart || !isMissing(interval)) readChoice(interval, `${path}.interval`, intervals.choices ?? []);
  if (!isMissing(intervalCount)) readCount(intervalCount, `${path}.intervalCount`);
  if (!isMissing(quantity) && !(Number.isFinite(quantity) && (quantity as number) >= 0)) {
    reject('INVALID_NUMBER', `${path}.quantity`, 'be a finite number >= 0', quantity);
  }
  // To its reader the price that it comes off is nothing but a factor.
  if (!isMissing(discount)) readDiscount(discount, one, `${path}.discount`);
}

/** Null is missing, but for what an event can take away: a discount, and a trial. */
export function isStated(key: string, value: unknown): boolean {
  return value === null ? key === 'discount' || key === 'trialEnd' : value !== undefined;
}
