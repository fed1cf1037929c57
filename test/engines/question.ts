/** The functions of subscriptions that have parts, over 60 months; and the same of one ledger. By key they are asked about the last year. */
import * as tenure from 'tenure';
import * as parts from 'tenure/parts';

const policy = { asOf: '2026-01-01', currency: 'EUR' } as const;
const periods = tenure.months('2021-01', '2025-12');
const lastYear = periods.slice(-12);
const monthEnds = periods.map(({ end }) => end);
const planOf = ({ plan }: tenure.Subscription) => plan;

/** Functions of periods and a policy alone. */
const ofPeriods = [
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
  'winBackRate',
  'trialConversionRate',
  'renewalRate',
  'revenueRenewalRate',
] as const;
const ofInstants = ['mrr', 'arr', 'arpa', 'customerCount'] as const;

type Asked = parts.InParts<parts.AnySource, parts.TablePart, unknown>;
type Named<F> = Readonly<Record<(typeof ofPeriods)[number] | (typeof ofInstants)[number], F>>;
const ask = { ...parts } as unknown as Named<(at: unknown, policy: unknown) => Asked>;
const answer = { ...tenure } as unknown as Named<(book: tenure.Ledger, at: unknown) => unknown>;

export const question = parts.together<Record<string, Asked>>({
  ...Object.fromEntries(ofPeriods.map((name) => [name, ask[name](periods, policy)])),
  involuntaryChurnRate: parts.involuntaryChurnRate(lastYear, policy) as Asked,
  ...Object.fromEntries(ofInstants.map((name) => [name, ask[name](monthEnds, policy)])),
  mrrMovementsBy: parts.mrrMovementsBy(lastYear, planOf, { ...policy, name: 'plan' }) as Asked,
  churnBreakdown: parts.churnBreakdown(lastYear, planOf, { ...policy, name: 'plan' }) as Asked,
  retentionCohorts: parts.retentionCohorts(policy),
  survivalCurve: parts.survivalCurve({ durations: policy }),
  realizedLifetimeValue: parts.realizedLifetimeValue(policy.asOf, policy),
});

export function wholeOf(rows: readonly tenure.Subscription[]): Readonly<Record<string, unknown>> {
  const book = tenure.ledger(rows, policy);
  return {
    ...Object.fromEntries(ofPeriods.map((name) => [name, answer[name](book, periods)])),
    involuntaryChurnRate: tenure.involuntaryChurnRate(book, lastYear),
    ...Object.fromEntries(ofInstants.map((name) => [name, answer[name](book, monthEnds)])),
    mrrMovementsBy: tenure.mrrMovementsBy(book, lastYear, planOf),
    churnBreakdown: tenure.churnBreakdown(book, lastYear, planOf),
    retentionCohorts: tenure.retentionCohorts(book, policy),
    survivalCurve: tenure.survivalCurve(tenure.customerDurations(book, policy)),
    realizedLifetimeValue: tenure.realizedLifetimeValue(book, policy.asOf),
  };
}
