import type { UsageEvent } from 'tenure';
import { mulberry32 } from './rows.ts';

/** The year that all events fall into. */
export const yearOfUse = '2025';
const firstInstant = Date.UTC(2025, 0, 1);
const yearMs = 365 * 86_400_000;
const features = ['report', 'export', 'search', 'invite', 'import', 'share'];

/**
 * Events as an analytics system exports them, oldest first: one customer to 25 events, a few of them with very many, half of the events a
 * feature. They pass through JSON, so that each event has strings of its own, as those of a real export are.
 */
export function usageEvents(count: number, seed = 1): UsageEvent[] {
  const random = mulberry32(seed);
  const customers = Math.max(1, Math.floor(count / 25));
  const events: UsageEvent[] = [];
  const chunk = 10_000;
  for (let from = 0; from < count; from += chunk) {
    const drawn = Array.from({ length: Math.min(chunk, count - from) }, (_, index) => ({
      customerId: `cus_${(Math.imul(Math.floor(random() ** 2 * customers), 0x9e3779b1) >>> 0).toString(36)}`,
      at: new Date(firstInstant + Math.floor(((from + index) / count) * yearMs)).toISOString(),
      ...(random() < 0.5 ? { feature: features[Math.floor(random() * features.length)] } : {}),
    }));
    for (const event of JSON.parse(JSON.stringify(drawn)) as UsageEvent[]) events.push(event);
  }
  return events;
}
