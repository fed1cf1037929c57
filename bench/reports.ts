import {
  type Ledger,
  ledger,
  months,
  mrrMovements,
  netRevenueRetention,
  retentionCohorts,
  retentionReport,
  type Subscription,
  trailing,
} from 'tenure';
import { checkClose } from './check.ts';
import { type Contender, race } from './race.ts';
import { firstMonth, lastMonth } from './rows.ts';
import { cohortTriangle } from './sql/cohorts.ts';
import { report, reportColumns } from './sql/report.ts';
import { trailingRetention } from './sql/trailing.ts';
import { type SubscriptionTables, subscriptionTables, unitsPerEuro } from './subscription-tables.ts';

const allMonths = months(firstMonth, lastMonth);
const moneyColumns = new Set<string>(reportColumns.filter((column) => column.endsWith('Mrr'))).add('arr').add('arpa');
/** Rates of a statement are of the amounts it prints: where most of two sums cancels, as in net churn, their last digit shows. */
const ulps = 1e-12;

/** `retentionReport` beside `mrrMovements`, whose walk it shares, and the same columns in SQL. */
export async function reportRace(rows: readonly Subscription[]): Promise<void> {
  const book = ledger(rows);
  const ours = retentionReport(book, allMonths);
  await race(rows.length, [
    { name: 'tenure: retentionReport(book, 60)', run: () => retentionReport(book, allMonths) },
    { name: 'tenure: mrrMovements(book, 60)', run: () => mrrMovements(book, allMonths) },
    ...(await query(rows, 'DuckDB: changes and windows', report, async (tables) => {
      const theirs = await tables.rows(report);
      for (const [month, row] of ours.entries()) {
        for (const [place, column] of reportColumns.entries()) {
          const divisor = moneyColumns.has(column) ? unitsPerEuro : 1;
          checkSame(`${column} of ${row.period}`, row[column], theirs[month]?.[place], divisor, ulps);
        }
      }
    })),
  ]);
}

/** Net revenue retention over the twelve months to the end of each of 60 months: twelve tracks of periods that overlap. */
export async function trailingRace(rows: readonly Subscription[]): Promise<void> {
  const book = ledger(rows);
  const years = allMonths.map(({ end }) => trailing(12, 'month', end));
  const ours = () => mrrMovements(book, years).map((statement) => netRevenueRetention(statement));
  const rates = ours();
  await race(rows.length, [
    { name: 'tenure: 60 trailing years', run: ours },
    ...(await query(rows, 'DuckDB: runs and differences', trailingRetention, async (tables) => {
      const theirs = await tables.rows(trailingRetention);
      for (const [month, { numerator, denominator }] of rates.entries()) {
        const label = years[month]?.label;
        checkSame(`opening of ${label}`, denominator, theirs[month]?.[0], unitsPerEuro, 0);
        checkSame(`retained of ${label}`, numerator, theirs[month]?.[1], unitsPerEuro, 0);
      }
    })),
  ]);
}

/** The triangle of 60 monthly cohorts at 60 ages. */
export async function cohortsRace(rows: readonly Subscription[]): Promise<void> {
  const book = ledger(rows);
  const asOf = allMonths.at(-1)?.end as Date;
  await race(rows.length, [
    { name: 'tenure: retentionCohorts(book)', run: () => retentionCohorts(book, { asOf }) },
    ...(await query(rows, 'DuckDB: changes and windows', cohortTriangle, (tables) => checkCohorts(book, asOf, tables))),
  ]);
}

async function checkCohorts(book: Ledger, asOf: Date, tables: SubscriptionTables): Promise<void> {
  const { cohorts, rows } = retentionCohorts(book, { asOf });
  const known = rows.filter(({ mrr }) => mrr !== null);
  const theirs = await tables.rows(cohortTriangle);
  checkClose('cells', known.length, theirs.length, 0);
  const ages = rows.length / cohorts.length;
  for (const [cohort = 0, age = 0, size, initial, customers, mrr] of theirs as number[][]) {
    const [own, cell] = [cohorts[cohort], rows[cohort * ages + age]];
    const name = `cohort ${own?.cohort} at age ${age}`;
    checkSame(`customers of ${name}`, own?.customers, size, 1, 0);
    checkSame(`first MRR of ${name}`, own?.mrr, initial, unitsPerEuro, 0);
    checkSame(`customers left of ${name}`, cell?.customers, customers, 1, 0);
    checkSame(`MRR left of ${name}`, cell?.mrr, mrr, unitsPerEuro, 0);
  }
}

type Cell = number | null | undefined;

function checkSame(what: string, ours: Cell, theirs: Cell, divisor: number, relative: number): void {
  if (ours === null && theirs === null) return;
  checkClose(what, ours ?? Number.NaN, (theirs ?? Number.NaN) / divisor, relative);
}

/** A query as a contender, after its result was checked; none without DuckDB. */
async function query(
  rows: readonly Subscription[],
  name: string,
  sql: string,
  check: (tables: SubscriptionTables) => Promise<void>,
): Promise<Contender[]> {
  const tables = await subscriptionTables(rows);
  if (tables === null) return [];
  await check(tables);
  return [{ name, run: () => tables.rows(sql) }];
}
