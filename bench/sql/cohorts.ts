import { monthOf, monthsWalk } from './movements.ts';

/** Each cohort's customers, what they paid first, and by age how many pay and how much: 60 cohorts, a row for each age they reach. */
export const cohortTriangle = `
  WITH ${monthsWalk},
  changes_by_cell AS (
    SELECT cohort, month, sum(delta) AS mrr, sum((level = delta)::INTEGER - (level = 0)::INTEGER) AS customers
    FROM (
      SELECT month, level, delta, first_value(month) OVER (PARTITION BY customer ORDER BY month) AS cohort FROM walked
    )
    WHERE delta <> 0 GROUP BY cohort, month
  ),
  firsts AS (SELECT customer, min(starts) AS starts FROM phases GROUP BY customer),
  cohorts AS (
    SELECT ${monthOf('starts')} AS cohort, count(DISTINCT customer) AS size, sum(units::DOUBLE) AS initial
    FROM phases JOIN firsts USING (customer, starts) GROUP BY cohort
  ),
  cells AS (SELECT ages.month AS cohort, months.month FROM months AS ages JOIN months ON months.month >= ages.month)
  SELECT cells.cohort, cells.month - cells.cohort AS age, coalesce(size, 0), coalesce(initial, 0),
    sum(coalesce(customers, 0)) OVER cohort_ages, sum(coalesce(mrr, 0)) OVER cohort_ages
  FROM cells LEFT JOIN cohorts USING (cohort)
    LEFT JOIN changes_by_cell ON changes_by_cell.cohort = cells.cohort AND changes_by_cell.month = cells.month
  WINDOW cohort_ages AS (PARTITION BY cells.cohort ORDER BY cells.month ROWS UNBOUNDED PRECEDING)
  ORDER BY cells.cohort, cells.month`;
