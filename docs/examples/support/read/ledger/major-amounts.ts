import type { Fault } from '../faults.ts';
import { faultsError } from '../faults.ts';
import type { LedgerColumns } from './ledger-columns.ts';
import type { LedgerRow } from './ledger-row.ts';

/** Amounts in cents, or whatever the smallest unit of their currency is, as major units: '118800' as '1188.00'. */
export function majorAmounts(
  file: string,
  rows: readonly LedgerRow[],
  lines: readonly number[],
  { columns }: LedgerColumns,
): LedgerRow[] {
  const faults: Fault[] = [];
  const read = rows.map((row, place) => {
    const digits = digitsOf(row.currency ?? undefined);
    const { discount } = row;
    const major = (value: unknown, flag: 'amount' | 'discount-amount') => {
      const text = String(value);
      if (/^\d+$/.test(text)) return shifted(text, digits);
      const rule =
        'must be a whole number, since --amounts minor says that it counts the smallest unit of its currency';
      faults.push({ line: lines[place] ?? 0, column: columns.get(flag)?.name, rule, received: `'${text}'` });
      return text;
    };
    const amount = major(row.amount, 'amount');
    if (discount == null || !('amount' in discount)) return { ...row, amount };
    return { ...row, amount, discount: { amount: major(discount.amount, 'discount-amount') } };
  });
  if (faults.length > 0) throw faultsError(file, faults, rows.length);
  return read;
}

/** ISO 4217: none of yen, three of dinars. */
function digitsOf(currency: string | undefined): number {
  if (currency === undefined) return 2;
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
}

function shifted(text: string, digits: number): string {
  if (digits === 0) return text;
  const padded = text.padStart(digits + 1, '0');
  return `${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
}
