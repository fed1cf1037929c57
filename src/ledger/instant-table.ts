import { parseDay, startOfExistingDay, toEpoch } from '../calendar/instant.ts';
import type { Zone } from '../calendar/zone.ts';

/** The distinct instants of a ledger. While rows are read each has a provisional code, in order of first sight. */
export interface InstantTable {
  /** Epoch milliseconds by provisional code. */
  readonly epochs: readonly number[];
  /** The code of a value, or -1 when it is not an instant. */
  codeOf(value: unknown): number;
  codeOfEpoch(epoch: number): number;
}

export function instantTable(zone: Zone): InstantTable {
  const epochs: number[] = [];
  const byEpoch = new Map<number, number>();
  // Days have a table of their own: small whole keys are found several times faster than 13-digit epochs.
  const byDay = new Map<number, number>();

  function codeOfEpoch(epoch: number): number {
    let code = byEpoch.get(epoch);
    if (code === undefined) {
      code = epochs.push(epoch) - 1;
      byEpoch.set(epoch, code);
    }
    return code;
  }

  function codeOfDay(day: number): number {
    let code = byDay.get(day);
    if (code === undefined) {
      const start = startOfExistingDay(day, zone);
      if (Number.isNaN(start)) return -1;
      code = codeOfEpoch(start);
      byDay.set(day, code);
    }
    return code;
  }

  return {
    epochs,
    codeOfEpoch,
    codeOf(value) {
      if (typeof value === 'string') {
        const day = parseDay(value);
        if (!Number.isNaN(day)) return codeOfDay(day);
      }
      const epoch = toEpoch(value, zone);
      return Number.isNaN(epoch) ? -1 : codeOfEpoch(epoch);
    },
  };
}

/** The instants in order, and for each provisional code its place among them. */
export function sortInstants({ epochs, codeOfEpoch }: InstantTable): { instants: Float64Array; places: Uint32Array } {
  const instants = Float64Array.from(epochs).sort();
  const places = new Uint32Array(instants.length);
  for (let place = 0; place < instants.length; place += 1) places[codeOfEpoch(instants[place] as number)] = place;
  return { instants, places };
}
