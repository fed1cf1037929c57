import { rejectInstant, toEpoch, type Zone } from '../calendar/open.ts';
import { reject } from '../errors.ts';
import { compare } from '../exact/index.ts';
import { readAmount } from '../money/index.ts';
import { checkKeys, isRecord } from '../read/index.ts';
import type { SubscriptionEvent, SubscriptionEventType } from './subscription-event.ts';

/** An event that is well formed, with its instants as epoch milliseconds beside what was given. */
export interface ReadEvent {
  readonly index: number;
  readonly type: SubscriptionEventType;
  readonly epoch: number;
  readonly trialEnd: number | null | undefined;
  readonly endsAt: number | null | undefined;
  readonly event: SubscriptionEvent;
}

const occurrence = ['type', 'at', 'customerId', 'subscriptionId'];
const terms = [
  'amount',
  'interval',
  'intervalCount',
  'quantity',
  'discount',
  'currency',
  'plan',
  'segment',
  'trialEnd',
];
const cause = ['churnType', 'churnReason'];

const keysOf: { readonly [type in SubscriptionEventType]: readonly string[] } = {
  started: [...occurrence, ...terms],
  changed: [...occurrence, ...terms],
  reactivated: [...occurrence, ...terms],
  cancelRequested: [...occurrence, ...cause, 'endsAt'],
  ended: [...occurrence, ...cause],
  paused: occurrence,
  resumed: occurrence,
  pastDue: occurrence,
  recovered: occurrence,
  uncancelled: occurrence,
};

const intervals = ['day', 'week', 'month', 'quarter', 'year', 'term'];
const choices = (list: readonly string[]) => `be one of ${list.map((word) => `'${word}'`).join(', ')}`;

/** Checks one event by itself; whether it fits those before it is not looked at here. */
export function readEvent(value: unknown, index: number, zone: Zone): ReadEvent {
  const path = `events[${index}]`;
  if (!isRecord(value)) reject('INVALID_TYPE', path, 'be an object', value);
  const { type } = value;
  if (typeof type !== 'string' || !Object.hasOwn(keysOf, type)) {
    reject('INVALID_OPTION', `${path}.type`, choices(Object.keys(keysOf)), type);
  }
  const known = type as SubscriptionEventType;
  const fields = checkKeys(withoutEmpty(value, keysOf[known]), keysOf[known], path);
  for (const key of ['customerId', 'subscriptionId']) readText(fields[key], `${path}.${key}`);
  const epoch = readEpoch(fields.at, `${path}.at`, zone);
  checkTerms(known, fields, path);
  checkCause(fields, path);
  const optional = (key: string) =>
    fields[key] === undefined || fields[key] === null
      ? (fields[key] as null | undefined)
      : readEpoch(fields[key], `${path}.${key}`, zone);
  const endsAt = optional('endsAt');
  if (typeof endsAt === 'number' && endsAt < epoch) {
    reject('END_BEFORE_START', `${path}.endsAt`, 'not come before the event itself', fields.endsAt);
  }
  // The fields have been checked one by one.
  const event = value as unknown as SubscriptionEvent;
  return { index, type: known, epoch, trialEnd: optional('trialEnd'), endsAt, event };
}

/** A table of events has columns for all types: what an event has no use for may be there, and empty. */
function withoutEmpty(event: Record<string, unknown>, used: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(event).filter(([key, field]) => field != null || used.includes(key)));
}

function checkTerms(type: SubscriptionEventType, fields: Record<string, unknown>, path: string): void {
  const isStart = type === 'started';
  if (type === 'changed' && terms.every((key) => fields[key] === undefined)) {
    reject('INVALID_TYPE', path, `name at least one of ${terms.join(', ')}, as it has changed`, fields);
  }
  if (isStart || fields.amount !== undefined) readAmount(fields.amount, `${path}.amount`);
  if (isStart || fields.interval !== undefined) {
    if (!intervals.includes(fields.interval as string)) {
      reject('INVALID_OPTION', `${path}.interval`, choices(intervals), fields.interval);
    }
  }
  const { intervalCount, quantity, discount } = fields;
  if (intervalCount !== undefined && !(Number.isSafeInteger(intervalCount) && (intervalCount as number) >= 1)) {
    reject('INVALID_NUMBER', `${path}.intervalCount`, 'be a whole number above 0', intervalCount);
  }
  if (quantity !== undefined && !(Number.isFinite(quantity) && (quantity as number) >= 0)) {
    reject('INVALID_NUMBER', `${path}.quantity`, 'be a finite number >= 0', quantity);
  }
  if (discount !== undefined && discount !== null) checkDiscount(discount, `${path}.discount`);
  for (const key of ['currency', 'plan', 'segment']) readOptionalText(fields[key], `${path}.${key}`);
}

function checkDiscount(value: unknown, path: string): void {
  const { percent, amount } = checkKeys(value, ['percent', 'amount'], path);
  if ((percent === undefined) === (amount === undefined)) {
    reject('INVALID_TYPE', path, 'have either percent or amount', value);
  }
  if (percent === undefined) {
    readAmount(amount, `${path}.amount`);
  } else if (compare(readAmount(percent, `${path}.percent`), { n: 100n, d: 1n }) > 0) {
    reject('INVALID_AMOUNT', `${path}.percent`, 'be from 0 to 100', percent);
  }
}

function checkCause({ churnType, churnReason }: Record<string, unknown>, path: string): void {
  if (churnType !== undefined && churnType !== 'voluntary' && churnType !== 'involuntary') {
    reject('INVALID_OPTION', `${path}.churnType`, "be 'voluntary' or 'involuntary'", churnType);
  }
  readOptionalText(churnReason, `${path}.churnReason`);
}

function readText(value: unknown, path: string): void {
  if (typeof value !== 'string' || value === '') reject('INVALID_TYPE', path, 'be a string that is not empty', value);
}

function readOptionalText(value: unknown, path: string): void {
  if (value === undefined || (typeof value === 'string' && value !== '')) return;
  reject('INVALID_TYPE', path, 'be a string that is not empty, or be left out', value);
}

function readEpoch(value: unknown, path: string, zone: Zone): number {
  const epoch = toEpoch(value, zone);
  return Number.isNaN(epoch) ? rejectInstant(value, path) : epoch;
}
