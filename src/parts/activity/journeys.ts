import type { BySegment } from '../../activity/open.ts';
import { type Zone, zoneOf } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import type { Ratio } from '../../ratio/open.ts';
import type { SegmentKey } from '../../table/index.ts';
import type {
  ActivationOptions,
  FunnelOptions,
  FunnelStep,
  TimeToActivation,
  UsageEvent,
  UsageEvents,
  UsageRetention,
  UsageRetentionOptions,
} from '../../usage/index.ts';
import {
  type Activations,
  activationRateOf,
  type FunnelCounts,
  funnelCounts,
  funnelOf,
  readActivations,
  readFunnelRules,
  readRetentionRules,
  type SegmentOption,
  type SignUp,
  type SignUpSegments,
  timeToActivationOf,
  type UsageCohorts,
  usageCohorts,
  usageRetentionOf,
} from '../../usage/open.ts';
import type { InParts, TablePart } from '../frame/part.ts';
import { splitOptions } from './counts.ts';
import {
  bookNumbers,
  countEvents,
  countSignUps,
  type NamedSegments,
  numbersIn,
  readingOfEvents,
  readingOfSignUps,
  type SignUpsAndEvents,
} from './events.ts';
import { rowQuestion } from './row-question.ts';

/** In the zone of the question, whatever that of a log is. */
function inZone<Options extends { readonly timeZone?: string | undefined }>(
  options: Options,
): Options & { readonly zone: Zone } {
  const zone = zoneOf(options?.timeZone === undefined ? 'UTC' : options.timeZone, 'options.timeZone');
  const own = { ...options, timeZone: zone.timeZone };
  return Object.defineProperty(own, 'zone', { value: zone, enumerable: false }) as never;
}

/**
 * `usageRetention` in parts: how many customers of a cohort of first use come back.
 *
 * @param options - Those of `usageRetention`; `by` also needs `name`; `asOf` is required, because a shard cannot know the last event of all
 * shards.
 * @throws MetricsError as `usageRetention` does; `CONFLICTING_POLICY` for a part under other options.
 *
 * @example
 * ```ts
 * const { part, merge, result } = parts.usageRetention({ unit: 'month', periods: 1, asOf: '2026-03-01' });
 * const ada = part([{ customerId: 'ada', at: '2026-01-02' }, { customerId: 'ada', at: '2026-02-02' }]);
 * const ben = part([{ customerId: 'ben', at: '2026-01-05' }]);
 * result(merge([ada, ben])).cells[1].retention; // => 0.5
 * ```
 */
export function usageRetention<Row extends UsageEvent = UsageEvent, Key extends SegmentKey = never>(
  options: UsageRetentionOptions &
    NamedSegments<Row, Key> & { readonly asOf: NonNullable<UsageRetentionOptions['asOf']> },
): InParts<UsageEvents<Row>, TablePart, BySegment<Key, UsageRetention>> {
  const split = splitOptions(inZone(options));
  const rules = readRetentionRules([], split.given);
  const { asOf: until } = rules;
  if (until === undefined)
    reject('INVALID_INSTANT', 'options.asOf', 'be present: the instant the data was taken', until);
  return rowQuestion<UsageEvents, UsageCohorts>({
    count: countEvents,
    reading: readingOfEvents,
    of: 'usageRetention',
    periods: undefined,
    timeZone: split.timeZone,
    options: split.own,
    by: split.by,
    shape: { sizes: { customers: 'count' }, retained: { customers: 'count' } },
    factsOf: (events) => [usageCohorts(events, rules, (split.given as SegmentOption).by)],
    book(tally, at, { cohorts }) {
      for (const { cohort, size, retained } of cohorts) {
        tally.add('sizes', [...at, cohort], { customers: size });
        for (const [bracket, customers] of retained.entries()) {
          // How old a cohort is hangs on the calendar alone.
          if (customers !== null) tally.add('retained', [...at, cohort, bracket], { customers });
        }
      }
    },
    answer(tally, at) {
      const cohorts = tally.rows('sizes', at).map(({ key, count }) => {
        const retained: (number | null)[] = new Array(rules.brackets.length - 1).fill(null);
        for (const row of tally.rows('retained', key)) retained[row.key[3] as number] = row.count('customers');
        return { cohort: key[2] as string, size: count('customers'), retained };
      });
      return usageRetentionOf({ cohorts, until }, rules);
    },
  }) as never;
}

/**
 * `funnel` in parts: how many customers take each step, and how long it takes.
 *
 * @param options - Those of `funnel`; `by` also needs `name`.
 * @throws MetricsError as `funnel` does; `CONFLICTING_POLICY` for a part under other options.
 *
 * @example
 * ```ts
 * const { part, merge, result } = parts.funnel({ steps: ['import', 'export'], withinDays: 7 });
 * const ada = part([
 *   { customerId: 'ada', at: '2026-03-02', feature: 'import' },
 *   { customerId: 'ada', at: '2026-03-04', feature: 'export' },
 * ]);
 * const ben = part([{ customerId: 'ben', at: '2026-03-05', feature: 'import' }]);
 * result(merge([ada, ben])).map(({ customers }) => customers); // => [2, 1]
 * ```
 */
export function funnel<Row extends UsageEvent = UsageEvent, Key extends SegmentKey = never>(
  options: FunnelOptions & NamedSegments<Row, Key>,
): InParts<UsageEvents<Row>, TablePart, BySegment<Key, FunnelStep[]>> {
  const split = splitOptions(inZone(options));
  const rules = readFunnelRules([], split.given);
  return rowQuestion<UsageEvents, FunnelCounts>({
    count: countEvents,
    reading: readingOfEvents,
    of: 'funnel',
    periods: undefined,
    timeZone: split.timeZone,
    options: split.own,
    by: split.by,
    shape: {
      all: { events: 'count' },
      steps: { events: 'count', customers: 'count', undecided: 'count' },
      waits: { customers: 'count' },
      fromStart: { customers: 'count' },
    },
    factsOf: (events) => [funnelCounts(events, rules, (split.given as SegmentOption).by)],
    book(tally, at, { events, steps }) {
      tally.add('all', at, { events });
      for (const [step, { waits, fromStart, ...counts }] of steps.entries()) {
        tally.add('steps', [...at, step], counts);
        bookNumbers(tally, 'waits', [...at, step], waits);
        bookNumbers(tally, 'fromStart', [...at, step], fromStart);
      }
    },
    answer(tally, at) {
      const steps = rules.steps.map((_, place) => {
        const { count } = tally.row('steps', [...at, place]);
        const [waits, fromStart] = [
          numbersIn(tally, 'waits', [...at, place]),
          numbersIn(tally, 'fromStart', [...at, place]),
        ];
        return {
          events: count('events'),
          customers: count('customers'),
          undecided: count('undecided'),
          waits,
          fromStart,
        };
      });
      return funnelOf({ events: tally.row('all', at).count('events'), steps }, rules);
    },
  }) as never;
}

/**
 * `activationRate` in parts: the share of sign-ups who were activated.
 *
 * @param options - Those of `activationRate`; `by` also needs `name`.
 * @throws MetricsError as `activationRate` does; `CONFLICTING_POLICY` for a part under other options.
 *
 * @example
 * ```ts
 * const { part, merge, result } = parts.activationRate({ feature: 'export', withinDays: 7 });
 * const signUps = [{ customerId: 'ada', at: '2026-03-01' }];
 * const ada = part({ signUps, events: [{ customerId: 'ada', at: '2026-03-02', feature: 'export' }] });
 * const ben = part({ signUps: [{ customerId: 'ben', at: '2026-03-01' }], events: [] });
 * result(merge([ada, ben])); // => { value: 0.5, numerator: 1, denominator: 2, undecided: 0 }
 * ```
 */
export function activationRate<Row extends SignUp = SignUp, Key extends SegmentKey = never>(
  options: ActivationOptions & NamedSignUps<Row, Key>,
): InParts<SignUpsAndEvents<Row>, TablePart, BySegment<Key, Ratio & { readonly undecided: number }>> {
  return activationQuestion('activationRate', options, [], activationRateOf) as never;
}

/** How sign-ups are split, with a name. */
export interface NamedSignUps<Row extends SignUp, Key extends SegmentKey> extends SignUpSegments<Row, Key> {
  /** Required with a callback in `by`: a name for the split, the same in all parts. */
  readonly name?: string | undefined;
}

/**
 * `timeToActivation` in parts: how long it takes from the sign-up to activation.
 *
 * @param options - Those of `timeToActivation`; `by` also needs `name`.
 * @throws MetricsError as `timeToActivation` does; `CONFLICTING_POLICY` for a part under other options.
 *
 * @example
 * ```ts
 * const { part, merge, result } = parts.timeToActivation({ feature: 'export', withinDays: 7 });
 * const signUps = [{ customerId: 'ada', at: '2026-03-01' }];
 * const ada = part({ signUps, events: [{ customerId: 'ada', at: '2026-03-03', feature: 'export' }] });
 * result(merge([ada])).median; // => 2
 * ```
 */
export function timeToActivation<Row extends SignUp = SignUp, Key extends SegmentKey = never>(
  options: ActivationOptions &
    NamedSignUps<Row, Key> & {
      /** The shares, 0..1, for which the result has quantiles. Default `[0.1, 0.25, 0.5, 0.75, 0.9]`. */
      readonly quantiles?: readonly number[] | undefined;
    },
): InParts<SignUpsAndEvents<Row>, TablePart, BySegment<Key, TimeToActivation>> {
  return activationQuestion('timeToActivation', options, ['quantiles'], (all) =>
    timeToActivationOf(all, options),
  ) as never;
}

function activationQuestion(
  of: string,
  options: ActivationOptions,
  ownNames: readonly string[],
  resultOf: (activations: Activations) => object,
): InParts<SignUpsAndEvents, TablePart, unknown> {
  const split = splitOptions(inZone(options));
  const read = (signUps: readonly SignUp[], events: UsageEvents) =>
    readActivations(signUps, events, split.given, ownNames);
  read([], []);
  resultOf({ elapsed: [], missed: 0, undecided: 0 });
  return rowQuestion<SignUpsAndEvents, Activations>({
    count: countSignUps,
    reading: readingOfSignUps,
    of,
    periods: undefined,
    timeZone: split.timeZone,
    options: split.own,
    by: split.by,
    shape: { elapsed: { customers: 'count' }, others: { missed: 'count', undecided: 'count' } },
    factsOf: ({ signUps, events }) => [read(signUps, events)],
    book(tally, at, { elapsed, missed, undecided }) {
      bookNumbers(tally, 'elapsed', at, elapsed);
      tally.add('others', at, { missed, undecided });
    },
    answer(tally, at) {
      const { count } = tally.row('others', at);
      const elapsed = numbersIn(tally, 'elapsed', at);
      return resultOf({ elapsed, missed: count('missed'), undecided: count('undecided') });
    },
  });
}
