import { loadEngine } from './load.ts';

/** A database in memory. DuckDB takes as many threads as it sees cores. */
export interface Database {
  run(sql: string): Promise<void>;
  /** The rows of a result, with its BIGINTs and DECIMALs as numbers. */
  rows(sql: string): Promise<Row[]>;
  /**
   * The columns of a query as whole columns: typed arrays in DuckDB's own memory, and texts as the bytes of all of them with the length of
   * each, since handing them over one by one takes longer than all the rest. `fields` are expressions by name, `text` in front of texts.
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
      const { BLOB, DATE, DECIMAL, INTEGER } = duckdb.DuckDBTypeId;
      const lists = Object.entries(fields).map(([name, sql]) => {
        const text = sql.startsWith('text ') ? sql.slice(5) : undefined;
        if (text === undefined) return `list(${sql}) AS "${name}"`;
        return `encode(string_agg(${text}, '')) AS "${name}", list(strlen(${text})::INTEGER) AS "${name}Lengths"`;
      });
      const result = await connection.run(`SELECT ${lists.join(', ')} FROM ${source}`);
      const chunk = await result.fetchChunk();
      if (chunk === null) throw new Error('no columns');
      const columnAt = (index: number): unknown => {
        const outer = result.columnType(index);
        if (outer.typeId === BLOB) {
          const { bytes } = chunk.getColumnValues(index)[0] as { readonly bytes: Uint8Array };
          return { bytes, offsets: offsetsOf((columnAt(index + 1) as { readonly values: Int32Array }).values) };
        }
        if (!('valueType' in outer)) throw new Error(`no list: ${outer}`);
        const type = outer.valueType;
        const list = bindings.data_chunk_get_vector(chunk.chunk, index);
        const length = bindings.list_vector_get_size(list);
        const vector = bindings.list_vector_get_child(list);
        const valid = bindings.vector_get_validity(vector, Math.ceil(length / 8));
        const numbers = <T>(Type: new (buffer: ArrayBuffer, at: number, length: number) => T, size: number) => {
          const bytes = bindings.vector_get_data(vector, length * size);
          return new Type(bytes.buffer as ArrayBuffer, bytes.byteOffset, length);
        };
        if (type.typeId === DATE) return { epochs: numbers(Int32Array, 4), unit: 'day', valid };
        if (type.typeId === INTEGER) return { values: numbers(Int32Array, 4), valid };
        if (type.typeId !== DECIMAL || type.width < 10) throw new Error(`cast ${type}`);
        return { unscaled: numbers(BigInt64Array, 8), scale: type.scale, valid };
      };
      const names = result.columnNames();
      return Object.fromEntries(Object.keys(fields).map((name) => [name, columnAt(names.indexOf(name))]));
    },
  };
}

/** Where texts of these lengths begin, one after the other, and where the last one ends. */
function offsetsOf(lengths: Int32Array): Int32Array {
  const offsets = new Int32Array(lengths.length + 1);
  for (let row = 0; row < lengths.length; row += 1) {
    offsets[row + 1] = (offsets[row] as number) + (lengths[row] as number);
  }
  return offsets;
}
