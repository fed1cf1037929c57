import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { looks, openSite, picture, type Site, violationsOf } from './browser.ts';

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
    const { page } = await site.visit('/');
    const wrong: string[] = [];
    let count = 0;
    const having = files.filter((file) => texts.get(file)?.includes('class="example"'));
    expect(having.length).toBeGreaterThan(200);
    for (const file of having) {
      await page.goto(`${site.origin}/${file}`);
      // All at once, as nobody would: each has to get its own results.
      const outcomes = await page.evaluate(async () => {
        const examples = [...document.querySelectorAll('.example')];
        const outcomeOf = (example: Element) => example.querySelector('[role=status]')?.textContent ?? '';
        const end = performance.now() + 60_000;
        while (examples.some((example) => outcomeOf(example) === '') && performance.now() < end) {
          // A button does nothing before Vue has taken it over, and is disabled while its example runs.
          for (const example of examples)
            if (outcomeOf(example) === '') example.querySelector<HTMLButtonElement>('.example-bar button')?.click();
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
        return examples.map(outcomeOf);
      });
      count += outcomes.length;
      for (const text of outcomes) if (!/^All [1-9]/.test(text)) wrong.push(`${file}: ${text}`);
    }
    console.log(`${count} examples on ${having.length} pages`);
    expect(wrong).toEqual([]);
  }, 2_400_000);
});

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
