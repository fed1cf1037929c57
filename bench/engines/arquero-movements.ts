import type { Subscription } from 'tenure';
import { phaseColumns } from '../phase-columns.ts';
import { withBalances } from '../running-balance.ts';
import { loadEngine } from './load.ts';
import type { Pipeline } from './polars-movements.ts';

/** Net movements of 60 months as an Arquero pipeline; null without Arquero. */
export async function arqueroMovements(rows: readonly Subscription[]): Promise<Pipeline | null> {
  const aq = await loadEngine('Arquero', () => import('arquero'));
  if (aq === null) return null;
  const { customer, startMonth, endMonth, units } = phaseColumns(rows);
  const starts = aq.table({ customer, month: startMonth, delta: units });
  // Expressions as text, for Arquero parses a function's own text, which what compiled this file has changed.
  const ends = aq.table({ customer, month: endMonth, delta: units.map((value) => -value) }).filter('d => d.month >= 0');
  const run = async () => {
    const sums = starts
      .concat(ends)
      .groupby('customer', 'month')
      .rollup({ delta: 'd => op.sum(d.delta)' })
      .orderby('customer', 'month')
      // One running sum over all, less what it was before the customer: many times faster than a window for each customer.
      .derive({ total: aq.rolling('d => op.sum(d.delta)'), isFirst: 'd => op.lag(d.customer) !== d.customer' })
      .derive({ base: 'd => d.isFirst ? d.total - d.delta : null' })
      .derive({ level: 'd => d.total - op.fill_down(d.base)' })
      .filter('d => d.delta !== 0')
      .groupby('month')
      .rollup({
        new: 'd => op.sum(d.level === d.delta && d.isFirst ? d.level : 0)',
        reactivation: 'd => op.sum(d.level === d.delta && !d.isFirst ? d.level : 0)',
        expansion: 'd => op.sum(d.level > d.delta && d.delta > 0 ? d.delta : 0)',
        contraction: 'd => op.sum(d.level > 0 && d.delta < 0 ? -d.delta : 0)',
        churn: 'd => op.sum(d.level === 0 ? -d.delta : 0)',
      })
      .objects();
    return withBalances(
      sums.map((sum) =>
        ['month', 'new', 'reactivation', 'expansion', 'contraction', 'churn'].map((k) => sum[k] ?? null),
      ),
    );
  };
  return { name: 'Arquero: pipeline', run };
}
