import fc from 'fast-check';
import { period, resolutionTime, type Ticket, type WorkingHours } from 'tenure';
import { describe, expect, test } from 'vitest';
import { keysOf, refusal } from '../support/caught.ts';
import { propertyRuns } from '../support/property-runs.ts';

const minute = 60_000;
const always = period('1990-01-01', '2040-01-01');
const weekdayNames = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

const minutesOf = (start: number, end: number, workingHours: WorkingHours, holds: Ticket['onHold'] = null) =>
  resolutionTime([{ customerId: 'a', openedAt: new Date(start), resolvedAt: new Date(end), onHold: holds }], always, {
    workingHours,
    unit: 'minute',
    onHold: 'exclude',
  }).mean;

/** What the clocks of a zone show, by Intl, as minutes since 1970 of the wall clock. */
function clocks(timeZone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric' },
    ...{ hour: 'numeric', minute: 'numeric' },
  });
  return (instant) => {
    const [month = 0, day = 0, year = 0, hour = 0, minutes = 0] = format.format(instant).split(/\D+/).map(Number);
    return Date.UTC(year, month - 1, day, hour, minutes) / minute;
  };
}

/** Minute by minute: is anyone at work, between the first time the clocks show the start of some hours, or later, and their end? */
function bruteForce(
  start: number,
  end: number,
  hours: WorkingHours,
  timeZone: string,
  holds: [number, number][],
): number {
  const shown = clocks(timeZone);
  const from = start - 3 * 1440 * minute;
  const walls = Array.from({ length: (end - from) / minute + 3 * 1440 }, (_, place) => shown(from + place * minute));
  const first = (wall: number) => from + walls.findIndex((own) => own >= wall) * minute;
  const open: [number, number][] = [];
  for (let day = Math.floor((walls[0] ?? 0) / 1440) + 1; day * 1440 < (walls.at(-1) ?? 0) - 1440; day += 1) {
    const date = new Date(day * 1440 * minute);
    if (hours.holidays?.includes(date.toISOString().slice(0, 10)) === true) continue;
    for (const span of hours[weekdayNames[date.getUTCDay()] ?? 'sunday'] ?? []) {
      const [a = 0, b = 0] = span.split('-').map((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)));
      open.push([first(day * 1440 + a), first(day * 1440 + b)]);
    }
  }
  let sum = 0;
  for (let instant = start; instant < end; instant += minute) {
    const isHeld = holds.some(([a, b]) => a <= instant && instant < b);
    if (!isHeld && open.some(([a, b]) => a <= instant && instant < b)) sum += 1;
  }
  return sum;
}

const spans = fc.constantFrom<string[]>(
  [],
  ['09:00-17:00'],
  ['00:00-24:00'],
  ['01:30-02:30', '02:30-03:15'],
  ['02:15-05:00', '22:00-24:00'],
  ['00:00-00:45', '23:15-23:45'],
);
const hoursArbitrary = fc.record({
  ...{ monday: spans, tuesday: spans, wednesday: fc.constant(['08:00-12:00', '13:00-18:00']) },
  ...{ thursday: spans, friday: spans, saturday: spans, sunday: spans },
});

describe('working hours', () => {
  // A spring and an autumn, half an hour of summer time, no midnight, two midnights, a day that a zone skipped, and one with neither.
  test.each([
    ['Europe/Berlin', '2026-03-29'],
    ['Europe/Berlin', '2026-10-25'],
    ['America/New_York', '2026-11-01'],
    ['Australia/Lord_Howe', '2026-04-05'],
    ['Australia/Lord_Howe', '2026-10-04'],
    ['America/Sao_Paulo', '2017-10-15'],
    ['America/Sao_Paulo', '2018-02-18'],
    ['America/Havana', '2026-11-01'],
    ['Pacific/Apia', '2011-12-30'],
    ['Asia/Kolkata', '2026-05-06'],
  ])('%s around %s: as minute by minute by Intl', (timeZone, date) => {
    const around = Date.parse(`${date}T00:00:00Z`);
    const times = fc.record({
      hours: hoursArbitrary,
      isHoliday: fc.boolean(),
      start: fc.integer({ min: -2 * 1440, max: 1440 }),
      length: fc.nat(2 * 1440),
      holds: fc.array(fc.tuple(fc.integer({ min: -2000, max: 2000 }), fc.nat(600)), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(times, ({ hours, isHoliday, start: offset, length, holds }) => {
        const start = around + offset * minute;
        const end = start + length * minute;
        const own = { ...hours, timeZone, holidays: isHoliday ? [date] : [] };
        const held = holds.map(([at, long]): [number, number] => [around + at * minute, around + (at + long) * minute]);
        const onHold = held.map(([a, b]) => ({ start: new Date(a), end: new Date(b) }));
        expect(minutesOf(start, end, own, onHold)).toBe(bruteForce(start, end, own, timeZone, held));
      }),
      propertyRuns(12),
    );
  });

  /** By hand: Friday 16:00 to Monday 10:00, at work 9 to 17: 1 + 1 hours. */
  test('by hand, over a weekend, a holiday, and years', () => {
    const nineToFive = ['09:00-17:00'];
    const office: WorkingHours = {
      ...{ monday: nineToFive, tuesday: nineToFive, wednesday: nineToFive, thursday: nineToFive, friday: nineToFive },
      holidays: ['2026-12-25'],
    };
    const of = (from: string, to: string) => (minutesOf(Date.parse(from), Date.parse(to), office) ?? 0) / 60;
    expect(of('2026-03-06T16:00Z', '2026-03-09T10:00Z')).toBe(2);
    expect(of('2026-12-24T16:00Z', '2026-12-28T10:00Z')).toBe(2);
    expect(of('2026-03-07T16:00Z', '2026-03-08T10:00Z')).toBe(0);
    // 2025 has 261 weekdays.
    expect(of('2025-01-01T00:00Z', '2026-01-01T00:00Z')).toBe(261 * 8);
  });

  test('tickets in any order have the time that each has alone', () => {
    const hours = { monday: ['09:00-17:00'], thursday: ['10:00-12:00'] };
    const base = Date.parse('2026-03-05') / minute;
    const at = fc.integer({ min: base - 20_000, max: base + 20_000 });
    fc.assert(
      fc.property(fc.array(fc.tuple(at, fc.nat(20_000)), { minLength: 1, maxLength: 8 }), (given) => {
        const tickets = given.map(([start, length]) => ({
          customerId: 'a',
          openedAt: new Date(start * minute),
          resolvedAt: new Date((start + length) * minute),
        }));
        const alone = tickets.map(({ openedAt, resolvedAt }) =>
          minutesOf(openedAt.getTime(), resolvedAt.getTime(), hours),
        );
        const whole = resolutionTime(tickets, always, {
          ...{ workingHours: hours, unit: 'minute', quantiles: [0, 1] as const },
        });
        expect(whole.quantiles.map(({ value }) => value)).toEqual([
          Math.min(...alone.map(Number)),
          Math.max(...alone.map(Number)),
        ]);
      }),
      propertyRuns(50),
    );
  });

  test.each<[unknown, string, string]>([
    [{}, 'INVALID_OPTION', 'options.workingHours'],
    [{ monday: [] }, 'INVALID_OPTION', 'options.workingHours'],
    [null, 'INVALID_TYPE', 'options.workingHours'],
    [{ mondays: ['09:00-17:00'] }, 'UNKNOWN_KEY', 'options.workingHours.mondays'],
    [{ monday: '09:00-17:00' }, 'INVALID_TYPE', 'options.workingHours.monday'],
    [{ monday: ['9-17'] }, 'INVALID_OPTION', 'options.workingHours.monday[0]'],
    [{ monday: ['09:00-24:30'] }, 'INVALID_OPTION', 'options.workingHours.monday[0]'],
    [{ monday: ['17:00-09:00'] }, 'INVALID_OPTION', 'options.workingHours.monday[0]'],
    [{ monday: ['09:00-12:00', '11:00-13:00'] }, 'INVALID_OPTION', 'options.workingHours.monday[1]'],
    [{ monday: ['09:00-17:00'], holidays: ['25.12.2026'] }, 'INVALID_INSTANT', 'options.workingHours.holidays[0]'],
    [{ monday: ['09:00-17:00'], holidays: '2026-12-25' }, 'INVALID_TYPE', 'options.workingHours.holidays'],
    [{ monday: ['09:00-17:00'], timeZone: 'Mars' }, 'INVALID_TIME_ZONE', 'options.workingHours.timeZone'],
  ])('%o is %s', (workingHours, code, path) => {
    const call = () => resolutionTime([], always, { workingHours: workingHours as WorkingHours });
    expect(refusal(call)).toMatchObject({ code, path: keysOf(path) });
  });
});
