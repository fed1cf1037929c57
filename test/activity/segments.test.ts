import { month, reopenRate, type SegmentBy, type Ticket } from 'tenure';
import { describe, expect, test } from 'vitest';
import { readSegments } from '../../src/activity/open.ts';
import { refusal } from '../support/caught.ts';

const rows = [
  { customerId: 'ada', plan: 'pro' },
  { customerId: 17, plan: 'free' },
  { customerId: 'ben', plan: undefined },
  { customerId: 'ada', plan: 'free' },
];

describe('keys of rows', () => {
  test('come from a callback, which is asked once per row, and only for rows that are asked about', () => {
    const asked: unknown[] = [];
    const segments = readSegments((row: { plan?: string }) => {
      asked.push(row);
      return row.plan;
    }, rows);
    expect([3, 1, 2, 3].map((row) => segments?.codeOf(row))).toEqual([0, 0, 1, 0]);
    expect(segments?.keys).toEqual(['free', null]);
    expect(asked).toEqual([rows[3], rows[1], rows[2]]);
  });

  test('come from a Map by the text of an id; customers that it does not have are under null', () => {
    const segments = readSegments(
      new Map<string | number, string>([
        ['ada', 'DE'],
        ['17', 'AT'],
      ]),
      rows,
    );
    expect(rows.map((_, row) => segments?.keys[segments.codeOf(row)])).toEqual(['DE', 'AT', null, 'DE']);
  });

  test('two spellings of one id must agree', () => {
    const same = new Map<string | number, string>([
      [17, 'a'],
      ['17', 'a'],
    ]);
    expect(readSegments(same, rows)?.codeOf(1)).toBe(0);
    const other = new Map<string | number, string>([
      [17, 'a'],
      ['17', 'b'],
    ]);
    expect(refusal(() => readSegments(other, rows))).toMatchObject({ code: 'INVALID_OPTION' });
  });

  test.each([
    ['a text', 'plan', 'options.by'],
    ['an object', { ada: 'pro' }, 'options.by'],
    ['a Map from what is no id', new Map([[null, 'pro']]), 'options.by'],
    ['a Map to what is no key', new Map([['ada', Number.NaN]]), 'options.by.ada'],
  ])('%s is refused', (_, by, path) => {
    const error = refusal(() => readSegments(by, rows));
    expect(error?.code).toBe('INVALID_TYPE');
    expect(error?.path.join('.')).toBe(path);
  });

  test('list: results sorted by key; of a list each row has the key', () => {
    const segments = readSegments((row: { plan?: string }) => row.plan, rows);
    for (const row of rows.keys()) segments?.codeOf(row);
    expect(segments?.list([0, 1, 2], (code) => ({ code }))).toEqual([
      { key: null, code: 2 },
      { key: 'free', code: 1 },
      { key: 'pro', code: 0 },
    ]);
    expect(
      segments
        ?.list([0, 1], (code) => [
          { step: 1, code },
          { step: 2, code },
        ])
        .map(({ key, step }) => [key, step]),
    ).toEqual([
      ['free', 1],
      ['free', 2],
      ['pro', 1],
      ['pro', 2],
    ]);
  });

  test('a Map of ours is a SegmentBy', () => {
    const by: SegmentBy<Ticket, string> = new Map([['ada', 'DE']]);
    const tickets = [{ customerId: 'ada', openedAt: '2026-03-02', resolvedAt: '2026-03-03' }];
    expect(reopenRate(tickets, month('2026-03'), { by: by as never })).toEqual([
      { key: 'DE', value: 0, numerator: 0, denominator: 1, open: 0 },
    ]);
  });
});
