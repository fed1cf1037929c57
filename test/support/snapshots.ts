import fc from 'fast-check';
import { ledger } from 'tenure';
import type { PlainRow } from '../oracle/arbitraries.ts';
import { refusal } from './caught.ts';
import { type Scenario, scenarioArbitrary } from './scenarios.ts';

/** A ledger, and what became of its rows since. */
export interface Snapshots extends Scenario {
  readonly later: readonly PlainRow[];
}

/** What can happen to a row. The other row is any row of the same ledger. */
const happenings: { readonly [name: string]: (row: PlainRow, other: PlainRow) => readonly PlainRow[] } = {
  kept: (row) => [row],
  removed: () => [],
  repriced: (row, { amount, interval, intervalCount }) => [{ ...row, amount, interval, intervalCount } as PlainRow],
  renamed: (row) => [{ ...row, subscriptionId: `${row.subscriptionId} renamed` }],
  ended: (row, { end }) => [{ ...row, end } as PlainRow],
  begun: (row, { start }) => [{ ...row, start }],
  moved: (row, { start, end }) => [{ ...row, start, end } as PlainRow],
  given: (row, { customerId }) => [{ ...row, customerId }],
  added: (row, other) => [row, { ...other, customerId: row.customerId }],
  resized: (row) => [{ ...row, quantity: 3, discount: { percent: 20 } } as PlainRow],
  interrupted: (row, { pauses, pastDue, trialEnd }) => [{ ...row, pauses, pastDue, trialEnd } as PlainRow],
  asked: (row, { start }) => [{ ...row, cancelRequestedAt: start } as PlainRow],
  exchanged: (row, { currency }) => [{ ...row, currency } as PlainRow],
};

const names = Object.keys(happenings);

/** Every second row stays as it is. */
export const snapshotsArbitrary: fc.Arbitrary<Snapshots> = fc
  .tuple(
    scenarioArbitrary,
    fc.array(
      fc.record({ name: fc.oneof(fc.constant('kept'), fc.constantFrom(...names)), other: fc.nat(), place: fc.nat() }),
      { minLength: 30, maxLength: 30 },
    ),
  )
  .map(([scenario, drawn]) => {
    const later = scenario.rows.flatMap((row, at) => {
      const { name, other } = drawn[at % drawn.length] as { name: string; other: number };
      return happenings[name]?.(row, scenario.rows[other % scenario.rows.length] as PlainRow) ?? [];
    });
    // In another order than before, which must tell nothing.
    const places = later.map((row, at) => ({ row, place: drawn[at % drawn.length]?.place ?? 0 }));
    return { ...scenario, later: places.sort((a, b) => a.place - b.place).map(({ row }) => row) };
  })
  // What a ledger refuses has tests of its own.
  .filter(({ later, policy }) => refusal(() => ledger(later as never, policy as never)) === undefined);
