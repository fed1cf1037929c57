import { getOrAdd, groupByKey } from '../../table/index.ts';
import { bandOfClass, changeBands, churnBands, cycleOfGroup, gapBands, isDueGroup, sizes } from '../known/classes.ts';
import type { Counts, History } from '../known/history.ts';
import { betaDraw, gammaDraw, logBetaBinomial, logGamma } from './distributions.ts';
import type { Random } from './random.ts';

/** What is known of the chances of classes: their mean, and how sure it is. */
interface Rates {
  /** The expected chance of a class. */
  meanOf(place: number): number;
  /** Draws the chances of the classes in use, as they could be after what was seen. */
  draw(random: Random, used: readonly number[], into: Float64Array): void;
}

/** How alike bands of age can be: how many chances the band beside them counts for in each. The last: all the same. */
const bandStrengths: readonly number[] = [8, 16, 24, 64, 256, 1024, 1e6];
/** Where bands differ at all, the one beside them tells little: risks fall with age, and do not scatter around a mean. */
const mostBandStrength = 24;
/** By how much the logarithm of the likelihood must rise for bands to be told apart: by chance it does in one of 20 cases. */
const leastRise = 1.35;
/** How near sizes can lie to the trend through all of them: how many expected events of its own a size is held against. */
const sizeStrengths: readonly number[] = [8, 16, 32, 64];
/** The spread of the slope of that trend before anything is seen: by which share chances change from a size to the next. */
const usualSlope = 0.3;

interface Share {
  readonly hits: number;
  readonly misses: number;
}

const meanShare = ({ hits, misses }: Share) => hits / (hits + misses);

/** A share seen in part and guessed in part: the guess counts for `weight` chances. */
function towards({ hits, misses }: Share, mean: number, weight: number): Share {
  return { hits: hits + weight * mean, misses: misses + weight * (1 - mean) };
}

/**
 * Chances by class: that of a band of age, times a factor of the size. A band is drawn towards the younger one beside it, the first one towards its
 * group (an age that nobody reached yet is taken for the oldest that was); a group starts from one chance's worth of `priorOf`. Both by empirical
 * Bayes: as much as bands, or sizes, were alike.
 */
function ratesOf({ events, chances }: Counts, bandCount: number, priorOf: (group: number) => number): Rates {
  const groupOf = (band: number) => Math.floor(band / bandCount);
  const classes = Array.from(chances.keys()).filter((place) => (chances[place] as number) > 0);
  const add = (shares: Map<number, Share>, key: number, { hits, misses }: Share, start: Share = nothing) => {
    const share = shares.get(key) ?? start;
    shares.set(key, { hits: share.hits + hits, misses: share.misses + misses });
  };
  const bands = new Map<number, Share>();
  for (const place of classes) {
    const hits = events[place] as number;
    add(bands, bandOfClass(place), { hits, misses: (chances[place] as number) - hits });
  }
  const groupStart = (group: number): Share => ({ hits: priorOf(group), misses: 1 - priorOf(group) });
  const groups = new Map<number, Share>();
  for (const [band, share] of bands) add(groups, groupOf(band), share, groupStart(groupOf(band)));
  const strength = likeness(
    [...groupByKey(bands.keys(), groupOf).values()].map((own) => own.map((band) => bands.get(band) as Share)),
  );

  /** The chance of a band, from the chance of its group on over all younger bands. */
  const bandMean = (band: number, means: Map<number, number>, decide: (share: Share) => number): number =>
    getOrAdd(means, band, () => {
      const group = groupOf(band);
      const isFirst = band % bandCount === 0;
      const before = isFirst ? decide(groups.get(group) ?? groupStart(group)) : bandMean(band - 1, means, decide);
      return decide(towards(bands.get(band) ?? nothing, before, strength));
    });

  const expected = new Map<number, number>();
  const ofSize = (place: number) => groupOf(bandOfClass(place)) * sizes + (place % sizes);
  const sizeEvents = new Float64Array(sizes * (groupOf(bandOfClass(chances.length - 1)) + 1));
  const sizeExpected = new Float64Array(sizeEvents.length);
  for (const place of classes) {
    const at = ofSize(place);
    sizeEvents[at] = (sizeEvents[at] as number) + (events[place] as number);
    sizeExpected[at] =
      (sizeExpected[at] as number) + (chances[place] as number) * bandMean(bandOfClass(place), expected, meanShare);
  }
  const trend = trendOf(sizeEvents, sizeExpected);
  const alike = sizeLikeness(sizeEvents, sizeExpected, trend.slope);
  /** Factors of all sizes of all groups, so that those of a group leave its events as many as they are. */
  const sizeFactors = (slope: number, decide: (events: number, expected: number) => number): Float64Array => {
    const factors = new Float64Array(sizeEvents.length);
    for (let first = 0; first < factors.length; first += sizes) {
      const level = trendLevel(sizeExpected, first, slope);
      let [whole, weighted] = [0, 0];
      for (let at = first; at < first + sizes; at += 1) {
        const expectedEvents = sizeExpected[at] as number;
        const usualFactor = level * Math.exp(slope * (at - first));
        const factor = decide((sizeEvents[at] as number) + alike * usualFactor, expectedEvents + alike);
        factors[at] = factor;
        whole += expectedEvents;
        weighted += expectedEvents * factor;
      }
      if (whole === 0) factors.fill(1, first, first + sizes);
      else for (let at = first; at < first + sizes; at += 1) factors[at] = ((factors[at] as number) * whole) / weighted;
    }
    return factors;
  };
  const usual = sizeFactors(trend.slope, (hits, mean) => hits / mean);
  const chanceOf = (mean: number, factor: number) => Math.min(mean * factor, Math.max(mean, highestChance));
  return {
    meanOf: (place) => chanceOf(bandMean(bandOfClass(place), expected, meanShare), usual[ofSize(place)] as number),
    draw(random, used, into) {
      const drawn = new Map<number, number>();
      const drawShare = ({ hits, misses }: Share) => betaDraw(random, hits, misses);
      const slope = trend.slope + random.normal() * trend.error;
      const factors = sizeFactors(slope, (hits, mean) => gammaDraw(random, hits) / mean);
      for (const place of used) {
        into[place] = chanceOf(bandMean(bandOfClass(place), drawn, drawShare), factors[ofSize(place)] as number);
      }
    },
  };
}

/** A chance that is raised for a size, or for all at once, stays a chance. */
export const highestChance = 0.95;
const nothing: Share = { hits: 0, misses: 0 };

/** How alike the bands of groups are, by the likelihood of what was counted: all the same, unless they differ by more than chance. */
function likeness(groups: readonly (readonly Share[])[]): number {
  const several = groups.filter((parts) => parts.length > 1);
  const likelihood = (strength: number) => {
    let sum = 0;
    for (const parts of several) {
      const hits = parts.reduce((all, part) => all + part.hits, 0.5);
      const mean = hits / parts.reduce((all, part) => all + part.hits + part.misses, 1);
      for (const part of parts) sum += logBetaBinomial(part.hits, part.misses, strength * mean, strength * (1 - mean));
    }
    return sum;
  };
  const allTheSame = bandStrengths.at(-1) as number;
  const strength = likeliest(bandStrengths, likelihood, leastRise);
  return strength === allTheSame ? strength : Math.min(strength, mostBandStrength);
}

/** What a trend of this slope begins at in a group, so that it leaves its events as many as they are. */
function trendLevel(expected: Float64Array, first: number, slope: number): number {
  let [whole, weighted] = [0, 0];
  for (let size = 0; size < sizes; size += 1) {
    const events = expected[first + size] as number;
    whole += events;
    weighted += events * Math.exp(slope * size);
  }
  return whole === 0 ? 1 : whole / weighted;
}

/** How chances change with size, in all groups alike: the likeliest slope of their logarithm given how the events of each group fall on sizes. */
function trendOf(counted: Float64Array, expected: Float64Array): { readonly slope: number; readonly error: number } {
  let slope = 0;
  let information = 1 / usualSlope ** 2;
  // Newton's method, of a concave function.
  for (let round = 0; round < 20; round += 1) {
    let gradient = -slope / usualSlope ** 2;
    information = 1 / usualSlope ** 2;
    for (let first = 0; first < counted.length; first += sizes) {
      let [events, weight, mean, square, seen] = [0, 0, 0, 0, 0];
      for (let size = 0; size < sizes; size += 1) {
        const own = (expected[first + size] as number) * Math.exp(slope * size);
        events += counted[first + size] as number;
        seen += (counted[first + size] as number) * size;
        weight += own;
        mean += own * size;
        square += own * size * size;
      }
      if (weight === 0) continue;
      gradient += seen - (events * mean) / weight;
      information += events * (square / weight - (mean / weight) ** 2);
    }
    slope += gradient / information;
  }
  return { slope, error: 1 / Math.sqrt(information) };
}

/** How near sizes lie to the trend: counts of a Poisson distribution whose mean is an expected one times a gamma factor. */
function sizeLikeness(counted: Float64Array, expected: Float64Array, slope: number): number {
  const likelihood = (strength: number) =>
    counted.reduce((sum, hits, at) => {
      const first = at - (at % sizes);
      const mean = (expected[at] as number) * trendLevel(expected, first, slope) * Math.exp(slope * (at - first));
      if (mean === 0) return sum;
      const odds =
        Math.log(strength) * strength - Math.log(strength + mean) * (strength + hits) + Math.log(mean) * hits;
      return sum + logGamma(strength + hits) - logGamma(strength) + odds;
    }, 0);
  return likeliest(sizeStrengths, likelihood, 0);
}

/** The last one, unless another is more likely by enough. */
function likeliest(strengths: readonly number[], likelihood: (strength: number) => number, rise: number): number {
  let strength = strengths.at(-1) as number;
  let best = likelihood(strength) + rise;
  for (const other of strengths) {
    const value = likelihood(other);
    if (value > best) [best, strength] = [value, other];
  }
  return strength;
}

export interface LikelyRates {
  readonly churn: Rates;
  readonly expansion: Rates;
  readonly contraction: Rates;
  readonly returning: Rates;
  /** How much the risk to leave goes up and down for all at once from period to period: the variance of a factor with mean 1. */
  readonly shock: number;
}

export function likelyRates(history: History): LikelyRates {
  const overall = shareOf(history.churn);
  const perCycle = (group: number) => 1 - (1 - overall) ** cycleOfGroup(group);
  const churn = ratesOf(history.churn, churnBands, (group) => (isDueGroup(group) ? perCycle(group) : overall));
  const [more, less] = [shareOf(history.expansion), shareOf(history.contraction)];
  const hasReturned = history.returning.events.some((events) => events > 0);
  const returned = hasReturned ? shareOf(history.returning) : 0;
  return {
    churn,
    expansion: ratesOf(history.expansion, changeBands, () => more),
    contraction: ratesOf(history.contraction, changeBands, () => less),
    // Where nobody ever came back, nobody is expected to.
    returning: ratesOf(history.returning, gapBands, () => returned),
    shock: shockOf(history, churn),
  };
}

const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);

/** A share, with half a case for and half against it. */
function shareOf({ events, chances }: Counts): number {
  return (total(events) + 0.5) / (total(chances) + 1);
}

/** With fewer periods a bad one cannot be told from a bad year. */
const fewestPeriods = 6;

/** Only taken from periods that differ by more than chance alone makes them in 19 of 20 cases. */
function shockOf({ losses }: History, churn: Rates): number {
  let [squares, spread, weight, periods, variance] = [0, 0, 0, 0, 0];
  for (const { events, chances } of losses) {
    let expected = 0;
    let own = 0;
    for (let place = 0; place < chances.length; place += 1) {
      const at = chances[place] as number;
      if (at === 0) continue;
      const risk = churn.meanOf(place);
      expected += at * risk;
      own += at * risk * (1 - risk);
    }
    if (own === 0) continue;
    const square = (total(events) - expected) ** 2;
    squares += square / own;
    variance += square;
    spread += own;
    weight += expected * expected;
    periods += 1;
  }
  if (periods < fewestPeriods || squares < periods + 1.645 * Math.sqrt(2 * periods)) return 0;
  return Math.max(0, (variance - spread) / weight);
}
