import fc from 'fast-check';
import { expect, test } from 'vitest';
import { add, type Rational, reduce, toNumber, zero } from '../../../src/exact/index.ts';
import { type CompiledLedger, compile } from '../../../src/ledger/levels/compile.ts';
import type { Levels } from '../../../src/ledger/levels/levels.ts';
import { openEnd } from '../../../src/ledger/levels/paid-spans.ts';
import { levelFrom } from '../../../src/ledger/levels/rational-steps.ts';
import { stepBefore } from '../../../src/ledger/levels/steps-at.ts';
import { ledgerRules, statementRules } from '../../../src/ledger/policy/read-policy.ts';
import type { PlainRow } from '../../oracle/arbitraries.ts';
import { propertyRuns } from '../../support/property-runs.ts';
import { row } from '../../support/row.ts';
import { type Scenario, scenarioArbitrary } from '../../support/scenarios.ts';

const runs = propertyRuns(120);

function compiled({ rows, policy }: Pick<Scenario, 'rows' | 'policy'>): CompiledLedger {
  return compile(rows, ledgerRules(policy, undefined), statementRules(policy));
}

/** In every second ledger gaps are filled. */
const sourceArbitrary = fc
  .tuple(scenarioArbitrary, fc.constantFrom({}, { churnGraceDays: 45 }))
  .map(([{ rows, policy }, grace]) => ({ rows, policy: { ...policy, ...grace } }));
const entitiesOf = ({ spans }: CompiledLedger) =>
  Array.from({ length: spans.offsets.length - 1 }, (_, entity) => entity);

/** The steps of an entity, each as its place and its level. */
function stepsOf({ offsets, places, levels }: Levels, entity: number): [place: number, level: number][] {
  const [from, to] = [offsets[entity] ?? 0, offsets[entity + 1] ?? 0];
  return Array.from(places.subarray(from, to), (place, i) => [place, levels[from + i] as number]);
}

/** The spans of an entity that run at a place. */
function runsAt({ spans: { offsets, start, end } }: CompiledLedger, entity: number, place: number): number[] {
  const [from, to] = [offsets[entity] as number, offsets[entity + 1] as number];
  return Array.from({ length: to - from }, (_, i) => from + i).filter(
    (span) => (start[span] as number) <= place && (end[span] === openEnd || place < (end[span] as number)),
  );
}

/** What an entity pays at a place, by currency. */
function paidAt(book: CompiledLedger, entity: number, place: number): Map<number, Rational> {
  const { currencies, values } = book.prices;
  const paid = new Map<number, Rational>();
  for (const span of runsAt(book, entity, place)) {
    const price = book.spans.price[span] as number;
    const currency = currencies[price] as number;
    paid.set(currency, add(paid.get(currency) ?? zero, values[price] as Rational));
  }
  return paid;
}

test('steps are in order of time, the first is to a level above 0, and none repeats the level before it', () => {
  fc.assert(
    fc.property(sourceArbitrary, (source) => {
      const book = compiled(source);
      for (const steps of [book.scaled, book.rational, book.counted]) {
        if (steps === null) continue;
        const { places, levels, returns, offsets } = steps;
        const count = offsets.at(-1) as number;
        expect([places.length, levels.length, returns.length]).toEqual([count, count, count]);
        for (const entity of entitiesOf(book)) {
          const own = stepsOf(steps, entity);
          const wrong = own.filter(([place, level], i) => {
            const [placeBefore, levelBefore] = own[i - 1] ?? [-1, 0];
            // Of fractions it is only said whether there are any.
            return place <= placeBefore || (level === levelBefore && (steps !== book.rational || level === 0));
          });
          expect(wrong).toEqual([]);
        }
      }
      expect(book.rational.changes).toHaveLength(book.rational.places.length);
      expect(book.rational.changes.filter((change) => change.every((amount) => amount === null))).toEqual([]);
      expectGroups(book);
    }),
    runs,
  );
});

/** Entities are in fractions where they pay in several currencies, or what is no whole number of units, or too much. */
function expectGroups(book: CompiledLedger): void {
  const { spans, prices, priceUnits, currencies, currencyOf } = book;
  expect(currencyOf === null).toBe(currencies.length < 2);
  for (const entity of entitiesOf(book)) {
    const own = [...spans.price.subarray(spans.offsets[entity], spans.offsets[entity + 1])];
    const ownCurrencies = new Set(own.map((price) => prices.currencies[price] as number));
    const most = own.reduce((sum, price) => sum + toNumber(prices.values[price] as Rational), 0);
    const fits = ownCurrencies.size < 2 && most < 2 ** 39 && own.every((price) => !Number.isNaN(priceUnits[price]));
    if (fits) expect(stepsOf(book.rational, entity)).toEqual([]);
    if (ownCurrencies.size > 1) expect(stepsOf(book.scaled, entity)).toEqual([]);
    if (currencyOf === null) continue;
    expect(currencyOf[entity]).toBeLessThan(currencies.length);
    if (ownCurrencies.size === 1) expect(ownCurrencies).toContain(currencyOf[entity]);
  }
}

const forms: [string, string | number][] = [
  ['units', 10],
  ['fractions', '1/4503599627370497'],
];

test.each(forms)('a row that begins where another of its price ends is no step (in %s)', (_, amount) => {
  const rows = [
    row({ amount: 1000 }),
    row({ amount, end: '2026-03-10' }),
    row({ amount, start: '2026-03-10', end: '2026-03-20' }),
  ];
  const book = compiled({ rows: rows as PlainRow[], policy: {} });
  const steps = book.rational.places.length > 0 ? book.rational : book.scaled;
  const dates = Array.from(steps.places, (place) => new Date(book.instants[place] as number));
  expect(dates).toEqual([new Date('2026-01-01'), new Date('2026-03-20')]);
});

test.each(forms)(
  'a filled gap leaves the step behind that changes the level after it, and none else (in %s)',
  (_, amount) => {
    const of = (customerId: string, back: object) => [
      row({ customerId, amount: 1000, end: '2026-03-05' }),
      row({ customerId, amount, end: '2026-03-05' }),
      row({ customerId, amount: 1000, start: '2026-03-15' }),
      row({ customerId, amount, start: '2026-03-15', ...back }),
    ];
    const rows = [...of('ada', {}), ...of('ben', { quantity: 2 }), ...of('cleo', { end: '2026-03-20' })] as PlainRow[];
    const book = compiled({ rows, policy: { churnGraceDays: 30 } });
    const steps = book.rational.places.length > 0 ? book.rational : book.scaled;
    const dated = [0, 1, 2].map((entity) =>
      stepsOf(steps, entity).map(([place]) => new Date(book.instants[place] as number)),
    );
    const [first, back, end] = ['2026-01-01', '2026-03-15', '2026-03-20'].map((date) => new Date(date));
    expect(dated).toEqual([[first], [first, back], [first, end]]);
    expect([steps.places.length, steps.levels.length]).toEqual([5, 5]);
  },
);

test('where all are in units, nothing is kept for fractions', () => {
  const { rational, scaled } = compiled({ rows: [row({}), row({ customerId: 'ben' })] as PlainRow[], policy: {} });
  expect(rational).toEqual({
    offsets: new Uint32Array(1),
    places: new Uint32Array(0),
    levels: new Float64Array(0),
    changes: [],
    returns: new Uint8Array(0),
  });
  expect([...scaled.offsets]).toEqual([0, 1, 2]);
});

test('levels are the sums of the spans that run, where no gap is filled', () => {
  fc.assert(
    fc.property(sourceArbitrary, ({ rows, policy: { churnGraceDays: _, ...policy } }) => {
      const book = compiled({ rows, policy });
      const { scaled, rational, counted, unit } = book;
      const places = [...book.instants.keys()];
      // Back again too: a level is found from the one that was asked for before it.
      const there = [...places, ...[...places].reverse()];
      for (const entity of entitiesOf(book)) {
        const levelIn = (levels: Levels) => {
          const steps = stepsOf(levels, entity).reverse();
          return there.map((place) => steps.find(([own]) => own <= place)?.[1] ?? 0);
        };
        const inUnits = levelIn(scaled);
        const found = there.map((place, i) => {
          const step = rational.offsets.length > 1 ? stepBefore(rational, entity, place + 1) : -1;
          const amounts = new Map(step < 0 ? [] : levelFrom(rational, entity, step).entries());
          if (inUnits[i] !== 0)
            amounts.set(book.currencyOf?.[entity] ?? 0, { n: BigInt(inUnits[i] as number), d: unit });
          return texts(amounts);
        });
        expect(found).toEqual(there.map((place) => texts(paidAt(book, entity, place))));
        if (counted === null) continue;
        expect(levelIn(counted)).toEqual(there.map((place) => (runsAt(book, entity, place).length > 0 ? 1 : 0)));
      }
    }),
    runs,
  );
});

/** Amounts by currency as texts, without zeros. */
function texts(amounts: ReadonlyMap<number, Rational | null>): string[] {
  const own = [...amounts].flatMap(([currency, amount]) => {
    const { n, d } = reduce(amount ?? zero);
    return n === 0n ? [] : [`${currency} ${n}/${d}`];
  });
  return own.sort();
}
