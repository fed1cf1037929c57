import { reject } from '../../errors.ts';
import { checkText, isRecord } from '../../read/index.ts';
import { groupByKey } from '../../table/index.ts';
import { type Fields, isMissing, readFields, readSeconds } from './fields.ts';
import { type BesideSubscription, type ReadSubscription, readSubscription } from './subscription.ts';

/** A subscription as an event shows it: before, where the event says so, and after. */
export interface ReadEvent {
  readonly id: string;
  readonly type: string;
  readonly at: number;
  readonly object: Fields;
  readonly previous: Fields | null;
  readonly after: ReadSubscription;
  readonly before: ReadSubscription | null;
}

const prefix = 'customer.subscription.';
/** Kinds that tell of something other than the subscription's own state. */
const reminders = ['customer.subscription.trial_will_end'];

/** An event of a subscription, or null for one of another kind. */
export function readEvent(
  value: unknown,
  path: string,
  beside: BesideSubscription,
): ReadEvent | { readonly otherId: string } {
  const event = readFields(value, path, 'an event of Stripe');
  const id = checkText(event.id, `${path}.id`);
  const type = checkText(event.type, `${path}.type`);
  const at = readSeconds(event.created, `${path}.created`);
  const data = readFields(event.data, `${path}.data`, 'an object { object, previous_attributes }');
  if (!type.startsWith(prefix) || reminders.includes(type)) return { otherId: id };
  const object = readFields(data.object, `${path}.data.object`, 'a subscription of Stripe');
  const after = readSubscription(object, `${path}.data.object`, beside);
  if (isMissing(data.previous_attributes)) {
    return { id, type, at, object, previous: null, after, before: null };
  }
  const before = `${path}.data.previous_attributes`;
  const previous = readFields(data.previous_attributes, before, 'an object');
  const was = readSubscription(merged(object, previous, path), before, beside);
  return { id, type, at, object, previous, after, before: was };
}

/** The object as it was before: what has changed is given as it was, the rest is as it is. */
function merged(object: Fields, previous: Fields, path: string): Fields {
  const before: Record<string, unknown> = { ...object, ...previous };
  if (isRecord(object.plan) && isRecord(previous.plan)) before.plan = { ...object.plan, ...previous.plan };
  if (previous.items !== undefined || (previous.plan === undefined && previous.quantity === undefined)) return before;
  // Before 2018 the change of the one item was told by plan and quantity of the subscription alone.
  if (!isRecord(object.items) || !Array.isArray(object.items.data)) return before;
  const [item, ...others] = object.items.data as unknown[];
  if (!isRecord(item) || others.length > 0) {
    return reject('INVALID_TYPE', `${path}.data.previous_attributes.items`, 'say what the items were', undefined);
  }
  const { price, ...rest } = item;
  const hasPlan = isRecord(previous.plan);
  const plan = hasPlan ? { ...(isRecord(item.plan) ? item.plan : {}), ...(previous.plan as Fields) } : item.plan;
  const quantity = previous.quantity ?? item.quantity;
  before.items = { ...object.items, data: [{ ...rest, ...(!hasPlan && { price }), plan, quantity }] };
  return before;
}

const rank = (type: string) => (type === `${prefix}created` ? 0 : type === `${prefix}deleted` ? 2 : 1);

/**
 * The events of one subscription in order. Their times are whole seconds: of those at one second the one comes next whose state before is
 * the state so far.
 */
export function inOrder(events: readonly ReadEvent[]): readonly ReadEvent[] {
  const sorted = [...events].sort((a, b) => a.at - b.at || rank(a.type) - rank(b.type) || (a.id < b.id ? -1 : 1));
  const ordered: ReadEvent[] = [];
  for (const tied of groupByKey(sorted, ({ at, type }) => `${at} ${rank(type)}`).values()) {
    while (tied.length > 0) {
      const next = tied.length === 1 ? (tied[0] as ReadEvent) : nextOf(tied, ordered.at(-1));
      ordered.push(next);
      tied.splice(tied.indexOf(next), 1);
    }
  }
  return ordered;
}

function nextOf(tied: readonly ReadEvent[], last: ReadEvent | undefined): ReadEvent {
  const follows = (event: ReadEvent, object: Fields | undefined) =>
    object !== undefined && Object.entries(event.previous ?? {}).every(([key, was]) => contains(object[key], was));
  const isFirst = (event: ReadEvent) => !tied.some((other) => other !== event && follows(event, other.object));
  return tied.find((event) => follows(event, last?.object)) ?? tied.find(isFirst) ?? (tied[0] as ReadEvent);
}

/** Whether a value has all that another one tells: of a hash that changed only the changed keys are told. */
function contains(value: unknown, wanted: unknown): boolean {
  if (!isRecord(wanted)) return JSON.stringify(value) === JSON.stringify(wanted);
  return isRecord(value) && Object.entries(wanted).every(([key, own]) => contains(value[key], own));
}
