import {
  activeCustomers,
  averageActiveCustomers,
  type FeatureAdoption,
  type FunnelStep,
  featureAdoption,
  funnel,
  type Stickiness,
  stickiness,
  type UsageDuration,
  type UsageFrequency,
  usageDuration,
  usageFrequency,
} from 'tenure';
import type { Place } from '../draw/picture.ts';
import { InputError } from '../input-error.ts';
import { type KnownMonth, type KnownRows, placeOf } from './known-rows.ts';
import { type UsageGrid, usageGrid } from './usage-grid.ts';

/** What customers did in a month. */
export interface MonthOfUse extends Place {
  readonly active: number;
  /** Null where not every event says who did it. */
  readonly users: number | null;
  /** Active customers on a usual day; null, as stickiness, in a month whose last days are not known. */
  readonly activePerDay: number | null;
  readonly stickiness: Stickiness | null;
  readonly frequency: UsageFrequency;
  readonly duration: UsageDuration;
}

export interface UsageStudy {
  readonly months: readonly MonthOfUse[];
  /** Whether any event names a feature, or says how long it lasted. */
  readonly hasFeatures: boolean;
  readonly hasDurations: boolean;
  /** The month that features are counted in. */
  readonly featureMonth: Place;
  readonly adoption: FeatureAdoption;
  readonly retention: UsageGrid;
  /** Nothing where no steps were given. */
  readonly funnel: readonly FunnelStep[] | undefined;
  readonly withinDays: number;
  readonly timeZone: string;
}

interface Asked {
  readonly steps: readonly string[] | undefined;
  readonly withinDays: number;
  readonly timeZone: string;
}

export function usageStudy(known: KnownRows, { steps, withinDays, timeZone }: Asked): UsageStudy {
  const { events, months, asOf } = known;
  const hasUsers = events.every(({ userId }) => userId !== undefined);
  const latest = latestOf(months);
  if (steps !== undefined) checkSteps(steps, known);
  return {
    months: months.map((month) => monthOfUse(month, hasUsers)),
    hasFeatures: events.some(({ feature }) => feature !== undefined),
    hasDurations: events.some(({ durationSeconds }) => durationSeconds !== undefined),
    featureMonth: placeOf(latest),
    adoption: featureAdoption(events, latest.period),
    retention: usageGrid(events, { asOf: asOf.instant, timeZone, months: months.length }),
    funnel: steps === undefined ? undefined : funnel(events, { steps, withinDays, timeZone }),
    withinDays,
    timeZone,
  };
}

/** The latest month with events that has ended, or where there is none the latest one with events. */
function latestOf(months: readonly KnownMonth[]): KnownMonth {
  const used = months.filter(({ events }) => events.length > 0);
  const month = used.filter(({ complete }) => complete).at(-1) ?? used.at(-1);
  if (month === undefined) throw new RangeError('there is at least one event');
  return month;
}

function monthOfUse(month: KnownMonth, hasUsers: boolean): MonthOfUse {
  const { period, complete, events } = month;
  return {
    ...placeOf(month),
    active: activeCustomers(events, period),
    users: hasUsers ? activeCustomers(events, period, { of: 'users' }) : null,
    activePerDay: complete ? averageActiveCustomers(events, period, { per: 'day' }).value : null,
    stickiness: complete ? stickiness(events, period) : null,
    frequency: usageFrequency(events, period),
    duration: usageDuration(events, period),
  };
}

function checkSteps(steps: readonly string[], { events }: KnownRows): void {
  const features = new Set(events.flatMap(({ feature }) => (feature === undefined ? [] : [feature])));
  const unknown = steps.find((step) => !features.has(step));
  if (unknown === undefined) return;
  const known = features.size === 0 ? 'no event names a feature' : `there are ${[...features].sort().join(', ')}`;
  throw new InputError(`--steps: no event has the feature '${unknown}'; ${known}`);
}
