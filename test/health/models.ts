import fc from 'fast-check';
import type { HealthCap, HealthModel, HealthModelSignal, HealthNormalisation, HealthValues } from 'tenure';

const points = fc.double({ min: 0, max: 100, noNaN: true });
const number = fc.oneof(fc.integer({ min: -50, max: 150 }), fc.double({ min: -1e3, max: 1e3, noNaN: true }));
const categories = ['gold', 'silver', 'basic'];

const normalise: fc.Arbitrary<HealthNormalisation> = fc.oneof(
  fc
    .tuple(number, number)
    .filter(([worst, best]) => worst !== best)
    .map(([worst, best]) => ({ type: 'linear' as const, worst, best })),
  fc
    .uniqueArray(fc.record({ from: number, points }), { minLength: 1, maxLength: 4, selector: ({ from }) => from + 0 })
    .map((steps) => ({
      type: 'steps' as const,
      // 0 and -0 are one number to sort by.
      steps: steps.map((step) => ({ ...step, from: step.from + 0 })).sort((a, b) => a.from - b.from),
    })),
  fc.tuple(points, points, points).map((worth) => ({
    type: 'categories' as const,
    points: Object.fromEntries(categories.map((name, index) => [name, worth[index] as number])),
  })),
);

const isCategory = (signal: HealthModelSignal) => signal.normalise.type === 'categories';

/** Models whose weights are whole, so that they can be multiplied without rounding. */
const modelArbitrary: fc.Arbitrary<HealthModel> = fc
  .record({
    signals: fc.array(
      fc.record(
        { weight: fc.integer({ min: 1, max: 50 }), normalise, halfLifeDays: fc.constantFrom(1, 30, 90.5) },
        { requiredKeys: ['weight', 'normalise'] },
      ),
      { minLength: 1, maxLength: 5 },
    ),
    minimumCoverage: fc.constantFrom(0, 0.3, 1),
    caps: fc.array(fc.record({ max: points, limit: number }), { maxLength: 2 }),
    edges: fc.uniqueArray(fc.integer({ min: 1, max: 100 }), { maxLength: 3 }),
  })
  .map(({ signals, minimumCoverage, caps, edges }) => {
    const keyed = signals.map((signal, index) => ({ key: `s${index}`, ...signal }));
    const [numeric] = keyed.filter((signal) => !isCategory(signal));
    return {
      signals: keyed,
      minimumCoverage,
      bands: [0, ...edges.sort((a, b) => a - b)].map((from) => ({ name: `from ${from}`, from })),
      caps:
        numeric === undefined
          ? []
          : caps.map(({ max, limit }): HealthCap => ({ when: { key: numeric.key, op: '<', value: limit }, max })),
    };
  });

/** A model, and values that it can read. */
export const scoredArbitrary = modelArbitrary.chain((model) =>
  fc
    .tuple(
      ...model.signals.map((signal) => {
        const value = isCategory(signal) ? fc.constantFrom(...categories) : number;
        const aged = fc.record({ value, ageDays: fc.double({ min: 0, max: 400, noNaN: true }) });
        return fc.option(fc.oneof(value, aged), { freq: 4 });
      }),
    )
    .map((values): { model: HealthModel; values: HealthValues } => ({
      model,
      values: Object.fromEntries(values.map((value, index) => [`s${index}`, value])),
    })),
);
