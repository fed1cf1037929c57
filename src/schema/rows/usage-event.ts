import type * as z from 'zod';
import type { SignUp, UsageEvent } from '../../usage/open.ts';
import { about, optional, type RowInternals, type RowShape } from '../fields/field.ts';
import { finiteNumber, text, wholeNumber } from '../fields/plain-fields.ts';
import { id, instantField, rowContext } from '../fields/shared-fields.ts';
import { perZone, rowKind } from './row-kind.ts';

/** The schema of a usage event. */
export interface UsageEventSchema extends z.ZodObject<RowShape<UsageEvent>> {
  _zod: RowInternals<UsageEvent>;
}

/** The schema of a sign-up. */
export interface SignUpSchema extends z.ZodObject<RowShape<SignUp>> {
  _zod: RowInternals<SignUp>;
}

/** As the usage functions have it: thirty years. More is surely milliseconds. */
const longestSeconds = 1e9;
const seconds = finiteNumber(0, longestSeconds, `be a number of seconds from 0 to ${longestSeconds}`);
const count = wholeNumber(1, 2 ** 52, 'be a whole number from 1 on');

export const usageEventKind = perZone((zone) =>
  rowKind<UsageEvent>({
    customerId: about('The customer that used the product.', id),
    at: about('When it was used.', instantField(rowContext(zone))),
    userId: about('The user of the customer.', optional(id)),
    feature: about('What was used.', optional(text)),
    durationSeconds: about('How long it was used, in seconds.', optional(seconds)),
    count: about('How many events the row stands for; 1 if missing.', optional(count)),
  }),
);

export const signUpKind = perZone((zone) =>
  rowKind<SignUp>({
    customerId: about('The customer that signed up.', id),
    at: about('When it signed up.', instantField(rowContext(zone))),
  }),
);
