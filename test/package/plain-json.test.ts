import * as tenure from 'tenure';
import { describe, expect, test } from 'vitest';
import { everyCall, inputs } from './every-call.ts';

/** What gives no figures: it compiles rows or columns, or is an error. */
const withoutFigures = [
  'MetricsError',
  'eventColumns',
  'eventLog',
  'ledger',
  'ledgerBuilder',
  'ledgerFromColumns',
  'subscriptionColumns',
];

/** Where a result holds what JSON cannot carry. Dates are carried as their text. */
function strangers(value: unknown, path: string): string[] {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return [];
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0) ? [] : [`${path}: ${value}`];
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? [`${path}: no date`] : [];
  if (typeof value !== 'object') return [`${path}: ${typeof value}`];
  if (Array.isArray(value)) return Array.from(value).flatMap((item, index) => strangers(item, `${path}[${index}]`));
  if (Object.getPrototypeOf(value) !== Object.prototype) return [`${path}: an object of a class`];
  return Object.entries(value).flatMap(([key, item]) => strangers(item, `${path}.${key}`));
}

const withDatesAsText = (value: unknown): unknown => {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(withDatesAsText);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withDatesAsText(item)]));
};

describe('Results of every public function', () => {
  test('have a call here', () => {
    const functions = Object.entries(tenure).flatMap(([name, value]) => (typeof value === 'function' ? [name] : []));
    expect(Object.keys(everyCall).sort()).toEqual(functions.filter((name) => !withoutFigures.includes(name)).sort());
  });

  test.each(Object.entries(everyCall))('%s gives plain JSON and leaves its frozen inputs alone', (_, call) => {
    const before = structuredClone(inputs);
    const result = call();
    expect(strangers(result, 'result')).toEqual([]);
    expect(JSON.parse(JSON.stringify(result))).toStrictEqual(withDatesAsText(result));
    expect(inputs).toStrictEqual(before);
  });

  test.each([
    ['convertRate', () => tenure.convertRate(-0, { from: 'month', to: 'year' })],
    ['convertRate of one length', () => tenure.convertRate(-0, { from: 'month', to: 'month' })],
    ['assessTargets', () => tenure.assessTargets({ ltvToCac: -0 })],
    ['healthScore', () => tenure.healthScore({ activeDays: -0, mrr: { value: -0, ageDays: -0 } }, inputs.model)],
  ])('%s gives no -0 back', (_, call) => {
    expect(strangers(call(), 'result')).toEqual([]);
  });

  test('presets and their notes are plain JSON', () => {
    const { policies, policyNotes } = tenure;
    expect(strangers({ policies, policyNotes }, 'presets')).toEqual([]);
  });
});
