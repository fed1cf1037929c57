import fc from 'fast-check';
import { ledger, mrrMovementsBy, trailing } from 'tenure';
import { expect, test } from 'vitest';
import { propertyRuns } from '../../support/property-runs.ts';
import { scenarioArbitrary } from '../../support/scenarios.ts';

// Would catch: what stands still for a period too many or too few, from before the first change or after the last.
test('a list of periods, overlapping or not, gives what each period gives alone', () => {
  fc.assert(
    fc.property(scenarioArbitrary, fc.constantFrom('net', 'event'), ({ rows, periods, policy }, movements) => {
      const book = ledger(rows, policy);
      const years = periods.map(({ end, timeZone }) => trailing(12, 'month', end, { timeZone }));
      const asked = [...years, ...periods, ...periods.slice().reverse()];
      const parts = mrrMovementsBy(book, asked, (row) => row.plan, { movements });
      expect(parts).toEqual(asked.map((period) => mrrMovementsBy(book, period, (row) => row.plan, { movements })));
    }),
    propertyRuns(60),
  );
});
