import { outside } from '../../activity/open.ts';
import { isMissing } from '../../read/index.ts';
import type { ServiceQuestion } from '../service-question.ts';
import { attemptNumbers } from './attempt-numbers.ts';
import { invoiceCodes } from './invoice-codes.ts';
import { type Payment, readPayments } from './payment.ts';

/** The invoices behind payments, one beside the other. */
export interface Invoices {
  /** The invoice of each payment, or `outside` for one that is not known yet at `asOf`. */
  readonly ofPayment: Uint32Array;
  /** The slot of the first attempt, or `outside`. */
  readonly slots: Uint32Array;
  /** What is known of each, as a sum of the flags below. */
  readonly flags: Uint8Array;
  /** When its first attempt was, and which payment that is. */
  readonly firstAt: Float64Array;
  readonly firstRow: Uint32Array;
  /** When each payment was, NaN for one that is not known yet. */
  readonly at: Float64Array;
}

export const failedFirst = 1;
export const succeeded = 2;
export const writtenOff = 4;
/** Its attempts are numbered, and the data begin after the first one. */
export const withoutFirst = 8;
const unnumbered = 16;

/** Checks every payment, and brings together those of one invoice, in any order. */
export function readInvoices(payments: readonly Payment[], question: ServiceQuestion): Invoices {
  const ofPayment = new Uint32Array(payments.length).fill(outside);
  const flags = new Uint8Array(payments.length);
  const firstAt = new Float64Array(payments.length).fill(Number.POSITIVE_INFINITY);
  const firstRow = new Uint32Array(payments.length);
  const instants = new Float64Array(payments.length).fill(Number.NaN);
  const numbers = attemptNumbers(payments);
  const codes = invoiceCodes(payments);

  readPayments(payments, question, (index, at) => {
    const payment = payments[index] as Payment;
    const { status, attempt } = payment;
    const invoice = codes.codeOf(payment, index);
    ofPayment[index] = invoice;
    instants[index] = at;
    let known = flags[invoice] as number;
    if (status === 'writtenOff') known |= writtenOff;
    else {
      const first = firstAt[invoice] as number;
      // Of attempts at one instant a failure is the earlier one: what was collected is not tried again.
      const isFailure = at <= first && status === 'failed';
      if (at < first || (isFailure && (known & failedFirst) === 0)) firstRow[invoice] = index;
      if (at < first) {
        firstAt[invoice] = at;
        known &= ~failedFirst;
      }
      if (isFailure) known |= failedFirst;
      if (status === 'succeeded') known |= succeeded;
      if (isMissing(attempt)) known |= unnumbered;
      else numbers.note(invoice, index, attempt, at);
    }
    flags[invoice] = known;
  });

  const slots = new Uint32Array(codes.count());
  for (let invoice = 0; invoice < slots.length; invoice += 1) {
    const first = firstAt[invoice] as number;
    const isNumbered = ((flags[invoice] as number) & unnumbered) === 0;
    const lowest = numbers.lowestOf(invoice, first, isNumbered);
    if (isNumbered && lowest > 1) flags[invoice] = (flags[invoice] as number) | withoutFirst;
    slots[invoice] = question.slotOf(first);
  }
  return { ofPayment, slots, flags, firstAt, firstRow, at: instants };
}
