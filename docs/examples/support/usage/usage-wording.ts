import { grouped } from '../formats.ts';
import type { UsageStudy } from './usage-study.ts';

export function featureTitle({ featureMonth: { period, complete }, adoption }: UsageStudy): string {
  const month = complete ? period : `${period} (incomplete)`;
  const base = `${grouped(String(adoption.base))} active customer${adoption.base === 1 ? '' : 's'}`;
  return `Features in ${month}, of ${base}`;
}

export function funnelTitle({ withinDays }: UsageStudy): string {
  return `Funnel: all steps in this order, within ${withinDays} day${withinDays === 1 ? '' : 's'}`;
}
