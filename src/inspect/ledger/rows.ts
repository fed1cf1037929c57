import {
  type ExchangeTable,
  type LedgerRules,
  type ReadRows,
  type RowReader,
  readRow,
  refuseLink,
  rowReader,
  rowsRead,
  type Subscription,
} from '../../ledger/query.ts';
import { idText, isMissing } from '../../read/index.ts';
import { getOrAdd, idTable } from '../../table/index.ts';
import type { Places } from '../findings/finding.ts';
import { type RefusedRows, refusedRows } from '../findings/refusals.ts';

/** The readable rows, as columns in their order, and the reasons for refusing the others. */
export interface InspectedRows extends Places {
  readonly customer: Uint32Array;
  readonly subscription: Uint32Array;
  /** Epoch milliseconds; an open end is Infinity. */
  readonly start: Float64Array;
  readonly end: Float64Array;
  /** 1 for a row that is ever paid. */
  readonly isPaid: Uint8Array;
  readonly customers: number;
  readonly subscriptions: number;
  readonly refused: RefusedRows;
}

/** Reads all rows as `ledger` does, and continues after each refused row. Different currencies are no reason for refusal here. */
export function inspectRows(rows: readonly Subscription[], rules: LedgerRules): InspectedRows {
  const rowRules = rules.exchangeRates === null ? { ...rules, currency: null, exchangeRates: anyCurrency } : rules;
  const reader = rowReader(rowRules, rows.length);
  const kept = keptRows(rows.length);
  const refused = refusedRows('subscriptions');
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] as Subscription;
    try {
      readRow(reader, row);
      kept.add(row, index, reader);
    } catch (error) {
      refused.add(index, error);
    }
  }
  const read = rowsRead(reader, (row, received) => {
    try {
      refuseLink(row, received);
    } catch (error) {
      refused.add(kept.index[row] as number, error);
    }
  });
  return { ...kept.columns(read), refused };
}

/** Exchange rates that are never looked up. With them, and without a reporting currency, rows in any currency are read. */
const anyCurrency: ExchangeTable = { byCurrency: new Map(), keys: new Map(), text: '' };

function keptRows(capacity: number) {
  const index = new Uint32Array(capacity);
  const customer = new Uint32Array(capacity);
  const subscription = new Uint32Array(capacity);
  const start = new Float64Array(capacity);
  const end = new Float64Array(capacity);
  const isPaid = new Uint8Array(capacity);
  const customers = idTable();
  const ids = idTable();
  // By id, its first customer and its code there; most ids belong to one customer.
  const owners: number[] = [];
  const codes: number[] = [];
  const others = new Map<string, number>();
  let subscriptions = 0;
  let length = 0;

  /** A row without a subscriptionId is a subscription of its own. */
  function codeOfSubscription(owner: number, id: string | undefined): number {
    if (id === undefined) return subscriptions++;
    const known = ids.codeOf(id);
    if (known === owners.length) {
      owners.push(owner);
      codes.push(subscriptions);
      return subscriptions++;
    }
    if (owners[known] === owner) return codes[known] as number;
    return getOrAdd(others, `${owner} ${id}`, () => subscriptions++);
  }

  return {
    index,
    add(row: Subscription, place: number, { last, instants: { epochs } }: RowReader): void {
      const owner = customers.codeOf(idText(row.customerId) as string);
      index[length] = place;
      customer[length] = owner;
      subscription[length] = codeOfSubscription(owner, idText(row.subscriptionId));
      start[length] = epochs[last.start] as number;
      end[length] = isMissing(row.end) ? Number.POSITIVE_INFINITY : (epochs[last.end] as number);
      length += 1;
    },
    columns({ spans }: ReadRows) {
      for (let span = 0; span < spans.length; span += 1) isPaid[spans.row?.[span] ?? span] = 1;
      return {
        length,
        index: index.subarray(0, length),
        customer: customer.subarray(0, length),
        subscription: subscription.subarray(0, length),
        start: start.subarray(0, length),
        end: end.subarray(0, length),
        isPaid: isPaid.subarray(0, length),
        customers: customers.ids.length,
        subscriptions,
      };
    },
  };
}
