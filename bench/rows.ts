import type { Subscription } from 'tenure';

/** The 60 months that all rows fall into. */
export const firstMonth = '2021-01';
export const lastMonth = '2025-12';
export const firstDay = 18_628;
export const dayCount = 1_826;

const plans = [
  { plan: 'solo', month: 9, year: 90 },
  { plan: 'starter', month: 19.99, year: 199.9 },
  { plan: 'team', month: 49.99, year: 499.9 },
  { plan: 'business', month: 129, year: 1_290 },
  { plan: 'scale', month: 299.5, year: 2_995 },
  { plan: 'enterprise', month: 1_249, year: 12_490 },
] as const;

/** Uniform numbers in [0, 1), the same ones for the same seed. */
export function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Rows as a billing system exports them, oldest first: about 1.6 a customer, changes of plan and of seats, gaps, a quarter of them
 * billed by the year, a third with seats. They pass through JSON, so that their strings are flat as those of a real export are.
 */
export function subscriptionRows(count: number, seed = 1): Subscription[] {
  const random = mulberry32(seed);
  const byDay: Subscription[][] = Array.from({ length: dayCount }, () => []);
  let left = count;
  for (let customer = 0; left > 0; customer += 1) {
    const customerId = `cus_${scrambled(customer)}`;
    let subscription = 0;
    let start = Math.floor(random() * dayCount);
    while (left > 0) {
      const end = start + 28 + Math.floor(random() ** 2 * 1_000);
      const again = random() < 0.46 && end < dayCount;
      const open = !again && (end >= dayCount || random() < 0.5);
      byDay[start]?.push({
        customerId,
        subscriptionId: `sub_${customerId.slice(4)}_${subscription}`,
        start: dayText(start),
        end: open ? null : dayText(end),
        ...priceOf(random),
      });
      left -= 1;
      if (!again) break;
      const returns = random() < 0.3;
      start = returns ? end + 5 + Math.floor(random() * 200) : end;
      if (returns) subscription += 1;
      if (start >= dayCount) break;
    }
  }
  return byDay.flatMap((rows) => JSON.parse(JSON.stringify(rows)) as Subscription[]);
}

function priceOf(random: () => number): Pick<Subscription, 'amount' | 'interval' | 'plan' | 'currency' | 'quantity'> {
  const { plan, month, year } = plans[Math.floor(random() ** 2 * plans.length)] ?? plans[0];
  const yearly = random() < 0.25;
  const price = {
    plan,
    amount: yearly ? year : month,
    interval: yearly ? 'year' : 'month',
    currency: 'EUR',
  } as const;
  return random() < 0.33 ? { ...price, quantity: 2 + Math.floor(random() ** 2 * 40) } : price;
}

/** Neighbours in number are not neighbours in name; multiplying by an odd number keeps the names distinct. */
function scrambled(customer: number): string {
  return (Math.imul(customer, 0x9e3779b1) >>> 0).toString(36).padStart(12, 'K3m9x');
}

/** A day of those that rows fall into, by its number among them. */
export function dayText(day: number): string {
  return new Date((firstDay + day) * 86_400_000).toISOString().slice(0, 10);
}
