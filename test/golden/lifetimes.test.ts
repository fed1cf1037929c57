import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import {
  discountedExpectedLifetime,
  discountedExpectedResidualLifetime,
  medianLifetime,
  type ObservedDuration,
  projectSurvival,
  restrictedMeanLifetime,
  type SurvivalIntervalType,
  survivalCurve,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { fittedTo } from '../support/fitted-to.ts';

const folder = new URL('../../../shared/conformance/', import.meta.url);
const absent = !existsSync(folder);
const unlessAbsent = absent ? ' (skipped: ../shared/conformance is absent)' : '';

const read = (path: string) => readFileSync(new URL(path, folder), 'utf8');

type Cells = Record<string, string>;

/** A column that the file does not have, or a blank in it, is null. */
function csv(path: string): ((column: string) => number | string | null)[] {
  return parse<Cells>(read(path), { columns: true }).map((cells) => (column) => {
    const text = cells[column] ?? '';
    if (text === '') return null;
    return Number.isNaN(Number(text)) ? text : Number(text);
  });
}

/** To the digits that a figure is printed with. */
function expectPrinted(received: number | null | undefined, printed: number, units = 0.5): void {
  const decimals = String(printed).split('.')[1]?.length ?? 0;
  expect(Math.abs((received ?? Number.NaN) - printed)).toBeLessThanOrEqual((units + 1e-4) * 10 ** -decimals);
}

/**
 * Source: the customer retention data of P. S. Fader and B. G. S. Hardie (2007), How to project customer retention, percent of a cohort of
 * 1,000 in years 0 to 12.
 */
const highEnd = [100, 86.9, 74.3, 65.3, 59.3, 55.1, 51.7, 49.1, 46.8, 44.5, 42.7, 40.9, 39.4];
const regular = [100, 63.1, 46.8, 38.2, 32.6, 28.9, 26.2, 24.1, 22.3, 20.7, 19.4, 18.3, 17.3];
const thousand = (percents: readonly number[]) => percents.map((percent) => Math.round(percent * 10));

describe('Fader and Hardie (2007), years 0 to 7', () => {
  test('high end: alpha 0.668, beta 3.806, log-likelihood -1.611158 a customer', () => {
    const { alpha, beta, logLikelihood } = fittedTo(thousand(highEnd.slice(0, 8)));
    expectPrinted(alpha, 0.668);
    expectPrinted(beta, 3.806);
    expectPrinted(logLikelihood / 1000, -1.611158);
  });

  test('regular: alpha 0.704, beta 1.182; not the 0.688 of a test of pymc-marketing', () => {
    const { alpha, beta, logLikelihood } = fittedTo(thousand(regular.slice(0, 8)));
    expectPrinted(alpha, 0.704);
    expectPrinted(beta, 1.182);
    expectPrinted(logLikelihood, -1680.265);
  });

  test('projected five years on, it misses the holdout by less than 1.7 points', () => {
    const recomputed = { highEnd: [46.04, 43.58, 41.42, 39.51, 37.8], regular: [22.01, 20.44, 19.12, 17.99, 17.0] };
    for (const [actual, printed] of [
      [highEnd, recomputed.highEnd],
      [regular, recomputed.regular],
    ] as const) {
      const projected = projectSurvival(fittedTo(actual.slice(0, 8)), 12).slice(7);
      for (const [index, survival] of projected.entries()) {
        expectPrinted(survival * 100, printed[index] ?? 0);
        expect(Math.abs(survival * 100 - (actual[index + 8] ?? 0))).toBeLessThan(1.7);
      }
    }
  });
});

/** Source: P. S. Fader and B. G. S. Hardie, note 017, four cohorts of different length. */
test('four cohorts in one likelihood: alpha 3.80, beta 15.19', () => {
  const cohorts = [
    [10_000, 8000, 6480, 5307, 4391],
    [10_000, 8000, 6480, 5307],
    [10_000, 8000, 6480],
    [10_000, 8000],
  ];
  const { alpha, beta } = fittedTo(cohorts);
  expectPrinted(alpha, 3.8);
  expectPrinted(beta, 15.19);
});

/** Source: the figures of P. S. Fader and B. G. S. Hardie (2010) in the README of eCLV, which cuts the sums off after period 70. */
test('DEL and DERL: the sums in full, and as published where they are cut off', () => {
  const model = { alpha: 0.6677123, beta: 3.8024773 };
  expectPrinted(discountedExpectedLifetime(model, 0.1), 5.922112134);
  expectPrinted(discountedExpectedResidualLifetime(model, 3, 0.1), 6.620492605);
  expectPrinted(discountedExpectedResidualLifetime(model, 4, 0.1), 6.897375971);
  const curve = [1, ...projectSurvival(model, 80)];
  const sum = (terms: readonly number[]) => terms.reduce((total, term, age) => total + term / 1.1 ** age, 0);
  expectPrinted(sum(curve.slice(0, 71)), 5.920551);
  expectPrinted(sum(curve.slice(5, 71)) / (curve[4] ?? 0), 6.893253);
});

/** Source: E. J. Freireich et al. (1963), remission of leukaemia in weeks, the 6-MP group (Gehan 1965); R, survival 3.5-3. */
test('Gehan, 6-MP: the curve, its error, its median and its restricted mean', () => {
  const left = [6, 6, 6, 7, 10, 13, 16, 22, 23];
  const running = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35];
  const curve = survivalCurve([
    ...left.map((duration) => ({ duration, event: 1 as const })),
    ...running.map((duration) => ({ duration, event: 0 as const })),
  ]);
  const at23 = curve.find(({ time }) => time === 23);
  expect(at23).toMatchObject({ atRisk: 6, events: 1, censored: 0 });
  expect(at23?.survival).toBeCloseTo(0.448179271708683, 12);
  expect(at23?.standardError).toBeCloseTo(0.13459145675576, 12);
  expect(at23?.lower).toBeCloseTo(0.188052005959232, 12);
  expect(at23?.upper).toBeCloseTo(0.680142628495241, 12);
  expect(medianLifetime(curve)).toBe(23);
  expect(restrictedMeanLifetime(curve, 35)).toBeCloseTo(23.2873949579832, 12);
});

interface Case {
  readonly id: string;
  readonly input: unknown;
  readonly expected: never;
  readonly recomputed: never;
}

describe.skipIf(absent)(`the shifted-beta-geometric cases${unlessAbsent}`, () => {
  const cases: Case[] = absent ? [] : JSON.parse(read('sbg/cases.json')).published;
  function caseOf<Expected>(id: string): { expected: Expected; recomputed: Expected; input: unknown } {
    const found = cases.find((one) => one.id === id);
    if (found === undefined) throw new Error(`no case ${id}`);
    return found;
  }
  const percents = (column: string, years: number) =>
    csv('sbg/customer_retention.csv')
      .slice(0, years + 1)
      .map((cell) => Number(cell(column)));

  test('all cases are checked', () => {
    expect(cases.map(({ id }) => id.replace(/^sbg-/, ''))).toEqual([
      'high-end',
      'regular',
      'high-end-4y',
      'note032',
      'loglik-point',
      'multi-cohort',
      'survival-pmf-retention',
      'DEL-DERL',
      'projection-holdout',
    ]);
  });

  test.each([
    ['sbg-high-end', 'high_end'],
    ['sbg-regular', 'regular'],
  ])('%s', (id, column) => {
    const { expected, recomputed } = caseOf<{ alpha: number; beta: number; LL: number }>(id);
    const fitted = fittedTo(thousand(percents(column, 7)));
    for (const printed of [expected, recomputed]) {
      expectPrinted(fitted.alpha, printed.alpha);
      expectPrinted(fitted.beta, printed.beta);
    }
    expectPrinted(fitted.logLikelihood, recomputed.LL);
  });

  /** R's optimiser stopped within 1e-5 of the maximum: its log-likelihood is that of the maximum to all digits, its alpha is not. */
  test('sbg-high-end-4y: its projection, and a log-likelihood that its own parameters do not exceed', () => {
    const { expected } = caseOf<{ a: number; b: number; negLL: number; projected: number[] }>('sbg-high-end-4y');
    const theirs = { alpha: expected.a, beta: expected.b };
    // Their parameters are printed to 7 digits, which leaves a unit open in the last one of what follows from them.
    for (const [index, survival] of projectSurvival(theirs, 10).slice(4).entries()) {
      expectPrinted(survival * 100, expected.projected[index] ?? 0, 1);
    }
    const survivors = thousand(percents('high_end', 4));
    const fitted = fittedTo(survivors);
    expectPrinted(-fitted.logLikelihood, expected.negLL);
    expect(logLikelihoodOf(theirs, survivors)).toBeLessThan(logLikelihoodOf(fitted, survivors));
    expect(Math.abs(fitted.alpha / expected.a - 1)).toBeLessThan(1e-5);
    expect(Math.abs(fitted.beta / expected.b - 1)).toBeLessThan(1e-5);
    for (const [index, survival] of projectSurvival(fitted, 10).slice(4).entries()) {
      expect(survival * 100).toBeCloseTo(expected.projected[index] ?? 0, 3);
    }
  });

  test('sbg-note032', () => {
    const { input, expected } = caseOf<{ alpha: number; beta: number; LL: number }>('sbg-note032');
    const fitted = fittedTo(input as number[]);
    expectPrinted(fitted.alpha, expected.alpha);
    expectPrinted(fitted.beta, expected.beta);
    expectPrinted(fitted.logLikelihood, expected.LL);
  });

  test('sbg-loglik-point', () => {
    const { input, expected, recomputed } = caseOf<number>('sbg-loglik-point');
    const { alpha, beta, data } = input as { alpha: number; beta: number; data: number[] };
    expectPrinted(logLikelihoodOf({ alpha, beta }, [1, ...data]), recomputed);
    // Printed cut off after three decimals, not rounded.
    expect(Math.trunc(recomputed * 1000) / 1000).toBe(expected);
  });

  test('sbg-multi-cohort', () => {
    const { input, expected, recomputed } = caseOf<{ alpha: number; beta: number }>('sbg-multi-cohort');
    const fitted = fittedTo(input as number[][]);
    expectPrinted(fitted.alpha, expected.alpha);
    expectPrinted(fitted.beta, expected.beta);
    // The root of the score in 40 digits (mpmath) is 3.798125808, 15.191907937: the recomputed figures stopped just short of it.
    expect(fitted.alpha).toBeCloseTo(3.798125807918469, 10);
    expect(fitted.beta).toBeCloseTo(15.191907937379, 9);
    expectPrinted(fitted.alpha, recomputed.alpha, 2);
    expectPrinted(fitted.beta, recomputed.beta, 2);
  });

  test('sbg-survival-pmf-retention', () => {
    const { input, expected } = caseOf<{ S: number[]; pmf: number[]; retention: number[] }>(
      'sbg-survival-pmf-retention',
    );
    const { alpha, beta } = input as { alpha: number; beta: number };
    const curve = [1, ...projectSurvival({ alpha, beta }, 10)];
    for (let age = 1; age <= 10; age += 1) {
      const [before = 0, now = 0] = curve.slice(age - 1);
      // The parameters are printed to 7 digits: the eighth of a figure is open by a unit.
      expectPrinted(now, expected.S[age - 1] ?? 0, 1);
      expectPrinted(before - now, expected.pmf[age - 1] ?? 0, 1);
      expectPrinted(now / before, expected.retention[age - 1] ?? 0, 1);
    }
  });

  test('sbg-DEL-DERL', () => {
    const found = cases.find(({ id }) => id === 'sbg-DEL-DERL') as unknown as {
      input: { alpha: number; beta: number; d: number };
      expected_exact: { DEL: number; DERL_n4: number; DERL_n5: number };
    };
    const { alpha, beta, d } = found.input;
    expectPrinted(discountedExpectedLifetime({ alpha, beta }, d), found.expected_exact.DEL);
    expectPrinted(discountedExpectedResidualLifetime({ alpha, beta }, 3, d), found.expected_exact.DERL_n4);
    expectPrinted(discountedExpectedResidualLifetime({ alpha, beta }, 4, d), found.expected_exact.DERL_n5);
  });

  test('sbg-projection-holdout', () => {
    const found = cases.find(({ id }) => id === 'sbg-projection-holdout') as unknown as {
      recomputed_projection: Record<string, number[]>;
    };
    for (const [column, printed] of Object.entries(found.recomputed_projection)) {
      const projected = projectSurvival(fittedTo(percents(column, 7)), 12).slice(7);
      expect(projected).toHaveLength(printed.length);
      for (const [index, survival] of projected.entries()) expectPrinted(survival * 100, printed[index] ?? 0);
    }
  });

  test('the alpha of 0.688 that is listed as wrong is less likely', () => {
    const survivors = thousand(percents('regular', 7));
    const { beta } = fittedTo(survivors);
    expect(logLikelihoodOf({ alpha: 0.688, beta }, survivors)).toBeLessThan(-1680.266);
  });
});

/** From the projection alone: who left at t did so with S(t - 1) - S(t), who stayed with S(last). */
function logLikelihoodOf(model: { alpha: number; beta: number }, survivors: readonly number[]): number {
  const curve = [1, ...projectSurvival(model, survivors.length - 1)];
  const last = survivors.length - 1;
  const at = (list: readonly number[], age: number) => list[age] ?? Number.NaN;
  let sum = at(survivors, last) * Math.log(at(curve, last));
  for (let age = 1; age <= last; age += 1) {
    sum += (at(survivors, age - 1) - at(survivors, age)) * Math.log(at(curve, age - 1) - at(curve, age));
  }
  return sum;
}

/** Source: lifelines' waltons data and Gehan's leukaemia data; R, survival 3.5-3. */
describe.skipIf(absent)(`Kaplan-Meier in R${unlessAbsent}`, () => {
  type Row = ObservedDuration & { readonly group: string };
  const waltons: Row[] = absent
    ? []
    : csv('survival/waltons_dataset.csv').map((cell) => ({
        duration: Number(cell('T')),
        event: cell('E') === 1,
        group: String(cell('group')),
      }));
  const gehan: Row[] = absent
    ? []
    : read('survival/gehan.dat')
        .trim()
        .split('\n')
        .map((line) => line.split(' ').map(Number))
        .map(([group, duration = 0, event]) => ({
          duration,
          event: event === 1,
          group: group === 2 ? '6-MP' : 'control',
        }));

  test.each<[string, readonly Row[]]>([
    ['waltons', waltons],
    ['waltons_all', waltons.map((row) => ({ ...row, group: 'all' }))],
    ['gehan', gehan],
  ])('%s: three intervals, errors, counts, medians and restricted means', (name, rows) => {
    const printed = csv(`survival/${name}_curve.csv`);
    let compared = 0;
    for (const summary of csv(`survival/${name}_summary.csv`)) {
      const group = summary('group');
      const own = rows.filter((row) => row.group === group);
      expect(own).toHaveLength(Number(summary('n')));
      const steps = printed.filter((cell) => cell('group') === group);
      for (const [interval, suffix] of [
        ['plain', 'plain'],
        ['log', 'log'],
        ['log-log', 'loglog'],
      ] as const satisfies [SurvivalIntervalType, string][]) {
        const curve = survivalCurve(own, { intervalType: interval });
        expect(curve).toHaveLength(steps.length + 1);
        for (const [index, cell] of steps.entries()) {
          const row = curve[index + 1];
          expect(row?.time).toBe(cell('time'));
          expect(row?.atRisk).toBe(cell('n_risk'));
          expect(row?.events).toBe(cell('n_event'));
          expect(row?.censored).toBe(cell('n_censor'));
          for (const [received, column] of [
            [row?.survival, 'surv'],
            [row?.standardError, 'greenwood_se'],
            [row?.lower, `lower_${suffix}`],
            [row?.upper, `upper_${suffix}`],
          ] as const) {
            const figure = cell(column);
            if (figure === null) expect(received, column).toBeNull();
            else expect(Math.abs((received ?? Number.NaN) - Number(figure)), column).toBeLessThan(1e-9);
            compared += 1;
          }
        }
      }
      const curve = survivalCurve(own);
      expect(curve.reduce((sum, { events }) => sum + events, 0)).toBe(summary('events'));
      expect(medianLifetime(curve)).toBe(summary('median'));
      const mean = restrictedMeanLifetime(curve, Number(summary('tau')));
      expect(Math.abs((mean ?? Number.NaN) - Number(summary('rmean_to_max')))).toBeLessThan(1e-9);
    }
    expect(compared).toBe(printed.length * 12);
  });
});
