import fc from 'fast-check';
import * as tenure from 'tenure';
import * as parts from 'tenure/parts';
import { describe, expect, test } from 'vitest';
import { propertyRuns } from '../support/property-runs.ts';
import { type Scenario, scenarioArbitrary } from '../support/scenarios.ts';
import { cutArbitrary, expectLaw, shardsOf } from './law.ts';

/** A question over periods, by the name that it has in both entries. */
const names = [
  'mrrMovements',
  'customerMovements',
  'retentionReport',
  'netRevenueRetention',
  'grossRevenueRetention',
  'grossMrrChurnRate',
  'netMrrChurnRate',
  'expansionRate',
  'contractionRate',
  'mrrGrowthRate',
  'quickRatio',
  'customerRetentionRate',
  'customerChurnRate',
  'mrr',
  'arr',
  'arpa',
  'customerCount',
] as const;

type Ask = (periods: unknown, policy: unknown) => parts.InParts<unknown, parts.TablePart, unknown>;
type Whole = (source: unknown, periods: unknown, policy: unknown) => unknown;

const inParts: { readonly [name: string]: unknown } = { ...parts };
const inWhole: { readonly [name: string]: unknown } = { ...tenure };

describe('what shards give is what all rows give, to the bit', () => {
  test.each(names)('%s', (name) => {
    const [ask, whole] = [inParts[name] as Ask, inWhole[name] as Whole];
    fc.assert(
      fc.property(scenarioArbitrary, cutArbitrary, fc.boolean(), ({ rows, periods, policy }, cut, isFraction) => {
        const own = isFraction ? { ...policy, money: 'fraction' } : policy;
        const shards = shardsOf(rows, cut);
        expectLaw(
          () => ask(periods, own),
          shards,
          cut,
          () => whole(rows, periods, own),
        );
      }),
      propertyRuns(40),
    );
  });

  test('one period, and ledgers as sources', () => {
    fc.assert(
      fc.property(scenarioArbitrary, cutArbitrary, ({ rows, periods, policy }: Scenario, cut) => {
        const [period] = periods as [tenure.Period];
        const compiled = () => shardsOf(rows, cut).map((shard) => tenure.ledger(shard, policy));
        expectLaw(
          () => parts.retentionReport(period, policy),
          shardsOf(rows, cut),
          cut,
          () => tenure.retentionReport(rows, period, policy),
        );
        const { part, merge, result } = parts.mrrMovements(period, policy);
        const statement = result(merge(compiled().map(part)));
        expect(statement).toStrictEqual(tenure.mrrMovements(rows, period, policy));
        // Its exact terms too, by which rates go.
        expect(tenure.netRevenueRetention(statement)).toStrictEqual(
          tenure.netRevenueRetention(tenure.mrrMovements(rows, period, policy)),
        );
      }),
      propertyRuns(40),
    );
  });
});
