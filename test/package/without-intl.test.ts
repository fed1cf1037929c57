import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

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

/** A bare engine that has the standard library, and no Intl. */
async function engineWithout(intl: boolean): Promise<(code: string) => unknown> {
  const { outputFiles } = await build({
    stdin: { contents: "export * as tenure from 'tenure'; export * as parts from 'tenure/parts';", resolveDir: root },
    bundle: true,
    minify: true,
    format: 'iife',
    globalName: 'all',
    write: false,
    logLevel: 'error',
  });
  const context = createContext({});
  if (intl) runInContext('delete globalThis.Intl', context);
  runInContext(`${outputFiles[0]?.text}; var { tenure, parts } = all;`, context);
  return (code) => runInContext(code, context);
}

test('without Intl all is as with it, in UTC and at fixed offsets, and another zone says what is missing', async () => {
  const [bare, whole] = [await engineWithout(true), await engineWithout(false)];
  expect([bare('typeof Intl'), whole('typeof Intl')]).toEqual(['undefined', 'object']);
  for (const timeZone of ['UTC', 'Etc/UTC', '+02:00', '-05:30', '-00:00']) {
    const printed = bare(program(timeZone));
    expect(printed).toBe(whole(program(timeZone)));
    expect(JSON.parse(printed as string)).toHaveLength(7);
  }
  const refused = (timeZone: string) =>
    `(() => { try { tenure.month('2026-03', { timeZone: '${timeZone}' }); } catch (error) { return error.code + ': ' + error.message; } })()`;
  expect(bare(refused('Europe/Berlin'))).toBe(
    "INVALID_TIME_ZONE: options.timeZone must be 'UTC' or an offset like '+02:00', as this engine has no Intl; received 'Europe/Berlin'",
  );
  expect(whole(refused('Europe/Berlin'))).toBeUndefined();
});
