import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Plugin } from 'esbuild';
import * as tenure from 'tenure';
import { describe, expect, test } from 'vitest';
import * as surveys from '../../src/surveys/index.ts';
import * as usage from '../../src/usage/index.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

const settings = {
  bundle: true,
  minify: true,
  format: 'esm',
  platform: 'browser',
  write: false,
  logLevel: 'error',
} as const;

/** The bytes that an app pays for these names, minified and gzipped, and the code itself. */
async function bundle(names: string, from = 'tenure') {
  const contents = `import { ${names} } from '${from}'; console.log(${names});`;
  const { outputFiles } = await build({ ...settings, stdin: { contents, resolveDir: root } });
  const code = outputFiles[0]?.text ?? '';
  return { code, bytes: gzipSync(code).length };
}

/** The bytes of each name alone: apps of their own in one go, which reads the library once and not a hundred times. */
async function bytesOfEach(names: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const apps: Plugin = {
    name: 'apps',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^app:/ }, ({ path }) => ({ path: path.slice(4), namespace: 'app' }));
      onLoad({ filter: /()/, namespace: 'app' }, ({ path }) => ({
        contents: `import { ${path} } from 'tenure'; console.log(${path});`,
        resolveDir: root,
      }));
    },
  };
  const entryPoints = names.map((name) => ({ in: `app:${name}`, out: name }));
  const { outputFiles } = await build({ ...settings, entryPoints, outdir: root, plugins: [apps] });
  return new Map(outputFiles.map(({ path, contents }) => [basename(path, '.js'), gzipSync(contents).length]));
}

/**
 * What a function costs that an app imports alone. Whatever misses its target is named in `ceilings`, with what it costs today, and
 * docs/performance.md says why.
 */
const targets = { answersOrEvents: 1_500, subscriptions: 24_000 };

/**
 * Ceilings, raised only in the commit that grows them. In each that reads instants 0.35 kB know how systems write them and which numbers are no
 * milliseconds; in each that reads rows 0.25 refuse fields in another spelling, and in those over a ledger 0.5 know minor units and rows
 * without amounts. In those 1.9 settle what rows of a customer decide on each other: first trials, signed starts, paid-through ends, replaced
 * subscriptions. Room for as many rows as there are, and dates read by their digits alone, are 0.1.
 * Over a ledger 0.75 look instants up by quarter of an hour and by the digits of a date, gather spans column by column, and find the unit
 * without a look at the rows. In those that take columns 1.3 more code them without a value per row, and look texts up in blocks.
 */
const ceilings: [name: string, bytes: number][] = [
  ['isMetricsError', 130],
  ['convertRate', 1_440],
  ['mergeRatios', 1_690],
  ['medianLifetime', 1_200],
  ['projectSurvival', 1_530],
  ['discountedExpectedLifetime', 1_910],
  ['fitShiftedBetaGeometric', 3_040],
  ['expectedLifetimeInterval', 2_800],
  // Of these 0.5 kB split by segment, 0.2 know late entries beside counts: a quarter more than before either, and no more than that.
  ['survivalCurve', 3_237],
  ['weightedSurvivalCurve', 3_760],
  ['lifetimeQuantiles', 2_420],
  ['logRankTest', 3_380],
  ['survivorsOf', 1_920],
  ['ratioInterval', 1_580],
  ['referralRate', 1_370],
  ['netPromoterScore', 7_910],
  ['feedbackThemes', 6_910],
  ['customerSatisfactionScore', 7_840],
  ['customerEffortScore', 8_080],
  ['feedbackThemeChanges', 7_190],
  ['latestPerCustomer', 6_030],
  ['roundMovements', 3_440],
  ['month', 3_320],
  // Of these 1.6 kB read instants in a time zone, 0.6 say what is wrong with bad input, 1.2 bring events into order of time, which makes
  // every question one pass (0.3 of them in a fifth of the time), and 1.0 split by segments; where active customers are counted, 0.2 more
  // count those of periods that do not overlap in three quarters of the time.
  ['activeCustomers', 9_340],
  ['averageActiveCustomers', 10_230],
  ['usageDuration', 9_705],
  ['usageFrequency', 9_325],
  ['featureAdoption', 10_540],
  ['featureRetention', 8_255],
  ['activationRate', 8_460],
  ['timeToActivation', 9_210],
  // Of these 1.8 kB are orders, windows of steps, exclusions, optional steps and what is said of bad ones: a quarter more than before.
  ['funnel', 10_650],
  ['engagementScore', 9_865],
  // With the units of the calendar.
  ['stickiness', 10_650],
  ['usageLifecycle', 9_120],
  // Readers of columns in every form, beside those of rows: 2.0 kB of it, and of the two ways of columns below, read texts as bytes,
  // 0.2 read days all at once.
  ['eventLog', 14_570],
  ['eventColumns', 5_760],
  ['usageRetention', 10_500],
  ['healthBands', 1_830],
  ['bandMigration', 2_310],
  ['healthScore', 5_450],
  ['healthScores', 5_840],
  ['reopenRate', 7_130],
  // Of these 0.9 kB know working hours, 0.3 time on hold.
  ['firstResponseTime', 9_200],
  ['repeatContactRate', 7_800],
  ['paymentSuccessRate', 7_880],
  // Of these 0.7 kB say by which attempt and after how long, 0.9 split by segment.
  ['recoveryRate', 10_230],
  // Netting of any list of periods in one pass, trailing years among them, is 0.9 kB of the next three, of
  // 'mrrMovements' and of 'comparePolicies', and half a kB of 'mrrMovementsBy'; what asks for levels alone does without.
  ['netRevenueRetention', 23_050],
  ['customerRetentionRate', 22_870],
  ['retentionReport', 23_930],
  ['customerAcquisitionCost', 2_350],
  // Of these, and of 'retentionCohorts', 0.8 kB split by segment.
  // One walk along the due dates of all periods is 0.9 kB of this one, and 0.4 of the next.
  ['renewalRate', 23_530],
  ['revenueRenewalRate', 24_680],
  ['customerDurations', 19_370],
  ['retentionCohorts', 22_710],
  ['ledgerBuilder', 28_980],
  ['ledgerFromColumns', 29_000],
  ['backtestScores', 5_890],
  // The order of chunks differs from build to build, which moves the next two by some 60 bytes.
  ['backtestHealthScore', 37_020],
  ['suggestWeights', 39_370],
  // With the ledger and with the readers of all that is known of customers.
  ['healthSignals', 29_430],
  ['healthScoreHistory', 32_830],
  ['earlyWarnings', 34_770],
  ['mrr', 21_160],
  ['arr', 21_180],
  ['mrrMovements', 22_760],
  // Why customers pay more or less is 2 kB of the first, which needs the rows behind each movement for it, and 0.4 more of the second than before.
  ['mrrMovementsByCustomer', 23_130],
  ['mrrMovementsBy', 23_260],
  // With all of a ledger, columns apart, and what is said of each finding.
  ['inspectLedger', 26_540],
  // Of these 7.5 kB are the forecast itself: what rows said at a date, chances by class, draws and simulation.
  ['forecastMrr', 32_490],
  ['backtestForecast', 32_980],
  ['projectSurvivalInterval', 2_260],
  // Rates and their parts are 1.5 kB of each of these. 'compareLedgers' has the pairing of rows besides, and 'explainChange' the bridges by key,
  // which are 4 kB.
  ['comparePolicies', 26_210],
  ['compareLedgers', 26_630],
  ['closeBooks', 25_040],
  ['checkAgainstClose', 25_780],
  ['explainChange', 29_230],
];

describe('zod', () => {
  /** What an entry brings with it, and its own bytes, without zod. */
  async function behind(entry: string, ...external: string[]) {
    const { outputFiles, metafile } = await build({
      stdin: { contents: `import * as all from '${entry}'; console.log(all);`, resolveDir: root },
      ...settings,
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

  // Of these 3.4 kB are the names that other systems and people give the fields, 1.7 say in JSON Schema what each means,
  // and 0.6 know instants as systems write them.
  test('is most of it: tenure/schema itself stays under 29,640 bytes', async () => {
    const { bytes } = await behind('tenure/schema', 'zod');
    expect(bytes).toBeLessThanOrEqual(29_640);
    expect(bytes).toBeGreaterThan(29_640 * 0.5);
  });
});

/** The adapters, each an entry of its own. */
const adapterCeilings: [names: string, from: string, bytes: number][] = [
  ['subscriptionsFromEvents', 'tenure/events', 9_320],
  ['subscriptionsFromInvoices', 'tenure/invoices', 11_420],
  // Of these 1.6 kB say what a note means, 1.4 read instants as databases have them, 1.2 schedules, and 0.9 tiers and packages.
  ['fromStripe', 'tenure/stripe', 19_600],
];

describe('adapters', () => {
  test.each(adapterCeilings)('%s of %s stays under %i bytes, without a ledger', async (names, from, ceiling) => {
    const { code, bytes } = await bundle(names, from);
    expect(bytes).toBeLessThanOrEqual(ceiling);
    expect(bytes).toBeGreaterThan(ceiling * 0.5);
    expect(code).not.toContain('weeksPerMonth');
  });

  test('are not reachable from the main entry', async () => {
    const { outputFiles } = await build({
      stdin: { contents: `import * as tenure from 'tenure'; console.log(tenure);`, resolveDir: root },
      ...settings,
      minify: false,
    });
    const code = outputFiles[0]?.text ?? '';
    expect(code).toContain('weeksPerMonth');
    expect(code).not.toMatch(/cancelRequested'|previous_attributes|ALREADY_STARTED|pause_collection|CREDIT_EXCEEDS/);
  });
});

const functionsOf = (...rooms: object[]) =>
  rooms.flatMap(Object.entries).flatMap(([name, value]) => (typeof value === 'function' ? [name] : []));
const bytesOf = await bytesOfEach(functionsOf(tenure));

describe('targets', () => {
  const small = functionsOf(surveys, usage);
  const targetOf = (name: string) => (small.includes(name) ? targets.answersOrEvents : targets.subscriptions);

  test('are met by every function but those with a ceiling above them', () => {
    const excused = new Set(ceilings.filter(([name, ceiling]) => ceiling > targetOf(name)).map(([name]) => name));
    const over = [...bytesOf].filter(([name, bytes]) => bytes >= targetOf(name));
    const missed = over.filter(([name]) => !excused.has(name));
    expect(missed.map(([name, bytes]) => `${name}: ${bytes} of ${targetOf(name)}`)).toEqual([]);
    const met = [...excused].filter((name) => !over.some(([other]) => other === name));
    expect(met, 'meet their target now, and need no ceiling above it').toEqual([]);
    expect(bytesOf.size).toBeGreaterThan(100);
  });
});

describe('importing one name pulls in no more than it needs', () => {
  test('nothing is above its ceiling', () => {
    // All at once, as the list wants them: what is above, and what it costs now.
    const above = ceilings.filter(([name, ceiling]) => (bytesOf.get(name) ?? Number.NaN) > ceiling);
    expect(above.map(([name, ceiling]) => `${name}: ${bytesOf.get(name)} of ${ceiling}`).join('\n')).toBe('');
  });

  test('no ceiling is so far above what is there that a new dependency would slip in under it', () => {
    const loose = ceilings.filter(([name, ceiling]) => !((bytesOf.get(name) ?? 0) > ceiling * 0.5));
    expect(loose.map(([name, ceiling]) => `${name}: ${bytesOf.get(name)} of ${ceiling}`)).toEqual([]);
  });

  test('a formula brings no ledger and no calendar', async () => {
    const { code } = await bundle('convertRate, mergeRatios, ratioInterval');
    expect(code).not.toMatch(/subscriptions\[|DateTimeFormat/);
  });

  test('a usage metric that counts brings no ledger and no exact arithmetic', async () => {
    for (const name of ['activeCustomers', 'stickiness', 'featureRetention', 'activationRate', 'usageRetention']) {
      expect((await bundle(name)).code, name).not.toMatch(/subscriptions\[|BigInt|\dn\b/);
    }
    for (const name of ['usageFrequency', 'usageDuration', 'featureAdoption', 'funnel', 'engagementScore']) {
      expect((await bundle(name)).code, name).not.toContain('subscriptions[');
    }
  });

  test('a measure of a survey brings no ledger and no exact arithmetic', async () => {
    const measures =
      'netPromoterScore, customerSatisfactionScore, customerEffortScore, feedbackThemes, latestPerCustomer';
    const { code } = await bundle(measures);
    expect(code).not.toMatch(/subscriptions\[|BigInt|\dn\b/);
    expect((await bundle('referralRate')).code).not.toMatch(/DateTimeFormat|\d{4}-\d\d/);
  });

  test('a health score brings no calendar, no ledger, no policy and no rules', async () => {
    const { code } = await bundle('healthScore, healthScores, healthBands, bandMigration');
    expect(code).not.toMatch(/DateTimeFormat|subscriptions\[|stepNotReached|weeksPerMonth/);
  });

  test('service brings no ledger, and tickets no payments', async () => {
    const { code } = await bundle('reopenRate, firstResponseTime, repeatContactRate, ticketsPerCustomer');
    expect(code).not.toMatch(/subscriptions\[|writtenOff/);
    expect((await bundle('paymentSuccessRate, recoveryRate')).code).not.toContain('subscriptions[');
  });

  test('a test of scores brings no ledger and no calendar', async () => {
    const { code } = await bundle('backtestScores');
    expect(code).not.toMatch(/subscriptions\[|DateTimeFormat/);
  });

  test('a date function brings no ledger', async () => {
    expect((await bundle('month')).code).not.toContain('customerId');
  });

  test('nothing brings decimal.js: its class is handed over', async () => {
    const { code } = await bundle(functionsOf(tenure).join());
    expect(code).toContain('weeksPerMonth');
    expect(code).not.toMatch(/\[DecimalError\]|\[object Decimal\]/);
  });
});
