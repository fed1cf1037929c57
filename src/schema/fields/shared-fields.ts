import * as z from 'zod';
import { type Instant, readInstant, type Zone } from '../../calendar/open.ts';
import { type Amount, isAmount, readAmount } from '../../money/index.ts';
import { instantReader } from '../../service/open.ts';
import { perZone } from '../rows/row-kind.ts';
import { type Field, refused } from './field.ts';
import { messageOf } from './message.ts';

/** What fields and the rules between them need to know of the rows: the zone of dates without a time. */
export interface RowContext {
  readonly zone: Zone;
  /** Epoch milliseconds, NaN for what is no instant. */
  readonly epochOf: (value: unknown) => number;
}

export const rowContext: (zone: Zone) => RowContext = perZone((zone) => ({ zone, epochOf: instantReader(zone) }));

/** Read by the library's own reader, which also says what is wrong. */
export function instantField({ zone, epochOf }: RowContext): Field<Instant> {
  return {
    schema: z.custom<Instant>((value) => !Number.isNaN(epochOf(value)), {
      error: ({ input }) => messageOf((path) => readInstant(input, zone, path)),
    }),
    isOptional: false,
    read: (value) => (Number.isNaN(epochOf(value)) ? refused : value),
    fromCell: (value, cells, complain, path) => cells.instant(value, complain, path),
  };
}

export const amountField: Field<Amount> = {
  schema: z.custom<Amount>(isAmount, { error: ({ input }) => messageOf((path) => readAmount(input, path)) }),
  isOptional: false,
  read: (value) => (isAmount(value) ? value : refused),
  fromCell: (value, cells, complain, path) => cells.amount(value, complain, path),
};
