import { getOrAdd, groupByKey } from '../table/index.ts';
import { bandOfClass, changeBands, churnBands, cycleOfGroup, gapBands, isDueGroup } from './classes.ts';
import type { Counts, History } from './history.ts';
import { logBetaBinomial } from './log-gamma.ts';
import { betaDraw, type Random } from './random.ts';

/** What is known of the chances of classes: their mean, and how sure it is. */
export interface Rates {
  /** The expected chance of a class. */
  meanOf(place: number): number;
  /** Draws the chances of the classes in use, as they could be after what was seen. */
  draw(random: Random, used: readonly number[], into: Float64Array): void;
}

/** How alike parts can be: how many chances the mean of the whole counts for in each. The last: all the same. */
const strengths: readonly number[] = [8, 16, 32, 64, 128, 256, 512, 1024, 1e6];
/** Where bands of age differ, the mean of their group tells little of each: risks fall with age, and do not scatter around a mean. */
const mostBandStrength = 24;
/** By how much the logarithm of the likelihood must rise for parts to be told apart: by chance it does in one of 20 cases. */
const leastRise = 1.35;

interface Share {
  hits: number;
  misses: number;
}

const meanShare = ({ hits, misses }: Share) => hits / (hits + misses);

/** Adds counts to a share of more than theirs, as far as they tell something of it: parts that differ tell less than their number. */
function addTo(share: Share, hits: number, chances: number, strength: number): void {
  const weight = (strength + 1) / (chances + strength + 1);
  share.hits += hits * weight;
  share.misses += (chances - hits) * weight;
}

/**
 * Chances by class. A class is drawn towards its band, as much as the classes within bands were alike (empirical Bayes, beta distributions), and a
 * band towards the younger one beside it, the first one towards its group: an age that nobody reached yet is taken for the oldest that was. The mean of a group starts from one chance's worth of `priorOf`.
 */
function ratesOf({ events, chances }: Counts, bandCount: number, priorOf: (group: number) => number): Rates {
  const groupOf = (band: number) => Math.floor(band / bandCount);
  const classes = Array.from(chances.keys()).filter((place) => (chances[place] as number) > 0);
  const eventsOf = (place: number) => events[place] as number;
  const chancesOf = (place: number) => chances[place] as number;
  const shareOfClass = (place: number): Share => ({
    hits: eventsOf(place),
    misses: chancesOf(place) - eventsOf(place),
  });
  const strength = likeness([...groupByKey(classes, bandOfClass).values()].map((own) => own.map(shareOfClass)));
  const bands = new Map<number, Share>();
  for (const place of classes) {
    addTo(getOrAdd(bands, bandOfClass(place), nothing), eventsOf(place), chancesOf(place), strength);
  }
  const byGroup = [...groupByKey(bands.keys(), groupOf).values()];
  const alike = likeness(byGroup.map((own) => own.map((band) => bands.get(band) as Share)));
  const bandStrength = alike === strengths.at(-1) ? alike : Math.min(alike, mostBandStrength);
  const groups = new Map<number, Share>();
  const groupShare = (group: number) =>
    getOrAdd(groups, group, () => ({ hits: priorOf(group), misses: 1 - priorOf(group) }));
  for (const [band, { hits, misses }] of bands) addTo(groupShare(groupOf(band)), hits, hits + misses, bandStrength);

  const towards = (hits: number, all: number, mean: number, weight: number): Share => ({
    hits: hits + weight * mean,
    misses: all - hits + weight * (1 - mean),
  });
  const bandShare = (band: number, mean: number) => {
    const { hits, misses } = bands.get(band) ?? nothing();
    return towards(hits, hits + misses, mean, bandStrength);
  };
  const classShare = (place: number, mean: number) => towards(eventsOf(place), chancesOf(place), mean, strength);
  /** The chance of a band, from the chance of its group on over all younger bands. */
  const bandMean = (band: number, means: Map<number, number>, decide: (share: Share) => number): number =>
    getOrAdd(means, band, () => {
      const isFirst = band % bandCount === 0;
      const before = isFirst ? decide(groupShare(groupOf(band))) : bandMean(band - 1, means, decide);
      return decide(bandShare(band, before));
    });
  const expected = new Map<number, number>();
  return {
    meanOf: (place) => meanShare(classShare(place, bandMean(bandOfClass(place), expected, meanShare))),
    draw(random, used, into) {
      const drawn = new Map<number, number>();
      const drawShare = ({ hits, misses }: Share) => betaDraw(random, hits, misses);
      for (const place of used)
        into[place] = drawShare(classShare(place, bandMean(bandOfClass(place), drawn, drawShare)));
    },
  };
}

const nothing = (): Share => ({ hits: 0, misses: 0 });

/** Of several wholes the shares of their parts. */
type Parts = readonly (readonly Share[])[];

/** How alike the parts of wholes are, by the likelihood of what was counted: all the same, unless they differ by more than chance. */
function likeness(wholes: Parts): number {
  const several = wholes.filter((parts) => parts.length > 1);
  const likelihood = (strength: number) => {
    let sum = 0;
    for (const parts of several) {
      const hits = parts.reduce((all, part) => all + part.hits, 0.5);
      const mean = hits / parts.reduce((all, part) => all + part.hits + part.misses, 1);
      for (const part of parts) sum += logBetaBinomial(part.hits, part.misses, strength * mean, strength * (1 - mean));
    }
    return sum;
  };
  let strength = strengths.at(-1) as number;
  let best = likelihood(strength) + leastRise;
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
