import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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
  ['medianLifetime', 1000],
  ['projectSurvival', 1050],
  ['discountedExpectedLifetime', 1400],
  ['fitShiftedBetaGeometric', 2600],
  ['survivalCurve', 2650],
  ['ratioInterval', 1250],
  ['surveyBySegment', 730],
  ['referralRate', 1020],
  ['netPromoterScore', 1510],
  ['feedbackThemes', 1720],
  ['customerSatisfactionScore', 1820],
  ['customerEffortScore', 2020],
  ['latestPerCustomer', 4050],
  ['surveyByPeriod', 4300],
  ['roundMovements', 3500],
  ['month', 2_850],
  // Of these the time zones are 1.4 kB, the checks of events and options another.
  ['activeCustomers', 4800],
  ['usageDuration', 4_200],
  ['featureAdoption', 5000],
  ['activationRate', 4_500],
  ['funnel', 4_450],
  ['engagementScore', 4_850],
  // With the units of the calendar.
  ['stickiness', 5800],
  ['usageRetention', 5550],
  ['healthBands', 2_750],
  ['bandMigration', 3_100],
  ['healthScore', 6_300],
  ['healthScores', 6_400],
  ['reopenRate', 5900],
  ['firstResponseTime', 6400],
  ['repeatContactRate', 6500],
  ['paymentSuccessRate', 6700],
  ['recoveryRate', 7300],
  ['netRevenueRetention', 15_800],
  ['customerRetentionRate', 15_600],
  ['retentionReport', 16_500],
  ['customerAcquisitionCost', 2_200],
  ['renewalRate', 18_000],
  ['customerDurations', 16_500],
  ['retentionCohorts', 17_500],
  ['ledgerFromColumns', 16_000],
  ['backtestScores', 5_800],
  ['backtestHealthScore', 28_100],
  ['suggestWeights', 30_300],
  // With the ledger and with the readers of all that is known of customers.
  ['healthSignals', 20_000],
  ['earlyWarnings', 26_400],
  // With decimal.js, which is 13 kB of these.
  ['mrr', 28_400],
  ['mrrMovements', 28_600],
];

describe('zod', () => {
  /** What an entry brings with it, and its own bytes, without zod. */
  async function behind(entry: string, ...external: string[]) {
    const { outputFiles, metafile } = await build({
      stdin: { contents: `import * as all from '${entry}'; console.log(all);`, resolveDir: root },
      bundle: true,
      minify: true,
      format: 'esm',
      platform: 'browser',
      write: false,
      metafile: true,
      external,
    });
    const isZod = Object.keys(metafile.inputs).some((file) => file.includes('node_modules/zod/'));
    return { isZod, code: outputFiles[0]?.text ?? '', bytes: gzipSync(outputFiles[0]?.text ?? '').length };
  }

  test('is behind tenure/schema alone', async () => {
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    for (const path of Object.keys(manifest.exports)) {
      if (path === './package.json') continue;
      expect((await behind(path.replace('.', 'tenure'))).isZod, path).toBe(path === './schema');
    }
  });

  test('is most of it: tenure/schema itself stays under 17,500 bytes, without decimal.js', async () => {
    const { bytes, code } = await behind('tenure/schema', 'zod');
    expect(bytes).toBeLessThanOrEqual(17_500);
    expect(bytes).toBeGreaterThan(17_500 * 0.5);
    expect(code).not.toContain('[DecimalError]');
  });
});

/** The adapters, each an entry of its own. */
const adapterCeilings: [names: string, from: string, bytes: number][] = [
  ['subscriptionsFromEvents', 'tenure/events', 6100],
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

  test('a usage metric brings no ledger, no exact arithmetic and no decimal.js', async () => {
    for (const name of [
      'activeCustomers',
      'stickiness',
      'featureAdoption',
      'usageRetention',
      'funnel',
      'engagementScore',
    ]) {
      expect((await bundle(name)).code, name).not.toMatch(/subscriptions\[|DecimalError|BigInt|\dn\b/);
    }
  });

  test('a measure of a survey brings no calendar and no decimal.js', async () => {
    const measures = 'netPromoterScore, customerSatisfactionScore, customerEffortScore, feedbackThemes, referralRate';
    const { code } = await bundle(`${measures}, surveyBySegment`);
    expect(code).not.toMatch(/DateTimeFormat|\[DecimalError\]|\d{4}-\d\d/);
    expect((await bundle('surveyByPeriod, latestPerCustomer')).code).not.toContain('[DecimalError]');
  });

  test('a health score brings no calendar, no ledger and no rules, and signals no decimal.js', async () => {
    const { code } = await bundle('healthScore, healthScores, healthBands, bandMigration');
    expect(code).not.toMatch(/DateTimeFormat|subscriptions\[|\[DecimalError\]|stepNotReached/);
    expect((await bundle('healthSignals, earlyWarnings')).code).not.toContain('[DecimalError]');
  });

  test('service brings no ledger and no decimal.js, and tickets no payments', async () => {
    const { code } = await bundle('reopenRate, firstResponseTime, repeatContactRate, ticketsPerCustomer');
    expect(code).not.toMatch(/subscriptions\[|\[DecimalError\]|writtenOff/);
    expect((await bundle('paymentSuccessRate, recoveryRate')).code).not.toMatch(/subscriptions\[|\[DecimalError\]/);
  });

  test('a test of scores brings no ledger, no calendar and no decimal.js', async () => {
    const { code } = await bundle('backtestScores');
    expect(code).not.toMatch(/subscriptions\[|DateTimeFormat|\[DecimalError\]/);
    expect((await bundle('backtestHealthScore, suggestWeights')).code).not.toContain('[DecimalError]');
  });

  test('a date function brings no ledger, and a rate no decimal.js', async () => {
    expect((await bundle('month')).code).not.toContain('customerId');
    for (const rate of ['netRevenueRetention', 'customerChurnRate', 'retentionReport', 'customerMovements']) {
      expect((await bundle(rate)).code, rate).not.toContain('[DecimalError]');
    }
    expect((await bundle('mrrMovements')).code).toContain('[DecimalError]');
  });
});
