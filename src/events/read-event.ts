import { type Instant, rejectInstant, toEpoch, type Zone } from '../calendar/open.ts';
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
import type { DerivedField, RowField, SubscriptionEventType, SubscriptionStatus } from './subscription-event.ts';

/** An instant as it was given, and its epoch milliseconds. */
export interface Moment {
  readonly epoch: number;
  readonly at: Instant;
}

const momentNames = ['trialEnd', 'endsAt', 'startedAt', 'cancelRequestedAt'] as const;
type Moments = { readonly [name in (typeof momentNames)[number]]: Moment | null | undefined };

/** An event that is well formed, with its ids as text and its instants as epoch milliseconds beside what was given. */
export interface ReadEvent extends Moment, Moments {
  readonly index: number;
  readonly type: SubscriptionEventType;
  readonly customerId: string;
  readonly subscriptionId: string;
  readonly status: SubscriptionStatus | undefined;
  readonly toCustomerId: string | undefined;
  readonly fields: Readonly<Record<string, unknown>>;
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

const instants = /* @__PURE__ */ fieldsOfKind('instant');

/** Of these, what tells of the beginning, and so belongs to the first row alone: instants and ids. */
export const firstFields = /* @__PURE__ */ [...instants, ...fieldsOfKind('id')].filter(
  (name) => !(name in derived),
) as readonly RowField[];

const occurrence = ['type', 'at', 'customerId', 'subscriptionId'];
const stated = [...rowFields, 'trialEnd'];
const cause = ['churnType', 'churnReason'];

const keysOf: { readonly [type in SubscriptionEventType]: readonly string[] } = {
  state: [...occurrence, ...stated, ...cause, 'status', 'startedAt', 'cancelRequestedAt', 'endsAt'],
  started: [...occurrence, ...stated],
  changed: [...occurrence, ...stated],
  renewed: [...occurrence, ...stated],
  reactivated: [...occurrence, ...stated],
  cancelRequested: [...occurrence, ...cause, 'endsAt'],
  ended: [...occurrence, ...cause],
  transferred: [...occurrence, 'toCustomerId'],
  paused: occurrence,
  resumed: occurrence,
  pastDue: occurrence,
  recovered: occurrence,
  uncancelled: occurrence,
};

const types = Object.keys(keysOf) as readonly SubscriptionEventType[];
const statuses: readonly SubscriptionStatus[] = ['active', 'paused', 'pastDue', 'ended'];
const { interval: intervals, churnType: churnTypes } = subscriptionFields;

/** Checks one event by itself; whether it fits those before it is not looked at here. */
export function readEvent(value: unknown, index: number, zone: Zone): ReadEvent {
  const path = `events[${index}]`;
  if (!isRecord(value)) reject('INVALID_TYPE', path, 'be an object', value);
  const type = readChoice(value.type, `${path}.type`, types);
  const fields = checkKeys(withoutEmpty(value, keysOf[type]), keysOf[type], path);
  const customerId = readId(fields.customerId, `${path}.customerId`);
  const subscriptionId = readId(fields.subscriptionId, `${path}.subscriptionId`);
  const momentAt = (key: string): Moment => {
    const epoch = toEpoch(fields[key], zone);
    return Number.isNaN(epoch)
      ? rejectInstant(fields[key], `${path}.${key}`)
      : { epoch, at: fields[key] as Moment['at'] };
  };
  const at = momentAt('at');
  const optional = (key: string) => (isMissing(fields[key]) ? (fields[key] as null | undefined) : momentAt(key));
  const [trialEnd, endsAt, startedAt] = [optional('trialEnd'), optional('endsAt'), optional('startedAt')];
  const cancelRequestedAt = optional('cancelRequestedAt');
  for (const name of firstFields) {
    if (instants.includes(name)) optional(name);
    else if (!isMissing(fields[name])) readId(fields[name], `${path}.${name}`);
  }
  const status = type === 'state' ? readChoice(fields.status, `${path}.status`, statuses) : undefined;
  checkStated(type === 'started' || (type === 'state' && status !== 'ended'), fields, path);
  if (type === 'changed' && !stated.some((key) => isStated(key, fields[key]))) {
    reject('INVALID_TYPE', path, `name at least one of ${stated.join(', ')}, as it has changed`, fields);
  }
  if (!isMissing(fields.churnType)) readChoice(fields.churnType, `${path}.churnType`, churnTypes.choices ?? []);
  for (const key of fieldsOfKind('text')) {
    if (!isOptionalText(fields[key])) rejectOptionalText(fields[key], `${path}.${key}`);
  }
  if (endsAt && type !== 'state' && endsAt.epoch < at.epoch) {
    reject('END_BEFORE_START', `${path}.endsAt`, 'not come before the event itself', fields.endsAt);
  }
  if (startedAt && startedAt.epoch > at.epoch) {
    reject('END_BEFORE_START', `${path}.startedAt`, 'not come after the event itself', fields.startedAt);
  }
  const toCustomerId = type === 'transferred' ? readId(fields.toCustomerId, `${path}.toCustomerId`) : undefined;
  const moments = { trialEnd, endsAt, startedAt, cancelRequestedAt };
  return {
    index,
    type,
    customerId,
    subscriptionId,
    epoch: at.epoch,
    at: at.at,
    ...moments,
    status,
    toCustomerId,
    fields,
  };
}

/** A table of events has columns for all types: what an event has no use for may be there, and empty. */
function withoutEmpty(event: Record<string, unknown>, used: readonly string[]): Record<string, unknown> {
  const isUsed = (key: string) => !isMissing(event[key]) || used.includes(key);
  // Few logs have any: most events are read as they are.
  if (Object.keys(event).every(isUsed)) return event;
  return Object.fromEntries(Object.entries(event).filter(([key]) => isUsed(key)));
}

function checkStated(isWhole: boolean, fields: Record<string, unknown>, path: string): void {
  const { amount, interval, intervalCount, quantity, discount } = fields;
  if (isWhole || !isMissing(amount)) readAmount(amount, `${path}.amount`);
  if (isWhole || !isMissing(interval)) readChoice(interval, `${path}.interval`, intervals.choices ?? []);
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

/** What an event says as text, but for whose it is: equal for one that was delivered twice. */
export function textOfEvent(read: ReadEvent): string {
  const parts = keysOf[read.type].map((key) => {
    if (key === 'customerId' || key === 'at') return '';
    const moment = momentNames.find((name) => name === key);
    if (moment !== undefined) return String(read[moment]?.epoch);
    return isStated(key, read.fields[key]) ? textOf(read.fields[key]) : '';
  });
  return JSON.stringify(parts);
}

/** The text by which two values of a field are one. */
export function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return `${typeof value} ${String(value)}`;
  const { percent, amount } = value as { readonly percent?: unknown; readonly amount?: unknown };
  return percent === undefined && amount === undefined ? String(value) : `${String(percent)} ${String(amount)}`;
}
