import { isMissing } from '../../read/index.ts';
import type { Payment } from './payment.ts';

/** Numbers the invoices of payments in order of first sight. */
export interface InvoiceCodes {
  count(): number;
  codeOf(payment: Payment, row: number): number;
}

/** Customer and id together tell an invoice: two customers may both have an invoice '1'. */
export function invoiceCodes(payments: readonly Payment[]): InvoiceCodes {
  let count = 0;
  const byId = new Map<string, number>();
  const byCustomerAndId = new Map<string, number>();
  const firstRows = new Uint32Array(payments.length);

  function add<Key>(codes: Map<Key, number>, key: Key, row: number): number {
    codes.set(key, count);
    firstRows[count] = row;
    count += 1;
    return count - 1;
  }

  return {
    count: () => count,
    codeOf({ customerId, invoiceId }, row) {
      if (isMissing(invoiceId)) {
        count += 1;
        return count - 1;
      }
      const [customer, invoice] = [String(customerId), String(invoiceId)];
      const known = byId.get(invoice);
      if (known === undefined) return add(byId, invoice, row);
      // Most ids belong to one customer: only the others need a text made of both.
      if (String((payments[firstRows[known] as number] as Payment).customerId) === customer) return known;
      // The length in front tells 'ab' + 'c' from 'a' + 'bc'.
      const key = `${customer.length}:${customer}${invoice}`;
      return byCustomerAndId.get(key) ?? add(byCustomerAndId, key, row);
    },
  };
}
