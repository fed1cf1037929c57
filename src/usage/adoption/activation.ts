import { isWithinDays, outside } from '../../activity/open.ts';
import type { Instant } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import { checkKeys, checkText, readDays } from '../../read/index.ts';
import { type EventColumns, groupByEntity, noFeature, readEvents } from '../events/event-columns.ts';
import { readNames, readZoneAndAsOf } from '../events/options.ts';
import { readSignUps } from '../events/read-sign-ups.ts';
import type { SignUp, UsageEvents } from '../events/usage-event.ts';

/** The condition of activation: one feature, or several steps in order, within a number of days after the sign-up. */
export interface ActivationOptions {
  /** The feature to be used. */
  readonly feature?: string | undefined;
  /** Instead of `feature`: features to be used one after another. */
  readonly steps?: readonly string[] | undefined;
  /** Whole calendar days above 0. The window ends just before the local time of the sign-up, that many days later. */
  readonly withinDays: number;
  /**
   * When the data was taken: later events are left out, and windows that end later are still open. Default: the data is complete.
   */
  readonly asOf?: Instant | undefined;
  /** An IANA name, 'UTC' by default: the zone of calendar days, and of dates without a time. */
  readonly timeZone?: string | undefined;
}

const optionNames = ['feature', 'steps', 'withinDays', 'asOf', 'timeZone'];

/** What became of the sign-ups, each customer once. */
export interface Activations {
  /** Milliseconds from sign-up to activation, one per activated customer. */
  readonly elapsed: readonly number[];
  /** Windows that ended without activation. */
  readonly missed: number;
  /** Windows that are still open, without activation so far. */
  readonly undecided: number;
}

export function readActivations(
  signUps: readonly SignUp[],
  events: UsageEvents,
  options: ActivationOptions,
  ownNames: readonly string[] = [],
): Activations {
  checkKeys(options, [...optionNames, ...ownNames], 'options');
  const steps = readSteps(options);
  const withinDays = readDays(options.withinDays, 'options.withinDays');
  const { zone, asOf = Number.POSITIVE_INFINITY } = readZoneAndAsOf(options);
  const { customers, at: starts } = readSignUps(signUps, zone);
  const columns = readEvents(events, { zone, features: true, customers });
  const slots = placeSteps(columns, steps);
  for (let row = 0; row < slots.length; row += 1) if ((columns.at[row] as number) >= asOf) slots[row] = outside;
  const { offsets, order: rows } = groupByEntity(columns, slots);
  const elapsed: number[] = [];
  let missed = 0;
  let undecided = 0;
  // Customers without a sign-up come behind those with one.
  for (const [code, start] of starts.entries()) {
    const own = rows.subarray(offsets[code], offsets[code + 1]);
    const done = completion(own, slots, columns.at, start, steps.length);
    if (done !== null && isWithinDays(zone, start, done, withinDays)) elapsed.push(done - start);
    else if (isWithinDays(zone, start, asOf, withinDays)) undecided += 1;
    else missed += 1;
  }
  return { elapsed, missed, undecided };
}

function readSteps({ feature, steps }: ActivationOptions): readonly string[] {
  if (feature !== undefined && steps !== undefined) {
    reject('INVALID_OPTION', 'options.steps', 'be left out where options.feature is given', steps);
  }
  return steps === undefined ? [checkText(feature, 'options.feature')] : readNames(steps, 'options.steps');
}

/** For each event the number of the step that it is, or `outside`. */
export function placeSteps({ length, features, feature }: EventColumns, steps: readonly string[]): Uint32Array {
  // -1 wraps to `outside`.
  const stepOf = Uint32Array.from(features, (name) => steps.indexOf(name));
  const slots = new Uint32Array(length);
  for (let row = 0; row < length; row += 1) {
    const code = feature[row] as number;
    slots[row] = code === noFeature ? outside : (stepOf[code] as number);
  }
  return slots;
}

/** When a customer had done all steps, each at or after the one before it, the first at or after its start; null when it never did. */
function completion(
  rows: Uint32Array,
  slots: Uint32Array,
  at: Float64Array,
  start: number,
  steps: number,
): number | null {
  let reached = start;
  for (let step = 0; step < steps; step += 1) {
    let next = Number.POSITIVE_INFINITY;
    for (const row of rows) {
      const epoch = at[row] as number;
      if (slots[row] === step && epoch >= reached && epoch < next) next = epoch;
    }
    if (next === Number.POSITIVE_INFINITY) return null;
    reached = next;
  }
  return reached;
}
