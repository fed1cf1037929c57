export type { Instant } from './instant.ts';
export type { CalendarOptions, Period, PerPeriod } from './period.ts';
export { day, days, month, months, period, quarter, quarters, trailing, week, weeks, year, years } from './periods.ts';
export type { CalendarUnit } from './units.ts';
