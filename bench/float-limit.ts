import type { Period } from 'tenure';
import type { CompiledLedger } from '../src/ledger/levels/compile.ts';

/** A ledger's columns, with levels in money. */
export interface FloatColumns {
  readonly instants: Float64Array;
  readonly offsets: Uint32Array;
  readonly places: Uint32Array;
  readonly levels: Float64Array;
}

export function floatColumns({ instants, unit, scaled, rational }: CompiledLedger): FloatColumns {
  if (rational.places.length > 0) throw new Error('the limit knows scaled levels only');
  const { offsets, places, levels } = scaled;
  return { instants, offsets, places, levels: levels.map((level) => level / Number(unit)) };
}

export const new_ = 0;
export const reactivation = 1;
export const expansion = 2;
export const contraction = 3;
export const churn = 4;
export const stride = 5;

/**
 * The least work that answers the question: every step read once, netted within its month where wanted, its change added to a float. Nothing is
 * counted, nothing exact, no statement made. `stride` sums a segment: 2i + 1 is the i-th month, even ones lie between months.
 */
export function floatMovements(
  { instants, offsets, places, levels }: FloatColumns,
  months: readonly Period[],
  booking: 'net' | 'event',
) {
  const nets = booking === 'net';
  const slotOf = slots(instants, months);
  const sums = new Float64Array((months.length * 2 + 1) * stride);
  const customers = offsets.length - 1;
  let step = 0;
  for (let customer = 0; customer < customers; customer += 1) {
    const end = offsets[customer + 1] as number;
    let level = 0;
    let paidBefore = new_;
    while (step < end) {
      const slot = slotOf[places[step] as number] as number;
      step += 1;
      if (nets) while (step < end && slotOf[places[step] as number] === slot) step += 1;
      const to = levels[step - 1] as number;
      const change = to - level;
      if (change > 0) {
        const at = slot + (level === 0 ? paidBefore : expansion);
        sums[at] = (sums[at] as number) + change;
      } else if (change < 0) {
        const at = slot + (to === 0 ? churn : contraction);
        sums[at] = (sums[at] as number) - change;
      }
      level = to;
      paidBefore = reactivation;
    }
  }
  return sums;
}

/** The first sum of each instant's segment. Months are in order and do not overlap. */
function slots(instants: Float64Array, months: readonly Period[]): Uint32Array {
  const bounds = months.flatMap(({ start, end }) => [start.getTime(), end.getTime()]);
  const slotOf = new Uint32Array(instants.length);
  let segment = 0;
  for (let place = 0; place < instants.length; place += 1) {
    while (segment < bounds.length && (bounds[segment] as number) <= (instants[place] as number)) segment += 1;
    slotOf[place] = segment * stride;
  }
  return slotOf;
}
