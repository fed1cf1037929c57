import { month, quarter, recoveryRate, renewalRate, reopenRate, type SegmentBy, type Ticket } from 'tenure';
import { describe, expect, test } from 'vitest';
import { readSegments, resultsByKey, splitBySegment, summarizeSegments } from '../../src/activity/open.ts';
import { refusal } from '../support/caught.ts';

const rows = [
  { customerId: 'ada', plan: 'pro' },
  { customerId: 17, plan: 'free' },
  { customerId: 'ben', plan: undefined },
  { customerId: 'ada', plan: 'free' },
];

const read = (by: unknown) => readSegments(by, (row) => rows[row]);

describe('keys of rows', () => {
  test('come from a callback, which is asked only for rows that are asked about', () => {
    const asked: unknown[] = [];
    const keyOf = read((row: { plan?: string }) => {
      asked.push(row);
      return row.plan;
    });
    expect([3, 1, 2].map((row) => keyOf?.(row))).toEqual(['free', 'free', null]);
    expect(asked).toEqual([rows[3], rows[1], rows[2]]);
  });

  test('a callback is asked once per row, in however many periods it is', () => {
    const asked: unknown[] = [];
    const by = (ticket: Ticket) => asked.push(ticket.customerId);
    const tickets = ['a', 'b', 'c'].map((customerId) => ({ customerId, openedAt: '2026-03-02' }));
    reopenRate(tickets, [month('2026-03'), quarter('2026-Q1'), month('2026-04')], { by });
    expect(asked).toEqual(['a', 'b', 'c']);
    const payments = tickets.map(({ customerId, openedAt: at }) => ({ customerId, at, status: 'failed' as const }));
    asked.length = 0;
    recoveryRate(payments, [month('2026-03'), quarter('2026-Q1')], { by: ({ customerId }) => asked.push(customerId) });
    expect(asked).toEqual(['a', 'b', 'c']);
    const rows = tickets.map(({ customerId }) => ({
      ...{ customerId, start: '2025-03-10', end: '2026-03-10' },
      ...{ amount: 120, interval: 'year' as const },
    }));
    asked.length = 0;
    renewalRate(rows, [month('2026-03'), quarter('2026-Q1')], { by: ({ customerId }) => asked.push(customerId) });
    expect(asked).toEqual(['a', 'b', 'c']);
  });

  test('come from a Map by the text of an id; customers that it does not have are under null', () => {
    const keyOf = read(
      new Map<string | number, string>([
        ['ada', 'DE'],
        ['17', 'AT'],
      ]),
    );
    expect(rows.map((_, row) => keyOf?.(row))).toEqual(['DE', 'AT', null, 'DE']);
  });

  test('two spellings of one id must agree', () => {
    const same = new Map<string | number, string>([
      [17, 'a'],
      ['17', 'a'],
    ]);
    expect(read(same)?.(1)).toBe('a');
    const other = new Map<string | number, string>([
      [17, 'a'],
      ['17', 'b'],
    ]);
    expect(refusal(() => read(other))).toMatchObject({ code: 'INVALID_OPTION' });
  });

  test.each([
    ['a text', 'plan', 'options.by'],
    ['an object', { ada: 'pro' }, 'options.by'],
    ['a Map from what is no id', new Map([[null, 'pro']]), 'options.by'],
    ['a Map to what is no key', new Map([['ada', Number.NaN]]), 'options.by.ada'],
  ])('%s is refused', (_, by, path) => {
    const error = refusal(() => read(by));
    expect(error?.code).toBe('INVALID_TYPE');
    expect(error?.path.join('.')).toBe(path);
  });

  test('list: results sorted by key; of a list each row has the key', () => {
    const byKey = new Map([
      ['pro', 0],
      ['free', 1],
      [null, 2],
    ] as const);
    expect(resultsByKey(byKey, (code) => ({ code }))).toEqual([
      { key: null, code: 2 },
      { key: 'free', code: 1 },
      { key: 'pro', code: 0 },
    ]);
    expect(resultsByKey(byKey, (code) => (code > 1 ? [] : [{ step: 1 }, { step: 2 }]))).toEqual([
      { key: 'free', step: 1 },
      { key: 'free', step: 2 },
      { key: 'pro', step: 1 },
      { key: 'pro', step: 2 },
    ]);
  });

  test('cases and rows are split by them, or left together', () => {
    const keyOf = read((row: { plan?: string }) => row.plan);
    const count = (own: ArrayLike<unknown>) => ({ count: own.length });
    expect(splitBySegment(keyOf, [3, 1, 0], count)).toEqual([
      { key: 'free', count: 2 },
      { key: 'pro', count: 1 },
    ]);
    expect(splitBySegment(undefined, [3, 1, 0], count)).toEqual({ count: 3 });
    expect(summarizeSegments(keyOf, count)(Uint32Array.of(2), 0)).toEqual([{ key: null, count: 1 }]);
    expect(summarizeSegments(keyOf, count)(Uint32Array.of(), 0)).toEqual([]);
    expect(summarizeSegments(undefined, count)(Uint32Array.of(2), 0)).toEqual({ count: 1 });
  });

  test('a Map of ours is a SegmentBy', () => {
    const by: SegmentBy<Ticket, string> = new Map([['ada', 'DE']]);
    const tickets = [{ customerId: 'ada', openedAt: '2026-03-02', resolvedAt: '2026-03-03' }];
    expect(reopenRate(tickets, month('2026-03'), { by: by as never })).toEqual([
      { key: 'DE', value: 0, numerator: 0, denominator: 1, open: 0 },
    ]);
  });
});
