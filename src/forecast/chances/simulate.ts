import { kinds } from '../../movements/open.ts';
import type { Book, Bridges, Stratum } from '../known/book.ts';
import {
  changeClasses,
  changeClassOf,
  churnClasses,
  churnClassOf,
  gapClasses,
  gapClassOf,
  longestGap,
} from '../known/classes.ts';
import type { History } from '../known/history.ts';
import type { Billed } from '../known/lives.ts';
import type { Arriving } from '../new-business.ts';
import { binomialDraw, gammaDraw } from './distributions.ts';
import { factorTable } from './factors.ts';
import type { Random } from './random.ts';
import { highestChance, type LikelyRates } from './rates.ts';

/** What is kept of each simulation, by `period * simulations + simulation`. */
export interface Simulated extends Bridges {
  readonly closing: Float64Array;
  /** The part of the closing MRR that customers from new business pay. */
  readonly newBusiness: Float64Array;
}

export interface Simulation {
  readonly book: Book;
  readonly history: History;
  readonly rates: LikelyRates;
  readonly arriving: Arriving;
  readonly periods: number;
  readonly simulations: number;
}

/** The pairs of classes that are met, numbered, so that a simulation works out each of them once. */
function pairTable() {
  const churn: number[] = [];
  const change: number[] = [];
  const known = new Map<number, number>();
  return {
    churn,
    change,
    pairOf(billed: Billed, slot: number, age: number, size: number): number {
      const [risk, chance] = [churnClassOf(billed, slot, age, size), changeClassOf(billed, slot, age, size)];
      const key = risk * changeClasses + chance;
      const pair = known.get(key);
      if (pair !== undefined) return pair;
      known.set(key, churn.length);
      change.push(chance);
      return churn.push(risk) - 1;
    },
  };
}

/** Draws by how much several changes multiply what is paid, in all: the sum of their factors. */
function factorSums(table: Float64Array) {
  const size = table.length;
  const mean = size === 0 ? 1 : table.reduce((sum, factor) => sum + factor, 0) / size;
  const spread = size === 0 ? 0 : Math.sqrt(table.reduce((sum, factor) => sum + (factor - mean) ** 2, 0) / size);
  const few = 24;
  return (random: Random, count: number): number => {
    if (size === 0) return count;
    if (count > few) return Math.max(0, count * mean + random.normal() * spread * Math.sqrt(count));
    let sum = 0;
    for (let i = 0; i < count; i += 1) sum += table[Math.floor(random.uniform() * size)] as number;
    return sum;
  };
}

/** Customers as counts per stratum: how many of them leave, grow and shrink is drawn for all at once. */
export function simulate(asked: Simulation, random: Random): Simulated {
  const { book, history, rates, arriving, periods, simulations } = asked;
  const { strata, certain, gone } = book;
  const { mixes } = arriving;
  const pairs = pairTable();
  const pairsOf = strata.map((stratum) => pairsOfStratum(stratum, periods, pairs.pairOf));
  const mixPairs = mixes.map(({ cycle, level }) => {
    const size = book.sizeOf(level);
    return Uint32Array.from({ length: periods }, (_, age) => pairs.pairOf({ cycle, anchor: 0 }, age, age, size));
  });
  const usedChurn = distinct(pairs.churn);
  const usedChange = distinct(pairs.change);
  const gaps = distinct(Array.from({ length: longestGap }, (_, gap) => gapClassOf(gap + 1)));
  const sums = {
    grown: factorSums(factorTable(history.expansions)),
    shrunk: factorSums(factorTable(history.contractions)),
    returned: factorSums(factorTable(history.returned)),
  };
  const column = () => new Float64Array(periods * simulations);
  const simulated: Simulated = {
    new: column(),
    reactivation: column(),
    expansion: column(),
    contraction: column(),
    churn: column(),
    closing: column(),
    newBusiness: column(),
  };
  const [risks, more, less, back] = [churnClasses, changeClasses, changeClasses, gapClasses].map(
    (classes) => new Float64Array(classes),
  ) as [Float64Array, Float64Array, Float64Array, Float64Array];
  const pairCount = pairs.churn.length;
  const leave = new Float64Array(pairCount);
  const grow = new Float64Array(pairCount);
  const shrink = new Float64Array(pairCount);
  const move = new Float64Array(pairCount);
  const stay = new Float64Array(pairCount);
  const customers = new Float64Array(strata.length);
  const mrr = new Float64Array(strata.length);
  // New business, and then those who came back, by period and mix.
  const cohorts = periods * mixes.length;
  const cohortCustomers = new Float64Array(2 * cohorts);
  const cohortMrr = new Float64Array(2 * cohorts);
  const goneCustomers = new Float64Array(gone.customers.length);
  const goneMrr = new Float64Array(gone.mrr.length);
  const moved = { new: 0, reactivation: 0, expansion: 0, contraction: 0, churn: 0 };
  let [left, leftMrr, restMrr] = [0, 0, 0];

  function setChances(shock: number): void {
    for (let pair = 0; pair < pairCount; pair += 1) {
      const risk = Math.min(
        (risks[pairs.churn[pair] as number] as number) * shock,
        Math.max(highestChance, risks[pairs.churn[pair] as number] as number),
      );
      const chance = more[pairs.change[pair] as number] as number;
      leave[pair] = risk;
      grow[pair] = (1 - risk) * chance;
      shrink[pair] = (1 - risk) * (1 - chance) * (less[pairs.change[pair] as number] as number);
      move[pair] = Math.min(1, risk + (grow[pair] as number) + (shrink[pair] as number));
      stay[pair] = Math.log1p(-(move[pair] as number));
    }
  }

  /** One period of some customers who are alike; what becomes of them is left in `left`, `leftMrr` and `restMrr`. */
  function pass(count: number, paid: number, pair: number): void {
    left = 0;
    leftMrr = 0;
    restMrr = paid;
    const chance = move[pair] as number;
    const moving = binomialDraw(random, count, chance, stay[pair] as number);
    if (moving === 0) return;
    const level = paid / count;
    const changing = (grow[pair] as number) + (shrink[pair] as number);
    left = binomialDraw(random, moving, (leave[pair] as number) / chance);
    leftMrr = left === count ? paid : left * level;
    moved.churn += leftMrr;
    restMrr = left === count ? 0 : paid - leftMrr;
    if (moving === left) return;
    const growing = binomialDraw(random, moving - left, (grow[pair] as number) / changing);
    if (growing > 0) {
      const gain = Math.max(0, (sums.grown(random, growing) - growing) * level);
      moved.expansion += gain;
      restMrr += gain;
    }
    const shrinking = moving - left - growing;
    if (shrinking > 0) {
      const loss = Math.min(Math.max(0, (shrinking - sums.shrunk(random, shrinking)) * level), restMrr);
      moved.contraction += loss;
      restMrr -= loss;
    }
  }

  function leaveIn(slot: number): void {
    if (left === 0) return;
    goneCustomers[slot + longestGap] = (goneCustomers[slot + longestGap] as number) + left;
    goneMrr[slot + longestGap] = (goneMrr[slot + longestGap] as number) + leftMrr;
  }

  /** Puts those who come into cohorts, by how they are billed. */
  function come(incoming: number, paid: number, first: number, areAlike: boolean): void {
    let [rest, restShare, weight] = [incoming, 1, 0];
    for (const [index, { share, level }] of mixes.entries()) {
      const own = index === mixes.length - 1 ? rest : binomialDraw(random, rest, Math.min(1, share / restShare));
      rest -= own;
      restShare -= share;
      cohortCustomers[first + index] = own;
      cohortMrr[first + index] = areAlike ? own : own * level;
      weight += cohortMrr[first + index] as number;
    }
    if (weight === 0) return;
    for (let at = first; at < first + mixes.length; at += 1)
      cohortMrr[at] = ((cohortMrr[at] as number) / weight) * paid;
  }

  for (let run = 0; run < simulations; run += 1) {
    rates.churn.draw(random, usedChurn, risks);
    rates.expansion.draw(random, usedChange, more);
    rates.contraction.draw(random, usedChange, less);
    rates.returning.draw(random, gaps, back);
    if (rates.shock === 0) setChances(1);
    const incoming = arriving.draw(random);
    for (const [index, stratum] of strata.entries()) {
      customers[index] = stratum.customers;
      mrr[index] = stratum.mrr;
    }
    cohortCustomers.fill(0);
    cohortMrr.fill(0);
    goneCustomers.set(gone.customers);
    goneMrr.set(gone.mrr);
    let closing = book.strata.reduce((sum, stratum) => sum + stratum.mrr, book.certainOpening);

    for (let slot = 0; slot < periods; slot += 1) {
      if (rates.shock > 0) setChances(gammaDraw(random, 1 / rates.shock) * rates.shock);
      for (const kind of kinds) moved[kind] = certain[kind][slot] as number;

      let [returning, returningMrr] = [0, 0];
      for (let at = slot; at < slot + longestGap; at += 1) {
        const count = goneCustomers[at] as number;
        if (count === 0) continue;
        const own = binomialDraw(random, count, back[gapClassOf(slot + longestGap - at)] as number);
        if (own === 0) continue;
        const paid = goneMrr[at] as number;
        returning += own;
        returningMrr += sums.returned(random, own) * (paid / count);
        goneCustomers[at] = count - own;
        goneMrr[at] = own === count ? 0 : paid - own * (paid / count);
      }

      for (let index = 0; index < strata.length; index += 1) {
        const count = customers[index] as number;
        if (count === 0) continue;
        const { path } = strata[index] as Stratum;
        const before = path === null ? 1 : slot === 0 ? path.opening : (path.closings[slot - 1] as number);
        const after = path === null ? 1 : (path.closings[slot] as number);
        if (before > 0 && after > 0) {
          pass(count, mrr[index] as number, (pairsOf[index] as Uint32Array)[slot] as number);
          leaveIn(slot);
          customers[index] = count - left;
          mrr[index] = restMrr;
        }
        if (path === null || before === after || customers[index] === 0) continue;
        const paid = mrr[index] as number;
        const next = before === 0 ? after : (paid / before) * after;
        mrr[index] = next;
        if (before === 0) moved[path.returns[slot] === 1 ? 'reactivation' : 'new'] += next;
        else if (after === 0) moved.churn += paid;
        else if (next > paid) moved.expansion += next - paid;
        else moved.contraction += paid - next;
      }

      let newBusiness = 0;
      for (let cohort = 0; cohort < slot * mixes.length; cohort += 1) {
        const pair = (mixPairs[cohort % mixes.length] as Uint32Array)[
          slot - Math.floor(cohort / mixes.length)
        ] as number;
        for (let at = cohort; at < 2 * cohorts; at += cohorts) {
          const count = cohortCustomers[at] as number;
          if (count === 0) continue;
          pass(count, cohortMrr[at] as number, pair);
          leaveIn(slot);
          cohortCustomers[at] = count - left;
          cohortMrr[at] = restMrr;
          if (at < cohorts) newBusiness += restMrr;
        }
      }
      const { customers: coming, mrr: comingMrr } = incoming[slot] as {
        readonly customers: number;
        readonly mrr: number;
      };
      if (coming > 0) come(coming, comingMrr, slot * mixes.length, false);
      if (returning > 0) come(returning, returningMrr, cohorts + slot * mixes.length, true);
      moved.new += comingMrr;
      moved.reactivation += returningMrr;
      closing += moved.new + moved.reactivation + moved.expansion - moved.contraction - moved.churn;

      const place = slot * simulations + run;
      for (const kind of kinds) simulated[kind][place] = moved[kind];
      simulated.closing[place] = closing;
      simulated.newBusiness[place] = newBusiness + comingMrr;
    }
  }
  return simulated;
}

function pairsOfStratum(
  { billed, age, size }: Stratum,
  periods: number,
  pairOf: ReturnType<typeof pairTable>['pairOf'],
): Uint32Array {
  return Uint32Array.from({ length: periods }, (_, slot) => pairOf(billed, slot, age + slot, size));
}

function distinct(values: readonly number[]): number[] {
  return [...new Set(values)].sort((a, b) => a - b);
}
