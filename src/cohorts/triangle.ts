import { add, keyedSums, type Rational } from '../exact/index.ts';
import type { Amounts, CompiledLedger } from '../ledger/query.ts';
import { addSum, addUnits, unitSums, unitsAt } from '../table/index.ts';
import { bookExcess, type MixedSums, type WorthAt } from './excess.ts';
import type { Ages } from './grid.ts';

/** What a triangle is made of, by cohort or by cell: `cohort * ages + age`. Amounts are by currency, in local money. */
export interface Triangle {
  readonly sizes: Uint32Array;
  /** By cell, how many of the cohort pay. */
  readonly customers: Int32Array;
  /** What members of a cohort paid first. */
  initial(cohort: number): readonly Rational[];
  /** What they pay. */
  amounts(cell: number): readonly Rational[];
  /** What any of them pays more than at first, but for `mixed`. */
  excess(cell: number): readonly Rational[];
  /** That of members with several currencies, in the reporting currency at the exchange rates of the cell's end. */
  mixed(cell: number): Rational;
}

/** One pass over the ledger: what changes in each cell, and then, age by age, what it has come to. */
export function triangleOf(ledger: CompiledLedger, grid: Ages, worthAt: WorthAt): Triangle {
  const currencies = Math.max(1, ledger.currencies.length);
  const { cohorts, ages } = grid;
  const cells = cohorts * ages;
  const sizes = new Uint32Array(cohorts);
  const customers = new Int32Array(cells);
  // What is more than at first, and where members start, stand behind the cells, so that they are summed in the same way.
  const sums = exactSums(currencies, 2 * cells + cohorts);
  const mixed = keyedSums<number>();
  bookScaled(ledger, grid, sizes, customers, sums);
  bookRational(ledger, grid, sizes, customers, sums, { byCell: mixed, worthAt });
  for (let cell = 0; cell < cells; cell += 1) {
    if (cell % ages !== 0) customers[cell] = (customers[cell] as number) + (customers[cell - 1] as number);
  }
  sums.accumulate(2 * cells, ages);
  return {
    sizes,
    customers,
    initial: (cohort) => sums.at(2 * cells + cohort, ledger.unit),
    amounts: (cell) => sums.at(cell, ledger.unit),
    excess: (cell) => sums.at(cells + cell, ledger.unit),
    mixed: mixed.get,
  };
}

/** Signed sums by currency and slot: floats until they could lose a digit, and fractions for what is no whole number of units. */
function exactSums(currencies: number, slots: number) {
  const sums = unitSums(currencies * slots);
  const others = new Map<number, Rational>();
  const addOther = (at: number, amount: Rational) => {
    const known = others.get(at);
    others.set(at, known === undefined ? amount : add(known, amount));
  };
  return {
    addUnits(currency: number, slot: number, units: number): void {
      addUnits(sums, currency * slots + slot, units);
    },
    add(currency: number, slot: number, amount: Rational): void {
      addOther(currency * slots + slot, amount);
    },
    /** Adds to each slot the one before it, in rows of so many, up to a slot. */
    accumulate(end: number, row: number): void {
      for (let currency = 0; currency < currencies; currency += 1) {
        for (let slot = 1; slot < end; slot += 1) {
          if (slot % row === 0) continue;
          const at = currency * slots + slot;
          addSum(sums, at - 1, sums, at);
          const other = others.get(at - 1);
          if (other !== undefined) addOther(at, other);
        }
      }
    },
    /** By currency. */
    at(slot: number, unit: bigint): Rational[] {
      const amounts: Rational[] = [];
      for (let at = slot; at < currencies * slots; at += slots) {
        const units = { n: unitsAt(sums, at), d: unit };
        const other = others.get(at);
        amounts.push(other === undefined || other.n === 0n ? units : add(units, other));
      }
      return amounts;
    },
  };
}

type Sums = ReturnType<typeof exactSums>;

function bookScaled(
  { scaled: { offsets, places, levels }, currencyOf }: CompiledLedger,
  { cohorts, ages, cohortOf, ageOf }: Ages,
  sizes: Uint32Array,
  customers: Int32Array,
  sums: Sums,
): void {
  const cells = cohorts * ages;
  for (let entity = 0; entity + 1 < offsets.length; entity += 1) {
    const first = offsets[entity] as number;
    const end = offsets[entity + 1] as number;
    if (first === end) continue;
    const firstPlace = places[first] as number;
    const cohort = cohortOf(firstPlace, entity);
    if (cohort < 0) continue;
    const currency = currencyOf === null ? 0 : (currencyOf[entity] as number);
    sizes[cohort] = (sizes[cohort] as number) + 1;
    const cap = levels[first] as number;
    sums.addUnits(currency, 2 * cells + cohort, cap);
    let level = 0;
    for (let step = first; step < end; step += 1) {
      const age = ageOf(firstPlace, places[step] as number);
      if (age >= ages) break;
      const cell = cohort * ages + age;
      const to = levels[step] as number;
      sums.addUnits(currency, cell, to - level);
      if (to > cap || level > cap) sums.addUnits(currency, cells + cell, Math.max(to, cap) - Math.max(level, cap));
      if (level === 0) customers[cell] = (customers[cell] as number) + 1;
      else if (to === 0) customers[cell] = (customers[cell] as number) - 1;
      level = to;
    }
  }
}

/** The same for entities that are kept as fractions. */
function bookRational(
  ledger: CompiledLedger,
  grid: Ages,
  sizes: Uint32Array,
  customers: Int32Array,
  sums: Sums,
  mixed: MixedSums,
): void {
  const { offsets, places, levels, changes } = ledger.rational;
  const { cohorts, ages, cohortOf, ageOf } = grid;
  const cells = cohorts * ages;
  const add = (slot: number, step: number) => {
    for (const [currency, change] of (changes[step] as Amounts).entries()) {
      if (change !== null) sums.add(currency, slot, change);
    }
  };
  for (let entity = 0; entity + 1 < offsets.length; entity += 1) {
    const first = offsets[entity] as number;
    const end = offsets[entity + 1] as number;
    const cohort = first === end ? -1 : cohortOf(places[first] as number, entity);
    if (cohort < 0) continue;
    sizes[cohort] = (sizes[cohort] as number) + 1;
    add(2 * cells + cohort, first);
    bookExcess(ledger, grid, entity, (currency, cell, change) => sums.add(currency, cells + cell, change), mixed);
    for (let step = first; step < end; step += 1) {
      const age = ageOf(places[first] as number, places[step] as number);
      if (age >= ages) break;
      const cell = cohort * ages + age;
      add(cell, step);
      if (step === first || levels[step - 1] === 0) customers[cell] = (customers[cell] as number) + 1;
      else if (levels[step] === 0) customers[cell] = (customers[cell] as number) - 1;
    }
  }
}
