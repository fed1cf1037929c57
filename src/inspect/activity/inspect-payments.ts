import { isMissing, readOptionalChoice } from '../../read/index.ts';
import { type Payment, paymentSuccessRate } from '../../service/index.ts';
import { minorAmounts } from '../findings/amounts.ts';
import { type CurrencyCounts, countCurrencies, currencySpellings, mixedCurrencies } from '../findings/currencies.ts';
import { type Finding, finding, type Places } from '../findings/finding.ts';
import {
  type Activity,
  type Inspection,
  type InspectionOptions,
  inspectActivity,
  type ReadRows,
} from './inspect-activity.ts';

/** The options of every inspection, and the unit of amounts. */
export interface PaymentInspectionOptions extends InspectionOptions {
  /** Whether amounts are in major units (49.99), or whole numbers of the currency's minor unit (4999). Default 'major'. */
  readonly amounts?: 'major' | 'minor' | undefined;
}

/** What to check in payments before trusting a number. Totals other than `rows` count only readable rows. */
export interface PaymentInspection extends Inspection {
  /** The number of payments per status. */
  readonly statuses: { readonly [status in Payment['status']]: number };
  /** For payments with an amount, the number per currency, most frequent first; null stands for payments without a currency. */
  readonly currencies: CurrencyCounts;
}

const untied =
  'These payments failed and have no `invoiceId`, so no later success can be tied to them: each counts as an invoice that was never recovered. Give the attempts at one invoice its id.';
const oneCurrency = '`recoveryRate` refuses them. Convert the amounts, or ask about one currency at a time.';

const billing: Activity<Payment> = {
  list: 'payments',
  kind: 'payment',
  check: (payments, options) => void paymentSuccessRate(payments, [], options),
  dates: ['at'],
  options: ['amounts'],
  others: ['status', 'invoiceId', 'attempt', 'amount', 'currency'],
  effects: {
    customerId: 'the payment cannot be read',
    at: 'the payment cannot be read',
    status: 'the payment cannot be read',
    invoiceId: 'it is an invoice of its own, so no failure is recovered by a later success',
    attempt: 'an invoice whose first attempts are not in the data cannot be recognised',
    amount: 'it is in no rate by amount',
    currency: 'amounts are added as if they were in one currency',
  },
  // An invoice is collected once and has each attempt once; failures without a number can occur several times a day.
  isAloneInDay: ({ status, invoiceId, attempt }) =>
    !isMissing(invoiceId) && (status !== 'failed' || !isMissing(attempt)),
  messages: {
    future:
      'These payments happen at or after `asOf`, when the data was taken: scheduled ones, or another time zone. All figures leave them out. Correct them, or correct `asOf`.',
    duplicate:
      'These payments repeat an earlier one in all fields (customer, instant, status, invoice, attempt, amount), as happens when payments are joined with a table of several rows per invoice. Without an `invoiceId` each of them counts as an invoice of its own, and counts of failed payments count them again. Leave them out.',
  },
};

/**
 * Inspects payments before you count them. It returns the number of payments and customers, their statuses and currencies, the time they
 * span, and findings that change what the numbers mean, each with its rows and a remedy.
 *
 * It computes no metrics and corrects nothing. Its findings are `invalidRow`, `mixedCurrencies`, `unusedKey`, `localMidnight`, `implausibleDate`,
 * `duplicateRow`, `minorAmount`, `untiedFailure`, `currencySpelling` and `futureDate`; the docs page explains each.
 *
 * @param payments - An array of payments, in any order. They are not changed.
 * @param options - The time zone, when the data was taken, and the unit of amounts, as for `recoveryRate`.
 * @returns Counts, refusals and findings, as plain data.
 * @throws MetricsError `INVALID_TYPE` when payments are not an array; for options, as in every function. Never for a payment.
 *
 * Cost: O(payments log payments), where only the payments of each customer are sorted; each refused payment costs one more error. Source:
 * the rules are this library's own.
 *
 * @see docs/metrics/inspect-payments.md
 *
 * @example
 * ```ts
 * const payments: Payment[] = [
 *   { customerId: 'ada', at: '2026-03-01', status: 'failed', amount: 4900 },
 *   { customerId: 'ada', at: '2026-03-04', status: 'succeeded', amount: 4900 },
 *   { customerId: 'ben', at: '2026-03-04', status: 'succeeded', amount: 9900 },
 * ]
 * const { statuses, findings } = inspectPayments(payments)
 * statuses // => { succeeded: 2, failed: 1, writtenOff: 0 }
 * findings.map(({ kind, count }) => [kind, count]) // => [['minorAmount', 3], ['untiedFailure', 1]]
 * ```
 */
export function inspectPayments(
  payments: readonly Payment[],
  options: PaymentInspectionOptions = {},
): PaymentInspection {
  let currencies: CurrencyCounts = [];
  const { inspection, read } = inspectActivity(payments, options, billing, (rows) => {
    const unit = readOptionalChoice(options.amounts, 'options.amounts', ['major', 'minor']);
    const priced = pricedPayments(rows);
    const currencyOf = (place: number) => priced.rowAt(place).currency ?? null;
    currencies = countCurrencies(priced, currencyOf);
    return [
      mixedCurrencies(priced, currencyOf, currencies, null, oneCurrency),
      unit === 'minor'
        ? null
        : minorAmounts(priced, {
            field: 'amount',
            given: (place) => priced.rowAt(place).amount,
            months: () => 1,
            currency: currencyOf,
          }),
      untiedFailures(rows),
      currencySpellings(priced, currencyOf),
    ];
  });
  const statuses = { succeeded: 0, failed: 0, writtenOff: 0 };
  for (let place = 0; place < read.length; place += 1) statuses[read.rowAt(place).status] += 1;
  const { findings, refusals, ...counts } = inspection;
  return { ...counts, statuses, currencies, refusals, findings };
}

/** Payments without an amount may name any currency, or none. */
function pricedPayments({ length, index, rowAt }: ReadRows<Payment>): Places & { rowAt(place: number): Payment } {
  const all = Uint32Array.from({ length }, (_, place) => place);
  const priced = all.filter((place) => !isMissing(rowAt(place).amount));
  return {
    length: priced.length,
    index: priced.map((place) => index[place] as number),
    rowAt: (place) => rowAt(priced[place] as number),
  };
}

function untiedFailures(rows: ReadRows<Payment>): Finding | null {
  let hasInvoices = false;
  for (let place = 0; place < rows.length; place += 1) hasInvoices ||= !isMissing(rows.rowAt(place).invoiceId);
  const isUntied = (place: number) => {
    const { status, invoiceId } = rows.rowAt(place);
    return status === 'failed' && isMissing(invoiceId);
  };
  // If no payment has an invoice, nothing is ever recovered; if some have one, the others may be invoices of their own.
  return finding('untiedFailure', rows, isUntied, untied, {
    field: 'invoiceId',
    severity: hasInvoices ? 'note' : 'warning',
  });
}
