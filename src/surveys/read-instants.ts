import { dateKey, rejectInstant, toEpoch, type Zone } from '../calendar/open.ts';
import { reject } from '../errors.ts';

/** The instants at which answers were given, in epoch milliseconds. */
export function readInstants(responses: readonly unknown[], zone: Zone): Float64Array {
  const instants = new Float64Array(responses.length);
  // A date is looked up in the calendar of the zone once, however many answers were given on it.
  const days = new Map<number, number>();
  for (let index = 0; index < responses.length; index += 1) {
    const response = responses[index] as { readonly at?: unknown };
    if (typeof response !== 'object' || response === null) {
      reject('INVALID_TYPE', `responses[${index}]`, 'be an object with its `at`', response);
    }
    const { at } = response;
    const key = typeof at === 'string' ? dateKey(at) : -1;
    const known = key < 0 ? undefined : days.get(key);
    const instant = known ?? toEpoch(at, zone);
    if (Number.isNaN(instant)) rejectInstant(at, `responses[${index}].at`);
    if (key >= 0 && known === undefined) days.set(key, instant);
    instants[index] = instant;
  }
  return instants;
}
