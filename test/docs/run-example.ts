import { parse } from 'csv-parse/sync';
import { Decimal } from 'decimal.js';
import * as tenure from 'tenure';
import * as events from 'tenure/events';
import * as schema from 'tenure/schema';
import * as stripe from 'tenure/stripe';
import { expect } from 'vitest';
import { z } from 'zod';
import { compileExample, type ExampleImport } from './compile-example.ts';

/** Everything that an example can import, by where it comes from. */
export const modules: { readonly [specifier: string]: Readonly<Record<string, unknown>> } = {
  tenure,
  'tenure/events': events,
  'tenure/stripe': stripe,
  'tenure/schema': schema,
};
/** What stands beside tenure in the examples. */
const others: typeof modules = { 'csv-parse/sync': { parse }, 'decimal.js': { Decimal }, zod: { z } };
const names: Readonly<Record<string, unknown>> = Object.assign({}, ...Object.values(others), ...Object.values(modules));

/** Runs an example and checks each of its claims; a claim that was never reached fails as well. */
export function runExample(source: string): void {
  const { code, claims, imports } = compileExample(source);
  imports.forEach(checkImport);
  const reached = new Set<number>();
  const run = new Function(...Object.keys(names), 'claim', `'use strict'; { ${code} }`);
  run(...Object.values(names), {
    equal(index: number, received: unknown, expected: unknown) {
      reached.add(index);
      expect(received).toStrictEqual(expected);
    },
    close(index: number, received: number, expected: number, digits: number) {
      reached.add(index);
      const tolerance = 0.5 * 10 ** (Math.floor(Math.log10(Math.abs(expected))) + 1 - digits);
      expect(Math.abs(received - expected), `${received} is not ${expected} to ${digits} digits`).toBeLessThanOrEqual(
        tolerance,
      );
    },
    throws(index: number, statement: () => unknown, code: string, message: string | undefined) {
      reached.add(index);
      const error = thrownBy(statement);
      if (!tenure.isMetricsError(error)) throw new Error(`no MetricsError: ${String(error)}`);
      expect(error.code).toBe(code);
      if (message !== undefined) expect(error.message).toBe(message);
    },
  });
  expect(
    [...reached].sort((a, b) => a - b),
    'claims reached',
  ).toEqual(Array.from({ length: claims }, (_, i) => i));
}

function thrownBy(statement: () => unknown): unknown {
  try {
    statement();
  } catch (error) {
    return error;
  }
  return 'nothing was thrown';
}

function checkImport({ from, names }: ExampleImport): void {
  const module = modules[from] ?? others[from];
  if (module === undefined) throw new Error(`examples import from tenure and its entries, not from '${from}'`);
  const missing = names.find((name) => !(name in module));
  if (missing !== undefined) throw new Error(`${from} exports no ${missing}`);
}
