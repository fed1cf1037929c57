import { loadEngine } from './load.ts';

/** A database in memory. DuckDB takes as many threads as it sees cores. */
export interface Database {
  run(sql: string): Promise<void>;
  /** The rows of a result, with its BIGINTs and DECIMALs as numbers. */
  rows(sql: string): Promise<Row[]>;
  /**
   * The columns of a query as whole columns: typed arrays in DuckDB's own memory, and texts by way of one text, since handing them over one
   * by one takes longer than all the rest. `fields` are expressions by name.
   */
  columns(fields: Readonly<Record<string, string>>, source: string): Promise<Record<string, unknown>>;
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
    async columns(fields, source) {
      const { default: bindings } = await import('@duckdb/node-bindings');
      const { DATE, DECIMAL, ENUM, INTEGER, LIST } = duckdb.DuckDBTypeId;
      const lists = Object.entries(fields).map(([name, sql]) =>
        sql.startsWith('text ') ? `string_agg(${sql.slice(5)}, chr(10)) AS "${name}"` : `list(${sql}) AS "${name}"`,
      );
      const result = await connection.run(`SELECT ${lists.join(', ')} FROM ${source}`);
      const chunk = await result.fetchChunk();
      if (chunk === null) throw new Error('no columns');
      const columns = Object.keys(fields).map((name, index): [string, unknown] => {
        const outer = result.columnType(index);
        if (outer.typeId !== LIST) return [name, (chunk.getColumnValues(index)[0] as string).split('\n')];
        const type = outer.valueType;
        const list = bindings.data_chunk_get_vector(chunk.chunk, index);
        const length = bindings.list_vector_get_size(list);
        const vector = bindings.list_vector_get_child(list);
        const valid = bindings.vector_get_validity(vector, Math.ceil(length / 8));
        const numbers = <T>(Type: new (buffer: ArrayBuffer, at: number, length: number) => T, size: number) => {
          const bytes = bindings.vector_get_data(vector, length * size);
          return new Type(bytes.buffer as ArrayBuffer, bytes.byteOffset, length);
        };
        if (type.typeId === DATE) return [name, { epochs: numbers(Int32Array, 4), unit: 'day', valid }];
        if (type.typeId === ENUM) return [name, { codes: numbers(Uint8Array, 1), values: type.values, valid }];
        if (type.typeId === INTEGER) return [name, { values: numbers(Int32Array, 4), valid }];
        if (type.typeId !== DECIMAL || type.width < 10) throw new Error(`cast ${type} of ${name}`);
        return [name, { unscaled: numbers(BigInt64Array, 8), scale: type.scale, valid }];
      });
      return Object.fromEntries(columns);
    },
  };
}
