import { monthsWalk, termsOf } from './movements.ts';

export const reportColumns = [
  'openingMrr',
  'newMrr',
  'reactivationMrr',
  'expansionMrr',
  'contractionMrr',
  'churnMrr',
  'closingMrr',
  'arr',
  'netRevenueRetention',
  'grossRevenueRetention',
  'grossMrrChurnRate',
  'netMrrChurnRate',
  'mrrGrowthRate',
  'quickRatio',
  'arpa',
  'openingCustomers',
  'newCustomers',
  'reactivatedCustomers',
  'churnedCustomers',
  'closingCustomers',
  'customerRetentionRate',
  'customerChurnRate',
] as const;

/** The columns of `retentionReport` in one query. Money is in units; a rate over nothing is NULL, as a division by zero is in DuckDB's / of DOUBLE only by `nullif`. */
export const report = `
  WITH ${monthsWalk}, ${termsOf('walked', ['new', 'reactivation', 'churn'])},
  levels AS (
    SELECT *,
      sum(new + reactivation + expansion - contraction - churn) OVER timeline AS closing,
      sum(new_count + reactivation_count - churn_count) OVER timeline AS customers
    FROM terms WINDOW timeline AS (ORDER BY month ROWS UNBOUNDED PRECEDING)
  ),
  bounds AS (
    SELECT *, coalesce(lag(closing) OVER timeline, 0) AS opening, coalesce(lag(customers) OVER timeline, 0) AS opening_customers
    FROM levels WINDOW timeline AS (ORDER BY month)
  )
  SELECT opening, new, reactivation, expansion, contraction, churn, closing, closing * 12 AS arr,
    (opening + expansion - contraction - churn) / nullif(opening, 0) AS nrr,
    (opening - contraction - churn) / nullif(opening, 0) AS grr,
    (contraction + churn) / nullif(opening, 0) AS gross_churn,
    (contraction + churn - expansion) / nullif(opening, 0) AS net_churn,
    (closing - opening) / nullif(opening, 0) AS growth,
    (new + reactivation + expansion) / nullif(contraction + churn, 0) AS quick_ratio,
    closing / nullif(customers, 0) AS arpa,
    opening_customers, new_count, reactivation_count, churn_count, customers,
    (opening_customers - churn_count) / nullif(opening_customers, 0) AS retention_rate,
    churn_count / nullif(opening_customers, 0) AS churn_rate
  FROM bounds ORDER BY month`;
