import { rejectInstant, type Zone } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import { checkText, isRecord } from '../../read/index.ts';
import { type IdTable, idTable } from '../../table/index.ts';
import { instantReader } from './instant-reader.ts';
import type { SignUp } from './usage-event.ts';

/** The first sign-up of each customer. */
export interface ReadSignUps {
  readonly customers: IdTable;
  /** Epoch milliseconds by customer. */
  readonly at: readonly number[];
}

/** Checks every sign-up. A customer that is there twice signed up at the earlier one. */
export function readSignUps(signUps: readonly SignUp[], zone: Zone): ReadSignUps {
  if (!Array.isArray(signUps)) reject('INVALID_TYPE', 'signUps', 'be an array of sign-ups', signUps);
  const epochOf = instantReader(zone);
  const customers = idTable();
  const at: number[] = [];
  for (let index = 0; index < signUps.length; index += 1) {
    const signUp = signUps[index] as SignUp;
    const path = `signUps[${index}]`;
    if (!isRecord(signUp)) reject('INVALID_TYPE', path, 'be an object', signUp);
    const customerId = checkText(signUp.customerId, `${path}.customerId`);
    const epoch = epochOf(signUp.at);
    if (Number.isNaN(epoch)) rejectInstant(signUp.at, `${path}.at`);
    const code = customers.codeOf(customerId);
    at[code] = Math.min(at[code] ?? epoch, epoch);
  }
  return { customers, at };
}
