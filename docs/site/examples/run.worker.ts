import { parse } from 'csv-parse/browser/esm/sync';
import { Decimal } from 'decimal.js';
import * as tenure from 'tenure';
import * as events from 'tenure/events';
import * as invoices from 'tenure/invoices';
import * as parts from 'tenure/parts';
import * as schema from 'tenure/schema';
import * as stripe from 'tenure/stripe';
import { z } from 'zod';
import { compileExample, type ExampleImport } from './compile.ts';
import { shown } from './shown.ts';

/** What an example claimed on a line, and what came out. */
export interface ClaimResult {
  readonly line: number;
  readonly text: string;
  readonly holds: boolean;
}

export interface ExampleResult {
  readonly claims: readonly ClaimResult[];
  /** Why it did not run to its end. */
  readonly error?: string;
}

type Module = Readonly<Record<string, unknown>>;

const modules: { readonly [specifier: string]: Module } = {
  tenure,
  'tenure/events': events,
  'tenure/invoices': invoices,
  'tenure/stripe': stripe,
  'tenure/schema': schema,
  'tenure/parts': parts,
  'csv-parse/sync': { parse },
  'decimal.js': { Decimal, default: Decimal },
  zod: { z, default: z },
};
/** What examples need not import. */
const names: Module = { ...stripe, ...events, ...invoices, ...schema, ...tenure, parts, parse, Decimal, z };

// No name of JavaScript leads to it.
const AsyncFunction = (async () => {}).constructor as new (
  ...code: string[]
) => (...values: unknown[]) => Promise<void>;

self.onmessage = async ({ data }: MessageEvent<string>) => {
  self.postMessage(await resultOf(data));
};

async function resultOf(source: string): Promise<ExampleResult> {
  const claims: ClaimResult[] = [];
  try {
    const { code, imports } = compileExample(source);
    const scope = { ...names, ...Object.fromEntries(imports.flatMap(namesOf)) };
    const run = new AsyncFunction(...Object.keys(scope), 'claim', `'use strict'; { ${code} }`);
    await run(...Object.values(scope), checkerInto(claims));
    return { claims };
  } catch (error) {
    return { claims, error: String(error) };
  }
}

function namesOf({ from, names: asked }: ExampleImport): (readonly [string, unknown])[] {
  const module = modules[from];
  if (module === undefined)
    throw new Error(`'${from}' cannot be imported here; ${Object.keys(modules).join(', ')} can`);
  return asked.map(([own, exported]) => [own, exported === '*' ? module : module[exported]]);
}

function checkerInto(claims: ClaimResult[]) {
  return {
    equal(line: number, received: unknown, expected: unknown) {
      claims.push({ line, text: shown(received), holds: shown(received, true) === shown(expected, true) });
    },
    close(line: number, received: number, expected: number, digits: number) {
      const tolerance = 0.5 * 10 ** (Math.floor(Math.log10(Math.abs(expected))) + 1 - digits);
      claims.push({ line, text: shown(received), holds: Math.abs(received - expected) <= tolerance });
    },
    throws(line: number, call: () => unknown, code: string, message: string | undefined) {
      try {
        claims.push({ line, text: `nothing was thrown: ${shown(call())}`, holds: false });
      } catch (error) {
        const isRight =
          tenure.isMetricsError(error) && error.code === code && (message ?? error.message) === error.message;
        claims.push({
          line,
          text: tenure.isMetricsError(error) ? `${error.code}: ${error.message}` : String(error),
          holds: isRight,
        });
      }
    },
  };
}
