import type * as z from 'zod';
import type { SignUp, UsageEvent } from '../../usage/open.ts';
import { optional, type RowInternals, type RowShape } from '../fields/field.ts';
import { finiteNumber, text, wholeNumber } from '../fields/plain-fields.ts';
import { id, instantField, rowContext } from '../fields/shared-fields.ts';
import { perZone, rowKind } from './row-kind.ts';

export interface UsageEventSchema extends z.ZodObject<RowShape<UsageEvent>> {
  _zod: RowInternals<UsageEvent>;
}

export interface SignUpSchema extends z.ZodObject<RowShape<SignUp>> {
  _zod: RowInternals<SignUp>;
}

/** As the usage functions have it: thirty years. More is surely milliseconds. */
const longestSeconds = 1e9;
const seconds = finiteNumber(0, longestSeconds, `be a number of seconds from 0 to ${longestSeconds}`);
const count = wholeNumber(1, 2 ** 52, 'be a whole number from 1 on');

export const usageEventKind = perZone((zone) =>
  rowKind<UsageEvent>({
    customerId: id,
    at: instantField(rowContext(zone)),
    userId: optional(id),
    feature: optional(text),
    durationSeconds: optional(seconds),
    count: optional(count),
  }),
);

export const signUpKind = perZone((zone) => rowKind<SignUp>({ customerId: id, at: instantField(rowContext(zone)) }));
