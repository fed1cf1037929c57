import type { Billed } from './lives.ts';

// Risks are estimated by class: how a customer is billed and whether a bill is due, how long it has stayed, and how much it pays.

/** Where the bands of age begin, in periods since the customer came (or came back). */
const ages: readonly number[] = [1, 2, 3, 4, 7, 13, 25, 37];
/** Where the wider bands of age begin by which expansion and contraction are told apart. */
const wideAges: readonly number[] = [1, 4, 13];
/** Where the kinds of cycle begin, in periods: each period, quarters, half years, years, longer. */
const cycles: readonly number[] = [1, 2, 5, 9, 19];
/** Where the bands begin of how long a customer has been gone. */
const gaps: readonly number[] = [1, 2, 3, 4, 7, 13];

/** After so many periods a customer who is gone does not come back. */
export const longestGap = 24;
/** Customers by what they pay, beside the median of those who pay at `from`. */
export const sizes = 6;
/** How far apart sizes are, in doublings, and which of them begins at the median. */
const doublings = 1.5;
const middleSize = 2;

export function sizeBeside(median: number, level: number): number {
  const size = middleSize + Math.floor(Math.log2(level / median) / doublings);
  return Math.min(Math.max(size, 0), sizes - 1);
}

/** A bill is due in the period, in the next one (for rows that end a day early), or in neither. */
const phases = 3;

export const cycleKinds = cycles.length;
const groupCount = cycles.length * phases;
export const churnClasses = groupCount * ages.length * sizes;
export const changeClasses = groupCount * wideAges.length * sizes;
export const gapClasses = gaps.length * sizes;

function bandOf(starts: readonly number[], value: number): number {
  let band = starts.length - 1;
  while (band > 0 && value < (starts[band] as number)) band -= 1;
  return band;
}

export const cycleKindOf = (cycle: number) => bandOf(cycles, cycle);
/** How much somebody paid who is gone is no matter. */
export const gapClassOf = (gap: number) => bandOf(gaps, gap) * sizes;

function phaseOf({ cycle, anchor }: Billed, slot: number): number {
  const since = (((slot - anchor) % cycle) + cycle) % cycle;
  if (since === 0) return 0;
  return since === cycle - 1 && cycle > 2 ? 1 : 2;
}

/** The class of the risk to leave in a period. By bills, age is the number of them; off a due date it is no matter. */
export function churnClassOf(billed: Billed, slot: number, age: number, size: number): number {
  const { cycle } = billed;
  const phase = phaseOf(billed, slot);
  const band = cycle === 1 ? bandOf(ages, age) : phase === 0 ? Math.min(Math.round(age / cycle), 3) : 0;
  return ((cycleKindOf(cycle) * phases + phase) * ages.length + band) * sizes + size;
}

/** The class of the chances to pay more, or less, after a period. */
export function changeClassOf(billed: Billed, slot: number, age: number, size: number): number {
  const group = cycleKindOf(billed.cycle) * phases + phaseOf(billed, slot);
  return (group * wideAges.length + bandOf(wideAges, age)) * sizes + size;
}

/** Classes of a group share what little each of them knows. */
export const bandOfClass = (place: number) => Math.floor(place / sizes);
/** How many bands of age the groups have, by what is counted. */
export const churnBands = ages.length;
export const changeBands = wideAges.length;
export const gapBands = gaps.length;

/** Whether a bill is due in a group, and how many periods a cycle of it has at least. */
export const isDueGroup = (group: number) => group % phases === 0;
export const cycleOfGroup = (group: number) => cycles[Math.floor(group / phases)] as number;

/** An age from which on, every whole number of cycles later, the classes of all later periods are the same. */
export function settledAge(age: number, cycle: number): number {
  const last = cycle === 1 ? (ages.at(-1) as number) : Math.max(3 * cycle, 13);
  return age <= last ? age : last + ((age - last) % cycle);
}
