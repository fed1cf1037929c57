import { instantOf, instantReader, outside } from '../../activity/open.ts';
import type { Zone } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import { idText, isMissing, isOptionalText, isRecord, readId, rejectOptionalText } from '../../read/index.ts';
import { groupBy, type IdTable, idTable } from '../../table/index.ts';
import { rowsOf, type UsageEntity, type UsageEvent, type UsageEvents } from './usage-event.ts';

/** Events as columns, one value an event. All metrics work on these, wherever they were read from. */
export interface EventColumns {
  readonly length: number;
  /** Customers by code, in order of first sight; empty where users are counted. */
  readonly customerIds: readonly string[];
  /** How many customers, or users. */
  readonly entities: number;
  readonly entity: Uint32Array;
  /** Epoch milliseconds. */
  readonly at: Float64Array;
  /** Features by code, in order of first sight. */
  readonly features: readonly string[];
  /** `noFeature` where none is named; empty where nobody asked. */
  readonly feature: Uint32Array;
  /** NaN where not known; empty where nobody asked. */
  readonly seconds: Float64Array;
}

export const noFeature = 0xffff_ffff;

/** What a metric reads of the events. All fields are checked all the same. */
export interface EventNeeds {
  readonly zone: Zone;
  readonly of?: UsageEntity | undefined;
  readonly features?: boolean;
  readonly seconds?: boolean;
  /** Customers that have codes before the first event is read. */
  readonly customers?: IdTable;
}

/** Checks every event and brings it to codes. The first event that breaks a rule stops it: there is no partial result. */
export function readEvents(events: UsageEvents, needs: EventNeeds): EventColumns {
  const rows = rowsOf(events);
  if (rows === undefined) reject('INVALID_TYPE', 'events', 'be an array of usage events', events);
  const { length } = rows;
  const readInstant = instantReader(needs.zone);
  const customers = needs.customers ?? idTable();
  const features = idTable();
  const users = needs.of === 'users' ? userTable() : null;
  const entity = new Uint32Array(length);
  const at = new Float64Array(length);
  const feature = new Uint32Array(needs.features === true ? length : 0);
  const seconds = new Float64Array(needs.seconds === true ? length : 0);
  for (let index = 0; index < length; index += 1) {
    const event = rows.rowAt(index) as unknown as UsageEvent;
    if (!isRecord(event)) reject('INVALID_TYPE', `events[${index}]`, 'be an object', event);
    const { customerId, userId, feature: name, durationSeconds } = event;
    const customerText = idText(customerId) ?? readId(customerId, `events[${index}].customerId`);
    const epoch = instantOf(readInstant, event.at, 'events', index, 'at');
    const userText = isMissing(userId) ? undefined : (idText(userId) ?? readId(userId, `events[${index}].userId`));
    if (!isOptionalText(name)) rejectOptionalText(name, `events[${index}].feature`);
    if (!isMissing(durationSeconds) && !isDuration(durationSeconds)) rejectDuration(index, durationSeconds);
    const customer = customers.codeOf(customerText);
    entity[index] = users === null ? customer : users.codeOf(customer, userText, index);
    at[index] = epoch;
    if (needs.features === true) feature[index] = isMissing(name) ? noFeature : features.codeOf(name);
    if (needs.seconds === true) seconds[index] = durationSeconds ?? Number.NaN;
  }
  return {
    length,
    customerIds: users === null ? customers.ids : [],
    entities: users === null ? customers.ids.length : users.count(),
    entity,
    at,
    features: features.ids,
    feature,
    seconds,
  };
}

/** More than an array of events can bring, and few enough that two codes are one exact number. */
// 2^26; a power would stay in every bundle.
const mostUsers = 67_108_864;

/** The events of each entity, brought together; those whose slot is `outside` are left behind. */
export function groupByEntity({ entities, entity }: EventColumns, slots: Uint32Array) {
  const codes = entity.slice();
  for (let row = 0; row < codes.length; row += 1) if (slots[row] === outside) codes[row] = outside;
  return groupBy(codes, entities);
}

/** A slot for each event, or `outside`. */
export function placeEvents({ at }: EventColumns, slotOf: (epoch: number) => number): Uint32Array {
  const slots = new Uint32Array(at.length);
  for (let row = 0; row < at.length; row += 1) slots[row] = slotOf(at[row] as number);
  return slots;
}

/** Users by customer and userId: the same userId at two customers is two users. */
function userTable() {
  const names = idTable();
  const codes = new Map<number, number>();
  return {
    count: () => codes.size,
    codeOf(customer: number, userId: string | undefined, index: number): number {
      if (userId === undefined) {
        reject('INVALID_TYPE', `events[${index}].userId`, 'be present where users are counted', userId);
      }
      const key = customer * mostUsers + names.codeOf(userId);
      let code = codes.get(key);
      if (code === undefined) {
        code = codes.size;
        codes.set(key, code);
      }
      return code;
    },
  };
}

/** Thirty years: a greater number is one of milliseconds. */
const longestSeconds = 1e9;

function isDuration(value: unknown): boolean {
  return typeof value === 'number' && value >= 0 && value <= longestSeconds;
}

function rejectDuration(index: number, value: unknown): never {
  const rule = `be a number of seconds from 0 to ${longestSeconds}, or be left out`;
  reject('INVALID_NUMBER', `events[${index}].durationSeconds`, rule, value);
}
