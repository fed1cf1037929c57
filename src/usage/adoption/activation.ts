import {
  entryKey,
  type Keyed,
  readSegments,
  readWindow,
  type SegmentBy,
  segmentCounts,
  type Within,
} from '../../activity/open.ts';
import type { Instant } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import { checkKeys, checkText } from '../../read/index.ts';
import { noCode, type SegmentKey } from '../../table/index.ts';
import type { UsageEvents } from '../events/event-log.ts';
import { readNames, readZoneAndAsOf } from '../events/options.ts';
import { readEvents } from '../events/read-events.ts';
import { readSignUps } from '../events/read-sign-ups.ts';
import type { EventColumns } from '../events/timeline.ts';
import type { SignUp } from '../events/usage-event.ts';

/** The condition of activation: one feature, or several steps in order, within a number of days after the sign-up. */
export interface ActivationOptions {
  /** The feature that activates a customer. Default: any event, if there are no `steps`. */
  readonly feature?: string | undefined;
  /** Instead of `feature`: features that must be used one after another. Default: none. */
  readonly steps?: readonly string[] | undefined;
  /**
   * The window in calendar days, a whole number above 0; it ends just before the local time of the sign-up, that many days later.
   * Either this or `within` is required. Default: none.
   */
  readonly withinDays?: number | undefined;
  /** Instead of `withinDays`: `{ minutes }`, `{ hours }` or `{ days }`. Default: none. */
  readonly within?: Within | undefined;
  /**
   * When the data was taken: later events are left out, and windows that end later are still open. Default: the data is complete.
   */
  readonly asOf?: Instant | undefined;
  /** The zone of calendar days and of dates without a time: an IANA name or an offset. Default 'UTC'. */
  readonly timeZone?: string | undefined;
}

/** How sign-ups are split: by a key of each sign-up, or of each customer. */
export interface SignUpSegments<Row extends SignUp = SignUp, Key extends SegmentKey = SegmentKey> {
  /**
   * A key of each sign-up, such as `(signUp) => signUp.source`, or a Map from customers to keys: the result is then a list with the result of
   * each key. Default: no split.
   */
  readonly by?: SegmentBy<Row, Key> | undefined;
}

const optionNames = ['feature', 'steps', 'withinDays', 'within', 'asOf', 'timeZone', 'by'];

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
  options: ActivationOptions & { readonly by?: unknown },
  ownNames: readonly string[] = [],
): Activations | Keyed<Activations>[] {
  checkKeys(options, [...optionNames, ...ownNames], 'options');
  const steps = readSteps(options);
  const { zone, asOf = Number.POSITIVE_INFINITY } = readZoneAndAsOf(options, events);
  const isWithin = readWindow(options, zone);
  const { customers, at: starts, first } = readSignUps(signUps, zone);
  const timeline = readEvents(events, zone, { features: true }, 'options.timeZone');
  const columns = timeline.columns();
  const stepOf = steps === undefined ? () => 0 : stepsOf(columns, steps);
  const { offsets, order } = timeline.entities('customers').groups();
  // Customers without a sign-up come behind those with one.
  const place = Int32Array.from(starts, () => -1);
  for (const [customer, id] of columns.customerIds.entries()) place[customers.codeOf(id)] = customer;
  const segments = readSegments(options.by, (row) => signUps[row]);
  const all = segmentCounts(segments !== undefined, newCounts);
  for (const [code, start] of starts.entries()) {
    const counts = all.of(segments && entryKey(segments, first[code] as number[]));
    const customer = place[code] as number;
    const own = customer < 0 ? nothing : order.subarray(offsets[customer], offsets[customer + 1]);
    const done = completion(own, stepOf, columns.at, start, asOf, steps?.length ?? 1);
    if (done !== null && isWithin(start, done)) counts.elapsed.push(done - start);
    else counts[isWithin(start, asOf) ? 'undecided' : 'missed'] += 1;
  }
  return all.list();
}

function newCounts() {
  return { elapsed: [] as number[], missed: 0, undecided: 0 };
}

/** undefined for any event. */
function readSteps({ feature, steps }: ActivationOptions): readonly string[] | undefined {
  if (feature !== undefined && steps !== undefined) {
    reject('INVALID_OPTION', 'options.steps', 'be left out if options.feature is given', steps);
  }
  if (steps !== undefined) return readNames(steps, 'options.steps');
  return feature === undefined ? undefined : [checkText(feature, 'options.feature')];
}

const nothing = /* @__PURE__ */ new Uint32Array(0);

/** The number of the step that a row is, or -1. */
function stepsOf({ features, feature }: EventColumns, steps: readonly string[]): (row: number) => number {
  const stepOf = Int32Array.from(features, (name) => steps.indexOf(name));
  if (feature.length === 0) return () => -1;
  return (row) => (feature[row] === noCode ? -1 : (stepOf[feature[row] as number] as number));
}

/**
 * When a customer had done all steps, each at or after the one before it, the first at or after its start; null when it never did before the
 * data was taken. Its rows are in order of time, but steps at one instant are in none.
 */
function completion(
  rows: Uint32Array,
  stepOf: (row: number) => number,
  at: Float64Array,
  start: number,
  asOf: number,
  steps: number,
): number | null {
  let reached = start;
  for (let step = 0; step < steps; step += 1) {
    const next = rows.find((row) => (at[row] as number) >= reached && stepOf(row) === step);
    if (next === undefined || (at[next] as number) >= asOf) return null;
    reached = at[next] as number;
  }
  return reached;
}
