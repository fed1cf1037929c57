import { describe, expect, test } from 'vitest';
import { scaledWithGaps } from '../../../src/ledger/levels/churn-grace.ts';
import { openEnd, type PaidSpans, placeSpans, spanStore } from '../../../src/ledger/levels/paid-spans.ts';
import { changesOf, mostChanges, placeOfChange } from '../../../src/ledger/levels/span-bounds.ts';
import { groupBy } from '../../../src/table/group-by-code.ts';

const codes = (...values: number[]) => Uint32Array.from(values);

describe('groupBy', () => {
  test('puts items together by code, in the order they came in', () => {
    const { order, offsets } = groupBy(codes(2, 0, 2, 3, 0, 2), 5);
    expect([...order]).toEqual([1, 4, 0, 2, 5, 3]);
    expect([...offsets]).toEqual([0, 2, 2, 5, 6, 6]);
  });

  test('of nothing is empty groups', () => {
    expect([...groupBy(codes(), 2).offsets]).toEqual([0, 0, 0]);
  });
});

test('spans come into the order of their entities, with places for codes and without the room that is left over', () => {
  const store = spanStore();
  store.push(1, 0, 0, 0, 1, 7, 0);
  store.push(0, 1, 1, 1, openEnd, 8, 1);
  store.push(1, 2, 2, 2, 0, 9, 0);
  const read = store.finish();
  expect(read.row).toBeNull();
  // Code 0 was seen first and is the last instant.
  expect(placeSpans(read, codes(2, 0, 1), 2)).toEqual({
    offsets: codes(0, 1, 3),
    row: codes(1, 0, 2),
    rowStart: codes(0, 2, 1),
    start: codes(0, 2, 1),
    end: codes(openEnd, 0, 2),
    price: codes(8, 7, 9),
    isInvoluntary: Uint8Array.of(1, 0, 0),
  });
});

describe('changes of an entity', () => {
  const spansOf = (...entities: [start: number, end: number][][]): PaidSpans => {
    const all = entities.flat();
    return {
      offsets: codes(0, ...entities.map((_, i) => entities.slice(0, i + 1).flat().length)),
      row: codes(),
      rowStart: codes(),
      price: codes(),
      isInvoluntary: new Uint8Array(),
      start: Uint32Array.from(all, ([start]) => start),
      end: Uint32Array.from(all, ([, end]) => end),
    };
  };

  test('are in order of time: starts even, ends odd, none for an open end', () => {
    const spans = spansOf(
      [[9, 10]],
      [
        [5, 8],
        [1, openEnd],
        [2, 3],
      ],
    );
    expect([...changesOf(spans, 1)]).toEqual([4, 6, 7, 2, 3]);
    expect([...changesOf(spans, 1)].map((change) => placeOfChange(spans, change))).toEqual([1, 2, 3, 5, 8]);
    expect([...changesOf(spans, 0)]).toEqual([0, 1]);
  });

  test.each([2, 16, 17, 200])('of %i spans too', (count) => {
    const spans = spansOf(Array.from({ length: count }, (_, i) => [(i * 37) % 101, 101 + ((i * 53) % 103)]));
    const places = [...changesOf(spans, 0)].map((change) => placeOfChange(spans, change));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(new Set(changesOf(spans, 0)).size).toBe(2 * count);
  });

  test('are at most two a span of whoever has most', () => {
    expect(
      mostChanges(
        spansOf(
          [[1, 2]],
          [
            [1, 2],
            [3, openEnd],
            [4, 5],
          ],
          [],
        ),
      ),
    ).toBe(6);
    expect(mostChanges(spansOf())).toBe(0);
  });
});

describe('returns', () => {
  const levels = {
    offsets: codes(0, 6, 7),
    places: codes(0, 1, 2, 3, 4, 9, 5),
    levels: Float64Array.of(5, 8, 2, 0, 4, 0, 1),
  };
  const returnsOf = (isNewAgain: ((from: number, to: number) => boolean) | null) => [
    ...scaledWithGaps(levels, { isFilled: null, isNewAgain }).returns,
  ];

  test('are all steps but the first of an entity', () => {
    expect(returnsOf(null)).toEqual([0, 1, 1, 1, 1, 1, 0]);
  });

  test('but a start from 0 may be new again, by the places that it lies between', () => {
    expect(returnsOf((from, to) => from === 3 && to === 4)).toEqual([0, 1, 1, 1, 0, 1, 0]);
    expect(returnsOf(() => true)).toEqual([0, 1, 1, 1, 0, 1, 0]);
    expect(returnsOf(() => false)).toEqual([0, 1, 1, 1, 1, 1, 0]);
  });
});
