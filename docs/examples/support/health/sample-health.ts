import type { HealthData } from 'tenure';
import { addDays } from '../open/calendar-text.ts';
import { type Random, seededRandom } from '../sample/random.ts';

const seed = 20_260_701;
const firstDay = '2024-07-01';
/** What would happen later is not in the data yet. */
export const healthCutOff = '2026-07-01';

const monthsOfSignUps = 24;
const daysOfMonth = 30;

/** All that is known of the customers, each list filled. */
export type SampleHealth = {
  readonly [list in 'subscriptions' | 'events' | 'tickets' | 'payments' | 'responses']: Rows<list>;
};
type Rows<List extends keyof HealthData> = Extract<HealthData[List], readonly unknown[]>[number][];

/**
 * Two years of an invented product. Each customer has a mood that drifts from month to month: use, answers, tickets and the chance of leaving
 * follow it, each with chance of its own. So a score that reads them can tell who leaves, but never all.
 */
export function sampleHealth(): SampleHealth {
  const random = seededRandom(seed);
  const data: SampleHealth = { subscriptions: [], events: [], tickets: [], payments: [], responses: [] };
  let customers = 0;
  for (let month = 0; month < monthsOfSignUps; month += 1) {
    for (let count = random.between(9, 15); count > 0; count -= 1) {
      customers += 1;
      const id = `C${String(customers).padStart(3, '0')}`;
      addCustomer(data, id, addDays(firstDay, Math.round(month * 30.4) + random.between(0, 29)), random);
    }
  }
  return data;
}

function addCustomer(data: SampleHealth, customerId: string, start: string, random: Random): void {
  const seats = random.between(1, 12);
  let mood = 0.3 + 0.65 * random.next();
  let end: string | null = null;
  for (let month = start; month < healthCutOff && end === null; month = addDays(month, daysOfMonth)) {
    mood = Math.min(1, Math.max(0, mood + 0.36 * (random.next() - 0.52)));
    const days = Array.from({ length: daysOfMonth }, (_, day) => addDays(month, day)).filter(
      (day) => day < healthCutOff,
    );
    addMonth(data, customerId, days, mood, random);
    // Unhappy customers leave a good while after they became so.
    const leaves = random.chance(0.35 * (1 - mood) ** 3);
    if (leaves) end = addDays(month, daysOfMonth + random.between(0, 20));
  }
  const isKnown = end !== null && end < healthCutOff;
  const cancelRequestedAt = end === null ? null : addDays(end, -random.between(1, 20));
  data.subscriptions.push({
    customerId,
    start,
    end: isKnown ? end : null,
    cancelRequestedAt:
      cancelRequestedAt !== null && cancelRequestedAt < healthCutOff && isKnown ? cancelRequestedAt : null,
    amount: 15,
    quantity: seats,
    interval: 'month',
    currency: 'EUR',
  });
}

function addMonth(data: SampleHealth, customerId: string, days: readonly string[], mood: number, random: Random): void {
  for (const day of days) {
    if (random.chance(0.6 * mood))
      data.events.push({ customerId, at: day, userId: `${customerId}-${random.between(1, 3)}` });
    if (random.chance(0.004 + 0.04 * (1 - mood))) {
      const open = random.between(1, mood < 0.3 ? 40 : 12);
      const resolvedAt = addDays(day, open);
      data.tickets.push({ customerId, openedAt: day, resolvedAt: resolvedAt < healthCutOff ? resolvedAt : null });
    }
  }
  const [first = '', , , , , , , later = ''] = days;
  if (first === '') return;
  const invoiceId = `${customerId}-${first}`;
  const fails = random.chance(0.03 + 0.05 * (1 - mood));
  data.payments.push({ customerId, invoiceId, at: first, status: fails ? 'failed' : 'succeeded' });
  if (fails && later !== '' && random.chance(0.7))
    data.payments.push({ customerId, invoiceId, at: later, status: 'succeeded' });
  if (random.chance(0.12)) {
    const score = Math.min(10, Math.max(0, Math.round(10 * mood + 3 * (random.next() - 0.5))));
    data.responses.push({ customerId, at: first, score });
  }
}
