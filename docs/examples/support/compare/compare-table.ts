import { grossRevenueRetention, type MrrTermValues, netRevenueRetention, type PolicyComparison } from 'tenure';
import { amount, count, decimals, percent, signed, type Value } from '../language/formats.ts';
import { say } from '../language/language.ts';
import { type Table, type TextColumn, tableOf } from '../page/sheet.ts';
import { bridgeTerms, byDifference, causeText, keptTerms, type TermTitle } from './comparison.ts';
import type { Side } from './sides.ts';

/** Both bridges beside each other, one line per term, with the difference; and what NRR and GRR are under both. */
export function bridgeTable(comparison: PolicyComparison, sides: { readonly a: Side; readonly b: Side }): Table {
  const { a, b, difference } = comparison;
  const terms: readonly TermTitle[] = [...bridgeTerms(comparison), ...keptTerms()];
  const rates = [
    { name: say('NRR'), own: nrrUnder(a, sides.a), other: nrrUnder(b, sides.b) },
    { name: say('GRR'), own: grossRevenueRetention(a).value, other: grossRevenueRetention(b).value },
  ].map(({ name, own, other }) => [name, percent(own), percent(other), points(own, other)]);
  return {
    title: say('Both bridges'),
    columns: [{ title: say('MRR'), left: true }, { title: 'a' }, { title: 'b' }, { title: 'b - a' }],
    rows: [
      ...terms.map(({ term, title }) => [title, amount(a[term]), amount(b[term]), signed(difference[term])]),
      ...rates,
    ],
    notes: [
      say('Kept: of the opening MRR, which NRR and GRR are made of. Each number is rounded by itself.'),
      say('pp: percentage points.'),
    ],
  };
}

/** Whether returns count as kept is part of a definition, and not of a bridge. */
export function nrrUnder(terms: PolicyComparison['a'], { policy }: Side): Value {
  return netRevenueRetention(terms, { reactivation: policy.reactivation ?? 'exclude' }).value;
}

function points(a: Value, b: Value): string {
  if (a === null || b === null) return '-';
  const text = decimals((b - a) * 100, 1);
  return `${b > a && /[1-9]/.test(text) ? '+' : ''}${text.replace(/^-(?=[0.,]+$)/, '')} pp`;
}

/** What each option did to each term, one line per option; the lines add up to the difference. */
export function causeTable(comparison: PolicyComparison): Table {
  const { causes, difference } = comparison;
  const together = { option: say('Together'), difference };
  const of = ({ term, title }: TermTitle): TextColumn<{ readonly difference: MrrTermValues }> => ({
    title,
    text: (row) => signed(row.difference[term]),
  });
  const columns = [
    { title: say('Option'), left: true as const, text: ({ option }: { readonly option: string }) => option },
    ...bridgeTerms(comparison).map(of),
  ] as TextColumn<{ readonly option: string; readonly difference: MrrTermValues }>[];
  return tableOf(
    say('What each option did'),
    columns,
    [...causes, together],
    [say('Switched from a to b in this order.')],
  );
}

/** The customers that differ most. */
export function customerTable(comparison: PolicyComparison, top: number): Table {
  const all = byDifference(comparison);
  return tableOf(
    say('Customers that differ'),
    [
      { title: say('Customer'), left: true, text: ({ customerId }) => customerId },
      { title: say('a: closing'), text: ({ a }) => amount(a.closing) },
      { title: say('b: closing'), text: ({ b }) => amount(b.closing) },
      { title: 'b - a', text: ({ difference }) => signed(difference.closing) },
      { title: say('Causes'), left: true, text: ({ causes }) => causes.map(causeText).join('; ') },
    ],
    all.slice(0, top),
    [
      all.length <= top
        ? say('All {count}, by how much their closing MRR differs, and then their movements.', {
            count: count(all.length),
          })
        : say('The {top} of {count} whose closing MRR, and then whose movements, differ most; the CSV has all.', {
            top: count(top),
            count: count(all.length),
          }),
    ],
  );
}
