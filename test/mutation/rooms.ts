/**
 * The rooms of `src/` that are mutated, in the order of their imports, and the tests that answer for each: a bug in a room must be seen by
 * the tests of this room, not by a distant one that happens to pass through it. A name is a folder of test/ with all its wings, or a file without
 * its ending.
 */
export const rooms: Readonly<Record<string, readonly string[]>> = {
  exact: ['exact'],
  ratio: ['ratio'],
  money: ['money'],
  calendar: ['calendar'],
  ledger: [
    'ledger',
    'movements/walk',
    'customers/churn',
    'customers/trials',
    'golden/pencil-cases',
    'oracle/agreement',
  ],
  movements: [
    'movements',
    'compare/compare-policies',
    'golden/pencil-cases',
    'oracle/agreement',
    'oracle/agreement-parts',
  ],
  revenue: ['revenue', 'golden/pencil-cases'],
  customers: [
    'customers',
    'revenue/rates',
    'golden/pencil-cases',
    'oracle/agreement-parts',
    'oracle/agreement-renewals',
  ],
};
