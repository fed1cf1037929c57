import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The bytes that an app pays for these names, minified and gzipped, and the code itself. */
async function bundle(names: string, from = 'tenure') {
  const { outputFiles } = await build({
    stdin: { contents: `import { ${names} } from '${from}'; console.log(${names});`, resolveDir: root },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    write: false,
    logLevel: 'error',
  });
  const code = outputFiles[0]?.text ?? '';
  return { code, bytes: gzipSync(code).length };
}

/** Ceilings, raised only in the commit that grows them. */
const ceilings: [names: string, bytes: number][] = [
  ['isMetricsError', 200],
  ['convertRate', 950],
  ['mergeRatios', 1700],
  ['ratioInterval', 1800],
  ['roundMovements', 3500],
  ['month', 4100],
  ['netRevenueRetention', 15_700],
  ['customerRetentionRate', 15_500],
  ['retentionReport', 16_300],
  // With decimal.js, which is 13 kB of these.
  ['mrr', 28_300],
  ['mrrMovements', 28_500],
];

/** The adapters, each an entry of its own. */
const adapterCeilings: [names: string, from: string, bytes: number][] = [
  ['subscriptionsFromEvents', 'tenure/events', 7300],
  ['fromStripe', 'tenure/stripe', 12_300],
];

describe('adapters', () => {
  test.each(adapterCeilings)(
    '%s of %s stays under %i bytes, without a ledger and decimal.js',
    async (names, from, ceiling) => {
      const { code, bytes } = await bundle(names, from);
      expect(bytes).toBeLessThanOrEqual(ceiling);
      expect(bytes).toBeGreaterThan(ceiling * 0.5);
      expect(code).not.toMatch(/weeksPerMonth|\[DecimalError\]/);
    },
  );

  test('are not reachable from the main entry', async () => {
    const { outputFiles } = await build({
      stdin: { contents: `import * as tenure from 'tenure'; console.log(tenure);`, resolveDir: root },
      bundle: true,
      format: 'esm',
      platform: 'browser',
      write: false,
    });
    const code = outputFiles[0]?.text ?? '';
    expect(code).toContain('weeksPerMonth');
    expect(code).not.toMatch(/cancelRequested'|previous_attributes|ALREADY_STARTED|pause_collection/);
  });
});

describe('importing one name pulls in no more than it needs', () => {
  test.each(ceilings)('%s stays under %i bytes', async (names, ceiling) => {
    const { bytes } = await bundle(names);
    expect(bytes).toBeLessThanOrEqual(ceiling);
    // A ceiling far above what is there would let a new dependency slip in under it.
    expect(bytes).toBeGreaterThan(ceiling * 0.5);
  });

  test('a formula brings no ledger, no calendar and no decimal.js', async () => {
    const { code } = await bundle('convertRate, mergeRatios, ratioInterval');
    expect(code).not.toMatch(/subscriptions\[|DateTimeFormat|\[object Decimal\]/);
  });

  test('a date function brings no ledger, and a rate no decimal.js', async () => {
    expect((await bundle('month')).code).not.toContain('customerId');
    for (const rate of ['netRevenueRetention', 'customerChurnRate', 'retentionReport', 'customerMovements']) {
      expect((await bundle(rate)).code, rate).not.toContain('[DecimalError]');
    }
    expect((await bundle('mrrMovements')).code).toContain('[DecimalError]');
  });
});
