import Decimal from 'decimal.js';
import {
  type Amount,
  arpa,
  arr,
  type CustomerMovements,
  type CustomerMrrMovement,
  customerCount,
  customerMovements,
  customerRetentionRate,
  grossRevenueRetention,
  type Instant,
  type Ledger,
  ledger,
  type MrrMovements,
  type MrrMovementsByKey,
  month,
  months,
  mrr,
  mrrMovements,
  mrrMovementsBy,
  mrrMovementsByCustomer,
  netMrrChurnRate,
  netRevenueRetention,
  type Period,
  type Policy,
  quickRatio,
  type Ratio,
  type RetentionReportRow,
  retentionReport,
  type Subscription,
} from 'tenure';
import { expectTypeOf, test } from 'vitest';

const subscriptions: Subscription[] = [];
const march = month('2026-03');
const spring = months('2026-03', '2026-05');

test('one period gives a statement, a list a list, and either gives either', () => {
  expectTypeOf(mrrMovements(subscriptions, march)).toEqualTypeOf<MrrMovements<number>>();
  expectTypeOf(mrrMovements(subscriptions, spring)).toEqualTypeOf<MrrMovements<number>[]>();
  const ofEither = (periods: Period | readonly Period[]) => mrrMovements(subscriptions, periods);
  expectTypeOf(ofEither).returns.toEqualTypeOf<MrrMovements<number> | MrrMovements<number>[]>();
  expectTypeOf(customerMovements(subscriptions, march)).toEqualTypeOf<CustomerMovements>();
  expectTypeOf(customerMovements(subscriptions, spring)).toEqualTypeOf<CustomerMovements[]>();
  expectTypeOf(mrrMovementsByCustomer(subscriptions, march)).toEqualTypeOf<CustomerMrrMovement<number>[]>();
  expectTypeOf(retentionReport(subscriptions, spring)).toEqualTypeOf<RetentionReportRow[]>();
});

test('rates are callbacks of map', () => {
  expectTypeOf(mrrMovements(subscriptions, spring).map(netRevenueRetention)).toEqualTypeOf<Ratio[]>();
  expectTypeOf(mrrMovements(subscriptions, spring).map(grossRevenueRetention)).toEqualTypeOf<Ratio[]>();
  expectTypeOf(mrrMovements(subscriptions, spring).map(netMrrChurnRate)).toEqualTypeOf<Ratio[]>();
  expectTypeOf(mrrMovements(subscriptions, spring).map(quickRatio)).toEqualTypeOf<Ratio[]>();
  expectTypeOf(customerMovements(subscriptions, spring).map(customerRetentionRate)).toEqualTypeOf<Ratio[]>();
});

test('rates take terms, terms and options, or data', () => {
  expectTypeOf(netRevenueRetention({ opening: 1000, expansion: '200', churn: 100 })).toEqualTypeOf<Ratio>();
  expectTypeOf(netRevenueRetention({ opening: 1 }, { reactivation: 'include' })).toEqualTypeOf<Ratio>();
  expectTypeOf(
    netRevenueRetention(subscriptions, march, { reactivation: 'include', trials: 'include' }),
  ).toEqualTypeOf<Ratio>();
  expectTypeOf<Ratio['value']>().toEqualTypeOf<number | null>();
});

test('a customer statement does not pass for MRR terms, nor the other way round', () => {
  // Never called: what counts is that each line is refused by the compiler.
  const refused = () => {
    // @ts-expect-error a customer statement is no MRR statement
    netRevenueRetention(customerMovements(subscriptions, march));
    // @ts-expect-error an MRR statement is no customer statement
    customerRetentionRate(mrrMovements(subscriptions, march));
    // @ts-expect-error opening is required
    netRevenueRetention({ churn: 5 });
    // @ts-expect-error the row of a report is no bridge, whatever its figures are called
    quickRatio({} as { openingMrr: number; newMrr: number; churnMrr: number; quickRatio: number | null });
    // @ts-expect-error one of its terms is required
    quickRatio({ opening: 5 });
    // @ts-expect-error a misspelt term
    netRevenueRetention({ opening: 5, expansions: 5 });
    // @ts-expect-error an option of another rate
    netRevenueRetention({ opening: 5 }, { retentionMethod: 'headcount' });
    // @ts-expect-error a misspelt option
    mrrMovements(subscriptions, march, { timezone: 'UTC' });
    // @ts-expect-error an unknown value
    mrrMovements(subscriptions, march, { trials: 'ignore' });
    // @ts-expect-error a ledger is not an array
    ledger(ledger(subscriptions));
    // @ts-expect-error rows are not written to
    (subscriptions[0] as Subscription).amount = 5;
    // @ts-expect-error nor are statements
    mrrMovements(subscriptions, march).opening = 5;
  };
  expectTypeOf(refused).toBeFunction();
});

test('the form of money follows the value of the option, not the type of the policy', () => {
  const asDecimal = () => mrrMovements(subscriptions, march, { money: Decimal });
  const Clone = Decimal.clone({ precision: 5 });
  const asClone = () => mrrMovementsByCustomer(subscriptions, spring, { money: Clone, top: 5 });
  const asFraction = () => mrr(subscriptions, march, { money: 'fraction', timeZone: 'UTC' });
  const ofLedger = (book: Ledger<Subscription, typeof Decimal>) => mrrMovements(book, spring);
  const ofCall = (book: Ledger<Subscription, 'fraction'>) => arr(book, march, { money: 'number' });
  const kept = (book: Ledger<Subscription, 'fraction'>) => arr(book, march, { reactivation: 'include' });
  const byKey = (book: Ledger<Subscription & { country: 'DE' | 'FR' }, 'fraction'>) =>
    mrrMovementsBy(book, march, (row) => row.country);
  const shared = { trials: 'include', money: 'fraction' } as const;
  const plainPolicy: Policy = { trials: 'include' };
  expectTypeOf(asDecimal).returns.toEqualTypeOf<MrrMovements<Decimal>>();
  expectTypeOf(asClone).returns.toEqualTypeOf<CustomerMrrMovement<Decimal>[][]>();
  expectTypeOf(asFraction).returns.toEqualTypeOf<string>();
  expectTypeOf(ofLedger).returns.toEqualTypeOf<MrrMovements<Decimal>[]>();
  expectTypeOf(ofCall).returns.toEqualTypeOf<number>();
  expectTypeOf(kept).returns.toEqualTypeOf<string>();
  expectTypeOf(byKey).returns.toEqualTypeOf<MrrMovementsByKey<'DE' | 'FR', string>[]>();
  expectTypeOf(mrrMovements(subscriptions, march, shared)).toEqualTypeOf<MrrMovements<string>>();
  expectTypeOf(mrrMovements(subscriptions, march, plainPolicy)).toEqualTypeOf<MrrMovements<number>>();
  expectTypeOf(ledger(subscriptions, { money: 'fraction' })).toEqualTypeOf<Ledger<Subscription, 'fraction'>>();
  expectTypeOf(ledger(subscriptions)).toEqualTypeOf<Ledger<Subscription, 'number'>>();
});

test('one or a list of periods, instants or either gives one or a list', () => {
  expectTypeOf(netRevenueRetention(subscriptions, spring)).toEqualTypeOf<Ratio[]>();
  expectTypeOf(customerRetentionRate(subscriptions, march)).toEqualTypeOf<Ratio>();
  expectTypeOf(mrr(subscriptions, '2026-03-01')).toEqualTypeOf<number>();
  expectTypeOf(mrr(subscriptions, new Date(0))).toEqualTypeOf<number>();
  expectTypeOf(mrr(subscriptions, ['2026-03-01', march])).toEqualTypeOf<number[]>();
  expectTypeOf(customerCount(subscriptions, spring)).toEqualTypeOf<number[]>();
  expectTypeOf(arpa(subscriptions, spring)).toEqualTypeOf<Ratio[]>();
  const ofEither = (periods: Period | readonly Period[]) => netRevenueRetention(subscriptions, periods);
  expectTypeOf(ofEither).returns.toEqualTypeOf<Ratio | Ratio[]>();
});

test('inputs are as wide as they are said to be', () => {
  expectTypeOf<Date | number | bigint | string | { readonly value: string }>().toExtend<Instant>();
  expectTypeOf<{ readonly [Symbol.toStringTag]: 'Temporal.Instant'; toString(): string }>().toExtend<Instant>();
  expectTypeOf<{ readonly [Symbol.toStringTag]: 'Temporal.PlainDate'; toString(): string }>().toExtend<Instant>();
  expectTypeOf<{
    readonly [Symbol.toStringTag]: 'Temporal.PlainDateTime';
    toString(): string;
  }>().not.toExtend<Instant>();
  expectTypeOf<number | bigint | string | Decimal>().toExtend<Amount>();
  expectTypeOf<{
    customerId: string;
    start: Date;
    amount: string;
    interval: 'year';
    end: undefined;
    extra: number;
  }>().toExtend<Subscription>();
  expectTypeOf(mrrMovements(subscriptions, spring)[0]).toEqualTypeOf<MrrMovements<number> | undefined>();
});
