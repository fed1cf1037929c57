import type { Instant, Zone } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import {
  checkKeys,
  checkText,
  readChoice,
  readCount,
  readFilledList,
  readList,
  readOptionalChoice,
} from '../../read/index.ts';
import { activityUnits, type WeekOption } from '../active/activity-units.ts';
import type { UsageEvents } from '../events/event-log.ts';
import { readOf, readZoneAndAsOf } from '../events/options.ts';
import type { UsageEntity } from '../events/usage-event.ts';
import type { RetentionCountRules, RetentionRule } from './retention-counts.ts';
import { type RetentionUnit, type RetentionUnitName, retentionUnit } from './retention-units.ts';

/** The cohorts, the number of units they are followed for, and which customers count as retained. */
export interface UsageRetentionOptions extends WeekOption {
  /** The calendar unit that groups customers into cohorts, and in which age is counted. Hours are UTC hours. */
  readonly unit: RetentionUnitName;
  /** The highest age: a whole number of units from 1 to 10000. */
  readonly periods: number;
  /** 'on': active in unit N. 'onOrAfter': active in unit N or any later one. Default 'on'. */
  readonly rule?: RetentionRule | undefined;
  /**
   * The event that starts a cohort: `{ feature }`, or `{}` for any event; age 0 is then counted like any other age. Default: the event that
   * counts as a return.
   */
  readonly start?:
    | {
        /** The feature of the event that starts a cohort; missing: any event. */
        readonly feature?: string | undefined;
      }
    | undefined;
  /** Only events of this feature count as a return and, without `start`, start a cohort. Default: all events. */
  readonly feature?: string | undefined;
  /** The fewest events in a unit, or a bracket, with which a customer counts as retained: a whole number above 0. Default 1. */
  readonly minimumEvents?: number | undefined;
  /**
   * Ages counted together: the first age of each bracket, in ascending order. Each bracket runs up to the next one, the last up to `periods`. Default:
   * none; each age is counted by itself.
   */
  readonly brackets?: readonly number[] | undefined;
  /** 'calendar': units of the calendar. 'elapsed': units from each customer's own start, days of 24 hours. Default 'calendar'. */
  readonly ages?: 'calendar' | 'elapsed' | undefined;
  /** Only these cohorts, by label, including empty ones. Default: all cohorts with customers. */
  readonly cohorts?: readonly string[] | undefined;
  /** 'include': also cohorts without customers, between the first and the last one. Default 'exclude'. */
  readonly emptyCohorts?: 'exclude' | 'include' | undefined;
  /** When the data was taken; later events are left out. Default: the end of the unit with the last event. */
  readonly asOf?: Instant | undefined;
  /** The zone of calendar units, and of dates without a time: an IANA name or an offset. Default 'UTC'. */
  readonly timeZone?: string | undefined;
  /** Whether customers are counted, or the distinct users of each customer. Default 'customers'. */
  readonly of?: UsageEntity | undefined;
}

export interface RetentionRules extends RetentionCountRules {
  readonly zone: Zone;
  readonly asOf: number | undefined;
  readonly of: UsageEntity;
  readonly unit: RetentionUnit;
  readonly ages: number;
  /** By number, rising. */
  readonly chosen: readonly number[] | undefined;
  readonly hasEmpty: boolean;
  readonly isBracketed: boolean;
}

const optionNames = [
  'unit',
  'periods',
  'rule',
  'start',
  'feature',
  'minimumEvents',
  'brackets',
  'ages',
  'weekStart',
  'cohorts',
  'emptyCohorts',
  'asOf',
  'timeZone',
  'of',
  'by',
];

export function readRetentionRules(events: UsageEvents, options: UsageRetentionOptions): RetentionRules {
  checkKeys(options, optionNames, 'options');
  const name = readChoice<RetentionUnitName>(options.unit, 'options.unit', [...activityUnits, 'hour']);
  const ages = readCount(options.periods, 'options.periods', 1, oldestAge) + 1;
  const { zone, asOf } = readZoneAndAsOf(options, events);
  const unit = retentionUnit(name, options.weekStart, zone);
  const featureOf = (value: unknown, path: string) => (value === undefined ? null : checkText(value, path));
  const returning = featureOf(options.feature, 'options.feature');
  const { start, brackets = [...new Array(ages).keys()], cohorts } = options;
  let next = 0;
  const firsts = readFilledList(brackets, 'options.brackets', 'be an array of ages').map((age, place) => {
    next = readCount(age, `options.brackets[${place}]`, next, ages - 1) + 1;
    return next - 1;
  });
  const chosen =
    cohorts &&
    readList(cohorts, 'options.cohorts', 'be an array of labels').map((label, place) => {
      const path = `options.cohorts[${place}]`;
      const ordinal = typeof label === 'string' ? unit.parse(label) : Number.NaN;
      if (!Number.isInteger(ordinal)) reject('INVALID_OPTION', path, `be a label like '${unit.label(0)}'`, label);
      if (unit.startOf(ordinal) < unit.startOf(ordinal + 1)) return ordinal;
      return reject('SKIPPED_DAY', path, `be a day that ${zone.timeZone} had (its clocks skipped this one)`, label);
    });
  return {
    zone,
    asOf,
    unit,
    ages,
    of: readOf(options.of),
    rule: readOptionalChoice(options.rule, 'options.rule', ['on', 'onOrAfter']),
    returning,
    starting:
      start === undefined
        ? returning
        : featureOf(checkKeys(start, ['feature'], 'options.start').feature, 'options.start.feature'),
    minimumEvents: readCount(options.minimumEvents ?? 1, 'options.minimumEvents'),
    brackets: [...firsts, ages],
    elapsed:
      readOptionalChoice(options.ages, 'options.ages', ['calendar', 'elapsed']) === 'elapsed'
        ? unit.elapsed
        : undefined,
    chosen: chosen?.sort((a, b) => a - b),
    hasEmpty: readOptionalChoice(options.emptyCohorts, 'options.emptyCohorts', ['exclude', 'include']) === 'include',
    isBracketed: options.brackets !== undefined,
  };
}

/** Twenty-seven years of days: each cohort has a cell for every age, so that a slip of the pen must not fill the memory. */
const oldestAge = 10_000;
