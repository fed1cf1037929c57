import { reject } from '../../errors.ts';
import type { Payment } from './payment.ts';

/** The lowest attempt number of each invoice. */
export interface AttemptNumbers {
  note(invoice: number, row: number, attempt: number, at: number): void;
  /**
   * The lowest number of an invoice, 0 for one without numbers. Throws where it is not that of the first attempt in time, which it must be
   * when all its attempts are numbered, or when it is 1.
   */
  lowestOf(invoice: number, firstAt: number, isNumbered: boolean): number;
}

export function attemptNumbers(payments: readonly Payment[]): AttemptNumbers {
  // Many files have no attempt numbers at all, and then need no columns for them.
  let lowest = new Float64Array(0);
  let lowestAt = new Float64Array(0);
  let lowestRow = new Uint32Array(0);

  function makeColumns(): void {
    lowest = new Float64Array(payments.length);
    lowestAt = new Float64Array(payments.length);
    lowestRow = new Uint32Array(payments.length);
  }

  return {
    note(invoice, row, attempt, at) {
      if (lowest.length === 0) makeColumns();
      const known = lowest[invoice] as number;
      const isLower = known === 0 || attempt < known || (attempt === known && at < (lowestAt[invoice] as number));
      if (!isLower) return;
      lowest[invoice] = attempt;
      lowestAt[invoice] = at;
      lowestRow[invoice] = row;
    },
    lowestOf(invoice, firstAt, isNumbered) {
      const number = lowest[invoice] ?? 0;
      if (number > 0 && (lowestAt[invoice] as number) > firstAt && (isNumbered || number === 1)) {
        const path = `payments[${lowestRow[invoice]}].attempt`;
        reject('INVALID_NUMBER', path, 'be higher than those of earlier attempts at its invoice', number);
      }
      return number;
    },
  };
}
