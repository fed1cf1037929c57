import { type BySegment, eachSegment } from '../../activity/open.ts';
import { msPerDay } from '../../calendar/open.ts';
import { toNumber } from '../../exact/index.ts';
import { readShares } from '../../read/index.ts';
import { type Distribution, distributionOf, sortedNumbers } from '../../statistics/open.ts';
import type { SegmentKey } from '../../table/index.ts';
import type { UsageEvents } from '../events/event-log.ts';
import type { SignUp } from '../events/usage-event.ts';
import { type ActivationOptions, type Activations, readActivations, type SignUpSegments } from './activation.ts';

/** Days from sign-up to activation, one per activated customer. */
export interface TimeToActivation extends Distribution {
  /** Sign-ups whose window is still open. */
  readonly undecided: number;
  /** Sign-ups whose window ended without activation. */
  readonly notActivated: number;
}

/**
 * Time to activation: how many days activated customers took from their sign-up.
 *
 * Formula: (activation - sign-up) / 24 hours; activation is the first use of the feature, or the earliest completion of the steps, as in
 * `activationRate`. In: customers activated within the window. Out: all other sign-ups, which are counted as `undecided` or `notActivated`.
 *
 * @param signUps - `{ customerId, at }`, in any order; the first one per customer counts.
 * @param events - Usage events, in any order, or a log of them.
 * @param options - Those of `activationRate`, and `quantiles`: shares from 0 to 1.
 * @returns `{ count, mean, median, quantiles, undecided, notActivated }`. Times are in days of 24 hours, with fractions; they are null if
 * no customer was activated.
 * @throws MetricsError as `activationRate` does; `INVALID_TYPE` and `INVALID_NUMBER` for `quantiles`.
 *
 * Cost: O(sign-ups log sign-ups + events x steps). Source: the time to value of product-led growth; quantiles of type 7 by R. J. Hyndman
 * and Y. Fan (1996).
 *
 * @see docs/metrics/time-to-activation.md
 *
 * @example
 * ```ts
 * const signUps: SignUp[] = [
 *   { customerId: 'ada', at: '2026-03-01' },
 *   { customerId: 'ben', at: '2026-03-01' },
 * ];
 * const events: UsageEvent[] = [
 *   { customerId: 'ada', at: '2026-03-02T12:00:00Z', feature: 'invoice' },
 *   { customerId: 'ben', at: '2026-03-04', feature: 'invoice' },
 * ];
 * const { count, median } = timeToActivation(signUps, events, { feature: 'invoice', withinDays: 7 });
 * count; // => 2
 * median; // => 2.25
 * ```
 */
export function timeToActivation<Row extends SignUp = SignUp, Key extends SegmentKey = never>(
  signUps: readonly Row[],
  events: UsageEvents,
  options: ActivationOptions &
    SignUpSegments<Row, Key> & {
      /** The shares, 0..1, for which the result has quantiles. Default `[0.1, 0.25, 0.5, 0.75, 0.9]`. */
      readonly quantiles?: readonly number[] | undefined;
    },
): BySegment<Key, TimeToActivation> {
  const activations = readActivations(signUps, events, options, ['quantiles']);
  return eachSegment(activations, (own) => timeToActivationOf(own, options)) as never;
}

export function timeToActivationOf(
  { elapsed, missed, undecided }: Activations,
  options: { readonly quantiles?: readonly number[] | undefined },
): TimeToActivation {
  const shares = readShares(options.quantiles, 'options.quantiles');
  const times = sortedNumbers(Float64Array.from(elapsed).sort(), msPerDay);
  const total = { n: elapsed.reduce((sum, time) => sum + BigInt(time), 0n), d: BigInt(msPerDay) };
  return { ...distributionOf(times, total, shares, toNumber), undecided, notActivated: missed };
}
