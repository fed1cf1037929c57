import { backtestForecast } from 'tenure';
import { describe, expect, test } from 'vitest';
import { absent, ledgers } from './ledgers.ts';

const unlessAbsent = absent ? ' (skipped: ../shared/conformance is absent)' : '';
const errorsOf = (name: string) => {
  const { rows, options } = ledgers[name] as (typeof ledgers)[string];
  const { horizons } = backtestForecast(rows(), { ...options, every: name === 'sample' ? 4 : 1, simulations: 100 });
  return horizons.filter(({ scaledError }) => scaledError !== null);
};

// `npx tsx test/forecast/ledgers.ts` prints every forecast's part in it; docs/metrics/backtest-forecast.md has the figures.
describe('forecasts of real and made ledgers are nearer than the last value was', () => {
  test('the sample ledger', () => {
    for (const { scaledError, naive } of errorsOf('sample')) {
      expect(scaledError).toBeLessThan(0.8);
      expect(scaledError).toBeLessThan(naive.lastValue as number);
    }
  });

  test.skipIf(absent)(`MavenFlix${unlessAbsent}`, () => {
    const errors = errorsOf('maven');
    expect(errors.length).toBeGreaterThan(3);
    for (const { scaledError, naive } of errors) {
      expect(scaledError).toBeLessThan(0.8);
      expect(scaledError).toBeLessThan(naive.lastValue as number);
    }
  });

  test.skipIf(absent)(
    `the MRR playbook: above 1, since its last month loses 38 %, and yet below the last value${unlessAbsent}`,
    () => {
      for (const { scaledError, naive } of errorsOf('mrr-playbook')) {
        expect(scaledError).toBeLessThan(naive.lastValue as number);
      }
    },
  );
});
