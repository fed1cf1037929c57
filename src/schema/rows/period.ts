import * as z from 'zod';
import { type Period, zoneOf } from '../../calendar/open.ts';
import { isDate } from '../../errors.ts';
import { must, objectOf, type RowInternals, type RowShape, refused } from '../fields/field.ts';
import { complaint, errorOf, messageOf } from '../fields/message.ts';
import { anyText } from '../fields/plain-fields.ts';

export interface PeriodSchema extends z.ZodObject<RowShape<Period>> {
  _zod: RowInternals<Period>;
}

const isValidDate = (value: unknown) => isDate(value) && !Number.isNaN(value.getTime());
const bound = { schema: z.custom<Date>(isValidDate, must('be a valid Date')), isOptional: false, read: () => refused };

const timeZone = {
  schema: z.custom<string>((value) => errorOf(() => zoneOf(value, 'timeZone')) === undefined, {
    error: ({ input }) => messageOf((path) => zoneOf(input, path)),
  }),
  isOptional: false,
  read: () => refused,
};

/** A `Period`, as the calendar functions make it. Its dates must be Dates: JSON makes texts of them. */
export const periodSchema = objectOf<Period>(
  { start: bound, end: bound, timeZone, label: anyText },
  ({ start, end }, complain) => {
    if (end <= start) complain(complaint('be after the start', end), ['end']);
  },
) as PeriodSchema;
