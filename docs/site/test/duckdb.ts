import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { report } from '../../../bench/sql/report.ts';

const dist = dirname(createRequire(import.meta.url).resolve('@duckdb/duckdb-wasm/dist/duckdb-eh.wasm'));

/** The folder that a server has to have under `/duckdb/`. */
export const duckdbFolder = `${dist}/`;

export interface QueryTimes {
  /** Until the engine answers, once per page. */
  readonly start: number;
  /** From the file in hand to the rows of the table. */
  readonly table: number;
  readonly version: string;
  readonly rows: readonly Readonly<Record<string, number | null>>[];
}

/** The query of bench/sql/report.ts over a CSV: units are a twelfth of a cent, months are counted from January 2021. */
const statements = [
  `CREATE TABLE phases AS SELECT customer_id AS customer, start_date AS starts, end_date AS ends,
     CASE interval WHEN 'year' THEN round(amount * 100) ELSE round(amount * 1200) END AS units FROM read_csv('ledger.csv')`,
  'CREATE TABLE months AS SELECT range::TINYINT AS month FROM range(12, 72)',
  report,
];

/** The table of the report out of a CSV by DuckDB-WASM in the same browser; nothing is loaded but from the server of the test. */
export async function duckdbTable(browser: Browser, origin: string, file: string): Promise<QueryTimes> {
  const page: Page = await browser.newPage();
  try {
    const address = `${origin}/duckdb/page.html`;
    await page.route(address, (route) => route.fulfill({ contentType: 'text/html', body: '<input type="file">' }));
    await page.goto(address);
    await page.locator('input').setInputFiles(file);
    const { outputFiles } = await build({
      entryPoints: [`${dist}/duckdb-browser.mjs`],
      bundle: true,
      format: 'iife',
      globalName: 'duckdb',
      write: false,
      logLevel: 'silent',
    });
    await page.addScriptTag({ content: outputFiles[0]?.text ?? '' });
    return await page.evaluate(async (queries) => {
      // biome-ignore lint/suspicious/noExplicitAny: the global that the script above makes.
      const { duckdb } = globalThis as any;
      const began = performance.now();
      const db = new duckdb.AsyncDuckDB(new duckdb.VoidLogger(), new Worker('/duckdb/duckdb-browser-eh.worker.js'));
      await db.instantiate('/duckdb/duckdb-eh.wasm');
      const connection = await db.connect();
      const version: string = await db.getVersion();
      const started = performance.now();
      const dropped = document.querySelector('input')?.files?.[0];
      await db.registerFileHandle('ledger.csv', dropped, duckdb.DuckDBDataProtocol.BROWSER_FILEREADER, true);
      let found: { toArray(): { toJSON(): Record<string, unknown> }[] } | undefined;
      for (const query of queries) found = await connection.query(query);
      const rows = (found?.toArray() ?? []).map((row) =>
        Object.fromEntries(
          Object.entries(row.toJSON()).map(([name, value]) => [name, value === null ? null : Number(value)]),
        ),
      );
      return { start: started - began, table: performance.now() - started, version, rows };
    }, statements);
  } finally {
    await page.close();
  }
}
