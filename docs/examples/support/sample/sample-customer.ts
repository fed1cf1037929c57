import { addDays } from '../open/calendar-text.ts';
import type { Random } from './random.ts';
import { addOn, type Plan, pickSegment, plans, price, type Segment } from './sample-market.ts';

/** One line of the sample ledger, under its column names. */
export interface SampleRow {
  customer_id: string;
  subscription_id: string;
  segment: string;
  plan: string;
  start_date: string;
  end_date: string;
  amount: string;
  interval: string;
  quantity: string;
  currency: string;
  trial_end: string;
  pause_start: string;
  pause_end: string;
}

/** The months of the ledger are numbered from January 2023; this is June 2026. */
export const lastMonth = 41;

/** What would happen later is not in the data yet. */
export const cutOff = '2026-07-01';

const trialDays = 14;
const lostInTrial = 0.2;
const pauseChance = 0.004;
const addOnChance = 0.007;
const upgradeShare = 0.3;
const returnShare = 0.25;

interface Customer {
  readonly id: string;
  readonly segment: Segment;
  /** The day of the month on which everything happens: at most 28, so that every month has it. */
  readonly day: number;
}

/** All that one customer ever bought: one subscription, and after a gap perhaps another. */
export function customerRows(id: string, signUpMonth: number, random: Random): SampleRow[] {
  const customer = { id, segment: pickSegment(random), day: random.between(1, 28) };
  const rows: SampleRow[] = [];
  let month = signUpMonth;
  for (let spell = 1; month <= lastMonth; spell += 1) {
    const churnMonth = pushSpell(rows, customer, { spell, month }, random);
    if (churnMonth === undefined || !random.chance(returnShare)) break;
    month = churnMonth + random.between(2, 9);
  }
  return rows;
}

/** Adds the phases of one subscription, and returns the month in which it ends, if it does. */
function pushSpell(
  rows: SampleRow[],
  customer: Customer,
  { spell, month }: { spell: number; month: number },
  random: Random,
): number | undefined {
  let phase = firstPhase(customer, spell, month, random);
  rows.push(phase);
  if (phase.end_date !== '') return undefined;
  let extra: SampleRow | undefined;
  for (let now = month + 1; now <= lastMonth; now += 1) {
    const date = dateIn(now, customer.day);
    if (date < phase.pause_end) continue;
    if (random.chance(churnChance(customer.segment, phase, now - month))) {
      for (const open of [phase, extra]) if (open !== undefined) open.end_date = date;
      return now;
    }
    if (phase.interval === 'month' && phase.pause_start === '' && random.chance(pauseChance)) {
      phase.pause_start = date;
      phase.pause_end = dateIn(now + random.between(1, 3), customer.day);
    } else if (extra === undefined && random.chance(addOnChance)) {
      extra = addOnPhase(phase, date, spell);
      rows.push(extra);
    } else {
      const next = nextPhase(phase, date, customer.segment, random);
      if (next === undefined) continue;
      phase.end_date = date;
      phase = next;
      rows.push(phase);
    }
  }
  return undefined;
}

function firstPhase({ id, segment, day }: Customer, spell: number, month: number, random: Random): SampleRow {
  const interval = random.chance(segment.yearlyShare) ? 'year' : 'month';
  const plan = plans[segment.firstPlan] as Plan;
  const start = dateIn(month, day);
  // A customer who comes back has seen the product.
  const trialEnd = spell === 1 && random.chance(segment.trialShare) ? addDays(start, trialDays) : '';
  const isLost = trialEnd !== '' && random.chance(lostInTrial) && trialEnd < cutOff;
  return {
    customer_id: id,
    subscription_id: `${id}-${spell}`,
    segment: segment.name,
    plan: plan.name,
    start_date: start,
    end_date: isLost ? trialEnd : '',
    amount: price(plan, interval),
    interval,
    quantity: String(random.between(...segment.seats)),
    currency: 'EUR',
    trial_end: trialEnd,
    pause_start: '',
    pause_end: '',
  };
}

/** A yearly contract can only be left when it comes up for renewal; a running pause is not left at all. */
function churnChance({ churn }: Segment, { interval }: SampleRow, age: number): number {
  if (interval === 'month') return churn;
  return age % 12 === 0 ? 1 - (1 - churn * 0.8) ** 12 : 0;
}

function nextPhase(phase: SampleRow, date: string, segment: Segment, random: Random): SampleRow | undefined {
  const next = { ...phase, start_date: date, end_date: '', trial_end: '', pause_start: '', pause_end: '' };
  const seats = Number(phase.quantity);
  if (random.chance(segment.growth)) {
    const higher = plans[plans.findIndex(({ name }) => name === phase.plan) + 1];
    if (higher !== undefined && random.chance(upgradeShare)) {
      return { ...next, plan: higher.name, amount: price(higher, phase.interval) };
    }
    return { ...next, quantity: String(seats + random.between(1, Math.ceil(seats * 0.4))) };
  }
  if (seats === 1 || !random.chance(segment.shrinkage)) return undefined;
  return { ...next, quantity: String(seats - random.between(1, Math.floor(seats * 0.5))) };
}

function addOnPhase(phase: SampleRow, date: string, spell: number): SampleRow {
  const { customer_id, segment, currency } = phase;
  const terms = { amount: price(addOn, 'month'), interval: 'month', quantity: '1', currency };
  const dates = { start_date: date, end_date: '', trial_end: '', pause_start: '', pause_end: '' };
  return { customer_id, subscription_id: `${customer_id}-${spell}A`, segment, plan: addOn.name, ...dates, ...terms };
}

function dateIn(month: number, day: number): string {
  const year = 2023 + Math.floor(month / 12);
  return [year, (month % 12) + 1, day].map((part) => String(part).padStart(2, '0')).join('-');
}
