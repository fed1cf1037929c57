import {
  isMetricsError,
  type Ledger,
  ledger,
  type MetricsError,
  month,
  mrr,
  mrrMovements,
  type Subscription,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { caught } from '../support/caught.ts';
import { row } from '../support/row.ts';

const rows = [row({})];
const march = month('2026-03');

describe('a ledger stays in the program that made it', () => {
  test('JSON.stringify says what to do instead, also from inside of something', () => {
    for (const value of [ledger(rows), { book: ledger(rows) }, [ledger(rows)]]) {
      const error = caught(() => JSON.stringify(value));
      expect(isMetricsError(error)).toBe(true);
      expect(error).toMatchObject({ code: 'INVALID_TYPE', path: ['ledger'] });
      expect((error as Error).message).toBe(
        'ledger cannot become JSON; send the rows and compile them again, or send the results of the functions that take it',
      );
    }
  });

  test('structuredClone throws, where it would leave an empty object', () => {
    expect(() => structuredClone(ledger(rows))).toThrow(/could not be cloned/);
  });

  test('it is frozen, and what it holds is out of sight', () => {
    const book = ledger(rows);
    expect(Object.isFrozen(book)).toBe(true);
    expect(Reflect.ownKeys(book).filter((key) => Object.getOwnPropertyDescriptor(book, key)?.enumerable)).toEqual([
      'toJSON',
    ]);
  });

  test('one of another version is refused, one of another build is not', () => {
    const contents = Symbol.for('tenure.ledger');
    const { compiled } = (ledger(rows) as unknown as Record<symbol, { compiled: unknown }>)[contents] as {
      compiled: unknown;
    };
    expect(mrr({ [contents]: { version: 1, compiled } } as unknown as Ledger, '2026-02-01')).toBe(10);
    const error = caught(() => mrr({ [contents]: { version: 2, compiled } } as unknown as Ledger, '2026-02-01'));
    expect(error).toMatchObject({
      code: 'INVALID_TYPE',
      message: 'subscriptions must be a ledger made by this version of tenure; received a ledger',
    });
  });

  test('and none is made of a ledger, or of anything but rows', () => {
    expect(caught(() => ledger(ledger(rows) as never))).toMatchObject({
      code: 'INVALID_TYPE',
      message: 'subscriptions must be an array of subscriptions; received a ledger',
    });
  });
});

describe('what is no source is named first, with what to write instead', () => {
  const rule = 'subscriptions must be an array of subscriptions, or a ledger';
  function* generated() {
    yield* rows;
  }

  test.each<[unknown, string]>([
    [march, `${rule}; it comes first, before the period; received a Period`],
    [rows[0], `${rule}: [row]; received an object with keys customerId, start, amount, interval`],
    [Promise.resolve(rows), `${rule}; received a Promise; await it first`],
    [generated(), `${rule}; received a Generator; spread it into an array first`],
    [new Set(rows), `${rule}; received a Set; spread it into an array first`],
    [new Map([['ada', rows[0]]]), `${rule}; received a Map; spread it into an array first`],
    [undefined, `${rule}; received undefined`],
    ['rows', `${rule}; received 'rows'`],
  ])('%s', (source, message) => {
    const error = caught(() => mrr(source as Subscription[], '2026-03-01')) as MetricsError;
    expect([error.code, error.path]).toEqual(['INVALID_TYPE', ['subscriptions']]);
    expect(error.message).toBe(message);
    expect(caught(() => mrrMovements(source as Subscription[], march))).toMatchObject({ message });
  });
});
