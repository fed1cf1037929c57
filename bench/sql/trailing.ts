import { monthsWalk } from './movements.ts';

/**
 * Net revenue retention of the twelve months up to the end of each month. A customer's levels are runs of months; what was paid a year after it
 * was paid for is where a run, put off by twelve months, meets another one of the same customer. Both sums are then differences by month
 * that are added up, so that no row is made for a customer and a month.
 */
export const trailingRetention = `
  WITH ${monthsWalk},
  runs AS (
    SELECT customer, level, first_month, next_month FROM (
      SELECT customer, level, month AS first_month,
        lead(month, 1, 60::TINYINT) OVER (PARTITION BY customer ORDER BY month) AS next_month
      FROM walked
    ) WHERE level > 0
  ),
  meetings AS (
    SELECT later.level, greatest(earlier.first_month + 12, later.first_month) AS first_month,
      least(earlier.next_month + 12, later.next_month) AS next_month
    FROM runs AS earlier JOIN runs AS later USING (customer)
    WHERE earlier.first_month + 12 < later.next_month AND later.first_month < earlier.next_month + 12
  ),
  differences AS (
    SELECT first_month + 12 AS month, sum(level) AS opening, 0 AS retained FROM runs GROUP BY first_month
    UNION ALL SELECT next_month + 12, -sum(level), 0 FROM runs GROUP BY next_month
    UNION ALL SELECT first_month, 0, sum(level) FROM meetings GROUP BY first_month
    UNION ALL SELECT next_month, 0, -sum(level) FROM meetings GROUP BY next_month
  ),
  sums AS (SELECT month, sum(opening) AS opening, sum(retained) AS retained FROM differences GROUP BY month)
  SELECT sum(coalesce(opening, 0)) OVER timeline AS opening, sum(coalesce(retained, 0)) OVER timeline AS retained
  FROM months LEFT JOIN sums USING (month)
  WINDOW timeline AS (ORDER BY month ROWS UNBOUNDED PRECEDING) ORDER BY month`;
