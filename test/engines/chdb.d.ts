// As much of ClickHouse's interface as the proof uses, so that its types can be checked where it is not installed.
declare module 'chdb' {
  export class Session {
    constructor(folder: string, options: { readonly connectionArgs: readonly string[] });
    query(sql: string, format?: string): string;
    close(): void;
  }
}
