import { describe, expect, test } from 'vitest';
import { compare } from './compare.ts';
import { approximate } from './program/approximate.ts';
import { toText } from './program/to-text.ts';

const differences = (a: unknown, b: unknown) => compare(toText(a), toText(b)).differences;
const last = 0.1 + 0.2;

describe('answers of two runtimes', () => {
  test('are the same to the last byte', () => {
    expect(compare(toText({ closing: 8.5 }), toText({ closing: 8.5 }))).toEqual({ close: 0, differences: [] });
    expect(differences({ closing: 0.3 }, { closing: last })).toEqual(['closing: 0.3, here 0.30000000000000004']);
  });

  test('may differ in the last digits of numbers that are marked, and in nothing else of them', () => {
    const marked = (upper: unknown) => ({ curve: approximate([{ upper }]) });
    expect(compare(toText(marked(0.3)), toText(marked(last)))).toEqual({ close: 1, differences: [] });
    expect(differences(marked(0.3), marked(0.3000000001))).toHaveLength(1);
    expect(differences(marked(0.3), marked(null))).toEqual(['curve.approximate.0.upper: 0.3, here null']);
    expect(differences(marked(0.3), { curve: approximate([]) })).toHaveLength(1);
    expect(differences({ ...marked(0.3), mrr: 0.3 }, { ...marked(0.3), mrr: last })).toHaveLength(1);
  });

  test('differ where JSON alone would say the same', () => {
    expect(differences([null], [Number.NaN])).toHaveLength(1);
    expect(differences([0], [-0])).toHaveLength(1);
    expect(differences({ a: 1 }, { a: 1, b: undefined })).toHaveLength(1);
    expect(differences(new Map([['a', 1]]), { a: 1 })).toHaveLength(2);
    expect(differences({ a: 1, b: 2 }, { b: 2, a: 1 })).toEqual(['the order of keys']);
  });

  test('of an example name it', () => {
    const example = (value: number) => [{ title: 'docs/x.md: Formula', values: [value] }];
    expect(differences(example(1), example(2))).toEqual(['0[docs/x.md: Formula].0: 1, here 2']);
  });
});
