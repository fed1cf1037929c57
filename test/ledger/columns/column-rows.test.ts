import { ledgerFromColumns, month, mrrMovementsBy, type Subscription, subscriptionColumns } from 'tenure';
import { expect, test } from 'vitest';

/** The rows of columns, as callbacks see them. */
function rowsOf(book: ReturnType<typeof ledgerFromColumns>): Subscription[] {
  const rows: Subscription[] = [];
  mrrMovementsBy(book, month('2026-01'), (row) => void rows.push(structuredClone(row as Subscription)));
  return rows;
}

// Would catch: a report by discount, pause or date that changes when its caller uses an object again.
test('rows of columns keep what the objects in them said, whatever becomes of these', () => {
  const date = (text: string) => new Date(`${text}T00:00:00Z`);
  const columns = {
    customerId: ['ada', 'ben', 'cem'],
    start: [date('2026-01-01'), '2026-01-02', date('2026-01-03')],
    end: [date('2026-06-01'), null, '2026-07-01'],
    amount: 10,
    interval: 'month',
    discount: [{ percent: 10 }, { amount: 5 }, null],
    cancelRequestedAt: [date('2026-05-01'), null, '2026-05-02'],
    trialEnd: [null, date('2026-01-20'), undefined],
    pauses: [[{ start: date('2026-02-01'), end: date('2026-02-10') }], [{ start: '2026-03-01' }], null],
    note: [{ own: 'object' }, 'text', null],
  };
  const book = ledgerFromColumns(columns as never);
  const expected = [
    {
      customerId: 'ada',
      start: date('2026-01-01'),
      end: date('2026-06-01'),
      amount: 10,
      interval: 'month',
      discount: { percent: 10 },
      cancelRequestedAt: date('2026-05-01'),
      pauses: [{ start: date('2026-02-01'), end: date('2026-02-10') }],
      note: { own: 'object' },
    },
    {
      customerId: 'ben',
      start: date('2026-01-02'),
      amount: 10,
      interval: 'month',
      discount: { amount: 5 },
      trialEnd: date('2026-01-20'),
      pauses: [{ start: '2026-03-01' }],
      note: 'text',
    },
    {
      customerId: 'cem',
      start: date('2026-01-03'),
      end: date('2026-07-01'),
      amount: 10,
      interval: 'month',
      cancelRequestedAt: '2026-05-02',
      note: null,
    },
  ];
  expect(rowsOf(book)).toStrictEqual(expected);

  for (const at of [columns.start[0], columns.end[0], columns.cancelRequestedAt[0], columns.trialEnd[1]])
    (at as Date).setUTCFullYear(1999);
  Object.assign(columns.discount[0] as object, { percent: 99 });
  Object.assign(columns.discount[1] as object, { amount: 99 });
  const [[pause], [open]] = columns.pauses as [[{ start: Date; end: Date }], [{ start: string }]];
  pause.start.setUTCFullYear(1999);
  pause.end = date('1999-01-01');
  open.start = '1999-01-01';
  expect(rowsOf(book)).toStrictEqual(expected);
});

test('two columns of discounts become one field of a row, where they say anything', () => {
  const columns = {
    customerId: ['ada', 'ben', 'cem'],
    start: ['2026-01-01', '2026-01-01', '2026-01-01'],
    amount: 10,
    interval: 'month',
    discountPercent: [10, null, null],
    discountAmount: [null, 5, null],
  };
  const rows = rowsOf(ledgerFromColumns(columns as never));
  expect(rows.map(({ discount }) => discount)).toEqual([{ percent: 10 }, { amount: 5 }, undefined]);
  for (const row of rows) expect(Object.keys(row)).not.toContain('discountPercent');
  expect(Object.keys(rows[2] as object)).toEqual(['customerId', 'start', 'amount', 'interval']);
});

/** A day as other libraries write it: an object whose text is on its prototype. */
class PlainDate {
  readonly #text: string;
  constructor(text: string) {
    this.#text = text;
  }
  get [Symbol.toStringTag](): 'Temporal.PlainDate' {
    return 'Temporal.PlainDate';
  }
  toString(): string {
    return this.#text;
  }
}

// Would catch: a date of another library that is copied key by key, or one of BigQuery that is not copied.
test('dates that are objects come back as they are, and those that can change are copied', () => {
  const written = { value: '2026-05-01' };
  const columns = {
    customerId: ['ada', 'ben', 'cem'],
    start: ['2026-01-01', '2026-01-01', '2026-01-01'],
    amount: 10,
    interval: 'month',
    cancelRequestedAt: [new PlainDate('2026-05-02'), written, null],
    pauses: [[{ start: new PlainDate('2026-02-01'), end: null }], [{ start: '2026-02-03' }], []],
  };
  const seen: unknown[] = [];
  const book = ledgerFromColumns(columns as never);
  written.value = '1999-01-01';
  mrrMovementsBy(book, month('2026-01'), ({ cancelRequestedAt, pauses }) => {
    const given = cancelRequestedAt as { value?: string } | undefined;
    seen.push([given?.value ?? String(given), pauses?.map(({ start, end }) => [String(start), end])]);
    return null;
  });
  expect(seen).toEqual([
    ['2026-05-02', [['2026-02-01', null]]],
    ['2026-05-01', [['2026-02-03', undefined]]],
    ['undefined', []],
  ]);
});

test('columns of rows keep lists of pauses, and dates of several kinds, as copies', () => {
  const base = { customerId: 'ada', start: '2026-01-01', amount: 10, interval: 'month' } as const;
  const [date, pause] = [new Date('2026-01-09'), { start: new Date('2026-02-01'), end: null }];
  const columns = subscriptionColumns([
    { ...base, trialEnd: '2026-01-05', pauses: [pause], discount: { percent: 10 } },
    { ...base, trialEnd: date, plan: null },
    { ...base, trialEnd: null, plan: undefined },
  ]);
  date.setUTCFullYear(1999);
  pause.start.setUTCFullYear(1999);
  expect(columns).toEqual({
    customerId: { codes: Int32Array.of(0, 0, 0), values: ['ada'] },
    start: { epochs: Int32Array.of(20_454, 20_454, 20_454), unit: 'day', valid: Uint8Array.of(7) },
    amount: Float64Array.of(10, 10, 10),
    interval: { codes: Int32Array.of(0, 0, 0), values: ['month'] },
    trialEnd: ['2026-01-05', new Date('2026-01-09'), null],
    pauses: [[{ start: new Date('2026-02-01'), end: null }], undefined, undefined],
    discount: [{ percent: 10 }, undefined, undefined],
  });
});
