import { loadEngine } from './load.ts';

/** A database in memory. DuckDB takes as many threads as it sees cores. */
export interface Database {
  run(sql: string): Promise<void>;
  /** The rows of a result, with its BIGINTs and DECIMALs as numbers. */
  rows(sql: string): Promise<Row[]>;
  /** The columns of a result, chunk by chunk: typed arrays in DuckDB's own memory, and texts. */
  chunks(sql: string, take: (columns: Record<string, unknown>) => void): Promise<void>;
}

export type Row = readonly (number | null)[];

export async function openDatabase(): Promise<Database | null> {
  const duckdb = await loadEngine('DuckDB', () => import('@duckdb/node-api'));
  if (duckdb === null) return null;
  const connection = await (await duckdb.DuckDBInstance.create(':memory:')).connect();
  return {
    async run(sql) {
      await connection.run(sql);
    },
    async rows(sql) {
      const reader = await connection.runAndReadAll(sql);
      return reader.getRowsJS().map((row) => row.map((cell) => (cell === null ? null : Number(cell))));
    },
    async chunks(sql, take) {
      const { default: bindings } = await import('@duckdb/node-bindings');
      const result = await connection.stream(sql);
      const names = result.columnNames();
      const types = names.map((_, index) => result.columnType(index));
      const { DATE, DECIMAL, ENUM, INTEGER, VARCHAR } = duckdb.DuckDBTypeId;
      for await (const chunk of result) {
        const columns = types.map((type, index) => {
          if (type.typeId === VARCHAR) return chunk.getColumnValues(index);
          const vector = bindings.data_chunk_get_vector(chunk.chunk, index);
          const valid = bindings.vector_get_validity(vector, Math.ceil(chunk.rowCount / 8));
          const numbers = <T>(Type: new (buffer: ArrayBuffer, at: number, length: number) => T, size: number) => {
            const bytes = bindings.vector_get_data(vector, chunk.rowCount * size);
            return new Type(bytes.buffer as ArrayBuffer, bytes.byteOffset, chunk.rowCount);
          };
          if (type.typeId === DATE) return { epochs: numbers(Int32Array, 4), unit: 'day', valid };
          if (type.typeId === ENUM) return { codes: numbers(Uint8Array, 1), values: type.values, valid };
          if (type.typeId === INTEGER) return { values: numbers(Int32Array, 4), valid };
          if (type.typeId !== DECIMAL || type.width < 10) throw new Error(`cast ${type} of ${names[index]}`);
          return { unscaled: numbers(BigInt64Array, 8), scale: type.scale, valid };
        });
        take(Object.fromEntries(columns.map((column, index) => [names[index] as string, column])));
      }
    },
  };
}
