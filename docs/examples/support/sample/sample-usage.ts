import { addDays } from '../open/calendar-text.ts';
import { csvText } from '../out/csv-text.ts';
import { type Random, seededRandom } from './random.ts';
import { type Answer, answersOf } from './sample-answers.ts';

const seed = 20_250_701;
const firstDay = '2025-07-01';
/** What would happen later is not in the data yet. */
export const usageCutOff = '2026-07-01';

const monthsOfSignUps = 12;
const firstSignUps = 12;
const stopChance = 0.0025;

/** One line of the sample of usage, under its column names. */
interface EventRow {
  readonly customer_id: string;
  readonly at: string;
  readonly user_id: string;
  readonly feature: string;
  readonly duration_seconds: string;
}

export interface SampleCustomer {
  readonly id: string;
  readonly segment: Segment;
  /** The chance that it uses the product on a working day. */
  readonly habit: number;
  readonly begins: string;
  /** The first day on which it no longer uses the product. */
  readonly stops: string;
}

interface Segment {
  readonly name: string;
  readonly share: number;
  readonly users: number;
  /** The chance of each first step. */
  readonly onboarded: number;
}

const segments = [
  { name: 'small', share: 0.6, users: 1, onboarded: 0.72 },
  { name: 'mid', share: 0.3, users: 3, onboarded: 0.82 },
  { name: 'large', share: 0.1, users: 5, onboarded: 0.9 },
] as const satisfies readonly Segment[];

const habits = [0.08, 0.16, 0.16, 0.4];

/** From the one that nearly all use to the one that few do. */
const features = [
  { name: 'dashboard', share: 0.97 },
  { name: 'search', share: 0.7 },
  { name: 'report', share: 0.55 },
  { name: 'export', share: 0.35 },
  { name: 'api', share: 0.1 },
];

/** The first steps of a new customer, which the funnel of the sample follows. */
export const sampleSteps = ['signup', 'import', 'report', 'invite'] as const;

/** A year of an invented product that begins in July 2025: what its customers did, and what they answered. */
function sampleUsage(): { events: EventRow[]; answers: Answer[] } {
  const random = seededRandom(seed);
  const events: EventRow[] = [];
  const answers: Answer[] = [];
  let customers = 0;
  for (let month = 0; month < monthsOfSignUps; month += 1) {
    const first = addDays(firstDay, Math.round(month * 30.4));
    for (let count = firstSignUps + month + random.between(-3, 3); count > 0; count -= 1) {
      const begins = addDays(first, random.between(0, 29));
      customers += 1;
      const customer = customerOf(`C${String(customers).padStart(3, '0')}`, begins, random);
      events.push(...eventsOf(customer, random));
      answers.push(...answersOf(customer, random, usageCutOff));
    }
  }
  return { events: events.sort(byTime), answers: answers.sort(byTime) };
}

export function sampleEventsCsv(): string {
  return csvText(sampleUsage().events);
}

export function sampleAnswersCsv(): string {
  return csvText(sampleUsage().answers);
}

function customerOf(id: string, begins: string, random: Random): SampleCustomer {
  const segment = pickSegment(random);
  const habit = habits[random.between(0, habits.length - 1)] as number;
  let stops = addDays(begins, 1);
  // Who uses the product seldom also gives it up more easily.
  while (stops < usageCutOff && !random.chance(stopChance * (habit < 0.1 ? 3 : 1))) stops = addDays(stops, 1);
  return { id, segment, habit, begins, stops };
}

function pickSegment(random: Random): Segment {
  let rest = random.next();
  for (const segment of segments) {
    rest -= segment.share;
    if (rest < 0) return segment;
  }
  return segments[0];
}

function eventsOf(customer: SampleCustomer, random: Random): EventRow[] {
  const { begins, stops, habit, segment } = customer;
  const known = features.filter(({ share }) => random.chance(share)).map(({ name }) => name);
  const rows = firstSteps(customer, random);
  for (let day = addDays(begins, 1); day < stops; day = addDays(day, 1)) {
    const working = ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
    if (known.length === 0 || !random.chance(working ? habit : habit * 0.1)) continue;
    for (let count = random.between(1, 2); count > 0; count -= 1) {
      const feature = known[random.between(0, known.length - 1)] as string;
      rows.push(eventOf(customer, day, feature, segment.users, random));
    }
  }
  return rows;
}

/** Each step a few days after the one before, as far as the customer gets. */
function firstSteps(customer: SampleCustomer, random: Random): EventRow[] {
  const rows: EventRow[] = [];
  let day = customer.begins;
  for (const step of sampleSteps) {
    if (step !== 'signup' && !random.chance(customer.segment.onboarded)) break;
    if (day >= customer.stops) break;
    rows.push(eventOf(customer, day, step, 1, random));
    day = addDays(day, random.between(1, 9));
  }
  return rows;
}

function eventOf({ id }: SampleCustomer, day: string, feature: string, users: number, random: Random): EventRow {
  const [hour, minute] = [random.between(7, 18), random.between(0, 59)].map((part) => String(part).padStart(2, '0'));
  const user = `U${random.between(1, users)}`;
  // A program does not say how long it stayed.
  const seconds = feature === 'api' ? '' : String(10 * random.between(3, 120));
  return { customer_id: id, at: `${day}T${hour}:${minute}Z`, user_id: user, feature, duration_seconds: seconds };
}

function byTime(a: { at: string; customer_id: string }, b: { at: string; customer_id: string }): number {
  const [left, right] = [`${a.at} ${a.customer_id}`, `${b.at} ${b.customer_id}`];
  // By code unit: a locale would make the file depend on the machine.
  return left < right ? -1 : left > right ? 1 : 0;
}
