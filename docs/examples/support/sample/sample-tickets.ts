import { addDays } from '../open/calendar-text.ts';
import { csvText } from '../out/csv-text.ts';
import { type Random, seededRandom } from './random.ts';
import { usageCutOff } from './sample-usage.ts';

const seed = 20_251_001;
const firstDay = '2025-07-01';
const customers = 180;

interface TicketRow {
  readonly customer_id: string;
  readonly opened_at: string;
  readonly first_response_at: string;
  readonly resolved_at: string;
  readonly reopens: string;
  readonly channel: string;
}

/** How long people wait, in hours: as a rule, and at the worst. */
const channels = [
  { name: 'chat', share: 0.35, answer: [0.05, 0.6], solve: [0.3, 10] },
  { name: 'phone', share: 0.15, answer: [0.1, 2], solve: [0.5, 30] },
  { name: 'mail', share: 0.5, answer: [0.8, 26], solve: [3, 150] },
] as const;

/** A year of requests for help: more from month to month, and slower in November, when the team was short of people. */
export function sampleTicketsCsv(): string {
  const random = seededRandom(seed);
  const rows: TicketRow[] = [];
  for (let day = firstDay; day < usageCutOff; day = addDays(day, 1)) {
    const age = (Date.parse(day) - Date.parse(firstDay)) / 86_400_000 / 365;
    const isBusy = day.slice(0, 7) === '2025-11';
    for (let left = random.between(0, 2 + Math.round(2 * age)); left > 0; left -= 1)
      rows.push(ticketOf(day, isBusy, random));
  }
  return csvText(rows);
}

function ticketOf(day: string, isBusy: boolean, random: Random): TicketRow {
  const opened = Date.parse(`${day}T07:00:00Z`) + random.between(0, 659) * 60_000;
  const roll = random.next();
  const channel =
    channels.find((_, place) => roll < channels.slice(0, place + 1).reduce((sum, { share }) => sum + share, 0)) ??
    channels[2];
  const slower = isBusy ? 2.2 : 1;
  const answered = opened + hours(channel.answer, random) * slower * 3_600_000;
  const resolved = answered + hours(channel.solve, random) * slower * 3_600_000;
  const reopens = random.chance(0.08) ? random.between(1, 2) : 0;
  const isSolved = random.chance(0.97);
  return {
    customer_id: `C${String(random.between(1, customers)).padStart(3, '0')}`,
    opened_at: minuteOf(opened),
    first_response_at: minuteOf(answered),
    resolved_at: isSolved ? minuteOf(resolved) : '',
    reopens: String(isSolved ? reopens : 0),
    channel: channel.name,
  };
}

/** Mostly near the least, seldom near the most. */
function hours([least, most]: readonly [number, number], random: Random): number {
  return least + (most - least) * random.next() ** 3;
}

/** Blank where it had not happened when the sample was taken. */
function minuteOf(epoch: number): string {
  const text = `${new Date(epoch).toISOString().slice(0, 16)}Z`;
  return text < usageCutOff ? text : '';
}
