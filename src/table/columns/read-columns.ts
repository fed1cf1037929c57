import { pathTo, reject } from '../../errors.ts';
import { isMissing, isRecord, keyCheck } from '../../read/index.ts';
import { readUtf8 } from '../texts/read-utf8.ts';
import { codedUnits } from './code-column.ts';
import {
  type CodedColumn,
  type CodedInstants,
  type CodedTexts,
  type Column,
  type ColumnKind,
  type Columns,
  type InstantUnit,
  isBigIntegers,
  isPresent,
  type ScaledNumbers,
  type UnitTexts,
} from './columns.ts';

/** What columns there can be. */
export interface ColumnRules {
  readonly kinds: Readonly<Record<string, ColumnKind>>;
  /** The first one tells how many rows there are. */
  readonly required: readonly string[];
  /** Fields that cannot be one value for all rows. */
  readonly columnsOnly: readonly string[];
}

/** Checks columns, all of one length, but for their values. Columns that are null or undefined are left out. */
export function readColumns(given: unknown, rules: ColumnRules, root = 'columns'): Columns {
  if (!isRecord(given)) reject('INVALID_TYPE', root, 'be an object of columns', given);
  const required = rules.required.map((name) => readColumn(given[name], pathTo(root, name), rules.kinds[name], false));
  const length = rowsOf(required[0] as Column);
  const byName = new Map<string, Column>();
  // Columns of other names are the caller's own.
  keyCheck(Object.keys(rules.kinds))(given, root);
  for (const [name, value] of Object.entries(given)) {
    const path = pathTo(root, name);
    const kind = Object.hasOwn(rules.kinds, name) ? rules.kinds[name] : undefined;
    if (isMissing(value)) continue;
    const canBeOne = kind !== undefined && !rules.columnsOnly.includes(name);
    const column = required[rules.required.indexOf(name)] ?? readColumn(value, path, kind, canBeOne);
    if (column.form !== 'one') checkLength(column, length, path);
    byName.set(name, canBeOne ? asOne(column) : column);
  }
  return { length, byName };
}

/** One text that every row has, such as a currency, is no column to be gone through. */
function asOne(column: Column): Column {
  const isCoded = column.form === 'coded' && column.isFull === true && column.values.length === 1;
  const isList = column.form === 'list' && Array.isArray(column.values) && !column.valid && areOneText(column.values);
  return isCoded || isList ? { form: 'one', value: column.values[0] } : column;
}

/** Not by `every`, which passes over holes. */
function areOneText(values: readonly unknown[]): boolean {
  const [first] = values;
  if (typeof first !== 'string') return false;
  for (let row = 1; row < values.length; row += 1) if (values[row] !== first) return false;
  return true;
}

function readColumn(value: unknown, path: string, kind: ColumnKind | undefined, canBeOne: boolean): Column {
  if (isArrayLike(value)) {
    checkValues(value, path, kind);
    return { form: 'list', values: value, valid: undefined };
  }
  if (isRecord(value)) {
    const isTexts = kind === 'id' || kind === 'text' || kind === undefined;
    if (isTexts && 'codes' in value) return { form: 'coded', ...checkCoded(value, path) };
    if (isTexts && 'bytes' in value) {
      const texts = checkUtf8(value, path);
      // Few kinds of text, as fields but for ids have: what reads them looks at each once.
      return kind === 'text' ? { form: 'coded', ...codedUnits(texts) } : { form: 'units', ...texts };
    }
    const isNumbers = kind === 'amount' || kind === 'number' || kind === undefined;
    if (isNumbers && 'unscaled' in value) return { form: 'scaled', ...checkScaled(value, path) };
    if (kind === 'instant' && 'epochs' in value) return { form: 'epochs', ...checkEpochs(value, path) };
    if ('values' in value && 'valid' in value) {
      if (!isArrayLike(value.values)) reject('INVALID_TYPE', `${path}.values`, arrayRule, value.values);
      checkValues(value.values, path, kind);
      return { form: 'list', values: value.values, valid: checkValidity(value.valid, path) };
    }
  }
  if (!canBeOne) reject('INVALID_TYPE', path, `${arrayRule}${formsOf(kind)}`, value);
  return { form: 'one', value };
}

const arrayRule = 'be an array or a typed array';

function formsOf(kind: ColumnKind | undefined): string {
  if (kind === 'id' || kind === 'text') return ', or { codes, values }, or { bytes, offsets }';
  if (kind === 'amount' || kind === 'number') return ', or { unscaled, scale }';
  return kind === 'instant' ? ', or { epochs, unit }' : '';
}

function isArrayLike(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && 'length' in value);
}

function isWholeNumbers(value: unknown): value is CodedTexts['codes'] {
  return isArrayLike(value) && 'BYTES_PER_ELEMENT' in value && !isFloats(value) && !isBigIntegers(value);
}

function isFloats(value: unknown): boolean {
  return value instanceof Float64Array || value instanceof Float32Array;
}

/** Typed arrays that cannot hold what they would be taken for. */
function checkValues(values: ArrayLike<unknown>, path: string, kind: ColumnKind | undefined): void {
  if (kind !== undefined && values instanceof Float32Array) {
    reject('INVALID_TYPE', path, 'be a Float64Array: 32 bits lose the cents of most amounts', values);
  }
  if (kind === 'instant' && isWholeNumbers(values)) {
    reject(
      'INVALID_TYPE',
      path,
      "be { epochs, unit: 'day' } or another unit: 32 bits cannot hold epoch milliseconds",
      values,
    );
  }
}

function checkCoded({ codes, values, valid }: Record<string, unknown>, path: string): CodedColumn {
  if (!isWholeNumbers(codes)) {
    reject('INVALID_TYPE', `${path}.codes`, 'be a typed array of whole numbers, such as an Int32Array', codes);
  }
  if (!Array.isArray(values)) reject('INVALID_TYPE', `${path}.values`, 'be an array of texts', values);
  const [length, count] = [codes.length, values.length];
  const checked = checkValidity(valid, path);
  let isFull = checked === undefined;
  for (let row = 0; row < length; row += 1) {
    const code = codes[row] as number;
    // One comparison for both: a code below 0 becomes one above all others.
    if (code >>> 0 < count) continue;
    if (code < 0 || !isPresent(checked, row)) isFull = false;
    else reject('INVALID_NUMBER', `${path}.codes[${row}]`, `be below ${count}, the number of values`, code);
  }
  return { codes, values, valid: checked, isFull };
}

function checkUtf8({ bytes, offsets, valid }: Record<string, unknown>, path: string): UnitTexts {
  if (!(bytes instanceof Uint8Array)) reject('INVALID_TYPE', `${path}.bytes`, 'be a Uint8Array', bytes);
  const isLarge = offsets instanceof BigInt64Array;
  if (!isLarge && !(offsets instanceof Int32Array || offsets instanceof Uint32Array)) {
    reject('INVALID_TYPE', `${path}.offsets`, 'be an Int32Array, a Uint32Array or a BigInt64Array', offsets);
  }
  for (const own of [bytes, offsets]) checkAttached(own, path);
  const places = isLarge ? Float64Array.from(offsets, Number) : offsets;
  return readUtf8({ units: bytes, offsets: places, valid: checkValidity(valid, path) }, path);
}

/** More digits than any decimal type has. */
const mostDigits = 38;

function checkScaled({ unscaled, scale, valid }: Record<string, unknown>, path: string): ScaledNumbers {
  if (!isWholeNumbers(unscaled) && !isBigIntegers(unscaled)) {
    reject('INVALID_TYPE', `${path}.unscaled`, 'be an Int32Array or a BigInt64Array', unscaled);
  }
  if (!Number.isInteger(scale) || (scale as number) < 0 || (scale as number) > mostDigits) {
    reject('INVALID_NUMBER', `${path}.scale`, `be a whole number from 0 to ${mostDigits}`, scale);
  }
  return { unscaled, scale: scale as number, valid: checkValidity(valid, path) };
}

const instantUnits: readonly unknown[] = ['day', 's', 'ms', 'us', 'ns'] satisfies InstantUnit[];

function checkEpochs({ epochs, unit, valid }: Record<string, unknown>, path: string): CodedInstants {
  const isEpochs = epochs instanceof Float64Array || epochs instanceof Int32Array || isBigIntegers(epochs);
  if (!isEpochs) {
    reject('INVALID_TYPE', `${path}.epochs`, 'be a Float64Array, an Int32Array or a BigInt64Array', epochs);
  }
  if (!instantUnits.includes(unit)) {
    reject('INVALID_OPTION', `${path}.unit`, `be one of ${instantUnits.map((own) => `'${own}'`).join(', ')}`, unit);
  }
  return { epochs, unit: unit as InstantUnit, valid: checkValidity(valid, path) };
}

function checkValidity(valid: unknown, path: string): Uint8Array | undefined {
  if (isMissing(valid)) return undefined;
  if (!(valid instanceof Uint8Array)) reject('INVALID_TYPE', `${path}.valid`, 'be a Uint8Array of bits', valid);
  return valid;
}

function rowsOf(column: Column): number {
  if (column.form === 'units') return Math.max(0, column.offsets.length - 1);
  return valuesOf(column).length;
}

function valuesOf(column: Exclude<Column, { form: 'units' }>): ArrayLike<unknown> {
  if (column.form === 'coded') return column.codes;
  if (column.form === 'scaled') return column.unscaled;
  if (column.form === 'epochs') return column.epochs;
  return column.form === 'list' ? column.values : [];
}

function checkLength(column: Exclude<Column, { form: 'one' }>, length: number, path: string): void {
  if (column.form !== 'units') checkAttached(valuesOf(column), path);
  const rows = rowsOf(column);
  if (rows !== length) reject('INVALID_TYPE', path, `have one value per row, ${length} in all`, rows);
  if (isMissing(column.valid) || column.valid.length * 8 >= length) return;
  reject('INVALID_TYPE', `${path}.valid`, `have one bit per row, ${length} in all`, column.valid.length * 8);
}

function checkAttached(values: ArrayLike<unknown>, path: string): void {
  if (values.length > 0 || !isDetached(values)) return;
  reject('INVALID_TYPE', path, 'have a buffer of its own: this one was transferred to another thread', values);
}

function isDetached(values: ArrayLike<unknown>): boolean {
  if (!ArrayBuffer.isView(values)) return false;
  try {
    return new Uint8Array(values.buffer).length < 0;
  } catch {
    return true;
  }
}
