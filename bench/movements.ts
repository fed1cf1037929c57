import { Decimal } from 'decimal.js';
import { days, ledger, type MrrMovements, months, mrrMovements, type Subscription } from 'tenure';
import { checkClose } from './check.ts';
import { compiledOf } from './columns.ts';
import { arqueroMovements } from './engines/arquero-movements.ts';
import type { Row } from './engines/duckdb.ts';
import { polarsMovements } from './engines/polars-movements.ts';
import {
  churn,
  contraction,
  expansion,
  floatColumns,
  floatMovements,
  new_,
  reactivation,
  stride,
} from './float-limit.ts';
import { naiveMovements, phasesByCustomer, type Statement, terms } from './naive-decimal.ts';
import { type Contender, race, remark } from './race.ts';
import { firstMonth, lastMonth } from './rows.ts';
import {
  eventMovements,
  eventMovementsOfSteps,
  makeSteps,
  netMovements,
  netMovementsOfSteps,
  spineMovements,
} from './sql/movements.ts';
import { subscriptionTables, unitsPerEuro } from './subscription-tables.ts';

/** With ten times as many, one run of the naive loop takes a minute. */
const mostNaiveRows = 1e5;
/** decimal.js rounds to 20 digits; with this many the quotients by 12 are good enough to tell the nearest double. */
const Wide = Decimal.clone({ precision: 60 });

/** `mrrMovements` of 60 months from a compiled ledger, beside the limit, the naive loop, and the queries of engines over tables. */
export async function movementsRace(rows: readonly Subscription[]): Promise<void> {
  const book = ledger(rows);
  const periods = months(firstMonth, lastMonth);
  const allDays = days(`${firstMonth}-01`, `${lastMonth}-31`);
  const columns = floatColumns(compiledOf(book));
  const ours = mrrMovements(book, periods);
  checkLimit(ours, floatMovements(columns, periods, 'net'));
  const contenders: Contender[] = [
    { name: 'tenure: mrrMovements(book, 60)', run: () => mrrMovements(book, periods) },
    { name: 'limit: float64, inexact', run: () => floatMovements(columns, periods, 'net') },
    { name: 'tenure: 1,826 days, not 60 months', run: () => mrrMovements(book, allDays) },
    ...(await queries(rows, ours, {
      'DuckDB: changes and windows': netMovements,
      'DuckDB: the same from a steps table': netMovementsOfSteps,
      'DuckDB: month spine': spineMovements,
    })),
  ];
  for (const pipeline of [await polarsMovements(rows), await arqueroMovements(rows)]) {
    if (pipeline === null) continue;
    checkStatements(ours, await pipeline.run());
    contenders.push(pipeline);
  }
  if (rows.length <= mostNaiveRows) {
    checkNaive(ours, naiveMovements(phasesByCustomer(rows, Wide), periods, Wide), 0);
    const customers = phasesByCustomer(rows, Decimal);
    checkNaive(ours, naiveMovements(customers, periods, Decimal), 1e-12);
    contenders.push({ name: 'naive: decimal.js loop', run: () => naiveMovements(customers, periods, Decimal) });
  }
  await race(rows.length, contenders);
  if (rows.length > mostNaiveRows)
    remark(rows.length, 'naive: decimal.js loop', `not run above ${mostNaiveRows.toLocaleString('en')} rows`);
  const tables = await subscriptionTables(rows);
  if (tables !== null) remark(rows.length, 'DuckDB: CSV to table, once', `${tables.loadMs.toFixed(0)} ms`);
}

/** The same with each change booked at its instant. */
export async function eventMovementsRace(rows: readonly Subscription[]): Promise<void> {
  const book = ledger(rows);
  const periods = months(firstMonth, lastMonth);
  const columns = floatColumns(compiledOf(book));
  const ours = mrrMovements(book, periods, { movements: 'event' });
  checkLimit(ours, floatMovements(columns, periods, 'event'));
  await race(rows.length, [
    { name: "tenure: movements: 'event'", run: () => mrrMovements(book, periods, { movements: 'event' }) },
    { name: 'limit: float64, inexact', run: () => floatMovements(columns, periods, 'event') },
    ...(await queries(rows, ours, {
      'DuckDB: changes and windows': eventMovements,
      'DuckDB: the same from a steps table': eventMovementsOfSteps,
    })),
  ]);
}

/** Queries over the tables as contenders, after each gave the same statements to the last bit. */
async function queries(
  rows: readonly Subscription[],
  ours: readonly MrrMovements[],
  texts: Readonly<Record<string, string>>,
): Promise<Contender[]> {
  const tables = await subscriptionTables(rows);
  if (tables === null) return [];
  await tables.run(makeSteps);
  for (const text of Object.values(texts)) checkStatements(ours, await tables.rows(text));
  return Object.entries(texts).map(([name, text]) => ({ name, run: () => tables.rows(text) }));
}

/** Opening, the five kinds and closing of each month, in units. Whole units divide to the nearest double, so nothing may differ. */
function checkStatements(ours: readonly MrrMovements[], rows: readonly Row[]): void {
  checkClose('months', ours.length, rows.length, 0);
  for (const [month, row] of rows.entries()) {
    const numbers = Object.fromEntries(terms.map((term, i) => [term, (row[i] ?? Number.NaN) / unitsPerEuro]));
    check(ours[month] as MrrMovements, numbers as Record<keyof Statement, number>, 0);
  }
}

function checkLimit(ours: readonly MrrMovements[], sums: Float64Array): void {
  let opening = 0;
  for (const [month, statement] of ours.entries()) {
    const first = (month * 2 + 1) * stride;
    const sum = (kind: number) => sums[first + kind] ?? Number.NaN;
    const limit = {
      new: sum(new_),
      reactivation: sum(reactivation),
      expansion: sum(expansion),
      contraction: sum(contraction),
      churn: sum(churn),
    };
    const closing = opening + limit.new + limit.reactivation + limit.expansion - limit.contraction - limit.churn;
    check(statement, { ...limit, opening, closing }, 1e-9);
    opening = closing;
  }
}

function checkNaive(ours: readonly MrrMovements[], statements: readonly Statement[], relative: number): void {
  for (const [month, statement] of statements.entries()) {
    const numbers = Object.fromEntries(terms.map((term) => [term, statement[term].toNumber()]));
    check(ours[month] as MrrMovements, numbers as Record<keyof Statement, number>, relative);
  }
}

function check(ours: MrrMovements, theirs: Readonly<Record<keyof Statement, number>>, relative: number): void {
  for (const term of terms) checkClose(`${term} of ${ours.period.label}`, ours[term], theirs[term], relative);
}
