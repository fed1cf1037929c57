/**
 * The rooms of `src/` that are mutated, in the order of their imports, and the tests that answer for each: a bug in a room must be seen by
 * the tests of this room, not by a distant one that happens to pass through it.
 */
export const rooms: Readonly<Record<string, readonly string[]>> = {
  exact: ['exact'],
  ratio: ['ratio'],
  money: ['money'],
  calendar: ['calendar'],
  ledger: ['ledger', 'golden/pencil-cases', 'oracle/agreement', 'oracle/properties'],
  movements: ['movements', 'golden/pencil-cases', 'oracle/agreement', 'oracle/agreement-parts', 'oracle/segments'],
  revenue: ['revenue', 'golden/pencil-cases', 'oracle/terms'],
  customers: [
    'customers',
    'golden/pencil-cases',
    'oracle/churn',
    'oracle/agreement-parts',
    'oracle/agreement-renewals',
  ],
};
