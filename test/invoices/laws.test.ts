import fc from 'fast-check';
import { mrr } from 'tenure';
import { type InvoiceLine, type InvoiceOptions, subscriptionsFromInvoices } from 'tenure/invoices';
import { describe, expect, test } from 'vitest';
import { type DayLine, dayBook } from '../oracle/invoices.ts';
import { add, multiply, parse, rational, subtract, toFraction, zero } from '../oracle/rational.ts';
import { propertyRuns } from '../support/property-runs.ts';

const msPerDay = 86_400_000;
const first = Date.UTC(2026, 0, 1);
const dayText = (day: number) => new Date(first + day * msPerDay).toISOString().slice(0, 10);
const horizon = 130;
const everyDay = Array.from({ length: horizon }, (_, day) => dayText(day));

const options = { serviceEnd: 'exclusive', prices: 'days' } as const;
const levelsOf = (lines: readonly InvoiceLine[], more: Partial<InvoiceOptions> = {}) =>
  mrr(subscriptionsFromInvoices(lines, { ...options, ...more }).subscriptions, everyDay, { money: 'fraction' });

const names = fc.constantFrom(undefined, 'a', 'b');
const dayLine = fc.record({
  subscriptionId: fc.constantFrom(undefined, undefined, 's1', 's2'),
  plan: names,
  // Few bounds, so that lines meet.
  start: fc.nat({ max: 9 }).map((step) => step * 8),
  length: fc.constantFrom(1, 8, 16, 31, 48),
  cents: fc.oneof(fc.integer({ min: -6000, max: 9000 }), fc.constantFrom(-3100, 3100, 1600, -1600, 0)),
  date: fc.nat({ max: 20 }),
});
const dayLines = fc.array(dayLine, { maxLength: 12 }).map((drawn) =>
  drawn.map(({ length, subscriptionId, plan, ...line }, place): DayLine => {
    const whose = { ...(subscriptionId && { subscriptionId }), ...(plan && { plan }) };
    return { ...line, ...whose, end: line.start + length, lineId: `L${place + 10}` };
  }),
);

const invoiceLine = ({ cents, start, end, date, ...line }: DayLine): InvoiceLine => ({
  ...line,
  customerId: 'ada',
  amount: cents / 100,
  date: dayText(date),
  serviceStart: dayText(start),
  serviceEnd: dayText(end),
});

describe('day by day', () => {
  test('prices by days are what a count of every day says', () => {
    fc.assert(
      fc.property(dayLines, (drawn) => {
        const lines = drawn.map(invoiceLine);
        const book = dayBook(drawn, horizon);
        const { rejected, notes } = subscriptionsFromInvoices(lines, options);
        expect(rejected.map(({ index }) => drawn[index]?.lineId)).toEqual([...book.rejected].sort());
        const rounded = notes.find(({ code }) => code === 'CREDIT_ROUNDED')?.lines ?? [];
        expect(rounded.map((index) => drawn[index]?.lineId)).toEqual([...book.rounded].sort());
        expect(levelsOf(lines)).toEqual(book.levels.map(toFraction));
      }),
      propertyRuns(150),
    );
  });

  test('the MRR of all days comes to what was invoiced, to the fraction', () => {
    let exact = 0;
    fc.assert(
      fc.property(dayLines, (drawn) => {
        const lines = drawn.map(invoiceLine);
        const { totals, rejected, notes } = subscriptionsFromInvoices(lines, options);
        const perDay = levelsOf(lines).map((level) => multiply(parse(level), rational(12, 365)));
        const total = perDay.reduce(add, zero);
        const left = new Set(rejected.map(({ index }) => index));
        const used = lines.filter((_, index) => !left.has(index)).map(({ amount }) => parse(amount as number));
        const invoiced = used.reduce(add, zero);
        const rounded = notes.find(({ code }) => code === 'CREDIT_ROUNDED')?.lines.length ?? 0;
        if (rounded === 0) {
          expect(toFraction(total)).toBe(toFraction(invoiced));
          exact += 1;
        } else {
          const cents = Number(multiply(subtract(total, invoiced), rational(100)).n);
          expect(Math.abs(cents)).toBeLessThanOrEqual(rounded * drawn.length * 1e9);
        }
        expect(totals.reduce((sum, { used: part }) => sum + part, 0)).toBeCloseTo(
          Number(invoiced.n) / Number(invoiced.d),
          9,
        );
      }),
      propertyRuns(150),
    );
    expect(exact).toBeGreaterThan(5);
  });
});

const rules = fc.constantFrom('period', 'term', 'days');

describe('whatever the lines', () => {
  test('lines and amounts are those used and those rejected', () => {
    fc.assert(
      fc.property(dayLines, rules, fc.boolean(), fc.nat({ max: 8 }), (drawn, prices, isInclusive, overlapDays) => {
        const lines = drawn.map(invoiceLine);
        const serviceEnd = isInclusive ? 'inclusive' : 'exclusive';
        const result = subscriptionsFromInvoices(lines, { serviceEnd, prices, overlapDays });
        expect(JSON.parse(JSON.stringify(result))).toEqual(result);
        const { used, rejected, totals } = result;
        expect(used + rejected.length).toBe(lines.length);
        const cents = totals.reduce((sum, total) => sum + Math.round((total.used + total.rejected) * 100), 0);
        expect(cents).toBe(drawn.reduce((sum, line) => sum + line.cents, 0));
      }),
      propertyRuns(100),
    );
  });

  test('their order changes nothing', () => {
    fc.assert(
      fc.property(
        dayLines.chain((drawn) =>
          fc.tuple(
            fc.constant(drawn),
            fc.shuffledSubarray(drawn, { minLength: drawn.length, maxLength: drawn.length }),
          ),
        ),
        rules,
        ([drawn, shuffled], prices) => {
          const result = (lines: readonly DayLine[]) => {
            const { subscriptions, rejected, totals } = subscriptionsFromInvoices(lines.map(invoiceLine), {
              ...options,
              prices,
            });
            const left = rejected.map(({ index, reason }) => `${lines[index]?.lineId} ${reason}`).sort();
            return { subscriptions, totals, left };
          };
          expect(result(shuffled)).toEqual(result(drawn));
        },
      ),
      propertyRuns(100),
    );
  });

  test('a second copy of some lines changes nothing, and is reported', () => {
    fc.assert(
      fc.property(dayLines, fc.nat({ max: 12 }), rules, (drawn, count, prices) => {
        const lines = drawn.map(invoiceLine);
        const copies = lines.slice(0, count);
        const once = subscriptionsFromInvoices(lines, { ...options, prices });
        const twice = subscriptionsFromInvoices([...lines, ...copies], { ...options, prices });
        expect(twice.subscriptions).toEqual(once.subscriptions);
        expect(twice.used).toBe(once.used);
        expect(twice.rejected.slice(once.rejected.length).map(({ reason }) => reason)).toEqual(
          copies.map(() => 'DUPLICATE'),
        );
      }),
      propertyRuns(100),
    );
  });

  test('a line that is credited in full and billed again is as if billed once', () => {
    fc.assert(
      fc.property(
        dayLines.map((drawn) => drawn.filter(({ cents }) => cents > 0)),
        fc.nat(),
        rules,
        (drawn, place, prices) => {
          const wrong = drawn[place % Math.max(1, drawn.length)];
          if (wrong === undefined) return;
          const credit = { ...wrong, lineId: 'C1', cents: -wrong.cents, date: 99 };
          const again = { ...wrong, lineId: 'C2', cents: wrong.cents + 500 };
          const others = drawn.filter((line) => line !== wrong);
          const corrected = [...others, wrong, credit, again].map(invoiceLine);
          const plain = [...others, again].map(invoiceLine);
          expect(levelsOf(corrected, { prices })).toEqual(levelsOf(plain, { prices }));
        },
      ),
      propertyRuns(100),
    );
  });

  test('customers are apart: the rows of all are the rows of each', () => {
    fc.assert(
      fc.property(dayLines, dayLines, rules, (ofAda, ofBen, prices) => {
        const ada = ofAda.map(invoiceLine);
        const ben = ofBen.map((line) => ({
          ...invoiceLine({ ...line, lineId: `B${line.lineId}` }),
          customerId: 'ben',
        }));
        const rows = (lines: readonly InvoiceLine[]) =>
          subscriptionsFromInvoices(lines, { ...options, prices }).subscriptions;
        expect(rows([...ada, ...ben])).toEqual([...rows(ada), ...rows(ben)]);
      }),
      propertyRuns(100),
    );
  });
});

describe('prorations, however they were computed', () => {
  const date = (day: number) => new Date(first + day * msPerDay);
  const dayOf = (when: Date) => Math.round((when.getTime() - first) / msPerDay);
  const addMonths = (day: number, count: number) => {
    const when = date(day);
    return dayOf(new Date(Date.UTC(when.getUTCFullYear(), when.getUTCMonth() + count, when.getUTCDate())));
  };
  const bill = (cents: number, start: number, end: number): InvoiceLine => ({
    customerId: 'ada',
    amount: cents / 100,
    serviceStart: dayText(start),
    serviceEnd: dayText(end),
  });

  test('a part of the period before a bill, or after it, has its price, if it is its share to the cent', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(1, 3, 12),
        // Up to the 28th, which every month has.
        fc.integer({ min: 0, max: 27 }),
        fc.integer({ min: 500, max: 200_000 }),
        fc.nat(),
        fc.boolean(),
        (months, anchor, cents, part, isBefore) => {
          const [start, end] = [anchor, addMonths(anchor, months)];
          const [from, to] = isBefore ? [addMonths(start, -months), start] : [end, addMonths(end, months)];
          const days = 1 + (part % (to - from - 1));
          const share = Math.round((cents * days) / (to - from));
          const stub = isBefore ? bill(share, to - days, to) : bill(share, from, from + days);
          const { subscriptions } = subscriptionsFromInvoices([stub, bill(cents, start, end)], {
            serviceEnd: 'exclusive',
          });
          const stubDay = isBefore ? to - 1 : from;
          expect(mrr(subscriptions, dayText(stubDay))).toBe(mrr(subscriptions, dayText(start)));
        },
      ),
      propertyRuns(400),
    );
  });

  test('a credit of the rest of a bill, by its days or its months, to the cent, ends it there', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(1, 3, 12),
        fc.integer({ min: 0, max: 27 }),
        fc.integer({ min: 500, max: 200_000 }),
        fc.nat(),
        fc.boolean(),
        (months, start, cents, cut, areMonths) => {
          const end = addMonths(start, months);
          const whole = cut % months;
          const at = areMonths ? addMonths(start, whole) : start + (cut % (end - start));
          const share = areMonths ? (months - whole) / months : (end - at) / (end - start);
          const credit = bill(-Math.round(cents * share), at, end);
          const { subscriptions, rejected } = subscriptionsFromInvoices([bill(cents, start, end), credit], {
            serviceEnd: 'exclusive',
          });
          expect(rejected).toEqual([]);
          expect(mrr(subscriptions, dayText(at))).toBe(0);
          if (at > start) expect(mrr(subscriptions, dayText(at - 1))).toBe(cents / (100 * months));
        },
      ),
      propertyRuns(400),
    );
  });

  test('a credit of so many whole months takes its amount off each of them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 99 }), fc.nat(), (count, off, from) => {
        const begin = from % (13 - count);
        const lines = [
          bill(12 * 10_000, 0, 365),
          bill(-off * 100 * count, addMonths(0, begin), addMonths(0, begin + count)),
        ];
        const { subscriptions } = subscriptionsFromInvoices(lines, { serviceEnd: 'exclusive' });
        for (let place = 0; place < 12; place += 1) {
          const isOff = place >= begin && place < begin + count;
          expect(mrr(subscriptions, dayText(addMonths(0, place) + 3))).toBe(isOff ? 100 - off : 100);
        }
      }),
      propertyRuns(100),
    );
  });
});
