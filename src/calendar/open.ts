export { addMonths, dayLabel, monthMover, monthsBetween, msPerDay, widestEpoch } from './civil.ts';
export { elapsedUnits, monthPosition, wholeUnits } from './elapsed.ts';
export { trailing } from './free-periods.ts';
export {
  dateKey,
  dayOfKey,
  type Instant,
  parseDateTime,
  parseDay,
  readInstant,
  rejectInstant,
  textOf as instantText,
  toEpoch,
} from './instant.ts';
export {
  dayStarts,
  daysOf,
  encodeEpochs,
  encodeInstants,
  epochsOf,
  type InstantColumn,
  instantValues,
  plainEpochs,
  readDays,
} from './instant-column.ts';
export {
  type CheckedPeriod,
  inShape,
  makePeriod,
  type Period,
  type PeriodsAsked,
  type PerPeriod,
  periodOfDays,
  readPeriod,
  readPeriods,
  zoneInForce,
  zoneOfPeriods,
} from './period.ts';
export { readUnit } from './period-at.ts';
export { type CalendarUnit, dayUnit, monthUnit, type Unit, units, weekUnit } from './units.ts';
export { addDays, dayMover, onDay, sameZone, type Zone, zoneOf } from './zone.ts';
