import type * as z from 'zod';
import { type Payment, paymentContradictions } from '../../service/open.ts';
import { about, type Fields, optional, type RowInternals, type RowShape } from '../fields/field.ts';
import type { Complain } from '../fields/message.ts';
import { complaint } from '../fields/message.ts';
import { choice, text, wholeNumber } from '../fields/plain-fields.ts';
import { amountField, currencyCode, id, instantField, type RowContext, rowContext } from '../fields/shared-fields.ts';
import { perZone, rowKind } from './row-kind.ts';

/** The schema of a payment. */
export interface PaymentSchema extends z.ZodObject<RowShape<Payment>> {
  _zod: RowInternals<Payment>;
}

const attempt = wholeNumber(1, Number.MAX_SAFE_INTEGER, 'be a whole number >= 1, 1 for the first attempt');

function paymentFields(context: RowContext): Fields<Payment> {
  return {
    customerId: about('The customer that pays.', id),
    at: about('When it was tried, or written off.', instantField(context)),
    status: about('A write-off ends the attempts, and is none.', choice('succeeded', 'failed', 'writtenOff')),
    invoiceId: about('Ties the attempts at one invoice together.', optional(id)),
    attempt: about('The number of the attempt, 1 for the first.', optional(attempt)),
    amount: about('What is to be paid.', optional(amountField)),
    currency: about(currencyCode, optional(text)),
    declineReason: about('Why it failed, such as insufficient_funds.', optional(text)),
  };
}

function checkPayment(payment: Payment, complain: Complain): void {
  for (const { field, rule } of paymentContradictions(payment)) complain(complaint(rule, payment[field]), [field]);
}

export const paymentKind = perZone((zone) => {
  const context = rowContext(zone);
  return rowKind<Payment>(paymentFields(context), checkPayment);
});
