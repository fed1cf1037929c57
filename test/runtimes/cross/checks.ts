import type { Subscription } from 'tenure';
import { type Checks, rows, rowsWith, same, thrownBy } from './build.ts';

export const builds: Checks = {
  'the builds are two': (from, to) =>
    from.tenure.MetricsError !== to.tenure.MetricsError && from.Decimal !== to.Decimal,
};

export const errors: Checks = {
  'an error, by isMetricsError': (from, to) => {
    const error = thrownBy(() => from.tenure.month('2026-13'));
    return to.tenure.isMetricsError(error) && error.code === 'INVALID_PERIOD' && error.path[0] === 'month';
  },
};

export const decimals: Checks = {
  'Decimals as amount and discount': (from, to) => {
    const given = rowsWith(new from.Decimal('49.99'), new from.Decimal('0.01'));
    return to.tenure.mrr(given, '2026-02-01') === to.tenure.mrr(rows, '2026-02-01');
  },
  'a Decimal as exchange rate': (from, to) => {
    const dollars = rows.map((row) => ({ ...row, currency: 'USD' }));
    const exchangeRates = { USD: new from.Decimal('0.5') };
    const euros = to.tenure.mrr(dollars, '2026-02-01', { currency: 'EUR', exchangeRates });
    return euros * 2 === to.tenure.mrr(rows, '2026-02-01');
  },
  'Decimals of a statement, as terms, to be rounded and merged': (from, to) => {
    const statement = from.tenure.mrrMovements(rows, from.tenure.month('2026-03'), { money: from.Decimal });
    return (
      same(to.tenure.netRevenueRetention(statement), from.tenure.netRevenueRetention(statement)) &&
      same(to.tenure.roundMovements(statement, 2), from.tenure.roundMovements(statement, 2)) &&
      same(to.tenure.mergeMovements([statement]), from.tenure.mergeMovements([statement]))
    );
  },
};

export const periods: Checks = {
  'periods, also of a time zone': (from, to) => {
    const berlin = { timeZone: 'Europe/Berlin' };
    const own = to.tenure.mrrMovements(rows, to.tenure.months('2026-01', '2026-03', berlin));
    return same(to.tenure.mrrMovements(rows, from.tenure.months('2026-01', '2026-03', berlin)), own);
  },
  'periods of both in one call': (from, to) =>
    to.tenure.customerMovements(rows, [from.tenure.month('2026-01'), to.tenure.month('2026-02')]).length === 2,
};

export const statements: Checks = {
  'statements of both, merged': (from, to) => {
    const half = ({ tenure }: typeof from, part: readonly Subscription[]) =>
      tenure.mrrMovements(part, tenure.month('2026-03'), { money: 'fraction' });
    const merged = to.tenure.mergeMovements([half(from, rows.slice(0, 1)), half(to, rows.slice(1))]);
    return same(merged, half(to, rows));
  },
  'the policy of a statement, which merging checks': (from, to) => {
    const shard = from.tenure.mrrMovements(rows, from.tenure.month('2026-03'), { trials: 'include' });
    const own = to.tenure.mrrMovements(rows, to.tenure.month('2026-03'));
    const error = thrownBy(() => to.tenure.mergeMovements([own, shard]));
    return to.tenure.isMetricsError(error) && error.code === 'CONFLICTING_POLICY';
  },
};

const events = [
  { customerId: 'ada', at: '2026-03-02' },
  { customerId: 'ben', at: '2026-03-03' },
];

export const usage: Checks = {
  'a log of usage events': (from, to) => {
    const columns = { customerId: events.map(({ customerId }) => customerId), at: events.map(({ at }) => at) };
    const log = from.tenure.eventLog(columns);
    const march = to.tenure.month('2026-03');
    return same(to.tenure.activeCustomers(log, march), to.tenure.activeCustomers(events, march));
  },
};
