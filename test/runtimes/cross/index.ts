import { createRequire } from 'node:module';
import { Decimal } from 'decimal.js';
import * as tenure from 'tenure';
import type { Build } from './build.ts';
import { builds, decimals, errors, periods, statements, usage } from './checks.ts';
import { ledgers } from './ledgers.ts';

const require = createRequire(import.meta.url);
const esm: Build = { tenure, Decimal };
const cjs: Build = { tenure: require('tenure'), Decimal: require('decimal.js').Decimal };
const checks = { ...builds, ...errors, ...decimals, ...periods, ...statements, ...usage, ...ledgers };

function crossings(from: Build, to: Build): Record<string, string> {
  return Object.fromEntries(Object.entries(checks).map(([name, check]) => [name, outcome(() => check(from, to))]));
}

function outcome(check: () => boolean): string {
  try {
    return check() ? 'works' : 'does not';
  } catch (error) {
    return String(error);
  }
}

console.log(JSON.stringify({ 'ESM to CommonJS': crossings(esm, cjs), 'CommonJS to ESM': crossings(cjs, esm) }));
