import { grossRevenueRetention, type MrrMovements, type MrrTermValues, netRevenueRetention } from 'tenure';
import { amount, count, percent, signed, type Value } from '../language/formats.ts';
import { say } from '../language/language.ts';
import { type Table, type TextColumn, tableOf } from '../page/sheet.ts';
import {
  bridgeTerms,
  byDifference,
  type Cause,
  type Comparison,
  causeText,
  keptTerms,
  type TermTitle,
} from './comparison.ts';
import { pointsText } from './rates.ts';
import type { Side } from './sides.ts';
import { policyWording } from './wording.ts';

/** Both bridges beside each other, one line per term, with the difference; and what NRR and GRR are under both. */
export function bridgeTable(
  comparison: Comparison,
  sides: { readonly a: Side; readonly b: Side },
  wording = policyWording(),
): Table {
  const { a, b, difference } = comparison;
  const terms: readonly TermTitle[] = [...bridgeTerms(comparison), ...keptTerms()];
  const rates = [
    { name: say('NRR'), own: nrrUnder(a, sides.a), other: nrrUnder(b, sides.b) },
    { name: say('GRR'), own: grossRevenueRetention(a).value, other: grossRevenueRetention(b).value },
  ].map(({ name, own, other }) => [
    name,
    percent(own),
    percent(other),
    pointsText('netRevenueRetention', own === null || other === null ? null : other - own),
  ]);
  return {
    title: wording.both,
    columns: [
      { title: say('MRR'), left: true },
      { title: wording.a },
      { title: wording.b },
      { title: wording.difference },
    ],
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
export function nrrUnder(terms: MrrMovements, { policy }: Side): Value {
  return netRevenueRetention(terms, { reactivation: policy.reactivation ?? 'exclude' }).value;
}

type Named = Pick<Cause, 'option' | 'name'>;

/** What each option did to each term, one line per option; the lines add up to the difference. */
export function causeTable(comparison: Comparison, wording = policyWording()): Table {
  const { causes, difference } = comparison;
  const together = { option: say('Together'), difference };
  const of = ({ term, title }: TermTitle): TextColumn<{ readonly difference: MrrTermValues }> => ({
    title,
    text: (row) => signed(row.difference[term]),
  });
  const columns = [
    { title: wording.cause, left: true as const, text: ({ option, name = option }: Named) => name },
    ...bridgeTerms(comparison).map(of),
  ] as TextColumn<Named & { readonly difference: MrrTermValues }>[];
  return tableOf(wording.causes, columns, [...causes, together], [wording.order]);
}

/** The customers that differ most. */
export function customerTable(comparison: Comparison, top: number, wording = policyWording()): Table {
  const all = byDifference(comparison);
  return tableOf(
    say('Customers that differ'),
    [
      { title: say('Customer'), left: true, text: ({ customerId }) => customerId },
      { title: say('{side}: closing', { side: wording.a }), text: ({ a }) => amount(a.closing) },
      { title: say('{side}: closing', { side: wording.b }), text: ({ b }) => amount(b.closing) },
      { title: wording.difference, text: ({ difference }) => signed(difference.closing) },
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
