import { grouped } from '../formats.ts';
import type { UsageStudy } from './usage-study.ts';

export function featureTitle({ featureMonth: { period, complete }, adoption }: UsageStudy): string {
  const month = complete ? period : `${period} (incomplete)`;
  return `Features in ${month}, of ${counted(adoption.base, 'active customer')}`;
}

export function funnelTitle({ withinDays }: UsageStudy): string {
  return `Funnel: all steps in this order, within ${counted(withinDays, 'day')}`;
}

/** '1 customer', '2 customers'. */
export function counted(count: number, noun: string): string {
  return `${grouped(String(count))} ${noun}${count === 1 ? '' : 's'}`;
}
