import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openEnd, placeSpans, spanStore } from '../../../src/ledger/levels/paid-spans.ts';
import { propertyRuns } from '../../support/property-runs.ts';

const code = fc.nat(5);
const spanArbitrary = fc.record({
  entity: fc.nat(2),
  /** How far the row is past that of the span before it. */
  step: fc.constantFrom(1, 1, 1, 0, 2),
  rowStart: fc.option(code, { freq: 2 }),
  start: code,
  end: fc.oneof(code, fc.constant(openEnd)),
  price: fc.nat(9),
  marks: fc.constantFrom(0, 0, 0, 1),
});

test('spans come back as they were pushed, and then entity by entity, however much room was made for them', () => {
  const spansArbitrary = fc.oneof(
    fc.array(spanArbitrary, { maxLength: 40 }),
    // The most usual ones: a span a row, from its start to its end.
    fc.array(
      spanArbitrary.map((span) => ({ ...span, step: 1, rowStart: null, marks: 0 })),
      { maxLength: 40 },
    ),
  );
  fc.assert(
    fc.property(spansArbitrary, fc.array(fc.nat(20)), (drawn, rooms) => {
      let row = -1;
      const spans = drawn.map(({ step, rowStart, ...span }) => {
        row += step;
        return { ...span, row: Math.max(row, 0), rowStart: rowStart ?? span.start };
      });
      const store = spanStore();
      for (const [i, { entity, row: of, rowStart, start, end, price, marks }] of spans.entries()) {
        if (rooms[i] !== undefined) store.reserve(rooms[i]);
        expect(store.count()).toBe(i);
        store.push(entity, of, rowStart, start, end, price, marks);
      }
      const read = store.finish();
      expect(read.length).toBe(spans.length);
      for (const name of ['entity', 'start', 'end', 'price'] as const) {
        expect([...read[name].subarray(0, read.length)]).toEqual(spans.map((span) => span[name]));
      }
      // What says nothing is not kept.
      expect(read.row === null).toBe(spans.every((span, i) => span.row === i));
      expect(read.rowStart === null).toBe(spans.every((span) => span.rowStart === span.start));
      expect(read.marks === null).toBe(spans.every(({ marks }) => marks === 0));

      const places = Uint32Array.of(3, 0, 5, 1, 4, 2);
      const placeOf = (instant: number) => (instant === openEnd ? openEnd : (places[instant] as number));
      const placed = placeSpans(read, places, 3);
      const sorted = [0, 1, 2].flatMap((entity) => spans.filter((span) => span.entity === entity));
      expect(sorted.map((_, i) => placed.row?.[i] ?? i)).toEqual(sorted.map((span) => span.row));
      expect([...placed.rowStart]).toEqual(sorted.map((span) => placeOf(span.rowStart)));
      expect([...placed.start]).toEqual(sorted.map((span) => placeOf(span.start)));
      expect([...placed.end]).toEqual(sorted.map((span) => placeOf(span.end)));
      expect([...placed.price]).toEqual(sorted.map((span) => span.price));
      expect(sorted.map((_, i) => placed.isInvoluntary[i] ?? 0)).toEqual(sorted.map((span) => span.marks));
    }),
    propertyRuns(400),
  );
});
