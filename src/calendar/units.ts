import {
  addMonths,
  civilDate,
  dayLabel,
  dayNumber,
  isoWeekOf,
  isoWeekStart,
  isoWeeksInYear,
  twoDigits,
} from './civil.ts';
import { parseDay } from './instant.ts';

/** A kind of calendar period. Its periods are numbered one after another, so that a list of them is a range of numbers. */
export interface Unit {
  readonly name: CalendarUnit;
  readonly rule: string;
  /** The number of the period that a label names, or NaN. */
  parse(label: string): number;
  /** The number of the period that a day is in. */
  ordinalOf(day: number): number;
  /** The first day of a period. */
  firstDay(ordinal: number): number;
  label(ordinal: number): string;
  /** The day `count` of these units after a day; a month that is too short gives its last day. */
  addTo(day: number, count: number): number;
}

/** A unit of the calendar; a week begins on Monday. */
export type CalendarUnit = 'day' | 'week' | 'month' | 'quarter' | 'year';

function fields(pattern: RegExp, label: string): [number, number] {
  const [, year, place] = pattern.exec(label) ?? [];
  return [Number(year), Number(place ?? 1)];
}

const yearLabel = (year: number) => String(year).padStart(4, '0');

/** Months and what is made of whole months. */
function monthsUnit(
  name: CalendarUnit,
  rule: string,
  pattern: RegExp,
  perYear: number,
  suffix: (place: number) => string,
): Unit {
  const months = 12 / perYear;
  return {
    name,
    rule,
    parse(label) {
      const [year, place] = fields(pattern, label);
      return place >= 1 && place <= perYear ? year * perYear + place - 1 : Number.NaN;
    },
    ordinalOf(day) {
      const { year, month } = civilDate(day);
      return Math.floor((year * 12 + month - 1) / months);
    },
    firstDay: (ordinal) => dayNumber(0, ordinal * months + 1, 1),
    label: (ordinal) => yearLabel(Math.floor(ordinal / perYear)) + suffix((ordinal % perYear) + 1),
    addTo: (day, count) => addMonths(day, count * months),
  };
}

const day: Unit = {
  name: 'day',
  rule: "be a calendar day like '2026-03-14'",
  parse: parseDay,
  ordinalOf: (ordinal) => ordinal,
  firstDay: (ordinal) => ordinal,
  label: dayLabel,
  addTo: (start, count) => start + count,
};

/** 1970-01-01 was a Thursday, so this Monday starts week 0 and week numbers are whole. */
const mondayOfWeekZero = -3;

const week: Unit = {
  name: 'week',
  rule: "be an ISO 8601 week like '2026-W11'",
  parse(label) {
    const [year, number] = fields(/^(\d{4})-W(\d\d)$/, label);
    const exists = number >= 1 && number <= isoWeeksInYear(year);
    return exists ? (isoWeekStart(year, number) - mondayOfWeekZero) / 7 : Number.NaN;
  },
  ordinalOf: (day) => Math.floor((day - mondayOfWeekZero) / 7),
  firstDay: (ordinal) => ordinal * 7 + mondayOfWeekZero,
  label(ordinal) {
    const { year, week: number } = isoWeekOf(week.firstDay(ordinal));
    return `${yearLabel(year)}-W${twoDigits(number)}`;
  },
  addTo: (start, count) => start + count * 7,
};

const month = /* @__PURE__ */ monthsUnit(
  'month',
  "be a calendar month like '2026-03'",
  /^(\d{4})-(\d\d)$/,
  12,
  (place) => `-${twoDigits(place)}`,
);
const quarter = /* @__PURE__ */ monthsUnit(
  'quarter',
  "be a calendar quarter like '2026-Q1'",
  /^(\d{4})-Q([1-4])$/,
  4,
  (place) => `-Q${place}`,
);
const year = /* @__PURE__ */ monthsUnit('year', "be a calendar year like '2026'", /^(\d{4})$/, 1, () => '');

export { day as dayUnit, month as monthUnit, week as weekUnit };

export const units: { readonly [name in CalendarUnit]: Unit } = { day, week, month, quarter, year };

export const unitNames: readonly CalendarUnit[] = ['day', 'week', 'month', 'quarter', 'year'];
