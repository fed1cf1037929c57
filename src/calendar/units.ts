import { addMonths, civilDate, dayLabel, dayNumber, twoDigits, yearLabel } from './civil.ts';
import { parseDay } from './instant.ts';

/** A kind of calendar period. Its periods are numbered one after another, so that a list of them is a range of numbers. */
export interface Unit {
  readonly name: CalendarUnit;
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

/** Months and what is made of whole months. */
function monthsUnit(name: CalendarUnit, pattern: RegExp, perYear: number, suffix: (place: number) => string): Unit {
  const months = 12 / perYear;
  return {
    name,
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
  parse: parseDay,
  ordinalOf: (ordinal) => ordinal,
  firstDay: (ordinal) => ordinal,
  label: dayLabel,
  addTo: (start, count) => start + count,
};

/** 1970-01-01 was a Thursday: week 0 is the one that it is in, and each Thursday is a multiple of 7. An ISO week is in the year of its Thursday. */
const week: Unit = {
  name: 'week',
  parse(label) {
    const [year, number] = fields(/^(\d{4})-W(\d\d)$/, label);
    // Week 1 has 4 January in it.
    const ordinal = week.ordinalOf(dayNumber(year, 1, 4)) + number - 1;
    return civilDate(ordinal * 7).year === year ? ordinal : Number.NaN;
  },
  ordinalOf: (day) => Math.floor((day + 3) / 7),
  firstDay: (ordinal) => ordinal * 7 - 3,
  label(ordinal) {
    const { year } = civilDate(ordinal * 7);
    return `${yearLabel(year)}-W${twoDigits(Math.floor((ordinal * 7 - dayNumber(year, 1, 1)) / 7) + 1)}`;
  },
  addTo: (start, count) => start + count * 7,
};

const month = /* @__PURE__ */ monthsUnit('month', /^(\d{4})-(\d\d)$/, 12, (place) => `-${twoDigits(place)}`);
const quarter = /* @__PURE__ */ monthsUnit('quarter', /^(\d{4})-Q([1-4])$/, 4, (place) => `-Q${place}`);
const year = /* @__PURE__ */ monthsUnit('year', /^(\d{4})$/, 1, () => '');

export { day as dayUnit, month as monthUnit, week as weekUnit };

export const units: { readonly [name in CalendarUnit]: Unit } = { day, week, month, quarter, year };

export const unitNames: readonly CalendarUnit[] = ['day', 'week', 'month', 'quarter', 'year'];
