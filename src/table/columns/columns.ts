/** Numbers one by one, as typed arrays, or as whole numbers with a scale. NaN in a typed array is a missing value. */
export type NumberColumn =
  | ArrayLike<number | bigint | null | undefined>
  | ScaledNumbers
  | MaskedColumn<ArrayLike<number | bigint | null | undefined>>;

/** Any column with missing values. `valid` is the bitmap of Arrow: bit `i & 7` of byte `i >> 3` is 1 if value i is present. */
export interface MaskedColumn<Values> {
  /** The column; its entries for missing values do not matter. */
  readonly values: Values;
  /** The bitmap; null or undefined if no value is missing. */
  readonly valid: Uint8Array | null | undefined;
}

/** Texts of a dictionary-coded column; a code below 0 is a missing value. */
export interface CodedTexts {
  /** For each row, the index of its text among `values`; below 0: missing. */
  readonly codes: Int32Array | Uint32Array | Int16Array | Uint16Array | Int8Array | Uint8Array;
  /** The texts, each once. */
  readonly values: readonly string[];
  /** Arrow's bitmap, as in `MaskedColumn`. Default: no value is missing. */
  readonly valid?: Uint8Array | null | undefined;
}

/** Texts one after the other in UTF-8, and where each begins: Utf8 and LargeUtf8 of Arrow as they are. */
export interface Utf8Texts {
  /** The texts of all rows in UTF-8, with nothing between them. */
  readonly bytes: Uint8Array;
  /** One more than there are rows: text i stands from `offsets[i]` to `offsets[i + 1]`. The first need not be 0. */
  readonly offsets: Int32Array | Uint32Array | BigInt64Array;
  /** Arrow's bitmap, as in `MaskedColumn`. Default: no value is missing. */
  readonly valid?: Uint8Array | null | undefined;
}

/** Decimals as whole numbers: `unscaled[i] / 10 ** scale`, so 4999 with scale 2 is 49.99. */
export interface ScaledNumbers {
  /** The whole numbers. */
  readonly unscaled:
    | Int32Array
    | Uint32Array
    | Int16Array
    | Uint16Array
    | Int8Array
    | Uint8Array
    | BigInt64Array
    | BigUint64Array;
  /** The number of digits after the decimal point. */
  readonly scale: number;
  /** Arrow's bitmap, as in `MaskedColumn`. Default: no value is missing. */
  readonly valid?: Uint8Array | null | undefined;
}

/** Instants as numbers of a unit since 1970; a day is a calendar day, whose start depends on the time zone in force. */
export interface CodedInstants {
  /** Units since 1970, one per row. */
  readonly epochs: Float64Array | Int32Array | BigInt64Array | BigUint64Array;
  /** The unit. */
  readonly unit: InstantUnit;
  /** Arrow's bitmap, as in `MaskedColumn`. Default: no value is missing. */
  readonly valid?: Uint8Array | null | undefined;
}

/** What a number of a column counts since 1970; 'day' is a day of the calendar. */
export type InstantUnit = 'day' | 's' | 'ms' | 'us' | 'ns';

/** Texts, or one text for all rows. */
export type TextColumn =
  | ArrayLike<string | null | undefined>
  | CodedTexts
  | Utf8Texts
  | MaskedColumn<ArrayLike<string | null | undefined>>;

/** Ids: texts, or whole numbers of any size. */
export type IdColumn =
  | ArrayLike<string | number | bigint | null | undefined>
  | TextColumn
  | MaskedColumn<ArrayLike<string | number | bigint | null | undefined>>;

/** How the values of a column are read, and so in which forms it can come. */
export type ColumnKind = 'id' | 'text' | 'instant' | 'amount' | 'number' | 'object';

export interface CodedColumn extends CodedTexts {
  /** Whether every row is known to have a value. */
  readonly isFull?: boolean;
}

/** Texts one after the other in code units: the bytes as they came where all letters are ASCII. */
export interface UnitTexts {
  readonly units: Uint8Array | Uint16Array;
  readonly offsets: Int32Array | Uint32Array | Float64Array;
  readonly valid: Uint8Array | undefined;
}

/** A column in one of the forms that columnar readers have, checked, but for its values. */
export type Column =
  | { readonly form: 'one'; readonly value: unknown }
  | { readonly form: 'list'; readonly values: ArrayLike<unknown>; readonly valid: Uint8Array | undefined }
  | ({ readonly form: 'coded' } & CodedColumn)
  | ({ readonly form: 'units' } & UnitTexts)
  | ({ readonly form: 'scaled' } & ScaledNumbers)
  | ({ readonly form: 'epochs' } & CodedInstants);

export interface Columns {
  readonly length: number;
  readonly byName: ReadonlyMap<string, Column>;
}

export function isBigIntegers(value: unknown): value is BigInt64Array | BigUint64Array {
  return value instanceof BigInt64Array || value instanceof BigUint64Array;
}

export function isPresent(valid: Uint8Array | null | undefined, row: number): boolean {
  return !valid || (((valid[row >> 3] as number) >> (row & 7)) & 1) === 1;
}
