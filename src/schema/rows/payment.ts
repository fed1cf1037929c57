import type * as z from 'zod';
import { type Payment, paymentContradictions } from '../../service/open.ts';
import { type Fields, optional, type RowInternals, type RowShape } from '../fields/field.ts';
import type { Complain } from '../fields/message.ts';
import { complaint } from '../fields/message.ts';
import { choice, text, wholeNumber } from '../fields/plain-fields.ts';
import { amountField, id, instantField, type RowContext, rowContext } from '../fields/shared-fields.ts';
import { perZone, rowKind } from './row-kind.ts';

export interface PaymentSchema extends z.ZodObject<RowShape<Payment>> {
  _zod: RowInternals<Payment>;
}

function paymentFields(context: RowContext): Fields<Payment> {
  return {
    customerId: id,
    at: instantField(context),
    status: choice('succeeded', 'failed', 'writtenOff'),
    invoiceId: optional(id),
    attempt: optional(wholeNumber(1, Number.MAX_SAFE_INTEGER, 'be a whole number >= 1, 1 for the first attempt')),
    amount: optional(amountField),
    currency: optional(text),
  };
}

function checkPayment(payment: Payment, complain: Complain): void {
  for (const { field, rule } of paymentContradictions(payment)) complain(complaint(rule, payment[field]), [field]);
}

export const paymentKind = perZone((zone) => {
  const context = rowContext(zone);
  return rowKind<Payment>(paymentFields(context), checkPayment);
});
