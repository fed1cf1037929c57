import { addDays } from '../open/calendar-text.ts';
import type { Random } from './random.ts';
import type { SampleCustomer } from './sample-usage.ts';

/** One line of the sample survey, under its column names: three questions at a time. */
export interface Answer {
  readonly customer_id: string;
  readonly at: string;
  readonly segment: string;
  readonly nps: string;
  readonly csat: string;
  readonly ces: string;
  readonly themes: string;
}

const daysBetween = 30;
const answerChance = 0.45;

const complaints = ['price', 'speed', 'support'];
const praise = ['reports', 'support', 'onboarding'];

/** Asked every month for as long as it uses the product; most do not answer. */
export function answersOf(customer: SampleCustomer, random: Random, cutOff: string): Answer[] {
  const rows: Answer[] = [];
  let day = addDays(customer.begins, random.between(10, daysBetween));
  for (; day < customer.stops && day < cutOff; day = addDays(day, daysBetween)) {
    if (random.chance(answerChance)) rows.push(answerOf(customer, day, random));
  }
  return rows;
}

/** Who uses the product often likes it better. */
function answerOf({ id, segment, habit }: SampleCustomer, at: string, random: Random): Answer {
  const mood = Math.min(1, Math.max(0, 0.58 + habit + (random.next() + random.next() - 1) * 0.5));
  const onScale = (least: number, most: number) => String(Math.round(least + mood * (most - least)));
  const topics = mood + 0.4 * (random.next() - 0.5) < 0.7 ? complaints : praise;
  const themes = topics.filter(() => random.chance(0.35)).join(';');
  const scores = { nps: onScale(0, 10), csat: onScale(1, 5), ces: onScale(1, 7) };
  return { customer_id: id, at, segment: segment.name, ...scores, themes };
}
