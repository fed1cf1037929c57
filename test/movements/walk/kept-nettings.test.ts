import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classOf, keptFor, mostKept } from '../../../src/movements/walk/kept-nettings.ts';
import { sumsByInstant } from '../../../src/movements/walk/kind-sums.ts';
import { netSteps } from '../../../src/movements/walk/netting.ts';
import { plainWalk } from '../../../src/movements/walk/plain-walk.ts';
import { propertyRuns } from '../../support/property-runs.ts';
import { type Book, figures, type Span, tracksOf, walkedOf } from '../../support/walked-book.ts';

const day = 86_400_000;

/** Asks several times of the same steps, so that each time but the first finds what the one before it has kept. */
function agree(book: Book, ...questions: readonly (readonly Span[])[]): void {
  const walked = walkedOf(book);
  const sums = sumsByInstant(walked);
  for (const spans of questions) {
    const tracks = tracksOf(spans);
    const periods = spans as unknown as Parameters<typeof sums>[1];
    const plain = tracks.map((track) => figures(plainWalk(walked, track, 'net')));
    expect(sums(tracks, periods, netSteps).map(figures)).toEqual(plain);
  }
}

/** A customer whose MRR goes up and down, at times to 0. */
function customer(days: readonly number[], levels: readonly number[]): Book['entities'][number] {
  return days.map((_, place) => ({ place, level: levels[place % levels.length] as number }));
}

function bookOf(days: readonly number[], levels: readonly number[] = [3, 1, 4, 0, 5]): Book {
  return {
    instants: Float64Array.from(days, (at) => at * day),
    entities: [customer(days, levels), customer(days, [2, 0, 1])],
    currencyOf: Uint32Array.of(0, 1),
  };
}

/** A period of this length before and after each instant, to the millisecond. */
function around({ instants }: Book, length: number): Span[] {
  return [...instants].flatMap((at) =>
    [at - 1, at, at + 1, at - length - 1, at - length, at - length + 1].map((start) => ({
      start,
      end: start + length,
    })),
  );
}

describe('what is kept for periods of about one length gives what the plain walk does', () => {
  // Would catch: two steps that are taken for ones that meet in every period, or in none, though they are just so long apart.
  test.each(['year', 'month'] as const)('of two steps about a %s apart', (name) => {
    const ofClass = classOf((name === 'year' ? 365 : 30) * day);
    // The shortest and the longest time that are of one class with this one.
    const [from, to] = [Math.ceil(2 ** (ofClass / 6)), Math.ceil(2 ** ((ofClass + 1) / 6)) - 1];
    expect([from - 1, from, to, to + 1].map(classOf)).toEqual([ofClass - 1, ofClass, ofClass, ofClass + 1]);
    for (const apart of [from - 1, from, from + 1, (from + to) / 2, to - 1, to, to + 1]) {
      const book: Book = {
        instants: Float64Array.of(0, 2 * to, 2 * to + 5, 2 * to + apart),
        entities: [
          [3, 1],
          [2, 0, 1],
          [3, 1, 2],
          [1, 3, 0],
          [2, 0, 1, 3],
          [2, 1, 0, 3],
        ].map((own) =>
          // Fewer levels leave out the steps in between.
          own.map((level, i) => ({ place: own.length < 4 && i === own.length - 1 ? 3 : i, level })),
        ),
        currencyOf: null,
      };
      for (const length of [from, from + 1, to - 1, to, apart - 1, apart, apart + 1]) agree(book, around(book, length));
    }
  });

  test('of months of 28 to 31 days and of years, in one call and one after the other', () => {
    const book = bookOf([0, 10, 31, 59, 60, 90, 365, 366, 370, 396, 731]);
    const months = [31, 28, 31, 30].map((length, i) => ({ start: 30 * i * day, end: (30 * i + length) * day }));
    const years = [365, 366, 365].map((length, i) => ({ start: 30 * i * day, end: (30 * i + length) * day }));
    agree(book, [...months, ...years], months, years, years.slice(1), months.slice(1, 2));
  });

  // Would catch: a customer that is left out, or netted twice, where too many steps are about as long apart as the period is long.
  test('of a customer with too many steps that meet in some periods only', () => {
    const book = bookOf(Array.from({ length: 800 }, (_, i) => i));
    const spans = [350, 365, 371].flatMap((length) =>
      [-1, 0, 77, 430].map((start) => ({ start: start * day, end: (start + length) * day })),
    );
    agree(book, spans, spans.slice(0, 3));
  });

  // Would catch: lengths beyond those that are kept which get nothing, or what is kept for another length.
  test('of periods of more lengths than are kept, in one call and in many', () => {
    const book = bookOf([0, 1, 3, 8, 20, 45, 100, 200, 400]);
    const lengths = Array.from({ length: mostKept + 4 }, (_, i) => 3 * 1.5 ** i);
    const spans = lengths.flatMap((length) =>
      [0, 2, 7].map((start) => ({ start: start * day, end: Math.round((start + length) * day) })),
    );
    agree(book, spans, spans.slice(0, 6), ...spans.map((span) => [span]), spans);
  });

  test('of any steps and any periods of two lengths', () => {
    const steps = fc.uniqueArray(fc.integer({ min: 0, max: 80 }), { minLength: 1, maxLength: 40 });
    const levels = fc.array(fc.nat(4), { minLength: 40, maxLength: 40 });
    const periods = fc.array(fc.tuple(fc.integer({ min: -20, max: 80 }), fc.integer({ min: 0, max: 3 })), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(steps, fc.array(levels, { maxLength: 5 }), periods, (days, entities, starts) => {
        const instants = Float64Array.from(days.sort((a, b) => a - b));
        const book: Book = {
          instants,
          entities: entities.map((own) =>
            own
              .slice(0, instants.length)
              .map((level, place) => ({ place, level }))
              .filter(({ level }, place) => level !== (place === 0 ? 0 : own[place - 1])),
          ),
          currencyOf: Uint32Array.from(entities, (_, i) => i % 2),
        };
        agree(
          book,
          starts.map(([start, more]) => ({ start, end: start + 17 + more })),
          starts.map(([start, more]) => ({ start, end: start + 17 + 14 * more })),
        );
      }),
      propertyRuns(300),
    );
  });
});

describe('kept are', () => {
  const walked = () => walkedOf(bookOf([0, 100, 460, 825]));
  const keptOf = (own: ReturnType<typeof walked>, days: number) => keptFor(own, classOf(days * day));

  test('months of 28 to 31 days together, quarters, half years and years', () => {
    const own = walked();
    for (const lengths of [
      [28, 29, 30, 31],
      [90, 91, 92],
      [181, 182, 183, 184],
      [365, 366],
    ]) {
      const [first, ...others] = lengths.map((length) => keptOf(own, length));
      for (const other of others) expect(other).toBe(first);
    }
    expect(keptOf(own, 31)).not.toBe(keptOf(own, 365));
    expect(keptOf(walked(), 365)).not.toBe(keptOf(own, 365));
  });

  // Would catch: memory that grows with each length that anybody asks for.
  test('so many lengths, and then others in place of them', () => {
    const own = walked();
    const lengths = Array.from({ length: mostKept }, (_, i) => 2 ** i);
    const kept = lengths.map((length) => keptOf(own, length));
    for (const [i, length] of lengths.entries()) expect(keptOf(own, length)).toBe(kept[i]);
    const other = keptOf(own, 365);
    expect(keptOf(own, 1)).not.toBe(kept[0]);
    expect(keptOf(own, 365)).toBe(other);
  });

  test('the pairs of steps that meet in some periods of about this length, but not of customers that have many', () => {
    // About a year apart come the second step and the third, 360 days, and the third and the fourth, 365 days.
    const { pairs, crowded } = keptOf(walked(), 365);
    expect([...pairs]).toEqual([0, 1, 2, 0, 2, 3, 1, 5, 6, 1, 6, 7]);
    expect(crowded).toEqual([]);
    const many = keptOf(walkedOf(bookOf(Array.from({ length: 800 }, (_, i) => i))), 365);
    expect([many.pairs.length, many.crowded]).toEqual([0, [0, 1]]);
    expect(many.sums.counts.some((count) => count !== 0)).toBe(false);
  });
});
