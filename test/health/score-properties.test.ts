import fc from 'fast-check';
import { bandMigration, type HealthModel, type HealthScore, type HealthValues, healthBands, healthScore } from 'tenure';
import { describe, expect, test } from 'vitest';
import { propertyRuns } from '../support/property-runs.ts';
import { scoredArbitrary } from './models.ts';

const check = (property: (scored: { model: HealthModel; values: HealthValues }) => void) =>
  fc.assert(fc.property(scoredArbitrary, property), propertyRuns(150));
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
const withPlain = (values: HealthValues, key: string, value: number | string): HealthValues => {
  const old = values[key];
  return { ...values, [key]: typeof old === 'object' && old !== null ? { ...old, value } : value };
};

/** A score is told to its last digits, its band exactly. */
function checkNoFall(before: HealthScore, after: HealthScore, { bands = [] }: HealthModel) {
  const placeOf = ({ band }: HealthScore) => bands.findIndex(({ name }) => name === band);
  expect(after.score === null).toBe(before.score === null);
  expect(after.score ?? 0).toBeGreaterThanOrEqual((before.score ?? 0) * (1 - 1e-14));
  expect(placeOf(after)).toBeGreaterThanOrEqual(placeOf(before));
}

/** Equal but for the last digits of what is added up. */
function checkSame(found: HealthScore, expected: HealthScore) {
  const decided = ({ band, caps, contributions }: HealthScore) => ({
    band,
    caps: caps.map(({ when, max }) => ({ when, max })),
    points: contributions.map(({ key, value, points }) => ({ key, value, points })),
  });
  expect(decided(found)).toStrictEqual(decided(expected));
  const numbers = ({ score, coverage, caps, contributions }: HealthScore) => [
    score ?? -1,
    coverage,
    ...caps.map(({ reduction }) => reduction),
    ...contributions.flatMap(({ effectiveWeight, contribution }) => [effectiveWeight, contribution]),
  ];
  for (const [index, number] of numbers(expected).entries()) {
    expect(Math.abs((numbers(found)[index] as number) - number)).toBeLessThan(1e-12);
  }
}

const throughJson = <T>(value: T): T => JSON.parse(JSON.stringify(value));

describe('a score', () => {
  test('lies in 0..100 and in the band that it names', () => {
    check(({ model, values }) => {
      const { score, band, coverage } = healthScore(values, model);
      expect(coverage).toBeGreaterThanOrEqual(0);
      expect(coverage).toBeLessThanOrEqual(1);
      expect(score === null).toBe(band === null);
      if (score === null) return;
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(100);
      const bands = model.bands ?? [];
      const place = bands.findIndex(({ name }) => name === band);
      expect(score).toBeGreaterThanOrEqual(bands[place]?.from as number);
      expect(score).toBeLessThanOrEqual(bands[place + 1]?.from ?? 100);
    });
  });

  test('is what its contributions add up to, less its caps', () => {
    check(({ model, values }) => {
      const { score, contributions, caps } = healthScore(values, model);
      if (score === null) return;
      const weights = sum(contributions.map(({ effectiveWeight }) => effectiveWeight));
      expect(Math.abs(weights - 1)).toBeLessThan(1e-14);
      for (const { points, effectiveWeight, contribution } of contributions) {
        expect(Math.abs((points ?? 0) * effectiveWeight - contribution)).toBeLessThan(1e-12);
      }
      const before = sum(contributions.map(({ contribution }) => contribution));
      expect(Math.abs(score + sum(caps.map(({ reduction }) => reduction)) - before)).toBeLessThan(1e-12);
    });
  });

  test('never falls when a signal improves', () => {
    fc.assert(
      fc.property(scoredArbitrary, fc.double({ min: 0, max: 500, noNaN: true }), ({ model, values }, by) => {
        const base = healthScore(values, model);
        for (const { key, normalise } of model.signals) {
          const given = base.contributions.find((part) => part.key === key)?.value;
          if (normalise.type !== 'linear' || typeof given !== 'number') continue;
          const isHighGood = normalise.best > normalise.worst;
          // All caps are on low values: of a signal that improves downwards they say the opposite of its points.
          const uncapped = { ...model, caps: isHighGood ? model.caps : [] };
          const improved = isHighGood ? given + by : given - by;
          checkNoFall(healthScore(values, uncapped), healthScore(withPlain(values, key, improved), uncapped), model);
        }
      }),
      propertyRuns(150),
    );
  });

  test('never falls when a category or a step gives way to one with more points', () => {
    check(({ model, values }) => {
      const uncapped = { ...model, caps: [] };
      const before = healthScore(values, uncapped);
      for (const [index, { key, normalise }] of model.signals.entries()) {
        const own = before.contributions[index]?.points;
        if (normalise.type === 'linear' || own == null || before.score === null) continue;
        const others =
          normalise.type === 'steps'
            ? normalise.steps.map(({ from, points }) => [from, points] as const)
            : Object.entries(normalise.points);
        for (const [value, points] of others) {
          const after = healthScore(withPlain(values, key, value), uncapped);
          if (points >= own) checkNoFall(before, after, model);
          if (points <= own) checkNoFall(after, before, model);
        }
      }
    });
  });

  test('does not change when all weights are multiplied, when signals are shuffled, and through JSON', () => {
    fc.assert(
      fc.property(scoredArbitrary, fc.constantFrom(2, 7, 0.5, 1024), ({ model, values }, factor) => {
        const base = healthScore(values, model);
        const scaled = model.signals.map((signal) => ({ ...signal, weight: signal.weight * factor }));
        checkSame(healthScore(values, { ...model, signals: scaled }), base);
        const reversed = healthScore(values, { ...model, signals: [...model.signals].reverse() });
        checkSame({ ...reversed, contributions: [...reversed.contributions].reverse() }, base);
        expect(throughJson(healthScore(values, throughJson(model)))).toStrictEqual(throughJson(base));
      }),
      propertyRuns(150),
    );
  });

  test('does not change when keys are renamed', () => {
    check(({ model, values }) => {
      const renamed = (key: string) => `renamed ${key}`;
      const { score, band, coverage } = healthScore(values, model);
      const other = healthScore(
        Object.fromEntries(Object.entries(values).map(([key, value]) => [renamed(key), value])),
        {
          ...model,
          signals: model.signals.map((signal) => ({ ...signal, key: renamed(signal.key) })),
          caps: (model.caps ?? []).map(({ when, max }) => ({ when: { ...when, key: renamed(when.key) }, max })),
        },
      );
      expect([other.score, other.band, other.coverage]).toEqual([score, band, coverage]);
    });
  });
});

const band = fc.constantFrom('red', 'yellow', 'green', null);
const scores = fc.uniqueArray(fc.record({ customerId: fc.constantFrom(...'abcdefghijkl'), band }), {
  selector: ({ customerId }) => customerId,
});

describe('a migration', () => {
  test('balances: rows, columns, arrivals and departures', () => {
    fc.assert(
      fc.property(scores, scores, (before, after) => {
        const { rows, arrived, totals, bands, moves, ...steps } = bandMigration(before, after);
        const cells = ({ to, unscored, departed }: typeof totals) => [
          ...bands.map((name) => to[name] as number),
          unscored,
          departed,
        ];
        for (const row of [...rows, arrived, totals]) expect(sum(cells(row))).toBe(row.total);
        cells(totals).forEach((total, column) => {
          expect(sum([...rows, arrived].map((row) => cells(row)[column] as number))).toBe(total);
        });
        expect(sum(rows.map(({ total }) => total))).toBe(before.length);
        expect(totals.total - totals.departed).toBe(after.length);
        expect(arrived.departed).toBe(0);
        const counts = healthBands(after).map(({ customers }) => customers);
        expect([...bands.map((name) => totals.to[name]), totals.unscored]).toEqual(counts);
        expect(healthBands(before).map(({ customers }) => customers)).toEqual(rows.map(({ total }) => total));
        const scored = after.filter(
          (row) => row.band !== null && before.some((old) => old.customerId === row.customerId && old.band !== null),
        );
        expect(steps.improved + steps.worsened + steps.unchanged).toBe(scored.length);
        expect(moves.map(({ customerId }) => customerId)).toEqual(moves.map(({ customerId }) => customerId).sort());
      }),
    );
  });

  test('backwards is the same table, turned over', () => {
    fc.assert(
      fc.property(scores, scores, (before, after) => {
        const there = bandMigration(before, after);
        const back = bandMigration(after, before);
        expect([back.improved, back.worsened, back.unchanged]).toEqual([
          there.worsened,
          there.improved,
          there.unchanged,
        ]);
        for (const [i, row] of there.rows.entries()) {
          for (const [j, other] of there.bands.entries()) {
            expect(row.to[other]).toBe(row.from === null ? back.rows[j]?.unscored : back.rows[j]?.to[row.from]);
          }
          expect(row.departed).toBe(
            i < there.bands.length ? back.arrived.to[row.from as string] : back.arrived.unscored,
          );
        }
      }),
    );
  });

  test('of shuffled rows is the same', () => {
    fc.assert(
      fc.property(scores, scores, (before, after) => {
        expect(bandMigration([...before].reverse(), [...after].reverse())).toStrictEqual(bandMigration(before, after));
      }),
    );
  });
});
