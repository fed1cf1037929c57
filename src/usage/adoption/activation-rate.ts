import { type BySegment, eachSegment } from '../../activity/open.ts';
import { type Ratio, ratio } from '../../ratio/open.ts';
import type { SegmentKey } from '../../table/index.ts';
import type { UsageEvents } from '../events/event-log.ts';
import type { SignUp } from '../events/usage-event.ts';
import { type ActivationOptions, type Activations, readActivations, type SignUpSegments } from './activation.ts';

/**
 * Activation rate: the share of new sign-ups who used a feature, or took several steps in order, within a given time.
 *
 * Formula: activated / (activated + sign-ups whose window ended without activation). The window is `[sign-up, the same local time
 * withinDays calendar days later)`. In: events at the sign-up itself; steps at one instant, as with dates that have no time. Out: events
 * before the sign-up, events of customers without a sign-up, and sign-ups that are not activated yet while their window is still open at
 * `asOf`, which are counted as `undecided`.
 *
 * @param signUps - `{ customerId, at }`, in any order; the first one per customer counts.
 * @param events - Usage events, in any order, or a log of them.
 * @param options - `feature` or `steps` (without either, any event activates); `withinDays`: whole days above 0, or `within`: `{ minutes
 * }`, `{ hours }` or `{ days }`; `by`: a key of each sign-up, or a Map from customers to keys: the result is then a list of `{ key, ... }`;
 * `asOf`: when the data was taken; by default, the data is complete; `timeZone`: 'UTC' by default.
 * @returns A `Ratio` and `undecided`; `value` is null when no sign-up is decided.
 * @throws MetricsError `INVALID_TYPE` and `INVALID_INSTANT` for sign-ups, events and names; `INVALID_NUMBER` for `withinDays`; `EMPTY` for
 * an empty list of steps, `INVALID_OPTION` for repeated steps, or for steps beside a feature; `SKIPPED_DAY`, `INVALID_TIME_ZONE`,
 * `UNKNOWN_KEY`.
 *
 * Cost: O(sign-ups + events x steps). Source: activation as in Dave McClure, Startup metrics for pirates (2007): acquisition, activation,
 * retention, referral, revenue.
 *
 * @see docs/metrics/activation-rate.md
 *
 * @example
 * ```ts
 * const signUps: SignUp[] = [
 *   { customerId: 'ada', at: '2026-03-01' },
 *   { customerId: 'ben', at: '2026-03-01' },
 *   { customerId: 'cem', at: '2026-03-20' },
 * ];
 * const events: UsageEvent[] = [
 *   { customerId: 'ada', at: '2026-03-07', feature: 'invoice' },
 *   { customerId: 'ben', at: '2026-03-08', feature: 'invoice' },
 * ];
 * activationRate(signUps, events, { feature: 'invoice', withinDays: 7, asOf: '2026-03-25' });
 * // => { value: 0.5, numerator: 1, denominator: 2, undecided: 1 }
 * ```
 */
export function activationRate<Row extends SignUp = SignUp, Key extends SegmentKey = never>(
  signUps: readonly Row[],
  events: UsageEvents,
  options: ActivationOptions & SignUpSegments<Row, Key>,
): BySegment<
  Key,
  Ratio & {
    /** Sign-ups whose window is not over at `asOf`; they are not in the rate. */
    readonly undecided: number;
  }
> {
  return eachSegment(readActivations(signUps, events, options), activationRateOf) as never;
}

export function activationRateOf({ elapsed, missed, undecided }: Activations): Ratio & { readonly undecided: number } {
  return { ...ratio(elapsed.length, elapsed.length + missed), undecided };
}
