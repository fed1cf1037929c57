import { healthScores } from 'tenure';
import { checkClose } from './check.ts';
import { type Database, openDatabase } from './engines/duckdb.ts';
import { type HealthRow, healthModel } from './health-book.ts';
import { type ScoreAndBand, scoresByHand } from './health-by-hand.ts';
import { keptBytes } from './memory.ts';
import { type Contender, race } from './race.ts';
import { scoredTable } from './sql/health.ts';
import { writeCsv } from './write-csv.ts';

const bands = ['red', 'yellow', 'green'];
const edges = [40, 70];
const tolerance = 1e-9;

/** `healthScores` beside a loop in doubles and a query, both written for this one model and without the reasons for a score. */
export async function healthRace(rows: readonly HealthRow[]): Promise<void> {
  const ours = () => healthScores(rows, healthModel);
  const byHand = () => scoresByHand(rows);
  const table = await signalsTable(rows);
  await compare(rows, table);
  // Of a part of them: it is the same for each, and a second million of results would have to fit beside the first.
  const bytes = (run: (some: readonly HealthRow[]) => unknown) => {
    const some = rows.slice(0, 100_000);
    return keptBytes(() => run(some)) / some.length;
  };
  const database: Contender[] =
    table === null ? [] : [{ name: 'DuckDB: CASE, loaded, to a table', run: () => table.run(scoredTable) }];
  await race(rows.length, [
    {
      name: 'tenure: healthScores, with reasons',
      run: ours,
      bytesPerRow: bytes((some) => healthScores(some, healthModel)),
    },
    { name: 'by hand: a loop in doubles', run: byHand, bytesPerRow: bytes(scoresByHand) },
    ...database,
  ]);
}

async function compare(rows: readonly HealthRow[], table: Database | null): Promise<void> {
  const scores = healthScores(rows, healthModel).map(({ customerId, score, band }) => ({
    customerId,
    score: score as number,
    band: band as string,
  }));
  for (const [i, own] of scoresByHand(rows).entries()) compareScores(scores[i] as ScoreAndBand, own.score, own.band);
  if (table === null) return;
  await table.run(scoredTable);
  const scored = await table.rows('SELECT score, band FROM scored ORDER BY customer');
  checkClose('customers', scores.length, scored.length, 0);
  for (const [i, [score, band]] of scored.entries()) {
    compareScores(scores[i] as ScoreAndBand, score ?? Number.NaN, bands[band ?? -1] ?? '');
  }
}

/** Sums in doubles can be on the other side of an edge that the exact score lies on. */
function compareScores(ours: ScoreAndBand, score: number, band: string): void {
  checkClose(`score of ${ours.customerId}`, ours.score, score, tolerance);
  const isAtEdge = edges.some((edge) => Math.abs(ours.score - edge) <= tolerance);
  if (!isAtEdge && ours.band !== band) {
    throw new Error(`band of ${ours.customerId}: ${ours.band} by tenure, ${band} by another contender`);
  }
}

async function signalsTable(rows: readonly HealthRow[]): Promise<Database | null> {
  const database = await openDatabase();
  if (database === null) return null;
  const header = 'customer,active_days,usage_trend,open_tickets,nps_score,nps_age,plan,unpaid_invoices';
  let customer = 0;
  const line = ({ values }: HealthRow) => {
    const { activeDays, usageTrend, openTickets, npsScore, plan, unpaidInvoices } = values;
    const nps = [npsScore?.value, npsScore?.ageDays];
    return [customer++, activeDays, usageTrend, openTickets, ...nps, plan, unpaidInvoices].join(',');
  };
  const path = writeCsv('health-signals.csv', header, rows, line);
  const types = ['INTEGER', 'INTEGER', 'DOUBLE', 'INTEGER', 'INTEGER', 'INTEGER', 'VARCHAR', 'INTEGER'];
  const columns = header.split(',').map((name, i) => `'${name}': '${types[i]}'`);
  const source = `read_csv('${path}', header = true, columns = {${columns.join(', ')}})`;
  await database.run(
    `CREATE TABLE signals AS SELECT * REPLACE (plan::ENUM ('gold', 'silver', 'basic') AS plan) FROM ${source}`,
  );
  return database;
}
