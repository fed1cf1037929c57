import type { Subscription } from 'tenure';
import { phaseColumns } from '../phase-columns.ts';
import { withBalances } from '../running-balance.ts';
import type { Row } from './duckdb.ts';
import { loadEngine } from './load.ts';

export interface Pipeline {
  readonly name: string;
  readonly run: () => Promise<Row[]>;
}

/** Net movements of 60 months as a lazy Polars pipeline; null without Polars. */
export async function polarsMovements(rows: readonly Subscription[]): Promise<Pipeline | null> {
  const module = await loadEngine('Polars', () => import('nodejs-polars'));
  if (module === null) return null;
  const pl = module.default;
  const { customer, startMonth, endMonth, units } = phaseColumns(rows);
  const phases = pl.DataFrame({
    customer: pl.Series('customer', customer, pl.Int32),
    startMonth: pl.Series('startMonth', startMonth, pl.Int32),
    endMonth: pl.Series('endMonth', endMonth, pl.Int32),
    units: pl.Series('units', units, pl.Float64),
  });
  const { col, lit, when } = pl;
  const [delta, level] = [col('delta'), col('level')];
  const sumOf = (amount: typeof delta, condition: typeof delta, name: string) =>
    when(condition).then(amount).otherwise(lit(0)).sum().alias(name);
  const fell = delta.mul(-1);
  const run = async () => {
    const starts = phases.lazy().select(col('customer'), col('startMonth').alias('month'), col('units').alias('delta'));
    const ends = phases
      .lazy()
      .filter(col('endMonth').neq(-1))
      .select(col('customer'), col('endMonth').alias('month'), col('units').mul(-1).alias('delta'));
    const sums = await pl
      .concat([starts, ends])
      .groupBy(['customer', 'month'])
      .agg(delta.sum())
      .sort(['customer', 'month'])
      // One running sum over all, less what it was before the customer: many times faster than a window for each customer.
      .withColumns(
        delta.cumSum().alias('total'),
        col('customer').neq(col('customer').shift(1)).fillNull(true).alias('isFirst'),
      )
      .withColumns(
        when(col('isFirst')).then(col('total').minus(delta)).otherwise(lit(null)).forwardFill().alias('before'),
      )
      .withColumns(col('total').minus(col('before')).alias('level'))
      .groupBy(['month'])
      .agg(
        sumOf(level, level.eq(delta).and(delta.neq(0)).and(col('isFirst')), 'new'),
        sumOf(level, level.eq(delta).and(delta.neq(0)).and(col('isFirst').not()), 'reactivation'),
        sumOf(delta, level.gt(delta).and(delta.gt(0)), 'expansion'),
        sumOf(fell, level.gt(0).and(delta.lt(0)), 'contraction'),
        sumOf(fell, level.eq(0).and(delta.lt(0)), 'churn'),
      )
      .collect();
    return withBalances(sums.rows());
  };
  return { name: 'Polars: lazy pipeline', run };
}
