import { Decimal } from 'decimal.js';
import {
  type EventInspection,
  type Finding,
  type FindingKind,
  type Inspection,
  inspectEvents,
  inspectLedger,
  inspectPayments,
  inspectTickets,
  type LedgerInspection,
  ledger,
  type Subscription,
} from 'tenure';
import { expectTypeOf, test } from 'vitest';

interface OwnRow extends Subscription {
  readonly country: string;
}

test('one type of finding serves all inspections, of rows and ledgers of any row type and form of money', () => {
  const rows: readonly OwnRow[] = [];
  expectTypeOf(inspectLedger(rows)).toEqualTypeOf<LedgerInspection>();
  expectTypeOf(
    inspectLedger(ledger(rows, { money: Decimal }), { money: 'fraction' }),
  ).toEqualTypeOf<LedgerInspection>();
  expectTypeOf(inspectEvents([])).toEqualTypeOf<EventInspection>();
  const all: readonly Inspection[] = [inspectLedger(rows), inspectEvents([]), inspectTickets([]), inspectPayments([])];
  expectTypeOf(all.flatMap(({ findings }) => findings)).toEqualTypeOf<Finding[]>();
  expectTypeOf<Finding['kind']>().toEqualTypeOf<FindingKind>();
  expectTypeOf<Finding['examples']>().toEqualTypeOf<readonly number[]>();
});
