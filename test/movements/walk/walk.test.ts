import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kindSumsOf, sumsBetween, sumsByInstant } from '../../../src/movements/walk/kind-sums.ts';
import { kindCount, kindOf } from '../../../src/movements/walk/kinds.ts';
import { netSteps } from '../../../src/movements/walk/netting.ts';
import type { WalkedSteps } from '../../../src/movements/walk/plain-walk.ts';
import { plainWalk } from '../../../src/movements/walk/plain-walk.ts';
import type { SegmentSums } from '../../../src/movements/walk/segment-sums.ts';
import type { Booking, layTracks, Track } from '../../../src/movements/walk/tracks.ts';
import { unitsAt } from '../../../src/table/index.ts';
import { propertyRuns } from '../../support/property-runs.ts';
import { type Book, type Level, type Span, tracksOf, walkedOf } from '../../support/walked-book.ts';

const day = 86_400_000;

/** What a walk is to give, customer by customer in BigInt. */
function expected(
  { instants, entities, currencyOf }: Book,
  { positions }: Track,
  spans: readonly Span[],
  nets: boolean,
) {
  return positions.map((position) => {
    const { start, end } = spans[position] as Span;
    const sums = [0, 1].map(() => Array.from({ length: kindCount }, () => 0n));
    const counts = Array.from({ length: kindCount }, () => 0);
    for (const [entity, steps] of entities.entries()) {
      const at = (step: Level) => instants[step.place] as number;
      const before = steps.filter((step) => at(step) < start);
      const own = steps.filter((step) => at(step) >= start && at(step) < end);
      let level = before.at(-1)?.level ?? 0;
      let paidBefore = before.length > 0;
      for (const step of nets ? own.slice(-1) : own) {
        if (step.level !== level) {
          const kind = kindOf(level, step.level, paidBefore);
          const ofCurrency = sums[currencyOf?.[entity] ?? 0] as bigint[];
          const change = BigInt(step.level) - BigInt(level);
          ofCurrency[kind] = (ofCurrency[kind] as bigint) + (change < 0n ? -change : change);
          counts[kind] = (counts[kind] as number) + 1;
        }
        level = step.level;
        paidBefore = true;
      }
    }
    return { sums, counts };
  });
}

type Walk = (walked: WalkedSteps, tracks: readonly Track[], spans: readonly Span[], booking: Booking) => SegmentSums[];
const loop: Walk = (walked, tracks, _, booking) => tracks.map((track) => plainWalk(walked, track, booking));
const accelerated =
  (sumsOf: typeof sumsByInstant): Walk =>
  (walked, tracks, spans, booking) =>
    sumsOf(walked)(tracks, spans as Parameters<typeof layTracks>[0], booking === 'net' ? netSteps : null);
const [byInstant, between] = [accelerated(sumsByInstant), accelerated(sumsBetween)];

function figuresOf({ amounts, counts }: SegmentSums, track: Track) {
  return track.positions.map((_, i) => {
    const [from, to] = [(2 * i + 1) * kindCount, (2 * i + 2) * kindCount];
    const ofCurrency = (code: number) =>
      Array.from({ length: kindCount }, (__, kind) => unitsAt(amounts, code * counts.length + from + kind));
    return { sums: [ofCurrency(0), ofCurrency(1)], counts: [...counts.subarray(from, to)] };
  });
}

const level = fc.oneof(fc.nat(3), fc.integer({ min: 2 ** 52 - 3, max: 2 ** 52 - 1 }));

const bookArbitrary = fc
  .record({
    gaps: fc.array(fc.oneof(fc.integer({ min: 1, max: day }), fc.integer({ min: 1, max: 700 * day })), {
      minLength: 1,
      maxLength: 7,
    }),
    levels: fc.array(fc.array(fc.option(level, { nil: undefined }), { maxLength: 8 }), { maxLength: 6 }),
    currencies: fc.option(fc.array(fc.nat(1), { minLength: 6, maxLength: 6 }), { nil: undefined }),
  })
  .map(({ gaps, levels, currencies }): Book => {
    const instants = Float64Array.from(gaps.map((_, i) => gaps.slice(0, i + 1).reduce((a, b) => a + b, 0)));
    const entities = levels.map((given) => {
      const steps: Level[] = [];
      for (const [place, to] of given.slice(0, instants.length).entries()) {
        if (to !== undefined && to !== (steps.at(-1)?.level ?? 0)) steps.push({ place, level: to });
      }
      return steps;
    });
    return { instants, entities, currencyOf: currencies === undefined ? null : Uint32Array.from(currencies) };
  });

const spansArbitrary = ({ instants }: Book) => {
  const last = (instants.at(-1) as number) + day;
  const bounds = fc.oneof(fc.integer({ min: 0, max: last }), fc.constantFrom(...instants));
  return fc
    .uniqueArray(bounds, { minLength: 2, maxLength: 6 })
    .map((list) => list.sort((a, b) => a - b))
    .map((list) => list.slice(1).map((end, i) => ({ start: list[i] as number, end })));
};

const caseArbitrary = bookArbitrary.chain((book) =>
  fc.record({ book: fc.constant(book), spans: spansArbitrary(book) }),
);

/** From any bound to any later one. */
const overlapsArbitrary = caseArbitrary.chain(({ book, spans }) => {
  const within = fc.tuple(fc.constantFrom(...spans), fc.constantFrom(...spans));
  const pairs = fc.array(within, { minLength: 1, maxLength: 8 });
  const between = ([a, b]: [Span, Span]) => ({ start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) });
  return pairs.map((list) => ({ book, spans: list.map(between) }));
});

describe('a walk is what each customer alone adds up to, in BigInt', () => {
  const walks: readonly [name: string, walk: Walk][] = [
    ['the loop that defines movements', loop],
    ['sums by instant', byInstant],
    ['sums between bounds', between],
  ];

  function agrees(walk: Walk, booking: Booking, book: Book, spans: readonly Span[]): void {
    const walked = walkedOf(book);
    const tracks = tracksOf(spans);
    for (const [i, sums] of walk(walked, tracks, spans, booking).entries()) {
      const track = tracks[i] as Track;
      expect(figuresOf(sums, track)).toEqual(expected(book, track, spans, booking === 'net'));
    }
  }

  describe.each(walks)('%s', (_, walk) => {
    test.each([0, 'net'] as const)('%s', (booking) =>
      fc.assert(
        fc.property(caseArbitrary, ({ book, spans }) => agrees(walk, booking, book, spans)),
        propertyRuns(300),
      ),
    );

    test('sums beyond what a double holds, up and down and taken back again', () => {
      const most = 2 ** 52 - 1;
      // Two changes in the first period, one in the second: up by most, up to most after all, down to 1.
      const up = [most, 1, most - 2].map((to, place) => ({ place, level: to }));
      const entities = Array.from({ length: 11 }, (__, i) => up.slice(0, 1 + (i % 3)));
      const book = { instants: Float64Array.of(5, 6, 20), entities, currencyOf: null };
      const spans = [
        { start: 0, end: 10 },
        { start: 10, end: 30 },
      ];
      agrees(walk, 0, book, spans);
      agrees(walk, 'net', book, spans);
      const sums = expected(book, tracksOf(spans)[0] as Track, spans, true)[0]?.sums[0] as bigint[];
      expect(Number.isSafeInteger(Number(sums[0]))).toBe(false);
    });

    // Would catch: a sum that is put together from instants, or carried from period to period, in doubles alone.
    test.each<[string, (i: number) => Span]>([
      ['one period', () => ({ start: 0, end: 1000 })],
      ['periods of which each holds one customer more', (i) => ({ start: 0, end: 100 + 10 * i })],
      ['periods of which each holds one customer less', (i) => ({ start: 10 * i, end: 1000 })],
    ])('many such customers in %s', (_name, spanOf) => {
      const most = 2 ** 52 - 1;
      const instants = Float64Array.from(Array.from({ length: 8 }, (__, i) => [95 + 10 * i, 96 + 10 * i]).flat());
      const entities = Array.from({ length: 8 }, (__, i) => [
        { place: 2 * i, level: 2 * i + 2 },
        { place: 2 * i + 1, level: most },
      ]);
      const book = { instants, entities, currencyOf: null };
      const spans = Array.from({ length: 8 }, (__, i) => spanOf(i));
      agrees(walk, 0, book, spans);
      agrees(walk, 'net', book, spans);
    });
  });

  test('sums come to what the loop does in every segment, to the bit, of periods that overlap too', () => {
    fc.assert(
      fc.property(overlapsArbitrary, fc.constantFrom<Booking>('net', 0), ({ book, spans }, booking) => {
        const walked = walkedOf(book);
        const tracks = tracksOf(spans);
        const plain = loop(walked, tracks, spans, booking);
        for (const walk of [byInstant, between]) {
          for (const [i, { amounts, counts }] of walk(walked, tracks, spans, booking).entries()) {
            const a = plain[i] as SegmentSums;
            expect(counts).toEqual(a.counts);
            for (let slot = 0; slot < a.amounts.units.length; slot += 1) {
              expect(unitsAt(amounts, slot)).toBe(unitsAt(a.amounts, slot));
            }
          }
        }
      }),
      propertyRuns(300),
    );
  });
});

describe('sums by instant are made', () => {
  const single = [{ place: 0, level: 1 }];
  const bookOf = (customers: number): Book => ({
    instants: Float64Array.of(5),
    entities: Array.from({ length: customers }, () => single),
    currencyOf: null,
  });

  test('from the second walk on', () => {
    const walked = walkedOf(bookOf(200));
    expect(kindSumsOf(walked, 1)).toBeNull();
    expect(kindSumsOf(walked, 1)).toBeInstanceOf(Function);
    expect(kindSumsOf(walked, 1)).toBe(kindSumsOf(walked, 12));
  });

  test('from the first one on along many tracks', () => {
    const walked = walkedOf(bookOf(200));
    expect(kindSumsOf(walked, 12)).toBe(kindSumsOf(walked, 1));
  });

  test('and not where there are few steps for each instant', () => {
    const walked = walkedOf(bookOf(7));
    expect([kindSumsOf(walked, 1), kindSumsOf(walked, 12), kindSumsOf(walked, 1)]).toEqual([
      null,
      expect.any(Function),
      null,
    ]);
  });
});

describe('steps that can share a period with the one before them', () => {
  // Gaps of 1 ms, just under a day, a day, 31 days less 1 ms, 31 days, 399 days, 400 days; then many that nothing follows.
  const gaps = [1, day - 1, day, 31 * day - 1, 31 * day, 399 * day, 400 * day];
  const instants = Float64Array.from([0, ...gaps].map((_, i) => gaps.slice(0, i).reduce((a, b) => a + b, 1)));
  const long = Array.from(instants, (_, place) => ({ place, level: place + 1 }));
  const single = Array.from({ length: 40 }, () => [{ place: 0, level: 1 }]);

  test.each([1, day, day + 1, 31 * day, 31 * day + 1, 400 * day, 400 * day + 1])('of %i ms are netted', (length) => {
    for (const entities of [[long, ...single], [long]]) {
      const book: Book = { instants, entities, currencyOf: null };
      for (const start of [...instants, ...Array.from(instants, (at) => at + 1 - length)]) {
        const spans = [{ start, end: start + length }];
        const [track] = tracksOf(spans) as [Track];
        const [sums] = byInstant(walkedOf(book), [track], spans, 'net') as [SegmentSums];
        expect(figuresOf(sums, track)).toEqual(expected(book, track, spans, true));
      }
    }
  });
});
