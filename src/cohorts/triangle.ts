import { add, keyedSums, type Rational } from '../exact/index.ts';
import type { Amounts, CompiledLedger } from '../ledger/query.ts';
import { addUnits, unitSums, unitsAt } from '../table/index.ts';

/** In which cohort an entity is, and in which age a step of it is first seen. */
export interface Ages {
  readonly cohorts: number;
  readonly ages: number;
  /** The cohort of those who first pay at a place among the instants, or -1 for one that is not asked for. */
  cohortOf(place: number): number;
  /** The first age at whose end a step shows; `ages` or more where none does. */
  ageOf(firstPlace: number, place: number): number;
}

/** What a triangle is made of, by cell: `cohort * ages + age`. */
export interface Triangle {
  /** By cohort. */
  readonly sizes: Uint32Array;
  /** By cohort, what its members paid first, by currency. */
  readonly initial: readonly (readonly Rational[])[];
  /** By cell, how many of the cohort pay. */
  readonly customers: Int32Array;
  /** By cell, what they pay, by currency in local money. */
  readonly amounts: readonly (readonly Rational[])[];
}

/** One pass over the ledger: what changes in each cell, and then, age by age, what it has come to. */
export function triangleOf(ledger: CompiledLedger, ages: Ages): Triangle {
  const currencies = Math.max(1, ledger.currencies.length);
  const cells = ages.cohorts * ages.ages;
  const sizes = new Uint32Array(ages.cohorts);
  const customers = new Int32Array(cells);
  // Where members start stands behind the cells, so that it is summed in the same way.
  const sums = exactSums(currencies, cells + ages.cohorts);
  bookScaled(ledger, ages, sizes, customers, sums);
  bookRational(ledger, ages, sizes, customers, sums);
  const totals = sums.totals(ledger.unit);
  const amounts = totals.map((ofCurrency) => ofCurrency.slice(0, cells));
  for (let cohort = 0; cohort < ages.cohorts; cohort += 1) {
    for (let cell = cohort * ages.ages + 1; cell < (cohort + 1) * ages.ages; cell += 1) {
      customers[cell] = (customers[cell] as number) + (customers[cell - 1] as number);
      for (const own of amounts) own[cell] = add(own[cell] as Rational, own[cell - 1] as Rational);
    }
  }
  const byCell = (columns: readonly (readonly Rational[])[], count: number) =>
    Array.from({ length: count }, (_, at) => columns.map((column) => column[at] as Rational));
  return {
    sizes,
    initial: byCell(
      totals.map((ofCurrency) => ofCurrency.slice(cells)),
      ages.cohorts,
    ),
    customers,
    amounts: byCell(amounts, cells),
  };
}

/** Signed sums by currency and slot: floats until they could lose a digit, and fractions for what is no whole number of units. */
function exactSums(currencies: number, slots: number) {
  const sums = unitSums(currencies * slots);
  const others = keyedSums<number>();
  return {
    addUnits(currency: number, slot: number, units: number): void {
      addUnits(sums, currency * slots + slot, units);
    },
    add(currency: number, slot: number, amount: Rational): void {
      others.add(currency * slots + slot, amount);
    },
    totals(unit: bigint): Rational[][] {
      const total = (at: number): Rational => {
        const units = { n: unitsAt(sums, at), d: unit };
        const other = others.get(at);
        return other.n === 0n ? units : add(units, other);
      };
      return Array.from({ length: currencies }, (_, currency) =>
        Array.from({ length: slots }, (__, slot) => total(currency * slots + slot)),
      );
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
  for (let entity = 0; entity + 1 < offsets.length; entity += 1) {
    const first = offsets[entity] as number;
    const end = offsets[entity + 1] as number;
    if (first === end) continue;
    const firstPlace = places[first] as number;
    const cohort = cohortOf(firstPlace);
    if (cohort < 0) continue;
    const currency = currencyOf === null ? 0 : (currencyOf[entity] as number);
    sizes[cohort] = (sizes[cohort] as number) + 1;
    sums.addUnits(currency, cohorts * ages + cohort, levels[first] as number);
    let level = 0;
    for (let step = first; step < end; step += 1) {
      const age = ageOf(firstPlace, places[step] as number);
      if (age >= ages) break;
      const cell = cohort * ages + age;
      const to = levels[step] as number;
      sums.addUnits(currency, cell, to - level);
      if (level === 0) customers[cell] = (customers[cell] as number) + 1;
      else if (to === 0) customers[cell] = (customers[cell] as number) - 1;
      level = to;
    }
  }
}

/** The same for entities that are kept as fractions. */
function bookRational(
  ledger: CompiledLedger,
  { cohorts, ages, cohortOf, ageOf }: Ages,
  sizes: Uint32Array,
  customers: Int32Array,
  sums: Sums,
): void {
  const { offsets, places, levels, changes } = ledger.rational;
  const add = (slot: number, step: number) => {
    for (const [currency, change] of (changes[step] as Amounts).entries()) {
      if (change !== null) sums.add(currency, slot, change);
    }
  };
  for (let entity = 0; entity + 1 < offsets.length; entity += 1) {
    const first = offsets[entity] as number;
    const end = offsets[entity + 1] as number;
    const cohort = first === end ? -1 : cohortOf(places[first] as number);
    if (cohort < 0) continue;
    sizes[cohort] = (sizes[cohort] as number) + 1;
    add(cohorts * ages + cohort, first);
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
