import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BookedSteps, bookedSteps, stepsWithin } from '../../../src/ledger/levels/kind-sums.ts';
import { kindCount, kindOf, stepKinds } from '../../../src/ledger/levels/kinds.ts';
import {
  bookSteps,
  bookTotals,
  emptyTally,
  exactSums,
  netSteps,
  type Tally,
} from '../../../src/movements/walk/tally.ts';
import { layTracks, type Track } from '../../../src/movements/walk/tracks.ts';
import { propertyRuns } from '../../support/property-runs.ts';

const day = 86_400_000;

interface Level {
  readonly place: number;
  readonly level: number;
}

/** Entities of levels, each different from the one before it, the first one above 0. */
interface Book {
  readonly instants: Float64Array;
  readonly entities: readonly (readonly Level[])[];
  readonly currencyOf: Uint32Array | null;
}

function stepsOf({ instants, entities, currencyOf }: Book): BookedSteps {
  const all = entities.flat();
  const offsets = new Uint32Array(entities.length + 1);
  for (const [entity, own] of entities.entries()) offsets[entity + 1] = (offsets[entity] as number) + own.length;
  const levels = {
    offsets,
    places: Uint32Array.from(all, ({ place }) => place),
    levels: Float64Array.from(all, ({ level }) => level),
  };
  return bookedSteps({ ...levels, kinds: stepKinds(levels, null) }, instants, currencyOf);
}

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

type Span = { readonly start: number; readonly end: number };

/** A walk needs no more of a period than its bounds. */
function tracksOf(spans: readonly Span[], { instants }: Book): Track[] {
  return layTracks(spans as unknown as Parameters<typeof layTracks>[0], instants);
}

function figuresOf(tally: Tally, track: Track) {
  const sums = exactSums(tally);
  return track.positions.map((_, i) => {
    const [from, to] = [(2 * i + 1) * kindCount, (2 * i + 2) * kindCount];
    return { sums: sums.map((slots) => slots.slice(from, to)), counts: [...tally.counts.subarray(from, to)] };
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

describe('a tally is what each customer alone adds up to, in BigInt', () => {
  type Fill = (tally: Tally, steps: BookedSteps, track: Track, book: Book) => void;
  const eachBooked: Fill = (tally, steps, track, { currencyOf }) => bookSteps(tally, steps, track, currencyOf);
  const netted: Fill = (tally, steps, track, book) => {
    eachBooked(tally, steps, track, book);
    netSteps(tally, steps, track, book.currencyOf);
  };
  function agrees(fill: Fill, nets: boolean, book: Book, spans: readonly Span[]): void {
    const steps = stepsOf(book);
    for (const track of tracksOf(spans, book)) {
      const tally = emptyTally(track.segments * kindCount, 2);
      fill(tally, steps, track, book);
      expect(figuresOf(tally, track)).toEqual(expected(book, track, spans, nets));
    }
  }
  const check = (fill: Fill, nets: boolean) =>
    fc.assert(
      fc.property(caseArbitrary, ({ book, spans }) => agrees(fill, nets, book, spans)),
      propertyRuns(300),
    );

  test('each change booked', () => check(eachBooked, false));

  test('changes of one period put together', () => check(netted, true));

  test('sums beyond what a double holds, up and down and taken back again', () => {
    const most = 2 ** 52 - 1;
    // Two changes in the first period, one in the second: up by most, up to most after all, down to 1.
    const up = [most, 1, most - 2].map((to, place) => ({ place, level: to }));
    const entities = Array.from({ length: 11 }, (_, i) => up.slice(0, 1 + (i % 3)));
    const book = { instants: Float64Array.of(5, 6, 20), entities, currencyOf: null };
    const spans = [
      { start: 0, end: 10 },
      { start: 10, end: 30 },
    ];
    agrees(eachBooked, false, book, spans);
    agrees(netted, true, book, spans);
    const many = { ...book, entities: Array.from({ length: 40 }, () => entities).flat() };
    const byInstant: Fill = (tally, { totals }, track) =>
      bookTotals(tally, totals as NonNullable<typeof totals>, track);
    agrees(byInstant, false, many, spans);
    const sums = expected(book, tracksOf(spans, book)[0] as Track, spans, true)[0]?.sums[0] as bigint[];
    expect(Number.isSafeInteger(Number(sums[0]))).toBe(false);
  });

  test('the same among so many customers that sums by instant are kept', () => {
    const copies = 512;
    fc.assert(
      fc.property(caseArbitrary, ({ book, spans }) => {
        const many: Book = {
          ...book,
          entities: Array.from({ length: copies }, () => book.entities).flat(),
          currencyOf:
            book.currencyOf &&
            Uint32Array.from({ length: copies * book.entities.length }, (_, i) => {
              return (book.currencyOf as Uint32Array)[i % book.entities.length] as number;
            }),
        };
        const steps = stepsOf(many);
        fc.pre(steps.totals !== null);
        for (const track of tracksOf(spans, book)) {
          const tally = emptyTally(track.segments * kindCount, 2);
          bookTotals(tally, steps.totals as NonNullable<typeof steps.totals>, track);
          const one = expected(book, track, spans, false);
          const all = one.map(({ sums, counts }) => ({
            sums: sums.map((ofCurrency) => ofCurrency.map((sum) => sum * BigInt(copies))),
            counts: counts.map((count) => count * copies),
          }));
          expect(figuresOf(tally, track)).toEqual(all);
        }
      }),
      propertyRuns(25),
    );
  });
});

describe('steps that can share a span with the one before them', () => {
  // Gaps of 1 ms, just under a day, a day, 31 days less 1 ms, 31 days, 399 days, 400 days; then many that nothing follows.
  const gaps = [1, day - 1, day, 31 * day - 1, 31 * day, 399 * day, 400 * day];
  const instants = Float64Array.from([0, ...gaps].map((_, i) => gaps.slice(0, i).reduce((a, b) => a + b, 1)));
  const long = Array.from(instants, (_, place) => ({ place, level: place + 1 }));
  const single = Array.from({ length: 40 }, () => [{ place: 0, level: 1 }]);
  const steps = stepsOf({ instants, entities: [long, ...single], currencyOf: null });
  const within = (span: number) => {
    const found = stepsWithin(steps, span);
    return found === null ? null : [...found].sort((a, b) => a - b);
  };

  test('are those of so many days or fewer', () => {
    expect(within(1)).toEqual([1, 2]);
    expect(within(day)).toEqual([1, 2]);
    expect(within(day + 1)).toEqual([1, 2, 3]);
    expect(within(31 * day)).toEqual([1, 2, 3, 4]);
    expect(within(31 * day + 1)).toEqual([1, 2, 3, 4, 5]);
    expect(within(400 * day)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('are not kept for spans of more than 400 days, nor told apart where they are many', () => {
    expect(within(400 * day + 1)).toBeNull();
    const few = stepsOf({ instants, entities: [long], currencyOf: null });
    expect(stepsWithin(few, day)).not.toBeNull();
    expect(stepsWithin(few, 31 * day + 1)).toBeNull();
  });
});
