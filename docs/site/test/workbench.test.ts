import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exportShapes } from '../../../test/examples/files/exports.ts';
import { shapes } from '../../../test/examples/files/shapes.ts';
import { main as cohorts } from '../../examples/cohorts.ts';
import { main as compare } from '../../examples/compare.ts';
import { main as health } from '../../examples/health.ts';
import { main as report } from '../../examples/report.ts';
import { sampleHealth } from '../../examples/support/health/sample-health.ts';
import { csvText } from '../../examples/support/out/csv-text.ts';
import type { Program } from '../../examples/support/run.ts';
import { main as surveys } from '../../examples/surveys.ts';
import { main as survival } from '../../examples/survival.ts';
import { main as tickets } from '../../examples/tickets.ts';
import { main as usage } from '../../examples/usage.ts';
import { looks, openSite, picture, type Site, type Visit, violationsOf } from './browser.ts';
import { duckdbFolder, duckdbTable } from './duckdb.ts';
import { said } from './said.ts';

const folder = mkdtempSync(join(tmpdir(), 'tenure-workbench-'));
const root = fileURLToPath(new URL('../../../', import.meta.url));

let site: Site;
beforeAll(async () => {
  site = await openSite({ '/duckdb/': duckdbFolder });
});
afterAll(async () => {
  await site.close();
  rmSync(folder, { recursive: true });
});

async function openWorkbench(options = {}): Promise<Visit> {
  const visit = await site.visit('/workbench.html', { acceptDownloads: true, ...options });
  await visit.page.locator('.workbench').waitFor();
  visit.requests.length = 0;
  return visit;
}

const fileOf = (name: string, content: string | Uint8Array) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

/** Waits for what comes of an act: results, or a complaint. */
async function settled(page: Page, act: () => Promise<unknown>, timeout = 120_000): Promise<string> {
  await act();
  await page.waitForFunction(
    () => {
      const text = document.querySelector('.workbench [role=status]')?.textContent ?? '';
      return (
        document.querySelector('.workbench progress') === null &&
        (/^(Done|Fertig)/.test(text) || document.querySelector('.failure') !== null)
      );
    },
    null,
    { timeout },
  );
  return (await page.locator('.failure').allTextContents()).join('');
}

async function drop(page: Page, path: string | string[], timeout?: number): Promise<string> {
  return settled(page, () => page.getByLabel('Files to open').setInputFiles(path), timeout);
}

/** Sets a definition; its field lies under a heading that opens. */
async function define(page: Page, name: string, value: string, timeout?: number): Promise<string> {
  const details = page.locator('details.definitions');
  if ((await details.getAttribute('open')) === null) await details.locator('summary').click();
  return settled(page, () => details.getByRole('combobox', { name, exact: true }).selectOption(value), timeout);
}

async function saved(page: Page, name: string): Promise<string> {
  const details = page.locator('details', { has: page.getByText('Save', { exact: true }) });
  if ((await details.getAttribute('open')) === null) await details.locator('summary').click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name }).first().click(),
  ]);
  const path = join(folder, download.suggestedFilename());
  await download.saveAs(path);
  return path;
}

/** What a program of docs/examples writes as CSV. */
async function written(program: Program, ...args: readonly string[]): Promise<string> {
  const out = join(folder, 'program.csv');
  const silent = { write: () => true };
  let complaint = '';
  const err = { write: (text: string) => (complaint += text) };
  expect(await program([...args, '--out', out, '--html', 'none'], { out: silent, err }), complaint).toBe(0);
  return readFileSync(out, 'utf8');
}

/** Figures to twelve digits. */
const rounded = (csv: string) => csv.replace(/\d+\.\d+/g, (number) => String(Number(Number(number).toPrecision(12))));

/** In the repository tenure is its sources. */
function runScript(script: string, files: readonly string[]): string {
  const reports = join(root, 'docs/site/reports');
  mkdirSync(reports, { recursive: true });
  const own = join(reports, 'script.ts');
  writeFileSync(own, script);
  try {
    const tsconfig = join(root, 'test/tsconfig.json');
    const args = ['tsx', '--tsconfig', tsconfig, own, ...files];
    return execFileSync('npx', args, { cwd: root, encoding: 'utf8', maxBuffer: 1e8 });
  } finally {
    rmSync(own);
  }
}

/** Only what the page itself makes: its worker, drawings and files to save. */
const outside = (requests: readonly string[]) => requests.filter((url) => !/^(?:blob|data):/.test(url));

describe('the sample', () => {
  test('gives what the programs write, whatever is asked, and nothing is requested', async () => {
    const { page, requests, complaints } = await openWorkbench();
    expect(await settled(page, () => page.getByRole('button', { name: 'Use the sample data' }).click())).toBe('');
    expect(readFileSync(await saved(page, 'Every figure'), 'utf8')).toBe(await written(report));
    expect(await settled(page, () => page.getByLabel('Periods').selectOption('quarter'))).toBe('');
    expect(await settled(page, () => page.getByLabel('Split').selectOption('plan'))).toBe('');
    expect(readFileSync(await saved(page, 'Every figure'), 'utf8')).toBe(await written(report, '--by', 'quarter,plan'));
    for (const [name, program, flags] of [
      ['Cohorts', cohorts, ['--by', 'quarter']],
      ['Compare definitions', compare, ['--by', 'plan']],
    ] as const) {
      expect(await settled(page, () => page.getByRole('radio', { name }).check())).toBe('');
      expect(readFileSync(await saved(page, 'Every figure'), 'utf8')).toBe(await written(program, ...flags));
    }
    expect(await settled(page, () => page.getByRole('radio', { name: 'Survival' }).check())).toBe('');
    // Another version of the engine has other last digits of logarithms and powers.
    const own12 = rounded(readFileSync(await saved(page, 'Every figure'), 'utf8'));
    expect(own12).toBe(rounded(await written(survival, '--by', 'plan')));
    expect(await settled(page, () => page.getByRole('radio', { name: 'Compare definitions' }).check())).toBe('');
    expect(await define(page, 'Pauses', 'retain')).toBe('');
    const own = await written(compare, '--by', 'plan', '--set-b', 'pauses=retain');
    expect(readFileSync(await saved(page, 'Every figure'), 'utf8')).toBe(own);
    expect([outside(requests), complaints]).toEqual([[], []]);
  });

  test('definitions hold in every view of the ledger, at once', async () => {
    const { page, complaints } = await openWorkbench();
    await settled(page, () => page.getByRole('button', { name: 'Use the sample data' }).click());
    expect(await define(page, 'Counted unit', 'subscription')).toBe('');
    expect(await define(page, 'Movements', 'event')).toBe('');
    expect(await define(page, 'Pauses', 'retain')).toBe('');
    const definitions = ['--set', 'pauses=retain', '--set', 'grain=subscription', '--set', 'movements=event'];
    for (const [name, program] of [
      ['Report', report],
      ['Cohorts', cohorts],
    ] as const) {
      if (name !== 'Report') expect(await settled(page, () => page.getByRole('radio', { name }).check())).toBe('');
      expect(readFileSync(await saved(page, 'Every figure'), 'utf8'), name).toBe(
        await written(program, ...definitions),
      );
    }
    expect(await page.locator('.sheet header').textContent()).toContain('grain subscription');
    expect(await settled(page, () => page.getByRole('radio', { name: 'Survival' }).check())).toBe('');
    expect(rounded(readFileSync(await saved(page, 'Every figure'), 'utf8'))).toBe(
      rounded(await written(survival, ...definitions)),
    );
    // Health counts customers: only what changes a score is asked.
    expect(await settled(page, () => page.getByRole('radio', { name: 'Health' }).check())).toBe('');
    expect(await page.locator('.definitions').getByRole('combobox', { name: 'Counted unit' }).count()).toBe(0);
    expect(rounded(readFileSync(await saved(page, 'Every figure'), 'utf8'))).toBe(
      rounded(await written(health, '--set', 'pauses=retain')),
    );
    expect(await settled(page, () => page.getByRole('radio', { name: 'Report' }).check())).toBe('');
    await settled(page, () => page.getByRole('button', { name: 'Reset definitions' }).click());
    expect(readFileSync(await saved(page, 'Every figure'), 'utf8')).toBe(await written(report));
    expect(complaints).toEqual([]);
  });

  test.each([
    ['Usage', usage, []],
    ['Surveys', surveys, []],
    ['Tickets', tickets, ['--target', '24']],
    ['Health', health, ['--horizon-days', '30']],
  ] as const)('%s gives what its program writes', async (name, program, flags) => {
    const { page, requests, complaints } = await openWorkbench();
    await settled(page, () => page.getByRole('button', { name: 'Use the sample data' }).click());
    expect(await settled(page, () => page.getByRole('radio', { name }).check())).toBe('');
    for (const [flag, label] of [
      ['--target', 'Target for the resolution, hours'],
      ['--horizon-days', 'Horizon, days'],
    ] as const) {
      const value = flags[(flags as readonly string[]).indexOf(flag) + 1];
      if (!(flags as readonly string[]).includes(flag) || value === undefined) continue;
      await page.getByLabel(label).fill(value);
      expect(await settled(page, () => page.getByLabel(label).press('Enter'))).toBe('');
    }
    const own = rounded(readFileSync(await saved(page, 'Every figure'), 'utf8'));
    expect(own).toBe(rounded(await written(program, ...flags)));
    expect([outside(requests), complaints]).toEqual([[], []]);
  });

  test.each(['Report', 'Cohorts', 'Survival', 'Compare definitions', 'Health', 'Usage', 'Surveys', 'Tickets'] as const)(
    'a script for Node runs: %s',
    async (name) => {
      const { page } = await openWorkbench();
      await settled(page, () => page.getByRole('button', { name: 'Use the sample data' }).click());
      if (name !== 'Report') await settled(page, () => page.getByRole('radio', { name, exact: true }).check());
      if (['Report', 'Survival'].includes(name)) await define(page, 'Pauses', 'retain');
      const details = page.locator('details', { has: page.getByText('Save', { exact: true }) });
      await details.locator('summary').click();
      const lists: string[] = [];
      for (const button of await page.getByRole('button', { name: /^Rows as read/ }).all()) {
        const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
        const path = join(folder, download.suggestedFilename());
        await download.saveAs(path);
        lists.push(path);
      }
      const script = readFileSync(await saved(page, 'Script for Node'), 'utf8');
      if (['Report', 'Survival'].includes(name)) expect(script).toContain('"pauses": "retain"');
      const out = runScript(script, lists);
      expect(out.split('\n').length).toBeGreaterThan(10);
    },
  );

  test('is the same in a script for Node, and on the command line that it names', async () => {
    const { page } = await openWorkbench();
    await settled(page, () => page.getByRole('button', { name: 'Use the sample data' }).click());
    const figures = readFileSync(await saved(page, 'Every figure'), 'utf8');
    const rows = await saved(page, 'Rows as read');
    const script = readFileSync(await saved(page, 'Script for Node'), 'utf8');
    expect(script).toContain('npm run report --');
    const printing = script.replace(/console\.table\((.*)\);/, 'console.log(JSON.stringify($1));');
    const found = JSON.parse(runScript(printing, [rows])) as Record<string, unknown>[];
    const lines = figures.trim().split('\n').slice(1);
    expect(
      found.map((row) =>
        Object.values(row)
          .map((value) => value ?? '')
          .join(','),
      ),
    ).toEqual(lines);
  });

  test('every bar leads to its customers, by pointer and by keyboard', async () => {
    const { page } = await openWorkbench();
    await settled(page, () => page.getByRole('button', { name: 'Use the sample data' }).click());
    const bar = page.locator('#p1 > svg.wide path:has(title)').filter({ hasText: '2026-03 churn' }).first();
    await bar.click({ force: true });
    await page.locator('.customers h2', { hasText: '2026-03, churn' }).waitFor();
    const byPointer = await page.locator('.customers').textContent();
    await page.getByRole('combobox', { name: 'Mark', exact: true }).selectOption({ label: '2026-03 new' });
    await page.getByRole('button', { name: 'Show customers' }).press('Enter');
    await page.locator('.customers h2', { hasText: '2026-03, new' }).waitFor();
    expect(await page.locator('.customers').textContent()).not.toBe(byPointer);
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('customers');
    for (const [view, name, title] of [
      ['Health', '2026-06 red', '2026-06, red'],
      ['Usage', 'search', 'search'],
    ] as const) {
      await settled(page, () => page.getByRole('radio', { name: view, exact: true }).check());
      await page
        .locator('.sheet svg.wide path:has(title)')
        .filter({ hasText: `${name}:` })
        .first()
        .click({ force: true });
      const heading = page.locator('.customers h2', { hasText: title });
      await heading.waitFor();
      const [, shown = ''] = (await heading.textContent())?.split(': ') ?? [];
      expect(await page.locator('.customers tbody tr').count()).toBe(Number(shown));
    }
  });

  test('cells, steps and points lead to their customers as well; a place between them to none', async () => {
    const { page } = await openWorkbench();
    await settled(page, () => page.getByRole('button', { name: 'Use the sample data' }).click());
    for (const [view, mark, heading] of [
      ['Cohorts', '2024-03, age 6:', /^2024-03, age 6: \d+ of (\d+) customers$/],
      ['Survival', 'Month 3:', /^Month 3, left: (\d+)$/],
      ['Survival', '12 months:', /^Left within 12 months: (\d+)$/],
      ['Health', '30 to 40:', /^Score 30 to 40, left: \d+ of (\d+)$/],
      ['Usage', '2025-09, age 2:', /^2025-09, age 2: \d+ of (\d+) customers$/],
      ['Usage', 'import:', /^2 import: \d+ of (\d+) customers$/],
      ['Usage', '2026-03 active customers:', /^2026-03 active customers: (\d+)$/],
    ] as const) {
      const radio = page.getByRole('radio', { name: view, exact: true });
      if (!(await radio.isChecked())) await settled(page, () => radio.check());
      const picture = mark === 'import:' ? '#p4' : 'figure';
      await page
        .locator(`.sheet ${picture} > svg.wide path:has(title)`)
        .filter({ hasText: mark })
        .first()
        .click({ force: true });
      const title = page.locator('.customers h2').filter({ hasText: heading });
      await title.waitFor();
      const [, shown = ''] = heading.exec((await title.textContent()) ?? '') ?? [];
      expect(await page.locator('.customers tbody tr').count(), mark).toBe(Number(shown));
    }
    const before = await page.locator('.customers h2').textContent();
    await page.locator('#p1 > svg.wide').click({ position: { x: 3, y: 3 } });
    expect(await page.locator('.customers h2').textContent()).toBe(before);
    // Many marks are listed by what they have in common.
    await settled(page, () => page.getByRole('radio', { name: 'Cohorts', exact: true }).check());
    expect(await page.locator('optgroup').count()).toBeGreaterThan(20);
  });

  test('health takes a model of one’s own, and says what is wrong with one as its program does', async () => {
    const { page, requests, complaints } = await openWorkbench();
    await settled(page, () => page.getByRole('button', { name: 'Use the sample data' }).click());
    await settled(page, () => page.getByRole('radio', { name: 'Health' }).check());
    const model = JSON.parse(readFileSync(await saved(page, 'Health model (JSON)'), 'utf8')) as { signals: object[] };
    expect(model.signals).toHaveLength(5);
    const own = fileOf('own.json', JSON.stringify({ ...model, signals: model.signals.slice(0, 2) }));
    expect(await drop(page, own)).toBe('');
    expect(await page.locator('.workbench pre').first().textContent()).toContain('Model: own.json');
    expect(rounded(readFileSync(await saved(page, 'Every figure'), 'utf8'))).toBe(
      rounded(await written(health, '--model', own)),
    );
    expect(await page.locator('.workbench pre').last().textContent()).toContain('npm run health -- --model own.json');
    const bad = fileOf('bad.json', JSON.stringify({ signals: [{ ...model.signals[0], weight: -1 }] }));
    expect(await drop(page, bad)).toBe(
      '--model bad.json: model.signals[0].weight must be a finite number >= 0; received -1',
    );
    // Beside a ledger of one's own as well.
    const ledger = fileOf('few.csv', csvText(sampleHealth().subscriptions));
    expect(await drop(page, [own, ledger])).toBe('');
    expect(await page.locator('.workbench pre').last().textContent()).toContain('few.csv --model own.json');
    expect(rounded(readFileSync(await saved(page, 'Every figure'), 'utf8'))).toBe(
      rounded(await written(health, ledger, '--model', own)),
    );
    expect([outside(requests), complaints]).toEqual([[], []]);
  });

  test('on a phone a row of words is a list, and as wide as the page', async () => {
    const { page } = await openWorkbench(looks[2].options);
    await settled(page, () => page.getByRole('button', { name: 'Use the sample data' }).click());
    await settled(page, () => page.getByRole('radio', { name: 'Health' }).check());
    const table = page.getByRole('table').first();
    expect(await table.getByRole('row').count()).toBeGreaterThan(5);
    const region = await table.locator('..').evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
    const box = await table.getByRole('row').nth(1).boundingBox();
    expect([region, (box?.height ?? 999) < 280]).toEqual([0, true]);
  });

  test('speaks German, down to its pictures and files', async () => {
    const { page } = await openWorkbench();
    await page.getByLabel('Language').selectOption('de');
    await settled(page, () => page.getByRole('button', { name: 'Beispieldaten verwenden' }).click());
    await page.getByRole('heading', { name: 'Kundenbindungsbericht' }).or(page.locator('.sheet h1')).first().waitFor();
    expect(await page.locator('.sheet').last().textContent()).toContain('Bevor Sie diesen Zahlen vertrauen');
    const read = page.locator('.workbench pre').first();
    expect(await read.textContent()).toContain('Vertragsbestand: das Beispiel, da keine Datei angegeben ist');
    await settled(page, () => page.getByLabel('Sprache').selectOption('en'));
    expect(await read.textContent()).toContain('Ledger: the sample ledger');
    await settled(page, () => page.getByLabel('Language').selectOption('de'));
    await settled(page, () => page.getByRole('radio', { name: 'Definitionen vergleichen' }).check());
    await page.getByText('Kunden hinter einer Markierung').click();
    await page.getByRole('button', { name: 'Kunden zeigen' }).click();
    await page.locator('.customers th', { hasText: 'b: am Ende' }).waitFor();
  });

  test('saves a picture as PNG', async () => {
    const { page, requests } = await openWorkbench();
    await settled(page, () => page.getByRole('button', { name: 'Use the sample data' }).click());
    const png = readFileSync(await saved(page, 'Picture (PNG)'));
    expect([...png.subarray(1, 4)].map((byte) => String.fromCharCode(byte)).join('')).toBe('PNG');
    expect(png.length).toBeGreaterThan(20_000);
    expect(outside(requests)).toEqual([]);
  });
});

describe('files of one’s own', () => {
  const german =
    shapes.find(({ name }) => /German/.test(name) && /Excel|Windows/i.test(name)) ??
    shapes.find(({ file }) => typeof file === 'string' && file.includes('Vertragsbeginn'));
  const stripe = exportShapes.find(({ name }) => name.startsWith("Stripe's subscriptions.csv"));

  test.each([
    ['a German one of Excel', german],
    ['an export of Stripe', stripe],
  ])('%s is read as the program reads it', async (_, shape) => {
    if (shape === undefined) throw new Error('there is such a shape');
    const { page, requests, complaints } = await openWorkbench();
    const content = typeof shape.file === 'string' ? `\uFEFF${shape.file}` : shape.file;
    const path = fileOf('own.csv', content);
    expect(await drop(page, path)).toBe('');
    expect(readFileSync(await saved(page, 'Every figure'), 'utf8')).toBe(await written(report, path));
    expect([outside(requests), complaints]).toEqual([[], []]);
  });

  const rows = [
    { customerId: 'ada', start: '2025-01-01', end: '2025-06-01', amount: 49.99, interval: 'month' },
    { customerId: 'ben', start: '2025-02-01', end: null, amount: 600, interval: 'year' },
  ];
  const csv = 'customerId,start,end,amount,interval\nada,2025-01-01,2025-06-01,49.99,month\nben,2025-02-01,,600,year\n';

  test('rows of JSON, of JSON lines and of Parquet are those of a CSV', async () => {
    const { page } = await openWorkbench();
    const expected = await written(report, fileOf('rows.csv', csv));
    const column = (name: keyof (typeof rows)[0]) => rows.map((row) => row[name]);
    const parquet = parquetWriteBuffer({
      columnData: (['customerId', 'start', 'end', 'amount', 'interval'] as const).map((name) => ({
        name,
        data: column(name) as string[],
      })),
    });
    for (const path of [
      fileOf('rows.json', JSON.stringify(rows)),
      fileOf('rows.jsonl', rows.map((row) => JSON.stringify(row)).join('\n')),
      fileOf('rows.parquet', new Uint8Array(parquet)),
    ]) {
      expect(await drop(page, path), path).toBe('');
      expect(readFileSync(await saved(page, 'Every figure'), 'utf8'), path).toBe(expected);
    }
  });

  test('objects of the API of Stripe are taken as `fromStripe` takes them', async () => {
    const { page } = await openWorkbench();
    const price = {
      id: 'price_1',
      object: 'price',
      currency: 'eur',
      unit_amount: 2000,
      recurring: { interval: 'month' },
    };
    const subscription = {
      id: 'sub_1',
      object: 'subscription',
      customer: 'cus_1',
      status: 'active',
      start_date: 1767225600,
      items: { data: [{ id: 'si_1', price, quantity: 2 }] },
    };
    expect(await drop(page, fileOf('stripe.json', JSON.stringify({ object: 'list', data: [subscription] })))).toBe('');
    expect(await page.locator('.workbench pre').first().textContent()).toContain('objects of the API of Stripe');
    expect(readFileSync(await saved(page, 'Every figure'), 'utf8').split('\n')[1]).toContain('40');
  });

  test('events, answers, tickets and a ledger are recognised, and health takes them together', async () => {
    const { page, requests, complaints } = await openWorkbench();
    const data = sampleHealth();
    const csvOf = (name: string, list: readonly object[]) => fileOf(`${name}.csv`, csvText(list));
    const paths = {
      events: csvOf('use', data.events),
      tickets: csvOf('help', data.tickets),
      answers: csvOf('said', data.responses),
      payments: csvOf('paid', data.payments),
      ledger: csvOf('book', data.subscriptions),
    };
    expect(await drop(page, paths.tickets)).toBe('');
    expect(await page.getByRole('radio', { name: 'Tickets' }).isChecked()).toBe(true);
    expect(await page.getByRole('radio', { name: 'Health' }).isDisabled()).toBe(true);
    expect(readFileSync(await saved(page, 'Every figure'), 'utf8')).toBe(await written(tickets, paths.tickets));
    expect(await drop(page, [paths.events, paths.answers, paths.payments, paths.ledger])).toBe('');
    for (const [name, file] of Object.entries(paths)) {
      const kind = page.getByLabel(`${file.split('/').at(-1)} is`);
      expect(await kind.inputValue()).toBe(name);
    }
    const flags = ['events', 'tickets', 'payments', 'answers'].flatMap((list) => [
      `--${list}`,
      paths[list as keyof typeof paths],
    ]);
    expect(await settled(page, () => page.getByRole('radio', { name: 'Health' }).check())).toBe('');
    expect(rounded(readFileSync(await saved(page, 'Every figure'), 'utf8'))).toBe(
      rounded(await written(health, paths.ledger, ...flags)),
    );
    expect(await settled(page, () => page.getByRole('radio', { name: 'Usage' }).check())).toBe('');
    expect(rounded(readFileSync(await saved(page, 'Every figure'), 'utf8'))).toBe(
      rounded(await written(usage, paths.events, paths.answers)),
    );
    expect(await settled(page, () => page.getByRole('radio', { name: 'Surveys' }).check())).toBe('');
    expect(rounded(readFileSync(await saved(page, 'Every figure'), 'utf8'))).toBe(
      rounded(await written(surveys, paths.answers)),
    );
    expect(await settled(page, () => page.getByRole('button', { name: 'Close said.csv' }).click())).toBe('');
    expect(await page.getByRole('radio', { name: 'Surveys' }).isDisabled()).toBe(true);
    expect([outside(requests), complaints]).toEqual([[], []]);
  });

  test('a file that is taken for something else is put right', async () => {
    const { page } = await openWorkbench();
    const path = fileOf('odd.csv', 'user_id,event,timestamp\nada,login,2026-01-02\nben,login,2026-01-03\n');
    expect(await drop(page, path)).toContain('no column for');
    expect(await settled(page, () => page.getByLabel('odd.csv is').selectOption('events'))).toContain('--customer');
    await page.getByText('How to read the file').click();
    await page.getByLabel('Further flags').fill('--customer user_id');
    expect(await settled(page, () => page.getByLabel('Further flags').press('Enter'))).toBe('');
    expect(await page.locator('.sheet h1').first().textContent()).toBe('Usage and feedback');
  });

  test('of several files those that can be read are shown, and the others are named', async () => {
    const { page } = await openWorkbench();
    const pdf = fileOf('bill.pdf', '%PDF-1.7 ...');
    expect(await drop(page, [pdf, fileOf('rows.csv', csv)])).toContain('bill.pdf is a PDF');
    await page.locator('.sheet h1').waitFor();
    expect(await drop(page, pdf)).toContain('bill.pdf is a PDF');
  });

  test('what is wrong is said, and a flag puts it right', async () => {
    const { page } = await openWorkbench();
    const path = fileOf('odd.csv', csv.replace('start', 'Beginnt'));
    expect(await drop(page, path)).toContain('--start');
    await page.getByText('How to read the file').click();
    await page.getByLabel('Further flags').fill('--start Beginnt');
    expect(await settled(page, () => page.getByLabel('Further flags').press('Enter'))).toBe('');
    expect(readFileSync(await saved(page, 'Every figure'), 'utf8')).toBe(
      await written(report, path, '--start', 'Beginnt'),
    );
  });
});

describe('a million rows', () => {
  test('are read and shown while the page stays alive', async () => {
    const { page, requests } = await openWorkbench();
    const path = fileOf('million.csv', million());
    await page.evaluate(() => {
      const seen = Object.assign(globalThis, { longest: 0, last: performance.now() });
      setInterval(() => {
        const now = performance.now();
        seen.longest = Math.max(seen.longest, now - seen.last);
        seen.last = now;
      }, 50);
    });
    const began = performance.now();
    expect(await drop(page, path, 900_000)).toBe('');
    const toTable = performance.now() - began;
    const longest = await page.evaluate(() => (globalThis as unknown as { longest: number }).longest);
    const figures = parse<Record<string, string>>(readFileSync(await saved(page, 'Every figure'), 'utf8'), {
      columns: true,
    });
    await settled(page, () => page.getByLabel('Periods').selectOption('quarter'), 900_000);
    const quarters = await page.locator('.workbench [role=status]').textContent();
    await define(page, 'Counted unit', 'subscription', 900_000);
    const definition = await page.locator('.workbench [role=status]').textContent();
    expect(longest).toBeLessThan(3000);
    expect(outside(requests)).toEqual([]);
    await page.context().close();

    const query = await duckdbTable(site.browser, site.origin, path);
    // Of the same months: what ends after the clock of this machine has not happened for the workbench.
    const pairs = figures.slice(0, 48).map((row, month) => [row, query.rows[month]] as const);
    for (const [row, found] of pairs) {
      for (const [own, theirs] of [
        ['closingMrr', 'closing'],
        ['newMrr', 'new'],
        ['churnMrr', 'churn'],
      ] as const) {
        const other = (found?.[theirs] ?? Number.NaN) / 1200;
        expect(Math.abs(Number(row[own]) - other), `${row.period} ${own}`).toBeLessThan(1e-6);
      }
      expect(Number(row.closingCustomers), row.period).toBe(found?.customers);
    }
    const inSeconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;
    said.push(
      `a million rows: ${inSeconds(toTable)} from drop to report and pictures; by quarter: ${quarters}; another definition: ${definition}; longest pause of the page ${Math.round(longest)} ms`,
      `DuckDB-WASM ${query.version}, the same table without its pictures: ${inSeconds(query.table)} from file to rows, ${inSeconds(query.start)} to start`,
    );
  }, 1_800_000);
});

/** Four years of starts by a generator of our own, so that every run has the same rows. */
function million(): string {
  let state = 12345;
  const random = () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
  const month = (number: number) => `${2022 + Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`;
  const lines = ['customer_id,plan,start_date,end_date,amount,interval,currency'];
  for (let row = 0; row < 1e6; row++) {
    const start = Math.floor(random() * 48);
    const end = start + 1 + Math.floor(-Math.log(1 - random()) * 14);
    const day = String(1 + Math.floor(random() * 28)).padStart(2, '0');
    const isYear = row % 4 === 3;
    lines.push(
      `C${row % 600_000},${['Starter', 'Team', 'Business'][row % 3]},${month(start)}-${day},${end < 57 ? `${month(end)}-${day}` : ''},${isYear ? 99 : '9.90'},${isYear ? 'year' : 'month'},EUR`,
    );
  }
  return lines.join('\n');
}

describe('the workbench', () => {
  for (const { name, options } of looks) {
    test(`is accessible, ${name}`, async () => {
      const { page, complaints } = await openWorkbench(options);
      expect(await violationsOf(page), 'empty').toEqual([]);
      await settled(page, () => page.getByRole('button', { name: 'Use the sample data' }).click());
      expect(await violationsOf(page), 'report').toEqual([]);
      await picture(page, `workbench-report-${name}`);
      await page.locator('details.definitions summary').click();
      for (const own of ['Cohorts', 'Survival', 'Compare definitions', 'Health', 'Usage', 'Surveys', 'Tickets']) {
        await settled(page, () => page.getByRole('radio', { name: own, exact: true }).check());
        expect(await violationsOf(page), own).toEqual([]);
        await picture(page, `workbench-${own.split(' ')[0]?.toLowerCase()}-${name}`);
      }
      await page.getByLabel('Language').selectOption('de');
      await settled(page, () => page.getByRole('radio', { name: 'Kundengesundheit' }).check());
      expect(await violationsOf(page), 'German').toEqual([]);
      await picture(page, `workbench-german-${name}`);
      expect(
        await settled(page, () =>
          page
            .getByLabel('Zu öffnende Dateien')
            .setInputFiles([
              fileOf('t.csv', 'customer_id,opened_at,resolved_at\nada,2026-01-02,2026-01-03\nben,2026-02-02,\n'),
            ]),
        ),
      ).toBe('');
      expect(await violationsOf(page), 'a file').toEqual([]);
      await picture(page, `workbench-file-${name}`);
      expect(complaints).toEqual([]);
    });
  }

  test('can be worked by keyboard alone', async () => {
    const { page } = await openWorkbench();
    await page.getByRole('button', { name: 'Use the sample data' }).focus();
    await settled(page, () => page.keyboard.press('Enter'));
    await page.getByRole('radio', { name: 'Report' }).focus();
    await settled(page, () => page.keyboard.press('ArrowRight'));
    expect(await page.locator('.sheet h1').first().textContent()).toContain('cohorts');
    await page.locator('details.definitions summary').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await settled(page, () => page.keyboard.press('ArrowDown'));
    expect(await page.locator('.sheet header').textContent()).toContain('trials exclude');
    await page.getByLabel('Files to open').setInputFiles(fileOf('keys.csv', 'customer_id,at\nada,2026-01-02\n'));
    await page.getByRole('button', { name: 'Close keys.csv' }).waitFor();
    await page.getByRole('button', { name: 'Close keys.csv' }).focus();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Close keys.csv' }).waitFor({ state: 'detached' });
    // Nothing is open, and nothing is shown.
    expect(await page.locator('.sheet').count()).toBe(0);
  });
});
