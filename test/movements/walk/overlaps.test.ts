import fc from 'fast-check';
import { ledger, month, mrrMovements, period } from 'tenure';
import { expect, test } from 'vitest';
import { readPeriods } from '../../../src/calendar/open.ts';
import { openSource } from '../../../src/ledger/query.ts';
import { sumsBetween, sumsByInstant } from '../../../src/movements/walk/kind-sums.ts';
import { netSteps } from '../../../src/movements/walk/netting.ts';
import { plainWalk } from '../../../src/movements/walk/plain-walk.ts';
import { layTracks } from '../../../src/movements/walk/tracks.ts';
import { propertyRuns } from '../../support/property-runs.ts';
import { scenarioArbitrary } from '../../support/scenarios.ts';
import { figures } from '../../support/walked-book.ts';

const day = 86_400_000;

// Would catch: a bound that belongs to the wrong side, a return that is taken for new, a sum that is cut off.
test('sums come to what the plain walk does, for periods that overlap in any way', () => {
  const windows = fc.array(fc.tuple(fc.integer({ min: -400, max: 400 }), fc.integer({ min: 1, max: 500 })), {
    minLength: 3,
    maxLength: 12,
  });
  fc.assert(
    fc.property(scenarioArbitrary, windows, ({ rows, periods, policy }, pairs) => {
      const origin = periods[0]?.start.getTime() ?? 0;
      const own = pairs.map(([from, length]) => {
        const start = origin + from * day;
        return period(start, start + length * day, { timeZone: policy.timeZone as string });
      });
      const { periods: checked, zone } = readPeriods([...periods, ...own]);
      const { ledger: compiled } = openSource(ledger(rows, policy), undefined, zone);
      const { scaled, counted, instants, currencyOf } = compiled;
      const currencies = Math.max(compiled.currencies.length, 1);
      const tracks = layTracks(checked);
      for (const walked of [
        { steps: scaled, instants, currencyOf, currencies },
        ...(counted === null ? [] : [{ steps: counted, instants, currencyOf: null, currencies: 1 }]),
      ]) {
        for (const booking of ['net', 0] as const) {
          const plain = tracks.map((track) => figures(plainWalk(walked, track, booking)));
          for (const sums of [sumsBetween(walked), sumsByInstant(walked)]) {
            expect(sums(tracks, checked, booking === 'net' ? netSteps : null).map(figures)).toEqual(plain);
          }
        }
      }
    }),
    propertyRuns(120),
  );
});

// Would catch: an amount that is booked in the currency of the customer before, once steps no longer come customer by customer.
test('steps that come by the time between them are booked in the currency of their customer', () => {
  const price = (customerId: string, currency: string, amount: number, start: string, end?: string) =>
    ({ customerId, currency, amount, start, end, interval: 'month' }) as const;
  const rows = [
    price('ada', 'USD', 10, '2026-01-03', '2026-01-23'),
    price('ada', 'USD', 20, '2026-01-23'),
    price('ben', 'EUR', 30, '2026-01-03', '2026-01-04'),
    price('ben', 'EUR', 50, '2026-01-04'),
    ...['cem', 'dia', 'eva', 'fay'].flatMap((id) => [
      price(id, 'GBP', 1, '2026-01-01', '2026-06-01'),
      price(id, 'GBP', 2, '2026-06-01'),
    ]),
  ];
  const policy = { currency: 'EUR', exchangeRates: { USD: 2, GBP: 3 } } as const;
  const { periods: checked, zone } = readPeriods([period('2026-01-01', '2026-02-01')]);
  const { scaled, instants, currencyOf, currencies } = openSource(ledger(rows, policy), undefined, zone).ledger;
  const walked = { steps: scaled, instants, currencyOf, currencies: currencies.length };
  const tracks = layTracks(checked);
  const plain = tracks.map((track) => figures(plainWalk(walked, track, 'net')));
  for (const sums of [sumsBetween(walked), sumsByInstant(walked)]) {
    expect(sums(tracks, checked, netSteps).map(figures)).toEqual(plain);
  }
  // New: 20 US dollars, 50 euros and four times 1 pound.
  const [january] = mrrMovements(rows, [month('2026-01')], policy);
  expect([january?.new, january?.expansion]).toEqual([20 * 2 + 50 + 4 * 3, 0]);
});
