import {
  mergeMovements,
  month,
  mrrGrowthRate,
  mrrMovements,
  mrrMovementsBy,
  netRevenueRetention,
  quickRatio,
  type Subscription,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { refusal } from '../../support/caught.ts';
import { row } from '../../support/row.ts';

const march = month('2026-03');
/** Three new customers at 100 a year: as they print, 8.333333333333334 each, they would add up to more than 25. */
const thirds: Subscription[] = ['a', 'b', 'c'].map((customerId) =>
  row({ customerId, start: '2026-03-05', amount: 100, interval: 'year' }),
);

describe('gains and losses of a statement', () => {
  test('need no opening, which counts for nothing, and any one of themselves', () => {
    expect(quickRatio({ new: 4, churn: 2 }).value).toBe(2);
    expect(quickRatio({ opening: 10, expansion: 4, contraction: 2 }).value).toBe(2);
    for (const [i, name] of ['new', 'reactivation', 'expansion', 'contraction', 'churn'].entries()) {
      const { numerator, denominator } = quickRatio({ [name]: 3 } as never);
      expect([numerator, denominator]).toEqual(i < 3 ? [3, 0] : [0, 3]);
    }
  });

  test.each<[unknown, string]>([
    [{ closing: 5 }, 'terms must have one of new, reactivation, expansion, contraction, churn; received an object'],
    [{ new: 1, opening: 'much' }, 'terms.opening must be a finite amount >= 0 ('],
    [{ neu: 1 }, 'terms.neu is not a known key; expected one of opening, new,'],
    [5, 'terms must be the terms of a statement, or rows or a ledger and a period; received 5'],
    [null, 'terms must be the terms of a statement, or rows or a ledger and a period; received null'],
  ])('%o is refused', (terms, message) => {
    expect(refusal(() => quickRatio(terms as never))?.message).toContain(message);
  });
});

test.each<[string, unknown]>([
  ['a promise', Promise.resolve({ opening: 1 })],
  ['a period', march],
  ['a map', new Map([['opening', 1]])],
  ['null', null],
])('%s is told to be no statement', (_, given) => {
  expect(refusal(() => netRevenueRetention(given as never))?.message).toMatch(
    /^terms must be the terms of a statement, or rows or a ledger and a period; received /,
  );
});

describe('a statement', () => {
  const statement = mrrMovements(thirds, march);

  test('has rates of what it is exactly, and a copy of what it prints', () => {
    const gained = ['new', 'expansion'] as const;
    const exact = [statement, ...mrrMovementsBy(thirds, march, () => 'all')];
    for (const own of exact) expect(mrrGrowthRate(own).numerator).toBe(25);
    expect(gained.map((name) => quickRatio({ [name]: statement.new } as never).numerator)).toEqual([25, 25]);
    expect(quickRatio(statement).numerator).toBe(25);
  });

  // Two builds of the library may meet in one program, as ESM and CommonJS: they know each other's statements by these.
  test('keeps what it is exactly out of sight, by names of the whole program', () => {
    const [definitions, terms] = [Symbol.for('tenure.policy'), Symbol.for('tenure.terms')];
    expect(Object.getOwnPropertySymbols(statement)).toEqual([definitions, terms]);
    expect(Reflect.get(statement, terms)).toMatchObject({ new: { n: 75n, d: 3n } });
    expect(Object.getOwnPropertySymbols({ ...statement })).toEqual([]);
    expect([statement, Reflect.get(statement, terms)].every(Object.isFrozen)).toBe(true);
  });

  test('that was merged has the columns of its parts, in their order', () => {
    expect(Object.keys(mergeMovements([statement, statement]))).toEqual(Object.keys(statement));
    const [part] = mrrMovementsBy(thirds, march, () => 'all');
    expect(Object.keys(mergeMovements([part as never]))).toEqual(Object.keys(part as object));
  });

  test('of a key does not merge with that of another, word for word', () => {
    const parts = mrrMovementsBy(thirds, march, ({ customerId }) => String(customerId));
    expect(refusal(() => mergeMovements(parts))?.message).toBe(
      "statements[1].key must be that of the others; received 'b'",
    );
  });
});
