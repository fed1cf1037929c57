import type { Period, PerPeriod } from '../../calendar/open.ts';
import type { ChurnBreakdownRow } from '../../customers/index.ts';
import { breakdown, type ChurnGroup, churnsByKey } from '../../customers/open.ts';
import { reject } from '../../errors.ts';
import { definitionsOf, type Policy, type Subscription, type SubscriptionSource } from '../../ledger/query.ts';
import { type Money, type MoneyOf, moneyOut } from '../../money/index.ts';
import type { MrrMovementsByKey } from '../../movements/index.ts';
import {
  type BridgeOfKey,
  bridgeTermNames,
  causeFields,
  causeNames,
  keyBridges,
  keyStatements,
} from '../../movements/open.ts';
import { checkText, isRecord } from '../../read/index.ts';
import { checkKeyOf, type KeyOf, type SegmentKey } from '../../table/index.ts';
import { periodQuestion } from '../frame/ledger-question.ts';
import type { InParts, PartKey, TablePart } from '../frame/part.ts';
import { columns } from '../statements/totals.ts';

/** The policy of a question with a callback, and a name that shows that parts have the same callback. */
export type NamedPolicy<C extends Money = Money> = Policy<C> & {
  /** A name for the callback; parts with different names cannot be merged. */
  readonly name: string;
};

/** A callback has no text of its own. */
function readNamed<Options>(given: (Options & { readonly name?: unknown }) | undefined, bag: string) {
  if (!isRecord(given)) reject('INVALID_TYPE', bag, "be an object with the callback's `name`", given);
  const { name, ...options } = given as Options & { readonly name?: unknown };
  return { name: checkText(name, `${bag}.name`), options: options as Options };
}

const causeTerms = /* @__PURE__ */ causeFields.flatMap((field) => causeNames[field].map((name) => `${field}.${name}`));
const terms = /* @__PURE__ */ [...bridgeTermNames, ...causeTerms] as readonly Parameters<
  BridgeOfKey['bridge']['get']
>[0][];
const termsTable = /* @__PURE__ */ columns(terms, 'sum');

/**
 * `mrrMovementsBy` in parts: the MRR bridges of periods by plan, segment or any other key.
 *
 * A part has one row per period and key. Cost: that of `mrrMovementsBy` over the shard; merging and result: O(periods x keys).
 *
 * @param period - A period, or a list of periods, as for `mrrMovementsBy`.
 * @param keyOf - The key of a row.
 * @param policy - `name`, a name for `keyOf`, because parts with different keys must not be merged; and the options of the question.
 * @throws MetricsError as `mrrMovementsBy` does, `INVALID_TYPE` without a name; `CONFLICTING_POLICY` for a ledger or a part under other
 * options, `MIXED_CURRENCIES` for parts in several currencies.
 *
 * @example
 * ```ts
 * const { part, merge, result } = parts.mrrMovementsBy(month('2026-03'), (row) => row.plan, { name: 'plan' });
 * const ada = part([{ customerId: 'ada', plan: 'pro', start: '2026-03-10', amount: 130, interval: 'month' }]);
 * const ben = part([{ customerId: 'ben', plan: 'basic', start: '2026-03-12', amount: 20, interval: 'month' }]);
 * const [basic, pro] = result(merge([ada, ben]));
 * [basic.key, basic.new, pro.key, pro.new]; // => ['basic', 20, 'pro', 130]
 * ```
 */
export function mrrMovementsBy<
  Row extends Subscription,
  Key extends SegmentKey,
  P extends Period | readonly Period[],
  C extends Money = 'number',
>(
  period: P,
  keyOf: (row: Row) => Key,
  policy: NamedPolicy<C>,
): InParts<SubscriptionSource<Row, Money>, TablePart, PerPeriod<P, MrrMovementsByKey<KeyOf<Key>, MoneyOf<C>>[]>> {
  const { name, options } = readNamed(policy, 'policy');
  checkKeyOf(keyOf);
  return periodQuestion(period, options, {
    of: 'mrrMovementsBy',
    options: { by: name },
    shape: { bridges: termsTable },
    book(tally, opened) {
      const bridges = keyBridges(opened, keyOf as never);
      for (const place of opened.periods.keys()) {
        for (const { key, bridge } of bridges(place)) {
          tally.add('bridges', [place, key ?? null], Object.fromEntries(terms.map((term) => [term, bridge.get(term)])));
        }
      }
    },
    answer(tally, place, checked, { rules, statement, facts }) {
      const frame = {
        ledger: { currency: facts.currency, rules },
        statement,
        definitions: () => definitionsOf(rules, statement),
      };
      const bridges = tally.rows('bridges', [place]).map(({ key, sum }) => ({ key: keyIn(key), bridge: { get: sum } }));
      return keyStatements(frame, checked, bridges);
    },
  }) as never;
}

/**
 * `churnBreakdown` in parts: the customers who left, by any key of their last row.
 *
 * @param period - A period, or a list of periods, as for `churnBreakdown`.
 * @param keyOf - The key of a customer's last row.
 * @param policy - `name`, a name for `keyOf`, and the options of the question.
 * @throws MetricsError as `churnBreakdown` does, and as `mrrMovementsBy` in parts does.
 *
 * @example
 * ```ts
 * const { part, merge, result } = parts.churnBreakdown(month('2026-03'), (row) => row.churnReason, { name: 'reason' });
 * const month1 = { start: '2026-01-01', end: '2026-03-20', amount: 50, interval: 'month' } as const;
 * const ada = part([{ customerId: 'ada', churnReason: 'price', ...month1 }]);
 * const ben = part([{ customerId: 'ben', churnReason: 'price', ...month1 }]);
 * const [first] = result(merge([ada, ben]));
 * [first.key, first.customers, first.mrr]; // => ['price', 2, 100]
 * ```
 */
export function churnBreakdown<
  Row extends Subscription,
  Key extends SegmentKey,
  P extends Period | readonly Period[],
  C extends Money = 'number',
>(
  period: P,
  keyOf: (lastRow: Row) => Key,
  policy: NamedPolicy<C>,
): InParts<SubscriptionSource<Row, Money>, TablePart, PerPeriod<P, ChurnBreakdownRow<KeyOf<Key>, MoneyOf<C>>[]>> {
  const { name, options } = readNamed(policy, 'policy');
  checkKeyOf(keyOf);
  return periodQuestion(period, options, {
    of: 'churnBreakdown',
    options: { by: name },
    shape: { churns: { customers: 'count', mrr: 'sum' } },
    book(tally, opened) {
      for (const [place, groups] of churnsByKey(opened, keyOf as never).entries()) {
        for (const [key, { customers, mrr }] of groups) tally.add('churns', [place, key ?? null], { customers, mrr });
      }
    },
    answer(tally, place, _checked, { statement }) {
      const groups = new Map(
        tally.rows('churns', [place]).map(({ key, count, sum }): [SegmentKey, ChurnGroup] => {
          return [keyIn(key), { customers: count('customers'), mrr: sum('mrr') }];
        }),
      );
      return breakdown(groups, moneyOut(statement.money));
    },
  }) as never;
}

function keyIn([, key]: PartKey): SegmentKey {
  return key;
}
