import fc from 'fast-check';
import { backtestHealthScore, type HealthData, type HealthModel, suggestWeights } from 'tenure';
import { describe, expect, test } from 'vitest';
import { sharesOf } from '../../../src/health/suggest/shares.ts';
import { keysOf, refusal } from '../../support/caught.ts';
import { deepFreeze } from '../../support/deep-freeze.ts';
import { healthBook, horizonDays } from '../../support/health-book.ts';
import { seeded } from '../../support/seeded.ts';
import { model, ofUseAndDebt, ofUseAndPayments, suggested } from './suggested.ts';

describe('suggestWeights', () => {
  test('a signal that points the wrong way keeps the least weight, a tenth of an equal share, and says so', () => {
    const found = suggested(12, ofUseAndDebt);
    const [use, payments] = found.signals;
    expect(use).toMatchObject({ key: 'activeDays', givenWeight: 1, isAtMinimum: false });
    expect(use?.coefficient).toBeLessThan(0);
    expect(payments).toMatchObject({ key: 'failedPayments', isAtMinimum: true });
    expect(payments?.coefficient).toBeGreaterThan(0);
    expect(payments?.weight).toBeCloseTo(0.1, 12);
  });

  test('the model is the given one with other weights, and the backtests are those of the two', () => {
    const { data, dates } = healthBook(13, 120, 6, ofUseAndPayments);
    const [fit, later] = [dates.slice(0, 3), dates.slice(3)];
    const found = suggestWeights(data, model, { fit, test: later, horizonDays, thresholds: [55] });
    expect(found.model).toEqual({
      ...model,
      signals: model.signals.map((signal, index) => ({ ...signal, weight: found.signals[index]?.weight })),
    });
    for (const [tested, own] of [
      [found.given, model],
      [found.suggested, found.model],
    ] as const) {
      const alone = backtestHealthScore(data, own, { dates: later, horizonDays, thresholds: [55] });
      expect(tested.rows).toEqual(alone.rows);
      expect(tested.pooled.auc).toEqual(alone.pooled.auc);
      expect(tested.pooled.bands).toEqual(alone.pooled.bands);
      expect(tested.pooled.thresholds).toEqual(alone.pooled.thresholds);
      // Calibrated by the dates of the fit already.
      const all = backtestHealthScore(data, own, { dates, horizonDays });
      expect(tested.dates.map(({ brier }) => brier)).toEqual(all.dates.slice(3).map(({ brier }) => brier));
    }
    const { observations, churned } = backtestHealthScore(data, model, { dates: fit, horizonDays }).pooled;
    expect(found.fit).toEqual({ observations, churned, undecided: 0 });
  });

  test('the stronger the ridge, the nearer the coefficients are to 0', () => {
    const { data, dates } = healthBook(14, 120, 4, ofUseAndPayments);
    const sizes = [0.01, 1, 100, 10_000].map((ridge) => {
      const { signals } = suggestWeights(data, model, {
        fit: dates.slice(0, 2),
        test: dates.slice(2),
        horizonDays,
        ridge,
      });
      return signals.reduce((sum, { coefficient }) => sum + coefficient ** 2, 0);
    });
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    expect(sizes[3]).toBeLessThan(0.01);
  });

  test('neither the order of rows and dates, nor names, nor a factor on all given weights change what is suggested', () => {
    const { data, dates } = healthBook(15, 80, 4, ofUseAndPayments);
    const options = { fit: dates.slice(0, 2), test: dates.slice(2), horizonDays };
    const found = suggestWeights(data, model, options);
    const { shuffled } = seeded(5);
    const renamed = (row: { customerId: string }) => ({
      ...row,
      customerId: `${1000 - Number(row.customerId.slice(1))}`,
    });
    const other = Object.fromEntries(
      Object.entries(data).map(([key, rows]) => [key, shuffled(rows).map(renamed as never)]),
    ) as HealthData;
    const again = suggestWeights(other, model, {
      ...options,
      fit: shuffled(options.fit),
      test: shuffled(options.test),
    });
    expect(again.signals).toEqual(found.signals);
    expect(again.gain).toEqual(found.gain);
    expect(again.suggested.pooled).toEqual(found.suggested.pooled);

    const scaled = { ...model, signals: model.signals.map((signal) => ({ ...signal, weight: signal.weight * 4 })) };
    const fromScaled = suggestWeights(data, scaled, options);
    expect(fromScaled.signals.map(({ weight }) => weight / 4)).toEqual(found.signals.map(({ weight }) => weight));
    expect(fromScaled.suggested.pooled.auc).toEqual(found.suggested.pooled.auc);
  });

  test('signals that are never known, or never differ, keep the least weight', () => {
    const { data, dates } = healthBook(16, 80, 4, ofUseAndPayments);
    const wider: HealthModel = {
      signals: [
        ...model.signals,
        { key: 'npsScore', weight: 1, normalise: { type: 'linear', worst: 0, best: 10 } },
        { key: 'cancelRequested', weight: 1, normalise: { type: 'categories', points: { true: 0, false: 100 } } },
      ],
    };
    const { signals } = suggestWeights(data, wider, { fit: dates.slice(0, 2), test: dates.slice(2), horizonDays });
    for (const signal of signals.slice(3)) {
      expect(signal).toMatchObject({ coefficient: 0, isAtMinimum: true });
      expect(signal.weight).toBeCloseTo(0.1, 12);
    }
  });

  test('customers who are undecided are in no fit', () => {
    const { data, dates } = healthBook(17, 80, 4, ofUseAndPayments);
    const found = suggestWeights(data, model, {
      fit: dates.slice(0, 1),
      test: dates.slice(2),
      horizonDays,
      churnGraceDays: 20,
      asOf: dates[3] as string,
    });
    expect(found.suggested.dates[1]).toMatchObject({ observations: 0 });
    expect(found.suggested.undecided).toBeGreaterThan(0);
    expect(found.fit.undecided).toBe(0);
  });

  test('inputs may be frozen', () => {
    const { data, dates } = healthBook(18, 60, 4, ofUseAndPayments);
    const options = deepFreeze({ fit: dates.slice(0, 2), test: dates.slice(2), horizonDays });
    expect(suggestWeights(deepFreeze(data), deepFreeze(model), options).signals.length).toBe(3);
  });
});

describe('shares', () => {
  test('by hand: 8, 1, 0 of three: the last has 1/30, the others share 29/30 as 8 to 1', () => {
    const shares = sharesOf([8, 1, 0]);
    expect(shares.map(({ isAtMinimum }) => isAtMinimum)).toEqual([false, false, true]);
    expect(shares[0]?.share).toBeCloseTo((29 / 30) * (8 / 9), 14);
    expect(shares[1]?.share).toBeCloseTo((29 / 30) * (1 / 9), 14);
    expect(shares[2]?.share).toBeCloseTo(1 / 30, 14);
  });

  test('what falls below the minimum because others have it has it too', () => {
    // 1/29.5 of the sum is above 1/30, and x 29/30 below.
    expect(sharesOf([28.5, 1, 0]).map(({ isAtMinimum }) => isAtMinimum)).toEqual([false, true, true]);
  });

  test('of no strength at all are equal', () => {
    expect(sharesOf([0, 0])).toEqual([
      { share: 0.5, isAtMinimum: true },
      { share: 0.5, isAtMinimum: true },
    ]);
  });

  test('add up to 1, none below the minimum, in proportion above it', () => {
    const strength = fc.oneof(fc.constant(0), fc.double({ min: 1e-9, max: 1e9, noNaN: true }));
    fc.assert(
      fc.property(fc.array(strength, { minLength: 1, maxLength: 12 }), (strengths) => {
        const shares = sharesOf(strengths);
        expect(shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
        for (const { share } of shares) expect(share).toBeGreaterThanOrEqual((0.1 / strengths.length) * (1 - 1e-12));
        const ratios = shares.flatMap(({ share, isAtMinimum }, index) =>
          isAtMinimum ? [] : [share / (strengths[index] as number)],
        );
        for (const ratio of ratios) expect(ratio / (ratios[0] as number)).toBeCloseTo(1, 9);
      }),
    );
  });
});

describe('bad input', () => {
  const { data, dates } = healthBook(19, 30, 4, ofUseAndPayments);
  const options = { fit: dates.slice(0, 2), test: dates.slice(2), horizonDays };
  const staying = { ...data, subscriptions: (data.subscriptions ?? []).map((row) => ({ ...row, end: null })) };
  test.each<[unknown, unknown, unknown, string, string]>([
    [staying, model, options, 'NOT_IDENTIFIABLE', 'options.fit'],
    [{ ...data, subscriptions: [] }, model, options, 'NOT_IDENTIFIABLE', 'options.fit'],
    [data, model, { ...options, fit: [] }, 'EMPTY', 'options.fit'],
    [data, model, { ...options, fit: undefined }, 'INVALID_TYPE', 'options.fit'],
    [data, model, { ...options, test: [] }, 'EMPTY', 'options.test'],
    [data, model, { ...options, test: ['soon'] }, 'INVALID_INSTANT', 'options.test[0]'],
    [data, model, { ...options, test: options.fit }, 'INVALID_OPTION', 'options.test'],
    [data, model, { ...options, horizonDays: 31 }, 'INVALID_OPTION', 'options.test'],
    [data, model, { ...options, churnGraceDays: 1 }, 'INVALID_OPTION', 'options.test'],
    [data, model, { ...options, ridge: 0 }, 'INVALID_NUMBER', 'options.ridge'],
    [data, model, { ...options, ridge: -1 }, 'INVALID_NUMBER', 'options.ridge'],
    [data, model, { ...options, ridge: Number.POSITIVE_INFINITY }, 'INVALID_NUMBER', 'options.ridge'],
    [data, model, { ...options, horizonDays: '30' }, 'INVALID_NUMBER', 'options.horizonDays'],
    [data, model, { ...options, dates: [] }, 'UNKNOWN_KEY', 'options.dates'],
    [data, { signals: model.signals, weights: [] }, options, 'UNKNOWN_KEY', 'model.weights'],
    [{ events: [] }, model, options, 'INVALID_TYPE', 'data.subscriptions'],
  ])('%#: %s at %s', (given, ofModel, settings, code, path) => {
    expect(refusal(() => suggestWeights(given as HealthData, ofModel as HealthModel, settings as never))).toMatchObject(
      {
        code,
        path: keysOf(path),
      },
    );
  });
});
