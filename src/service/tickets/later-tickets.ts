import { firstAfter, outside, sortRange } from '../../activity/open.ts';
import { groupBy } from '../../table/index.ts';

/** When each customer opened tickets, so that the next one after an instant is found without a walk over all. */
export interface LaterTickets {
  /** Notes a ticket; tickets that are never noted were not opened yet. `channel` where only the same one counts. */
  note(row: number, openedAt: number, customerId: string, channel: string | undefined): void;
  /** Call once all are noted. Gives the first instant after another at which the customer of a ticket opened one, or Infinity. */
  search(): (row: number, instant: number) => number;
}

/** More customers than a Map can hold stay below this, so that customer and channel fit in one number. */
const customerLimit = 2 ** 32;

export function laterTickets(rows: number, sameChannel: boolean): LaterTickets {
  const customers = new Map<string, number>();
  const channels = new Map<string | undefined, number>();
  const groups = new Map<number, number>();
  const codes = new Uint32Array(rows).fill(outside);
  const opened = new Float64Array(rows);

  function groupOf(customerId: string, channel: string | undefined): number {
    const customer = codeOf(customers, customerId);
    return sameChannel ? codeOf(groups, codeOf(channels, channel) * customerLimit + customer) : customer;
  }

  return {
    note(row, openedAt, customerId, channel) {
      codes[row] = groupOf(customerId, channel);
      opened[row] = openedAt;
    },
    search() {
      const { order, offsets } = groupBy(codes, sameChannel ? groups.size : customers.size);
      const times = new Float64Array(order.length);
      for (let place = 0; place < times.length; place += 1) times[place] = opened[order[place] as number] as number;
      for (let group = 0; group + 1 < offsets.length; group += 1) {
        sortRange(times, offsets[group] as number, offsets[group + 1] as number);
      }
      return (row, instant) => {
        const group = codes[row] as number;
        return firstAfter(times, offsets[group] as number, offsets[group + 1] as number, instant);
      };
    },
  };
}

function codeOf<Key>(codes: Map<Key, number>, key: Key): number {
  let code = codes.get(key);
  if (code === undefined) {
    code = codes.size;
    codes.set(key, code);
  }
  return code;
}
