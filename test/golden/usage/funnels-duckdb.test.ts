import { readFileSync } from 'node:fs';
import { eventLog, type FunnelOptions, funnel } from 'tenure';
import { expect, test } from 'vitest';

/** The figures are DuckDB's, by the script beside this file. */
const { events, funnels } = JSON.parse(readFileSync(new URL('funnels-duckdb.json', import.meta.url), 'utf8')) as {
  readonly events: readonly (readonly [string, number, string])[];
  readonly funnels: Readonly<Record<string, readonly number[]>>;
};
const rows = events.map(([customerId, at, feature]) => ({ customerId, at, feature }));
const log = eventLog(rows);

function optionsOf(name: string): FunnelOptions {
  const steps = ['visit', 'trial', 'buy'];
  const within = { hours: Number(/\d+/.exec(name)?.[0]) };
  if (name.startsWith('each')) return { steps, withinStep: within };
  if (name.endsWith('cancelling')) return { steps, within, exclude: ['cancel'] };
  return name.endsWith('between') ? { steps, within, order: 'strict' } : { steps, within };
}

test.each(Object.entries(funnels))('%s: what SQL counts', (name, expected) => {
  // SQL asks of each step by itself whether anybody reached it within the window, as the steps of one attempt do.
  expect(funnel(rows, optionsOf(name)).map(({ customers }) => customers)).toEqual(expected);
  expect(funnel(log, optionsOf(name)).map(({ customers }) => customers)).toEqual(expected);
});
