import type { Steps } from '../../ledger/query.ts';
import { getOrAdd } from '../../table/index.ts';
import { kindCount } from './kinds.ts';
import type { WalkedSteps } from './plain-walk.ts';
import { regrouped, type SegmentSums, segmentSums } from './segment-sums.ts';
import { bookPair, slide } from './slide.ts';
import { type Chain, type Sliding, slidingBy } from './tracks.ts';

// Which steps of a customer meet in a period hardly depends on the periods: in years, all that are less than 365 days apart, and none that
// are 366 days apart. What netting the former changes is summed once, by the instants at which they come in and go out.

/** What netting changes in all periods of about one length. */
export interface KeptNettings {
  /** By steps that meet in all of these periods, as differences along `sliding`. */
  readonly sums: SegmentSums;
  readonly sliding: Sliding;
  /** By two steps that meet in some of them: the entity, the earlier and the later step, three numbers each. */
  readonly pairs: Uint32Array;
  /** The entities that have too many such pairs, of which nothing is kept. */
  readonly crowded: readonly number[];
}

/** More pairs than this for each step of an entity are too many. */
const mostPairs = 8;

/** With more lengths of periods than this, what is kept takes more memory than it is worth. */
export const mostKept = 8;

const known = /* @__PURE__ */ new WeakMap<Steps, Map<number, KeptNettings>>();

/** Lengths in milliseconds that are kept together: months of 28 to 31 days are, and so are quarters and years. */
export function classOf(length: number): number {
  return Math.floor(Math.log2(length) * 6);
}

/** What is kept for a class of lengths, which is made where there is nothing yet. */
export function keptFor(walked: WalkedSteps, ofClass: number): KeptNettings {
  const ofSteps = getOrAdd(known, walked.steps, () => new Map<number, KeptNettings>());
  return getOrAdd(ofSteps, ofClass, () => {
    if (ofSteps.size === mostKept) ofSteps.clear();
    // The bounds of the class, rounded outwards: no length is beyond them, whatever a power may be rounded to.
    return keep(walked, Math.floor(2 ** (ofClass / 6)), Math.ceil(2 ** ((ofClass + 1) / 6)));
  });
}

function keep(walked: WalkedSteps, nearer: number, within: number): KeptNettings {
  const { steps, instants, currencies } = walked;
  const { offsets } = steps;
  const sliding = slidingBy(nearer, instants);
  const sums = segmentSums(2 * instants.length, currencies);
  const pairs: number[] = [];
  const crowded: number[] = [];
  for (let entity = 0; entity + 1 < offsets.length; entity += 1) {
    const count = (offsets[entity + 1] as number) - (offsets[entity] as number);
    if (count < 2) continue;
    const before = pairs.length;
    const most = before + 3 * mostPairs * count;
    addPairs(pairs, walked, entity, nearer, within, most);
    if (pairs.length <= most) slide(sums, walked, entity, sliding);
    else {
      pairs.length = before;
      crowded.push(entity);
    }
  }
  return { sums, sliding, pairs: Uint32Array.from(pairs), crowded };
}

/** Adds each two steps that are at least so long apart, and less than so long; stops where there are too many. */
function addPairs(
  pairs: number[],
  { steps, instants }: WalkedSteps,
  entity: number,
  nearer: number,
  within: number,
  most: number,
): void {
  const { offsets, places } = steps;
  let first = offsets[entity] as number;
  for (let y = first + 1; y < (offsets[entity + 1] as number) && pairs.length <= most; y += 1) {
    const at = instants[places[y] as number] as number;
    while (at - (instants[places[first] as number] as number) >= within) first += 1;
    for (let x = first; at - (instants[places[x] as number] as number) >= nearer; x += 1) pairs.push(entity, x, y);
  }
}

/** What netting changes in each period of a chain, whose lengths are those kept, as the difference from the period before. */
export function keptNettings(walked: WalkedSteps, chain: Chain, ofClass: number): SegmentSums {
  const kept = keptFor(walked, ofClass);
  const { instants, steps, currencies } = walked;
  const { begun, ended, positions } = chain;
  const slotOf = new Uint32Array(2 * instants.length);
  for (let place = 0; place < instants.length; place += 1) {
    slotOf[(kept.sliding.begun[place] as number) / kindCount] = begun[place] as number;
    slotOf[(kept.sliding.ended[place] as number) / kindCount] = ended[place] as number;
  }
  const sums = regrouped(kept.sums, slotOf, positions.length + 1, currencies);
  const { pairs, crowded } = kept;
  for (let i = 0; i < pairs.length; i += 3) {
    const [entity, x, y] = [pairs[i] as number, pairs[i + 1] as number, pairs[i + 2] as number];
    const from = ended[steps.places[y] as number] as number;
    const to = begun[steps.places[x] as number] as number;
    if (from >= to) continue;
    bookPair(sums, walked, entity, x, y, from, 1);
    bookPair(sums, walked, entity, x, y, to, -1);
  }
  for (const entity of crowded) slide(sums, walked, entity, chain);
  return sums;
}
