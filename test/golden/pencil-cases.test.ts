import { readFileSync } from 'node:fs';
import * as tenure from 'tenure';
import { describe, expect, test } from 'vitest';

interface PencilCase {
  readonly id: string;
  readonly note: string;
  readonly rows?: tenure.Subscription[];
  readonly generate?: string;
  readonly policy?: tenure.Policy;
  readonly call: string;
  readonly period?: Record<string, string>;
  readonly at?: string | Record<string, string>;
  readonly terms?: unknown;
  readonly options?: object;
  readonly expect?: unknown;
  readonly throws?: boolean;
}

type Callable = (...args: unknown[]) => unknown;

const cases: PencilCase[] = JSON.parse(readFileSync(new URL('pencil-cases.json', import.meta.url), 'utf8'));
const functions: Readonly<Record<string, unknown>> = { ...tenure };

const zoned = (timeZone: string | undefined) => (timeZone === undefined ? {} : { timeZone });

function periodOf({ timeZone, ...unit }: Record<string, string>): unknown {
  const [[name, label] = []] = Object.entries(unit);
  return (functions[name as string] as Callable)(label, zoned(timeZone));
}

/** The rows that a case tells how to make: 100 monthly customers since January 2026, of whom five leave on 1 May. */
const renewalRows = Array.from(
  { length: 100 },
  (_, i): tenure.Subscription => ({
    customerId: `c${i}`,
    subscriptionId: `s${i}`,
    start: '2026-01-01',
    amount: 10,
    interval: 'month',
    ...(i < 5 ? { end: '2026-05-01' } : {}),
  }),
);
const generated: Readonly<Record<string, tenure.Subscription[]>> = {
  '100 rows c0..c99, s0..s99, start 2026-01-01, 10 a month, the first five end 2026-05-01': renewalRows,
  same: renewalRows,
};

function run({ policy, call, period, at, terms, options, generate, ...given }: PencilCase): unknown {
  const subject = functions[call] as Callable;
  const rows = generate === undefined ? given.rows : generated[generate];
  if (terms !== undefined) return options === undefined ? subject(terms) : subject(terms, options);
  if (rows === undefined) return period === undefined ? undefined : periodOf(period);
  const when = at === undefined ? periodOf(period ?? {}) : typeof at === 'string' ? at : periodOf(at);
  return subject(rows, when, options === undefined ? policy : { ...policy, ...options });
}

/** Money to the nearest double; ratios, which tests compare as `value`, to 1e-12; instants as ISO text. */
function check(received: unknown, expected: unknown, key = ''): void {
  if (expected !== null && typeof expected === 'object') {
    for (const [name, value] of Object.entries(expected)) {
      check((received as Record<string, unknown>)[name], value, name);
    }
  } else if (received instanceof Date) expect(received.toISOString()).toBe(expected);
  else if (key === 'value' && typeof expected === 'number') expect(received).toBeCloseTo(expected, 12);
  else expect(received, key).toBe(expected);
}

describe('pencil cases', () => {
  test.each(cases.map((pencilCase) => [pencilCase.id, pencilCase] as const))('%s', (_, pencilCase) => {
    if (pencilCase.throws) expect(() => run(pencilCase)).toThrow(tenure.MetricsError);
    else if (pencilCase.call === 'convertRate') expect(run(pencilCase)).toBeCloseTo(pencilCase.expect as number, 12);
    else check(run(pencilCase), pencilCase.expect);
  });

  test('are all here', () => {
    expect(cases.length).toBe(135);
  });
});
