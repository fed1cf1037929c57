export { day, month, periodOf, quarter, week, year } from './calendar-periods.ts';
export { period, trailing } from './free-periods.ts';
export type { Instant } from './instant.ts';
export type { InstantColumn } from './instant-column.ts';
export type { CalendarOptions, Period, PerPeriod } from './period.ts';
export { days, lastPeriods, months, quarters, weeks, years } from './period-lists.ts';
export type { CalendarUnit } from './units.ts';
