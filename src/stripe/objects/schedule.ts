import { checkText } from '../../read/index.ts';
import { type DiscountReference, readDiscount } from './discount.ts';
import {
  type Fields,
  isMissing,
  optionalReference,
  optionalSeconds,
  optionalText,
  partOf,
  readFields,
  readItems,
  readSeconds,
  referenceIn,
} from './fields.ts';
import { type Item, type ReadSubscription, readItem, readSubscription } from './subscription.ts';

/** What a subscription is to become at an instant. */
export interface Phase {
  readonly start: number;
  readonly end: number | null;
  readonly items: readonly Item[];
  readonly discounts: readonly DiscountReference[];
}

/** The plan for a subscription, as far as it is still to come. */
export interface ReadSchedule {
  readonly id: string;
  readonly subscriptionId: string | null;
  readonly phases: readonly Phase[];
  /** Until when the phase of today goes, where it is told. */
  readonly phaseEnd: number | null;
  /** When the last phase ends the subscription, or null where it goes on. */
  readonly endsAt: number | null;
  /** The subscription that it will start, which has no object of its own yet. */
  readonly notStarted: ReadSubscription | null;
}

/** A schedule that is running or to come; null for one that has done its work. */
export function readSchedule(value: unknown, path: string): ReadSchedule | { readonly otherId: string } {
  const fields = readFields(value, path, 'a subscription schedule of Stripe');
  const id = checkText(fields.id, `${path}.id`);
  const status = optionalText(fields.status, `${path}.status`);
  if (status !== 'active' && status !== 'not_started') return { otherId: id };
  const raw = readItems(fields.phases, `${path}.phases`, 'phases');
  const phases = raw.map((one, i) => readPhase(one, `${path}.phases[${i}]`)).sort((a, b) => a.start - b.start);
  const current = partOf(fields, 'current_phase', path);
  const endsAt = fields.end_behavior === 'cancel' ? (phases.at(-1)?.end ?? null) : null;
  const subscriptionId = referenceIn(fields, 'subscription', path);
  return {
    id,
    subscriptionId,
    phases,
    phaseEnd: optionalSeconds(current.end_date, `${path}.current_phase.end_date`),
    endsAt,
    notStarted: subscriptionId === null ? subscriptionOf(fields, raw, path) : null,
  };
}

function readPhase(value: unknown, path: string): Phase {
  const phase = readFields(value, path, 'a phase of a schedule');
  const start = readSeconds(phase.start_date, `${path}.start_date`);
  const items = readItems(phase.items, `${path}.items`, 'items');
  return {
    start,
    end: optionalSeconds(phase.end_date, `${path}.end_date`),
    items: items.map((item, i) => readPhaseItem(item, `${path}.items[${i}]`, start)),
    discounts: readApplied(phase, path, start),
  };
}

function readPhaseItem(value: unknown, path: string, start: number): Item {
  const item = readFields(value, path, 'an item of a phase');
  return { ...readItem({ ...item, discounts: null }, path), discounts: readApplied(item, path, start) };
}

/** A phase names a discount that there is, or the coupon that it will apply. */
function readApplied(owner: Fields, path: string, start: number): readonly DiscountReference[] {
  const list = isMissing(owner.discounts) ? [] : readItems(owner.discounts, `${path}.discounts`, 'discounts');
  const all = isMissing(owner.coupon) ? list : [...list, { coupon: owner.coupon }];
  return all.map((one, i) => {
    const at = `${path}.discounts[${i}]`;
    const { discount, coupon } = readFields(one, at, 'an object { coupon, discount }');
    if (!isMissing(discount)) return readDiscount(discount, `${at}.discount`);
    const id = `${optionalReference(coupon, `${at}.coupon`)} in ${at}`;
    return readDiscount({ id, coupon, start: start / 1000 }, at);
  });
}

/** The subscription that the first phase will start. */
function subscriptionOf(fields: Fields, phases: readonly unknown[], path: string): ReadSubscription {
  const first = readFields(phases[0], `${path}.phases[0]`, 'a phase of a schedule');
  const { id, customer, customer_id, livemode } = fields;
  const { start_date, items, currency, trial_end } = first;
  const own = { id, customer, customer_id, livemode, start_date, items: withoutDiscounts(items, path), currency };
  const trial = isMissing(trial_end) ? {} : { trial_start: start_date, trial_end };
  return readSubscription({ ...own, ...trial, status: 'not_started' }, path, nothing);
}

/** What stands on the items of a phase is no discount yet. */
function withoutDiscounts(items: unknown, path: string): unknown[] {
  const list = readItems(items, `${path}.phases[0].items`, 'items');
  return list.map((item) => ({ ...readFields(item, `${path}.phases[0].items`, 'an item'), discounts: null }));
}

const nothing = { itemsOf: () => undefined, discountsOf: () => [], discountsOfCustomer: () => [] };
