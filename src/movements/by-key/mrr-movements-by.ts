import { type CheckedPeriod, inShape, type Period, type PeriodsAsked, type PerPeriod } from '../../calendar/open.ts';
import type { Rational } from '../../exact/index.ts';
import {
  type CompiledLedger,
  checkPriced,
  type OpenedSource,
  openPeriods,
  type Policy,
  type Subscription,
  type SubscriptionSource,
} from '../../ledger/query.ts';
import { type Money, type MoneyOf, moneyOut } from '../../money/index.ts';
import { checkKeyOf, compareKeys, type KeyOf, readSegmentKey, type SegmentKey } from '../../table/index.ts';
import { type MrrMovements, mrrTermNames, sealed } from '../statement/mrr-statement.ts';
import { bookingOf } from '../walk/tracks.ts';
import { bridgesByKey, type KeyBridge } from './bridges-by-key.ts';
import { type ContractionCauses, causeNames, type ExpansionCauses } from './cause-names.ts';
import { runningSpans } from './running-spans.ts';

/** The MRR bridge of one key. With its transfers it foots by itself, and the bridges of all keys sum to the whole. */
export interface MrrMovementsByKey<Key extends SegmentKey = SegmentKey, M = number> extends MrrMovements<M> {
  /** The key that `keyOf` gave the rows; undefined becomes null. */
  readonly key: Key;
  /** MRR that customers moved here from other keys. */
  readonly transferIn: M;
  /** MRR that customers moved from here to other keys. */
  readonly transferOut: M;
  /** The parts of `expansion`. */
  readonly expansionCauses: ExpansionCauses<M>;
  /** The parts of `contraction`. */
  readonly contractionCauses: ContractionCauses<M>;
}

/**
 * The MRR bridge of a period by plan, segment or any other key of the rows.
 *
 * Formula: for each key, opening + new + reactivation + expansion + transferIn - contraction - churn - transferOut + fx = closing. Every
 * term of `mrrMovements` is the sum of that term over the keys. The kind of a movement depends on the customer as a whole: a change of plan
 * is a transfer from one key to the other, and only the difference is expansion or contraction. When a customer gains (or loses) in several
 * keys at once, each key gets its proportional share. `retainedGross` and `retainedNet` include transfers.
 *
 * @param source - Rows, or a ledger compiled from them.
 * @param period - A period, or a list of periods, which gives a list. Periods may come in any order and overlap, but must share one time zone.
 * @param keyOf - The key of a row: a string, a number, true, false or null; undefined counts as null. It is called once per row
 * with your own row, including all its fields.
 * @param policy - Options. Each has a default; see the concepts page on policy.
 * @returns One statement per key, including keys at 0. Statements are frozen and sorted by type of key, then by value (text by
 * code unit).
 * @throws MetricsError as `mrrMovements` does; `INVALID_TYPE` when `keyOf` is not a function or returns anything but a key.
 *
 * Cost: O(rows), plus the changes in each period; with exchange rates, O(rows) per period. Source: the definition of `mrrMovements`;
 * transfers as in the cohort and segment bridges of finance teams.
 *
 * @see docs/metrics/mrr-movements-by.md
 *
 * @example
 * ```ts
 * const subscriptions: Subscription[] = [
 *   { customerId: 'ada', plan: 'basic', start: '2026-01-01', end: '2026-03-10', amount: 100, interval: 'month' },
 *   { customerId: 'ada', plan: 'pro', start: '2026-03-10', amount: 130, interval: 'month' },
 * ];
 * const [basic, pro] = mrrMovementsBy(subscriptions, month('2026-03'), (row) => row.plan);
 * [basic.key, basic.transferOut]; // => ['basic', 100]
 * [pro.key, pro.transferIn, pro.expansion]; // => ['pro', 100, 30]
 * ```
 */
export function mrrMovementsBy<
  Row extends Subscription,
  Key extends SegmentKey,
  P extends Period | readonly Period[],
  K extends Money = 'number',
  C extends Money = K,
>(
  source: SubscriptionSource<Row, K>,
  period: P,
  keyOf: (row: Row) => Key,
  policy?: Policy<C>,
): PerPeriod<P, MrrMovementsByKey<KeyOf<Key>, MoneyOf<C>>[]>;
export function mrrMovementsBy(
  source: SubscriptionSource<Subscription, Money>,
  period: Period | readonly Period[],
  keyOf: (row: Subscription) => SegmentKey,
  policy?: Policy<Money>,
): MrrMovementsByKey<SegmentKey, MoneyOf<Money>>[] | MrrMovementsByKey<SegmentKey, MoneyOf<Money>>[][] {
  checkKeyOf(keyOf);
  const opened = openPeriods(source, period, policy);
  const bridges = keyBridges(opened, keyOf);
  return inShape(
    opened,
    opened.periods.map((checked, position) => keyStatements(opened, checked, bridges(position))),
  );
}

/** The exact bridge of one key. */
export interface BridgeOfKey {
  readonly key: SegmentKey;
  readonly bridge: Pick<KeyBridge, 'get'>;
}

/** For each period, by its position, the bridges of all keys of any row. */
export function keyBridges(
  opened: OpenedSource & PeriodsAsked,
  keyOf: (row: Subscription) => SegmentKey,
): (place: number) => readonly BridgeOfKey[] {
  const { ledger, statement, periods } = opened;
  checkPriced(ledger);
  const coded = codeRows(ledger, keyOf);
  const rowCodes = { ...coded, count: coded.keys.length };
  const bridges = bridgesByKey(ledger, periods, runningSpans(ledger), rowCodes, bookingOf(statement));
  return (place) => {
    const ofPeriod = bridges(place);
    return coded.keys.map((key, code) => ({ key, bridge: ofPeriod[code] as KeyBridge }));
  };
}

/** The rest of a statement by key, besides its bridge. */
interface KeyFrame extends Pick<OpenedSource, 'statement' | 'definitions'> {
  readonly ledger: Pick<CompiledLedger, 'currency' | 'rules'>;
}

/** The statements of one period, by key. */
export function keyStatements(
  frame: KeyFrame,
  checked: CheckedPeriod,
  bridges: readonly BridgeOfKey[],
): MrrMovementsByKey<SegmentKey, MoneyOf<Money>>[] {
  return bridges
    .map(({ key, bridge }) => statementOf(frame, checked, key, bridge))
    .sort((a, b) => compareKeys(a.key, b.key));
}

/** The keys of the rows, in order of first occurrence, and the key of each row. */
function codeRows({ subscriptionIds, rowAt }: CompiledLedger, keyOf: (row: Subscription) => SegmentKey) {
  const codeOf = new Map<SegmentKey, number>();
  const codes = Uint32Array.from(subscriptionIds(), (_, row) => {
    const key = readSegmentKey(keyOf(rowAt(row)), 'keyOf(row)');
    let code = codeOf.get(key);
    if (code === undefined) {
      code = codeOf.size;
      codeOf.set(key, code);
    }
    return code;
  });
  return { codes, keys: [...codeOf.keys()] };
}

/** The names of the amounts in a bridge by key. */
export const bridgeTermNames = /* @__PURE__ */ [...mrrTermNames, 'transferIn', 'transferOut'] as const;

/** Not by `Object.fromEntries`, which takes most of the time of a statement. */
function all<Name extends string, V>(names: readonly Name[], value: (name: Name) => V): { readonly [name in Name]: V } {
  const made = {} as { [name in Name]: V };
  for (const name of names) made[name] = value(name);
  return made;
}

function statementOf(
  { ledger, statement, definitions }: KeyFrame,
  checked: CheckedPeriod,
  key: SegmentKey,
  bridge: BridgeOfKey['bridge'],
): MrrMovementsByKey<SegmentKey, MoneyOf<Money>> {
  const print = moneyOut(statement.money);
  const terms = all(bridgeTermNames, (name): Rational => bridge.get(name));
  const made = {
    key,
    period: checked.period,
    complete: checked.end <= ledger.rules.asOf,
    currency: ledger.currency,
    ...all(bridgeTermNames, (name) => print(terms[name])),
    expansionCauses: Object.freeze(
      all(causeNames.expansionCauses, (name) => print(bridge.get(`expansionCauses.${name}`))),
    ),
    contractionCauses: Object.freeze(
      all(causeNames.contractionCauses, (name) => print(bridge.get(`contractionCauses.${name}`))),
    ),
  };
  return sealed(made, definitions(), terms);
}
