import { instantReader } from '../../activity/open.ts';
import { type Instant, readInstant, type Zone } from '../../calendar/open.ts';
import { type Amount, isAmount, readAmount } from '../../money/index.ts';
import { type Id, idText, readId } from '../../read/index.ts';
import { perZone } from '../rows/row-kind.ts';
import { type Field, known, refused } from './field.ts';
import { messageOf } from './message.ts';

/** What fields and the rules between them need to know of the rows: the zone of dates without a time. */
export interface RowContext {
  readonly zone: Zone;
  /** Epoch milliseconds, NaN for what is no instant. */
  readonly epochOf: (value: unknown) => number;
}

export const rowContext: (zone: Zone) => RowContext = perZone((zone) => ({ zone, epochOf: instantReader(zone) }));

export const instantInJson: Parameters<typeof known>[2] = {
  description:
    "A date such as '2026-03-01', a date-time with an offset or Z, epoch milliseconds, or BigQuery's { value }.",
  anyOf: [
    { type: 'string' },
    { type: 'integer' },
    { type: 'object', properties: { value: { type: 'string' } }, required: ['value'] },
  ],
};

/** Read by the library's own reader, which also says what is wrong. */
export function instantField({ zone, epochOf }: RowContext): Field<Instant> {
  return {
    schema: known(
      (value) => !Number.isNaN(epochOf(value)),
      ({ input }) => messageOf((path) => readInstant(input, zone, path)),
      instantInJson,
    ),
    isOptional: false,
    read: (value) => (Number.isNaN(epochOf(value)) ? refused : value),
    fromCell: (value, cells, complain, path) => cells.instant(value, complain, path),
  };
}

/** An amount, or another number that is read as exactly as one. */
function amountFieldOf(description: string): Field<Amount> {
  return {
    schema: known(isAmount, ({ input }) => messageOf((path) => readAmount(input, path)), {
      description,
      anyOf: [{ type: 'number', minimum: 0 }, { type: 'string' }],
    }),
    isOptional: false,
    read: (value) => (isAmount(value) ? value : refused),
    fromCell: (value, cells, complain, path) => cells.amount(value, complain, path),
  };
}

export const amountField: Field<Amount> = amountFieldOf(
  "An amount in major units: a number, a decimal such as '49.99' or a fraction such as '25/3'.",
);

export const percentField: Field<Amount> = amountFieldOf(
  "From 0 to 100: a number, a decimal such as '12.5' or a fraction such as '100/3'.",
);

export const currencyCode = "A currency code such as 'EUR'.";

const isId = (value: unknown): value is Id => idText(value) !== undefined;

/** Left as it is: the functions compare ids by their text, and give callbacks the row's own. */
export const id: Field<Id> = {
  schema: known(isId, ({ input }) => messageOf((path) => readId(input, path)), {
    anyOf: [{ type: 'string', minLength: 1 }, { type: 'integer' }],
  }),
  isOptional: false,
  read: (value) => (isId(value) ? value : refused),
};
