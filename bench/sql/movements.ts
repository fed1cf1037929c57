/** 0 for the first of the 60 months. */
export const monthOf = (date: string) => `((year(${date}) - 2021) * 12 + month(${date}) - 1)::TINYINT`;

/**
 * Every customer's changes, netted a month or a day, with the level that each leads to. `units` are whole numbers held as DOUBLE, which adds
 * them exactly below 2^53 and faster than HUGEINT, the type of a sum of integers.
 */
const walk = (grain: 'month' | 'day') => {
  const instant = (date: string) => (grain === 'month' ? monthOf(date) : date);
  return `
  changes AS (
    SELECT customer, ${instant('starts')} AS instant, units::DOUBLE AS delta FROM phases
    UNION ALL
    SELECT customer, ${instant('ends')}, -units::DOUBLE FROM phases WHERE ends IS NOT NULL
  ),
  netted AS (SELECT customer, instant, sum(delta) AS delta FROM changes GROUP BY customer, instant),
  walked AS (
    SELECT customer, instant, ${grain === 'month' ? 'instant' : monthOf('instant')} AS month, delta,
      sum(delta) OVER steps AS level, row_number() OVER steps = 1 AS is_first
    FROM netted
    WINDOW steps AS (PARTITION BY customer ORDER BY instant ROWS UNBOUNDED PRECEDING)
  )`;
};

export const monthsWalk = walk('month');

/** For a move to `level` by `delta`: the amount of each kind, and what makes it of that kind. */
const kinds = {
  new: ['level', 'level = delta AND is_first'],
  reactivation: ['level', 'level = delta AND NOT is_first'],
  expansion: ['delta', 'level > delta AND delta > 0'],
  contraction: ['-delta', 'level > 0 AND delta < 0'],
  churn: ['-delta', 'level = 0'],
} as const;
type Kind = keyof typeof kinds;
const names = Object.keys(kinds) as Kind[];

/** The sum of each kind by month of `moves`, and the number of moves of some kinds. A month without moves has zeros. */
export const termsOf = (moves: string, counted: readonly Kind[] = []) => {
  const sums = names.map((name) => `sum(${kinds[name][0]}) FILTER (${kinds[name][1]}) AS ${name}`);
  const counts = counted.map((name) => `count(*) FILTER (${kinds[name][1]}) AS ${name}_count`);
  const terms = [...names, ...counted.map((name) => `${name}_count`)];
  return `
  sums AS (SELECT month, ${[...sums, ...counts].join(', ')} FROM ${moves} WHERE delta <> 0 GROUP BY month),
  terms AS (
    SELECT month, ${terms.map((term) => `coalesce(${term}, 0) AS ${term}`).join(', ')}
    FROM months LEFT JOIN sums USING (month)
  )`;
};

const change = 'new + reactivation + expansion - contraction - churn';

/** The statement of each month: opening, the five kinds, closing. */
const statements = (moves: string) => `${termsOf(moves)}
  SELECT sum(${change}) OVER timeline - (${change}) AS opening, ${names.join(', ')}, sum(${change}) OVER timeline AS closing
  FROM terms WINDOW timeline AS (ORDER BY month ROWS UNBOUNDED PRECEDING) ORDER BY month`;

/** Changes and window functions. */
export const netMovements = `WITH ${monthsWalk}, ${statements('walked')}`;
export const eventMovements = `WITH ${walk('day')}, ${statements('walked')}`;

/** What a compiled ledger is in SQL: each customer's levels from day to day, made once. */
export const makeSteps = `
  CREATE TABLE IF NOT EXISTS steps AS WITH ${walk('day')}
  SELECT customer, instant AS day, month, level, delta, is_first FROM walked WHERE delta <> 0 ORDER BY customer, day`;

export const netMovementsOfSteps = `
  WITH moves AS (
    SELECT month, arg_max(level, day) AS level, sum(delta) AS delta, bool_or(is_first) AS is_first
    FROM steps GROUP BY customer, month
  ), ${statements('moves')}`;
export const eventMovementsOfSteps = `WITH ${statements('steps')}`;

/** The month spine of the MRR models for dbt: a row for every customer and month from the first one paid to the one of the last end. */
export const spineMovements = `
  WITH customers AS (
    SELECT customer, min(starts) AS first_start, min(${monthOf('starts')}) AS first_month,
      max(coalesce(${monthOf('ends')}, 59)) AS last_month
    FROM phases GROUP BY customer
  ),
  customer_months AS (
    SELECT customer, month, next_first_day, first_start >= first_day AS is_first
    FROM customers JOIN months ON month BETWEEN first_month AND last_month
  ),
  monthly AS (
    SELECT customer, month, any_value(is_first) AS is_first,
      -- Not in the join's condition, where DuckDB would take two comparisons of dates for the way to join: forty times slower.
      sum(units::DOUBLE) FILTER (starts < next_first_day AND (ends IS NULL OR ends >= next_first_day)) AS level
    FROM customer_months spine JOIN phases USING (customer)
    GROUP BY customer, month
  ),
  moves AS (
    SELECT month, is_first, coalesce(level, 0) AS level,
      coalesce(level, 0) - coalesce(lag(level) OVER (PARTITION BY customer ORDER BY month), 0) AS delta
    FROM monthly
  ), ${statements('moves')}`;
