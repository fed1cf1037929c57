import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { Runtime } from './find-runtimes.ts';
import { barsOf } from './page/bars.ts';
import { output } from './paths.ts';
import type { Outcome } from './run-program.ts';

/** No such host is asked: every request is answered from the folder. */
const origin = 'http://tenure.invalid';
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.mjs': 'text/javascript',
  '.js': 'text/javascript',
};

interface BrowserOutcome {
  readonly version: string;
  readonly pages: Readonly<Record<string, Outcome>>;
}

/**
 * Opens two pages in a browser, one of native modules with an import map and one of a file that a bundler made: what they computed, once it is
 * certain that they drew it.
 */
export async function runPages({ path = '' }: Runtime, home: string): Promise<BrowserOutcome> {
  let browser: Browser | undefined;
  try {
    const { chromium } = await import('playwright-core');
    const args = ['--no-sandbox', '--disable-gpu'];
    browser = await chromium.launch({ executablePath: path, headless: true, args });
    const pages = {
      modules: await openPage(browser, home, 'modules'),
      bundle: await openPage(browser, home, 'bundle'),
    };
    return { version: browser.version(), pages };
  } catch (error) {
    return { version: '?', pages: { pages: failureOf(error) } };
  } finally {
    await browser?.close();
  }
}

async function openPage(browser: Browser, home: string, name: string): Promise<Outcome> {
  const viewport = { width: 880, height: 460 };
  const page = await browser.newPage({ locale: 'ar-EG', timezoneId: 'Asia/Kathmandu', viewport });
  try {
    const failed = new Promise<never>((_, refuse) => page.on('pageerror', refuse));
    await page.route(`${origin}/**`, (route) => route.fulfill(answerTo(route.request().url(), home)));
    await page.goto(`${origin}/${name}.html`);
    await Promise.race([page.waitForFunction('globalThis.answer !== undefined'), failed]);
    const text = await page.evaluate<string>('globalThis.answer');
    mkdirSync(output, { recursive: true });
    await page.screenshot({ path: join(output, `${name}.png`) });
    await checkPicture(page, text);
    return { text };
  } catch (error) {
    return failureOf(error);
  }
}

const failureOf = (error: unknown) => ({ failure: error instanceof Error ? error.message : String(error) });

function answerTo(url: string, home: string) {
  const { pathname } = new URL(url);
  const file = join(home, decodeURIComponent(pathname));
  if (!existsSync(file)) return { status: 404 };
  return { status: 200, body: readFileSync(file, 'utf8'), contentType: types[extname(file)] ?? 'text/plain' };
}

interface Drawn {
  readonly term: string;
  readonly top: number;
  readonly bottom: number;
}

/** As they stand on the screen. */
const drawnBars = `[...document.querySelectorAll('svg rect[data-term]')].map((bar) => {
  const { top, bottom, width } = bar.getBoundingClientRect();
  return { term: bar.dataset.term, top, bottom: width > 0 ? bottom : top };
})`;

/** Every bar reaches from its level to the next, on the scale that the bar of the closing MRR gives. */
async function checkPicture(page: Page, text: string): Promise<void> {
  const bars = barsOf(JSON.parse(text).statement);
  const drawn = await page.evaluate<Drawn[]>(drawnBars);
  const closing = drawn.at(-1);
  const scale = closing === undefined ? 0 : (closing.bottom - closing.top) / (bars.at(-1)?.amount ?? 0);
  if (!(scale > 0)) throw new Error('nothing is drawn');
  for (const [place, { term, from, to }] of bars.entries()) {
    const bar = drawn[place];
    const [top, bottom] = [Math.max(from, to), Math.min(from, to)].map(
      (level) => (closing?.bottom ?? 0) - level * scale,
    );
    const isRight = bar?.term === term && isNear(bar.top, top) && isNear(bar.bottom, bottom);
    if (!isRight) throw new Error(`the bar of ${term} is not drawn from ${from} to ${to}`);
  }
  // On the screen the bridge foots as well: the last movement ends where closing ends.
  if (!isNear(drawn.at(-2)?.bottom ?? 0, closing?.top)) throw new Error('the bridge does not foot');
}

const isNear = (a: number, b = Number.NaN) => Math.abs(a - b) < 0.1;
