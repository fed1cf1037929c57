// As much of the engines' interfaces as the bench uses, so that its types can be checked where they are not installed.
declare module 'nodejs-polars' {
  export interface Expr {
    alias(name: string): Expr;
    add(other: Expr | number): Expr;
    minus(other: Expr | number): Expr;
    mul(other: Expr | number): Expr;
    eq(other: Expr | number): Expr;
    neq(other: Expr | number): Expr;
    gt(other: Expr | number): Expr;
    lt(other: Expr | number): Expr;
    and(other: Expr): Expr;
    not(): Expr;
    isNull(): Expr;
    isNotNull(): Expr;
    sum(): Expr;
    cumSum(): Expr;
    shift(periods: number): Expr;
    forwardFill(): Expr;
    fillNull(value: number | boolean): Expr;
    cast(type: unknown): Expr;
    date: { year(): Expr; month(): Expr };
  }
  export interface LazyGroups {
    agg(...columns: Expr[]): LazyFrame;
  }
  export interface LazyFrame {
    select(...columns: Expr[]): LazyFrame;
    withColumns(...columns: Expr[]): LazyFrame;
    filter(condition: Expr): LazyFrame;
    groupBy(names: readonly string[]): LazyGroups;
    sort(names: readonly string[]): LazyFrame;
    collect(): Promise<Frame>;
  }
  export interface Frame {
    readonly height: number;
    lazy(): LazyFrame;
    rows(): (number | null)[][];
  }
  interface When {
    then(value: Expr): { otherwise(value: Expr): Expr };
  }
  interface Polars {
    readonly Int8: unknown;
    readonly Int32: unknown;
    readonly Float64: unknown;
    DataFrame(columns: Readonly<Record<string, unknown>>): Frame;
    Series(name: string, values: unknown, type?: unknown): unknown;
    readCSV(path: string, options: Readonly<Record<string, unknown>>): Frame;
    concat(frames: readonly LazyFrame[]): LazyFrame;
    col(name: string): Expr;
    lit(value: number | null): Expr;
    when(condition: Expr): When;
  }
  const polars: Polars;
  // biome-ignore lint/style/noDefaultExport: it is the engine's own way
  export default polars;
}

declare module 'arquero' {
  export type Values = Readonly<Record<string, ArrayLike<number>>>;
  export type Columns = Readonly<Record<string, unknown>>;
  export interface Table {
    concat(other: Table): Table;
    filter(condition: unknown): Table;
    groupby(...names: string[]): Table;
    ungroup(): Table;
    rollup(columns: Columns): Table;
    orderby(...names: string[]): Table;
    derive(columns: Columns): Table;
    reify(): Table;
    objects(): Record<string, number | null>[];
    numRows(): number;
  }
  export function table(columns: Values): Table;
  export function rolling(expression: unknown, frame?: readonly (number | null)[]): unknown;
  export const op: Readonly<Record<string, (...values: unknown[]) => number>>;
}
