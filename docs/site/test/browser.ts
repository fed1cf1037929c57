import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { type Served, serve } from './serve.ts';

const pictures = fileURLToPath(new URL('../reports/', import.meta.url));
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

export interface Visit {
  readonly page: Page;
  /** What went over the network, or was to, since the last look. */
  readonly requests: string[];
  /** What the browser complained of. */
  readonly complaints: string[];
}

export interface Site {
  readonly origin: string;
  readonly browser: Browser;
  visit(path: string, options?: BrowserContextOptions): Promise<Visit>;
  close(): Promise<void>;
}

/** The site, opened in Chromium; further folders are served beside it. */
export async function openSite(more?: Readonly<Record<string, string>>): Promise<Site> {
  const served: Served = await serve(more);
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
  if (!existsSync(executablePath)) throw new Error(`there is no ${executablePath}: CHROMIUM says where Chromium is`);
  const args = ['--no-sandbox', '--disable-gpu'];
  const browser: Browser = await chromium.launch({ executablePath, headless: true, args });
  return {
    origin: served.origin,
    browser,
    async visit(path, options = {}) {
      const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
      const page = await context.newPage();
      const requests: string[] = [];
      const complaints: string[] = [];
      context.on('request', (request) => requests.push(request.url()));
      page.on('pageerror', ({ message }) => complaints.push(message));
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
      });
      await page.goto(`${served.origin}${path}`, { waitUntil: 'networkidle' });
      return { page, requests, complaints };
    },
    async close() {
      await browser.close();
      served.close();
    },
  };
}

/** What axe finds wrong with a page, in words. */
export async function violationsOf(page: Page): Promise<string[]> {
  // The policy of the page lets nothing in that is not its own, so axe comes by the way of the debugger.
  if (!(await page.evaluate(() => 'axe' in globalThis)))
    await page.evaluate(await import('node:fs').then(({ readFileSync }) => readFileSync(axe, 'utf8')));
  return page.evaluate(async () => {
    const { axe: checker } = globalThis as unknown as {
      axe: {
        run(): Promise<{
          violations: { id: string; help: string; nodes: { html: string; any: { message: string }[] }[] }[];
        }>;
      };
    };
    const { violations } = await checker.run();
    return violations.map(
      ({ id, help, nodes }) =>
        `${id}: ${help}: ${nodes
          .slice(0, 3)
          .map(({ html, any }) => `${html.slice(0, 160)} ${any[0]?.message ?? ''}`)
          .join(' | ')}`,
    );
  });
}

/** For a person to look at. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: `${pictures}${name}.png`, fullPage: true });
}

export const looks = [
  { name: 'wide-light', options: { viewport: { width: 1200, height: 900 }, colorScheme: 'light' } },
  { name: 'wide-dark', options: { viewport: { width: 1200, height: 900 }, colorScheme: 'dark' } },
  { name: 'narrow-light', options: { viewport: { width: 390, height: 844 }, colorScheme: 'light' } },
  { name: 'narrow-dark', options: { viewport: { width: 390, height: 844 }, colorScheme: 'dark' } },
] as const;
