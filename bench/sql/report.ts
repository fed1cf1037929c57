import { monthsWalk, termsOf } from './movements.ts';

export const reportColumns = [
  'mrr',
  'arr',
  'opening',
  'new',
  'reactivation',
  'expansion',
  'contraction',
  'churn',
  'closing',
  'nrr',
  'grr',
  'grossChurn',
  'netChurn',
  'quickRatio',
  'arpa',
  'customers',
  'newCustomers',
  'reactivatedCustomers',
  'churnedCustomers',
  'retentionRate',
  'churnRate',
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
  SELECT closing AS mrr, closing * 12 AS arr, opening, new, reactivation, expansion, contraction, churn, closing,
    (opening + expansion - contraction - churn) / nullif(opening, 0) AS nrr,
    (opening - contraction - churn) / nullif(opening, 0) AS grr,
    (contraction + churn) / nullif(opening, 0) AS gross_churn,
    (contraction + churn - expansion) / nullif(opening, 0) AS net_churn,
    (new + reactivation + expansion) / nullif(contraction + churn, 0) AS quick_ratio,
    closing / nullif(customers, 0) AS arpa,
    customers, new_count, reactivation_count, churn_count,
    (opening_customers - churn_count) / nullif(opening_customers, 0) AS retention_rate,
    churn_count / nullif(opening_customers, 0) AS churn_rate
  FROM bounds ORDER BY month`;
