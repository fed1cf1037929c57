import { ledger, policies, policyNotes } from 'tenure';
import { describe, expect, test } from 'vitest';

describe.each(Object.keys(policies) as (keyof typeof policies)[])('the preset %s', (preset) => {
  test('is a policy', () => expect(() => ledger([], policies[preset])).not.toThrow());

  test('has a source for each choice, and for nothing else', () => {
    expect(Object.keys(policyNotes[preset].sources)).toEqual(Object.keys(policies[preset]));
  });

  test('cannot be changed, since others use it too', () => {
    expect(Object.isFrozen(policies[preset])).toBe(true);
    expect(Object.isFrozen(policyNotes[preset].notExpressed)).toBe(true);
  });
});

test('presets differ', () => {
  const texts = Object.values(policies).map((policy) => JSON.stringify(policy));
  expect(new Set(texts).size).toBe(texts.length);
});
