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
      customerId: idOf(Math.floor(random() ** 2 * customers)),
      at: new Date(firstInstant + Math.floor(((from + index) / count) * yearMs)).toISOString(),
      ...(random() < 0.5 ? { feature: features[Math.floor(random() * features.length)] } : {}),
    }));
    for (const event of JSON.parse(JSON.stringify(drawn)) as UsageEvent[]) events.push(event);
  }
  return events;
}

const idOf = (customer: number) => `cus_${(Math.imul(customer, 0x9e3779b1) >>> 0).toString(36)}`;

/** Events as columnar readers give them. */
export interface CodedUsage {
  readonly customerId: { readonly codes: Int32Array; readonly values: readonly string[] };
  readonly at: Float64Array;
}

/** The like as columns, with no object for each event: what an engine hands over, oldest first. */
export function usageColumns(count: number, seed = 1): CodedUsage {
  const random = mulberry32(seed);
  const customers = Math.max(1, Math.floor(count / 25));
  const codes = new Int32Array(count).map(() => Math.floor(random() ** 2 * customers));
  const at = new Float64Array(count).map((_, row) => firstInstant + Math.floor((row / count) * yearMs));
  return { customerId: { codes, values: Array.from({ length: customers }, (_, customer) => idOf(customer)) }, at };
}

/** The same events in no order of time. */
export function shuffledUsage({ customerId: { codes, values }, at }: CodedUsage, seed = 2): CodedUsage {
  const random = mulberry32(seed);
  const [own, times] = [codes.slice(), at.slice()];
  for (let row = own.length - 1; row > 0; row -= 1) {
    const other = Math.floor(random() * (row + 1));
    [own[row], own[other]] = [own[other] as number, own[row] as number];
    [times[row], times[other]] = [times[other] as number, times[row] as number];
  }
  return { customerId: { codes: own, values }, at: times };
}
