import { checkKeys, readDays } from '../../read/index.ts';
import { daysBetween } from '../days-between.ts';
import { unpaidSince } from '../signals/service-facts.ts';
import { given, type ReadRule } from './rule.ts';

const keys = ['name', 'severity', 'type', 'days'] as const;

export function readFailedPayment(rule: unknown, path: string): ReadRule {
  const { days = 0 } = checkKeys(rule, keys, path);
  const expected = readDays(days, `${path}.days`, 0);
  return {
    needs: 'payments',
    findIn({ records, asOf }) {
      const payments = given(records.payments);
      return (customer) => {
        // A loop, because a customer may have more invoices than a call takes arguments.
        let since = Number.POSITIVE_INFINITY;
        for (const failedAt of unpaidSince(payments, customer, asOf)) since = Math.min(since, failedAt);
        if (since === Number.POSITIVE_INFINITY) return null;
        const observed = daysBetween(records.settings.zone, since, asOf);
        return observed < expected ? null : { since, observed, expected };
      };
    },
  };
}
