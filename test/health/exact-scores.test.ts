import fc from 'fast-check';
import { type HealthCap, type HealthModel, type HealthNormalisation, type HealthValues, healthScores } from 'tenure';
import { describe, expect, test } from 'vitest';
import { add, compare, divide, multiply, ofNumber, type Rational, subtract, toNumber } from '../../src/exact/index.ts';
import { propertyRuns } from '../support/property-runs.ts';

const [zero, hundred] = [ofNumber(0), ofNumber(100)];
const sum = (terms: readonly Rational[]) => terms.reduce(add, zero);
const ageOf = (given: HealthValues[string]) =>
  typeof given === 'object' && given !== null ? given.ageDays : undefined;
const plainOf = (given: HealthValues[string]) =>
  (typeof given === 'object' && given !== null ? given.value : given) ?? null;

function pointsOf(value: number | string | boolean, normalise: HealthNormalisation): Rational | null {
  if (normalise.type === 'categories') {
    const points = normalise.points[String(value)] ?? normalise.other ?? null;
    return points === null ? null : ofNumber(points);
  }
  const observed = ofNumber(value as number);
  if (normalise.type === 'steps') {
    const reached = normalise.steps.filter(({ from }) => compare(ofNumber(from), observed) <= 0);
    return ofNumber(reached.at(-1)?.points ?? normalise.below ?? 0);
  }
  const worst = ofNumber(normalise.worst);
  const share = divide(subtract(observed, worst), subtract(ofNumber(normalise.best), worst));
  if (compare(share, zero) <= 0) return zero;
  return compare(share, ofNumber(1)) >= 0 ? hundred : multiply(share, hundred);
}

/** The formula of `healthScore` in rationals, word for word. Its caps are all of the kind value <= limit. */
function plainScore(values: HealthValues, { signals, bands = [], caps = [], minimumCoverage = 0 }: HealthModel) {
  const parts = signals.map(({ key, weight, normalise, halfLifeDays }) => {
    const [value, ageDays] = [plainOf(values[key]), ageOf(values[key])];
    const points = value === null ? null : pointsOf(value, normalise);
    const decay = ageDays === undefined || halfLifeDays === undefined ? 1 : 2 ** (-ageDays / halfLifeDays);
    const exactWeight = points === null ? zero : multiply(ofNumber(weight), ofNumber(decay));
    return { key, value, ageDays, points, weight, exactWeight };
  });
  const known = sum(parts.map(({ exactWeight }) => exactWeight));
  const coverage = divide(known, sum(signals.map(({ weight }) => ofNumber(weight))));
  const isKnown = compare(known, zero) > 0;
  const shares = parts.map(({ exactWeight }) => (isKnown ? divide(exactWeight, known) : zero));
  const terms = parts.map(({ points }, i) => multiply(points ?? zero, shares[i] as Rational));
  const contributions = parts.map(({ key, value, ageDays, points, weight }, i) => ({
    key,
    value,
    ...(ageDays !== undefined && { ageDays }),
    points: points === null ? null : toNumber(points),
    weight,
    effectiveWeight: toNumber(shares[i] as Rational),
    contribution: toNumber(terms[i] as Rational),
  }));
  const start = { coverage: toNumber(coverage), contributions };
  if (!isKnown || compare(coverage, ofNumber(minimumCoverage)) < 0)
    return { score: null, band: null, ...start, caps: [] };
  const before = sum(terms);
  let score = before;
  const applied = caps.flatMap((cap) => {
    const value = plainOf(values[cap.when.key]);
    if (value === null || (value as number) > (cap.when.value as number) || compare(ofNumber(cap.max), before) >= 0)
      return [];
    const left = score;
    if (compare(ofNumber(cap.max), score) < 0) score = ofNumber(cap.max);
    return [{ ...cap, reduction: toNumber(subtract(left, score)) }];
  });
  const band = bands.filter(({ from }) => compare(ofNumber(from), score) <= 0).at(-1)?.name;
  return { score: toNumber(score), band, ...start, caps: applied };
}

const decimal = fc.tuple(fc.integer({ min: -50_000, max: 150_000 }), fc.constantFrom(1, 10, 100, 1000));
const usual = fc.oneof(
  fc.integer({ min: -20, max: 120 }),
  decimal.map(([n, d]) => n / d),
);
const odd = fc.oneof(
  fc.double({ min: -1e3, max: 1e3, noNaN: true }),
  fc.constantFrom(1 / 3, 0.1 + 0.2, 1e-9, 1e-31, 1e-300, 5e-324, -1e-300, 2 ** 53, 1e17, 1e31, 1e300, -1e300),
);
const number = fc.oneof({ weight: 4, arbitrary: usual }, { weight: 1, arbitrary: odd }).map((value) => value + 0);
const points = fc.oneof(
  fc.constantFrom(0, 39.9, 40, 70, 100),
  fc.integer({ min: 0, max: 1000 }).map((n) => n / 10),
);
const weight = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 40 }) },
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 400 }).map((n) => n / 100) },
  { weight: 1, arbitrary: fc.constantFrom(1e-300, 1e-29, 1 / 3, 1e29, 1e300) },
);
const words = ['gold', 'silver', 'basic'] as const;
const normalise: fc.Arbitrary<HealthNormalisation> = fc.oneof(
  fc
    .tuple(number, number)
    .filter(([worst, best]) => worst !== best)
    .map(([worst, best]) => ({ type: 'linear' as const, worst, best })),
  fc.constant({ type: 'linear' as const, worst: 0, best: 100 }),
  fc
    .uniqueArray(fc.record({ from: number, points }), { minLength: 1, maxLength: 4, selector: ({ from }) => from })
    .map((steps) => ({ type: 'steps' as const, steps: steps.sort((a, b) => a.from - b.from) })),
  fc
    .record({ gold: points, silver: points })
    .map((worth) => ({ type: 'categories' as const, points: worth, other: null })),
);
const signal = fc.record(
  { weight, normalise, halfLifeDays: fc.constantFrom(30, 90, 365.25) },
  { requiredKeys: ['weight', 'normalise'] },
);
const ageDays = fc.oneof(fc.integer({ min: 0, max: 400 }), fc.constantFrom(30, 90, 0.5, 4000, 1e5));
const cap = fc
  .record({ value: usual, max: fc.oneof(fc.constantFrom(40, 70), points) })
  .map(({ value, max }): HealthCap => ({ when: { key: 'cap', op: '<=', value }, max }));

const scored = fc
  .record({
    signals: fc.array(signal, { minLength: 1, maxLength: 6 }),
    caps: fc.array(cap, { maxLength: 3 }),
    minimumCoverage: fc.constantFrom(0, 0.25, 0.5, 0.6, 1),
  })
  .chain(({ signals, ...rest }) => {
    const bands = [0, 40, 70].map((from) => ({ name: `from ${from}`, from }));
    const model: HealthModel = { ...rest, bands, signals: signals.map((one, i) => ({ key: `s${i}`, ...one })) };
    const values = model.signals.map((own) => {
      const value = own.normalise.type === 'categories' ? fc.constantFrom(...words) : number;
      return fc.option(fc.oneof(value, fc.record({ value, ageDays })), { freq: 5 });
    });
    const keyed = fc.tuple(...values, number).map((list) => {
      const own = list.map((value, i) => [i === signals.length ? 'cap' : `s${i}`, value] as const);
      return Object.fromEntries(own) as HealthValues;
    });
    return fc.record({ model: fc.constant(model), customers: fc.array(keyed, { minLength: 1, maxLength: 4 }) });
  });

/** Within 1e-14 of a size: a number's own, or that of a score for differences of scores. */
function isClose(found: number | null, exact: number | null, size = Math.abs(exact ?? 0)) {
  if (found === null || exact === null) return found === exact;
  return Math.abs(found - exact) <= Math.max(1e-14 * size, 1e-180);
}

/** Bands and caps are those of the exact score, always; numbers are within 1e-14 of the exact ones. */
function check(customers: readonly HealthValues[], model: HealthModel) {
  const rows = customers.map((values, i) => ({ customerId: `c${i}`, values }));
  for (const [i, { customerId, ...found }] of healthScores(rows, model).entries()) {
    const exact = plainScore(customers[i] as HealthValues, model);
    const decided = (result: Omit<typeof found, 'score' | 'coverage'>) => ({
      band: result.band,
      caps: result.caps.map(({ when, max }) => ({ when, max })),
      contributions: result.contributions.map(({ points, effectiveWeight, contribution, ...rest }) => rest),
    });
    expect(decided(found)).toStrictEqual(decided(exact as typeof found));
    expect(customerId).toBe(`c${i}`);
    const numbers: [number | null, number | null, number?][] = [
      [found.score, exact.score],
      [found.coverage, exact.coverage],
      ...exact.caps.map(
        ({ reduction }, j) => [found.caps[j]?.reduction as number, reduction, 100] as [number, number, number],
      ),
      ...exact.contributions.flatMap(
        ({ points, effectiveWeight, contribution }, j): [number | null, number | null][] => {
          const own = found.contributions[j] as (typeof found.contributions)[number];
          return [
            [own.points, points],
            [own.effectiveWeight, effectiveWeight],
            [own.contribution, contribution],
          ];
        },
      ),
    ];
    for (const [own, other, size] of numbers) expect(isClose(own, other, size), `${own} for ${other}`).toBe(true);
  }
}

describe('a score is the exact one to 1e-14, and its band and caps are those of the exact one', () => {
  test('whatever the model and the values', () => {
    fc.assert(
      fc.property(scored, ({ model, customers }) => {
        check(customers, model);
      }),
      propertyRuns(600),
    );
  });

  test.each([0.1, 0.7, 1, 3, 1 / 3])('at the edges of bands, caps and coverage, with weights of %f', (unit) => {
    const identity = { type: 'linear', worst: 0, best: 100 } as const;
    const model: HealthModel = {
      signals: ['a', 'b', 'c'].map((key) => ({ key, weight: unit, normalise: identity, halfLifeDays: 90 })),
      bands: [0, 40, 70].map((from) => ({ name: `from ${from}`, from })),
      caps: [40, 70, 40].map((max) => ({ when: { key: 'cap', op: '<=', value: 0 }, max })),
      minimumCoverage: 0.5,
    };
    // Around 40 and 70 by hairs, at 40.1 with two decimals that no double holds, and with ages that halve, quarter and decay.
    const customers: HealthValues[] = [40, 70].flatMap((edge) =>
      [0, 1e-3, -1e-3, 1e-12, -1e-12, 1e-14].flatMap((hair) =>
        [undefined, 90, 180, 33].flatMap((age) =>
          [0, 1, null].map((capped): HealthValues => {
            const at = (value: number) => (age === undefined ? value : { value, ageDays: age });
            return { a: at(edge + 30.1), b: at(edge - 30.1), c: edge + hair, cap: capped };
          }),
        ),
      ),
    );
    check(customers, model);
  });

  test('short decimals print as such', () => {
    const keys = ['a', 'b', 'c'];
    const weights = [0.1, 0.7, 0.2];
    const model: HealthModel = {
      signals: keys.map((key, i) => ({
        key,
        weight: weights[i] as number,
        normalise: { type: 'linear', worst: 0, best: 100 },
      })),
    };
    const points = fc.integer({ min: 0, max: 1000 });
    fc.assert(
      fc.property(points, points, points, (a, b, c) => {
        const values = { a: a / 10, b: b / 10, c: c / 10 };
        expect(healthScores([{ customerId: 'x', values }], model)[0]?.score).toBe((a + 7 * b + 2 * c) / 100);
      }),
      propertyRuns(500),
    );
  });
});
