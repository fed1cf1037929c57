import type * as z from 'zod';
import { type Period, parseDateTime, zoneOf } from '../../calendar/open.ts';
import { isDate } from '../../errors.ts';
import { about, known, must, objectOf, type RowInternals, type RowShape, refused } from '../fields/field.ts';
import { complaint, errorOf, messageOf } from '../fields/message.ts';
import { anyText } from '../fields/plain-fields.ts';

/** The schema of a period, also of one that came through JSON. */
export interface PeriodSchema extends z.ZodObject<RowShape<Period>> {
  _zod: RowInternals<Period>;
}

/** As `JSON.stringify` writes a Date, so read back. */
const boundOf = (value: unknown) => (typeof value === 'string' ? new Date(parseDateTime(value)) : value);

const isBound = (value: unknown) => {
  const bound = boundOf(value);
  return isDate(bound) && !Number.isNaN(bound.getTime());
};

const bound = {
  schema: known<Date>(isBound, must('be a valid Date, or its text in JSON').error, {
    type: 'string',
  }).overwrite((value) => boundOf(value) as Date),
  isOptional: false,
  read: () => refused,
};

const timeZone = {
  schema: known<string>(
    (value) => errorOf(() => zoneOf(value, 'timeZone')) === undefined,
    ({ input }) => messageOf((path) => zoneOf(input, path)),
    { type: 'string' },
  ),
  isOptional: false,
  read: () => refused,
};

/** A `Period`, as the calendar functions make it; the texts that JSON makes of its dates become Dates again. */
export const periodSchema = objectOf<Period>(
  {
    start: about('Belongs to the period.', bound),
    end: about('The first instant after the period.', bound),
    timeZone: about("An IANA name, 'UTC', or an offset such as '+02:00'.", timeZone),
    label: about('What the period is called.', anyText),
  },
  ({ start, end }, complain) => {
    if (end <= start) complain(complaint('be after the start', end), ['end']);
  },
) as PeriodSchema;
