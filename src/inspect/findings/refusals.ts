import { isMetricsError, type MetricsErrorCode } from '../../errors.ts';

/** Rows refused for one field and one reason. */
export interface Refusal {
  /** The error code of the reason. */
  readonly code: MetricsErrorCode;
  /** The field of the row; null if the whole row is refused. */
  readonly field: string | null;
  /** The number of rows refused. */
  readonly rows: number;
  /** The message for the first of these rows. */
  readonly message: string;
}

export interface RefusedRows {
  /** Their places in the given array. */
  readonly indexes: readonly number[];
  readonly refusals: readonly Refusal[];
}

/** Collects refusals; `list` is the name of the rows in errors. */
export function refusedRows(list: string): RefusedRows & { add(index: number, error: unknown): void } {
  const indexes: number[] = [];
  const refusals: Refusal[] = [];
  const known = new Map<string, { -readonly [key in keyof Refusal]: Refusal[key] }>();
  return {
    indexes,
    refusals,
    add(index, error) {
      indexes.push(index);
      const isOurs = isMetricsError(error);
      const code = isOurs ? error.code : 'INVALID_TYPE';
      const field = isOurs && typeof error.path[2] === 'string' ? error.path[2] : null;
      const key = `${code} ${field}`;
      const alike = known.get(key);
      if (alike !== undefined) {
        alike.rows += 1;
        return;
      }
      // The row was read alone or in a batch, so its place in the error is not its place in the array.
      const path = `${list}[${index}]`;
      const message = isOurs
        ? error.message.replace(/^\w+\[\d+\]/, path)
        : `${path} must be plain data; reading it threw an error`;
      const refusal = { code, field, rows: 1, message };
      known.set(key, refusal);
      refusals.push(refusal);
    },
  };
}
