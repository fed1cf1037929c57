import type * as z from 'zod';
import type { Zone } from '../../calendar/open.ts';
import { type Fields, objectOf } from '../fields/field.ts';
import type { Complain } from '../fields/message.ts';
import type { ExtraColumns } from '../fields/record-reader.ts';

/** What one kind of rows is made of, in one time zone. */
export interface RowKind<Row> {
  readonly fields: Fields<Row>;
  /** The rules between the fields, each of which is good. */
  readonly check: ((row: Row, complain: Complain) => void) | undefined;
  schemaWith(extraColumns: ExtraColumns): z.ZodObject;
}

export function rowKind<Row extends object>(fields: Fields<Row>, check?: RowKind<Row>['check']): RowKind<Row> {
  const strip: z.ZodObject = objectOf(fields, check);
  let others: { readonly keep: z.ZodObject; readonly reject: z.ZodObject } | undefined;
  return {
    fields,
    check,
    schemaWith(extraColumns) {
      if (extraColumns === 'strip') return strip;
      others ??= { keep: strip.loose(), reject: strip.strict() };
      return others[extraColumns];
    },
  };
}

/** Made once a zone: schemas take longer to make than a few rows take to read. */
export function perZone<T>(make: (zone: Zone) => T): (zone: Zone) => T {
  const made = new WeakMap<Zone, T>();
  return (zone) => {
    const known = made.get(zone) ?? make(zone);
    made.set(zone, known);
    return known;
  };
}
