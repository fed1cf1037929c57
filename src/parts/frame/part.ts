import type { SegmentKey } from '../../table/index.ts';

/** What some customers contribute to a result: plain JSON. For most questions, its size does not depend on the number of rows. */
export interface Part {
  /** The version of the form of parts; parts of different versions cannot be merged. */
  readonly version: 1;
  /** The function whose result it is a part of. */
  readonly of: string;
  /** The question and all its options, as text: equal texts mean equal definitions. */
  readonly definitions: string;
  /** The currency of the amounts; null if the rows name none, or there are no rows. */
  readonly currency: string | null;
  /** The number of rows read; over all parts, they must add up to the number of all rows. */
  readonly rows: number;
  /** The number of customers of these rows. */
  readonly customers: number;
}

/** A part as the functions of `tenure/parts` make it. */
export interface TablePart extends Part {
  /** The tables by name. */
  readonly tables: { readonly [name: string]: PartTable };
}

/** A table with one row per key, sorted by key. Each other entry is a column, with one value per key. */
export interface PartTable {
  /** The keys, sorted, each once. */
  readonly keys: readonly PartKey[];
  readonly [column: string]: readonly PartKey[] | readonly (number | null)[] | PartSums;
}

/** A key: the index of a period in the given list, the key of a split, or a counted value. */
export type PartKey = readonly Exclude<SegmentKey, undefined>[];

/** Exact sums over one denominator: whole numbers as text, each a numerator. */
export interface PartSums {
  /** The common denominator, a whole number as text. */
  readonly over: string;
  /** The numerators, one per key. */
  readonly sums: readonly string[];
}

/**
 * One result, computed from shards of customers: `result(merge(shards.map(part)))` equals the result of the function over all rows, bit for
 * bit. This holds for any cut by customer, any order and any tree of merges, with or without JSON in between.
 */
export interface InParts<Source, P extends Part, Result> {
  /** Computes what the customers of one shard contribute. All rows of a customer must be in one shard. */
  part(source: Source): P;
  /** Combines the parts of several shards into one; without parts, it returns that of a shard without rows. */
  merge(parts: Iterable<P>): P;
  /** Computes the result over all customers of a part. */
  result(part: P): Result;
}
