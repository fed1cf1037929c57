import type { CompiledLedger, Subscription } from '../../ledger/query.ts';
import { order } from '../../movements/open.ts';
import { idText } from '../../read/index.ts';
import { getOrAdd } from '../../table/index.ts';
import { matchRows, type RowPair, textedRow } from './match-rows.ts';
import { isAlike } from './row-texts.ts';

/** A customer whose rows are not all the same in both snapshots. */
export interface ChangedCustomer {
  readonly customerId: string;
  readonly pairs: readonly RowPair<Subscription>[];
}

/** Those of two ledgers, by customerId. What the rows of a customer pay depends on them alone: all others are as they were. */
export function changedCustomers(before: CompiledLedger, after: CompiledLedger): ChangedCustomer[] {
  const [rowsBefore, rowsAfter] = [rowsByCustomer(before), rowsByCustomer(after)];
  const { zone } = before.rules;
  const texted = (rows: readonly Subscription[]) => rows.map((row) => textedRow(row, zone));
  const changed: ChangedCustomer[] = [];
  for (const customerId of new Set([...rowsBefore.keys(), ...rowsAfter.keys()])) {
    const [own, others] = [rowsBefore.get(customerId) ?? [], rowsAfter.get(customerId) ?? []];
    if (own.length === others.length && own.every((row, at) => isAlike(row, others[at] as Subscription))) continue;
    const pairs = matchRows(texted(own), texted(others));
    const isChanged = pairs.some(({ before: from, after: to }) => from?.name !== to?.name);
    if (isChanged) changed.push({ customerId, pairs });
  }
  return changed.sort((a, b) => order(a.customerId, b.customerId));
}

function rowsByCustomer({ subscriptionIds, rowAt }: CompiledLedger): Map<string, Subscription[]> {
  const rows = new Map<string, Subscription[]>();
  const { length } = subscriptionIds();
  for (let at = 0; at < length; at += 1) {
    const row = rowAt(at);
    getOrAdd(rows, idText(row.customerId) as string, () => []).push(row);
  }
  return rows;
}
