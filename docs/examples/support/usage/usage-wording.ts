import { count } from '../language/formats.ts';
import { say } from '../language/language.ts';
import { stateOf } from '../page/wording.ts';
import type { UsageStudy } from './usage-study.ts';

export function featureTitle({ featureMonth, adoption }: UsageStudy): string {
  const period = stateOf(featureMonth);
  return adoption.base === 1
    ? say('Features in {period}, of 1 active customer', { period })
    : say('Features in {period}, of {count} active customers', { period, count: count(adoption.base) });
}

export function funnelTitle({ withinDays }: UsageStudy): string {
  return withinDays === 1
    ? say('Funnel: all steps in this order, within 1 day')
    : say('Funnel: all steps in this order, within {count} days', { count: count(withinDays) });
}

export function customersText(customers: number): string {
  return customers === 1 ? say('1 customer') : say('{count} customers', { count: count(customers) });
}

export function answersText(answers: number): string {
  return answers === 1 ? say('1 answer') : say('{count} answers', { count: count(answers) });
}
