import { type CheckedPeriod, readPeriod, sameZone, zoneOf } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import { type Rational, sum, zero } from '../../exact/index.ts';
import {
  type DecimalClass,
  isDecimal,
  type Money,
  type MoneyOf,
  moneyOut,
  readSignedAmount,
} from '../../money/index.ts';
import { checkKeys, readFilledList } from '../../read/index.ts';
import { getOrAdd, type SegmentKey } from '../../table/index.ts';
import { causeFields, causeNames } from '../by-key/cause-names.ts';
import type { MrrMovementsByKey } from '../by-key/mrr-movements-by.ts';
import { type MrrMovements, mrrTermNames, policyOf, sealed } from './mrr-statement.ts';
import { readPrintedTerms } from './terms.ts';

/**
 * Combines the MRR bridges of parts, such as shards computed apart, into the bridge of the whole.
 *
 * Formula: each term is the sum of that term over the parts. Fraction strings and Decimals add exactly: with `money: 'fraction'`, the
 * merged statement equals the statement of the whole, character for character, even after a round trip through JSON. Numbers are added as
 * the decimals they print as and rounded once.
 *
 * @param statements - One or more statements of `mrrMovements` over disjoint customers, all with one period, currency, form of money and policy. JSON
 * drops a statement's policy; you must then make sure that all parts have the same policy.
 * @returns A statement in the form of the parts. It is `complete` when all parts are.
 * @throws MetricsError `INVALID_TYPE` for anything but an array of statements, or for amounts in different forms; `EMPTY`;
 * `INVALID_AMOUNT` for a term; `INVALID_PERIOD`; `UNKNOWN_KEY`; `CONFLICTING_POLICY` when period, key, currency or policy differ.
 *
 * Cost: O(statements). Source: the sum over disjoint groups.
 *
 * @see docs/metrics/merge-movements.md
 *
 * @example
 * ```ts
 * const subscriptions: Subscription[] = [
 *   { customerId: 'ada', start: '2026-01-01', amount: 100, interval: 'year' },
 *   { customerId: 'ben', start: '2026-01-01', amount: 100, interval: 'year' },
 *   { customerId: 'eve', start: '2026-01-01', amount: 100, interval: 'year' },
 * ];
 * const shards = subscriptions.map((row) => mrrMovements([row], month('2026-01'), { money: 'fraction' }));
 * shards[0].closing; // => '25/3'
 * mergeMovements(shards).closing; // => '25'
 * ```
 */
export function mergeMovements<M extends MoneyOf<Money>>(
  statements: readonly MrrMovementsByKey<SegmentKey, M>[],
): MrrMovementsByKey<SegmentKey, M>;
export function mergeMovements<M extends MoneyOf<Money>>(statements: readonly MrrMovements<M>[]): MrrMovements<M>;
export function mergeMovements(statements: readonly MrrMovements<MoneyOf<Money>>[]): MrrMovements<MoneyOf<Money>> {
  const parts = readFilledList(statements, 'statements', 'be an array of statements').map((statement, index) =>
    readPart(statement as MrrMovements<MoneyOf<Money>>, `statements[${index}]`),
  );
  // A shard without customers has no currency of its own; any other part decides.
  const first = parts.find((part) => !isEmpty(part)) ?? (parts[0] as Part);
  const policy = parts.find((part) => part.policy !== undefined)?.policy;
  for (const part of parts) checkSame(part, first, policy);

  const print = moneyOut(first.form);
  const sums = Object.fromEntries(
    [...first.amounts.keys()].map((name) => [name, print(sum(parts.map(({ amounts }) => amounts.get(name) ?? zero)))]),
  );
  const complete = parts.every((part) => part.complete);
  const keyed = first.key === undefined ? {} : { key: first.key };
  const merged = { ...keyed, period: first.checked.period, complete, currency: first.currency, ...withCauses(sums) };
  return sealed(merged as unknown as MrrMovements<MoneyOf<Money>>, policy);
}

interface Part {
  readonly path: string;
  /** Undefined unless the statement is by key. */
  readonly key: unknown;
  readonly checked: CheckedPeriod;
  readonly complete: boolean;
  readonly currency: string | null;
  readonly policy: string | undefined;
  readonly form: Money;
  /** By name; causes are prefixed with their field. */
  readonly amounts: ReadonlyMap<string, Rational>;
}

function readPart(statement: MrrMovements<MoneyOf<Money>>, path: string): Part {
  readPrintedTerms(statement, path);
  if (typeof statement.complete !== 'boolean')
    reject('INVALID_TYPE', `${path}.complete`, 'be true or false', statement.complete);
  const given = [
    ...Object.entries(statement).filter(([name]) => isAmountName(name)),
    ...causeFields.flatMap((field) => {
      const { [field]: causes = {} } = statement as { readonly [name in typeof field]?: unknown };
      const own = Object.entries(checkKeys(causes, causeNames[field], `${path}.${field}`));
      return own.map(([name, amount]) => [`${field}.${name}`, amount] as const);
    }),
  ];
  const form = formOf(statement.opening);
  const amounts = new Map<string, Rational>();
  for (const [name, amount] of given) {
    if (formOf(amount) !== form) rejectForm(`${path}.${name}`, form, amount);
    amounts.set(name, readSignedAmount(amount, `${path}.${name}`));
  }
  return {
    path,
    key: (statement as { key?: unknown }).key,
    checked: readPeriod(statement.period, `${path}.period`),
    complete: statement.complete,
    currency: statement.currency ?? null,
    policy: policyOf(statement),
    form,
    amounts,
  };
}

/** Includes the amounts of `mrrMovementsBy`, so that parts of one key merge as well. */
const isAmountName = (name: string) =>
  name === 'transferIn' || name === 'transferOut' || (mrrTermNames as readonly string[]).includes(name);

function withCauses(sums: Record<string, unknown>): Record<string, unknown> {
  const merged: Record<string, unknown> = {};
  const causes = new Map<string, Record<string, unknown>>();
  for (const [name, amount] of Object.entries(sums)) {
    const [field = '', cause] = name.split('.');
    if (cause === undefined) merged[field] = amount;
    else getOrAdd(causes, field, (): Record<string, unknown> => ({}))[cause] = amount;
  }
  for (const [field, amounts] of causes) merged[field] = Object.freeze(amounts);
  return merged;
}

function checkSame(part: Part, first: Part, policy: string | undefined): void {
  const { checked, path } = part;
  const { period } = first.checked;
  if (checked.start !== first.checked.start || checked.end !== first.checked.end) {
    reject('CONFLICTING_POLICY', `${path}.period`, `be that of the others, '${period.label}'`, checked.period.label);
  }
  const zonePath = `${path}.period.timeZone`;
  if (!sameZone(zoneOf(checked.period.timeZone, zonePath), zoneOf(period.timeZone, zonePath))) {
    reject('CONFLICTING_TIME_ZONES', zonePath, `be that of the others, '${period.timeZone}'`, checked.period.timeZone);
  }
  if (part.currency !== first.currency && !(part.currency === null && isEmpty(part))) {
    reject('CONFLICTING_POLICY', `${path}.currency`, `be that of the others, '${first.currency}'`, part.currency);
  }
  if (part.policy !== undefined && part.policy !== policy) {
    reject('CONFLICTING_POLICY', path, `be made under the policy of the others, ${policy}`, part.policy);
  }
  if (part.key !== first.key) reject('CONFLICTING_POLICY', `${path}.key`, 'be that of the others', part.key);
  if (part.form !== first.form) rejectForm(path, first.form, part.form);
  const names = (of: Part) => [...of.amounts.keys()].sort().join(', ');
  if (names(part) !== names(first)) {
    reject('INVALID_TYPE', path, `have the amounts of the first, ${names(first)}`, names(part));
  }
}

function isEmpty({ amounts }: Part): boolean {
  return [...amounts.values()].every(({ n }) => n === 0n);
}

function rejectForm(path: string, form: Money, received: unknown): never {
  const nameOf = (other: unknown) => (typeof other === 'function' ? `Decimals of ${other.name}` : `'${other}'`);
  reject(
    'INVALID_TYPE',
    path,
    `have the amounts of the others, ${nameOf(form)}`,
    typeof received === 'function' ? nameOf(received) : received,
  );
}

function formOf(amount: unknown): Money {
  if (isDecimal(amount)) return amount.constructor as DecimalClass;
  return typeof amount === 'string' ? 'fraction' : 'number';
}
