import { type Fault, quoted } from '../faults.ts';
import type { LedgerColumns } from './ledger-columns.ts';
import type { LedgerRecord } from './ledger-records.ts';
import type { Kept } from './statuses.ts';

const rule = 'must be a whole number, because --amounts minor means the smallest unit of the currency';

/** All amounts that are none in minor units: the library would name the first. */
export function minorFaults(records: readonly LedgerRecord[], { raws, lines }: Kept, map: LedgerColumns): Fault[] {
  return records.flatMap((record, place) => {
    const { amount: off } = (record.discount ?? {}) as { readonly amount?: unknown };
    const amounts = [['amount', record.amount] as const, ['discount-amount', off] as const];
    const wrong = amounts.filter(([, text]) => text !== undefined && /\d[.,]\d{1,2}$/.test(String(text)));
    return wrong.map(([flag]) => {
      const received = quoted(raws[place]?.[flag] ?? '');
      return { line: lines[place] ?? 0, column: map.columns.get(flag)?.name ?? flag, rule, received };
    });
  });
}
