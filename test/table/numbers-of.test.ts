import { expect, test } from 'vitest';
import { numbersOf } from '../../src/table/index.ts';

type Given = Parameters<typeof numbersOf>[0];

const list = (values: ArrayLike<unknown>, valid?: Uint8Array): Given => ({ form: 'list', values, valid });
const scaled = (unscaled: Int32Array | BigInt64Array, scale: number, valid?: Uint8Array): Given =>
  valid === undefined ? { form: 'scaled', unscaled, scale } : { form: 'scaled', unscaled, scale, valid };
const [gap, wrong] = [Number.NaN, 'below 0'];

test.each<[string, Given, readonly unknown[]]>([
  ['a list', list([1.5, 0, null, undefined]), [1.5, 0, gap, gap]],
  ['a list with what is no number', list(['1', Number.NaN, {}, 2n, -3, 4]), [wrong, wrong, wrong, wrong, wrong, 4]],
  ['doubles', list(Float64Array.of(1.5, Number.NaN, -1)), [1.5, gap, wrong]],
  ['doubles, some of them garbage', list(Float64Array.of(1.5, 7, 0), Uint8Array.of(0b101)), [1.5, gap, 0]],
  ['whole numbers, some of them garbage', list(Int32Array.of(1, 7, -2), Uint8Array.of(0b101)), [1, gap, wrong]],
  ['64 bits', list(BigInt64Array.of(5n, -1n)), [5, wrong]],
  ['cents', scaled(Int32Array.of(1999, 0, -1), 2), [19.99, 0, wrong]],
  ['cents, some of them garbage', scaled(Int32Array.of(1999, 5), 2, Uint8Array.of(0b01)), [19.99, gap]],
  ['cents of 64 bits', scaled(BigInt64Array.of(4_294_967_299n, -4_294_967_299n), 2), [42_949_672.99, wrong]],
  [
    'more digits than a double has',
    scaled(BigInt64Array.of(10n ** 15n - 1n, 10n ** 15n, 7n), 3, Uint8Array.of(0b011)),
    [999_999_999_999.999, wrong, gap],
  ],
  ['the largest power of ten that is a double', scaled(Int32Array.of(1), 22), [1e-22]],
  ['a larger one', scaled(Int32Array.of(1, 2), 23, Uint8Array.of(0b01)), [wrong, gap]],
  ['a larger one of 64 bits', scaled(BigInt64Array.of(1n, 2n), 23, Uint8Array.of(0b01)), [wrong, gap]],
])('numbers of a column: %s', (_, column, expected) => {
  const numbers = Array.from(numbersOf(column, expected.length), (number) => (number < 0 ? wrong : number));
  expect(numbers).toEqual(expected);
});

test('one value for all rows is read once, and not at all where there are none', () => {
  expect(numbersOf({ form: 'one', value: 2 }, 3)).toEqual(Float64Array.of(2));
  expect(numbersOf({ form: 'one', value: undefined }, 3)).toEqual(Float64Array.of(Number.NaN));
  expect(numbersOf({ form: 'one', value: 2 }, 0)).toEqual(new Float64Array(0));
});
