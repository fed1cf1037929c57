import type { MrrTermValues, PolicyComparison } from 'tenure';
import { gap, leftAligned, rightAligned } from '../align.ts';
import { grouped, money, signed } from '../formats.ts';
import { bridgeTerms, byDifference, causeText, keptTerms } from './comparison.ts';

/** Both bridges beside each other, a line a term, with the difference. */
export function bridgeTable(comparison: PolicyComparison): string {
  const terms = [...bridgeTerms(comparison), ...keptTerms];
  const { a, b, difference } = comparison;
  const amounts = (values: MrrTermValues) => terms.map(({ term }) => grouped(money(values[term])));
  return lined([
    leftAligned(['MRR', ...terms.map(({ title }) => title)]),
    rightAligned(['a', ...amounts(a)]),
    rightAligned(['b', ...amounts(b)]),
    rightAligned(['b - a', ...terms.map(({ term }) => signed(difference[term]))]),
  ]);
}

/** What each option did to each term, a line an option; the lines add up to the difference. */
export function causeTable(comparison: PolicyComparison): string {
  const { causes, difference } = comparison;
  const rows = [...causes.map((cause) => cause.difference), difference];
  return lined([
    leftAligned(['Option', ...causes.map(({ option }) => option), 'Together']),
    ...bridgeTerms(comparison).map(({ term, title }) =>
      rightAligned([title, ...rows.map((values) => signed(values[term]))]),
    ),
  ]);
}

/** The customers that differ most. */
export function customerTable(comparison: PolicyComparison, top: number): string {
  const customers = byDifference(comparison).slice(0, top);
  return lined([
    leftAligned(['Customer', ...customers.map(({ customerId }) => customerId)]),
    rightAligned(['a: closing', ...customers.map(({ a }) => grouped(money(a.closing)))]),
    rightAligned(['b: closing', ...customers.map(({ b }) => grouped(money(b.closing)))]),
    rightAligned(['b - a', ...customers.map(({ difference }) => signed(difference.closing))]),
    ['Causes', ...customers.map(({ causes }) => causes.map(causeText).join('; '))],
  ]);
}

/** Columns side by side, with a rule under the titles. */
function lined(columns: readonly (readonly string[])[]): string {
  const lines = (columns[0] ?? []).map((_, index) =>
    columns
      .map((column) => column[index])
      .join(gap)
      .trimEnd(),
  );
  const [titles = '', ...rest] = lines;
  return [titles, '-'.repeat(titles.length), ...rest].join('\n');
}
