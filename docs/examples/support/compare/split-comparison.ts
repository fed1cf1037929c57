import { type MrrMovementsByKey, mrrMovementsBy, type Period, type Policy } from 'tenure';
import { amount, percent, signed } from '../language/formats.ts';
import { say } from '../language/language.ts';
import { type Table, type TextColumn, tableOf } from '../page/sheet.ts';
import type { LedgerRow } from '../read/ledger/ledger-row.ts';
import { keyOf, keyText, type Split, splitTitle } from '../split.ts';
import { nrrUnder } from './compare-table.ts';
import type { Side } from './sides.ts';

type Part = MrrMovementsByKey<string | null>;

/** A plan or segment under both definitions. */
export interface ComparedPart {
  readonly key: string | null;
  readonly a: Part;
  readonly b: Part;
}

export function splitComparison(
  rows: readonly LedgerRow[],
  period: Period,
  split: Split,
  sides: { readonly a: Side; readonly b: Side },
  exchange: Policy,
): ComparedPart[] {
  const [a, b] = [sides.a, sides.b].map(({ policy }) =>
    mrrMovementsBy(rows, period, keyOf(split), { ...policy, ...exchange }),
  );
  // Both have every key of any row, in the same order.
  return (a ?? []).map((part, index) => ({ key: part.key, a: part, b: b?.[index] as Part }));
}

export function splitComparisonTable(
  split: Split,
  parts: readonly ComparedPart[],
  sides: { readonly a: Side; readonly b: Side },
): Table {
  const closing = say('Closing');
  const columns: TextColumn<ComparedPart>[] = [
    { title: splitTitle(split), left: true, text: ({ key }) => keyText(key) },
    { group: closing, title: 'a', text: ({ a }) => amount(a.closing) },
    { group: closing, title: 'b', text: ({ b }) => amount(b.closing) },
    { group: closing, title: 'b - a', text: ({ a, b }) => signed(b.closing - a.closing) },
    { group: say('Churn'), title: 'a', text: ({ a }) => amount(a.churn) },
    { group: say('Churn'), title: 'b', text: ({ b }) => amount(b.churn) },
    { group: say('NRR'), title: 'a', text: ({ a }) => percent(nrrUnder(a, sides.a)) },
    { group: say('NRR'), title: 'b', text: ({ b }) => percent(nrrUnder(b, sides.b)) },
  ];
  return tableOf(split === 'plan' ? say('Both by plan') : say('Both by segment'), columns, parts);
}

export function splitComparisonRows(split: Split, parts: readonly ComparedPart[]): object[] {
  const terms = ({ opening, new: won, reactivation, expansion, transferIn, ...rest }: Part) => {
    const { contraction, churn, transferOut, fx, closing } = rest;
    return { opening, new: won, reactivation, expansion, transferIn, contraction, churn, transferOut, fx, closing };
  };
  return parts.flatMap(({ key, a, b }) => [
    { [split]: key, line: 'a', ...terms(a) },
    { [split]: key, line: 'b', ...terms(b) },
  ]);
}
