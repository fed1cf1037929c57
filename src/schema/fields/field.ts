import * as z from 'zod';
import { isRecord } from '../../read/index.ts';
import type { Cells } from './cells.ts';
import { type Complain, complaint } from './message.ts';

/** What a field of a row may hold. The schema is the judge; `read` spares it the rows that are plainly good. */
export interface Field<T> {
  /** Of a value that is there. */
  readonly schema: z.ZodType<T, T>;
  /** Whether the value may be missing: undefined or null. */
  readonly isOptional: boolean;
  /** What the field says, for its description in JSON Schema. */
  readonly about?: string | undefined;
  /** The value as the schema would give it, or `refused`: then the schema is asked. Is not given missing values of optional fields. */
  read(value: unknown): unknown;
  /** What a cell of a file stands for; what it cannot be is complained about, and given back as it is. */
  fromCell?(value: unknown, cells: Cells, complain: Complain, path: readonly PropertyKey[]): unknown;
}

export const refused: unique symbol = Symbol('refused');

/** The fields of a row, each with what it may hold. */
export type Fields<Row> = { readonly [name in keyof Row]-?: Field<NonNullable<Row[name]>> };

/** The shape of the zod object for a type of rows. */
export type RowShape<Row> = {
  -readonly [name in keyof Row]-?: undefined extends Row[name]
    ? z.ZodOptional<z.ZodType<Exclude<Row[name], undefined>, Exclude<Row[name], undefined>>>
    : z.ZodType<Row[name], Row[name]>;
};

/** What zod infers from a shape is never readonly; the library's own type stands in for it. */
export type RowInternals<
  Row,
  Config extends z.core.$ZodObjectConfig = z.core.$strip,
  Shape extends z.core.$ZodShape = RowShape<Row>,
> = Omit<z.core.$ZodObjectInternals<Shape, Config>, 'input' | 'output'> & {
  /** What the schema takes. */
  input: Row;
  /** What the schema gives. */
  output: Row;
};

/** Messages in the grammar of the library's own errors, which zod puts behind the path. */
export function must(rule: string): { readonly error: (issue: { readonly input?: unknown }) => string } {
  return { error: (issue) => complaint(rule, issue.input) };
}

/**
 * The schema of values that one of the library's own readers knows. Zod cannot describe those, so it is told what they are in JSON: that
 * is what `z.toJSONSchema` gives.
 */
export function known<T>(
  isKnown: (value: unknown) => boolean,
  error: (issue: { readonly input?: unknown }) => string,
  inJson: z.core.JSONSchema.BaseSchema,
): z.ZodType<T, T> {
  return z.unknown().refine(isKnown, { error, abort: true }).meta(inJson) as unknown as z.ZodType<T, T>;
}

export function optional<T>(field: Field<T>): Field<T> {
  return { ...field, isOptional: true };
}

/** The field with what it says in its row. */
export function about<T>(text: string, field: Field<T>): Field<T> {
  return { ...field, about: text };
}

/** What a field says comes before how its values are written. */
function describedField({ schema, isOptional, about }: Field<unknown>): z.ZodType {
  const whole = isOptional ? schema.nullish() : schema;
  return about === undefined ? whole : whole.describe([about, schema.description].filter(Boolean).join(' '));
}

/** The zod object of some fields; `check` holds the rules between them, after each field was found to be good. */
export function objectOf<Row extends object>(
  fields: Fields<Row>,
  check?: (row: Row, complain: Complain) => void,
): z.ZodObject<RowShape<Row>> {
  const shape = Object.fromEntries(namesOf(fields).map((name) => [name, describedField(fields[name])]));
  const object = z.object(shape, {
    error: (issue) => (issue.code === 'invalid_type' ? complaint('be an object', issue.input) : undefined),
  }) as unknown as z.ZodObject<RowShape<Row>>;
  if (check === undefined) return object;
  return object.superRefine((row, context) => {
    check(row as Row, (message, path) => context.addIssue({ code: 'custom', message, path: [...path] }));
  });
}

export function namesOf<Row>(fields: Fields<Row>): (keyof Row & string)[] {
  return Object.keys(fields) as (keyof Row & string)[];
}

/** A record with its cells read; what belongs to no field stays as it is. */
export function readCells<Row>(
  fields: Fields<Row>,
  value: unknown,
  cells: Cells,
  complain: Complain,
  path: readonly PropertyKey[],
): unknown {
  if (!isRecord(value)) return value;
  const names = namesOf(fields);
  const read: Record<string, unknown> = {};
  for (const name in value) if (!names.includes(name as keyof Row & string)) read[name] = value[name];
  for (const name of names) {
    const cell = value[name];
    if (!(name in value) || cells.isMissing(cell)) continue;
    read[name] = fields[name].fromCell?.(cell, cells, complain, [...path, name]) ?? cell;
  }
  return read;
}
