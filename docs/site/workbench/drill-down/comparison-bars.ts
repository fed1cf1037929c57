import type { PolicyComparison } from 'tenure';
import { byDifference } from '../../../examples/support/compare/comparison.ts';
import { amount, signed } from '../../../examples/support/language/formats.ts';
import { say } from '../../../examples/support/language/language.ts';
import type { Customers } from '../messages.ts';
import { customersTable, type OwnBar } from './own-bar.ts';

/** The bars of a comparison: an option each, alone or below the title of its panel. */
export function comparisonBars(comparison: PolicyComparison): OwnBar[] {
  return comparison.causes.map(({ option }) => ({
    says: option,
    pictures: ['way', 'terms', 'points'],
    customers: () => optionCustomers(option, comparison),
  }));
}

function optionCustomers(option: string, comparison: PolicyComparison): Customers {
  const rows = byDifference(comparison).flatMap(({ customerId, a, b, causes }) =>
    causes.some((cause) => cause.option === option)
      ? [{ customerId, a: a.closing, b: b.closing, difference: b.closing - a.closing }]
      : [],
  );
  return customersTable(option, rows, [
    { title: say('Customer'), text: ({ customerId }) => customerId },
    { title: say('{side}: closing', { side: 'a' }), text: (row) => amount(row.a) },
    { title: say('{side}: closing', { side: 'b' }), text: (row) => amount(row.b) },
    { title: 'b - a', text: (row) => signed(row.difference) },
  ]);
}
