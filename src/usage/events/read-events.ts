import { instantReader } from '../../activity/open.ts';
import { rejectInstant, type Zone, zoneOf } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import { idText, isMissing, isOptionalText, isRecord, keyCheck, readId, rejectOptionalText } from '../../read/index.ts';
import { idTable, noCode, type OwnFields } from '../../table/index.ts';
import { checkZone, contentsOf, type UsageEvents } from './event-log.ts';
import { type EventColumns, rejectWithoutUser, type Timeline, timelineOf } from './timeline.ts';
import type { UsageEntity, UsageEvent } from './usage-event.ts';

/** What a metric reads of the events. All fields are checked all the same. */
export interface EventNeeds {
  readonly of?: UsageEntity | undefined;
  readonly users?: boolean;
  readonly features?: boolean;
  readonly seconds?: boolean;
  /** Takes the fields that are the caller's own. */
  readonly own?: OwnFields;
}

/** The events of a call: those of a log as they are; an array is checked and read. `zone` is that of the question, if it has one. */
export function readEvents(events: UsageEvents, zone: Zone | undefined, needs: EventNeeds, path = 'period'): Timeline {
  const log = contentsOf(events);
  if (log === undefined) {
    return timelineOf(
      readArray(events, zone ?? zoneOf('UTC', path), needs),
      (place) => (events as readonly UsageEvent[])[place] as UsageEvent,
    );
  }
  if (zone !== undefined) checkZone(log, zone, path);
  return log.timeline;
}

/** Checks every event and brings it to codes. The first event that breaks a rule stops it: there is no partial result. */
export function readArray(events: unknown, zone: Zone, needs: EventNeeds): EventColumns {
  if (!Array.isArray(events)) reject('INVALID_TYPE', 'events', 'be an array of usage events, or a log of them', events);
  const { length } = events;
  const epochOf = instantReader(zone);
  const checkKeys = keyCheck(eventFields);
  const [customers, users, features] = [idTable(), idTable(), idTable()];
  const hasUsers = needs.users === true || needs.of === 'users';
  const customer = new Uint32Array(length);
  const at = new Float64Array(length);
  const user = new Uint32Array(hasUsers ? length : 0);
  const feature = new Uint32Array(needs.features === true ? length : 0);
  const seconds = new Float64Array(needs.seconds === true ? length : 0);
  let counts = new Float64Array(0);
  let firstWithoutUser = -1;
  let isInOrder = true;
  let latest = Number.NEGATIVE_INFINITY;
  let total = 0;
  for (let row = 0; row < length; row += 1) {
    const event: unknown = events[row];
    if (!isRecord(event)) rejectEvent(event, row, Number.NaN);
    checkKeys(event, 'events', row);
    const { customerId, at: instant, userId, feature: name, durationSeconds, count } = event as unknown as UsageEvent;
    const customerText = idText(customerId);
    const epoch = epochOf(instant);
    const userText = isMissing(userId) ? undefined : idText(userId);
    if (typeof count === 'number') total += count;
    const isSound =
      customerText !== undefined &&
      !Number.isNaN(epoch) &&
      (userText !== undefined || isMissing(userId)) &&
      isOptionalText(name) &&
      (isMissing(durationSeconds) || isDuration(durationSeconds)) &&
      (isMissing(count) || isCount(count, total));
    if (!isSound) rejectEvent(event, row, epoch);
    if (userText === undefined) {
      if (needs.of === 'users') rejectWithoutUser(row);
      if (firstWithoutUser < 0) firstWithoutUser = row;
    }
    needs.own?.add(event, row);
    customer[row] = customers.codeOf(customerText);
    at[row] = epoch;
    if (epoch < latest) isInOrder = false;
    latest = epoch;
    if (hasUsers) user[row] = userText === undefined ? noCode : users.codeOf(userText);
    if (needs.features === true) feature[row] = isMissing(name) ? noCode : features.codeOf(name);
    if (needs.seconds === true) seconds[row] = durationSeconds ?? Number.NaN;
    if (isMissing(count) || (count === 1 && counts.length === 0)) continue;
    if (counts.length === 0) counts = new Float64Array(length).fill(1);
    counts[row] = count;
  }
  return {
    length,
    customerIds: customers.ids,
    customer,
    at,
    userIds: users.ids,
    user,
    features: features.ids,
    feature,
    seconds,
    counts,
    isInOrder,
    firstWithoutUser,
  };
}

export const eventFields = ['customerId', 'at', 'userId', 'feature', 'durationSeconds', 'count'] as const;

/** Thirty years: a greater number is one of milliseconds. */
const longestSeconds = 1e9;

export function isDuration(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= longestSeconds;
}

/** 2^52, so that sums are exact, those with all rows that say no count among them. */
const mostEvents = 4_503_599_627_370_496;

/** Whether a row can stand for so many events; `total` is the sum of all that were counted so far, this one included. */
export function isCount(value: unknown, total: number): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0 && total <= mostEvents;
}

/** Says what is wrong with an event of which something is; `epoch` is what its instant was read to, if it is one. */
export function rejectEvent(event: unknown, row: number, epoch: number): never {
  const path = `events[${row}]`;
  if (!isRecord(event)) reject('INVALID_TYPE', path, 'be an object', event);
  const { customerId, at, userId, feature, durationSeconds, count } = event;
  readId(customerId, `${path}.customerId`);
  if (!Number.isFinite(epoch)) rejectInstant(at, `${path}.at`);
  if (!isMissing(userId)) readId(userId, `${path}.userId`);
  if (!isOptionalText(feature)) rejectOptionalText(feature, `${path}.feature`);
  if (!isMissing(durationSeconds) && !isDuration(durationSeconds)) {
    const rule = `be a number of seconds from 0 to ${longestSeconds}, or be left out`;
    reject('INVALID_NUMBER', `${path}.durationSeconds`, rule, durationSeconds);
  }
  const rule = 'be a whole number above 0, at most 2^52 in all, or be left out';
  reject('INVALID_NUMBER', `${path}.count`, rule, count);
}
