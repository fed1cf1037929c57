import { instantOf } from '../../activity/open.ts';
import type { Instant } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import { type Amount, readAmount } from '../../money/index.ts';
import {
  type Id,
  idText,
  isMissing,
  isOptionalText,
  isRecord,
  keyCheck,
  readCount,
  readId,
  rejectOptionalText,
} from '../../read/index.ts';
import { paymentContradictions, rejectContradiction } from '../contradictions.ts';
import type { ServiceQuestion } from '../service-question.ts';

/** One attempt to collect an invoice, or the end of the attempts. */
export interface Payment {
  /** The customer, compared by its text: 17, 17n and '17' are one. */
  readonly customerId: Id;
  /** When it was made, or written off. */
  readonly at: Instant;
  /** 'writtenOff' is not an attempt: it ends the attempts to collect the invoice. */
  readonly status: 'succeeded' | 'failed' | 'writtenOff';
  /** Ties the attempts of one invoice of a customer together. A payment without one is an invoice of its own. */
  readonly invoiceId?: Id | null | undefined;
  /** The number of the attempt, 1 for the first. Must agree with `at`. */
  readonly attempt?: number | null | undefined;
  /** Major currency units. */
  readonly amount?: Amount | null | undefined;
  /** The currency code of the amount; of any case. */
  readonly currency?: string | null | undefined;
  /** Why it failed, as the bank or the payment provider puts it: 'insufficient_funds', 'expired_card'. */
  readonly declineReason?: string | null | undefined;
}

/** Checks every payment, and visits those before `asOf`. */
export function readPayments(
  payments: unknown,
  question: ServiceQuestion,
  visit: (index: number, at: number) => void,
): void {
  const rows = payments as readonly Payment[];
  const checkKeys = keyCheck(paymentFields);
  for (let index = 0; index < rows.length; index += 1) {
    const payment = rows[index] as Payment;
    checkShape(payment, index);
    checkKeys(payment, 'payments', index);
    const at = instantOf(question.readInstant, payment.at, 'payments', index, 'at');
    if (at < question.asOf) visit(index, at);
  }
}

const paymentFields = ['customerId', 'at', 'status', 'invoiceId', 'attempt', 'amount', 'currency', 'declineReason'];

/** Refuses what is no array: columns are made by its length before a row is read. */
export function checkPayments(payments: unknown): void {
  if (!Array.isArray(payments)) reject('INVALID_TYPE', 'payments', 'be an array of payments', payments);
}

function checkShape(payment: Payment, index: number): void {
  const path = () => `payments[${index}]`;
  if (!isRecord(payment)) reject('INVALID_TYPE', path(), 'be an object', payment);
  const { customerId, status, invoiceId, attempt, amount, currency, declineReason } = payment;
  if (idText(customerId) === undefined) readId(customerId, `${path()}.customerId`);
  if (status !== 'succeeded' && status !== 'failed' && status !== 'writtenOff') {
    reject('INVALID_OPTION', `${path()}.status`, "be one of 'succeeded', 'failed', 'writtenOff'", status);
  }
  if (!isMissing(invoiceId) && idText(invoiceId) === undefined) readId(invoiceId, `${path()}.invoiceId`);
  if (!isOptionalText(currency)) rejectOptionalText(currency, `${path()}.currency`);
  if (!isOptionalText(declineReason)) rejectOptionalText(declineReason, `${path()}.declineReason`);
  if (!isMissing(attempt)) readCount(attempt, `${path()}.attempt`);
  // Amounts are parsed only where an invoice failed; whether a number is one can be told without that.
  const isPlainAmount = isMissing(amount) || (typeof amount === 'number' && amount >= 0 && amount < Infinity);
  if (!isPlainAmount) readAmount(amount, `${path()}.amount`);
  const faults = paymentContradictions(payment);
  if (faults.length > 0) rejectContradiction(faults, payment, path());
}
