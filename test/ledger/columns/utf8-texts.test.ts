import fc from 'fast-check';
import {
  activeCustomers,
  days,
  eventLog,
  featureAdoption,
  ledgerBuilder,
  ledgerFromColumns,
  month,
  months,
  mrrMovements,
  mrrMovementsBy,
  mrrMovementsByCustomer,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { refusal } from '../../support/caught.ts';
import { propertyRuns } from '../../support/property-runs.ts';
import { utf8Column } from '../../support/utf8-column.ts';

type Texts = (string | null)[];
type Form = (texts: Texts) => unknown;

const large: Form = (texts) => {
  const { offsets, ...column } = utf8Column(texts, '');
  return { ...column, offsets: BigInt64Array.from(offsets, BigInt) };
};
const unsigned: Form = (texts) => {
  const { offsets, ...column } = utf8Column(texts);
  return { ...column, offsets: Uint32Array.from(offsets) };
};
const forms: readonly Form[] = [(texts) => texts, utf8Column, large, unsigned];

const fields = ['customerId', 'subscriptionId', 'interval', 'currency', 'plan', 'segment', 'churnType', 'churnReason'];
const periods = months('2026-01', '2026-04');

/** All that a question can see of texts: names, keys, figures, and the rows that callbacks are handed. */
function answers(chunks: readonly object[], grain: 'customer' | 'subscription') {
  const builder = ledgerBuilder({ grain });
  for (const chunk of chunks) builder.addColumns(chunk as never);
  const book = builder.build();
  const seen: unknown[] = [];
  const byPlan = mrrMovementsBy(book, periods[2] as (typeof periods)[0], (row) => {
    seen.push({ ...row });
    return row.plan;
  });
  const statements = mrrMovements(book, periods);
  return JSON.stringify([statements, byPlan, seen, periods.map((period) => mrrMovementsByCustomer(book, period))]);
}

const word = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }),
  fc.constantFrom('ada', 'Zoë', '東京', '𝔸'),
);
const row = fc.record({
  customerId: word,
  subscriptionId: fc.option(word),
  start: fc.constantFrom('2026-01-01', '2026-02-11'),
  end: fc.constantFrom(null, '2026-03-09', '2026-04-01'),
  amount: fc.nat(9),
  interval: fc.constantFrom('month', 'year'),
  currency: fc.constantFrom('EUR', 'eur'),
  plan: fc.option(word),
  segment: fc.option(word),
  churnType: fc.option(fc.constantFrom('voluntary', 'involuntary')),
  churnReason: fc.option(word),
  mine: fc.option(fc.string({ unit: 'binary' })),
});

test('bytes are the texts that they stand for, to the bit, in every field, chunk after chunk', () => {
  const chunk = fc.tuple(
    fc.array(row, { maxLength: 12 }),
    fc.array(fc.nat(forms.length - 1), { minLength: 9, maxLength: 9 }),
  );
  fc.assert(
    fc.property(fc.array(chunk, { maxLength: 3 }), fc.constantFrom('customer', 'subscription'), (chunks, grain) => {
      const columnsOf = (isPlain: boolean) =>
        chunks.map(([rows, places]) => {
          const column = (name: string) => rows.map((own) => (own as unknown as Record<string, unknown>)[name] ?? null);
          const texts = [...fields, 'mine'].map((name, i) => {
            const form = forms[isPlain ? 0 : (places[i] as number)] as Form;
            // An own value that is missing stays what it was.
            return [
              name,
              form(name === 'mine' ? (column(name).map((own) => own ?? 'none') as Texts) : (column(name) as Texts)),
            ];
          });
          return { ...Object.fromEntries(texts), start: column('start'), end: column('end'), amount: column('amount') };
        });
      expect(answers(columnsOf(false), grain as 'customer')).toBe(answers(columnsOf(true), grain as 'customer'));
    }),
    propertyRuns(60),
  );
});

test('a log takes them as well', () => {
  const ids: Texts = ['ada', 'Zoë', 'ada', '東京'];
  const features: Texts = ['search', null, 'Übersicht', 'search'];
  const at = Float64Array.from([1, 1, 2, 2], (day) => Date.UTC(2026, 2, day));
  const answersOf = (form: Form) => {
    const log = eventLog({
      customerId: form(ids),
      userId: form(ids),
      feature: form(features),
      mine: form(ids),
      at,
    } as never);
    const own = activeCustomers(log, month('2026-03'), { by: (event) => (event as unknown as { mine: string }).mine });
    return JSON.stringify([
      activeCustomers(log, days('2026-03-01', '2026-03-02')),
      featureAdoption(log, month('2026-03')),
      own,
    ]);
  };
  for (const form of forms) expect(answersOf(form)).toBe(answersOf((texts) => texts));
});

const base = { start: ['2026-01-01', '2026-01-01'], amount: 10, interval: 'month' };
const bytes = new TextEncoder().encode('adaben');
const offsets = Int32Array.of(0, 3, 6);

describe('what is no such column is refused', () => {
  test.each([
    ['customerId', { bytes: 'adaben', offsets }, ['customerId', 'bytes']],
    ['customerId', { bytes, offsets: [0, 3, 6] }, ['customerId', 'offsets']],
    ['customerId', { bytes }, ['customerId', 'offsets']],
    ['customerId', { bytes, offsets: Float64Array.of(0, 3, 6) }, ['customerId', 'offsets']],
    ['plan', { bytes, offsets: Int32Array.of(0, 6) }, ['plan']],
    ['plan', { bytes, offsets: new Int32Array(0) }, ['plan']],
    ['customerId', { bytes, offsets: Int32Array.of(-1, 3, 6) }, ['customerId', 'offsets', 0]],
    ['plan', { bytes, offsets: Int32Array.of(0, 4, 3) }, ['plan', 'offsets', 2]],
    ['mine', { bytes, offsets: Int32Array.of(0, 3, 7) }, ['mine', 'offsets', 2]],
    ['customerId', { bytes, offsets: BigInt64Array.of(0n, 3n, 2n ** 60n) }, ['customerId', 'offsets', 2]],
    ['subscriptionId', { bytes, offsets, valid: [1, 1] }, ['subscriptionId', 'valid']],
    ['subscriptionId', { bytes, offsets, valid: new Uint8Array(0) }, ['subscriptionId', 'valid']],
  ])('%s %o', (name, column, path) => {
    const error = refusal(() => ledgerFromColumns({ customerId: ['ada', 'ben'], ...base, [name]: column } as never));
    expect(error?.path).toEqual(['columns', ...path]);
  });

  test.each([
    ['a byte that follows none', [0x61, 0x80]],
    ['a letter cut short', [0xc3]],
    ['a letter that is not gone on with', [0xc3, 0x61]],
    ['a letter longer than it needs be', [0xc0, 0xaf]],
    ['of three bytes', [0xe0, 0x9f, 0xbf]],
    ['of four', [0xf0, 0x8f, 0xbf, 0xbf]],
    ['half of a pair', [0xed, 0xa0, 0x80]],
    ['a letter past the last one', [0xf4, 0x90, 0x80, 0x80]],
    ['a byte of no letter', [0xf8, 0x88, 0x80, 0x80, 0x80]],
    ['the highest byte', [0xff]],
  ])('invalid UTF-8: %s', (_, wrong) => {
    const column = { bytes: Uint8Array.from([0x61, ...wrong]), offsets: Int32Array.of(0, 1, 1 + wrong.length) };
    for (const name of ['customerId', 'subscriptionId', 'plan', 'mine']) {
      const columns = { customerId: ['ada', 'ben'], ...base, [name]: column };
      expect(refusal(() => ledgerFromColumns(columns as never))).toMatchObject({
        code: 'INVALID_TYPE',
        path: ['columns', name, 1],
      });
      const present = { ...columns, [name]: { ...column, valid: Uint8Array.of(0b01) } };
      // Of what is missing nothing is read.
      if (name !== 'customerId') expect(refusal(() => ledgerFromColumns(present as never))).toBeUndefined();
    }
  });

  test('a letter that ends in the next row', () => {
    const column = { bytes: new TextEncoder().encode('éé'), offsets: Int32Array.of(0, 1, 4) };
    const error = refusal(() => ledgerFromColumns({ customerId: column, ...base } as never));
    expect(error?.path).toEqual(['columns', 'customerId', 0]);
  });

  test('an empty text, as everywhere', () => {
    for (const name of ['customerId', 'subscriptionId', 'plan', 'currency', 'interval', 'churnType', 'segment']) {
      const texts = name === 'interval' ? ['month', ''] : ['voluntary', ''];
      const refused = forms.map((form) => {
        const columns = { customerId: ['ada', 'ben'], ...base, [name]: form(texts) };
        const error = refusal(() => ledgerFromColumns(columns as never));
        return [error?.code, error?.path, error?.message];
      });
      expect(refused[0]?.[1]).toEqual(['subscriptions', 1, name]);
      for (const other of refused) expect(other).toEqual(refused[0]);
    }
  });

  test('bytes that were sent to another thread', () => {
    for (const sent of ['bytes', 'offsets'] as const) {
      const column = { bytes: bytes.slice(), offsets: offsets.slice() };
      structuredClone(column[sent], { transfer: [column[sent].buffer] });
      const error = refusal(() => ledgerFromColumns({ customerId: column, ...base } as never));
      expect([error?.path, error?.message]).toEqual([
        ['columns', 'customerId'],
        expect.stringContaining('transferred'),
      ]);
    }
  });
});

test('a ledger keeps nothing of what it was given', () => {
  const given = {
    customerId: utf8Column(['ada', 'Zoë']),
    mine: utf8Column(['x', 'yy']),
    subscriptionId: utf8Column(['s', 't']),
  };
  const book = ledgerFromColumns({ ...base, ...given } as never, { grain: 'subscription' });
  for (const { bytes: own, offsets: places } of Object.values(given)) {
    own.fill(0x7a);
    places.fill(0);
  }
  const rows = mrrMovementsByCustomer(book, month('2026-01'));
  expect(rows.map(({ customerId, subscriptionId }) => `${customerId} ${subscriptionId}`)).toEqual(['Zoë t', 'ada s']);
  const keys = mrrMovementsBy(book, month('2026-01'), (own) => (own as unknown as { mine: string }).mine);
  expect(keys.map(({ key }) => key)).toEqual(['x', 'yy']);
});
