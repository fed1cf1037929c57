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
  readonly options?: unknown;
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

function run({ rows, policy, call, period, at, terms, options }: PencilCase): unknown {
  const subject = functions[call] as Callable;
  if (terms !== undefined) return options === undefined ? subject(terms) : subject(terms, options);
  if (rows === undefined) return period === undefined ? undefined : periodOf(period);
  const when = at === undefined ? periodOf(period ?? {}) : typeof at === 'string' ? at : periodOf(at);
  return subject(rows, when, policy);
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

/** Whether the case asks for something that is there: the others are skipped by name, and counted. */
function isSupported(pencilCase: PencilCase): boolean {
  if (!(pencilCase.call in functions) || pencilCase.generate !== undefined) return false;
  return true;
}

describe('pencil cases', () => {
  test.each(cases.filter(isSupported).map((pencilCase) => [pencilCase.id, pencilCase] as const))(
    '%s',
    (_, pencilCase) => {
      if (pencilCase.throws) expect(() => run(pencilCase)).toThrow(tenure.MetricsError);
      else if (pencilCase.call === 'convertRate') expect(run(pencilCase)).toBeCloseTo(pencilCase.expect as number, 12);
      else check(run(pencilCase), pencilCase.expect);
    },
  );

  const missing = cases.filter((pencilCase) => !isSupported(pencilCase)).map(({ id, call }) => `${id} (${call})`);
  test.skip.each(missing)('not there yet: %s', () => undefined);

  test('are all here', () => {
    expect(cases.length).toBe(135);
    expect(cases.filter(isSupported).length).toBe(131);
  });
});
