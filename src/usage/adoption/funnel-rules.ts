import { type IsWithin, readWindow, readWithin, type Within } from '../../activity/open.ts';
import type { Instant, Zone } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import {
  checkKeys,
  checkText,
  isRecord,
  readFilledList,
  readList,
  readOptionalChoice,
  readShares,
} from '../../read/index.ts';
import type { UsageEvents } from '../events/event-log.ts';
import { readOf, readZoneAndAsOf } from '../events/options.ts';
import type { UsageEntity } from '../events/usage-event.ts';

/** What may happen between two steps, and whether they may share an instant. */
export type FunnelOrder = 'inOrder' | 'strictlyLater' | 'strict' | 'any';

/** A step with rules of its own. */
export interface FunnelStepRule {
  /** The feature of the step's events. */
  readonly feature: string;
  /** Whether customers may go on without it. Not for the first step. Default: false. */
  readonly optional?: boolean | undefined;
  /** The longest time from the step before. Not for the first step. Default: `withinStep`. */
  readonly within?: Within | undefined;
  /**
   * Features that must not be used between the step before and this one, in addition to `exclude` of the funnel. Not for the first step.
   * Default: none.
   */
  readonly exclude?: readonly string[] | undefined;
}

/** The steps, and the time they may take. */
export interface FunnelOptions {
  /** Features in the order of use; a feature named twice must be used twice. */
  readonly steps: readonly (string | FunnelStepRule)[];
  /**
   * The window in calendar days, counted from step 1: a whole number above 0. At least one of `withinDays`, `within` and `withinStep` is
   * required. Default: no limit.
   */
  readonly withinDays?: number | undefined;
  /** Instead of `withinDays`: `{ minutes }`, `{ hours }` or `{ days }`. Default: no limit. */
  readonly within?: Within | undefined;
  /** The longest time from each step to the next. Default: no limit. */
  readonly withinStep?: Within | undefined;
  /**
   * 'inOrder': each step at or after the one before. 'strictlyLater': after it. 'strict': with nothing in between. 'any': in any order.
   * Default 'inOrder'.
   */
  readonly order?: FunnelOrder | undefined;
  /** Features that end an attempt if they are used between two of its steps. Default: none. */
  readonly exclude?: readonly string[] | undefined;
  /**
   * When the data was taken: later events are left out, and customers whose window is still open are undecided. Default: the data is
   * complete.
   */
  readonly asOf?: Instant | undefined;
  /** The shares, 0..1, for quantiles of days; with them, each step has `days` and `daysFromStart`. Default: none. */
  readonly quantiles?: readonly number[] | undefined;
  /** The zone of calendar days and of dates without a time: an IANA name or an offset. Default 'UTC'. */
  readonly timeZone?: string | undefined;
  /** Whether customers are counted, or the distinct users of each customer. Default 'customers'. */
  readonly of?: UsageEntity | undefined;
}

export interface FunnelRules {
  readonly zone: Zone;
  readonly asOf: number | undefined;
  readonly of: UsageEntity;
  readonly order: FunnelOrder;
  /** Those that the rules name, by code. */
  readonly features: readonly string[];
  readonly steps: readonly FunnelRule[];
  /** From the start of an attempt. */
  readonly isWithin: IsWithin;
  readonly shares: readonly number[] | undefined;
}

/** The code of all events together. */
export const anyEvent = 0;

export interface FunnelRule {
  readonly code: number;
  readonly isOptional: boolean;
  /** How many steps before it have the same feature. */
  readonly again: number;
  /** 1 where it must come after the step before, and not with it. */
  readonly later: number;
  /** From the step before; undefined where any time may pass. */
  readonly isWithin: IsWithin | undefined;
  /** What must not stand between the step before and this one. */
  readonly exclude: readonly number[];
}

const optionNames = [
  'steps',
  'withinDays',
  'within',
  'withinStep',
  'order',
  'exclude',
  'asOf',
  'quantiles',
  'timeZone',
  'of',
  'by',
];

export function readFunnelRules(events: UsageEvents, options: FunnelOptions): FunnelRules {
  checkKeys(options, optionNames, 'options');
  const { withinDays, within, quantiles } = options;
  const { zone, asOf } = readZoneAndAsOf(options, events);
  const order = readOptionalChoice<FunnelOrder>(options.order, 'options.order', orders);
  const readLength = (value: unknown, path: string) =>
    value === undefined ? undefined : readWithin(value, path, zone);
  const isStepWithin = readLength(options.withinStep, 'options.withinStep');
  const isFree = isStepWithin !== undefined && withinDays === undefined && within === undefined;
  const features = [''];
  const codeOf = (name: string) => {
    if (!features.includes(name)) features.push(name);
    return features.indexOf(name);
  };
  const readFeatures = (value: unknown = [], path: string) =>
    readList(value, path, namesRule).map((name, place) => codeOf(checkText(name, `${path}[${place}]`)));
  const exclude = readFeatures(options.exclude, 'options.exclude');
  const steps: FunnelRule[] = [];
  for (const [place, given] of readFilledList(options.steps, 'options.steps', namesRule).entries()) {
    const isRule = isRecord(given);
    const path = `options.steps[${place}]`;
    const step = checkKeys(isRule ? given : { feature: given }, place > 0 ? stepKeys : ['feature'], path);
    const { optional = false } = step;
    if (typeof optional !== 'boolean') reject('INVALID_TYPE', `${path}.optional`, 'be true or false', optional);
    const code = codeOf(checkText(step.feature, isRule ? `${path}.feature` : path));
    const own = readFeatures(step.exclude, `${path}.exclude`);
    const isStepOwnWithin = readLength(step.within, `${path}.within`) ?? isStepWithin;
    const isBare = !optional && (order === 'strict' || (isStepOwnWithin === undefined && own.length === 0));
    if ((order === 'any' || order === 'strict') && !isBare) {
      reject('INVALID_OPTION', 'options.order', 'suit steps with rules of their own', order);
    }
    const again = steps.filter((earlier) => earlier.code === code).length;
    steps.push({
      code,
      isOptional: optional,
      again,
      // Two events at one instant may be one that was sent twice.
      later: order !== 'any' && (order === 'strictlyLater' || again > 0) ? 1 : 0,
      isWithin: isStepOwnWithin,
      exclude: order === 'strict' ? [anyEvent] : [...exclude, ...own],
    });
  }
  return {
    zone,
    asOf,
    of: readOf(options.of),
    order,
    features,
    steps,
    isWithin: isFree ? () => true : readWindow(options, zone),
    shares: quantiles && readShares(quantiles, 'options.quantiles'),
  };
}

const orders = ['inOrder', 'strictlyLater', 'strict', 'any'] as const;
const stepKeys = ['feature', 'optional', 'within', 'exclude'];
const namesRule = 'be an array of names';
