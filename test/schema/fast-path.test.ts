import fc from 'fast-check';
import {
  type ParsedRows,
  parseEvents,
  parsePayments,
  parseResponses,
  parseSubscriptions,
  parseTickets,
  schemasIn,
} from 'tenure/schema';
import { describe, expect, test } from 'vitest';
import { deepFreeze } from '../support/deep-freeze.ts';
import { propertyRuns } from '../support/property-runs.ts';
import { rowsLike } from './values.ts';

type Parse = (rows: readonly unknown[], options?: object) => ParsedRows<unknown, unknown>;

const cells = [
  '',
  'NULL',
  '31.03.2026',
  '31/03/2026',
  '3/31/2026',
  '1.234,56',
  '1,234.56',
  '0,5',
  '2026-03-31 23:59:59',
];
const extra = [
  ...cells,
  '2026-03-31 23:59:59+02',
  'price; support',
  'false',
  '2011-12-29',
  ['31.03.2026'],
  { percent: '5,5' },
];
const span = { start: '01.03.2026', end: '31.03.2026' };

const kinds: [name: string, parse: Parse, good: Readonly<Record<string, unknown>>][] = [
  [
    'parseSubscriptions',
    parseSubscriptions as Parse,
    {
      customerId: 'ada',
      start: '2026-01-15',
      end: '31.03.2026',
      amount: '1.249,99',
      interval: 'month',
      quantity: '2',
      discount: { percent: '5,5', amount: '' },
      trialEnd: '',
      pauses: [span],
      pastDue: [],
      plan: 'solo',
      note: 'more',
    },
  ],
  [
    'parsePayments',
    parsePayments as Parse,
    { customerId: 'ada', at: '31.03.2026', status: 'failed', attempt: '1', note: 1 },
  ],
  [
    'parseTickets',
    parseTickets as Parse,
    { customerId: 'ada', openedAt: '2026-03-01', resolvedAt: '31.03.2026', reopened: 'true', note: 1 },
  ],
  [
    'parseResponses',
    parseResponses as Parse,
    { score: '9', customerId: 'ada', at: '31.03.2026', themes: 'price; support', note: 1 },
  ],
  [
    'parseEvents',
    parseEvents as Parse,
    { customerId: 'ada', at: '31.03.2026', feature: '', durationSeconds: '0,5', note: 1 },
  ],
];

const option = <T>(...words: T[]) => fc.constantFrom(undefined, ...words);
const optionsOf = (name: string) =>
  fc.record({
    numberFormat: option('1.234,56', '1,234.56'),
    dateOrder: option('dayFirst', 'monthFirst'),
    localTimes: option(true, false),
    missing: option([], [''], ['', 'NULL', null]),
    timeZone: option('Pacific/Apia', 'America/New_York'),
    extraColumns: option('strip', 'keep', 'reject'),
    ...(name === 'parseSubscriptions' && { endInclusive: option(true, false) }),
    ...(name === 'parseResponses' && { listSeparator: option(';') }),
  });

/** The same row, of a kind that only the schema reads. */
const foreign = (row: unknown) =>
  typeof row === 'object' && row !== null && Object.getPrototypeOf(row) === Object.prototype
    ? Object.setPrototypeOf({ ...row }, {})
    : row;

describe.each(kinds)('%s', (name, parse, good) => {
  const rows = fc.array(rowsLike(good, extra), { maxLength: 6 });

  test('reads as the schema alone does, with the same issues', () => {
    fc.assert(
      fc.property(rows, optionsOf(name), (list, options) => {
        const [fast, slow] = [parse(list, options), parse(list.map(foreign), options)];
        expect(fast.rows).toStrictEqual(slow.rows);
        const told = ({ rejected }: typeof fast) => rejected.map(({ index, issues }) => ({ index, issues }));
        expect(told(fast)).toStrictEqual(told(slow));
      }),
      propertyRuns(200),
    );
  });

  test('counts in equal counts out, and rejected rows are as they were given', () => {
    fc.assert(
      fc.property(rows, optionsOf(name), (list, options) => {
        const before = list.map((row) => row);
        const parsed = parse(list, options);
        expect(parsed.rows.length + parsed.rejected.length).toBe(list.length);
        for (const { index, issues, row } of parsed.rejected) {
          expect(row).toBe(before[index]);
          expect(issues.length).toBeGreaterThan(0);
          for (const { message } of issues) expect(message).not.toBe('');
        }
      }),
    );
  });

  test('leaves its input alone, and gives new rows', () => {
    fc.assert(
      fc.property(optionsOf(name), (options) => {
        const list = deepFreeze([structuredClone(good)]);
        for (const row of parse(list, options).rows) expect(row).not.toBe(list[0]);
      }),
      propertyRuns(20),
    );
  });

  test('takes rows that it made once more, as they are', () => {
    fc.assert(
      fc.property(rows, optionsOf(name), (list, options) => {
        const { timeZone } = options;
        const once = parse(list, options).rows;
        expect(parse(once, { timeZone, extraColumns: 'keep' })).toStrictEqual({ rows: once, rejected: [] });
      }),
    );
  });
});

test('without options a row is taken exactly as the schema of its kind takes it', () => {
  const { subscription, payment, ticket, surveyResponse, usageEvent } = schemasIn('UTC');
  const pairs = [subscription, payment, ticket, surveyResponse, usageEvent];
  for (const [place, [, parse, good]] of kinds.entries()) {
    const schema = pairs[place] as (typeof pairs)[number];
    fc.assert(
      fc.property(rowsLike(good), (row) => {
        const { success, data, error } = schema.safeParse(row);
        const { rows, rejected } = parse([row]);
        expect(rows).toStrictEqual(success ? [data] : []);
        expect(rejected.map(({ issues }) => issues)).toStrictEqual(success ? [] : [error?.issues]);
      }),
      propertyRuns(150),
    );
  }
});
