export { type Instant, parseDay, readInstant, rejectInstant, startOfExistingDay, toEpoch } from './instant.ts';
export { type CalendarOptions, type Period, readPeriod, type Span, zoneOfPeriods } from './period.ts';
export { day, days, month, months, period, quarter, quarters, trailing, week, weeks, year, years } from './periods.ts';
export type { CalendarUnit } from './units.ts';
export { sameZone, type Zone, zoneOf } from './zone.ts';
