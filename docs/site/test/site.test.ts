import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { looks, openSite, picture, type Site, violationsOf } from './browser.ts';
import { said } from './said.ts';

const dist = fileURLToPath(new URL('../.vitepress/dist/', import.meta.url));
const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html'));
const texts = new Map(files.map((file) => [file, readFileSync(`${dist}${file}`, 'utf8')]));

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

describe('links', () => {
  test('lead to a page of the site, and to a heading that it has', () => {
    const ids = new Map(
      [...texts].map(([file, text]) => [file, new Set([...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id))]),
    );
    const dead = [...texts].flatMap(([file, text]) =>
      [...text.matchAll(/<a [^>]*href="([^"]+)"/g)].flatMap(([, href = '']) => {
        if (/^[a-z]+:/.test(href)) return [];
        const { pathname, hash } = new URL(href, `http://site/${file}`);
        const target = `${pathname}${pathname.endsWith('/') ? 'index.html' : ''}`.slice(1);
        const found = ids.get(target);
        const isThere = found !== undefined && (hash === '' || found.has(decodeURIComponent(hash.slice(1))));
        return isThere ? [] : [`${file}: ${href}`];
      }),
    );
    expect(dead).toEqual([]);
  });
});

test('pages that the comments of functions name are links', () => {
  const reference = [...texts].filter(([file]) => file.startsWith('reference/'));
  const plain = (text: string) => text.replace(/<script[\s\S]*?<\/script>|<pre[\s\S]*?<\/pre>/g, '');
  expect(reference.filter(([, text]) => /docs\/[\w/-]+\.md/.test(plain(text))).map(([file]) => file)).toEqual([]);
  expect(texts.get('reference/index/functions/funnel.html')).toMatch(/<a href="\/metrics\/funnel.html">Funnel/);
});

describe('search', () => {
  test('finds a metric by its name and by its German one, without a word to another host', async () => {
    const { page, requests } = await site.visit('/');
    for (const [words, title] of [
      ['gross revenue retention', 'Gross revenue retention'],
      ['Kundenbindungsrate', 'Customer retention rate'],
    ] as const) {
      await page.getByRole('button', { name: 'Search' }).first().click();
      await page.getByRole('searchbox').fill(words);
      const hit = page.locator('.VPLocalSearchBox .result', { hasText: title }).first();
      await hit.click();
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
    }
    expect(requests.filter((url) => !url.startsWith(site.origin))).toEqual([]);
  });
});

describe('examples', () => {
  test('run, say what came out beside what is stated, and run again when they are changed', async () => {
    const { page, complaints } = await site.visit('/metrics/quick-ratio.html');
    const example = page.locator('.example').first();
    const run = example.getByRole('button', { name: 'Run', exact: true });
    await run.click();
    await example.locator('.result.holds').first().waitFor();
    await example.getByRole('button', { name: 'Edit' }).click();
    const field = example.getByRole('textbox');
    await field.fill('const answer: number = 6 * 7;\nanswer; // => 41\nmonth("2026-13"); // throws INVALID_PERIOD\n');
    await run.click();
    await example.locator('.result.differs', { hasText: '42' }).waitFor();
    expect(await example.locator('.result.holds').count()).toBe(1);
    expect(await example.getByRole('status').textContent()).toBe('1 of 2 results as stated');
    await example.getByRole('button', { name: 'Reset' }).click();
    expect(await example.locator('.result').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  test('one that does not end is stopped, and the next one runs', async () => {
    const { page } = await site.visit('/metrics/quick-ratio.html');
    const example = page.locator('.example').first();
    await example.getByRole('button', { name: 'Edit' }).click();
    await example.getByRole('textbox').fill('while (true) {}');
    await example.getByRole('button', { name: 'Run', exact: true }).click();
    await example.getByText('stopped after').waitFor();
    await example.getByRole('button', { name: 'Reset' }).click();
    await example.getByRole('button', { name: 'Run', exact: true }).click();
    await example.locator('.result.holds').first().waitFor();
  });

  test('all of them give what they state', async () => {
    const having = files.filter((file) => texts.get(file)?.includes('class="example"'));
    expect(having.length).toBeGreaterThan(200);
    const left = [...having];
    const wrong: string[] = [];
    let count = 0;
    const start = performance.now();
    const lane = async () => {
      const { page } = await site.visit('/');
      for (let file = left.shift(); file !== undefined; file = left.shift()) {
        const outcomes = await outcomesOn(page, file);
        count += outcomes.length;
        const expected = examplesIn(file);
        if (outcomes.length !== expected) wrong.push(`${file}: ${outcomes.length} of ${expected} examples are there`);
        for (const text of outcomes) if (!/^All [1-9]/.test(text)) wrong.push(`${file}: ${text}`);
      }
      await page.context().close();
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    const seconds = Math.round((performance.now() - start) / 1000);
    said.push(`${count} examples on ${having.length} pages ran in ${seconds} s, ${wrong.length} not as stated`);
    expect(wrong).toEqual([]);
    expect(count).toBe(having.reduce((sum, file) => sum + examplesIn(file), 0));
  }, 1_200_000);
});

/** So many pages at once, each with a worker of its own. */
const lanes = 3;

function examplesIn(file: string): number {
  return (texts.get(file) ?? '').split('class="example"').length - 1;
}

/** Goes to a page as a click on a link does, so that the worker of the page before is still there, and runs all of its examples. */
async function outcomesOn(page: Page, file: string): Promise<string[]> {
  return page.evaluate(
    async ({ path, count }) => {
      const end = performance.now() + 120_000;
      const until = async (holds: () => boolean) => {
        while (!holds() && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 10));
      };
      const all = () => [...document.querySelectorAll<HTMLElement>('.example')];
      for (const example of all()) example.dataset.before = '';
      history.pushState({}, '', path);
      dispatchEvent(new PopStateEvent('popstate', { state: {} }));
      await until(() => all().length === count && all().every(({ dataset }) => dataset.before === undefined));
      // All at once, as nobody would: each has to get its own results.
      const examples = all();
      const outcomeOf = (example: Element) => example.querySelector('[role=status]')?.textContent ?? '';
      for (const example of examples) example.querySelector<HTMLButtonElement>('.example-bar button')?.click();
      await until(() => examples.every((example) => outcomeOf(example) !== ''));
      return examples.map(outcomeOf);
    },
    { path: `/${file}`, count: examplesIn(file) },
  );
}

describe('pages', () => {
  for (const { name, options } of looks) {
    test(`are accessible, ${name}`, async () => {
      for (const path of [
        '/',
        '/metrics/net-revenue-retention.html',
        '/concepts/policy.html',
        '/reference/index/functions/mrr.html',
      ]) {
        const { page, complaints, requests } = await site.visit(path, options);
        expect(await violationsOf(page), path).toEqual([]);
        expect(complaints, path).toEqual([]);
        expect(
          requests.filter((url) => !url.startsWith(site.origin)),
          path,
        ).toEqual([]);
        await picture(page, `page-${path.replace(/\W+/g, '-')}-${name}`);
        await page.context().close();
      }
    });
  }
});
