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
