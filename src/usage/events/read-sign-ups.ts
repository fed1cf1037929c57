import { instantOf, instantReader } from '../../activity/open.ts';
import type { Zone } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import { isRecord, readId } from '../../read/index.ts';
import { type IdTable, idTable } from '../../table/index.ts';
import type { SignUp } from './usage-event.ts';

/** The first sign-up of each customer. */
export interface ReadSignUps {
  readonly customers: IdTable;
  /** Epoch milliseconds by customer. */
  readonly at: readonly number[];
  /** The rows of it, several at one instant. */
  readonly first: readonly (readonly number[])[];
}

/** Checks every sign-up. Of several of one customer the earliest counts. */
export function readSignUps(signUps: readonly SignUp[], zone: Zone): ReadSignUps {
  if (!Array.isArray(signUps)) reject('INVALID_TYPE', 'signUps', 'be an array of sign-ups', signUps);
  const readInstant = instantReader(zone);
  const customers = idTable();
  const at: number[] = [];
  const first: number[][] = [];
  for (let index = 0; index < signUps.length; index += 1) {
    const signUp = signUps[index] as SignUp;
    const path = `signUps[${index}]`;
    if (!isRecord(signUp)) reject('INVALID_TYPE', path, 'be an object', signUp);
    const customerId = readId(signUp.customerId, `${path}.customerId`);
    const epoch = instantOf(readInstant, signUp.at, 'signUps', index, 'at');
    const code = customers.codeOf(customerId);
    if (epoch === at[code]) first[code]?.push(index);
    else if (!(epoch > (at[code] as number))) {
      at[code] = epoch;
      first[code] = [index];
    }
  }
  return { customers, at, first };
}
