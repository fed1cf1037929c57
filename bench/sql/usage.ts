/** Customers of each of the twelve months: one bit a month, or-ed by customer, so that the hash table has one entry a customer. */
const monthsOfCustomers = 'SELECT bit_or(1 << month(day)::INTEGER) AS months FROM events GROUP BY customer';
const perMonth = Array.from({ length: 12 }, (_, i) => `sum((months >> ${i + 1}) & 1)`).join(', ');
export const monthlyActive = `SELECT ${perMonth} FROM (${monthsOfCustomers})`;

/** For days there are too many bits: with six words a customer this is slower than counting pairs. */
export const dailyActive = 'SELECT count(DISTINCT customer) FROM events GROUP BY day ORDER BY day';

const customerDays = '(SELECT count(*) FROM (SELECT DISTINCT day, customer FROM events))';
const customerMonths = `(SELECT sum(bit_count(months)::INTEGER) FROM (${monthsOfCustomers}))`;
export const averageDaily = `SELECT ${customerDays} / 365`;
export const stickinessOfYear = `SELECT (${customerDays} / 365) / (${customerMonths} / 12)`;

/**
 * Customers with an event in the thirty days that end with each day of the year. A day of a customer counts in the windows that end on it
 * and on those up to its next day, at most thirty: one more where they begin, one less where they end, added up over the days.
 */
const nextDays = `
  SELECT day, lead(day) OVER (PARTITION BY customer ORDER BY day) AS next FROM (SELECT DISTINCT customer, day FROM events)`;
export const rollingActive = `
  WITH spans AS (${nextDays}),
  changes AS (
    SELECT day AS ending, 1 AS change FROM spans
    UNION ALL SELECT least(coalesce(next, day + 30), day + 30), -1 FROM spans)
  SELECT active FROM (SELECT ending, sum(sum(change)) OVER (ORDER BY ending) AS active FROM changes GROUP BY ending)
  WHERE year(ending) = 2025 ORDER BY ending`;
