import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { getQuickJS } from 'quickjs-emscripten';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { question } from '../../docs/examples/distributed/question.ts';
import { bundleInEngine } from '../examples/bundle-distributed.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** What a program with the whole package prints: `tenure` and `parts` are the names it has. */
const program = (timeZone: string) => `JSON.stringify((() => {
  const options = { timeZone: '${timeZone}' };
  const rows = [
    { customerId: 'ada', start: '2026-01-01', end: '2026-03-01', amount: 49.99, interval: 'month', plan: 'team' },
    { customerId: 'ada', start: '2026-03-01', amount: 588, interval: 'year', plan: 'team' },
    { customerId: 'ben', start: '2026-02-10T23:30:00Z', amount: '19.90', interval: 'week', trialEnd: '2026-02-20' },
  ];
  const events = rows.map(({ customerId, start }) => ({ customerId, at: start, feature: 'export' }));
  const periods = tenure.months('2026-01', '2026-04', options);
  const report = parts.retentionReport(periods, { ...options, asOf: '2026-05-01' });
  return [
    tenure.retentionReport(rows, periods),
    report.result(report.merge([report.part(rows.slice(0, 2)), report.part(rows.slice(2))])),
    tenure.retentionCohorts(rows, { ...options, asOf: '2026-05-01' }),
    tenure.renewalRate(rows, periods),
    tenure.activeCustomers(events, periods),
    tenure.netPromoterScore([9, 10, 3]),
    tenure.inspectLedger(rows, { ...options, asOf: '2026-05-01' }).findings,
  ];
})())`;

/** Runs code after a bundle: what the bundle leaves behind is there. */
type Engine = (code: string) => unknown;

/** V8 with the standard library and nothing else. */
function bareV8(bundle: string, intl: 'with Intl' | 'without Intl'): Engine {
  const context = createContext({});
  if (intl === 'without Intl') runInContext('delete globalThis.Intl', context);
  runInContext(bundle, context);
  return (code) => runInContext(code, context);
}

/** An engine that never had Intl, nor any API of a browser or of Node. */
async function quickJs(bundle: string): Promise<Engine> {
  const context = (await getQuickJS()).newContext();
  onTestFinished(() => context.dispose());
  const evaluate = (code: string) =>
    context.unwrapResult(context.evalCode(code)).consume((value) => context.dump(value));
  evaluate(`${bundle};0`);
  return evaluate;
}

async function wholePackage(): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: "export * as tenure from 'tenure'; export * as parts from 'tenure/parts';", resolveDir: root },
    bundle: true,
    minify: true,
    format: 'iife',
    globalName: 'all',
    write: false,
    logLevel: 'error',
  });
  return `${outputFiles[0]?.text}; var { tenure, parts } = all;`;
}

test('without Intl all is as with it, in UTC and at fixed offsets, and another zone says what is missing', async () => {
  const bundle = await wholePackage();
  const [whole, bare, small] = [bareV8(bundle, 'with Intl'), bareV8(bundle, 'without Intl'), await quickJs(bundle)];
  expect([whole, bare, small].map((engine) => engine('typeof Intl'))).toEqual(['object', 'undefined', 'undefined']);
  for (const timeZone of ['UTC', 'Etc/UTC', '+02:00', '-05:30', '-00:00']) {
    const printed = bare(program(timeZone));
    expect(printed).toBe(whole(program(timeZone)));
    expect(JSON.parse(printed as string)).toHaveLength(7);
    if (timeZone === '+02:00') expect(small(program(timeZone))).toBe(printed);
  }
  const refused = (timeZone: string) =>
    `(() => { try { tenure.month('2026-03', { timeZone: '${timeZone}' }); } catch (error) { return error.code + ': ' + error.message; } })()`;
  const message =
    "INVALID_TIME_ZONE: options.timeZone must be 'UTC' or an offset like '+02:00', as this engine has no Intl; received 'Europe/Berlin'";
  expect([bare, small].map((engine) => engine(refused('Europe/Berlin')))).toEqual([message, message]);
  expect(whole(refused('Europe/Berlin'))).toBeUndefined();
});

describe('the bundle of docs/distributed.md for engines that run JavaScript', () => {
  let bundle: string;
  beforeAll(async () => {
    bundle = await bundleInEngine();
  });

  test('has at most 100,000 bytes, and nothing that ends the text of a function', () => {
    expect(Buffer.byteLength(bundle)).toBeLessThanOrEqual(100_000);
    for (const mark of ['$$', '"""']) expect(bundle.split(mark), mark).toHaveLength(1);
  });

  test('gives in bare V8 and in QuickJS what the functions give', async () => {
    const shards = ['ada', 'ben'].map((customerId, at) =>
      [12.5, '19.90'].map((amount, year) => {
        return { customerId, start: `202${at + year + 1}-01-31`, amount, interval: 'month' as const, currency: 'EUR' };
      }),
    );
    const texts = shards.map((rows) => JSON.stringify(rows));
    const code = `tenure.result(tenure.merge([tenure.part(${texts[0]}), tenure.part(${texts[1]}.map((row) => JSON.stringify(row)))]))`;
    const { part, merge, result } = question;
    const expected = JSON.stringify(result(merge([part(shards.flat())])));
    expect(bareV8(bundle, 'without Intl')(code)).toBe(expected);
    expect((await quickJs(bundle))(code)).toBe(expected);
  });
});
