import { dayLabel, dayUnit, monthUnit, parseDay, type Unit, weekUnit } from '../../calendar/open.ts';
import { readOptionalChoice } from '../../read/index.ts';

/** The length of time over which activity is counted. */
export type ActivityUnit = 'day' | 'week' | 'month';

export const activityUnits: readonly ActivityUnit[] = ['day', 'week', 'month'];

/** The first day of weeks. */
export type Weekday = 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday';

/** How weeks are cut. */
export interface WeekOption {
  /** The first day of weeks; weeks that do not begin on Monday are named after their first day. Default 'monday': ISO weeks. */
  readonly weekStart?: Weekday | undefined;
}

const weekdays: readonly [Weekday, ...Weekday[]] = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
];

/** 1970-01-01 was a Thursday: so many days before it a week of each weekday began. */
const daysFromMonday = 3;

/** Not all units of the calendar: each brings its labels. */
const units = { day: dayUnit, week: weekUnit, month: monthUnit };

export type UnitInRow = Pick<Unit, 'ordinalOf' | 'firstDay' | 'label' | 'parse'>;

/** The calendar units with a name, given the option `weekStart`. */
export function activityUnit(name: ActivityUnit, weekStart: unknown): UnitInRow {
  const weekday = weekdays.indexOf(readOptionalChoice(weekStart, 'options.weekStart', weekdays));
  if (name !== 'week' || weekday === 0) return units[name];
  // Weeks from another day than Monday have no ISO number: each is named by its first day.
  const first = weekday - daysFromMonday;
  const firstDay = (ordinal: number) => ordinal * 7 + first;
  return {
    ordinalOf: (day) => Math.floor((day - first) / 7),
    firstDay,
    label: (ordinal) => dayLabel(firstDay(ordinal)),
    parse: (label) => (parseDay(label) - first) / 7,
  };
}
