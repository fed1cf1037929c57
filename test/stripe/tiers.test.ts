import { mrr } from 'tenure';
import type { StripeData, StripeInvoiceLine, StripePrice } from 'tenure/stripe';
import { describe, expect, test } from 'vitest';
import { convert, notesOf, rowOf } from './converted.ts';
import { at, event, every, invoice, item, line, modern, price, proration, subscription } from './objects.ts';

const steps = [
  { up_to: 5, unit_amount: 700 },
  { up_to: 10, unit_amount: 650 },
  { up_to: null, unit_amount: 600 },
];
const tiered = (tiers_mode: string, tiers: StripePrice['tiers'] = steps, more: Partial<StripePrice> = {}) =>
  price('seats', null, { billing_scheme: 'tiered', tiers_mode, tiers, ...more });
/** The price as lists give it: without its tiers. */
const closed = (mode: string): StripePrice => ({ ...tiered(mode), tiers: undefined });
const worth = (own: StripePrice, quantity: number, more: object = {}) =>
  mrr(convert({ subscriptions: [subscription([item(own, quantity)], more)] }).subscriptions, '2026-01-15');
const of = (data: StripeData, day = '2026-01-15') => mrr(convert(data).subscriptions, day);

describe('tiered licensed prices are MRR', () => {
  test.each<[string, number, number]>([
    // Volume: all units at the price of the tier that the last one is in.
    ['volume', 1, 7],
    ['volume', 5, 35],
    ['volume', 6, 39],
    ['volume', 10, 65],
    ['volume', 11, 66],
    // Graduated: each unit at the price of its own tier.
    ['graduated', 1, 7],
    ['graduated', 5, 35],
    ['graduated', 6, 41.5],
    ['graduated', 10, 67.5],
    ['graduated', 11, 73.5],
    ['graduated', 0, 0],
    ['volume', 0, 0],
  ])('%s, %i seats at 7, 6.50 and 6: %d', (mode, quantity, expected) => {
    expect(worth(tiered(mode), quantity)).toBe(expected);
  });

  test('a row has the seats, and the price of one of them', () => {
    const seats = (mode: string) => rowOf(subscription([item(tiered(mode), 6)]));
    expect(seats('volume')).toMatchObject({ amount: '6.5', quantity: 6 });
    // 41.50 over 6, exactly.
    expect(seats('graduated')).toMatchObject({ amount: '83/12', quantity: 6 });
  });

  test.each<[string, StripePrice['tiers'], number, number]>([
    // A base of 100 with 5 seats in it, and 39 for the sixth.
    [
      'graduated',
      [
        { up_to: 5, flat_amount: 10_000 },
        { up_to: null, unit_amount: 3900 },
      ],
      6,
      139,
    ],
    [
      'graduated',
      [
        { up_to: 5, flat_amount: 10_000 },
        { up_to: null, unit_amount: 3900 },
      ],
      5,
      100,
    ],
    [
      'graduated',
      [
        { up_to: 5, flat_amount: 10_000 },
        { up_to: null, unit_amount: 3900 },
      ],
      1,
      100,
    ],
    // By volume: 6 at 6.50, and 100.
    [
      'volume',
      [
        { up_to: 5, unit_amount: 700 },
        { up_to: null, unit_amount: 650, flat_amount: 10_000 },
      ],
      6,
      139,
    ],
    [
      'volume',
      [
        { up_to: 5, unit_amount: 700 },
        { up_to: null, unit_amount: 650, flat_amount: 10_000 },
      ],
      5,
      35,
    ],
    // The flat amount of each tier that is reached.
    [
      'graduated',
      [
        { up_to: 5, flat_amount: 1000 },
        { up_to: null, flat_amount: 500, unit_amount: 100 },
      ],
      7,
      17,
    ],
    // Parts of a cent.
    ['graduated', [{ up_to: null, unit_amount_decimal: '0.5', flat_amount_decimal: '100.25' }], 3, 1.0175],
    // Tiers the other way round.
    ['volume', [...steps].reverse(), 6, 39],
  ])('%s with flat amounts %o, %i seats: %d', (mode, tiers, quantity, expected) => {
    expect(worth(tiered(mode, tiers), quantity)).toBe(expected);
  });

  test('a year is a twelfth a month, and a coupon comes off the whole', () => {
    const yearly = tiered('volume', steps, every('year'));
    expect(worth(yearly, 24)).toBe(12);
    const half = { id: 'di', coupon: { id: 'half', percent_off: 50, duration: 'forever' }, start: at('2026-01-01') };
    expect(worth(tiered('graduated'), 6, { discounts: [half] })).toBe(20.75);
  });

  test('in another currency by the tiers of that', () => {
    const own = tiered('volume', steps, { currency_options: { eur: { tiers: [{ up_to: null, unit_amount: 500 }] } } });
    expect(worth(own, 6, { currency: 'eur' })).toBe(30);
  });

  test('a plan of old with tiers', () => {
    const plan = {
      id: 'p',
      currency: 'usd',
      interval: 'month',
      billing_scheme: 'tiered',
      tiers_mode: 'volume',
      tiers: steps,
    };
    const own = subscription([{ id: 'si_1', plan, quantity: 6 }]);
    expect(of({ subscriptions: [own] })).toBe(39);
  });

  test('tiers that the list of prices has', () => {
    const data = { subscriptions: [subscription([item(closed('volume'), 6)])], prices: [tiered('volume')] };
    expect(of(data)).toBe(39);
    expect(notesOf(data)).toEqual({ HISTORY_UNKNOWN: ['sub_1'] });
  });

  test('without tiers, and without an invoice: no row, and a note', () => {
    const result = convert({ subscriptions: [subscription([item(closed('volume'), 6)])] });
    expect(result.skipped).toMatchObject([{ reason: 'NOT_RECURRING' }]);
    expect(result.notes).toMatchObject([{ code: 'TIERED_ITEM', ids: ['si_seats'] }]);
  });
});

describe('what tiers cost, by the invoices', () => {
  const own = closed('graduated');
  const now = (quantity: number) => subscription([item(own, quantity)], { current_period_end: at('2026-03-01') });
  const billed = (quantity: number, amount: number, month = 1, more: Partial<StripeInvoiceLine> = {}) =>
    line(own, quantity, `2026-0${month}-01`, `2026-0${month + 1}-01`, { amount, ...more });
  const forms = [
    ['as before 2025', (one: ReturnType<typeof invoice>) => one],
    ['as since 2025', modern],
  ] as const;

  test.each(forms)('a line for all seats, %s', (_, form) => {
    const invoices = [invoice('2026-01-01', [billed(6, 4150)]), invoice('2026-02-01', [billed(6, 4150, 2)])].map(form);
    const data = { subscriptions: [now(6)], invoices, prices: [own] };
    const { subscriptions, notes } = convert(data);
    expect(subscriptions).toMatchObject([{ amount: '83/12', quantity: 6 }]);
    expect(notes).toEqual([]);
  });

  test.each(forms)('a line for each tier, %s: 5 at 7 and 1 at 6.50', (_, form) => {
    const month = (m: number) => [billed(5, 3500, m), billed(1, 650, m)];
    const invoices = [invoice('2026-01-01', month(1)), invoice('2026-02-01', month(2))].map(form);
    const { subscriptions, notes } = convert({ subscriptions: [now(6)], invoices, prices: [own] });
    expect(subscriptions).toMatchObject([{ amount: '83/12', quantity: 6 }]);
    expect(subscriptions).toHaveLength(1);
    expect(notes).toEqual([]);
  });

  test('with a line for the flat amount, whose quantity is none of the seats', () => {
    const based = tiered('graduated', [
      { up_to: 5, flat_amount: 10_000 },
      { up_to: null, unit_amount: 3900 },
    ]);
    const month = (from: string, to: string) => [
      line(based, 5, from, to, { amount: 0, id: 'free' }),
      line(based, 1, from, to, { amount: 10_000, id: 'flat' }),
      line(based, 1, from, to, { amount: 3900, id: 'more' }),
    ];
    const { subscriptions, notes } = convert({
      subscriptions: [subscription([item(based, 6)], { current_period_end: at('2026-02-01') })],
      invoices: [invoice('2026-01-01', month('2026-01-01', '2026-02-01'))],
    });
    expect(subscriptions).toMatchObject([{ quantity: 6 }]);
    expect(mrr(subscriptions, '2026-01-15')).toBe(139);
    expect(notes).toEqual([]);
  });

  test('6 seats in January, 11 since February', () => {
    const invoices = [invoice('2026-01-01', [billed(6, 4150)]), invoice('2026-02-01', [billed(11, 7350, 2)])];
    const data = { subscriptions: [now(11)], invoices };
    expect([of(data, '2026-01-15'), of(data, '2026-02-15')]).toEqual([41.5, 73.5]);
  });

  test('8 seats from 16 January on, prorated in a line for each tier', () => {
    const byTier = (first: number, second: number, sign: number) => [
      proration(own, first, '2026-01-16', '2026-02-01', sign * 1806, { id: `a${sign}` }),
      proration(own, second, '2026-01-16', '2026-02-01', sign * 335 * second, { id: `b${sign}` }),
    ];
    const data = {
      subscriptions: [now(8)],
      invoices: [
        invoice('2026-01-01', [billed(5, 3500), billed(1, 650)]),
        invoice('2026-02-01', [...byTier(5, 1, -1), ...byTier(5, 3, 1), billed(5, 3500, 2), billed(3, 1950, 2)]),
      ],
    };
    const { subscriptions, notes } = convert(data);
    // 41.50, then 35 + 3 x 6.50.
    expect(subscriptions.map(({ start, quantity }) => [String(start).slice(0, 10), quantity])).toEqual([
      ['2026-01-01', 6],
      ['2026-01-16', 8],
    ]);
    expect([of(data, '2026-01-15'), of(data, '2026-01-16')]).toEqual([41.5, 54.5]);
    expect(notes).toEqual([]);
  });

  test('prorations whose quantity was never billed in full: the change is at the next bill, and it is noted', () => {
    const parts = [3, 4].map((q) => proration(own, q, '2026-01-16', '2026-02-01', 1000, { id: `p${q}` }));
    const data = {
      subscriptions: [now(11)],
      invoices: [invoice('2026-01-01', [billed(6, 4150)]), invoice('2026-02-01', [...parts, billed(11, 7350, 2)])],
    };
    expect([of(data, '2026-01-31'), of(data, '2026-02-01')]).toEqual([41.5, 73.5]);
    expect(notesOf(data)).toEqual({ HISTORY_INCOMPLETE: ['sub_1'] });
  });

  test('a quantity that was never billed: the last one that was is held, and it is noted', () => {
    const data = { subscriptions: [now(7)], invoices: [invoice('2026-01-01', [billed(6, 4150)])] };
    expect([of(data, '2026-01-15'), of(data, '2026-02-15')]).toEqual([41.5, 41.5]);
    expect(notesOf(data)).toEqual({ TIERED_ITEM: ['si_seats'] });
    const told = event('2026-02-10', now(7), { items: { data: [item(own, 6)] } });
    expect(of({ ...data, events: [told] }, '2026-02-15')).toBe(41.5);
  });

  test('a price without a unit amount, such as one the customer chose', () => {
    const open = price('open', null);
    const data = {
      subscriptions: [subscription([item(open, 2)], { current_period_end: at('2026-02-01') })],
      invoices: [invoice('2026-01-01', [line(open, 2, '2026-01-01', '2026-02-01', { amount: 2500 })])],
    };
    expect(of(data)).toBe(25);
    expect(notesOf(data)).toEqual({});
  });
});

describe('packages', () => {
  const packed = (round: string, more: Partial<StripePrice> = {}) =>
    price('packs', 1000, { transform_quantity: { divide_by: 10, round }, ...more });

  test.each<[string, number, number]>([
    ['up', 25, 30],
    ['down', 25, 20],
    ['up', 30, 30],
    ['up', 1, 10],
    ['down', 9, 0],
  ])('rounded %s, %i units at 10 for ten: %d', (round, quantity, expected) => {
    expect(worth(packed(round), quantity)).toBe(expected);
  });

  test('in a currency that only invoices tell: what a package costs', () => {
    const data = {
      subscriptions: [
        subscription([item(packed('up'), 25)], { currency: 'eur', current_period_end: at('2026-02-01') }),
      ],
      // 3 packages at 9 euros.
      invoices: [
        invoice('2026-01-01', [line(packed('up'), 25, '2026-01-01', '2026-02-01', { currency: 'eur', amount: 2700 })]),
      ],
    };
    expect(convert(data).subscriptions).toMatchObject([{ amount: '9', quantity: 3, currency: 'EUR' }]);
  });
});

test('a package that was billed as none tells no price', () => {
  const packed = price('packs', 1000, { transform_quantity: { divide_by: 10, round: 'down' } });
  const data = {
    subscriptions: [subscription([item(packed, 5)], { currency: 'eur' })],
    invoices: [invoice('2026-01-01', [line(packed, 5, '2026-01-01', '2026-02-01', { currency: 'eur', amount: 900 })])],
  };
  expect(notesOf(data)).toMatchObject({ CURRENCY_NOT_EXPANDED: ['si_packs'] });
});

describe('metered prices stay out, and the note has what was billed last', () => {
  const metered = price('calls', 5, { recurring: { interval: 'month', usage_type: 'metered' } });
  const base = price('base', 2000);
  const used = (from: string, to: string, quantity: number, more: Partial<StripeInvoiceLine> = {}) =>
    line(metered, quantity, from, to, more);
  const own = subscription([item(base), item(metered)], { current_period_end: at('2026-03-01') });
  const invoices = [
    invoice('2026-01-01', [line(base, 1, '2026-01-01', '2026-02-01')]),
    invoice('2026-02-01', [used('2026-01-01', '2026-02-01', 400), line(base, 1, '2026-02-01', '2026-03-01')]),
  ];
  const last = { id: 'si_calls', start: '2026-01-01T00:00:00.000Z', end: '2026-02-01T00:00:00.000Z', currency: 'USD' };
  const billedOf = (data: StripeData) => convert(data).notes.find(({ code }) => code === 'METERED_ITEM')?.billed;

  test('from one line', () => {
    expect(of({ subscriptions: [own], invoices })).toBe(20);
    expect(billedOf({ subscriptions: [own], invoices })).toEqual([{ ...last, amount: '20' }]);
  });

  test('from several, of tiers, as one amount; and the last month alone', () => {
    const march = invoice('2026-03-01', [
      used('2026-02-01', '2026-03-01', 100, { id: 'x', amount: 500 }),
      used('2026-02-01', '2026-03-01', 50, { id: 'y', amount: 125 }),
    ]);
    const data = { subscriptions: [own], invoices: [march, ...invoices] };
    expect(billedOf(data)).toMatchObject([{ amount: '6.25', end: '2026-03-01T00:00:00.000Z' }]);
  });

  test('the last time, in whatever order the lines of an invoice are', () => {
    const both = [used('2026-02-01', '2026-03-01', 100), used('2026-01-01', '2026-02-01', 400)];
    for (const lines of [both, [...both].reverse()]) {
      const data = { subscriptions: [own], invoices: [invoice('2026-03-01', lines)] };
      expect(billedOf(data)).toMatchObject([{ amount: '5', end: '2026-03-01T00:00:00.000Z' }]);
    }
  });

  test('none where there is no invoice', () => {
    expect(convert({ subscriptions: [own] }).notes[0]).not.toHaveProperty('billed');
  });
});
