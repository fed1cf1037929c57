import {
  cutsOf,
  firstAfter,
  instantOf,
  instantReader,
  isSame,
  isSplit,
  isWithinDays,
  outside,
  perPeriod,
  placeResponses,
  readInstants,
  readQuestion,
  readScale,
  readScaleAndThreshold,
  readSegments,
  readThreshold,
  rowSplitter,
  sortRange,
  splitKeys,
  splitResponses,
  timeOrder
} from "./chunk-H4LIXGD6.js";
import {
  addDays,
  addMonths,
  billingIntervals,
  changeOver,
  checkPolicy,
  checkPriced,
  checkRows,
  checkSource,
  churnTypes,
  compileRead,
  currencyCode,
  currencyName,
  cycleLength,
  cycleName,
  cycleOf,
  dayStarts,
  elapsedUnits,
  encodeEpochs,
  encodeInstants,
  epochsOf,
  exchangeRateAt,
  fieldNames,
  hasLabel,
  inShape,
  instantValues,
  isDecimal,
  isReturn,
  isSkipped,
  isSource,
  ledger,
  ledgerRules,
  levelFrom,
  makeLedger,
  makePeriod,
  minorAmounts,
  moneyOut,
  monthPosition,
  monthlyPrice,
  monthsBetween,
  msPerDay,
  onDay,
  openEnd,
  openPeriods,
  openSource,
  openUntil,
  optionNames,
  paidFrom,
  paidUntil,
  pathOf,
  period,
  periodAt,
  periodOfDays,
  placeOf,
  policyNames,
  readAmount,
  readDiscount,
  readInstant,
  readPeriod,
  readPeriods,
  readRow,
  readRows,
  readSignedAmount,
  readUnit,
  refuseCurrency,
  rejectInstant,
  rowOfSpan,
  rowReader,
  rowsRead,
  sameZone,
  spanFields,
  statementRules,
  stepBefore,
  subscriptionFields,
  timesPerMonth,
  toEpoch,
  trailing,
  units,
  wholeUnits,
  widestEpoch,
  zoneOf,
  zoneOfOptions,
  zoneOfPeriods
} from "./chunk-CQHGO6DK.js";
import {
  MetricsError,
  absolute,
  add,
  addUnits,
  areDistinctTexts,
  badCode,
  checkKeys,
  checkText,
  checkUnique,
  codeColumn,
  compare,
  compareKeys,
  compareTexts,
  divide,
  encodeNumbers,
  encodeTexts,
  firstIndex,
  getOrAdd,
  greatestCommonDivisor,
  groupBy,
  groupByKey,
  idTable,
  idText,
  isDate,
  isFiniteNumber,
  isKeyed,
  isMetricsError,
  isMissing,
  isOptionalText,
  isPresent,
  isRecord,
  isText,
  keyCheck,
  keyedSums,
  lowerBound,
  multiply,
  nearestDouble,
  negated,
  noCode,
  ofNumber,
  one,
  ownColumn,
  pathTo,
  readChoice,
  readColumns,
  readCount,
  readDays,
  readFilledList,
  readId,
  readList,
  readNumber,
  readNumberAboveZero,
  readOptionalChoice,
  readSegmentKey,
  readShares,
  reduce,
  refuse,
  reject,
  rejectOptionalText,
  ruleOf,
  spill,
  subtract,
  sum,
  tagOf,
  toNumber,
  unitSums,
  unitsAt,
  valueReader,
  zero
} from "./chunk-NB4I63PG.js";

// src/calendar/calendar-periods.ts
function day(label, options) {
  return named(units.day, label, options);
}
function week(label, options) {
  return named(units.week, label, options);
}
function month(label, options) {
  return named(units.month, label, options);
}
function quarter(label, options) {
  return named(units.quarter, label, options);
}
function year(label, options) {
  return named(units.year, label, options);
}
function periodOf(unit, instant, options = {}) {
  const kind = readUnit(unit, "unit");
  checkKeys(options, ["timeZone"], "options");
  const zone = zoneOfOptions(options);
  const ordinal = kind.ordinalOf(zone.dayOf(readInstant(instant, zone, "instant")));
  if (!hasLabel(kind, ordinal)) reject("INVALID_INSTANT", "instant", "lie within the years 0 to 9999", instant);
  return periodAt(kind, ordinal, zone);
}
function named(unit, label, options = {}) {
  checkKeys(options, ["timeZone"], "options");
  const zone = zoneOfOptions(options);
  return periodAt(unit, readOrdinal(unit, label, unit.name, zone), zone);
}
function readOrdinal(unit, label, path, zone) {
  const ordinal = typeof label === "string" ? unit.parse(label) : Number.NaN;
  if (Number.isNaN(ordinal)) {
    const isInstant = isDate(label) || typeof label === "number";
    const hint = isInstant ? ` (for the ${unit.name} of an instant use periodOf('${unit.name}', instant))` : "";
    reject("INVALID_PERIOD", path, unit.rule + hint, label);
  }
  if (isSkipped(unit, ordinal, zone)) {
    reject("SKIPPED_DAY", path, `be a day that ${zone.timeZone} had (its clocks skipped this one)`, label);
  }
  return ordinal;
}

// src/calendar/period-lists.ts
var mostPeriods = 1e5;
function days(first, last, options) {
  return listed(units.day, first, last, options);
}
function weeks(first, last, options) {
  return listed(units.week, first, last, options);
}
function months(first, last, options) {
  return listed(units.month, first, last, options);
}
function quarters(first, last, options) {
  return listed(units.quarter, first, last, options);
}
function years(first, last, options) {
  return listed(units.year, first, last, options);
}
function lastPeriods(count2, unit, asOf, options = {}) {
  if (readCount(count2, "count") > mostPeriods) reject("INVALID_NUMBER", "count", `be at most ${mostPeriods}`, count2);
  const kind = readUnit(unit, "unit");
  checkKeys(options, ["timeZone", "running"], "options");
  const zone = zoneOfOptions(options);
  const running = readOptionalChoice(options.running, "options.running", ["exclude", "include"]);
  const current = kind.ordinalOf(zone.dayOf(readInstant(asOf, zone, "asOf")));
  if (!hasLabel(kind, current)) reject("INVALID_INSTANT", "asOf", "lie within the years 0 to 9999", asOf);
  const list = [];
  for (let ordinal = running === "include" ? current : current - 1; list.length < count2; ordinal -= 1) {
    if (!hasLabel(kind, ordinal)) reject("INVALID_NUMBER", "count", "not reach back before the year 0", count2);
    if (!isSkipped(kind, ordinal, zone)) list.push(periodAt(kind, ordinal, zone));
  }
  return list.reverse();
}
function listed(unit, first, last, options = {}) {
  checkKeys(options, ["timeZone"], "options");
  const zone = zoneOfOptions(options);
  const from = readOrdinal(unit, first, "first", zone);
  const to = readOrdinal(unit, last, "last", zone);
  if (to < from) reject("END_BEFORE_START", "last", `not come before '${first}'`, last);
  if (to - from >= mostPeriods) {
    const rule = `be at most ${mostPeriods} ${unit.name}s from '${first}' on, '${first}' included`;
    reject("INVALID_PERIOD", "last", rule, last);
  }
  const list = [];
  for (let ordinal = from; ordinal <= to; ordinal += 1) {
    if (isSkipped(unit, ordinal, zone)) continue;
    list.push(periodAt(unit, ordinal, zone));
  }
  return list;
}

// src/ratio/ratio.ts
function ratio(numerator, denominator) {
  return { value: denominator === 0 ? null : numerator / denominator, numerator, denominator };
}
function ratioOf(numerator, denominator) {
  const sign = denominator.n < 0n ? -1n : 1n;
  const quotient = { n: sign * numerator.n * denominator.d, d: sign * numerator.d * denominator.n };
  const [over, under] = [toNumber(numerator), toNumber(denominator)];
  const value = denominator.n === 0n ? null : nearestDouble(quotient);
  if (value !== null && !Number.isFinite(value)) {
    reject("INVALID_NUMBER", "ratio", "be within the range of numbers", `${over} / ${under}`);
  }
  return { value, numerator: over, denominator: under };
}

// src/ratio/read-fraction.ts
function readFraction(value, path) {
  if (typeof value !== "number" || !(value >= 0 && value <= 1)) {
    const hint = typeof value === "number" && value > 1 && value <= 100 ? ` (for ${value} % give ${value / 100})` : "";
    reject("INVALID_NUMBER", path, `be a fraction from 0 to 1${hint}`, value);
  }
  return value;
}

// src/statistics/normal-quantile.ts
var logOfTwoPi = Math.log(2 * Math.PI);
function normalQuantile(p) {
  const fromMiddle = Math.abs(p - 0.5);
  const logOfTail = Math.log(Math.min(p, 1 - p));
  const isTail = fromMiddle > 0.45;
  let z = isTail ? Math.sqrt(-2 * logOfTail) : 0;
  for (let step = 0; step < 7; step += 1) {
    const logOfDensity = -(z * z + logOfTwoPi) / 2;
    let sum2 = z;
    for (let term = 120; term > 0; term -= 1) sum2 = z + (isTail ? term / sum2 : sum2 * z * z / (2 * term + 1));
    z += isTail ? (logOfDensity - Math.log(sum2) - logOfTail) / sum2 : fromMiddle * Math.exp(-logOfDensity) - sum2;
  }
  return p < 0.5 ? -z : z;
}

// src/statistics/confidence.ts
var defaultConfidence = 0.95;
function standardErrorsAt(confidence = defaultConfidence) {
  if (typeof confidence !== "number" || !(confidence > 0 && (1 + confidence) / 2 < 1)) {
    reject("INVALID_NUMBER", "options.confidence", "be between 0 and 1", confidence);
  }
  return normalQuantile((1 + confidence) / 2);
}

// src/statistics/placements.ts
function placementsOf({ values, isPositive, owners, ownerCount }) {
  const rows = values.length;
  const order2 = Uint32Array.from({ length: rows }, (_, row) => row).sort(
    (a, b) => values[a] - values[b]
  );
  const own2 = {
    positives: new Float64Array(ownerCount),
    negatives: new Float64Array(ownerCount),
    // Twice the number of the others below, or above, so that a tie is a whole number.
    below: new Float64Array(ownerCount),
    above: new Float64Array(ownerCount)
  };
  let positives = 0;
  for (let row = 0; row < rows; row += 1) positives += isPositive[row] === 1 ? 1 : 0;
  const negatives = rows - positives;
  let twiceBelow = 0;
  let [positivesBefore, negativesBefore] = [0, 0];
  for (let start2 = 0; start2 < rows; ) {
    let end = start2;
    let tiedPositives = 0;
    while (end < rows && values[order2[end]] === values[order2[start2]]) {
      tiedPositives += isPositive[order2[end]] === 1 ? 1 : 0;
      end += 1;
    }
    const tiedNegatives = end - start2 - tiedPositives;
    const below = 2 * negativesBefore + tiedNegatives;
    const above = 2 * (positives - positivesBefore) - tiedPositives;
    for (let place = start2; place < end; place += 1) {
      const row = order2[place];
      const owner = owners[row];
      const [count2, sum2, value] = isPositive[row] === 1 ? [own2.positives, own2.below, below] : [own2.negatives, own2.above, above];
      count2[owner] = count2[owner] + 1;
      sum2[owner] = sum2[owner] + value;
    }
    twiceBelow += tiedPositives * below;
    positivesBefore += tiedPositives;
    negativesBefore += tiedNegatives;
    start2 = end;
  }
  const area = twiceBelow / (2 * positives * negatives);
  const less2 = (sums, counts, others2) => sums.map((sum2, owner) => sum2 / (2 * others2) - counts[owner] * area);
  return {
    positives,
    negatives,
    area,
    ofPositives: less2(own2.below, own2.positives, negatives),
    ofNegatives: less2(own2.above, own2.negatives, positives),
    owners: {
      withPositives: countAbove(own2.positives),
      withNegatives: countAbove(own2.negatives),
      all: countAbove(own2.positives.map((count2, owner) => count2 + own2.negatives[owner]))
    }
  };
}
function countAbove(counts) {
  return counts.reduce((found, count2) => found + (count2 > 0 ? 1 : 0), 0);
}
function varianceOf({ ofPositives, ofNegatives, positives, negatives, owners }) {
  const { withPositives, withNegatives, all } = owners;
  if (withPositives < 2 || withNegatives < 2) return null;
  const terms = ofPositives.map((above, owner) => {
    const below = ofNegatives[owner];
    return withPositives / (withPositives - 1) * above * above / (positives * positives) + withNegatives / (withNegatives - 1) * below * below / (negatives * negatives) + all / (all - 1) * 2 * above * below / (positives * negatives);
  });
  const variance = terms.sort().reduce((sum2, term) => sum2 + term, 0);
  return variance > negligible ? variance : null;
}
var negligible = 1e-24;

// src/statistics/auc.ts
function areaUnderCurve(outcomes, confidence) {
  const nothing5 = { ...unknown, confidence };
  const placements = placementsOf(outcomes);
  if (placements.positives === 0 || placements.negatives === 0) return nothing5;
  const { area: value } = placements;
  const variance = varianceOf(placements);
  if (variance === null || value === 0 || value === 1) return { ...nothing5, value };
  const standardError = Math.sqrt(variance);
  const middle = Math.log(value / (1 - value));
  const reach = standardErrorsAt(confidence) * standardError / (value * (1 - value));
  return { value, standardError, lower: logistic(middle - reach), upper: logistic(middle + reach), confidence };
}
var unknown = { value: null, standardError: null, lower: null, upper: null };
function areaDifference(outcomes, others2, confidence) {
  const nothing5 = { ...unknown, confidence };
  const first = placementsOf(outcomes);
  if (first.positives === 0 || first.negatives === 0) return nothing5;
  const second = placementsOf({ ...outcomes, values: others2 });
  const value = first.area - second.area;
  const variance = varianceOf(less(first, second));
  if (variance === null) return { ...nothing5, value };
  const standardError = Math.sqrt(variance);
  const reach = standardErrorsAt(confidence) * standardError;
  return { value, standardError, lower: value - reach, upper: value + reach, confidence };
}
function less(a, b) {
  return {
    ...a,
    ofPositives: a.ofPositives.map((value, owner) => value - b.ofPositives[owner]),
    ofNegatives: a.ofNegatives.map((value, owner) => value - b.ofNegatives[owner])
  };
}
function logistic(x) {
  return 1 / (1 + Math.exp(-x));
}

// src/statistics/beta-mean.ts
var negligible2 = 1e-18;
var digits = 37;
function betaMeanOfReciprocal(alpha, beta, shift) {
  const mean = alpha / (alpha + beta);
  const rest = beta / (alpha + beta);
  const step = 0.25 / Math.sqrt(1 + alpha * rest);
  const centre = Math.log(alpha) - Math.log(beta);
  const lowest = Math.min(-digits - Math.log1p(beta), Math.log(shift) - digits);
  const highest = digits + Math.log1p(alpha);
  let weights = 0;
  let values = 0;
  for (let node = 0; ; node += 1) {
    const x = node * step;
    const isLast = centre + x > highest;
    const weight = Math.exp(-alpha * logMix(rest, -x) - beta * logMix(mean, x)) * (isLast ? tail(beta * step) : 1);
    weights += weight;
    values += weight / (shift + mean / (mean + rest * Math.exp(-x)));
    if (isLast || weight < negligible2 * weights) break;
  }
  for (let node = 1; ; node += 1) {
    const x = node * step;
    const isLast = centre - x < lowest;
    const weight = Math.exp(-alpha * logMix(rest, x) - beta * logMix(mean, -x)) * (isLast ? tail(alpha * step) : 1);
    const odds = mean * Math.exp(-x);
    const value = weight / (shift + odds / (odds + rest));
    weights += weight;
    values += value;
    if (isLast || weight < negligible2 * weights && value < negligible2 * values) break;
  }
  return values / weights;
}
function logMix(share, x) {
  return x > 700 ? x + Math.log(share + (1 - share) * Math.exp(-x)) : Math.log1p(share * Math.expm1(x));
}
function tail(slope) {
  return -1 / Math.expm1(-slope);
}

// src/statistics/quantile.ts
function sortedNumbers(sorted, perUnit = 1) {
  const units2 = { n: 1n, d: BigInt(perUnit) };
  return { count: sorted.length, at: (index) => multiply(ofNumber(sorted[index]), units2) };
}
function sortedRationals(values) {
  const sorted = values.map((exact) => ({ exact, double: toNumber(exact) }));
  sorted.sort((a, b) => a.double - b.double || compare(a.exact, b.exact));
  return { count: sorted.length, at: (index) => sorted[index].exact };
}
function sortedCounted(values) {
  const sorted = values.slice().sort((a, b) => a.double - b.double || compare(a.exact, b.exact));
  const ends = new Float64Array(sorted.length);
  let count2 = 0;
  for (const [place, value] of sorted.entries()) {
    count2 += value.count;
    ends[place] = count2;
  }
  const placeOf2 = (index) => lowerBound(ends, index + 1, 0, ends.length);
  return { count: count2, at: (index) => sorted[placeOf2(index)].exact };
}
function medianOf(values) {
  return quantileOf(sortedRationals(values), 0.5);
}
function quantile(sorted, p, perUnit = 1) {
  const value = quantileOf(sortedNumbers(sorted, perUnit), p);
  return value === null ? null : toNumber(value);
}
function quantileOf({ count: count2, at }, p) {
  if (count2 === 0) return null;
  const share = ofNumber(p);
  const place = { n: BigInt(count2 - 1) * share.n, d: share.d };
  const below = place.n / place.d;
  const rest = { n: place.n - below * place.d, d: place.d };
  const lower = at(Number(below));
  return rest.n === 0n ? lower : add(lower, multiply(rest, subtract(at(Number(below) + 1), lower)));
}

// src/statistics/distribution.ts
function distributionOf(values, total3, shares2, out) {
  const { count: count2 } = values;
  const quantile2 = (p) => {
    const value = quantileOf(values, p);
    return value === null ? null : out(value);
  };
  return {
    count: count2,
    mean: count2 === 0 ? null : out({ n: total3.n, d: total3.d * BigInt(count2) }),
    median: quantile2(0.5),
    quantiles: shares2.map((p) => ({ p, value: quantile2(p) }))
  };
}

// src/statistics/regression/isotonic-regression.ts
function rowsByValue(values, isPositive) {
  const order2 = Uint32Array.from({ length: values.length }, (_, row) => row).sort(
    (a, b) => values[a] - values[b]
  );
  const found = { values: [], rows: [], positives: [] };
  for (const row of order2) append(found, values[row], 1, isPositive[row]);
  return found;
}
function joinByValue(a, b) {
  const found = { values: [], rows: [], positives: [] };
  let [i, j] = [0, 0];
  while (i < a.values.length || j < b.values.length) {
    const isOfA = j === b.values.length || a.values[i] <= b.values[j];
    const [from, at] = isOfA ? [a, i] : [b, j];
    append(found, from.values[at], from.rows[at], from.positives[at]);
    if (isOfA) i += 1;
    else j += 1;
  }
  return found;
}
function append({ values, rows, positives }, value, own2, ownPositives) {
  if (values.length === 0 || value !== values[values.length - 1]) {
    values.push(value);
    rows.push(0);
    positives.push(0);
  }
  const last = values.length - 1;
  rows[last] = rows[last] + own2;
  positives[last] = positives[last] + ownPositives;
}
function fallingShares({ values, rows, positives }) {
  const blocks = [];
  for (const [place, from] of values.entries()) {
    blocks.push({ from, positives: positives[place], rows: rows[place] });
    poolLast(blocks);
  }
  return { from: blocks.map(({ from }) => from), shares: blocks.map((block) => block.positives / block.rows) };
}
function poolLast(blocks) {
  while (blocks.length > 1) {
    const last = blocks[blocks.length - 1];
    const before = blocks[blocks.length - 2];
    if (last.positives * before.rows < before.positives * last.rows) return;
    before.positives += last.positives;
    before.rows += last.rows;
    blocks.pop();
  }
}
function shareAt({ from, shares: shares2 }, value) {
  const above = firstIndex(from.length, (index) => from[index] > value);
  return shares2[Math.max(above - 1, 0)];
}

// src/statistics/regression/cholesky.ts
function solvePositiveDefinite(matrix, right) {
  const factor = [];
  const forward = [];
  for (const [row, entries] of matrix.entries()) {
    const own2 = [];
    for (let column = 0; column <= row; column += 1) {
      const other = column === row ? own2 : factor[column];
      const rest = entries[column] - dot(own2, other, column);
      own2.push(column === row ? Math.sqrt(rest) : rest / other[column]);
    }
    factor.push(own2);
    forward.push((right[row] - dot(own2, forward, row)) / own2[row]);
  }
  const solution = forward.slice();
  for (let row = factor.length - 1; row >= 0; row -= 1) {
    let rest = forward[row];
    for (let below = row + 1; below < factor.length; below += 1) {
      rest -= factor[below]?.[row] * solution[below];
    }
    solution[row] = rest / factor[row]?.[row];
  }
  return solution;
}
function dot(a, b, length) {
  let sum2 = 0;
  for (let index = 0; index < length; index += 1) sum2 += a[index] * b[index];
  return sum2;
}

// src/statistics/regression/logistic-problem.ts
function objective({ features, isPositive, ridge }, beta) {
  let sum2 = 0;
  for (let row = 0; row < isPositive.length; row += 1) {
    const odds = logOdds(features, beta, row);
    sum2 += (isPositive[row] === 1 ? odds : 0) - Math.max(odds, 0) - Math.log1p(Math.exp(-Math.abs(odds)));
  }
  return beta.slice(1).reduce((rest, value) => rest - ridge / 2 * value * value, sum2);
}
function slopes({ features, isPositive, ridge }, beta, places) {
  const size = places.length;
  const gradient = new Float64Array(size);
  const curvature = places.map(() => new Float64Array(size));
  const own2 = new Float64Array(size);
  for (let row = 0; row < isPositive.length; row += 1) {
    const chance = 1 / (1 + Math.exp(-logOdds(features, beta, row)));
    for (let i = 0; i < size; i += 1) own2[i] = valueAt(features, places[i], row);
    for (let i = 0; i < size; i += 1) {
      const value = own2[i];
      gradient[i] = gradient[i] + (isPositive[row] - chance) * value;
      const line = curvature[i];
      for (let j = 0; j <= i; j += 1)
        line[j] = line[j] + chance * (1 - chance) * value * own2[j];
    }
  }
  for (const [index, place] of places.entries()) {
    if (place === 0) continue;
    gradient[index] = gradient[index] - ridge * beta[place];
    const line = curvature[index];
    line[index] = line[index] + ridge;
  }
  return { gradient: Array.from(gradient), curvature: curvature.map((line) => Array.from(line)) };
}
function logOdds(features, beta, row) {
  let sum2 = beta[0];
  for (let column = 0; column < features.length; column += 1) {
    sum2 += beta[column + 1] * features[column].values[row];
  }
  return sum2;
}
function valueAt(features, place, row) {
  return place === 0 ? 1 : features[place - 1].values[row];
}

// src/statistics/regression/logistic-newton.ts
function startOf({ features, isPositive }) {
  const positives = Float64Array.from(isPositive).reduce((sum2, value) => sum2 + value, 0);
  return [Math.log(positives / (isPositive.length - positives)), ...features.map(() => 0)];
}
var mostSteps = 200;
var nearby = 1e-4;
function newton(problem, from, free) {
  const places = [0, ...free.map((column) => column + 1)];
  let beta = from.slice();
  for (let step = 0; step < mostSteps; step += 1) {
    const { gradient, curvature } = slopes(problem, beta, places);
    const direction = solvePositiveDefinite(curvature, gradient);
    const longest2 = Math.max(...direction.map(Math.abs));
    let size = 1;
    if (longest2 > nearby) while (size > 1e-10 && !rises(problem, beta, moved(beta, places, direction, size))) size /= 2;
    beta = moved(beta, places, direction, size);
    if (longest2 < 1e-11) return beta;
  }
  return beta;
}
function rises(problem, from, to) {
  return objective(problem, to) >= objective(problem, from);
}
function moved(beta, places, direction, size) {
  const next = beta.slice();
  for (const [index, place] of places.entries())
    next[place] = next[place] + size * direction[index];
  return next;
}
function fitAtMostZero(problem, usable) {
  let free = [];
  let beta = newton(problem, startOf(problem), free);
  for (let round = 0; round < mostSteps; round += 1) {
    const all = [0, ...usable.map((column) => column + 1)];
    const { gradient } = slopes(problem, beta, all);
    const gain = (column) => -gradient[usable.indexOf(column) + 1];
    const [best] = usable.filter((column) => !free.includes(column)).sort((a, b) => gain(b) - gain(a) || a - b);
    if (best === void 0 || gain(best) <= 1e-9 * problem.isPositive.length) return beta;
    free = [...free, best];
    for (; ; ) {
      const target = newton(problem, beta, free);
      const share = Math.min(
        1,
        ...free.map((column) => shareBelowZero(beta[column + 1], target[column + 1]))
      );
      const reached = beta.map((value, place) => value + share * (target[place] - value));
      if (share === 1) {
        beta = target;
        break;
      }
      free = free.filter((column) => reached[column + 1] < -1e-15);
      beta = reached.map((value, place) => place === 0 || free.includes(place - 1) ? value : 0);
      if (free.length === 0) {
        beta = newton(problem, beta, free);
        break;
      }
    }
  }
  return beta;
}
function shareBelowZero(from, to) {
  return to <= 0 ? 1 : from / (from - to);
}

// src/statistics/regression/standardise.ts
function standardise(column) {
  const known5 = Float64Array.from(column).filter((value) => !Number.isNaN(value));
  const first = known5[0] ?? 0;
  if (known5.every((value) => value === first)) {
    return { values: new Float64Array(column.length), mean: first, deviation: 0 };
  }
  const mean = known5.reduce((sum2, value) => sum2 + value, 0) / known5.length;
  const deviation = Math.sqrt(known5.reduce((sum2, value) => sum2 + (value - mean) ** 2, 0) / known5.length);
  const values = Float64Array.from(column, (value) => Number.isNaN(value) ? 0 : (value - mean) / deviation);
  return { values, mean, deviation };
}

// src/statistics/regression/logistic-regression.ts
function fitLogisticRegression(rows, options) {
  const { columns, isPositive } = inOrder(rows);
  const features = columns.map(standardise);
  const usable = features.flatMap(({ deviation }, index) => deviation > 0 ? [index] : []);
  const problem = { features, isPositive, ridge: options.ridge };
  const beta = options.atMostZero ? fitAtMostZero(problem, usable) : newton(problem, startOf(problem), usable);
  const standardised = beta.slice(1);
  const coefficients = standardised.map(
    (value, index) => value === 0 ? 0 : value / features[index].deviation
  );
  const shift = coefficients.reduce((sum2, value, index) => sum2 + value * features[index].mean, 0);
  return { intercept: beta[0] - shift, coefficients, standardised };
}
function inOrder({ columns, isPositive }) {
  const keys7 = [isPositive, ...columns].map((column) => Float64Array.from(column));
  const rank = (value) => Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value;
  const order2 = Uint32Array.from({ length: isPositive.length }, (_, row) => row).sort((a, b) => {
    for (const key of keys7) {
      const [x, y] = [rank(key[a]), rank(key[b])];
      if (x !== y) return x - y;
    }
    return 0;
  });
  const [outcomes, ...sorted] = keys7.map((key) => Float64Array.from(order2, (row) => key[row]));
  return { columns: sorted, isPositive: outcomes };
}

// src/statistics/wilson.ts
function wilsonBounds(hits, n, z) {
  const share = hits / n;
  const scale2 = 1 + z * z / n;
  const middle = share + z * z / (2 * n);
  const half = z * Math.sqrt(share * (1 - share) / n + z * z / (4 * n * n));
  return { lower: hits === 0 ? 0 : (middle - half) / scale2, upper: hits === n ? 1 : (middle + half) / scale2 };
}

// src/cohorts/projection/model.ts
function readModel(model) {
  const { alpha, beta, logLikelihood: logLikelihood2 } = checkKeys(model, ["alpha", "beta", "logLikelihood"], "model");
  if (logLikelihood2 !== void 0 && typeof logLikelihood2 !== "number") {
    reject("INVALID_NUMBER", "model.logLikelihood", "be a number, or be left out", logLikelihood2);
  }
  return { alpha: readParameter(alpha, "model.alpha"), beta: readParameter(beta, "model.beta") };
}
function readParameter(value, path) {
  const parameter = readNumberAboveZero(value, path);
  if (parameter <= Number.MAX_SAFE_INTEGER) return parameter;
  return reject("INVALID_NUMBER", path, `be at most ${Number.MAX_SAFE_INTEGER}`, value);
}

// src/cohorts/projection/discounted-expected-lifetime.ts
function discountedExpectedLifetime(model, rate) {
  const { alpha, beta } = readModel(model);
  return discountedSum(alpha, beta, readFraction(rate, "rate"), (alpha + beta - 1) / (alpha - 1));
}
function discountedExpectedResidualLifetime(model, renewals, rate) {
  const { alpha, beta } = readModel(model);
  readCount(renewals, "renewals", 0);
  const discount = readFraction(rate, "rate");
  const stayed = beta + renewals;
  const renewsNext = stayed / (alpha + stayed);
  const afterwards = discountedSum(alpha, stayed + 1, discount, (alpha + stayed) / (alpha - 1));
  return afterwards === null ? null : renewsNext * afterwards;
}
function discountedSum(alpha, beta, rate, undiscounted) {
  if (rate === 0 && alpha <= 1) return null;
  const sum2 = rate === 0 ? undiscounted : (1 + rate) * betaMeanOfReciprocal(alpha, beta, rate);
  if (!Number.isFinite(sum2)) reject("INVALID_NUMBER", "rate", "be large enough for the sum to be a number", rate);
  return sum2;
}

// src/cohorts/projection/read-survivors.ts
function readSurvivors(survivors) {
  const given2 = readFilledList(survivors, "survivors", "be an array of survivors, or of arrays of them");
  const started = [];
  const kept2 = [];
  const addCohort = (cohort, path) => {
    let before;
    for (let age = 0; age < cohort.length; age += 1) {
      const value = readSurvivorCount(cohort[age], before, `${path}[${age}]`);
      if (before !== void 0) {
        started[age - 1] = add(started[age - 1] ?? zero, ofNumber(before));
        kept2[age - 1] = add(kept2[age - 1] ?? zero, ofNumber(value));
      }
      before = value;
    }
  };
  if (Array.isArray(given2[0])) {
    for (const [index, cohort] of given2.entries()) {
      const path = `survivors[${index}]`;
      addCohort(readFilledList(cohort, path, "be an array of survivors"), path);
    }
  } else addCohort(given2, "survivors");
  const lost = started.map((count2, age) => toNumber(subtract(count2, kept2[age] ?? zero)));
  return { lost, kept: kept2.map(toNumber) };
}
function readSurvivorCount(value, before, path) {
  if (typeof value !== "number" || !(value >= 0 && value <= Number.MAX_SAFE_INTEGER)) {
    reject("INVALID_NUMBER", path, `be a number from 0 to ${Number.MAX_SAFE_INTEGER}`, value);
  }
  if (before === void 0 && value === 0) {
    reject("INVALID_NUMBER", path, "be greater than 0: a cohort starts with at least one customer", value);
  }
  if (before !== void 0 && value > before) {
    reject("INVALID_NUMBER", path, `not exceed ${before}, the survivors before: nobody joins a cohort later`, value);
  }
  return value;
}

// src/cohorts/projection/renewal-likelihood.ts
function logLikelihood({ lost, kept: kept2 }, mean, spread) {
  let sum2 = 0;
  for (let age = 0; age < kept2.length; age += 1) {
    const leaving = mean / (1 + age * spread);
    if (lost[age] !== 0) sum2 += lost[age] * Math.log(leaving);
    if (kept2[age] !== 0) sum2 += kept2[age] * Math.log1p(-leaving);
  }
  return sum2;
}
function bestMean({ lost, kept: kept2 }, spread) {
  const allLost = lost.reduce((sum2, count2) => sum2 + count2, 0);
  let mean = allLost / (allLost + kept2[0]);
  for (; ; ) {
    let excess = allLost;
    let slope = 0;
    for (let age = 0; age < kept2.length; age += 1) {
      const whole = 1 + age * spread;
      const odds = kept2[age] / (whole - mean);
      excess -= odds * mean;
      slope += odds * whole / (whole - mean);
    }
    const next = mean + excess / slope;
    if (!(next < mean)) return mean;
    mean = next;
  }
}
function slopeBySpread(renewals, spread) {
  const { lost, kept: kept2 } = renewals;
  const mean = bestMean(renewals, spread);
  let slope = 0;
  for (let age = 1; age < kept2.length; age += 1) {
    const whole = 1 + age * spread;
    const stayed = kept2[age];
    slope += age * (stayed / (whole - mean) - (stayed + lost[age]) / whole);
  }
  return slope;
}

// src/cohorts/projection/fit-shifted-beta-geometric.ts
var spreads = /* @__PURE__ */ Array.from({ length: 65 }, (_, index) => 10 ** (index / 4 - 8));
function fitShiftedBetaGeometric(survivors) {
  const renewals = readSurvivors(survivors);
  checkIdentifiable(renewals, survivors);
  const candidates = peaks(renewals).map((spread2) => {
    const mean2 = bestMean(renewals, spread2);
    return { spread: spread2, mean: mean2, value: logLikelihood(renewals, mean2, spread2) };
  });
  const [best] = candidates.sort((a, b) => b.value - a.value);
  if (best === void 0 || best.value < valueWhenAlike(renewals)) {
    const rule = "fall more slowly with age: at a constant churn rate alpha and beta grow without end";
    reject("NOT_IDENTIFIABLE", "survivors", rule, survivors);
  }
  const { spread, mean, value } = best;
  if (mean === 1) reject("NOT_IDENTIFIABLE", "survivors", goneAtOnce, survivors);
  return { alpha: mean / spread, beta: (1 - mean) / spread, logLikelihood: value };
}
var goneAtOnce = "not all be lost at the first renewal: later renewals cannot be estimated from them";
function checkIdentifiable({ lost, kept: kept2 }, survivors) {
  const refuse2 = (rule) => reject("NOT_IDENTIFIABLE", "survivors", rule, survivors);
  const periods = kept2.filter((count2, age) => count2 + lost[age] > 0).length;
  if (kept2[0] === 0) refuse2(goneAtOnce);
  if (periods < 2) refuse2("cover at least two renewals, to tell alpha from beta");
  if (lost.every((count2) => count2 === 0)) refuse2("fall: without losses, any low risk fits");
  if (lost.every((count2, age) => age === 0 || count2 === 0)) {
    refuse2("fall after the first renewal too: without later losses, alpha and beta shrink without end");
  }
}
function peaks(renewals) {
  const rises2 = spreads.map((spread) => slopeBySpread(renewals, spread) > 0);
  const found = [];
  for (let index = 1; index < spreads.length; index += 1) {
    if (!rises2[index - 1] || rises2[index]) continue;
    found.push(bisect(renewals, spreads[index - 1], spreads[index]));
  }
  return found;
}
function bisect(renewals, rising, falling) {
  let [low, high] = [rising, falling];
  for (; ; ) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) return low;
    if (slopeBySpread(renewals, middle) > 0) low = middle;
    else high = middle;
  }
}
function valueWhenAlike(renewals) {
  if (slopeBySpread(renewals, spreads[0]) > 0) return Number.NEGATIVE_INFINITY;
  return logLikelihood(renewals, bestMean(renewals, 0), 0);
}

// src/cohorts/projection/project-survival.ts
var longest = 1e6;
function projectSurvival(model, periods) {
  const { alpha, beta } = readModel(model);
  if (!Number.isInteger(periods) || periods < 0 || periods > longest) {
    reject("INVALID_NUMBER", "periods", `be a whole number from 0 to ${longest}`, periods);
  }
  let survival = 1;
  return Array.from({ length: periods }, (_, age) => {
    survival *= (beta + age) / (alpha + beta + age);
    return survival;
  });
}

// src/movements/walk/kinds.ts
var kinds = ["new", "reactivation", "expansion", "contraction", "churn"];
var kindCount = 5;
var noKind = -1;
var newKind = 0;
var reactivationKind = 1;
var expansionKind = 2;
var contractionKind = 3;
var churnKind = 4;
function kindOf(before, after, isReturn2) {
  if (after === before) return noKind;
  if (before === 0) return isReturn2 ? reactivationKind : newKind;
  if (after === 0) return churnKind;
  return after > before ? expansionKind : contractionKind;
}
function kindOfChange(isFromZero, isToZero, change, isReturn2) {
  const order2 = change.n > 0n ? 1 : change.n < 0n ? -1 : 0;
  return order2 === 0 ? noKind : kindOf(isFromZero ? 0 : 2, isToZero ? 0 : 2 + order2, isReturn2);
}

// src/movements/walk/reporting-currency.ts
function exchangeRateOf({ rules: rules2, currency, currencies }, code, instant) {
  const name = currencies[code] ?? null;
  if (name === null || name === currency || rules2.exchangeRates === null) return one;
  return exchangeRateAt(rules2.exchangeRates, name, instant, rules2.zone);
}
function inReportingCurrency(ledger2, amounts, instant) {
  let total3 = zero;
  for (let code = 0; code < amounts.length; code += 1) {
    const amount = amounts[code];
    if (!amount) continue;
    const exchangeRate = amount.n === 0n ? one : exchangeRateOf(ledger2, code, instant);
    const worth = exchangeRate === one ? amount : multiply(amount, exchangeRate);
    total3 = total3.n === 0n ? worth : worth.n === 0n ? total3 : add(total3, worth);
  }
  return total3;
}
function exchangeInstants({ start: start2, end }) {
  return { opening: start2 - 1, closing: end - 1 };
}
function isOneCurrency({ currencies, currency }) {
  return currencies.length <= 1 && (currencies[0] ?? currency) === currency;
}

// src/movements/by-customer/entity-movements.ts
function entityMovements(ledger2, checked, booking) {
  const worth = levelWorth(ledger2, checked);
  const rows = [];
  const visit = entityVisits(ledger2, checked, booking, (entity, kind, from, to, at, place) => {
    rows.push({
      entity,
      kind: kind === noKind ? null : kind,
      from: worth(entity, from),
      to: worth(entity, to),
      at,
      place
    });
  });
  for (let entity = 0; entity < ledger2.entities.customerIds.length; entity += 1) visit(entity);
  return rows;
}
function levelWorth(ledger2, checked) {
  const { unit, currencyOf: currencyOf2 } = ledger2;
  const { opening } = exchangeInstants(checked);
  return (entity, level) => {
    if (typeof level !== "number") return level;
    if (level === 0) return zero;
    const local = { n: BigInt(level), d: unit };
    const exchangeRate = exchangeRateOf(ledger2, currencyOf2?.[entity] ?? 0, opening);
    return exchangeRate === one ? local : multiply(local, exchangeRate);
  };
}
function entityVisits(ledger2, checked, booking, visit) {
  const visitScaled = scaledVisits(ledger2, checked, booking, visit);
  if (ledger2.rational.places.length === 0) return visitScaled;
  const visitRational = rationalVisits(ledger2, checked, booking, visit);
  const { offsets } = ledger2.rational;
  return (entity) => (offsets[entity] === offsets[entity + 1] ? visitScaled : visitRational)(entity);
}
function scaledVisits({ scaled, instants }, checked, booking, visit) {
  const { offsets, places, levels } = scaled;
  const [from, to] = [placeOf(checked.start, instants), placeOf(checked.end, instants)];
  return (entity) => {
    const first = offsets[entity];
    if (first === offsets[entity + 1]) return;
    const next = stepBefore(scaled, entity, from) + 1;
    const after = stepBefore(scaled, entity, to) + 1;
    let before = next === first ? 0 : levels[next - 1];
    if (booking === "event" && after > next) {
      for (let step = next; step < after; step += 1) {
        const place = places[step];
        const level2 = levels[step];
        const kind = kindOf(before, level2, isReturn(scaled, step));
        visit(entity, kind, before, level2, instants[place], place);
        before = level2;
      }
      return;
    }
    const level = after === first ? 0 : levels[after - 1];
    if (before === 0 && level === 0) return;
    visit(entity, kindOf(before, level, isReturn(scaled, next)), before, level, null, places[after - 1]);
  };
}
function rationalVisits(ledger2, checked, booking, visit) {
  const { rational, instants } = ledger2;
  const { offsets, places } = rational;
  const exchangeInstant = exchangeInstants(checked).opening;
  const [from, to] = [placeOf(checked.start, instants), placeOf(checked.end, instants)];
  return (entity) => {
    const first = offsets[entity];
    const worthAt2 = (step) => step < first ? zero : inReportingCurrency(ledger2, levelFrom(rational, entity, step), exchangeInstant);
    const before = stepBefore(rational, entity, from);
    const last = stepBefore(rational, entity, to);
    const opening = worthAt2(before);
    let moved2 = false;
    let worth = opening;
    for (let step = booking === "event" ? before + 1 : Math.max(last, before + 1); step <= last; step += 1) {
      const next = worthAt2(step);
      const firstOfRun = booking === "event" ? step : before + 1;
      const kind = kindOfChange(worth.n === 0n, next.n === 0n, subtract(next, worth), isReturn(rational, firstOfRun));
      const place = places[step];
      if (kind !== noKind) {
        moved2 = true;
        visit(entity, kind, worth, next, booking === "event" ? instants[place] : null, place);
      }
      worth = next;
    }
    if (!moved2 && opening.n !== 0n) visit(entity, noKind, opening, opening, null, -1);
  };
}

// src/movements/by-customer/entity-name.ts
function nameOf({ entities }, entity) {
  const customerId = entities.customerIds[entity];
  const subscriptionId = entities.subscriptionIds[entity];
  return subscriptionId === void 0 ? { customerId } : { customerId, subscriptionId };
}
function byName(a, b) {
  return order(a.customerId, b.customerId) || order(a.subscriptionId ?? "", b.subscriptionId ?? "");
}
var orders = /* @__PURE__ */ new WeakMap();
function entitiesByName(ledger2) {
  let entities = orders.get(ledger2);
  if (entities === void 0) {
    const { customerIds, subscriptionIds } = ledger2.entities;
    entities = Uint32Array.from(customerIds, (_, entity) => entity);
    const compare2 = (a, b) => order(customerIds[a], customerIds[b]) || order(subscriptionIds[a] ?? "", subscriptionIds[b] ?? "") || a - b;
    if (entities.some((entity) => entity > 0 && compare2(entity - 1, entity) > 0)) entities.sort(compare2);
    orders.set(ledger2, entities);
  }
  return entities;
}
function order(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

// src/movements/statement/mrr-statement.ts
var mrrTermNames = [
  "opening",
  "new",
  "reactivation",
  "expansion",
  "contraction",
  "churn",
  "closing",
  "fx",
  "retainedGross",
  "retainedNet"
];
var policyKey = /* @__PURE__ */ Symbol.for("tenure.policy");
var termsKey = /* @__PURE__ */ Symbol.for("tenure.terms");
function policyOf(statement) {
  return statement[policyKey];
}
function exactTermsOf(statement) {
  return statement[termsKey];
}
function sealed(statement, policy, terms) {
  if (policy !== void 0) Object.defineProperty(statement, policyKey, { value: policy });
  if (terms !== void 0) Object.defineProperty(statement, termsKey, { value: Object.freeze(terms) });
  return Object.freeze(statement);
}
function mrrStatement(totals, { ledger: ledger2, definitions }, print) {
  const terms = totals.mrr();
  const statement = {
    period: totals.checked.period,
    complete: totals.complete,
    currency: ledger2.currency,
    opening: print(terms.opening),
    new: print(terms.new),
    reactivation: print(terms.reactivation),
    expansion: print(terms.expansion),
    contraction: print(terms.contraction),
    churn: print(terms.churn),
    closing: print(terms.closing),
    fx: print(terms.fx),
    retainedGross: print(terms.retainedGross),
    retainedNet: print(terms.retainedNet)
  };
  return sealed(statement, definitions, terms);
}

// src/movements/walk/step-amounts.ts
function stepsOfEntity({ scaled, rational }, entity) {
  const { offsets } = rational;
  return (offsets[entity + 1] ?? 0) > (offsets[entity] ?? 0) ? rational : scaled;
}
function amountsOfStep({ scaled, rational, unit, currencyOf: currencyOf2 }, steps2, entity, step) {
  if (steps2 === rational) return levelFrom(rational, entity, step);
  const amount = { n: BigInt(scaled.levels[step]), d: unit };
  const currency = currencyOf2?.[entity] ?? 0;
  return Array.from({ length: currency + 1 }, (_, code) => code === currency ? amount : null);
}
function levelBefore(ledger2, entity, place) {
  const steps2 = stepsOfEntity(ledger2, entity);
  const step = stepBefore(steps2, entity, place);
  return step < steps2.offsets[entity] ? 0 : steps2.levels[step];
}

// src/movements/by-customer/terms-by-customer.ts
var noTerms = /* @__PURE__ */ Object.fromEntries(
  /* @__PURE__ */ mrrTermNames.map((term) => [term, zero])
);
function combineTerms(a, b, combine) {
  return /* @__PURE__ */ Object.fromEntries(
    /* @__PURE__ */ mrrTermNames.map((term) => [term, combine(a[term], b[term])])
  );
}
function termsByCustomer({ ledger: ledger2, statement }, checked) {
  const { customerIds } = ledger2.entities;
  const byCustomer = /* @__PURE__ */ new Map();
  const book2 = (entity, terms) => {
    const customerId = customerIds[entity];
    byCustomer.set(customerId, combineTerms(byCustomer.get(customerId) ?? noTerms, { ...noTerms, ...terms }, add));
  };
  for (const { entity, kind, from, to } of entityMovements(ledger2, checked, statement.movements)) {
    if (kind === null) continue;
    book2(entity, { [kinds[kind]]: absolute(subtract(to, from)) });
  }
  const exchange = exchangeInstants(checked);
  const [startPlace, endPlace] = [checked.start, checked.end].map((at) => placeOf(at, ledger2.instants));
  for (let entity = 0; entity < customerIds.length; entity += 1) {
    const steps2 = stepsOfEntity(ledger2, entity);
    const amountBefore = (place, exchangeInstant) => {
      const step = stepBefore(steps2, entity, place);
      if (step < steps2.offsets[entity] || steps2.levels[step] === 0) return zero;
      return inReportingCurrency(ledger2, amountsOfStep(ledger2, steps2, entity, step), exchangeInstant);
    };
    const opening = amountBefore(startPlace, exchange.opening);
    const closing = amountBefore(endPlace, exchange.closing);
    if (opening.n === 0n && closing.n === 0n) continue;
    const closingAtOpening = amountBefore(endPlace, exchange.opening);
    const isOpen3 = opening.n !== 0n;
    book2(entity, {
      opening,
      closing,
      fx: subtract(closing, closingAtOpening),
      retainedNet: isOpen3 ? closingAtOpening : zero,
      retainedGross: isOpen3 && compare(closingAtOpening, opening) > 0 ? opening : isOpen3 ? closingAtOpening : zero
    });
  }
  return byCustomer;
}

// src/movements/by-key/running-spans.ts
function runningSpans(ledger2) {
  const { spans, prices } = ledger2;
  const entities = ledger2.entities.customerIds.length;
  const own2 = (entity) => {
    const first = spans.offsets[entity];
    return Array.from({ length: spans.offsets[entity + 1] - first }, (_, i) => first + i);
  };
  const isPaid = (span) => prices.values[spans.price[span]].n !== 0n;
  function rowsBefore(entity, place) {
    return own2(entity).filter((span) => spans.start[span] < place && spans.end[span] >= place);
  }
  function before(entity, place) {
    const running = rowsBefore(entity, place);
    if (running.some(isPaid) || levelBefore(ledger2, entity, place) === 0) return running;
    let lastEnd = 0;
    for (const span of own2(entity)) {
      const end = spans.end[span];
      if (isPaid(span) && end < place && end > lastEnd) lastEnd = end;
    }
    return rowsBefore(entity, lastEnd);
  }
  return {
    entities,
    isPaid,
    before,
    eachChange(entity, from, to, visit) {
      const changesAt = /* @__PURE__ */ new Map();
      const changeAt = (place) => getOrAdd(changesAt, place, () => ({ ended: [], started: [] }));
      for (const span of own2(entity)) {
        const [start2, end] = [spans.start[span], spans.end[span]];
        if (start2 >= from && start2 < to) changeAt(start2).started.push(span);
        if (end >= from && end < to) changeAt(end).ended.push(span);
      }
      const running = rowsBefore(entity, from);
      let paid = running.filter(isPaid).length;
      let pending = changeBetween(before(entity, from), running);
      for (const place of [...changesAt.keys()].sort((a, b) => a - b)) {
        const { ended, started } = changeAt(place);
        paid += started.filter(isPaid).length - ended.filter(isPaid).length;
        pending = withoutPassing({ ended: [...pending.ended, ...ended], started: [...pending.started, ...started] });
        if (paid === 0 && levelBefore(ledger2, entity, place + 1) !== 0) continue;
        visit(place, pending);
        pending = { ended: [], started: [] };
      }
    }
  };
}
function changeBetween(before, after) {
  return withoutPassing({ ended: before, started: after });
}
function withoutPassing({ ended, started }) {
  if (ended.length === 0 || started.length === 0) return { ended, started };
  const [from, to] = [new Set(ended), new Set(started)];
  return { ended: ended.filter((span) => !to.has(span)), started: started.filter((span) => !from.has(span)) };
}
function amountsBy(ledger2, running, exchangeInstant, keyOf) {
  const amounts = /* @__PURE__ */ new Map();
  for (const span of running) {
    const amount = worthOfSpan(ledger2, span, exchangeInstant);
    if (amount.n === 0n) continue;
    getOrAdd(amounts, keyOf(span), () => []).push(amount);
  }
  return new Map(Array.from(amounts, ([key, all]) => [key, sum(all)]));
}
function worthOfSpan(ledger2, span, exchangeInstant) {
  const { spans, prices } = ledger2;
  const price = spans.price[span];
  const local = prices.values[price];
  if (local.n === 0n) return local;
  const exchangeRate = exchangeRateOf(ledger2, prices.currencies[price], exchangeInstant);
  return exchangeRate === one ? local : multiply(local, exchangeRate);
}

// src/movements/walk/tracks.ts
function layTracks(periods) {
  return lay(periods, (last, next) => last.end <= next.start).map((positions) => {
    const bounds = new Float64Array(2 * positions.length);
    for (let i = 0; i < positions.length; i += 1) {
      const { start: start2, end } = periods[positions[i]];
      bounds[2 * i] = start2;
      bounds[2 * i + 1] = end;
    }
    return { positions, bounds, segments: bounds.length + 1 };
  });
}
function layChains(periods, instants) {
  return lay(periods, (last, next) => last.end <= next.end).map((positions) => {
    const starts = new Float64Array(positions.length);
    const ends = new Float64Array(positions.length);
    for (let i = 0; i < positions.length; i += 1) {
      const { start: start2, end } = periods[positions[i]];
      starts[i] = start2;
      ends[i] = end;
    }
    return { positions, begun: slotsOf(starts, instants), ended: slotsOf(ends, instants) };
  });
}
function lay(periods, fits) {
  const order2 = periods.map((_, position) => position);
  order2.sort((a, b) => {
    const [one3, other] = [periods[a], periods[b]];
    return one3.start - other.start || one3.end - other.end;
  });
  const lists = [];
  const lasts = [];
  for (const position of order2) {
    const checked = periods[position];
    let at = 0;
    while (at < lists.length && !fits(lasts[at], checked)) at += 1;
    if (at === lists.length) lists.push([]);
    lists[at].push(position);
    lasts[at] = checked;
  }
  return lists;
}
function slotsOf(bounds, instants) {
  const slotOf2 = new Uint32Array(instants.length);
  let place = 0;
  for (let segment = 0; place < instants.length; segment += 1) {
    const next = segment < bounds.length ? bounds[segment] : Number.POSITIVE_INFINITY;
    for (; place < instants.length && instants[place] < next; place += 1)
      slotOf2[place] = segment * kindCount;
  }
  return slotOf2;
}

// src/movements/walk/netting.ts
var netSteps = (sums, walked, later, tracks, periods) => {
  const slots2 = slotsOnTracks(tracks);
  for (const chain of layChains(periods, walked.instants))
    addToTracks(sums, slots2, chain, nettings(walked, later, chain));
};
function nettings(walked, later, { positions, begun, ended }) {
  const { steps: steps2, currencyOf: currencyOf2, currencies } = walked;
  const { offsets, places, levels } = steps2;
  const slots2 = (positions.length + 1) * kindCount;
  const differences = { amounts: unitSums(slots2 * currencies), counts: new Int32Array(slots2) };
  let entity = 0;
  let base = 0;
  for (let i = 0; i < later.length; i += 1) {
    const step = later[i];
    const stop = begun[places[step - 1]];
    let from = ended[places[step]];
    if (from >= stop) continue;
    if (currencyOf2 !== null) {
      while (offsets[entity + 1] <= step) entity += 1;
      base = currencyOf2[entity] * slots2;
    }
    const first = levels[step - 1];
    const level = levels[step];
    book(differences, base, kindOf(first, level, isReturn(steps2, step)), -Math.abs(level - first), -1, from, stop);
    const opens = later[i - 1] !== step - 1;
    const opening = opens ? 0 : levels[step - 2];
    if (!opens) from = Math.max(from, begun[places[step - 2]]);
    if (from >= stop) continue;
    const returns = isReturn(steps2, step - 1);
    book(differences, base, kindOf(opening, first, returns), -Math.abs(first - opening), -1, from, stop);
    for (let end = step + 1; from < stop; end += 1) {
      const isOwn = later[i + end - step] === end;
      const to = isOwn ? Math.min(stop, ended[places[end]]) : stop;
      if (to <= from) continue;
      const closing = levels[end - 1];
      const kind = kindOf(opening, closing, returns);
      if (kind !== noKind) book(differences, base, kind, Math.abs(closing - opening), 1, from, to);
      from = to;
    }
  }
  return differences;
}
function book({ amounts, counts }, base, kind, amount, count2, from, to) {
  addUnits(amounts, base + from + kind, amount);
  addUnits(amounts, base + to + kind, -amount);
  counts[from + kind] = counts[from + kind] + count2;
  counts[to + kind] = counts[to + kind] - count2;
}
function addToTracks(sums, slotsOnTracks2, { positions }, { amounts, counts }) {
  for (let first = 0; first < amounts.units.length; first += counts.length) {
    for (let kind = 0; kind < kindCount; kind += 1) {
      let [units2, more2, count2] = [0, 0n, 0];
      for (const [i, position] of positions.entries()) {
        const from = i * kindCount + kind;
        count2 += counts[from];
        units2 += amounts.units[first + from];
        more2 += amounts.spilled.get(first + from) ?? 0n;
        if (Math.abs(units2) >= 2 ** 52) [units2, more2] = [0, more2 + BigInt(units2)];
        const { track, slot } = slotsOnTracks2[position];
        const ofTrack = sums[track];
        const at = first / counts.length * ofTrack.counts.length + slot + kind;
        addUnits(ofTrack.amounts, at, units2);
        if (more2 !== 0n) spill(ofTrack.amounts.spilled, at, more2);
        if (first === 0) ofTrack.counts[slot + kind] = ofTrack.counts[slot + kind] + count2;
      }
    }
  }
}
function slotsOnTracks(tracks) {
  const slots2 = [];
  for (const [track, { positions }] of tracks.entries()) {
    for (const [i, position] of positions.entries()) slots2[position] = { track, slot: (2 * i + 1) * kindCount };
  }
  return slots2;
}

// src/movements/walk/each-movement.ts
function eachMovement(steps2, instants, track, booking, visit) {
  const { offsets, places, levels } = steps2;
  const slotOf2 = slotsOf(track.bounds, instants);
  for (let entity = 0; entity + 1 < offsets.length; entity += 1) {
    const last = offsets[entity + 1];
    let before = 0;
    for (let first = offsets[entity]; first < last; ) {
      const slot = slotOf2[places[first]];
      let end = first + 1;
      const nets = booking === "net" && slot % (2 * kindCount) !== 0;
      while (nets && end < last && slotOf2[places[end]] === slot) end += 1;
      const after = levels[end - 1];
      visit(entity, first, end, before, after, slot, isReturn(steps2, first));
      before = after;
      first = end;
    }
  }
}

// src/movements/walk/rational-walk.ts
function rationalWalk(ledger2, track, periods, booking) {
  const { rational, instants, currencies } = ledger2;
  const changes = keyedSums();
  const amounts = keyedSums();
  if (rational.places.length === 0) return { changes, amounts };
  eachMovement(rational, instants, track, booking, (_entity, first, end, before, after, slot, returns) => {
    const segment = slot / kindCount;
    const change = changeOver(rational, first, end);
    for (const [code, amount] of change.entries()) {
      if (amount !== null) changes.add(segment * currencies.length + code, amount);
    }
    if (segment % 2 === 0) return;
    const { opening } = exchangeInstants(periods[track.positions[(segment - 1) / 2]]);
    const worth = inReportingCurrency(ledger2, change, opening);
    const kind = kindOfChange(before === 0, after === 0, worth, returns);
    if (kind !== noKind) amounts.add(slot + kind, absolute(worth));
  });
  return { changes, amounts };
}

// src/movements/walk/segment-sums.ts
function segmentSums(segments, currencies) {
  const slots2 = segments * kindCount;
  return { amounts: unitSums(slots2 * currencies), counts: new Uint32Array(slots2) };
}

// src/movements/walk/kind-sums.ts
var fewestSteps = 4;
var mostWalked = 2;
var known = /* @__PURE__ */ new WeakMap();
function kindSumsOf(walked, tracks) {
  const { steps: steps2, instants, currencies } = walked;
  const pays = tracks > mostWalked;
  if (instants.length * currencies * fewestSteps > steps2.places.length) return pays ? sumsBetween(walked) : null;
  const sums = known.get(steps2) ?? (pays || known.has(steps2) ? sumsByInstant(walked) : null);
  known.set(steps2, sums);
  return sums;
}
function sumsByInstant(walked) {
  const { instants, steps: steps2, currencies } = walked;
  const places = Uint32Array.from(instants, (_, place) => place * kindCount);
  const totals = bookSteps(walked, places, instants.length);
  const later = laterSteps(steps2);
  return (...asked) => sumsOf(walked, later, (slotOf2, cells) => regrouped(totals, slotOf2, cells, currencies), ...asked);
}
function sumsBetween(walked) {
  const later = laterSteps(walked.steps);
  return (...asked) => sumsOf(walked, later, (slotOf2, cells) => bookSteps(walked, slotOf2, cells), ...asked);
}
function laterSteps({ offsets, places }) {
  const later = new Uint32Array(places.length);
  let count2 = 0;
  for (let entity = 0; entity + 1 < offsets.length; entity += 1) {
    const end = offsets[entity + 1];
    for (let step = offsets[entity] + 1; step < end; step += 1) {
      later[count2] = step;
      count2 += 1;
    }
  }
  return later.slice(0, count2);
}
function sumsOf(walked, later, totalsIn, tracks, periods, net) {
  const bounds = (/* @__PURE__ */ new Set()).add(Number.NEGATIVE_INFINITY);
  for (const track of tracks) for (const bound of track.bounds) bounds.add(bound);
  const starts = Float64Array.from(bounds).sort();
  const totals = totalsIn(slotsOf(starts.subarray(1), walked.instants), starts.length);
  const sums = tracks.map(
    (track) => regrouped(totals, slotsOf(track.bounds, starts), track.segments, walked.currencies)
  );
  net?.(sums, walked, later, tracks, periods);
  return sums;
}
function bookSteps(walked, slotOf2, cells) {
  const { steps: steps2, currencyOf: currencyOf2, currencies } = walked;
  const { offsets, places, levels } = steps2;
  const sums = segmentSums(cells, currencies);
  const { amounts, counts } = sums;
  for (let entity = 0; entity + 1 < offsets.length; entity += 1) {
    const base = currencyOf2 === null ? 0 : currencyOf2[entity] * counts.length;
    const end = offsets[entity + 1];
    let before = 0;
    for (let step = offsets[entity]; step < end; step += 1) {
      const level = levels[step];
      const slot = slotOf2[places[step]] + kindOf(before, level, isReturn(steps2, step));
      addUnits(amounts, base + slot, Math.abs(level - before));
      counts[slot] = counts[slot] + 1;
      before = level;
    }
  }
  return sums;
}
function regrouped(totals, slotOf2, segments, currencies) {
  const sums = segmentSums(segments, currencies);
  const { amounts, counts } = sums;
  const { units: units2 } = totals.amounts;
  for (let currency = 0; currency < currencies; currency += 1) {
    const base = currency * totals.counts.length;
    for (let cell = 0, end = 0; cell < slotOf2.length; cell = end) {
      const first = slotOf2[cell];
      do
        end += 1;
      while (slotOf2[end] === first);
      for (let kind = 0; kind < kindCount; kind += 1) {
        let sum2 = 0;
        let count2 = 0;
        for (let at = cell * kindCount + kind; at < end * kindCount; at += kindCount) {
          sum2 += units2[base + at];
          count2 += totals.counts[at];
          if (sum2 < 2 ** 52) continue;
          spill(amounts.spilled, currency * counts.length + first + kind, BigInt(sum2));
          sum2 = 0;
        }
        addUnits(amounts, currency * counts.length + first + kind, sum2);
        if (currency === 0) counts[first + kind] = counts[first + kind] + count2;
      }
    }
  }
  for (const [at, sum2] of totals.amounts.spilled) {
    const [currency, slot] = [Math.floor(at / totals.counts.length), at % totals.counts.length];
    const to = slotOf2[Math.floor(slot / kindCount)] + slot % kindCount;
    spill(amounts.spilled, currency * counts.length + to, sum2);
  }
  return sums;
}

// src/movements/walk/walk.ts
function walk({ scaled, rational, counted, instants, currencyOf: currencyOf2, currencies }, tracks, periods, net) {
  const booking = net === null ? "event" : "net";
  const walkSteps = (walked) => {
    const kindSums = kindSumsOf(walked, tracks.length);
    return kindSums?.(tracks, periods, net) ?? tracks.map((track) => plainWalk(walked, track, booking));
  };
  const sums = walkSteps({ steps: scaled, instants, currencyOf: currencyOf2, currencies: Math.max(currencies.length, 1) });
  if (counted !== null) {
    const counts = walkSteps({ steps: counted, instants, currencyOf: null, currencies: 1 });
    return sums.map(({ amounts }, i) => ({ amounts, counts: counts[i].counts }));
  }
  if (rational.places.length === 0) return sums;
  return sums.map(({ amounts, counts }, i) => {
    const track = tracks[i];
    const more2 = plainWalk({ steps: rational, instants, currencyOf: null, currencies: 1 }, track, booking).counts;
    return { amounts, counts: counts.map((count2, slot) => count2 + more2[slot]) };
  });
}
function plainWalk(walked, track, booking) {
  const { steps: steps2, instants, currencyOf: currencyOf2, currencies } = walked;
  const sums = segmentSums(track.segments, currencies);
  const { amounts, counts } = sums;
  eachMovement(steps2, instants, track, booking, (entity, _first, _end, before, after, slot, returns) => {
    const kind = kindOf(before, after, returns);
    if (kind === noKind) return;
    const base = currencyOf2 === null ? 0 : currencyOf2[entity] * counts.length;
    addUnits(amounts, base + slot + kind, Math.abs(after - before));
    counts[slot + kind] = counts[slot + kind] + 1;
  });
  return sums;
}

// src/movements/statement/totals.ts
function totalsOf({ ledger: ledger2, statement }, periods) {
  const tracks = layTracks(periods);
  const nets = walk(ledger2, tracks, periods, netSteps);
  const booked = statement.movements === "net" ? nets : walk(ledger2, tracks, periods, null);
  const totals = [];
  for (const [t, track] of tracks.entries()) {
    const [net, own2] = [nets[t], booked[t]];
    const customers = customersAlong(track, net, own2);
    let mrrOf;
    const mrr2 = (period2) => {
      mrrOf ??= mrrAlong(ledger2, track, periods, net, own2);
      return mrrOf(period2);
    };
    for (const [i, position] of track.positions.entries()) {
      const checked = periods[position];
      totals[position] = {
        checked,
        complete: checked.end <= ledger2.rules.asOf,
        mrr: () => mrr2(i),
        customers: customers[i]
      };
    }
  }
  return totals;
}
function customersAlong({ positions }, net, { counts }) {
  let closing = 0;
  const gained = (slot) => counts[slot + newKind] + counts[slot + reactivationKind] - counts[slot + churnKind];
  return positions.map((_, i) => {
    const slot = (2 * i + 1) * kindCount;
    const opening = closing + gained(slot - kindCount);
    closing = opening + gained(slot);
    return {
      opening,
      new: counts[slot + newKind],
      reactivated: counts[slot + reactivationKind],
      churned: counts[slot + churnKind],
      closing,
      retained: opening - net.counts[slot + churnKind]
    };
  });
}
function mrrAlong(ledger2, track, periods, net, own2) {
  const netRational = rationalWalk(ledger2, track, periods, "net");
  const ownRational = own2 === net ? netRational : rationalWalk(ledger2, track, periods, "event");
  const levels = localLevels(ledger2, track, own2.amounts, ownRational);
  const codes = Math.max(ledger2.currencies.length, 1);
  const movedIn = ({ amounts, counts }, rational, first, instant) => {
    const moved2 = [];
    for (let slot = first; slot < first + kindCount; slot += 1) {
      const local = [];
      for (let code = 0; code < codes; code += 1) {
        local.push({ n: unitsAt(amounts, code * counts.length + slot), d: ledger2.unit });
      }
      moved2.push(addIfAny(inReportingCurrency(ledger2, local, instant), rational.amounts.get(slot)));
    }
    return moved2;
  };
  return (period2) => {
    const at = exchangeInstants(periods[track.positions[period2]]);
    const slot = (2 * period2 + 1) * kindCount;
    const [before, after] = [levels[2 * period2 + 1], levels[2 * period2 + 2]];
    const ofNet = movedIn(net, netRational, slot, at.opening);
    const ofOwn = own2 === net ? ofNet : movedIn(own2, ownRational, slot, at.opening);
    const opening = inReportingCurrency(ledger2, before, at.opening);
    const closing = inReportingCurrency(ledger2, after, at.closing);
    const retainedGross = subtract(opening, add(ofNet[contractionKind], ofNet[churnKind]));
    return {
      opening,
      new: ofOwn[newKind],
      reactivation: ofOwn[reactivationKind],
      expansion: ofOwn[expansionKind],
      contraction: ofOwn[contractionKind],
      churn: ofOwn[churnKind],
      closing,
      fx: ledger2.rules.exchangeRates === null ? zero : subtract(closing, inReportingCurrency(ledger2, after, at.opening)),
      retainedGross,
      retainedNet: add(retainedGross, ofNet[expansionKind])
    };
  };
}
function localLevels({ unit, currencies }, { segments }, amounts, { changes }) {
  const units2 = Array.from({ length: Math.max(currencies.length, 1) }, () => 0n);
  const fractions2 = units2.map(() => zero);
  const levelNow = () => units2.map((n, code) => addIfAny({ n, d: unit }, fractions2[code]));
  let level = levelNow();
  const levels = [level];
  for (let segment = 0; segment < segments; segment += 1) {
    let isChanged = false;
    for (let code = 0; code < units2.length; code += 1) {
      for (let kind = 0; kind < kindCount; kind += 1) {
        const amount = unitsAt(amounts, (code * segments + segment) * kindCount + kind);
        if (amount === 0n) continue;
        units2[code] = units2[code] + (kind < contractionKind ? amount : -amount);
        isChanged = true;
      }
      const change = changes.get(segment * currencies.length + code);
      if (change.n === 0n) continue;
      fractions2[code] = add(fractions2[code], change);
      isChanged = true;
    }
    if (isChanged) level = levelNow();
    levels.push(level);
  }
  return levels;
}
function addIfAny(amount, other) {
  return other.n === 0n ? amount : amount.n === 0n ? other : add(amount, other);
}

// src/movements/mrr-movements.ts
function mrrMovements(source, period2, policy) {
  const opened = openPeriods(source, period2, policy);
  checkPriced(opened.ledger);
  const print = moneyOut(opened.statement.money);
  return inShape(
    opened,
    totalsOf(opened, opened.spans).map((totals) => mrrStatement(totals, opened, print))
  );
}

// src/movements/state.ts
var orPeriod = ", or a Period such as month('2026-03')";
function statesAt(source, at, policy) {
  checkSource(source);
  const isList = Array.isArray(at);
  const asked = isList ? Array.from(at, (own2, index) => ({ own: own2, path: `at[${index}]` })) : [{ own: at, path: "at" }];
  const given2 = asked.map(({ own: own2, path }) => ({ own: own2, path, checked: isPeriod(own2) ? readPeriod(own2, path) : null }));
  const zone = zoneOfPeriods(given2.flatMap(({ checked }) => checked ?? []));
  const opened = openSource(source, policy, zone);
  const periods = given2.map(({ own: own2, path, checked }) => {
    const instant = checked === null ? readInstant(own2, opened.ledger.rules.zone, path, orPeriod) : checked.end - 1;
    return { start: instant + 1, end: instant + 1 };
  });
  const states = [];
  for (const track of layTracks(periods)) {
    const [sums] = walk(opened.ledger, [track], periods, null);
    const customers = customersAlong(track, sums, sums);
    let levels;
    for (const [i, position] of track.positions.entries()) {
      const { opening } = exchangeInstants(periods[position]);
      states[position] = {
        mrr: () => {
          checkPriced(opened.ledger);
          levels ??= localLevels(
            opened.ledger,
            track,
            sums.amounts,
            rationalWalk(opened.ledger, track, periods, "event")
          );
          return inReportingCurrency(opened.ledger, levels[2 * i + 1], opening);
        },
        customers: customers[i].opening
      };
    }
  }
  return { isList, states, money: opened.statement.money };
}
function isPeriod(value) {
  return isRecord(value) && !isDate(value) && ("start" in value || "end" in value || "timeZone" in value);
}

// src/movements/statement/terms.ts
var context = ["period", "complete"];
var segmentNames = ["key", "transferIn", "transferOut", "expansionCauses"];
var mrrKeys = /* @__PURE__ */ [mrrTermNames, segmentNames, "currency", context].flat();
var gainsAndLosses = ["new", "reactivation", "expansion", "contraction", "churn"];
var customerKeys = ["opening", "new", "reactivated", "churned", "closing", "retained"];
function readMrrTerms(terms, path = "terms") {
  return (isRecord(terms) ? exactTermsOf(terms) : void 0) ?? readPrintedTerms(terms, path);
}
function readGainsAndLosses(terms, path = "terms") {
  if (!isRecord(terms) || exactTermsOf(terms) !== void 0) return readMrrTerms(terms, path);
  checkTerms(terms, mrrKeys, path);
  const given2 = readPrintedTerms(terms.opening === void 0 ? { ...terms, opening: 0 } : terms, path);
  if (gainsAndLosses.some((name) => terms[name] !== void 0)) return given2;
  return reject("INVALID_TYPE", path, `have one of ${gainsAndLosses.join(", ")}`, terms);
}
function readPrintedTerms(terms, path = "terms") {
  const given2 = checkTerms(terms, mrrKeys, path);
  return {
    opening: readAmount(given2.opening, `${path}.opening`),
    new: orZero(given2, "new", path),
    reactivation: orZero(given2, "reactivation", path),
    expansion: orZero(given2, "expansion", path),
    contraction: orZero(given2, "contraction", path),
    churn: orZero(given2, "churn", path),
    fx: given2.fx === void 0 ? zero : readSignedAmount(given2.fx, `${path}.fx`),
    closing: ifGiven(given2, "closing", path),
    transferIn: orZero(given2, "transferIn", path),
    transferOut: orZero(given2, "transferOut", path),
    retainedGross: ifGiven(given2, "retainedGross", path),
    retainedNet: ifGiven(given2, "retainedNet", path)
  };
}
function readCustomerTerms(terms, path = "terms") {
  const given2 = checkTerms(terms, [...customerKeys, ...context], path);
  return {
    opening: readAmount(given2.opening, `${path}.opening`),
    new: orZero(given2, "new", path),
    reactivated: orZero(given2, "reactivated", path),
    churned: ifGiven(given2, "churned", path),
    closing: ifGiven(given2, "closing", path),
    retained: ifGiven(given2, "retained", path)
  };
}
function exactCustomers(counts) {
  const exact = (count2) => ({ n: BigInt(count2), d: 1n });
  return {
    opening: exact(counts.opening),
    new: exact(counts.new),
    reactivated: exact(counts.reactivated),
    churned: exact(counts.churned),
    closing: exact(counts.closing),
    retained: exact(counts.retained)
  };
}
function checkTerms(terms, known5, path) {
  if (!isRecord(terms) || tagOf(terms) !== "Object" || "timeZone" in terms) {
    const others2 = path === "terms" ? ", or rows or a ledger and a period" : "";
    reject("INVALID_TYPE", path, `be the terms of a statement${others2}`, terms);
  }
  return checkKeys(terms, known5, path);
}
function ifGiven(given2, term, path) {
  return given2[term] === void 0 ? void 0 : readAmount(given2[term], `${path}.${term}`);
}
function orZero(given2, term, path) {
  return ifGiven(given2, term, path) ?? zero;
}
function footOf(terms) {
  const gained = sum([terms.new, terms.reactivation, terms.expansion, terms.transferIn ?? zero, terms.fx]);
  const lost = sum([terms.contraction, terms.churn, terms.transferOut ?? zero]);
  return subtract(add(terms.opening, gained), lost);
}

// src/movements/statement/rate-of-terms.ts
function mrrRateInput([first, second, third], read = readMrrTerms) {
  if (!isSource(first)) return inputOf(read(first), second);
  const asked = openPeriods(first, second, third);
  checkPriced(asked.ledger);
  return {
    isList: asked.isList,
    bridges: totalsOf(asked, asked.spans).map(({ mrr: mrr2 }) => mrr2()),
    rules: asked.statement
  };
}
function customerRateInput([first, second, third]) {
  if (!isSource(first)) return inputOf(readCustomerTerms(first), second);
  const asked = openPeriods(first, second, third);
  const bridges = totalsOf(asked, asked.spans).map(({ customers }) => exactCustomers(customers));
  return { isList: asked.isList, bridges, rules: asked.statement };
}
function inputOf(terms, options) {
  const given2 = options === void 0 || typeof options === "number" ? {} : options;
  return { isList: false, bridges: [terms], rules: statementRules(checkPolicy(given2, "options")) };
}

// src/cohorts/grid.ts
function gridOf({ instants, scaled, rational, rules: rules2 }, unit, until) {
  const { zone } = rules2;
  const ordinals = Int32Array.from(instants, (instant) => unit.ordinalOf(zone.dayOf(instant)));
  let [earliest, latest] = [Number.POSITIVE_INFINITY, -1];
  for (const { offsets, places } of [scaled, rational]) {
    for (let entity = 0; entity + 1 < offsets.length; entity += 1) {
      const place = places[offsets[entity]];
      if (offsets[entity] === offsets[entity + 1] || instants[place] >= until) continue;
      if (place < earliest) earliest = place;
      if (place > latest) latest = place;
    }
  }
  if (latest === -1) return null;
  const first = ordinals[earliest];
  const endOf = (index) => zone.startOfDay(unit.firstDay(first + index + 1));
  return {
    cohorts: ordinals[latest] - first + 1,
    // The unit that `until` falls in has not ended yet.
    ages: unit.ordinalOf(zone.dayOf(until)) - first,
    first,
    zone,
    unit,
    endOf,
    cohortOf: (place) => instants[place] < until ? ordinals[place] - first : -1,
    ageOf: (firstPlace, place) => ordinals[place] - ordinals[firstPlace]
  };
}
function elapsedAges({ instants }, unit, grid) {
  const at = (place) => instants[place];
  return {
    ...grid,
    ageOf: (firstPlace, place) => place === firstPlace ? 0 : wholeUnits(grid.zone, at(firstPlace), at(place), unit) + 1
  };
}

// src/cohorts/triangle.ts
function triangleOf(ledger2, ages) {
  const currencies = Math.max(1, ledger2.currencies.length);
  const cells = ages.cohorts * ages.ages;
  const sizes = new Uint32Array(ages.cohorts);
  const customers = new Int32Array(cells);
  const sums = exactSums(currencies, cells + ages.cohorts);
  bookScaled(ledger2, ages, sizes, customers, sums);
  bookRational(ledger2, ages, sizes, customers, sums);
  const totals = sums.totals(ledger2.unit);
  const amounts = totals.map((ofCurrency) => ofCurrency.slice(0, cells));
  for (let cohort = 0; cohort < ages.cohorts; cohort += 1) {
    for (let cell = cohort * ages.ages + 1; cell < (cohort + 1) * ages.ages; cell += 1) {
      customers[cell] = customers[cell] + customers[cell - 1];
      for (const own2 of amounts) own2[cell] = add(own2[cell], own2[cell - 1]);
    }
  }
  const byCell = (columns, count2) => Array.from({ length: count2 }, (_, at) => columns.map((column) => column[at]));
  return {
    sizes,
    initial: byCell(
      totals.map((ofCurrency) => ofCurrency.slice(cells)),
      ages.cohorts
    ),
    customers,
    amounts: byCell(amounts, cells)
  };
}
function exactSums(currencies, slots2) {
  const sums = unitSums(currencies * slots2);
  const others2 = keyedSums();
  return {
    addUnits(currency, slot, units2) {
      addUnits(sums, currency * slots2 + slot, units2);
    },
    add(currency, slot, amount) {
      others2.add(currency * slots2 + slot, amount);
    },
    totals(unit) {
      const total3 = (at) => {
        const units2 = { n: unitsAt(sums, at), d: unit };
        const other = others2.get(at);
        return other.n === 0n ? units2 : add(units2, other);
      };
      return Array.from(
        { length: currencies },
        (_, currency) => Array.from({ length: slots2 }, (__, slot) => total3(currency * slots2 + slot))
      );
    }
  };
}
function bookScaled({ scaled: { offsets, places, levels }, currencyOf: currencyOf2 }, { cohorts, ages, cohortOf: cohortOf2, ageOf }, sizes, customers, sums) {
  for (let entity = 0; entity + 1 < offsets.length; entity += 1) {
    const first = offsets[entity];
    const end = offsets[entity + 1];
    if (first === end) continue;
    const firstPlace = places[first];
    const cohort = cohortOf2(firstPlace);
    if (cohort < 0) continue;
    const currency = currencyOf2 === null ? 0 : currencyOf2[entity];
    sizes[cohort] = sizes[cohort] + 1;
    sums.addUnits(currency, cohorts * ages + cohort, levels[first]);
    let level = 0;
    for (let step = first; step < end; step += 1) {
      const age = ageOf(firstPlace, places[step]);
      if (age >= ages) break;
      const cell = cohort * ages + age;
      const to = levels[step];
      sums.addUnits(currency, cell, to - level);
      if (level === 0) customers[cell] = customers[cell] + 1;
      else if (to === 0) customers[cell] = customers[cell] - 1;
      level = to;
    }
  }
}
function bookRational(ledger2, { cohorts, ages, cohortOf: cohortOf2, ageOf }, sizes, customers, sums) {
  const { offsets, places, levels, changes } = ledger2.rational;
  const add2 = (slot, step) => {
    for (const [currency, change] of changes[step].entries()) {
      if (change !== null) sums.add(currency, slot, change);
    }
  };
  for (let entity = 0; entity + 1 < offsets.length; entity += 1) {
    const first = offsets[entity];
    const end = offsets[entity + 1];
    const cohort = first === end ? -1 : cohortOf2(places[first]);
    if (cohort < 0) continue;
    sizes[cohort] = sizes[cohort] + 1;
    add2(cohorts * ages + cohort, first);
    for (let step = first; step < end; step += 1) {
      const age = ageOf(places[first], places[step]);
      if (age >= ages) break;
      const cell = cohort * ages + age;
      add2(cell, step);
      if (step === first || levels[step - 1] === 0) customers[cell] = customers[cell] + 1;
      else if (levels[step] === 0) customers[cell] = customers[cell] - 1;
    }
  }
}

// src/cohorts/retention-cohorts.ts
var known2 = /* @__PURE__ */ optionNames("unit", "ages");
function retentionCohorts(source, options) {
  const { asOf, unit: unitName, ages, ...policy } = checkKeys(options, known2, "options");
  const unit = units[readOptionalChoice(unitName, "options.unit", ["month", "quarter", "year"])];
  const isElapsed = readOptionalChoice(ages, "options.ages", ["calendar", "elapsed"]) === "elapsed";
  const { ledger: ledger2, statement, until } = openUntil(source, asOf, policy, "options.asOf", "options");
  checkPriced(ledger2);
  const grid = gridOf(ledger2, unit, until);
  if (grid === null) return { cohorts: [], cells: [], average: [] };
  if (grid.cohorts * grid.ages > mostCells) {
    const { first, cohorts, ages: count2 } = grid;
    const rule = `be longer, or the first payments later: from ${unit.label(first)} on there are ${cohorts} cohorts of ${count2} ages`;
    reject("INVALID_OPTION", "options.unit", rule, unit.name);
  }
  const out = moneyOut(statement.money);
  const triangle = triangleOf(ledger2, isElapsed ? elapsedAges(ledger2, unit, grid) : grid);
  const list = Array.from({ length: grid.cohorts }, (_, cohort) => cohortOf(ledger2, grid, cohort, triangle));
  const cells = list.flatMap(
    ({ size, mrr: mrr2 }, cohort) => Array.from({ length: grid.ages }, (_, age) => {
      const end = grid.endOf(cohort + age);
      if (end > until) return null;
      const cell = cohort * grid.ages + age;
      return {
        size,
        initial: mrr2,
        retained: triangle.customers[cell],
        mrr: inReportingCurrency(ledger2, triangle.amounts[cell], end - 1)
      };
    })
  );
  return {
    cohorts: list.map((cohort) => ({ ...cohort, mrr: out(cohort.mrr) })),
    cells: cells.map((cell, at) => {
      const { cohort, size } = list[Math.floor(at / grid.ages)];
      return { cohort, age: at % grid.ages, size, ...cell === null ? unknownCell : printed(cell, out) };
    }),
    average: averages(cells, grid, out)
  };
}
var mostCells = 2e6;
function cohortOf(ledger2, { first, unit, zone, endOf }, cohort, { sizes, initial }) {
  const ordinal = first + cohort;
  const label = unit.label(ordinal);
  return {
    cohort: label,
    period: periodOfDays(unit.firstDay(ordinal), unit.firstDay(ordinal + 1), zone, label),
    size: sizes[cohort],
    mrr: inReportingCurrency(ledger2, initial[cohort], endOf(cohort) - 1)
  };
}
var unknownCell = { retained: null, retention: null, mrr: null, mrrRetention: null };
function printed({ size, initial, retained, mrr: mrr2 }, out) {
  return {
    retained,
    retention: ratio(retained, size).value,
    mrr: out(mrr2),
    mrrRetention: ratioOf(mrr2, initial).value
  };
}
function averages(cells, { ages }, out) {
  const knownOf = Array.from({ length: ages }, () => []);
  for (const [at, cell] of cells.entries()) if (cell !== null) knownOf[at % ages]?.push(cell);
  return knownOf.map((known5, age) => {
    const total3 = {
      size: known5.reduce((all, { size }) => all + size, 0),
      initial: sum(known5.map(({ initial }) => initial)),
      retained: known5.reduce((all, { retained }) => all + retained, 0),
      mrr: sum(known5.map(({ mrr: mrr2 }) => mrr2))
    };
    return { age, cohorts: known5.length, size: total3.size, ...printed(total3, out) };
  });
}

// src/cohorts/survival/customer-durations.ts
var known3 = /* @__PURE__ */ optionNames("unit", "observedFrom");
function customerDurations(source, options) {
  const { asOf, unit: unitName, observedFrom, ...policy } = checkKeys(options, known3, "options");
  const unit = unitName === void 0 ? units.month : readUnit(unitName, "options.unit");
  const { ledger: ledger2, until } = openUntil(source, asOf, policy, "options.asOf", "options");
  const { zone } = ledger2.rules;
  const from = observedFrom === void 0 ? null : readInstant(observedFrom, zone, "options.observedFrom");
  const rows = [];
  for (let entity = 0; entity < ledger2.entities.customerIds.length; entity += 1) {
    const life = lifeOf(ledger2, entity);
    if (life === null || life.start >= until) continue;
    const event = life.end < until;
    const end = event ? life.end : until;
    if (from !== null && end <= from) continue;
    const duration = elapsedUnits(zone, life.start, end, unit);
    const entry = from === null ? {} : { entry: from <= life.start ? 0 : elapsedUnits(zone, life.start, from, unit) };
    rows.push({ ...nameOf(ledger2, entity), duration, event, ...entry });
  }
  return rows.sort((a, b) => byName(a, b) || a.duration - b.duration || Number(a.event) - Number(b.event));
}
function lifeOf(ledger2, entity) {
  const { offsets, places, levels } = stepsOfEntity(ledger2, entity);
  const first = offsets[entity];
  const next = offsets[entity + 1];
  if (first === next) return null;
  let step = first + 1;
  while (step < next && levels[step] !== 0) step += 1;
  const instant = (place) => ledger2.instants[place];
  return {
    start: instant(places[first]),
    end: step < next ? instant(places[step]) : Number.POSITIVE_INFINITY
  };
}

// src/cohorts/survival/read-curve.ts
function readCurve(curve) {
  if (!Array.isArray(curve)) reject("INVALID_TYPE", "curve", "be an array of rows, as survivalCurve gives them", curve);
  let earlier = 0;
  let higher = 1;
  for (let index = 0; index < curve.length; index += 1) {
    const row = curve[index];
    if (!isRecord(row)) reject("INVALID_TYPE", `curve[${index}]`, "be an object { time, survival }", row);
    const { time, survival } = row;
    if (typeof time !== "number" || !(time >= earlier && time < Number.POSITIVE_INFINITY)) {
      reject("INVALID_NUMBER", `curve[${index}].time`, `be a finite number >= ${earlier}: times ascend from 0`, time);
    }
    if (typeof survival !== "number" || !(survival >= 0 && survival <= higher)) {
      const rule = `be a fraction from 0 to ${higher}: survival never rises`;
      reject("INVALID_NUMBER", `curve[${index}].survival`, rule, survival);
    }
    earlier = time;
    higher = survival;
  }
  return curve;
}

// src/cohorts/survival/median-lifetime.ts
var tolerance = 2 ** -26;
function medianLifetime(curve) {
  const rows = readCurve(curve);
  const first = rows.find(({ survival }) => survival < 0.5 + tolerance);
  if (first === void 0) return null;
  if (first.survival <= 0.5 - tolerance) return first.time;
  const below = rows.find(({ survival }) => survival < first.survival);
  return below === void 0 ? first.time : (first.time + below.time) / 2;
}

// src/cohorts/survival/restricted-mean-lifetime.ts
function restrictedMeanLifetime(curve, horizon) {
  const rows = readCurve(curve);
  if (typeof horizon !== "number" || !(horizon >= 0 && horizon < Number.POSITIVE_INFINITY)) {
    reject("INVALID_NUMBER", "horizon", "be a finite number >= 0", horizon);
  }
  if (rows.length === 0) return null;
  let area = 0;
  let from = 0;
  let survival = 1;
  for (const row of rows) {
    if (row.time >= horizon) return area + survival * (horizon - from);
    area += survival * (row.time - from);
    from = row.time;
    survival = row.survival;
  }
  return survival === 0 ? area : null;
}

// src/cohorts/survival/read-durations.ts
function readDurations(value) {
  const rows = readList(value, "durations", "be an array of durations");
  const durations = new Float64Array(rows.length);
  const entries = new Float64Array(rows.length);
  const isEvent = new Uint8Array(rows.length);
  for (const [index, row] of rows.entries()) {
    if (!isRecord(row)) reject("INVALID_TYPE", `durations[${index}]`, "be an object { duration, event, entry? }", row);
    durations[index] = readTime(row.duration, index, "duration");
    entries[index] = isMissing(row.entry) ? 0 : readTime(row.entry, index, "entry");
    isEvent[index] = readEvent(row.event, index);
  }
  const merge = mergedTimes(durations, entries);
  const merged = durations.map(merge);
  const late = entries.map((entry) => entry === 0 ? 0 : merge(entry));
  for (const [index, entry] of late.entries()) {
    if (entry < merged[index] || entry === 0) continue;
    const rule = `be less than the duration, ${durations[index]}`;
    reject("INVALID_NUMBER", `durations[${index}].entry`, rule, entries[index]);
  }
  return {
    events: merged.filter((_, index) => isEvent[index] === 1).sort(),
    censorings: merged.filter((_, index) => isEvent[index] === 0).sort(),
    entries: late.filter((entry) => entry > 0).sort()
  };
}
var tolerance2 = 2 ** -26;
function mergedTimes(durations, entries) {
  const hasEntries = entries.some((entry) => entry > 0);
  const all = Float64Array.from(hasEntries ? [...durations, ...entries] : durations).sort();
  const distinct2 = all.filter((time, index) => index === 0 || time !== all[index - 1]);
  const mean = distinct2.reduce((sum2, time) => sum2 + time, 0) / distinct2.length;
  const isTied = (time, index) => {
    const step = time - distinct2[index - 1];
    return index > 0 && (step <= tolerance2 || step / mean <= tolerance2);
  };
  const firsts = distinct2.filter((time, index) => !isTied(time, index));
  if (firsts.length === distinct2.length) return (time) => time;
  return (time) => firsts[firstIndex(firsts.length, (index) => firsts[index] > time) - 1];
}
function readTime(value, index, field) {
  if (typeof value !== "number" || !(value >= 0 && value < Number.POSITIVE_INFINITY)) {
    reject("INVALID_NUMBER", `durations[${index}].${field}`, "be a finite number >= 0", value);
  }
  return value + 0;
}
function readEvent(value, index) {
  if (value === true || value === 1) return 1;
  if (value === false || value === 0) return 0;
  return reject("INVALID_TYPE", `durations[${index}].event`, "be true, false, 1 or 0", value);
}

// src/cohorts/survival/survival-interval.ts
function readInterval(options) {
  checkKeys(options, ["confidence", "intervalType"], "options");
  const { confidence, intervalType } = options;
  const z = standardErrorsAt(confidence);
  const shape = shapes[readOptionalChoice(intervalType, "options.intervalType", ["log-log", "log", "plain"])];
  return (survival, logError) => {
    if (logError === 0) return { lower: survival, upper: survival };
    const { lower, upper } = shape(survival, z * logError);
    return { lower: Math.max(lower, 0), upper: Math.min(upper, 1) };
  };
}
var shapes = {
  plain: (survival, reach) => ({ lower: survival - survival * reach, upper: survival + survival * reach }),
  log: (survival, reach) => ({ lower: survival * Math.exp(-reach), upper: survival * Math.exp(reach) }),
  "log-log": (survival, reach) => {
    const factor = Math.exp(-reach / Math.log(survival));
    return { lower: survival ** factor, upper: survival ** (1 / factor) };
  }
};

// src/cohorts/survival/survival-curve.ts
var start = { time: 0, events: 0, censored: 0, survival: 1, standardError: 0, lower: 1, upper: 1 };
var unknown2 = { lower: null, upper: null };
function survivalCurve(durations, options = {}) {
  const bounds = readInterval(options);
  const { events, censorings, entries } = readDurations(durations);
  if (events.length + censorings.length === 0) return [];
  const fromStart = events.length + censorings.length - entries.length;
  let left = 0;
  let running = events[0] === 0 ? 0 : countUpTo(0, censorings, 0);
  let entered = 0;
  const rows = [{ ...start, atRisk: fromStart, censored: running }];
  let survival = 1;
  let sealed2 = 1;
  let sealedAtRisk = 0;
  let remaining = 0;
  let logVariance = 0;
  while (left < events.length || running < censorings.length) {
    const time = Math.min(events[left] ?? Number.POSITIVE_INFINITY, censorings[running] ?? Number.POSITIVE_INFINITY);
    while (entered < entries.length && entries[entered] < time) entered += 1;
    const atRisk = fromStart + entered - left - running;
    const leftNow = countUpTo(time, events, left);
    const runningNow = countUpTo(time, censorings, running);
    if (leftNow > 0) {
      if (atRisk !== remaining) {
        sealed2 = survival;
        sealedAtRisk = atRisk;
      }
      remaining = atRisk - leftNow;
      survival = sealed2 * (remaining / sealedAtRisk);
      logVariance += leftNow / (atRisk * remaining);
    }
    left += leftNow;
    running += runningNow;
    const logError = Math.sqrt(logVariance);
    const { lower, upper } = survival === 0 ? unknown2 : bounds(survival, logError);
    const standardError = survival === 0 ? null : survival * logError;
    rows.push({ time, atRisk, events: leftNow, censored: runningNow, survival, standardError, lower, upper });
  }
  return rows;
}
function countUpTo(time, times, from) {
  let to = from;
  while (to < times.length && times[to] <= time) to += 1;
  return to - from;
}

// src/compare/compare-policies.ts
function comparePolicies(subscriptions, period2, a, b) {
  if (!Array.isArray(subscriptions))
    reject("INVALID_TYPE", "subscriptions", "be an array of subscriptions", subscriptions);
  const span = readPeriod(period2, "period");
  const [from, to] = [checkPolicy(a, "a"), checkPolicy(b, "b")];
  const zone = zoneOfPeriods([span]);
  ledgerRules(from, zone, "a");
  ledgerRules(to, zone, "b");
  const money = from.money ?? "number";
  const statements = [from, to].map((policy) => mrrMovements(subscriptions, period2, { ...policy, money }));
  const [sideA, sideB] = statements;
  checkCurrencies(sideA.currency, sideB.currency);
  const chain = chainOf(subscriptions, span, from, to);
  const print = moneyOut(money);
  const printed2 = (terms) => printTerms(terms, print);
  const last = chain[chain.length - 1];
  const [first] = chain;
  const customers = [...new Set(chain.flatMap(({ terms }) => [...terms.keys()]))].sort(order);
  const differing = customers.filter((id) => !isNothing(differenceOf(first.terms.get(id), last.terms.get(id))));
  return {
    a: sideA,
    b: sideB,
    difference: printed2(differenceOf(total(first), total(last))),
    causes: causesOf(chain, total).map((cause) => ({ ...cause, difference: printed2(cause.difference) })),
    customers: differing.map((customerId) => ({
      customerId,
      a: printed2(first.terms.get(customerId) ?? noTerms),
      b: printed2(last.terms.get(customerId) ?? noTerms),
      difference: printed2(differenceOf(first.terms.get(customerId), last.terms.get(customerId))),
      causes: causesOf(chain, ({ terms }) => terms.get(customerId)).map((cause) => ({
        ...cause,
        difference: printed2(cause.difference)
      }))
    }))
  };
}
var notOfStatements = ["reactivation", "churnDenominator", "retentionMethod", "money"];
function chainOf(rows, span, a, b) {
  const zone = zoneOfPeriods([span]);
  const link = (option, policy2) => ({
    option,
    terms: termsByCustomer(openSource(rows, policy2, zone), span)
  });
  let policy = a;
  const chain = [link(null, policy)];
  for (const option of policyNames) {
    if (notOfStatements.includes(option) || option === "exchangeRates") continue;
    const names4 = option === "currency" ? ["currency", "exchangeRates"] : [option];
    if (names4.every((name) => policy[name] === b[name])) continue;
    policy = { ...policy, ...Object.fromEntries(names4.map((name) => [name, b[name]])) };
    chain.push(link(option, policy));
  }
  return chain;
}
function total({ terms }) {
  return [...terms.values()].reduce((sum2, own2) => combineTerms(sum2, own2, add), noTerms);
}
function causesOf(chain, termsOf) {
  const causes = [];
  for (const [i, link] of chain.entries()) {
    if (link.option === null) continue;
    const difference2 = differenceOf(termsOf(chain[i - 1]), termsOf(link));
    if (!isNothing(difference2)) causes.push({ option: link.option, difference: difference2 });
  }
  return causes;
}
function differenceOf(a = noTerms, b = noTerms) {
  return combineTerms(b, a, subtract);
}
function isNothing(terms) {
  return mrrTermNames.every((term) => terms[term].n === 0n);
}
function printTerms(terms, print) {
  return Object.fromEntries(mrrTermNames.map((term) => [term, print(terms[term])]));
}
function checkCurrencies(a, b) {
  if (a === b) return;
  const rule = `must be that of a, ${currencyName(a)}, for amounts that can be compared; received ${currencyName(b)}`;
  refuse("MIXED_CURRENCIES", "b.currency", rule, b ?? void 0);
}

// src/compare/policies.ts
var policies = /* @__PURE__ */ frozen({
  standard: {},
  stripe: {
    grain: "customer",
    trials: "exclude",
    freePlans: "exclude",
    pastDueGraceDays: null,
    reactivationWindowDays: null,
    movements: "event",
    churnDenominator: "openingPlusNew"
  },
  chartmogul: {
    grain: "customer",
    freePlans: "include",
    pastDueGraceDays: null,
    churnAt: "end",
    reactivationWindowDays: null,
    movements: "event",
    reactivation: "include",
    churnDenominator: "opening"
  },
  profitwell: {
    trials: "exclude",
    freePlans: "exclude",
    pauses: "churn",
    churnAt: "end",
    reactivationWindowDays: null,
    movements: "net"
  },
  baremetrics: {
    trials: "exclude",
    pastDueGraceDays: 30,
    movements: "event"
  },
  recurly: {
    grain: "customer",
    pauses: "churn",
    pastDueGraceDays: null,
    churnAt: "end",
    churnGraceDays: 30,
    daysPerMonth: "30",
    churnDenominator: "opening"
  }
});
var policyNotes = /* @__PURE__ */ frozen({
  standard: { sources: {}, notExpressed: [] },
  stripe: {
    sources: {
      grain: "a customer with several subscriptions is one subscriber (Stripe docs, Billing metric definitions)",
      trials: "trials are left out until they are paid (Stripe docs, Billing metric definitions)",
      freePlans: "a customer on a free plan is not a subscriber; from MRR above zero to zero is churn (Stripe docs, Billing metric definitions)",
      pastDueGraceDays: "past due counts until it is cancelled or marked unpaid (Stripe docs, Billing metric definitions)",
      reactivationWindowDays: "a return is a reactivation, however late (Stripe support, subscriber churn rate)",
      movements: "each change is booked: a customer who joins and leaves counts as both (Stripe support, subscriber churn rate)",
      churnDenominator: "churned subscribers over those at the start and the new ones (Stripe support, subscriber churn rate)"
    },
    notExpressed: [
      "an account chooses whether a cancellation counts at the request or at the end of the cycle: give churnAt",
      "an account chooses whether recurring and one-time discounts lower MRR; the ledger takes off the recurring ones it is given",
      "an unpaid subscription is out at once: end its row there",
      "usage charges are out unless an account joins a preview; the ledger has none",
      "churn covers the last 30 days: give a period of 30 days",
      "churn rates compare the start with the end: a customer who joins and leaves within the period is in churned and in no rate; for their rate give customerChurnRate the terms opening, churned and new of customerMovements alone",
      "lifetime value assumes 60 months without churn"
    ]
  },
  chartmogul: {
    sources: {
      grain: "one of several subscriptions that ends is contraction, the last one churn (ChartMogul help, MRR movements)",
      freePlans: "a customer who moves to a free plan stays active (ChartMogul help, subscription analytics settings)",
      pastDueGraceDays: "past due counts until it is cancelled, unless an account chooses 1 to 90 days (ChartMogul help, past-due subscriptions)",
      churnAt: "when the subscription ends, unless an account chooses the request (ChartMogul help, churn recognition)",
      reactivationWindowDays: "a return is a reactivation, however late (ChartMogul help, MRR movements)",
      movements: "each change is a movement of its own (ChartMogul help, MRR movements)",
      reactivation: "reactivated MRR is taken off net churn (ChartMogul help, net MRR churn rate)",
      churnDenominator: "churned customers over those at the start (ChartMogul help, standard churn rate formula)"
    },
    notExpressed: [
      "each line is rounded to a cent, so that a sum misses by up to half a cent a line",
      "the account's time zone applies: give it to the period",
      "an account chooses how past due, cancellations and refunds count: pastDueGraceDays and churnAt are options here too",
      "a customer never billed does not count there, but does here when free plans are included",
      "NRR and net MRR churn come from the movements there; here NRR compares what the opening customers pay at the end, so that one who leaves and returns within the period counts as kept and as reactivated: give the terms opening, expansion, reactivation, contraction and churn alone, or movements: 'net'",
      "accounts from before August 2022 may have the Shopify formula, which divides day by day"
    ]
  },
  profitwell: {
    sources: {
      trials: "trials, paid ones too, do not count (ProfitWell, now Paddle, help, MRR compared with Paddle)",
      freePlans: "free plans do not count (ProfitWell, now Paddle, help, MRR compared with Paddle)",
      pauses: "a subscription on hold has no MRR (ProfitWell, now Paddle, help, compared with Recurly)",
      churnAt: "at the end of the billing cycle (ProfitWell, now Paddle, help, compared with Recurly)",
      reactivationWindowDays: "a return is a reactivation, however late (ProfitWell, now Paddle, help, compared with Recurly)",
      movements: "a customer who joins and leaves within a calendar month counts as neither (ProfitWell, now Paddle, help, compared with Recurly)"
    },
    notExpressed: [
      "all discounts and credits lower MRR, one-time ones too; the ledger knows recurring ones only",
      "past due counts until the dunning window of the account is over: give pastDueGraceDays",
      "currencies are converted at the rate of the day of purchase; exchangeRates are constant or by month",
      "lifetime value is smoothed in a way that is not published"
    ]
  },
  baremetrics: {
    sources: {
      trials: "trials are left out until they are paid (Baremetrics help)",
      pastDueGraceDays: "past due counts for 30 days, then it is out (Baremetrics help)",
      movements: "a customer who joins and leaves within 30 days is churn (Baremetrics changelog, churn update)"
    },
    notExpressed: [
      "a post of 2021 on Stripe data says 31 days past due: give pastDueGraceDays",
      "lifetime value is without gross margin: leave grossMargin out",
      "churn rates compare the start with the end: a customer who joins and leaves within the period is in churn and churned, and in no rate; give the rate only the terms opening and churned (or churn)"
    ]
  },
  recurly: {
    sources: {
      grain: "a subscriber with several subscriptions is counted once (Recurly docs, MRR by plan)",
      pauses: "a paused subscription has no MRR (ProfitWell help, compared with Recurly)",
      pastDueGraceDays: "failed charges count until the subscription expires (Recurly help, failed invoices in MRR)",
      churnAt: "a cancelled subscription is churn when it expires (Recurly blog, key terms related to churn)",
      churnGraceDays: "back within a month is no reactivation (ProfitWell help, compared with Recurly); 30 days stand for the month",
      daysPerMonth: "a daily price counts 30 times a month (Recurly help, prorated charges in MRR)",
      churnDenominator: "churned subscribers over those at the start (Recurly blog, key terms related to churn)"
    },
    notExpressed: [
      "MRR counts invoiced recurring charges, credits and refunds; the ledger holds prices, and no refunds",
      "an account chooses whether failed charges and coupons count",
      "a seat added in mid-cycle counts with its prorated charge until the renewal",
      "the grace is a calendar month there, and 30 days here",
      "churn of a month is shown when the month is over"
    ]
  }
});
function frozen(value) {
  for (const own2 of Object.values(value)) if (typeof own2 === "object" && own2 !== null) frozen(own2);
  return Object.freeze(value);
}

// src/customers/churns.ts
function churnsIn(book2, checked, booking) {
  const mrrChurns = entityMovements(book2.ledger, checked, booking).filter(isChurn);
  const leavings = leavingsIn(book2.ledger, checked, booking);
  const churnOf = (customers, mrr2, { entity, place }) => {
    return { customers, mrr: mrr2, lastRow: lastRowOf(book2, checked, entity, place).lastRow };
  };
  if (leavings === null) return mrrChurns.map((movement) => churnOf(1, movement.from, movement));
  const nameOf2 = ({ entity, place }) => `${entity} ${place}`;
  const mrrOf = new Map(mrrChurns.map((movement) => [nameOf2(movement), movement.from]));
  const left = new Set(leavings.map(nameOf2));
  const moved2 = mrrChurns.filter((movement) => !left.has(nameOf2(movement)));
  return [
    ...leavings.map((leaving) => churnOf(1, mrrOf.get(nameOf2(leaving)) ?? zero, leaving)),
    ...moved2.map((movement) => churnOf(0, movement.from, movement))
  ];
}
function isChurn({ kind }) {
  return kind !== null && kinds[kind] === "churn";
}
function leavingsIn({ counted, instants }, checked, booking) {
  if (counted === null) return null;
  const { offsets, places, levels } = counted;
  const [from, to] = [placeOf(checked.start, instants), placeOf(checked.end, instants)];
  const leavings = [];
  for (let entity = 0; entity + 1 < offsets.length; entity += 1) {
    const before = stepBefore(counted, entity, from);
    const last = stepBefore(counted, entity, to);
    const isOpen3 = (step) => step >= offsets[entity] && levels[step] !== 0;
    if (booking === "net") {
      if (isOpen3(before) && !isOpen3(last)) leavings.push({ entity, place: places[last] });
      continue;
    }
    for (let step = before + 1; step <= last; step += 1) {
      if (!isOpen3(step)) leavings.push({ entity, place: places[step] });
    }
  }
  return leavings;
}
function lastRowOf({ ledger: ledger2, running }, checked, entity, place) {
  const { spans, prices, rowAt } = ledger2;
  const exchangeInstant = exchangeInstants(checked).opening;
  const worth = (at) => {
    if (!running.isPaid(at)) return zero;
    const price = spans.price[at];
    return multiply(
      prices.values[price],
      exchangeRateOf(ledger2, prices.currencies[price], exchangeInstant)
    );
  };
  const candidates = running.before(entity, place);
  candidates.sort(
    (a, b) => compare(worth(b), worth(a)) || spans.rowStart[b] - spans.rowStart[a] || spans.row[b] - spans.row[a]
  );
  const last = candidates[0];
  return { lastRow: rowAt(spans.row[last]), isInvoluntary: spans.isInvoluntary[last] === 1 };
}

// src/customers/churn-breakdown.ts
function churnBreakdown(source, period2, keyOf, policy) {
  if (typeof keyOf !== "function") reject("INVALID_TYPE", "keyOf", "be a function from a row to its key", keyOf);
  const asked = openPeriods(source, period2, policy);
  const { ledger: ledger2, statement } = asked;
  checkPriced(ledger2);
  const book2 = { ledger: ledger2, running: runningSpans(ledger2) };
  const read = (lastRow) => readSegmentKey(keyOf(lastRow), "keyOf(row)");
  const out = moneyOut(statement.money);
  return inShape(
    asked,
    asked.spans.map((checked) => breakdown(churnsIn(book2, checked, statement.movements), read, out))
  );
}
function breakdown(churns, keyOf, out) {
  const groups3 = /* @__PURE__ */ new Map();
  let left = 0;
  for (const { customers, mrr: mrr2, lastRow } of churns) {
    const key = keyOf(lastRow);
    const group = groups3.get(key) ?? { customers: 0, mrr: zero };
    groups3.set(key, { customers: group.customers + customers, mrr: add(group.mrr, mrr2) });
    left += customers;
  }
  return [...groups3].sort(([keyA, a], [keyB, b]) => b.customers - a.customers || compare(b.mrr, a.mrr) || compareKeys(keyA, keyB)).map(([key, { customers, mrr: mrr2 }]) => ({ key, customers, mrr: out(mrr2), share: ratio(customers, left) }));
}

// src/customers/retained.ts
function retainedOf({ retained, churned, closing, ...terms }) {
  if (retained !== void 0) return retained;
  if (churned === void 0 && closing !== void 0) return subtract(closing, add(terms.new, terms.reactivated));
  return subtract(terms.opening, churned ?? zero);
}
function closingOf({ closing, churned, ...terms }) {
  return closing ?? subtract(add(terms.opening, add(terms.new, terms.reactivated)), churned ?? zero);
}

// src/customers/customer-churn-rate.ts
function customerChurnRate(...args) {
  const asked = customerRateInput(args);
  return inShape(
    asked,
    asked.bridges.map((terms) => customerChurnRateOf(terms, asked.rules))
  );
}
function customerChurnRateOf(terms, { churnDenominator }) {
  return ratioOf(subtract(terms.opening, retainedOf(terms)), denominatorOf(terms, churnDenominator));
}
function denominatorOf(terms, rule) {
  if (rule === "openingPlusNew") return add(terms.opening, terms.new);
  return rule === "average" ? divide(add(terms.opening, closingOf(terms)), { n: 2n, d: 1n }) : terms.opening;
}

// src/customers/customer-count.ts
function customerCount(source, at, policy) {
  const asked = statesAt(source, at, policy);
  return inShape(
    asked,
    asked.states.map(({ customers }) => customers)
  );
}

// src/customers/customer-retention-rate.ts
function customerRetentionRate(...args) {
  const asked = customerRateInput(args);
  return inShape(
    asked,
    asked.bridges.map((terms) => customerRetentionRateOf(terms, asked.rules))
  );
}
function customerRetentionRateOf(terms, { retentionMethod }) {
  return ratioOf(retentionMethod === "headcount" ? closingOf(terms) : retainedOf(terms), terms.opening);
}

// src/customers/involuntary-churn-rate.ts
function involuntaryChurnRate(source, period2, policy) {
  const asked = openPeriods(source, period2, policy);
  const { ledger: ledger2 } = asked;
  const book2 = { ledger: ledger2, running: runningSpans(ledger2) };
  const rates = asked.spans.map((checked) => {
    const movements2 = entityMovements(ledger2, checked, "net");
    const involuntary2 = movements2.filter(isChurn).filter(({ entity, place }) => lastRowOf(book2, checked, entity, place).isInvoluntary);
    return ratio(involuntary2.length, movements2.filter(({ from }) => from.n !== 0n).length);
  });
  return inShape(asked, rates);
}

// src/customers/renewals/contracts.ts
function contractsOf(ledger2) {
  const { spans, prices, subscriptionIds, entities } = ledger2;
  const codes = contractCodes(subscriptionIds);
  const { entityOf } = codes;
  const paid = new Uint32Array(spans.price.length);
  const contractOf = new Uint32Array(spans.price.length);
  let length = 0;
  for (let entity = 0; entity < entities.customerIds.length; entity += 1) {
    const end = spans.offsets[entity + 1];
    for (let span = spans.offsets[entity]; span < end; span += 1) {
      if (prices.values[spans.price[span]]?.n === 0n) continue;
      paid[length] = span;
      contractOf[length] = codes.add(spans.row[span], entity);
      length += 1;
    }
  }
  const byContract = groupBy(contractOf.subarray(0, length), entityOf.length);
  const spansByContract = byContract.order.map((place) => paid[place]);
  const spansOf = (contract) => spansByContract.subarray(byContract.offsets[contract], byContract.offsets[contract + 1]);
  const byEntity = groupBy(Uint32Array.from(entityOf), entities.customerIds.length);
  const ofEntity = (entity) => byEntity.order.subarray(byEntity.offsets[entity], byEntity.offsets[entity + 1]);
  let entitiesOf2;
  return {
    count: entityOf.length,
    entityOf: (contract) => entityOf[contract],
    runningTimesOf: (contract) => runningTimes(ledger2, spansOf(contract)),
    paidTimesOf: (contract) => paidTimes(ledger2, spansOf(contract)),
    spansOf,
    ofEntity,
    ofCustomer(entity) {
      entitiesOf2 ??= entitiesByCustomer(entities.customerIds);
      return (entitiesOf2.get(entities.customerIds[entity]) ?? []).flatMap((own2) => [...ofEntity(own2)]);
    },
    ofRow: codes.get
  };
}
function contractCodes(subscriptionIds) {
  const entityOf = [];
  const byRow = /* @__PURE__ */ new Map();
  const byId = /* @__PURE__ */ new Map();
  const bySharedId = /* @__PURE__ */ new Map();
  function get(row, entity) {
    const id = subscriptionIds[row];
    if (id === void 0) return byRow.get(row);
    const code = byId.get(id);
    return code === void 0 || entityOf[code] === entity ? code : bySharedId.get(`${entity} ${id}`);
  }
  return {
    entityOf,
    get,
    add(row, entity) {
      const known5 = get(row, entity);
      if (known5 !== void 0) return known5;
      const code = entityOf.push(entity) - 1;
      const id = subscriptionIds[row];
      if (id === void 0) byRow.set(row, code);
      else if (byId.has(id)) bySharedId.set(`${entity} ${id}`, code);
      else byId.set(id, code);
      return code;
    }
  };
}
function entitiesByCustomer(customerIds) {
  return groupByKey(customerIds.keys(), (entity) => customerIds[entity]);
}
function timesOfSpans({ spans, instants }) {
  return {
    startOf: (span) => instants[spans.start[span]],
    endOf: (span) => spans.end[span] === openEnd ? Number.POSITIVE_INFINITY : instants[spans.end[span]]
  };
}
function paidTimes(ledger2, own2) {
  const { startOf: startOf2, endOf } = timesOfSpans(ledger2);
  const times = [];
  for (const span of [...own2].sort((a, b) => startOf2(a) - startOf2(b))) {
    const last = times.at(-1);
    if (last === void 0 || startOf2(span) > last.end) times.push({ start: startOf2(span), end: endOf(span) });
    else last.end = Math.max(last.end, endOf(span));
  }
  return times;
}
function runningTimes(ledger2, own2) {
  const { startOf: startOf2, endOf } = timesOfSpans(ledger2);
  const [only2 = 0] = own2;
  if (own2.length === 1) return [{ start: startOf2(only2), end: endOf(only2), running: [only2] }];
  const starts = [...own2].sort((a, b) => startOf2(a) - startOf2(b));
  const bounds = [...new Set(starts.flatMap((span) => [startOf2(span), endOf(span)]))].sort((a, b) => a - b);
  const result = [];
  let running = [];
  let next = 0;
  for (const [i, start2] of bounds.entries()) {
    running = running.filter((span) => endOf(span) > start2);
    for (; next < starts.length && startOf2(starts[next]) === start2; next += 1) {
      running.push(starts[next]);
    }
    if (running.length > 0) result.push({ start: start2, end: bounds[i + 1], running: [...running] });
  }
  return result;
}
function timeFrom(times, at) {
  return times[firstIndex(times.length, (index) => times[index].end > at)];
}
function paidFrom2(times, at) {
  const next = timeFrom(times, at);
  return next === void 0 ? Number.POSITIVE_INFINITY : Math.max(next.start, at);
}

// src/customers/renewals/due-date-options.ts
var dueDateNames = ["graceDays", "earlyTermination", "interval", "intervalCount"];
function readGraceDays(value) {
  return value === void 0 ? 0 : readDays(value, "options.graceDays", 0);
}
var intervals = ["day", "week", "month", "quarter", "year", "term"];
function cycleFilter({ interval: interval2, intervalCount }) {
  const path = "options.intervalCount";
  if (interval2 === void 0) {
    if (intervalCount === void 0) return () => true;
    return reject("INVALID_OPTION", path, "be used together with interval", intervalCount);
  }
  if (readChoice(interval2, "options.interval", intervals) === "term") {
    if (intervalCount !== void 0)
      reject("INVALID_OPTION", path, "be left out where interval is 'term'", intervalCount);
    return ({ unit }) => unit === "term";
  }
  const count2 = intervalCount === void 0 ? 1 : readCount(intervalCount, path);
  const wanted = cycleName(cycleOf(interval2, count2, 0));
  return (cycle) => cycleName(cycle) === wanted;
}

// src/customers/renewals/due-dates.ts
function dueDates(ledger2, times, window, exchangeInstant) {
  const { zone } = ledger2.rules;
  const found = [];
  let anchor = 0;
  let cycle;
  for (const { start: start2, end, running } of times) {
    const inForce = cycleInForce(ledger2, running, exchangeInstant);
    if (cycle === void 0 || cycleName(inForce) !== cycleName(cycle)) anchor = start2;
    cycle = inForce;
    if (start2 >= window.end) break;
    if (end < window.start) continue;
    const dates = anniversariesOf(zone, anchor, cycle);
    const from = Math.max(start2, window.start - 1);
    for (let k = dates.firstAfter(from); dates.at(k) <= end && dates.at(k) < window.end; k = dates.nextAfter(k)) {
      found.push({ at: dates.at(k), termStart: dates.at(k - 1), cycle, running, isEarly: false });
    }
    if (end !== times.at(-1)?.end || end >= window.end) continue;
    const last = dates.firstAfter(end) - 1;
    if (dates.at(last) < end) found.push({ at: end, termStart: dates.at(last), cycle, running, isEarly: true });
  }
  return found;
}
var lastDay = 1e8;
function anniversariesOf(zone, anchor, cycle) {
  if (cycle.unit === "term") {
    const at2 = (k) => k === 0 ? anchor : k === 1 ? cycle.end : Number.POSITIVE_INFINITY;
    return { at: at2, firstAfter: (instant) => cycle.end > instant ? 1 : 2, nextAfter: (k) => k + 1 };
  }
  const { unit, count: count2 } = cycle;
  const firstDay = zone.dayOf(anchor);
  const at = (k) => {
    if (k === 0) return anchor;
    if (k * count2 > lastDay) return Number.POSITIVE_INFINITY;
    const day2 = unit === "day" ? firstDay + k * count2 : addMonths(firstDay, k * count2);
    return day2 > lastDay ? Number.POSITIVE_INFINITY : onDay(zone, anchor, day2);
  };
  return {
    at,
    firstAfter(instant) {
      const day2 = zone.dayOf(instant);
      const passed = unit === "day" ? day2 - firstDay : monthsBetween(firstDay, day2);
      let k = Math.max(1, Math.floor(passed / count2) - 1);
      while (at(k) <= instant) k += 1;
      return k;
    },
    nextAfter(k) {
      const next = k + 1;
      return at(next) === at(k) ? next + 1 : next;
    }
  };
}
function cycleInForce(ledger2, running, exchangeInstant) {
  const { spans, prices } = ledger2;
  const cycleOf2 = (span) => prices.billings[spans.price[span]].cycle;
  const cycles = new Map(running.map((span) => [cycleName(cycleOf2(span)), cycleOf2(span)]));
  const [first] = cycles.values();
  if (cycles.size === 1) return first;
  const amounts = amountsBy(ledger2, running, exchangeInstant, (span) => cycleName(cycleOf2(span)));
  const [largest3] = [...amounts].sort(
    ([a, amountOfA], [b, amountOfB]) => compare(amountOfB, amountOfA) || cycleLength(cycles.get(b)) - cycleLength(cycles.get(a)) || (a < b ? 1 : -1)
  );
  return cycles.get(largest3[0]);
}

// src/customers/renewals/opportunities.ts
function openContracts(source, periods, given2, names4) {
  const options = checkKeys(given2 === void 0 ? {} : given2, optionNames(...names4), "options");
  const policy = Object.fromEntries(Object.entries(options).filter(([key]) => policyNames.includes(key)));
  const asked = openPeriods(source, periods, policy, "options");
  return { ledger: asked.ledger, contracts: contractsOf(asked.ledger), asked, options };
}
function graceEnd(zone, at, graceDays) {
  return Math.max(at, addDays(zone, at, graceDays));
}
function dueIn({
  ledger: ledger2,
  contracts,
  asked,
  options
}) {
  checkPriced(ledger2);
  const withEarly = readOptionalChoice(options.earlyTermination, "options.earlyTermination", ["include", "exclude"]) === "include";
  const isWanted = cycleFilter(options);
  const found = asked.spans.map((checked) => ({ checked, decided: [], undecided: 0 }));
  for (let contract = 0; contract < contracts.count; contract += 1) {
    const entity = contracts.entityOf(contract);
    const times = contracts.runningTimesOf(contract);
    for (const own2 of found) {
      for (const due of dueDates(ledger2, times, own2.checked, exchangeInstants(own2.checked).opening)) {
        if (due.isEarly && !withEarly || !isWanted(due.cycle)) continue;
        if (due.at >= ledger2.rules.asOf) own2.undecided += 1;
        else own2.decided.push({ ...due, contract, entity });
      }
    }
  }
  return found;
}

// src/customers/renewals/paid-since.ts
function paidSince(subscriptions) {
  const bounds = Float64Array.from(
    new Set(subscriptions.flatMap((own2) => own2.flatMap(({ start: start2, end }) => [start2, end])))
  );
  bounds.sort();
  const levels = maxima(latestFirsts(subscriptions, bounds));
  return (since, at) => {
    const next = indexFrom(bounds, at);
    const isBound = bounds[next] === at;
    const own2 = isBound ? next : next - 1;
    if (own2 >= 0 && levels[0]?.[own2] >= since) return at;
    const later = firstAtLeast(levels, own2 + 1, since);
    return later < bounds.length ? bounds[later] : Number.POSITIVE_INFINITY;
  };
}
function latestFirsts(subscriptions, bounds) {
  const latest = new Float64Array(bounds.length).fill(Number.NEGATIVE_INFINITY);
  const nextFree = Uint32Array.from({ length: bounds.length + 1 }, (_, index) => index);
  const free = (index) => {
    let at = index;
    while (nextFree[at] !== at) {
      nextFree[at] = nextFree[nextFree[at]];
      at = nextFree[at];
    }
    return at;
  };
  const paid = subscriptions.filter((own2) => own2.length > 0);
  const firstOf = (own2) => own2[0].start;
  for (const own2 of paid.sort((a, b) => firstOf(b) - firstOf(a))) {
    for (const { start: start2, end } of own2) {
      const to = indexFrom(bounds, end);
      for (let at = free(indexFrom(bounds, start2)); at < to; at = free(at)) {
        latest[at] = firstOf(own2);
        nextFree[at] = at + 1;
      }
    }
  }
  return latest;
}
function indexFrom(sorted, value) {
  return firstIndex(sorted.length, (index) => sorted[index] >= value);
}
function maxima(values) {
  const levels = [values];
  for (let below = values; below.length > 1; ) {
    const own2 = below;
    below = Float64Array.from(
      { length: Math.ceil(own2.length / 2) },
      (_, i) => Math.max(own2[2 * i], own2[2 * i + 1] ?? Number.NEGATIVE_INFINITY)
    );
    levels.push(below);
  }
  return levels;
}
function firstAtLeast(levels, from, least) {
  const isEnough = (level2, at2) => (levels[level2]?.[at2] ?? Number.NEGATIVE_INFINITY) >= least;
  let [level, at] = [0, from];
  while (!isEnough(level, at)) {
    at += 1;
    if (at >= levels[level].length) return levels[0].length;
    while (at % 2 === 0 && level + 1 < levels.length) [level, at] = [level + 1, at / 2];
  }
  for (; level > 0; level -= 1) at = isEnough(level - 1, at * 2) ? at * 2 : at * 2 + 1;
  return at;
}

// src/customers/trials/trials.ts
function trialsIn(ledger2, contracts, checked, graceDays) {
  const { rules: rules2, entities } = ledger2;
  const trials = distinctTrials(ledger2, checked);
  const decided = trials.filter(({ end }) => end < rules2.asOf);
  const byCustomer = groupByKey(decided, ({ entity }) => entities.customerIds[entity]);
  const opportunities = [];
  for (const own2 of byCustomer.values()) {
    const timesOf2 = new Map(
      contracts.ofCustomer(own2[0].entity).map((contract) => [contract, contracts.paidTimesOf(contract)])
    );
    const firstPaid = paidSince([...timesOf2.values()]);
    for (const { row, entity, start: start2, end } of own2) {
      const contract = contracts.ofRow(row, entity);
      const itself = contract === void 0 ? [] : timesOf2.get(contract);
      const paid = Math.min(paidFrom2(itself, end), firstPaid(start2, end));
      opportunities.push({ entity, at: end, isRenewed: paid <= graceEnd(rules2.zone, end, graceDays) });
    }
  }
  return { decided: opportunities, undecided: trials.length - decided.length };
}
function distinctTrials({ trials, subscriptionIds }, checked) {
  const distinct2 = /* @__PURE__ */ new Map();
  for (const trial of trials) {
    const { row, entity, start: start2, end } = trial;
    if (end < checked.start || end >= checked.end) continue;
    const id = subscriptionIds[row];
    const key = id === void 0 ? row : `${entity} ${end} ${id}`;
    const known5 = distinct2.get(key);
    if (known5 === void 0 || start2 < known5.start) distinct2.set(key, trial);
  }
  return [...distinct2.values()];
}

// src/customers/renewals/renewal-rate.ts
function renewalRate(source, period2, options) {
  const opened = openContracts(source, period2, options, [...dueDateNames, "weightedBy", "trialConversions"]);
  const { ledger: ledger2, contracts, asked, options: own2 } = opened;
  const graceDays = readGraceDays(own2.graceDays);
  const weightedBy = readOptionalChoice(own2.weightedBy, "options.weightedBy", ["customers", "opportunities"]);
  const withTrials = readOptionalChoice(own2.trialConversions, "options.trialConversions", ["exclude", "include"]);
  const rates = dueIn(opened).map((due, index) => {
    const checked = asked.spans[index];
    const trials = withTrials === "exclude" ? noTrials : trialsIn(ledger2, contracts, checked, graceDays);
    const renewals = due.decided.map(({ entity, at }) => {
      return { entity, at, isRenewed: isPaying(ledger2, entity, at, graceDays) };
    });
    const all = [...renewals, ...trials.decided];
    return rateOf(weightedBy === "opportunities" ? all : customersOf(all), due.undecided + trials.undecided);
  });
  return inShape(asked, rates);
}
var noTrials = { decided: [], undecided: 0 };
function rateOf(all, undecided) {
  return { ...ratio(all.filter(({ isRenewed }) => isRenewed).length, all.length), undecided };
}
function customersOf(opportunities) {
  const customers = /* @__PURE__ */ new Map();
  for (const { entity, isRenewed } of opportunities)
    customers.set(entity, (customers.get(entity) ?? true) && isRenewed);
  return Array.from(customers.values(), (isRenewed) => ({ isRenewed }));
}
function isPaying(ledger2, entity, at, graceDays) {
  const { instants, rules: rules2 } = ledger2;
  const steps2 = stepsOfEntity(ledger2, entity);
  const step = stepBefore(steps2, entity, placeOf(at + 1, instants));
  if (steps2.levels[step] !== 0) return true;
  const next = step + 1;
  if (next >= steps2.offsets[entity + 1]) return false;
  return instants[steps2.places[next]] <= graceEnd(rules2.zone, at, graceDays);
}

// src/customers/renewals/sums-since.ts
function sumsSince(items, questions) {
  const unit = items.reduce((d, { price }) => d / greatestCommonDivisor(d, price.d) * price.d, 1n);
  const firsts = [...new Set(items.map(({ first }) => first))].sort((a, b) => b - a);
  const rankOf = new Map(firsts.map((first, rank) => [first, rank]));
  const changes = items.flatMap(({ first, start: start2, end, price }) => {
    const units2 = price.n * (unit / price.d);
    const rank = rankOf.get(first);
    return [
      { at: start2, rank, units: units2 },
      { at: end, rank, units: -units2 }
    ];
  });
  changes.sort((a, b) => a.at - b.at);
  const tree = new Array(firsts.length + 1).fill(0n);
  const sums = new Array(questions.length);
  let next = 0;
  for (const index of Array.from(questions.keys()).sort((a, b) => atOf(questions, a) - atOf(questions, b))) {
    const { at, since } = questions[index];
    for (; next < changes.length && changes[next]?.at <= at; next += 1) {
      const { rank, units: units3 } = changes[next];
      for (let node = rank + 1; node < tree.length; node += node & -node) tree[node] = tree[node] + units3;
    }
    let units2 = 0n;
    for (let node = firstIndex(firsts.length, (rank) => firsts[rank] < since); node > 0; node -= node & -node)
      units2 += tree[node];
    sums[index] = { n: units2, d: unit };
  }
  return sums;
}
var atOf = (questions, index) => questions[index].at;

// src/customers/renewals/renewals.ts
function renewalsOf({ contracts, ledger: ledger2 }, checked, dues, graceDays) {
  const book2 = { ledger: ledger2, contracts, graceDays, exchangeInstant: exchangeInstants(checked).opening };
  const renewed = [];
  const lapses = /* @__PURE__ */ new Map();
  let [contract, times] = [-1, []];
  for (const due of dues) {
    if (due.contract !== contract) [contract, times] = [due.contract, contracts.runningTimesOf(due.contract)];
    const amount = worthOf(book2, due.running);
    const own2 = worthAt(book2, times, due.at);
    if (own2.n !== 0n) {
      renewed.push({ amount, renewed: own2 });
      continue;
    }
    getOrAdd(lapses, due.entity, () => []).push({ ...due, amount });
  }
  for (const [entity, own2] of lapses) renewed.push(...lateRenewals(book2, entity, own2));
  return renewed;
}
function lateRenewals(book2, entity, lapses) {
  const { contracts } = book2;
  const own2 = Array.from(contracts.ofEntity(entity));
  const timesOf2 = new Map(own2.map((contract) => [contract, contracts.paidTimesOf(contract)]));
  const firstPaid = paidSince([...timesOf2.values()]);
  const found = lapses.map((lapse) => {
    const since = lapse.termStart + 1;
    const itself = paidFrom2(timesOf2.get(lapse.contract), lapse.at);
    const at = Math.min(itself, firstPaid(since, lapse.at));
    return { lapse, since, at: at <= windowEnd(book2, lapse.at) ? at : null, isBack: at === itself };
  });
  const inTime = found.flatMap(({ since, at }) => at === null ? [] : [{ since, at }]);
  const others2 = inTime.length === 0 ? [] : sumsOfOthers(book2, timesOf2, inTime);
  const together = keyedSums();
  for (const { at, amount } of lapses) together.add(at, amount);
  let next = 0;
  return found.map(({ lapse, at, isBack }) => {
    if (at === null) return { amount: lapse.amount, renewed: zero };
    const shared = multiply(others2[next], divide(lapse.amount, together.get(lapse.at)));
    next += 1;
    const itself = isBack ? worthAt(book2, contracts.runningTimesOf(lapse.contract), at) : zero;
    return { amount: lapse.amount, renewed: add(itself, shared) };
  });
}
function windowEnd({ ledger: ledger2, graceDays }, at) {
  const { zone, asOf, churnGraceDays } = ledger2.rules;
  const gapEnd = churnGraceDays === 0 ? at : Math.min(addDays(zone, at, churnGraceDays) - 1, asOf);
  return Math.max(graceEnd(zone, at, graceDays), gapEnd);
}
function sumsOfOthers({ ledger: ledger2, contracts, exchangeInstant }, timesOf2, questions) {
  const { spans, prices } = ledger2;
  const { startOf: startOf2, endOf } = timesOfSpans(ledger2);
  const items = /* @__PURE__ */ new Map();
  for (const [contract, [first]] of timesOf2) {
    for (const span of contracts.spansOf(contract)) {
      const price = spans.price[span];
      const item = {
        first: first.start,
        start: startOf2(span),
        end: endOf(span),
        price: prices.values[price]
      };
      getOrAdd(items, prices.currencies[price], () => []).push(item);
    }
  }
  const sums = questions.map(() => zero);
  for (const [currency, own2] of items) {
    for (const [index, local] of sumsSince(own2, questions).entries()) {
      if (local.n === 0n) continue;
      sums[index] = add(sums[index], multiply(local, exchangeRateOf(ledger2, currency, exchangeInstant)));
    }
  }
  return sums;
}
function worthOf({ ledger: ledger2, exchangeInstant }, running) {
  return amountsBy(ledger2, running, exchangeInstant, () => "all").get("all") ?? zero;
}
function worthAt(book2, times, at) {
  const time = timeFrom(times, at);
  return time === void 0 || time.start > at ? zero : worthOf(book2, time.running);
}

// src/customers/renewals/revenue-renewal-rate.ts
function revenueRenewalRate(source, period2, options) {
  const opened = openContracts(source, period2, options, dueDateNames);
  const graceDays = readGraceDays(opened.options.graceDays);
  const rates = dueIn(opened).map(({ decided, undecided }, index) => {
    const renewals = renewalsOf(opened, opened.asked.spans[index], decided, graceDays);
    const due = sum(renewals.map(({ amount }) => amount));
    const gross = sum(renewals.map(({ amount, renewed }) => compare(renewed, amount) < 0 ? renewed : amount));
    const net = sum(renewals.map(({ renewed }) => renewed));
    return { gross: ratioOf(gross, due), net: ratioOf(net, due), undecided };
  });
  return inShape(opened.asked, rates);
}

// src/customers/trials/trial-conversion-rate.ts
function trialConversionRate(source, period2, options) {
  const { ledger: ledger2, contracts, asked, options: own2 } = openContracts(source, period2, options, ["graceDays"]);
  const graceDays = readGraceDays(own2.graceDays);
  const rates = asked.spans.map((checked) => {
    const { decided, undecided } = trialsIn(ledger2, contracts, checked, graceDays);
    return rateOf(decided, undecided);
  });
  return inShape(asked, rates);
}

// src/customers/win-back-rate.ts
var known4 = /* @__PURE__ */ optionNames("lapsedWithinDays");
function winBackRate(source, period2, options = {}) {
  const { lapsedWithinDays: given2, ...policy } = checkKeys(options, known4, "options");
  const lapsedWithinDays = isMissing(given2) ? null : readDays(given2, "options.lapsedWithinDays", 0);
  const asked = openPeriods(source, period2, policy, "options");
  return inShape(
    asked,
    asked.spans.map((checked) => rateIn(asked.ledger, checked, lapsedWithinDays))
  );
}
function rateIn(ledger2, checked, lapsedWithinDays) {
  const { instants, entities, rules: rules2 } = ledger2;
  const [from, to] = [placeOf(checked.start, instants), placeOf(checked.end, instants)];
  let lapsed = 0;
  let returned = 0;
  for (let entity = 0; entity < entities.customerIds.length; entity += 1) {
    const steps2 = stepsOfEntity(ledger2, entity);
    const last = stepBefore(steps2, entity, from);
    if (last < steps2.offsets[entity] || steps2.levels[last] !== 0) continue;
    const left = instants[steps2.places[last]];
    if (lapsedWithinDays !== null && addDays(rules2.zone, left, lapsedWithinDays) < checked.start) continue;
    lapsed += 1;
    if (levelBefore(ledger2, entity, to) !== 0) returned += 1;
  }
  return ratio(returned, lapsed);
}

// src/health/score/health-model.ts
var defaultBands = [
  { name: "red", from: 0 },
  { name: "yellow", from: 40 },
  { name: "green", from: 70 }
];

// src/health/score/read-normalisation.ts
function readNormalisation(value, path) {
  if (!isRecord(value)) reject("INVALID_TYPE", path, "be an object with its type", value);
  return readers[readChoice(value.type, `${path}.type`, types)](value, path);
}
function readLinear(value, path) {
  const given2 = checkKeys(value, ["type", "worst", "best"], path);
  const worst = readNumber(given2.worst, `${path}.worst`);
  const best = readNumber(given2.best, `${path}.best`);
  if (best === worst) reject("INVALID_NUMBER", `${path}.best`, "differ from worst", given2.best);
  return { type: "linear", worst, best };
}
function readSteps(value, path) {
  const given2 = checkKeys(value, ["type", "steps", "below"], path);
  const below = given2.below === void 0 ? 0 : readPoints(given2.below, `${path}.below`);
  const steps2 = readFilledList(given2.steps, `${path}.steps`, "be a list of { from, points }").map((step, index) => {
    const stepPath = `${path}.steps[${index}]`;
    const { from, points } = checkKeys(step, ["from", "points"], stepPath);
    return { from: readNumber(from, `${stepPath}.from`), points: readPoints(points, `${stepPath}.points`) };
  });
  checkRising(steps2, (index) => `${path}.steps[${index}].from`);
  return { type: "steps", steps: steps2, below };
}
function readCategories(value, path) {
  const given2 = checkKeys(value, ["type", "points", "other"], path);
  if (!isRecord(given2.points)) reject("INVALID_TYPE", `${path}.points`, "be an object of points", given2.points);
  const points = new Map(
    Object.entries(given2.points).map(([name, own2]) => [name, readPoints(own2, pathTo(`${path}.points`, name))])
  );
  if (points.size === 0) reject("EMPTY", `${path}.points`, "name a category", given2.points);
  const { other } = given2;
  return { type: "categories", points, other: isMissing(other) ? other : readPoints(other, `${path}.other`) };
}
var readers = { linear: readLinear, steps: readSteps, categories: readCategories };
var types = ["linear", "steps", "categories"];
function checkRising(steps2, pathOf2) {
  for (const [index, { from }] of steps2.entries()) {
    const before = steps2[index - 1]?.from ?? Number.NEGATIVE_INFINITY;
    if (from <= before) reject("INVALID_NUMBER", pathOf2(index), "be above the one before it", from);
  }
}
function readPoints(value, path) {
  if (isFiniteNumber(value) && value >= 0 && value <= 100) return value + 0;
  return reject("INVALID_NUMBER", path, "be a number from 0 to 100", value);
}

// src/health/score/points-of.ts
function pointsOf(normalisation, key) {
  if (normalisation.type === "linear") return linear(normalisation, key);
  const of = normalisation.type === "steps" ? steps(normalisation, key) : categories(normalisation, key);
  return { of, exactly: (value) => ofNumber(of(value, "")) };
}
var mostThousandths = 1e13;
var mostCancelled = 4;
function linear({ worst, best }, key) {
  const [from, span] = [ofNumber(worst), subtract(ofNumber(best), ofNumber(worst))];
  const [fromThousandths, toThousandths] = [thousandthsOf(worst), thousandthsOf(best)];
  const width = toNumber(span);
  const isRising2 = best > worst;
  const isWorst = (observed) => isRising2 ? observed <= worst : observed >= worst;
  const isBest = (observed) => isRising2 ? observed >= best : observed <= best;
  function exactly(observed) {
    if (isWorst(observed)) return ofNumber(0);
    if (isBest(observed)) return ofNumber(100);
    return divide(multiply(subtract(ofNumber(observed), from), ofNumber(100)), span);
  }
  return {
    of(value, path) {
      const observed = checkMeasured(value, path, key);
      if (isWorst(observed)) return 0;
      if (isBest(observed)) return 100;
      const thousandths = thousandthsOf(observed) - fromThousandths;
      const points = 100 * thousandths / (toThousandths - fromThousandths);
      if (!Number.isNaN(points)) return points;
      const distance = observed - worst;
      const size = Math.abs(distance);
      const isTold = size * mostCancelled > Math.abs(observed) && size > 1e-200 && size < 1e200;
      return isTold ? 100 * distance / width : toNumber(exactly(observed));
    },
    exactly: (value) => exactly(value)
  };
}
function thousandthsOf(value) {
  const whole = Math.round(value * 1e3);
  return whole / 1e3 === value && Math.abs(whole) < mostThousandths ? whole : Number.NaN;
}
function steps({ steps: list, below }, key) {
  return (value, path) => {
    const observed = checkMeasured(value, path, key);
    let points = below;
    for (const step of list) if (step.from <= observed) points = step.points;
    return points;
  };
}
function categories({ points, other }, key) {
  return (value, path) => {
    const known5 = points.get(String(value)) ?? other;
    if (known5 !== void 0) return known5;
    const names4 = [...points.keys()].map((name) => `'${name}'`).join(", ");
    return reject(
      "INVALID_OPTION",
      pathTo(path, key),
      `be one of ${names4}, unless the model has points for other values`,
      value
    );
  };
}
function checkMeasured(value, path, key) {
  if (isFiniteNumber(value)) return value;
  return reject("INVALID_NUMBER", pathTo(path, key), "be a finite number, or null if unknown", value);
}

// src/health/score/scorecard.ts
function scorecardOf(model) {
  const { signals, bands, caps, minimumCoverage } = model;
  const weights = signals.map(({ weight }) => ofNumber(weight));
  const total3 = sum(weights);
  const minimum = multiply(ofNumber(minimumCoverage), total3);
  const common = commonDenominator([...weights, minimum]);
  const largest3 = { n: total3.n * common, d: total3.d };
  const isWhole = compare(largest3, largestWhole) <= 0;
  const scale2 = isWhole ? { n: common, d: 1n } : { n: total3.d, d: total3.n };
  const scaled = (weight) => toNumber(multiply(weight, scale2));
  return {
    ...model,
    signals: signals.map((signal, index) => ({
      ...signal,
      scaledWeight: scaled(weights[index]),
      points: pointsOf(signal.normalisation, signal.key)
    })),
    slots: new Map(
      [.../* @__PURE__ */ new Set([...signals.map(({ key }) => key), ...caps.map(({ when }) => when.key)])].map((key, slot) => [
        key,
        slot
      ])
    ),
    exactTotal: total3,
    totalWeight: scaled(total3),
    minimumWeight: scaled(minimum),
    isWhole,
    edges: [...bands.slice(1).map(({ from }) => from), ...caps.map(({ max }) => max)]
  };
}
var largestWhole = { n: 2n ** 52n, d: 1n };
function commonDenominator(fractions2) {
  return fractions2.map(reduce).reduce((common, { d }) => common / greatestCommonDivisor(common, d) * d, 1n);
}
function decayOf({ halfLifeDays }, { ageDays = 0 }) {
  return ageDays === 0 || halfLifeDays === Number.POSITIVE_INFINITY ? 1 : 2 ** (-ageDays / halfLifeDays);
}
function exactWeighing({ signals }, known5, isKnown) {
  let [weight, sum2] = [zero, zero];
  const weights = signals.map((signal, slot) => {
    if (!isKnown(slot)) return void 0;
    const given2 = known5[slot];
    const own2 = multiply(ofNumber(signal.weight), ofNumber(decayOf(signal, given2)));
    weight = add(weight, own2);
    sum2 = add(sum2, multiply(own2, signal.points.exactly(given2.value)));
    return own2;
  });
  return { weights, weight, sum: sum2 };
}

// src/health/score/read-model.ts
var modelKeys = ["signals", "bands", "caps", "minimumCoverage"];
function readModel2(model, path) {
  const { signals, bands, caps, minimumCoverage = 0 } = checkKeys(model, modelKeys, path);
  const keys7 = /* @__PURE__ */ new Set();
  const read = readFilledList(signals, `${path}.signals`, "be a list of signals").map(
    (signal, index) => readSignal(signal, keys7, `${path}.signals[${index}]`)
  );
  const capList = caps === void 0 ? [] : readList(caps, `${path}.caps`, "be a list of { when, max }");
  return scorecardOf({
    signals: read,
    bands: readBands(bands, `${path}.bands`),
    caps: capList.map((cap, index) => readCap(cap, `${path}.caps[${index}]`)),
    minimumCoverage: readFraction(minimumCoverage, `${path}.minimumCoverage`)
  });
}
function readBands(bands, path) {
  const names4 = /* @__PURE__ */ new Set();
  const list = readFilledList(bands ?? defaultBands, path, "be a list of { name, from }");
  const read = list.map((band, index) => {
    const bandPath = `${path}[${index}]`;
    const { name, from } = checkKeys(band, ["name", "from"], bandPath);
    checkUnique(checkText(name, `${bandPath}.name`), names4, `${bandPath}.name`);
    const lowest = readPoints(from, `${bandPath}.from`);
    if (index === 0 && lowest !== 0) {
      reject("INVALID_NUMBER", `${bandPath}.from`, "be 0, so that every score has a band", from);
    }
    return { name, from: lowest };
  });
  checkRising(read, (index) => `${path}[${index}].from`);
  return read;
}
function readSignal(signal, keys7, path) {
  const { key, weight, normalise, halfLifeDays } = checkKeys(
    signal,
    ["key", "weight", "normalise", "halfLifeDays"],
    path
  );
  checkUnique(checkText(key, `${path}.key`), keys7, `${path}.key`);
  return {
    key,
    weight: readNumberAboveZero(weight, `${path}.weight`),
    normalisation: readNormalisation(normalise, `${path}.normalise`),
    halfLifeDays: halfLifeDays === void 0 ? Number.POSITIVE_INFINITY : readNumberAboveZero(halfLifeDays, `${path}.halfLifeDays`)
  };
}
function readCap(cap, path) {
  const { when, max } = checkKeys(cap, ["when", "max"], path);
  return { when: readCondition(when, `${path}.when`), max: readPoints(max, `${path}.max`) };
}
var operators = ["<", "<=", ">", ">=", "=", "!="];
function readCondition(condition, path) {
  const { key, op, value } = checkKeys(condition, ["key", "op", "value"], path);
  checkText(key, `${path}.key`);
  const operator = readChoice(op, `${path}.op`, operators);
  const isEquality = operator === "=" || operator === "!=";
  if (isEquality && (typeof value === "string" || typeof value === "boolean"))
    return { key, op, value };
  if (!isFiniteNumber(value)) {
    reject(
      "INVALID_NUMBER",
      `${path}.value`,
      `be a finite number${isEquality ? ", a string, true or false" : ""}`,
      value
    );
  }
  return { key, op, value };
}

// src/usage/events/event-log.ts
var contents = /* @__PURE__ */ Symbol.for("tenure.eventLog");
function makeLog(held) {
  return Object.freeze(Object.defineProperty({ toJSON }, contents, { value: held }));
}
function toJSON() {
  const message = "events cannot become JSON; send the columns that eventColumns gives, and make the log again";
  throw new MetricsError("INVALID_TYPE", ["events"], message, void 0);
}
function contentsOf(events) {
  if (!isRecord(events) || !(contents in events)) return void 0;
  const held = events[contents];
  if (held.version !== 1) reject("INVALID_TYPE", "events", "be a log made by this version of tenure", events);
  return held;
}
function checkZone({ zone, isZoneFixed }, asked, path) {
  if (!isZoneFixed || sameZone(zone, asked)) return;
  const rule = `be in the log's time zone, '${zone.timeZone}'`;
  reject("CONFLICTING_TIME_ZONES", path, rule, asked.timeZone);
}

// src/usage/events/timeline.ts
function timelineOf(given2) {
  let held = given2;
  const columns = () => {
    if (!held.isInOrder) held = inOrder2(held);
    return held;
  };
  const customers = once(() => entitiesOf(columns().customer, columns().customerIds.length));
  const users = once(() => {
    const { firstWithoutUser } = columns();
    if (firstWithoutUser >= 0) rejectWithoutUser(firstWithoutUser);
    return usersOf(columns(), customers());
  });
  return { columns, entities: (of) => of === "users" ? users() : customers() };
}
function rejectWithoutUser(row) {
  reject("INVALID_TYPE", `events[${row}].userId`, "be present where users are counted", void 0);
}
function countEvents({ counts }, from, to) {
  if (counts.length === 0) return to - from;
  let sum2 = 0;
  for (let row = from; row < to; row += 1) sum2 += counts[row];
  return sum2;
}
function inOrder2(given2) {
  const order2 = timeOrder(given2.at);
  return {
    ...given2,
    isInOrder: true,
    customer: inOrderOf(given2.customer, order2),
    at: inOrderOf(given2.at, order2),
    user: inOrderOf(given2.user, order2),
    feature: inOrderOf(given2.feature, order2),
    seconds: inOrderOf(given2.seconds, order2),
    counts: inOrderOf(given2.counts, order2)
  };
}
function inOrderOf(column, order2) {
  const moved2 = column.slice();
  for (let place = 0; place < moved2.length; place += 1) moved2[place] = column[order2[place]];
  return moved2;
}
function entitiesOf(codes, count2) {
  return { codes, count: count2, groups: once(() => groupBy(codes, count2)) };
}
function usersOf({ user, userIds, length }, customers) {
  const { order: order2, offsets } = customers.groups();
  const [stamps, own2, codes] = [
    new Uint32Array(userIds.length),
    new Uint32Array(userIds.length),
    new Uint32Array(length)
  ];
  let count2 = 0;
  for (let customer = 0; customer < customers.count; customer += 1) {
    for (let place = offsets[customer]; place < offsets[customer + 1]; place += 1) {
      const row = order2[place];
      const name = user[row];
      if (stamps[name] !== customer + 1) {
        stamps[name] = customer + 1;
        own2[name] = count2;
        count2 += 1;
      }
      codes[row] = own2[name];
    }
  }
  return entitiesOf(codes, count2);
}
function once(make) {
  let made;
  return () => {
    made ??= make();
    return made;
  };
}
function codeOfFeature({ features }, name) {
  const code = features.indexOf(name);
  return code < 0 ? badCode : code;
}

// src/usage/events/read-events.ts
function readEvents(events, zone, needs, path = "period") {
  const log = contentsOf(events);
  if (log === void 0) return timelineOf(readArray(events, zone ?? zoneOf("UTC", path), needs));
  if (zone !== void 0) checkZone(log, zone, path);
  return log.timeline;
}
function readArray(events, zone, needs) {
  if (!Array.isArray(events)) reject("INVALID_TYPE", "events", "be an array of usage events, or a log of them", events);
  const { length } = events;
  const epochOf = instantReader(zone);
  const checkKeys2 = keyCheck(eventFields);
  const [customers, users, features] = [idTable(), idTable(), idTable()];
  const hasUsers = needs.users === true || needs.of === "users";
  const customer = new Uint32Array(length);
  const at = new Float64Array(length);
  const user = new Uint32Array(hasUsers ? length : 0);
  const feature = new Uint32Array(needs.features === true ? length : 0);
  const seconds = new Float64Array(needs.seconds === true ? length : 0);
  let counts = new Float64Array(0);
  let firstWithoutUser = -1;
  let isInOrder = true;
  let latest = Number.NEGATIVE_INFINITY;
  let total3 = 0;
  for (let row = 0; row < length; row += 1) {
    const event = events[row];
    if (!isRecord(event)) rejectEvent(event, row, Number.NaN);
    checkKeys2(event, "events", row);
    const { customerId, at: instant, userId, feature: name, durationSeconds, count: count2 } = event;
    const customerText = idText(customerId);
    const epoch = epochOf(instant);
    const userText = isMissing(userId) ? void 0 : idText(userId);
    if (typeof count2 === "number") total3 += count2;
    const isSound = customerText !== void 0 && !Number.isNaN(epoch) && (userText !== void 0 || isMissing(userId)) && isOptionalText(name) && (isMissing(durationSeconds) || isDuration(durationSeconds)) && (isMissing(count2) || isCount(count2, total3));
    if (!isSound) rejectEvent(event, row, epoch);
    if (userText === void 0) {
      if (needs.of === "users") rejectWithoutUser(row);
      if (firstWithoutUser < 0) firstWithoutUser = row;
    }
    customer[row] = customers.codeOf(customerText);
    at[row] = epoch;
    if (epoch < latest) isInOrder = false;
    latest = epoch;
    if (hasUsers) user[row] = userText === void 0 ? noCode : users.codeOf(userText);
    if (needs.features === true) feature[row] = isMissing(name) ? noCode : features.codeOf(name);
    if (needs.seconds === true) seconds[row] = durationSeconds ?? Number.NaN;
    if (isMissing(count2) || count2 === 1 && counts.length === 0) continue;
    if (counts.length === 0) counts = new Float64Array(length).fill(1);
    counts[row] = count2;
  }
  return {
    length,
    customerIds: customers.ids,
    customer,
    at,
    userIds: users.ids,
    user,
    features: features.ids,
    feature,
    seconds,
    counts,
    isInOrder,
    firstWithoutUser
  };
}
var eventFields = ["customerId", "at", "userId", "feature", "durationSeconds", "count"];
var longestSeconds = 1e9;
function isDuration(value) {
  return typeof value === "number" && value >= 0 && value <= longestSeconds;
}
var mostEvents = 4503599627370496;
function isCount(value, total3) {
  return Number.isSafeInteger(value) && value > 0 && total3 <= mostEvents;
}
function rejectEvent(event, row, epoch) {
  const path = `events[${row}]`;
  if (!isRecord(event)) reject("INVALID_TYPE", path, "be an object", event);
  const { customerId, at, userId, feature, durationSeconds, count: count2 } = event;
  readId(customerId, `${path}.customerId`);
  if (!Number.isFinite(epoch)) rejectInstant(at, `${path}.at`);
  if (!isMissing(userId)) readId(userId, `${path}.userId`);
  if (!isOptionalText(feature)) rejectOptionalText(feature, `${path}.feature`);
  if (!isMissing(durationSeconds) && !isDuration(durationSeconds)) {
    const rule2 = `be a number of seconds from 0 to ${longestSeconds}, or be left out`;
    reject("INVALID_NUMBER", `${path}.durationSeconds`, rule2, durationSeconds);
  }
  const rule = "be a whole number from 1 on, at most 2^52 in all, or be left out";
  reject("INVALID_NUMBER", `${path}.count`, rule, count2);
}

// src/usage/events/read-sign-ups.ts
function readSignUps(signUps, zone) {
  if (!Array.isArray(signUps)) reject("INVALID_TYPE", "signUps", "be an array of sign-ups", signUps);
  const readInstant2 = instantReader(zone);
  const customers = idTable();
  const at = [];
  for (let index = 0; index < signUps.length; index += 1) {
    const signUp = signUps[index];
    const path = `signUps[${index}]`;
    if (!isRecord(signUp)) reject("INVALID_TYPE", path, "be an object", signUp);
    const customerId = readId(signUp.customerId, `${path}.customerId`);
    const epoch = instantOf(readInstant2, signUp.at, "signUps", index, "at");
    const code = customers.codeOf(customerId);
    at[code] = Math.min(at[code] ?? epoch, epoch);
  }
  return { customers, at };
}

// src/health/signals/known-rows.ts
function timedRows(rows, zone, codeOf2) {
  const epochOf = instantReader(zone);
  const optional = (value) => isMissing(value) ? Number.POSITIVE_INFINITY : epochOf(value);
  return rows.map((row) => ({
    row,
    customer: codeOf2(idText(row.customerId)),
    start: epochOf(row.start),
    end: optional(row.end),
    request: optional(row.cancelRequestedAt)
  }));
}
function knownRows(rows, asOf, zone) {
  const epochOf = instantReader(zone);
  const known5 = [];
  for (const timed of rows) if (timed.start < asOf) known5.push(knownRow(timed, asOf, epochOf));
  return known5;
}
function knownRow({ row, end, request }, asOf, epochOf) {
  let known5 = row;
  const isEndKnown = end < asOf || request < asOf || row.interval === "term";
  if (!isEndKnown) {
    const { end: _, churnType, churnReason, ...rest } = known5;
    known5 = rest;
  }
  if (!isMissing(row.cancelRequestedAt) && request >= asOf) {
    const { cancelRequestedAt, ...rest } = known5;
    known5 = rest;
  }
  const { pauses, pastDue } = row;
  if (!isMissing(pauses)) known5 = { ...known5, pauses: knownInterruptions(pauses, asOf, epochOf) };
  if (!isMissing(pastDue)) known5 = { ...known5, pastDue: knownInterruptions(pastDue, asOf, epochOf) };
  return known5;
}
function knownInterruptions(spans, asOf, epochOf) {
  return spans.filter(({ start: start2 }) => epochOf(start2) < asOf).map((span) => isMissing(span.end) || epochOf(span.end) < asOf ? span : { start: span.start });
}

// src/health/signals/rows-by-customer.ts
function rowsByCustomer(customerOf, at, customers) {
  const { order: order2, offsets } = groupBy(customerOf, customers);
  for (let customer = 0; customer < customers; customer += 1) {
    sortByTime(order2.subarray(offsets[customer], offsets[customer + 1]), at);
  }
  function placeOf2(customer, instant) {
    const first = offsets[customer];
    const count2 = offsets[customer + 1] - first;
    return first + firstIndex(count2, (index) => at[order2[first + index]] >= instant);
  }
  return {
    within: (customer, from, to) => order2.subarray(placeOf2(customer, from), placeOf2(customer, to)),
    before: (customer, instant) => order2.subarray(offsets[customer], placeOf2(customer, instant))
  };
}
function sortByTime(rows, at) {
  for (let place = 1; place < rows.length; place += 1) {
    if (at[rows[place - 1]] <= at[rows[place]]) continue;
    rows.sort((a, b) => at[a] - at[b]);
    return;
  }
}

// src/service/payments/invoice-codes.ts
function invoiceCodes(payments) {
  let count2 = 0;
  const byId = /* @__PURE__ */ new Map();
  const byCustomerAndId = /* @__PURE__ */ new Map();
  const firstRows = new Uint32Array(payments.length);
  function add2(codes, key, row) {
    codes.set(key, count2);
    firstRows[count2] = row;
    count2 += 1;
    return count2 - 1;
  }
  return {
    count: () => count2,
    codeOf({ customerId, invoiceId }, row) {
      if (isMissing(invoiceId)) {
        count2 += 1;
        return count2 - 1;
      }
      const [customer, invoice] = [String(customerId), String(invoiceId)];
      const known5 = byId.get(invoice);
      if (known5 === void 0) return add2(byId, invoice, row);
      if (String(payments[firstRows[known5]].customerId) === customer) return known5;
      const key = `${customer.length}:${customer}${invoice}`;
      return byCustomerAndId.get(key) ?? add2(byCustomerAndId, key, row);
    }
  };
}

// src/service/payments/payment.ts
function readPayments(payments, question, visit) {
  const rows = payments;
  const checkKeys2 = keyCheck(paymentFields);
  for (let index = 0; index < rows.length; index += 1) {
    const payment = rows[index];
    checkShape(payment, index);
    checkKeys2(payment, "payments", index);
    const at = instantOf(question.readInstant, payment.at, "payments", index, "at");
    if (at < question.asOf) visit(index, at);
  }
}
var paymentFields = ["customerId", "at", "status", "invoiceId", "attempt", "amount", "currency"];
function checkPayments(payments) {
  if (!Array.isArray(payments)) reject("INVALID_TYPE", "payments", "be an array of payments", payments);
}
function checkShape(payment, index) {
  const path = () => `payments[${index}]`;
  if (!isRecord(payment)) reject("INVALID_TYPE", path(), "be an object", payment);
  const { customerId, status, invoiceId, attempt, amount, currency } = payment;
  if (idText(customerId) === void 0) readId(customerId, `${path()}.customerId`);
  if (status !== "succeeded" && status !== "failed" && status !== "writtenOff") {
    reject("INVALID_OPTION", `${path()}.status`, "be one of 'succeeded', 'failed', 'writtenOff'", status);
  }
  if (!isMissing(invoiceId) && idText(invoiceId) === void 0) readId(invoiceId, `${path()}.invoiceId`);
  if (!isOptionalText(currency)) rejectOptionalText(currency, `${path()}.currency`);
  if (!isMissing(attempt)) readCount(attempt, `${path()}.attempt`);
  const isPlainAmount = isMissing(amount) || typeof amount === "number" && amount >= 0 && amount < Infinity;
  if (!isPlainAmount) readAmount(amount, `${path()}.amount`);
  if (status === "writtenOff") checkWriteOff(payment, path);
}
function checkWriteOff({ invoiceId, attempt }, path) {
  if (isMissing(invoiceId)) {
    reject("INVALID_TYPE", `${path()}.invoiceId`, "be present: a write-off belongs to an invoice", invoiceId);
  }
  if (!isMissing(attempt)) {
    reject("INVALID_NUMBER", `${path()}.attempt`, "be left out: a write-off is not an attempt", attempt);
  }
}

// src/service/service-question.ts
function readServiceQuestion(periods, options, keys7 = []) {
  const { timeZone, asOf } = checkKeys(options, ["timeZone", "asOf", ...keys7], "options");
  const question = readQuestion(periods, timeZone);
  return {
    ...question,
    asOf: asOf === void 0 ? Number.POSITIVE_INFINITY : readInstant(asOf, question.zone, "options.asOf"),
    readInstant: instantReader(question.zone)
  };
}

// src/service/tickets/ticket.ts
function placeTickets(tickets, question, by, visit) {
  const { readInstant: readInstant2, asOf, slotOf: slotOf2 } = question;
  const segments = readSegments(by, tickets);
  const checkKeys2 = keyCheck(ticketFields);
  const slots2 = new Uint32Array(tickets.length).fill(outside);
  for (let index = 0; index < tickets.length; index += 1) {
    const ticket = tickets[index];
    checkShape2(ticket, index);
    checkKeys2(ticket, "tickets", index);
    const opened = instantOf(readInstant2, ticket.openedAt, "tickets", index, "openedAt");
    const responded = laterInstant(question, ticket.firstResponseAt, opened, index, "firstResponseAt");
    const resolved = laterInstant(question, ticket.resolvedAt, opened, index, "resolvedAt");
    if (!(opened < asOf)) continue;
    const { reopened } = ticket;
    const slot = slotOf2(visit(index, opened, responded, resolved, reopened === true || Number(reopened) > 0));
    slots2[index] = slot;
    if (slot >= 0) segments?.note(index);
  }
  return { question, slots: slots2, segments };
}
var ticketFields = ["customerId", "openedAt", "firstResponseAt", "resolvedAt", "reopened", "reopenedAt", "channel"];
function summarizeTickets({ question, slots: slots2, segments }, summary) {
  const own2 = segments === void 0 ? summary : segments.summarize(summary);
  return perPeriod(question, slots2, own2);
}
function checkTickets(tickets) {
  if (!Array.isArray(tickets)) reject("INVALID_TYPE", "tickets", "be an array of tickets", tickets);
}
function readAssignedBy(value, later) {
  return readOptionalChoice(value, "options.assignedBy", ["openedAt", later]);
}
function laterInstant({ readInstant: readInstant2, asOf }, value, opened, index, field) {
  if (isMissing(value)) return Number.NaN;
  const instant = instantOf(readInstant2, value, "tickets", index, field);
  if (instant < opened) reject("END_BEFORE_START", `tickets[${index}].${field}`, "not come before openedAt", value);
  return instant < asOf ? instant : Number.NaN;
}
function checkShape2(ticket, index) {
  const path = () => `tickets[${index}]`;
  if (!isRecord(ticket)) reject("INVALID_TYPE", path(), "be an object", ticket);
  const { customerId, channel, reopened } = ticket;
  if (idText(customerId) === void 0) readId(customerId, `${path()}.customerId`);
  if (!isOptionalText(channel)) rejectOptionalText(channel, `${path()}.channel`);
  const isCount2 = Number.isSafeInteger(reopened) && reopened >= 0;
  if (!isMissing(reopened) && typeof reopened !== "boolean" && !isCount2) {
    reject("INVALID_NUMBER", `${path()}.reopened`, "be true, false or a whole number >= 0", reopened);
  }
}

// src/health/signals/service-facts.ts
function everything(zone) {
  return readServiceQuestion(makePeriod(-widestEpoch, widestEpoch, zone, "everything"), { timeZone: zone.timeZone });
}
function readTicketRecords(given2, zone, customers) {
  checkTickets(given2);
  const tickets = given2;
  const question = everything(zone);
  const never3 = () => new Float64Array(tickets.length).fill(Number.POSITIVE_INFINITY);
  const [openedAt, resolvedAt, reopenedAt] = [never3(), never3(), never3()];
  const customerOf = new Uint32Array(tickets.length);
  placeTickets(tickets, question, void 0, (index, opened, _, resolved, isReopened2) => {
    const ticket = tickets[index];
    customerOf[index] = customers.codeOf(idText(ticket.customerId));
    openedAt[index] = opened;
    if (!Number.isNaN(resolved)) resolvedAt[index] = resolved;
    if (!isMissing(ticket.reopenedAt)) {
      reopenedAt[index] = readReopening(question, ticket, index, opened, resolvedAt[index]);
    } else if (isReopened2) reopenedAt[index] = resolvedAt[index];
    return opened;
  });
  return () => ({ openedAt, resolvedAt, reopenedAt, rows: rowsByCustomer(customerOf, openedAt, customers.ids.length) });
}
function readReopening(question, { reopenedAt }, index, opened, resolved) {
  const path = `tickets[${index}].reopenedAt`;
  const instant = instantOf(question.readInstant, reopenedAt, "tickets", index, "reopenedAt");
  if (instant < opened) reject("END_BEFORE_START", path, "not come before openedAt", reopenedAt);
  if (instant > resolved)
    reject("END_BEFORE_START", path, "not come after resolvedAt, the last resolution", reopenedAt);
  return instant;
}
function readPaymentRecords(given2, zone, customers) {
  checkPayments(given2);
  const payments = given2;
  const at = new Float64Array(payments.length);
  const customerOf = new Uint32Array(payments.length);
  const invoiceOf = new Uint32Array(payments.length);
  const codes = invoiceCodes(payments);
  readPayments(payments, everything(zone), (index, instant) => {
    const payment2 = payments[index];
    at[index] = instant;
    customerOf[index] = customers.codeOf(idText(payment2.customerId));
    invoiceOf[index] = codes.codeOf(payment2, index);
  });
  const payment = (row) => payments[row];
  return () => ({
    at,
    statusOf: (row) => payment(row).status,
    invoiceOf: (row) => isMissing(payment(row).invoiceId) ? void 0 : invoiceOf[row],
    rows: rowsByCustomer(customerOf, at, customers.ids.length)
  });
}
var noTicketFacts = { openTickets: null, reopenedTickets: null };
function ticketFacts({ rows, resolvedAt, reopenedAt }, customer, windowStart, asOf) {
  let [openTickets, reopenedTickets] = [0, 0];
  for (const row of rows.before(customer, asOf)) {
    const reopened = reopenedAt[row];
    if (!(resolvedAt[row] < asOf)) openTickets += 1;
    if (reopened >= windowStart && reopened < asOf) reopenedTickets += 1;
  }
  return { openTickets, reopenedTickets };
}
function failedPaymentsOf({ rows, statusOf }, customer, windowStart, asOf) {
  let failed = 0;
  for (const row of rows.within(customer, windowStart, asOf)) if (statusOf(row) === "failed") failed += 1;
  return failed;
}
function unpaidSince({ rows, at, statusOf, invoiceOf }, customer, asOf) {
  const firstFailures = /* @__PURE__ */ new Map();
  const settled = /* @__PURE__ */ new Set();
  let accountFailedAt;
  for (const row of paymentsInOrder()) {
    const [invoice, status, instant] = [invoiceOf(row), statusOf(row), at[row]];
    if (invoice === void 0) accountFailedAt = status === "failed" ? accountFailedAt ?? instant : void 0;
    else if (status !== "failed") settled.add(invoice);
    else if (!firstFailures.has(invoice)) firstFailures.set(invoice, instant);
  }
  const unpaid = Array.from(firstFailures).filter(([invoice]) => !settled.has(invoice));
  const since = unpaid.map(([, instant]) => instant);
  return accountFailedAt === void 0 ? since : [...since, accountFailedAt];
  function paymentsInOrder() {
    const isFailure = (row) => Number(statusOf(row) === "failed");
    return rows.before(customer, asOf).slice().sort((a, b) => at[a] - at[b] || isFailure(b) - isFailure(a));
  }
}

// src/health/signals/health-data.ts
var surveyKinds = ["nps", "csat", "ces"];

// src/health/signals/survey-facts.ts
function readResponseRecords(responses, zone, scales, customers) {
  const rows = readList(responses, "responses", "be an array of responses");
  const at = readInstants(rows, zone);
  const score = new Float64Array(rows.length);
  const customerOf = new Uint32Array(rows.length);
  const surveyOf = (row) => rows[row].survey ?? "nps";
  for (const [index, row] of rows.entries()) {
    const path = `responses[${index}]`;
    if (!isMissing(row.survey)) readChoice(row.survey, `${path}.survey`, surveyKinds);
    const [lowest, highest] = scales[surveyOf(index)];
    if (!Number.isInteger(row.score) || row.score < lowest || row.score > highest) {
      reject("INVALID_NUMBER", `${path}.score`, `be a whole number from ${lowest} to ${highest}`, row.score);
    }
    score[index] = row.score;
    customerOf[index] = customers.codeOf(readId(row.customerId, `${path}.customerId`));
  }
  return () => ({ at, score, surveyOf, rows: rowsByCustomer(customerOf, at, customers.ids.length) });
}
function latestAnswers({ rows, at, score, surveyOf }, customer, survey, asOf, count2) {
  const answers = [];
  const known5 = rows.before(customer, asOf);
  for (let place = known5.length - 1; place >= 0; place -= 1) {
    const row = known5[place];
    if (surveyOf(row) !== survey) continue;
    const answer = { at: at[row], score: score[row] };
    const held = answers.at(-1);
    if (held?.at === answer.at) answers[answers.length - 1] = answer.score < held.score ? answer : held;
    else if (answers.length === count2) break;
    else answers.push(answer);
  }
  return answers;
}

// src/health/days-between.ts
function daysBetween(zone, from, to) {
  return zone.dayOf(to) - zone.dayOf(from);
}

// src/health/signals/usage-facts.ts
function readEventRecords(events, zone, customers) {
  const needs = { features: true, users: true };
  const columns = readEvents(events, zone, needs, "options.timeZone").columns();
  const { at, customerIds, features, feature, user, counts } = columns;
  const codes = Uint32Array.from(customerIds, customers.codeOf);
  const customerOf = columns.customer.map((customer) => codes[customer]);
  return () => ({
    at,
    features,
    featureOf: codeIn(feature),
    userOf: codeIn(user),
    count: (rows) => counts.length === 0 ? rows.length : rows.reduce((sum2, row) => sum2 + counts[row], 0),
    featuresSince: firstNamed(columns, feature),
    usersSince: firstNamed(columns, user),
    rows: rowsByCustomer(customerOf, at, customers.ids.length)
  });
}
function codeIn(codes) {
  return (row) => codes[row] === noCode ? void 0 : codes[row];
}
function firstNamed({ at }, codes) {
  return at[codes.findIndex((code) => code !== noCode)] ?? Number.POSITIVE_INFINITY;
}
var noUsageFacts = {
  usageTrend: null,
  activeDays: null,
  featureBreadth: null,
  activeUsers: null,
  daysSinceLastUse: null
};
function usageFacts(events, { zone, windowDays }, startOf2, asOf) {
  const windowStart = addDays(zone, asOf, -windowDays);
  const baselineStart = addDays(zone, asOf, -2 * windowDays);
  return (customer) => {
    const recent = events.rows.within(customer, windowStart, asOf);
    const baseline = events.count(events.rows.within(customer, baselineStart, windowStart));
    const last = events.rows.before(customer, asOf).at(-1);
    const hasBaseline = baseline > 0 && startOf2(customer) <= baselineStart;
    return {
      usageTrend: hasBaseline ? (events.count(recent) - baseline) / baseline : null,
      activeDays: activeDaysOf(events, recent, zone).length,
      featureBreadth: events.featuresSince < asOf ? distinct(recent, events.featureOf) : null,
      activeUsers: events.usersSince < asOf ? distinct(recent, events.userOf) : null,
      daysSinceLastUse: last === void 0 ? null : daysBetween(zone, events.at[last], asOf)
    };
  };
}
function activeDaysOf(events, rows, zone) {
  const days2 = [];
  for (const row of rows) {
    const day2 = zone.dayOf(events.at[row]);
    if (day2 !== days2.at(-1)) days2.push(day2);
  }
  return days2;
}
function distinct(rows, of) {
  const seen = new Set(Array.from(rows, of));
  return seen.size - (seen.has(void 0) ? 1 : 0);
}

// src/health/signals/records.ts
var dataKeys = ["subscriptions", "events", "responses", "tickets", "payments", "signUps"];
function readRecords(data, settings) {
  const given2 = checkKeys(data, dataKeys, "data");
  const { zone, scales } = settings;
  const customers = idTable();
  const subscriptions = ifGiven2(given2.subscriptions, (rows) => readSubscriptions(rows, settings, customers));
  const events = ifGiven2(given2.events, (rows) => readEventRecords(rows, zone, customers));
  const responses = ifGiven2(given2.responses, (rows) => readResponseRecords(rows, zone, scales, customers));
  const tickets = ifGiven2(given2.tickets, (rows) => readTicketRecords(rows, zone, customers));
  const payments = ifGiven2(given2.payments, (rows) => readPaymentRecords(rows, zone, customers));
  const signUps = ifGiven2(given2.signUps, (rows) => readSignUpRecords(rows, settings, customers));
  return {
    settings,
    customerIds: customers.ids,
    subscriptions: subscriptions?.() ?? null,
    events: events?.() ?? null,
    responses: responses?.() ?? null,
    tickets: tickets?.() ?? null,
    payments: payments?.() ?? null,
    signUps: signUps ?? []
  };
}
function namingData(run) {
  try {
    return run();
  } catch (error) {
    if (!isMetricsError(error)) throw error;
    const [first, ...rest] = error.path;
    const isData = dataKeys.includes(first);
    if (!isData && first !== "policy") throw error;
    const path = isData ? ["data", ...error.path] : ["options", ...rest];
    const text2 = path.reduce(pathTo, "");
    throw new MetricsError(error.code, path, `${text2} ${ruleOf(error)}`, error.received);
  }
}
function ifGiven2(value, read) {
  return value === void 0 ? void 0 : read(value);
}
function readSubscriptions(given2, { policy, zone }, customers) {
  if (!Array.isArray(given2)) {
    const hint = isSource(given2) ? " (not a ledger, which also holds what became known later)" : "";
    reject("INVALID_TYPE", "subscriptions", `be an array of subscriptions${hint}`, given2);
  }
  readRows(given2, ledgerRules(policy, void 0)).currencies.reporting();
  const timed = timedRows(given2, zone, customers.codeOf);
  const customerOf = Uint32Array.from(timed, ({ customer }) => customer);
  const starts = Float64Array.from(timed, ({ start: start2 }) => start2);
  return () => ({ timed, rows: rowsByCustomer(customerOf, starts, customers.ids.length) });
}
function readSignUpRecords(given2, { zone }, customers) {
  const signUps = readSignUps(given2, zone);
  const byCustomer = [];
  for (const [code, customerId] of signUps.customers.ids.entries()) {
    byCustomer[customers.codeOf(customerId)] = signUps.at[code];
  }
  return byCustomer;
}

// src/health/score/read-values.ts
function readValues(values, slots2, path) {
  if (!isKeyed(values)) {
    reject("INVALID_TYPE", path, "be an object of values by key", values);
  }
  const known5 = new Array(slots2.size).fill(void 0);
  for (const key of Object.keys(values)) {
    const read = readValue(values[key], path, key);
    if (read === void 0) continue;
    const slot = slots2.get(key);
    if (slot !== void 0) known5[slot] = read;
  }
  return known5;
}
var agedKeys = ["value", "ageDays"];
function readValue(given2, path, key) {
  const isAged = isRecord(given2);
  const value = isAged ? given2.value : given2;
  const ageDays = isAged ? readAge(given2, path, key) : void 0;
  if (isMissing(value)) return void 0;
  if (isFiniteNumber(value)) return { value: value + 0, ageDays };
  if (typeof value === "string" || typeof value === "boolean") return { value, ageDays };
  const code = typeof value === "number" ? "INVALID_NUMBER" : "INVALID_TYPE";
  return reject(code, pathTo(path, key), "be a finite number, a string, true or false, or null if unknown", value);
}
function readAge(given2, path, key) {
  for (const name in given2) if (name !== "value" && name !== "ageDays") checkKeys(given2, agedKeys, pathTo(path, key));
  const { ageDays } = given2;
  if (isFiniteNumber(ageDays) && ageDays >= 0) return ageDays + 0;
  return reject("INVALID_NUMBER", `${pathTo(path, key)}.ageDays`, "be a finite number of days >= 0", ageDays);
}

// src/health/score/score-values.ts
var closest = 1e-9;
var leastWeight = 1e-100;
function scoreValues(given2, card, path) {
  const known5 = readValues(given2, card.slots, path);
  const { points, weights, weight, coverage, isScored, exactly } = weigh(known5, card, path);
  let score = 0;
  const contributions = card.signals.map((signal, slot) => {
    const effectiveWeight = weight === 0 ? 0 : weights[slot] / weight;
    const own2 = points[slot];
    const contribution = weight === 0 ? 0 : weights[slot] * (own2 ?? 0) / weight;
    return contributionOf(signal, known5[slot], own2, effectiveWeight, contribution);
  });
  if (!isScored) return { score: null, band: null, coverage, contributions, caps: [] };
  for (let slot = 0; slot < weights.length; slot += 1) score += weights[slot] * (points[slot] ?? 0);
  score = roundedScore(score / weight);
  let compareTo = (edge) => score - edge;
  if (card.edges.some((edge) => Math.abs(score - edge) < closest)) {
    const exact = exactly();
    score = toNumber(divide(exact.sum, exact.weight));
    compareTo = (edge) => compare(exact.sum, multiply(ofNumber(edge), exact.weight));
  }
  const caps = appliedCaps(card, known5, score, compareTo, path);
  const lowest = Math.min(...caps.map(({ max }) => max));
  const isCapped = lowest !== Number.POSITIVE_INFINITY;
  return {
    score: isCapped ? lowest : score,
    band: bandOf(card, isCapped ? (edge) => lowest - edge : compareTo),
    coverage,
    contributions,
    caps
  };
}
function roundedScore(score) {
  const short = Math.round(score * 1e9) / 1e9;
  return Math.abs(score - short) <= 4e-15 * score ? short : score;
}
function weigh(known5, card, path) {
  const { signals, totalWeight, minimumWeight, isWhole } = card;
  const points = new Array(signals.length).fill(null);
  let weights = new Array(signals.length).fill(0);
  let [weight, isAnyKnown, isAged] = [0, false, false];
  for (let slot = 0; slot < signals.length; slot += 1) {
    const value = known5[slot];
    if (value === void 0) continue;
    const signal = signals[slot];
    const own2 = signal.points.of(value.value, path);
    if (own2 === null) continue;
    const decay = decayOf(signal, value);
    points[slot] = own2;
    weights[slot] = signal.scaledWeight * decay;
    weight += weights[slot];
    isAnyKnown = true;
    if (decay !== 1) isAged = true;
  }
  let exact;
  const exactly = () => {
    exact ??= exactWeighing(card, known5, (slot) => points[slot] !== null);
    return exact;
  };
  let coverage = weight / totalWeight;
  let isEnough = weight >= minimumWeight;
  if (isAnyKnown && weight < leastWeight) {
    const { weights: exact2, weight: sum2 } = exactly();
    coverage = toNumber(divide(sum2, card.exactTotal));
    weights = exact2.map((own2) => own2 === void 0 || sum2.n === 0n ? 0 : toNumber(divide(own2, sum2)));
    weight = sum2.n === 0n ? 0 : 1;
  }
  if ((isAged || !isWhole) && Math.abs(coverage - card.minimumCoverage) < closest) {
    const covered = divide(exactly().weight, card.exactTotal);
    coverage = toNumber(covered);
    isEnough = compare(covered, ofNumber(card.minimumCoverage)) >= 0;
  }
  return { points, weights, weight, coverage, isScored: weight > 0 && isEnough, exactly };
}
function contributionOf({ key, weight }, known5, points, effectiveWeight, contribution) {
  const value = known5 === void 0 ? null : known5.value;
  const ageDays = known5?.ageDays;
  return ageDays === void 0 ? { key, value, points, weight, effectiveWeight, contribution } : { key, value, ageDays, points, weight, effectiveWeight, contribution };
}
function appliedCaps({ caps, slots: slots2 }, known5, score, compareTo, path) {
  let left = score;
  const applied = [];
  for (const { when, max } of caps) {
    if (!holds(when, known5[slots2.get(when.key)]?.value, path) || compareTo(max) <= 0) continue;
    const isLower = applied.length === 0 || max < left;
    applied.push({ when, max, reduction: isLower ? toNumber(subtract(ofNumber(left), ofNumber(max))) : 0 });
    if (isLower) left = max;
  }
  return applied;
}
function holds(when, value, path) {
  if (value === void 0) return false;
  if (when.op === "=") return value === when.value;
  if (when.op === "!=") return value !== when.value;
  if (!isFiniteNumber(value)) reject("INVALID_NUMBER", pathTo(path, when.key), "be a number: a cap compares it", value);
  if (when.op === "<") return value < when.value;
  if (when.op === "<=") return value <= when.value;
  return when.op === ">" ? value > when.value : value >= when.value;
}
function bandOf({ bands }, compareTo) {
  let place = bands.length - 1;
  while (place > 0 && compareTo(bands[place].from) < 0) place -= 1;
  return bands[place].name;
}

// src/health/backtest/flags.ts
function shareInterval(hits, n, confidence) {
  if (n === 0) return { lower: null, upper: null, confidence };
  return { ...wilsonBounds(hits, n, standardErrorsAt(confidence)), confidence };
}
function totalsOf2(columns, confidence) {
  const { churned, mrr: mrr2 } = columns;
  return {
    observations: churned.length,
    churned: churned.reduce((count2, left) => count2 + left, 0),
    churnedMrr: sum(mrr2.filter((_, row) => churned[row] === 1)),
    confidence
  };
}
function flagBacktest({ churned, mrr: mrr2 }, rows, totals) {
  const flagged = rows.length;
  const left = rows.filter((row) => churned[row] === 1);
  const truePositives = left.length;
  const lift = truePositives * totals.observations / (flagged * totals.churned);
  return {
    flagged,
    truePositives,
    falsePositives: flagged - truePositives,
    falseNegatives: totals.churned - truePositives,
    trueNegatives: totals.observations - totals.churned - (flagged - truePositives),
    precision: ratio(truePositives, flagged),
    ...shareInterval(truePositives, flagged, totals.confidence),
    recall: ratio(truePositives, totals.churned),
    lift: Number.isNaN(lift) ? null : lift,
    churnedMrr: ratioOf(sum(Array.from(left, (row) => mrr2[row])), totals.churnedMrr)
  };
}

// src/health/backtest/outcomes.ts
function ownerCodes() {
  const codes = /* @__PURE__ */ new Map();
  return {
    codeOf(owner) {
      const code = codes.get(owner) ?? codes.size;
      codes.set(owner, code);
      return code;
    },
    count: () => codes.size
  };
}
function readOutcomes(outcomes, path) {
  const rows = readList(outcomes, path, "be an array of outcomes");
  const owners = ownerCodes();
  const columns = {
    scores: new Float64Array(rows.length),
    churned: new Uint8Array(rows.length),
    mrr: [],
    owners: new Uint32Array(rows.length)
  };
  const hasMrr = isRecord(rows[0]) && !isMissing(rows[0].mrr);
  for (const [index, row] of rows.entries()) {
    const rowPath = `${path}[${index}]`;
    if (!isRecord(row)) reject("INVALID_TYPE", rowPath, "be an object { score, churned }", row);
    const { score, churned, mrr: mrr2, customerId } = row;
    columns.scores[index] = readScore(score, `${rowPath}.score`);
    columns.churned[index] = readChurned(churned, `${rowPath}.churned`);
    columns.mrr.push(readMrr(mrr2, hasMrr, `${rowPath}.mrr`));
    columns.owners[index] = owners.codeOf(isMissing(customerId) ? index : readId(customerId, `${rowPath}.customerId`));
  }
  return { ...columns, ownerCount: owners.count() };
}
function readScore(value, path) {
  if (value === null) return Number.NaN;
  if (isFiniteNumber(value) && value >= 0 && value <= 100) return value;
  return reject("INVALID_NUMBER", path, "be a number from 0 to 100, or null without a score", value);
}
function readChurned(value, path) {
  if (value === true || value === 1) return 1;
  if (value === false || value === 0) return 0;
  return reject("INVALID_TYPE", path, "be true, false, 1 or 0", value);
}
function readMrr(value, isExpected, path) {
  if (isMissing(value) === isExpected) reject("INVALID_AMOUNT", path, "be present in all outcomes or in none", value);
  return isExpected ? readAmount(value, path) : zero;
}
function rowsWhere({ scores }, holds2) {
  return Uint32Array.from(scores.keys()).filter(holds2);
}

// src/health/backtest/calibration.ts
function calibrationOf(columns, bins, confidence) {
  const { scores, churned, chances } = columns;
  const edges = Array.from({ length: bins + 1 }, (_, bin) => 100 * bin / bins);
  return edges.slice(0, -1).map((from, bin) => {
    const to = edges[bin + 1];
    const rows = rowsWhere(columns, (row) => {
      const score = scores[row];
      return score >= from && (score < to || score === 100 && to === 100);
    });
    const left = rows.filter((row) => churned[row] === 1).length;
    const expected = Float64Array.from(rows, (row) => chances[row]).filter((chance) => !Number.isNaN(chance));
    return {
      from,
      to,
      observations: rows.length,
      churned: left,
      churnRate: ratio(left, rows.length),
      ...shareInterval(left, rows.length, confidence),
      meanScore: meanOf(Float64Array.from(rows, (row) => scores[row])),
      expected: meanOf(expected)
    };
  });
}
function orderedSum(values) {
  return values.slice().sort().reduce((sum2, value) => sum2 + value, 0);
}
function meanOf(values) {
  return values.length === 0 ? null : orderedSum(values) / values.length;
}
function brierOf(columns) {
  const { churned, chances, baseChances } = columns;
  const rows = rowsWhere(columns, (row) => !Number.isNaN(chances[row]));
  if (rows.length === 0) return null;
  const errorOf = (forecasts) => orderedSum(Float64Array.from(rows, (row) => (forecasts[row] - churned[row]) ** 2)) / rows.length;
  const [value, reference] = [errorOf(chances), errorOf(baseChances)];
  return { value, reference, skill: reference === 0 ? null : 1 - value / reference, observations: rows.length };
}
function outcomesByScore({ scores, churned }) {
  const known5 = Uint32Array.from(scores.keys()).filter((row) => !Number.isNaN(scores[row]));
  return rowsByValue(
    Float64Array.from(known5, (row) => scores[row]),
    Float64Array.from(known5, (row) => churned[row])
  );
}
function chancesOf(scores, before) {
  if (before === null || before.values.length === 0) {
    const unknown3 = new Float64Array(scores.length).fill(Number.NaN);
    return { chances: unknown3, baseChances: unknown3 };
  }
  const steps2 = fallingShares(before);
  const total3 = (counts) => counts.reduce((sum2, count2) => sum2 + count2, 0);
  const base = total3(before.positives) / total3(before.rows);
  return {
    chances: scores.map((score) => Number.isNaN(score) ? score : shareAt(steps2, score)),
    baseChances: scores.map((score) => Number.isNaN(score) ? score : base)
  };
}

// src/health/backtest/evaluation.ts
var evaluationKeys = ["thresholds", "bins", "confidence"];
var mostBins = 100;
function readEvaluation(options, bands, bandPath) {
  const { thresholds, bins = 10, confidence = defaultConfidence } = checkKeys(options, evaluationKeys, "options");
  const read = readBands(bands, bandPath);
  const given2 = thresholds === void 0 ? read.slice(1).map(({ from }) => from) : readList(thresholds, "options.thresholds", "be a list of scores").map(
    (value, index) => readPoints(value, `options.thresholds[${index}]`)
  );
  standardErrorsAt(confidence);
  return {
    bands: read,
    thresholds: [...new Set(given2)].sort((a, b) => a - b),
    bins: readCount(bins, "options.bins", 1, mostBins),
    confidence
  };
}
function evaluate(columns, { bands, thresholds, bins, confidence }) {
  const { scores, churned } = columns;
  const totals = totalsOf2(columns, confidence);
  const unscored = rowsWhere(columns, (row) => Number.isNaN(scores[row]));
  const flag = (holds2) => flagBacktest(
    columns,
    rowsWhere(columns, (row) => holds2(scores[row])),
    totals
  );
  const ofBands = bands.map(({ name, from }, index) => {
    const to = bands[index + 1]?.from ?? 100;
    const isLast = index === bands.length - 1;
    return { band: name, from, to, ...flag((score) => score >= from && (isLast || score < to)) };
  });
  return {
    observations: totals.observations,
    churned: totals.churned,
    churnRate: ratio(totals.churned, totals.observations),
    unscored: { observations: unscored.length, churned: unscored.filter((row) => churned[row] === 1).length },
    auc: aucOf(columns, confidence),
    bands: ofBands,
    thresholds: thresholds.map((below) => ({ below, ...flag((score) => score < below) })),
    calibration: calibrationOf(columns, bins, confidence),
    brier: brierOf(columns),
    churnedMrrFlagged: ofBands[0].churnedMrr
  };
}
function aucOf(columns, confidence) {
  const { scores, churned, owners, ownerCount } = columns;
  const scored = rowsWhere(columns, (row) => !Number.isNaN(scores[row]));
  return areaUnderCurve(
    {
      values: Float64Array.from(scored, (row) => -scores[row]),
      isPositive: Uint8Array.from(scored, (row) => churned[row]),
      owners: Uint32Array.from(scored, (row) => owners[row]),
      ownerCount
    },
    confidence
  );
}

// src/health/backtest/assessment.ts
function scoreDate({ date, undecided, customers }, model) {
  const sorted = [...customers].sort((a, b) => compareTexts(a.customerId, b.customerId));
  return {
    date,
    undecided,
    customers: sorted.map(({ values, ...customer }) => {
      const { score, band } = scoreValues(values, model, pathTo("signals", customer.customerId));
      return { ...customer, score, band };
    })
  };
}
function backtestOf(dates, earlier, plan, rules2) {
  const all = [...earlier, ...dates];
  const rows = all.flatMap(
    ({ date, customers }) => customers.map((customer) => ({ ...customer, date: new Date(date) }))
  );
  const starts = [0];
  for (const [place, { customers }] of all.entries()) starts.push(starts[place] + customers.length);
  const first = starts[earlier.length];
  const scores = tiedScores(Float64Array.from(rows, ({ score }) => score ?? Number.NaN));
  const churned = Uint8Array.from(rows, (row) => Number(row.churned));
  const mrr2 = rows.map((row) => row.mrr);
  const codes = ownerCodes();
  const owners = Uint32Array.from(rows, ({ customerId }, row) => row < first ? 0 : codes.codeOf(customerId));
  const [chances, baseChances] = [new Float64Array(rows.length), new Float64Array(rows.length)];
  const within = (from, to) => ({
    scores: scores.subarray(from, to),
    churned: churned.subarray(from, to),
    mrr: mrr2.slice(from, to),
    owners: owners.subarray(from, to),
    ownerCount: codes.count(),
    chances: chances.subarray(from, to),
    baseChances: baseChances.subarray(from, to)
  });
  let before = { values: [], rows: [], positives: [] };
  let known5 = 0;
  const results = dates.map(({ date, undecided }, index) => {
    for (; known5 < all.length && plan.knownFrom(all[known5].date) <= date; known5 += 1) {
      before = joinByValue(before, outcomesByScore(within(starts[known5], starts[known5 + 1])));
    }
    const place = earlier.length + index;
    const own2 = within(starts[place], starts[place + 1]);
    const stoodFor = chancesOf(own2.scores, before);
    own2.chances.set(stoodFor.chances);
    own2.baseChances.set(stoodFor.baseChances);
    return { date: new Date(date), undecided, ...evaluate(own2, rules2) };
  });
  return {
    horizonDays: plan.horizonDays,
    dates: results,
    pooled: evaluate(within(first, rows.length), rules2),
    undecided: dates.reduce((sum2, { undecided }) => sum2 + undecided, 0),
    rows: rows.slice(first).map(({ date, customerId, score, band, churned: left, mrr: amount }, row) => ({
      date,
      customerId,
      score: score === null ? null : scores[first + row],
      band,
      churned: left,
      mrr: toNumber(amount)
    }))
  };
}
var sameScore = 1e-12;
function tiedScores(scores) {
  const order2 = Uint32Array.from(scores.keys()).filter((row) => !Number.isNaN(scores[row])).sort((a, b) => scores[a] - scores[b]);
  const tied = scores.slice();
  for (let place = 1; place < order2.length; place += 1) {
    const [before, row] = [order2[place - 1], order2[place]];
    if (scores[row] - scores[before] < sameScore) tied[row] = tied[before];
  }
  return tied;
}

// src/health/signals/read-options.ts
var own = ["windowDays", "mrrWindowDays", "csatScale", "cesScale", "customers"];
var others = ["asOf", "grain", "movements", "reactivation", "churnDenominator", "retentionMethod", "money"];
function readOptions(given2) {
  const ledgerNames = policyNames.filter((name) => !others.includes(name));
  const { windowDays, mrrWindowDays, csatScale, cesScale, customers, ...policy } = checkKeys(
    given2,
    [...ledgerNames, ...own],
    "options"
  );
  const { zone } = ledgerRules(checkPolicy(policy, "options"), void 0, "options");
  return {
    zone,
    policy: { ...policy, timeZone: zone.timeZone },
    windowDays: windowDays === void 0 ? 28 : readDays(windowDays, "options.windowDays"),
    mrrWindowDays: mrrWindowDays === void 0 ? 90 : readDays(mrrWindowDays, "options.mrrWindowDays"),
    scales: {
      nps: [0, 10],
      csat: readScale(csatScale, [1, 5], "options.csatScale"),
      ces: readScale(cesScale, [1, 7], "options.cesScale")
    },
    customers: readOptionalChoice(customers, "options.customers", ["running", "all"])
  };
}

// src/health/signals/subscription-facts.ts
function subscriptionFacts(subscriptions, customerIds, { zone, policy, mrrWindowDays }, asOf) {
  const { ledger: ledger2 } = openSource(knownRows(subscriptions.timed, asOf, zone), { ...policy, asOf }, void 0);
  checkPriced(ledger2);
  const entities = new Map(ledger2.entities.customerIds.map((customerId, entity) => [customerId, entity]));
  const contracts = contractsOf(ledger2);
  const spans = runningSpans(ledger2);
  const before = addDays(zone, asOf, -mrrWindowDays);
  return (customer) => {
    const cancelRequested = runningRows(subscriptions, customer, asOf).some(({ request }) => request < asOf);
    const entity = entities.get(customerIds[customer]);
    if (entity === void 0) return { ...nothing, cancelRequested };
    return {
      cancelRequested,
      mrr: mrrBefore(ledger2, entity, asOf, asOf),
      mrrBefore: mrrBefore(ledger2, entity, before, asOf),
      seats: seatsBefore(ledger2, spans, entity, asOf),
      firstPaidAt: firstPaidAt(ledger2, entity, asOf),
      dueAt: nextDueDate(ledger2, contracts, entity, asOf)
    };
  };
}
function runningRows({ timed, rows }, customer, asOf) {
  return Array.from(rows.before(customer, asOf), (row) => timed[row]).filter(({ end }) => end >= asOf);
}
var never = Number.POSITIVE_INFINITY;
var nothing = { mrr: zero, mrrBefore: zero, seats: null, firstPaidAt: never, dueAt: never };
function mrrBefore(ledger2, entity, instant, asOf) {
  const steps2 = stepsOfEntity(ledger2, entity);
  const step = stepBefore(steps2, entity, placeOf(instant, ledger2.instants));
  if (step < steps2.offsets[entity]) return zero;
  return inReportingCurrency(ledger2, amountsOfStep(ledger2, steps2, entity, step), asOf - 1);
}
function seatsBefore(ledger2, running, entity, asOf) {
  const { spans, prices, rowAt, instants } = ledger2;
  let seats = null;
  for (const span of running.before(entity, placeOf(asOf, instants)).filter(running.isPaid)) {
    if (isMissing(rowAt(spans.row[span]).quantity)) continue;
    const quantity = prices.quantities[spans.price[span]];
    seats = add(seats ?? zero, ofNumber(quantity));
  }
  return seats;
}
function firstPaidAt(ledger2, entity, asOf) {
  const { offsets, places } = stepsOfEntity(ledger2, entity);
  const first = offsets[entity];
  if (first === offsets[entity + 1]) return never;
  const at = ledger2.instants[places[first]];
  return at < asOf ? at : never;
}
function nextDueDate(ledger2, contracts, entity, asOf) {
  let earliest = never;
  for (const contract of contracts.ofEntity(entity)) {
    const times = contracts.runningTimesOf(contract);
    const current = times.findIndex(({ start: start2, end }) => start2 < asOf && end >= asOf);
    if (current !== -1) earliest = Math.min(earliest, firstDueDate(ledger2, times, current, asOf));
  }
  return earliest;
}
function firstDueDate(ledger2, times, current, asOf) {
  const bounds = times.slice(current).map((time) => latestDueDate(ledger2, time, asOf));
  for (const end of [bounds[0], bounds.reduce((latest, bound) => Math.max(latest, bound))]) {
    let earliest = never;
    for (const { at, isEarly } of dueDates(ledger2, times, { start: asOf, end }, asOf - 1)) {
      if (!isEarly) earliest = Math.min(earliest, at);
    }
    if (earliest !== never) return earliest;
  }
  return never;
}
var longestMonthDays = 33;
function latestDueDate({ spans, prices }, { start: start2, running }, asOf) {
  const from = Math.max(start2, asOf);
  const ends = running.map((span) => {
    const { cycle } = prices.billings[spans.price[span]];
    if (cycle.unit === "term") return cycle.end + 1;
    return from + (cycle.unit === "month" ? cycle.count * longestMonthDays : cycle.count + 2) * msPerDay;
  });
  return ends.reduce((latest, end) => Math.max(latest, end));
}
function mrrChangeOf({ mrr: mrr2, mrrBefore: old }) {
  return old.n === 0n ? null : toNumber(divide(subtract(mrr2, old), old));
}

// src/health/signals/signals-at.ts
function viewAt(records, asOf) {
  const { settings, subscriptions, events, tickets, payments, customerIds } = records;
  const { zone, windowDays, customers: chosen } = settings;
  const windowStart = addDays(zone, asOf, -windowDays);
  const startOf2 = startsBefore(records, asOf);
  const subscriptionsOf = subscriptions && subscriptionFacts(subscriptions, customerIds, settings, asOf);
  const usageOf = events && usageFacts(events, settings, startOf2, asOf);
  const isWanted = (customer) => subscriptions !== null && chosen === "running" ? runningRows(subscriptions, customer, asOf).length > 0 : startOf2(customer) !== Number.POSITIVE_INFINITY || hasRowsBefore(records, customer, asOf);
  return {
    records,
    asOf,
    customers: Array.from(customerIds.keys()).filter(isWanted).sort((a, b) => compareTexts(customerIds[a], customerIds[b])),
    startOf: startOf2,
    subscriptionsOf,
    valuesOf(customer) {
      const { activeUsers, daysSinceLastUse, ...usage } = usageOf?.(customer) ?? noUsageFacts;
      const subscription = subscriptionsOf?.(customer) ?? null;
      return {
        ...usage,
        activeUsers,
        seatUtilisation: seatUtilisation(activeUsers, subscription),
        daysSinceLastUse,
        npsScore: surveySignal(records, customer, "nps", asOf),
        csatScore: surveySignal(records, customer, "csat", asOf),
        cesScore: surveySignal(records, customer, "ces", asOf),
        ...tickets === null ? noTicketFacts : ticketFacts(tickets, customer, windowStart, asOf),
        failedPayments: payments && failedPaymentsOf(payments, customer, windowStart, asOf),
        unpaidInvoices: payments && unpaidSince(payments, customer, asOf).length,
        ...subscriptionValues(subscription, zone, asOf)
      };
    }
  };
}
function startsBefore({ signUps, subscriptions, events }, asOf) {
  const known5 = (at) => at !== void 0 && at < asOf ? at : Number.POSITIVE_INFINITY;
  return (customer) => {
    const signUp = known5(signUps[customer]);
    if (signUp !== Number.POSITIVE_INFINITY) return signUp;
    const [row] = subscriptions?.rows.before(customer, asOf) ?? [];
    if (row !== void 0) return known5(subscriptions?.timed[row]?.start);
    const [event] = events?.rows.before(customer, asOf) ?? [];
    return known5(event === void 0 ? void 0 : events?.at[event]);
  };
}
function hasRowsBefore({ responses, tickets, payments }, customer, asOf) {
  return [responses, tickets, payments].some((list) => list !== null && list.rows.before(customer, asOf).length > 0);
}
var noSubscriptionValues = {
  daysToRenewal: null,
  cancelRequested: null,
  tenureDays: null,
  mrr: null,
  mrrChange: null
};
function subscriptionValues(facts, zone, asOf) {
  if (facts === null) return noSubscriptionValues;
  const { dueAt, firstPaidAt: firstPaidAt2, cancelRequested, mrr: mrr2 } = facts;
  const days2 = (from, to) => Number.isFinite(from) && Number.isFinite(to) ? daysBetween(zone, from, to) : null;
  return {
    daysToRenewal: days2(asOf, dueAt),
    cancelRequested,
    tenureDays: days2(firstPaidAt2, asOf),
    mrr: toNumber(mrr2),
    mrrChange: mrrChangeOf(facts)
  };
}
function seatUtilisation(users, subscription) {
  const seats = subscription?.seats ?? null;
  if (users === null || seats === null || seats.n === 0n) return null;
  return toNumber(divide(ofNumber(users), seats));
}
function surveySignal({ responses, settings }, customer, survey, asOf) {
  const [answer] = responses === null ? [] : latestAnswers(responses, customer, survey, asOf, 1);
  return answer === void 0 ? null : { value: answer.score, ageDays: daysBetween(settings.zone, answer.at, asOf) };
}

// src/health/signals/health-signals.ts
function healthSignals(data, asOf, options = {}) {
  return namingData(() => {
    const settings = readOptions(options);
    const instant = readInstant(asOf, settings.zone, "asOf");
    return signalsOf(readRecords(data, settings), instant);
  });
}
function signalsOf(records, asOf) {
  const { customers, valuesOf } = viewAt(records, asOf);
  return customers.map((customer) => ({
    customerId: records.customerIds[customer],
    values: valuesOf(customer)
  }));
}

// src/health/backtest/risk.ts
function riskAt(ledger2, date, horizonEnd) {
  const { instants, entities, rules: rules2 } = ledger2;
  const [now, later] = [placeOf(date, instants), placeOf(horizonEnd, instants)];
  const isKnown = horizonEnd <= rules2.asOf;
  const isPaying2 = payingAt(ledger2, now);
  const customers = [];
  let undecided = 0;
  for (let entity = 0; entity < entities.customerIds.length; entity += 1) {
    const steps2 = stepsOfEntity(ledger2, entity);
    const step = stepBefore(steps2, entity, now);
    const isOpen3 = step >= steps2.offsets[entity] && steps2.levels[step] !== 0;
    if (!isOpen3 || !isPaying2(entity)) continue;
    const last = stepBefore(steps2, entity, later);
    let end = step + 1;
    while (end <= last && steps2.levels[end] !== 0) end += 1;
    const churned = end <= last;
    if (!isKnown || churned && mayReturn(ledger2, steps2, entity, end)) {
      undecided += 1;
      continue;
    }
    const mrr2 = inReportingCurrency(ledger2, amountsOfStep(ledger2, steps2, entity, step), date - 1);
    customers.push({ customerId: entities.customerIds[entity], mrr: mrr2, churned });
  }
  return { customers, undecided };
}
function payingAt({ spans, prices, rules: rules2, entities }, place) {
  if (rules2.churnGraceDays === 0) return () => true;
  const isPaying2 = new Uint8Array(entities.customerIds.length);
  for (let entity = 0; entity < isPaying2.length; entity += 1) {
    const end = spans.offsets[entity + 1];
    for (let span = spans.offsets[entity]; span < end; span += 1) {
      const runs = spans.start[span] < place && spans.end[span] >= place;
      if (runs && prices.values[spans.price[span]]?.n !== 0n) isPaying2[entity] = 1;
    }
  }
  return (entity) => isPaying2[entity] === 1;
}
function mayReturn({ instants, rules: rules2 }, { offsets, places }, entity, end) {
  if (rules2.churnGraceDays === 0) return false;
  const at = (step) => instants[places[step]];
  const isBack = end + 1 < offsets[entity + 1] && at(end + 1) <= rules2.asOf;
  return !isBack && addDays(rules2.zone, at(end), rules2.churnGraceDays) > rules2.asOf;
}

// src/health/backtest/plan.ts
var statementNames = ["movements", "reactivation", "churnDenominator", "retentionMethod", "money", "grain"];
var settingNames = () => [
  ...policyNames.filter((name) => !statementNames.includes(name)),
  ...["windowDays", "mrrWindowDays", "csatScale", "cesScale", "horizonDays"],
  ...evaluationKeys
];
function openBacktest(data, settings) {
  const { horizonDays, asOf, thresholds, bins, confidence, ...signals } = settings;
  const days2 = readDays(horizonDays, "options.horizonDays");
  const signalSettings = readOptions(signals);
  const { policy, zone } = signalSettings;
  if (asOf !== void 0) readInstant(asOf, zone, "options.asOf");
  const records = readRecords(data, signalSettings);
  if (data.subscriptions === void 0)
    refuse(
      "INVALID_TYPE",
      "data.subscriptions",
      "is required: the outcomes come from it; received undefined",
      void 0
    );
  const { ledger: ledger2 } = openSource(data.subscriptions, { ...policy, asOf }, void 0);
  const horizonEnd = (date) => addDays(zone, date, days2);
  const plan = {
    ledger: ledger2,
    horizonDays: days2,
    knownFrom: (date) => addDays(zone, horizonEnd(date), ledger2.rules.churnGraceDays),
    at(date) {
      const values = new Map(signalsOf(records, date).map((row) => [row.customerId, row.values]));
      const { customers, undecided } = riskAt(ledger2, date, horizonEnd(date));
      return {
        date,
        undecided,
        customers: customers.map((customer) => ({ ...customer, values: values.get(customer.customerId) ?? {} }))
      };
    }
  };
  return { plan, evaluation: { thresholds, bins, confidence } };
}
function readDates(dates, { ledger: ledger2 }, path) {
  const { zone, asOf } = ledger2.rules;
  const read = readFilledList(dates, path, "be a list of dates").map((date, index) => {
    const instant = readInstant(date, zone, `${path}[${index}]`);
    if (instant > asOf) reject("INVALID_OPTION", `${path}[${index}]`, "not come after the end of the data", date);
    return instant;
  });
  const seen = /* @__PURE__ */ new Set();
  for (const [index, date] of read.entries()) {
    if (seen.has(date)) reject("INVALID_OPTION", `${path}[${index}]`, "not repeat an earlier one", new Date(date));
    seen.add(date);
  }
  return read.sort((a, b) => a - b);
}

// src/health/backtest/backtest-health-score.ts
function backtestHealthScore(data, model, options) {
  return namingData(() => {
    const { dates, ...settings } = checkKeys(
      options,
      ["dates", ...settingNames()],
      "options"
    );
    const read = readModel2(model, "model");
    const { plan, evaluation } = openBacktest(data, settings);
    const rules2 = readEvaluation(evaluation, model.bands, "model.bands");
    const scored = readDates(dates, plan, "options.dates").map((date) => scoreDate(plan.at(date), read));
    return backtestOf(scored, [], plan, rules2);
  });
}

// src/health/backtest/backtest-scores.ts
function backtestScores(outcomes, options = {}) {
  const given2 = checkKeys(options, ["bands", "calibrateOn", ...evaluationKeys], "options");
  const { bands, calibrateOn, ...evaluation } = given2;
  const rules2 = readEvaluation(evaluation, bands, "options.bands");
  const before = calibrateOn === void 0 ? null : readOutcomes(calibrateOn, "options.calibrateOn");
  const columns = readOutcomes(outcomes, "outcomes");
  return evaluate({ ...columns, ...chancesOf(columns.scores, before && outcomesByScore(before)) }, rules2);
}

// src/health/bands/health-bands.ts
function healthBands(scores, model = {}) {
  const names4 = readBandNames(model);
  const counts = new Map([...names4, null].map((name) => [name, 0]));
  for (const [index, row] of readList(scores, "scores", "be an array of scores").entries()) {
    const band = readBand(row, names4, `scores[${index}]`);
    counts.set(band, (counts.get(band) ?? 0) + 1);
  }
  return Array.from(counts, ([band, customers]) => ({ band, customers, share: ratio(customers, scores.length) }));
}
function readBandNames(model) {
  return readBands(checkKeys(model, modelKeys, "model").bands, "model.bands").map(({ name }) => name);
}
function readBand(row, names4, path) {
  if (!isRecord(row)) reject("INVALID_TYPE", path, "be an object with its band", row);
  const { band } = row;
  if (band !== null && !names4.includes(band)) {
    reject("INVALID_OPTION", `${path}.band`, `be one of ${names4.map((name) => `'${name}'`).join(", ")}, or null`, band);
  }
  return band;
}

// src/health/bands/band-migration.ts
var absent = -1;
function bandMigration(before, after, model = {}) {
  const bands = readBandNames(model);
  const earlier = readPlaces(before, bands, "before");
  const later = readPlaces(after, bands, "after");
  const { length } = bands;
  const counts = Array.from({ length: length + 2 }, () => new Array(length + 2).fill(0));
  const moves = [];
  const nameOf2 = (place) => bands[place] ?? null;
  let [improved, worsened, unchanged] = [0, 0, 0];
  for (const customerId of /* @__PURE__ */ new Set([...earlier.keys(), ...later.keys()])) {
    const from = earlier.get(customerId) ?? absent;
    const to = later.get(customerId) ?? absent;
    const row = counts[from === absent ? length + 1 : from];
    const column = to === absent ? length + 1 : to;
    row[column] = row[column] + 1;
    if (from === absent || to === absent) continue;
    if (from !== to) moves.push({ customerId, from: nameOf2(from), to: nameOf2(to) });
    if (from === length || to === length) continue;
    if (from === to) unchanged += 1;
    else if (to > from) improved += 1;
    else worsened += 1;
  }
  const sums = Array.from(
    { length: length + 2 },
    (_, column) => counts.reduce((total3, row) => total3 + row[column], 0)
  );
  return {
    bands,
    rows: counts.slice(0, length + 1).map((row, place) => ({ from: nameOf2(place), ...cellsOf(row, bands) })),
    arrived: cellsOf(counts[length + 1], bands),
    totals: cellsOf(sums, bands),
    improved,
    worsened,
    unchanged,
    moves: moves.sort((a, b) => compareTexts(a.customerId, b.customerId))
  };
}
function readPlaces(scores, bands, path) {
  const seen = /* @__PURE__ */ new Set();
  const places = /* @__PURE__ */ new Map();
  for (const [index, row] of readList(scores, path, "be an array of scores").entries()) {
    const rowPath = `${path}[${index}]`;
    const band = readBand(row, bands, rowPath);
    const customerId = readId(row.customerId, `${rowPath}.customerId`);
    checkUnique(customerId, seen, `${rowPath}.customerId`);
    places.set(customerId, band === null ? bands.length : bands.indexOf(band));
  }
  return places;
}
function cellsOf(counts, bands) {
  const [unscored = 0, departed = 0] = counts.slice(bands.length);
  return {
    to: Object.fromEntries(bands.map((band, place) => [band, counts[place]])),
    unscored,
    departed,
    total: counts.reduce((total3, count2) => total3 + count2, 0)
  };
}

// src/health/score/health-score.ts
function healthScore(values, model) {
  return scoreValues(values, readModel2(model, "model"), "values");
}

// src/health/score/health-scores.ts
function healthScores(rows, model) {
  const card = readModel2(model, "model");
  return readList(rows, "rows", "be an array of { customerId, values }").map((row, index) => {
    if (!isRecord(row)) reject("INVALID_TYPE", `rows[${index}]`, "be an object { customerId, values }", row);
    const customerId = readId(row.customerId, `rows[${index}].customerId`);
    const { score, band, coverage, contributions, caps } = scoreValues(row.values, card, `rows[${index}].values`);
    return { customerId, score, band, coverage, contributions, caps };
  });
}

// src/health/suggest/shares.ts
var leastPart = 0.1;
function sharesOf(strengths) {
  const minimum = leastPart / strengths.length;
  if (strengths.every((strength) => strength === 0)) {
    return strengths.map(() => ({ share: 1 / strengths.length, isAtMinimum: true }));
  }
  let low = strengths.map((strength) => strength === 0);
  for (; ; ) {
    const sum2 = strengths.reduce((total3, strength, index) => low[index] ? total3 : total3 + strength, 0);
    const rest = 1 - minimum * low.filter(Boolean).length;
    const shares2 = strengths.map((strength, index) => low[index] ? minimum : strength / sum2 * rest);
    const next = shares2.map((share, index) => low[index] || share < minimum);
    if (next.every((isLow, index) => isLow === low[index])) {
      return shares2.map((share, index) => ({ share, isAtMinimum: low[index] }));
    }
    low = next;
  }
}

// src/health/suggest/suggest-weights.ts
function suggestWeights(data, model, options) {
  return namingData(() => weightsFor(data, model, options));
}
function weightsFor(data, model, options) {
  const {
    fit,
    test,
    ridge = 1,
    ...settings
  } = checkKeys(options, ["fit", "test", "ridge", ...settingNames()], "options");
  const givenModel = readModel2(model, "model");
  readNumberAboveZero(ridge, "options.ridge");
  const { plan, evaluation } = openBacktest(data, settings);
  const rules2 = readEvaluation(evaluation, model.bands, "model.bands");
  const [fitDates, testDates] = [readDates(fit, plan, "options.fit"), readDates(test, plan, "options.test")];
  checkApart(fitDates, testDates, plan, test);
  const before = fitDates.map(plan.at);
  const outcomes = outcomesOf(before);
  const churned = outcomes.reduce((sum2, left) => sum2 + left, 0);
  if (churned === 0 || churned === outcomes.length) {
    reject(
      "NOT_IDENTIFIABLE",
      "options.fit",
      "include customers that left within the horizon and customers that stayed",
      fit
    );
  }
  const rows = { columns: pointsOf2(before, givenModel), isPositive: outcomes };
  const free = fitLogisticRegression(rows, { ridge });
  const held = fitLogisticRegression(rows, { ridge, atMostZero: true });
  const shares2 = sharesOf(held.coefficients.map((value) => -value));
  const total3 = model.signals.reduce((sum2, { weight }) => sum2 + weight, 0);
  const suggestion = {
    ...model,
    signals: model.signals.map((signal, index) => ({ ...signal, weight: total3 * shares2[index]?.share }))
  };
  const after = testDates.map(plan.at);
  const tested = [givenModel, readModel2(suggestion, "model")].map((read) => {
    const [earlier, later] = [before, after].map((dates) => dates.map((date) => scoreDate(date, read)));
    return backtestOf(later ?? [], earlier ?? [], plan, rules2);
  });
  const [given2, suggested] = tested;
  const gain = aucGain(given2.rows, suggested.rows, rules2.confidence);
  return {
    model: suggestion,
    signals: suggestion.signals.map(({ key, weight }, index) => ({
      key,
      weight,
      givenWeight: model.signals[index]?.weight,
      coefficient: free.standardised[index],
      isAtMinimum: shares2[index]?.isAtMinimum
    })),
    fit: {
      observations: outcomes.length,
      churned,
      undecided: before.reduce((sum2, { undecided }) => sum2 + undecided, 0)
    },
    given: given2,
    suggested,
    gain,
    isBetterThanChance: isAbove(suggested.pooled.auc, 0.5),
    isBetterThanGiven: isAbove(gain, 0)
  };
}
function checkApart(fit, test, { knownFrom }, given2) {
  const end = knownFrom(fit.at(-1));
  if (test[0] >= end) return;
  const rule = `not begin before the last horizon of options.fit, and the grace after it, has ended, at ${new Date(end).toISOString()}`;
  reject("INVALID_OPTION", "options.test", rule, given2);
}
function pointsOf2(dates, model) {
  const scored = dates.flatMap(
    ({ customers }) => customers.map(({ values, customerId }) => scoreValues(values, model, pathTo("signals", customerId)).contributions)
  );
  return model.signals.map(
    (_, signal) => Float64Array.from(scored, (contributions) => contributions[signal]?.points ?? Number.NaN)
  );
}
function outcomesOf(dates) {
  return Uint8Array.from(dates.flatMap(({ customers }) => customers.map(({ churned }) => churned ? 1 : 0)));
}
function aucGain(given2, suggested, confidence) {
  const both = given2.flatMap(({ customerId, churned, score }, index) => {
    const other = suggested[index]?.score ?? null;
    return score === null || other === null ? [] : [{ customerId, churned, score, other }];
  });
  const owners = new Map([...new Set(both.map(({ customerId }) => customerId))].map((id, code) => [id, code]));
  const outcomes = {
    values: both.map(({ other }) => -other),
    isPositive: both.map(({ churned }) => churned ? 1 : 0),
    owners: both.map(({ customerId }) => owners.get(customerId)),
    ownerCount: owners.size
  };
  return areaDifference(
    outcomes,
    both.map(({ score }) => -score),
    confidence
  );
}
function isAbove({ lower }, value) {
  return lower === null ? null : lower > value;
}

// src/health/warnings/rule.ts
function given(list) {
  return list;
}

// src/health/warnings/failed-payment.ts
var keys = ["name", "severity", "type", "days"];
function readFailedPayment(rule, path) {
  const { days: days2 = 0 } = checkKeys(rule, keys, path);
  const expected = readDays(days2, `${path}.days`, 0);
  return {
    needs: "payments",
    findIn({ records, asOf }) {
      const payments = given(records.payments);
      return (customer) => {
        let since = Number.POSITIVE_INFINITY;
        for (const failedAt of unpaidSince(payments, customer, asOf)) since = Math.min(since, failedAt);
        if (since === Number.POSITIVE_INFINITY) return null;
        const observed = daysBetween(records.settings.zone, since, asOf);
        return observed < expected ? null : { since, observed, expected };
      };
    }
  };
}

// src/health/warnings/falling-score.ts
var keys2 = ["name", "severity", "type", "survey", "points", "withinDays"];
function readFallingScore(rule, path) {
  const { survey, points, withinDays } = checkKeys(rule, keys2, path);
  const kind = readChoice(survey, `${path}.survey`, surveyKinds);
  const fewest = readNumberAboveZero(points, `${path}.points`);
  const days2 = withinDays === void 0 ? Number.POSITIVE_INFINITY : readDays(withinDays, `${path}.withinDays`);
  return {
    needs: "responses",
    findIn({ records, asOf }) {
      const responses = given(records.responses);
      return (customer) => {
        const [latest, previous] = latestAnswers(responses, customer, kind, asOf, 2);
        if (latest === void 0 || previous === void 0 || previous.score - latest.score < fewest) return null;
        if (daysBetween(records.settings.zone, latest.at, asOf) > days2) return null;
        return { since: latest.at, observed: latest.score, expected: previous.score };
      };
    }
  };
}

// src/health/warnings/renewal-at-risk.ts
var keys3 = ["name", "severity", "type", "withinDays", "model", "band"];
function readRenewalAtRisk(rule, path) {
  const { withinDays, model: givenModel, band } = checkKeys(rule, keys3, path);
  const days2 = readDays(withinDays, `${path}.withinDays`);
  const model = readModel2(givenModel, `${path}.model`);
  const safe = bandAbove(band, model.bands, `${path}.band`);
  const lowNames = model.bands.slice(0, model.bands.indexOf(safe)).map(({ name }) => name);
  return {
    needs: "subscriptions",
    findIn({ records, asOf, subscriptionsOf: known5, valuesOf }) {
      const { zone } = records.settings;
      const subscriptionsOf = given(known5);
      return (customer) => {
        const { dueAt } = subscriptionsOf(customer);
        if (dueAt === Number.POSITIVE_INFINITY || daysBetween(zone, asOf, dueAt) > days2) return null;
        const { score, band: own2 } = scoreValues(valuesOf(customer), model, "values");
        if (score === null || !lowNames.includes(own2)) return null;
        return { since: addDays(zone, dueAt, -days2), observed: score, expected: safe.from };
      };
    }
  };
}
function bandAbove(name, bands, path) {
  const place = name === void 0 ? 0 : bands.findIndex((band) => band.name === name);
  const above = place === -1 ? void 0 : bands[place + 1];
  if (above === void 0) reject("INVALID_OPTION", path, "be a band of the model, and not its highest", name);
  return above;
}

// src/health/warnings/silence.ts
var keys4 = ["name", "severity", "type", "days", "factor", "minimumGaps"];
function readSilence(rule, path) {
  const { days: days2, factor, minimumGaps } = checkKeys(rule, keys4, path);
  const limit = days2 === void 0 ? null : readDays(days2, `${path}.days`);
  const times = factor === void 0 ? null : ofNumber(readNumberAboveZero(factor, `${path}.factor`));
  if (limit === null && times === null) reject("INVALID_OPTION", path, "have days or factor", rule);
  const fewestGaps = readMinimumGaps(minimumGaps, times !== null, `${path}.minimumGaps`);
  return {
    needs: "events",
    findIn({ records, asOf, startOf: startOf2 }) {
      const events = given(records.events);
      const { zone } = records.settings;
      return (customer) => {
        const used = events.rows.before(customer, asOf);
        const last = used.at(-1);
        const since = last === void 0 ? startOf2(customer) : events.at[last];
        if (since === Number.POSITIVE_INFINITY) return null;
        const observed = daysBetween(zone, since, asOf);
        if (limit !== null && observed < limit) return null;
        if (times === null) return { since, observed, expected: limit };
        const usual = usualGap(activeDaysOf(events, used, zone), fewestGaps);
        if (usual === null || compare(ofNumber(observed), multiply(usual, times)) < 0) return null;
        return { since, observed, expected: toNumber(usual) };
      };
    }
  };
}
function usualGap(activeDays, fewest) {
  const gaps = activeDays.slice(1).map((day2, index) => ofNumber(day2 - activeDays[index]));
  return gaps.length < fewest ? null : medianOf(gaps);
}
function readMinimumGaps(value, hasFactor, path) {
  if (value === void 0) return 3;
  if (!hasFactor) reject("INVALID_NUMBER", path, "be left out without factor", value);
  return readCount(value, path);
}

// src/health/warnings/step-not-reached.ts
var keys5 = ["name", "severity", "type", "feature", "withinDays", "untilDays"];
function readStepNotReached(rule, path) {
  const { feature, withinDays, untilDays } = checkKeys(rule, keys5, path);
  const step = checkText(feature, `${path}.feature`);
  const days2 = readDays(withinDays, `${path}.withinDays`);
  const until = untilDays === void 0 ? Number.POSITIVE_INFINITY : readDays(untilDays, `${path}.untilDays`);
  if (until < days2) reject("INVALID_NUMBER", `${path}.untilDays`, "not be less than withinDays", untilDays);
  return {
    needs: "events",
    findIn({ records, asOf, startOf: startOf2 }) {
      const events = given(records.events);
      const { zone } = records.settings;
      const code = events.features.indexOf(step);
      return (customer) => {
        const start2 = startOf2(customer);
        if (start2 === Number.POSITIVE_INFINITY) return null;
        const deadline = addDays(zone, start2, days2);
        const observed = daysBetween(zone, start2, asOf);
        if (deadline > asOf || observed > until) return null;
        if (events.rows.before(customer, asOf).some((row) => events.featureOf(row) === code)) return null;
        return { since: deadline, observed, expected: days2 };
      };
    }
  };
}

// src/health/warnings/usage-drop.ts
var mostWindows = 1e3;
var measures = ["events", "activeDays", "activeUsers"];
var keys6 = ["name", "severity", "type", "measure", "windowDays", "baselineWindows", "drop", "zScore"];
function readUsageDrop(rule, path) {
  const { measure, windowDays = 7, baselineWindows = 8, drop, zScore } = checkKeys(rule, keys6, path);
  const measured = readOptionalChoice(measure, `${path}.measure`, measures);
  const days2 = readDays(windowDays, `${path}.windowDays`);
  const windows = readCount(baselineWindows, `${path}.baselineWindows`, 1, mostWindows);
  const left = drop === void 0 ? null : subtract(one2, readDrop(drop, `${path}.drop`));
  const deviations = zScore === void 0 ? null : ofNumber(readNumberAboveZero(zScore, `${path}.zScore`));
  if (left === null && deviations === null) reject("INVALID_OPTION", path, "have drop or zScore", rule);
  return {
    needs: "events",
    findIn({ records, asOf, startOf: startOf2 }) {
      const events = given(records.events);
      const { zone } = records.settings;
      const bounds = Array.from({ length: windows + 2 }, (_, window) => addDays(zone, asOf, -window * days2));
      return (customer) => {
        if (startOf2(customer) > bounds.at(-1)) return null;
        const counts = bounds.slice(1).map((start2, window) => {
          const rows = events.rows.within(customer, start2, bounds[window]);
          return ofNumber(count(events, rows, measured, zone));
        });
        const [observed, ...baseline] = counts;
        const expected = medianOf(baseline);
        if (compare(observed, expected) >= 0) return null;
        if (left !== null && compare(observed, multiply(expected, left)) > 0) return null;
        if (deviations !== null && !isFarBelow(observed, expected, baseline, deviations)) return null;
        return { since: bounds[1], observed: toNumber(observed), expected: toNumber(expected) };
      };
    }
  };
}
var one2 = { n: 1n, d: 1n };
var medianFactor = { n: 10000n, d: 6745n };
var meanFactor = { n: 1253314n, d: 1000000n };
function isFarBelow(observed, expected, baseline, deviations) {
  const distances = baseline.map((value) => absolute(subtract(value, expected)));
  const median = medianOf(distances);
  const mean = () => divide(sum(distances), ofNumber(distances.length));
  const deviation = median.n === 0n ? multiply(mean(), meanFactor) : multiply(median, medianFactor);
  return compare(subtract(expected, observed), multiply(deviation, deviations)) >= 0;
}
function count(events, rows, measure, zone) {
  if (measure === "events") return events.count(rows);
  return measure === "activeDays" ? activeDaysOf(events, rows, zone).length : distinct(rows, events.userOf);
}
function readDrop(value, path) {
  if (!isFiniteNumber(value) || value <= 0 || value > 1) {
    const hint = isFiniteNumber(value) && value > 1 && value <= 100 ? ` (for ${value} % give ${value / 100})` : "";
    reject("INVALID_NUMBER", path, `be a fraction above 0, at most 1${hint}`, value);
  }
  return ofNumber(value);
}

// src/health/warnings/read-rules.ts
var readers2 = {
  usageDrop: readUsageDrop,
  silence: readSilence,
  stepNotReached: readStepNotReached,
  fallingScore: readFallingScore,
  failedPayment: readFailedPayment,
  renewalAtRisk: readRenewalAtRisk
};
var types2 = /* @__PURE__ */ Object.keys(readers2);
var severities = ["low", "medium", "high"];
function readRules(rules2) {
  const names4 = /* @__PURE__ */ new Set();
  return readList(rules2, "rules", "be an array of rules").map((rule, index) => {
    const path = `rules[${index}]`;
    if (!isRecord(rule)) reject("INVALID_TYPE", path, "be an object", rule);
    const type = readChoice(rule.type, `${path}.type`, types2);
    const read = readers2[type](rule, path);
    const name = checkText(rule.name, `${path}.name`);
    checkUnique(name, names4, `${path}.name`);
    return { ...read, name, type, severity: readChoice(rule.severity, `${path}.severity`, severities) };
  });
}

// src/health/warnings/early-warnings.ts
function earlyWarnings(data, rules2, asOf, options = {}) {
  return namingData(() => {
    const settings = readOptions(options);
    const named3 = readRules(rules2);
    const instant = readInstant(asOf, settings.zone, "asOf");
    const records = readRecords(data, settings);
    for (const [index, { needs, type }] of named3.entries()) {
      if (records[needs] !== null) continue;
      refuse(
        "INVALID_TYPE",
        `data.${needs}`,
        `is required by rules[${index}] (type '${type}'); received undefined`,
        void 0
      );
    }
    return warningsIn(viewAt(records, instant), named3);
  });
}
function warningsIn(view, rules2) {
  const watched2 = rules2.map((rule) => ({ rule, findingOf: rule.findIn(view) }));
  return view.customers.flatMap(
    (customer) => watched2.flatMap(({ rule: { name, type, severity }, findingOf }) => {
      const finding2 = findingOf(customer);
      if (finding2 === null) return [];
      const { since, observed, expected } = finding2;
      const customerId = view.records.customerIds[customer];
      return [{ customerId, rule: name, type, since: new Date(since), observed, expected, severity }];
    })
  );
}

// src/inspect/duplicates.ts
function repeatedRows(rows, { length, index, customer, start: start2, end }, order2, rules2) {
  const factors2 = timesPerMonth(rules2);
  const repeats = new Uint8Array(length);
  function keyOf(place) {
    const row = rows[index[place]];
    const term = { start: start2[place], end: end[place], zone: rules2.zone };
    const isPriced = rules2.amounts !== "none";
    const amount = isPriced && textOf(reduce(readAmount(row.amount, "")));
    const amounts = isPriced ? readAmount : null;
    const price = textOf(monthlyPrice(row, term, factors2, index[place], amounts));
    return JSON.stringify([
      idText(row.subscriptionId),
      String(term.end),
      amount,
      price,
      currencyCode(row.currency) ?? rules2.currency
    ]);
  }
  const isTogether = (a, b) => customer[a] === customer[b] && start2[a] === start2[b];
  for (let from = 0, to = 0; from < length; from = to) {
    const first = order2[from];
    for (to = from + 1; to < length && isTogether(first, order2[to]); ) to += 1;
    if (to - from === 1) continue;
    const seen = /* @__PURE__ */ new Set();
    for (const place of order2.subarray(from, to)) {
      const key = keyOf(place);
      if (seen.has(key)) repeats[place] = 1;
      seen.add(key);
    }
  }
  return repeats;
}
function textOf({ n, d }) {
  return `${n}/${d}`;
}

// src/inspect/findings.ts
var mostExamples = 5;
function finding(kind, message, index, length, isFound) {
  const examples = [];
  let count2 = 0;
  for (let place = 0; place < length; place += 1) {
    if (!isFound(place)) continue;
    count2 += 1;
    if (examples.length < mostExamples) examples.push(index[place]);
  }
  return count2 === 0 ? null : { kind, count: count2, message, examples };
}
function invalidRows({ indexes, refusals }) {
  const [first] = refusals;
  if (first === void 0) return null;
  const message = `\`ledger\` refuses these rows, and computes nothing until they are corrected or left out. The first: ${first.message}.`;
  return { kind: "invalidRow", count: indexes.length, message, examples: indexes.slice(0, mostExamples) };
}
function mixedCurrenciesMessage(main, others2) {
  const shown = others2.slice(0, mostExamples).map(named2);
  const rest = others2.length - shown.length;
  const list = [...shown, ...rest > 0 ? [`${rest} more`] : []].join(", ");
  return `These rows are in ${list}; their amounts cannot be added to those in ${named2(main)}. Give \`exchangeRates\` and the \`currency\` of the statements, or make one ledger per currency.`;
}
function named2(currency) {
  return currency ?? "no currency";
}
var messages = {
  inclusiveEnd: "These rows end just before midnight, or at most a day before the next row of their subscription or customer, as if `end` were still part of them. `end` is exclusive, so a gap counts as churn and a return, and the last day is not paid. Move `end` to the start of the next day when reading the file, or fill short gaps with `churnGraceDays`.",
  overlap: "These rows of one subscriptionId run at the same time, so their amounts add up. That is right for add-ons; if a row replaces an earlier one, MRR is too high unless the earlier one ends at its start.",
  neverActive: "These rows are never paid (they end as they start, or a trial, pause, unpaid bill or cancellation covers all of their time), so they add no MRR and no customer. Check their dates, or count them with the options `trials`, `pauses`, `pastDueGraceDays` or `churnAt`.",
  futureStart: "These rows start at or after `asOf`, when the data was taken: they are plans, and count only in periods that are not complete. Leave them out, or correct `asOf`.",
  duplicateRow: "These rows repeat an earlier one (customer, subscription, start, end and price), so its amount counts again. Leave them out, unless the customer really pays more than once."
};

// src/inspect/rows.ts
function inspectRows(rows, rules2) {
  const rowRules = rules2.exchangeRates === null ? { ...rules2, currency: null, exchangeRates: anyCurrency } : rules2;
  const reader = rowReader(rowRules, rows.length);
  const kept2 = keptRows(rows.length);
  const refused = refusedRows();
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index];
    try {
      readRow(reader, row);
      kept2.add(row, index, reader);
    } catch (error) {
      refused.add(index, error);
    }
  }
  return { ...kept2.columns(rowsRead(reader)), refused };
}
var anyCurrency = { byCurrency: /* @__PURE__ */ new Map(), text: "" };
function refusedRows() {
  const indexes = [];
  const refusals = /* @__PURE__ */ new Map();
  return {
    indexes,
    get refusals() {
      return [...refusals.values()];
    },
    add(index, error) {
      indexes.push(index);
      const known5 = isMetricsError(error);
      const code = known5 ? error.code : "INVALID_TYPE";
      const field = known5 && typeof error.path[2] === "string" ? error.path[2] : null;
      const key = `${code} ${field}`;
      const refusal = refusals.get(key);
      if (refusal !== void 0) {
        refusal.rows += 1;
        return;
      }
      const path = `subscriptions[${index}]`;
      const message = known5 ? error.message.replace(/^subscriptions\[\d+\]/, path) : `${path} must be plain data; reading it threw an error`;
      refusals.set(key, { code, field, rows: 1, message });
    }
  };
}
function keptRows(capacity) {
  const index = new Uint32Array(capacity);
  const customer = new Uint32Array(capacity);
  const subscription = new Uint32Array(capacity);
  const start2 = new Float64Array(capacity);
  const end = new Float64Array(capacity);
  const isPaid = new Uint8Array(capacity);
  const customers = idTable();
  const subscriptionCodes = /* @__PURE__ */ new Map();
  let subscriptions = 0;
  let length = 0;
  function codeOfSubscription(customerCode, id) {
    if (id === void 0) return subscriptions++;
    const key = `${customerCode} ${id}`;
    const known5 = subscriptionCodes.get(key);
    if (known5 !== void 0) return known5;
    subscriptionCodes.set(key, subscriptions);
    return subscriptions++;
  }
  return {
    add(row, place, { last, instants: { epochs } }) {
      const owner = customers.codeOf(idText(row.customerId));
      index[length] = place;
      customer[length] = owner;
      subscription[length] = codeOfSubscription(owner, idText(row.subscriptionId));
      start2[length] = epochs[last.start];
      end[length] = isMissing(row.end) ? Number.POSITIVE_INFINITY : epochs[last.end];
      length += 1;
    },
    columns({ spans }) {
      for (let span = 0; span < spans.length; span += 1) isPaid[rowOfSpan(spans, span)] = 1;
      return {
        length,
        index,
        customer,
        subscription,
        start: start2,
        end,
        isPaid,
        customers: customers.ids.length,
        subscriptions
      };
    }
  };
}

// src/inspect/successions.ts
var nothing2 = 1;
var partOfDay = 2;
var oneDay = 3;
var more = 4;
function inspectSuccessions(rows, zone) {
  const { length, customer, subscription, start: start2, end } = rows;
  const order2 = byCustomerAndStart(rows);
  const overlaps = new Uint8Array(length);
  const afterInCustomer = new Uint8Array(length);
  const afterInSubscription = new Uint8Array(length);
  const subscriptionEnds = new Float64Array(rows.subscriptions);
  const subscriptionRows = new Int32Array(rows.subscriptions).fill(-1);
  function follow(latest, row, after, overlaps2) {
    const from = start2[row];
    if (latest.row >= 0 && from >= latest.end) after[latest.row] = gapKind(latest.end, from, zone);
    else if (latest.row >= 0 && overlaps2 !== null) overlaps2[latest.row] = overlaps2[row] = 1;
    if (latest.row >= 0 && latest.end >= end[row]) return;
    latest.end = end[row];
    latest.row = row;
  }
  const ofCustomer = { end: 0, row: -1 };
  const ofSubscription = { end: 0, row: -1 };
  let current = -1;
  for (const row of order2) {
    if (start2[row] === end[row]) continue;
    if (customer[row] !== current) ofCustomer.row = -1;
    current = customer[row];
    follow(ofCustomer, row, afterInCustomer, null);
    const code = subscription[row];
    ofSubscription.end = subscriptionEnds[code];
    ofSubscription.row = subscriptionRows[code];
    follow(ofSubscription, row, afterInSubscription, overlaps);
    subscriptionEnds[code] = ofSubscription.end;
    subscriptionRows[code] = ofSubscription.row;
  }
  const inclusiveEnds = inclusiveEndsOf(rows, zone, afterInCustomer, afterInSubscription);
  return { overlaps, inclusiveEnds, order: order2 };
}
function inclusiveEndsOf(rows, zone, inCustomer, inSubscription) {
  const { length, start: start2, end } = rows;
  const after = inSubscription.map((kind, row) => kind || inCustomer[row]);
  const counts = [0, 0, 0, 0, 0];
  for (const kind of after) counts[kind] = counts[kind] + 1;
  const [, seamless, parts, days2, longer] = counts;
  const isDayMissing = days2 > parts + longer && days2 > seamless;
  const isInLastMinute = lastMinutes(zone);
  const found = new Uint8Array(length);
  for (let row = 0; row < length; row += 1) {
    const last = end[row];
    if (last === start2[row] || last === Number.POSITIVE_INFINITY) continue;
    const isShort = inCustomer[row] === partOfDay || inSubscription[row] === partOfDay;
    if (isShort || isDayMissing && after[row] === oneDay || isInLastMinute(last)) found[row] = 1;
  }
  return found;
}
var msPerMinute = 6e4;
var longestDay = 50 * 60 * msPerMinute;
function gapKind(end, next, zone) {
  if (next === end) return nothing2;
  if (next - end > longestDay) return more;
  const day2 = zone.dayOf(end);
  const isWholeDay = zone.startOfDay(day2) === end && zone.startOfDay(day2 + 1) === next;
  if (isWholeDay) return oneDay;
  return next < addDays(zone, end, 1) ? partOfDay : more;
}
function lastMinutes(zone) {
  const known5 = /* @__PURE__ */ new Map();
  return (instant) => {
    let isLast = known5.get(instant);
    if (isLast === void 0) {
      isLast = zone.startOfDay(zone.dayOf(instant) + 1) - instant <= msPerMinute;
      known5.set(instant, isLast);
    }
    return isLast;
  };
}
function byCustomerAndStart({ length, customer, customers, start: start2 }) {
  const { order: order2, offsets } = groupBy(customer.subarray(0, length), customers);
  for (let code = 0; code < customers; code += 1) {
    order2.subarray(offsets[code], offsets[code + 1]).sort((a, b) => start2[a] - start2[b] || a - b);
  }
  return order2;
}

// src/inspect/inspect-ledger.ts
function inspectLedger(rows, policy = {}) {
  if (!Array.isArray(rows))
    reject("INVALID_TYPE", "subscriptions", "be an array of subscriptions (a ledger has no invalid rows)", rows);
  const rules2 = ledgerRules(checkPolicy(policy, "policy"), void 0);
  const inspected = inspectRows(rows, rules2);
  const currencies = countCurrencies(rows, inspected, rules2);
  return {
    rows: rows.length,
    customers: inspected.customers,
    subscriptions: inspected.subscriptions,
    openRows: openRows(inspected),
    currencies,
    span: spanOf(inspected),
    refusals: inspected.refused.refusals,
    findings: findingsOf(rows, inspected, rules2, currencies)
  };
}
function findingsOf(rows, inspected, rules2, currencies) {
  const { index, length, start: start2, isPaid } = inspected;
  const { inclusiveEnds, overlaps, order: order2 } = inspectSuccessions(inspected, rules2.zone);
  const repeats = repeatedRows(rows, inspected, order2, rules2);
  const marked = (kind, isFound) => finding(kind, messages[kind], index, length, isFound);
  const findings = [
    invalidRows(inspected.refused),
    marked("inclusiveEnd", (place) => inclusiveEnds[place] === 1),
    marked("overlap", (place) => overlaps[place] === 1),
    marked("neverActive", (place) => isPaid[place] === 0),
    mixedCurrencies(rows, inspected, rules2, currencies),
    marked("futureStart", (place) => start2[place] >= rules2.asOf),
    marked("duplicateRow", (place) => repeats[place] === 1)
  ];
  return findings.filter((found) => found !== null);
}
function mixedCurrencies(rows, { index, length }, rules2, currencies) {
  if (rules2.exchangeRates !== null && rules2.currency !== null) return null;
  const main = rules2.currency ?? currencies[0]?.currency ?? null;
  const others2 = currencies.map(({ currency }) => currency).filter((currency) => currency !== main);
  const message = mixedCurrenciesMessage(main, others2);
  const isOther = (place) => currencyOf(rows[index[place]], rules2) !== main;
  return finding("mixedCurrencies", message, index, length, isOther);
}
function currencyOf({ currency }, rules2) {
  return currencyCode(currency) ?? rules2.currency;
}
function countCurrencies(rows, { index, length }, rules2) {
  const counts = /* @__PURE__ */ new Map();
  for (let place = 0; place < length; place += 1) {
    const currency = currencyOf(rows[index[place]], rules2);
    counts.set(currency, (counts.get(currency) ?? 0) + 1);
  }
  const byName2 = (a, b) => a === null ? 1 : b === null || a < b ? -1 : 1;
  return [...counts].map(([currency, count2]) => ({ currency, rows: count2 })).sort((a, b) => b.rows - a.rows || byName2(a.currency, b.currency));
}
function openRows({ end, length }) {
  let count2 = 0;
  for (let place = 0; place < length; place += 1) if (end[place] === Number.POSITIVE_INFINITY) count2 += 1;
  return count2;
}
function spanOf({ start: start2, end, length }) {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (let place = 0; place < length; place += 1) {
    const from = start2[place];
    const to = end[place];
    first = Math.min(first, from);
    last = Math.max(last, to === Number.POSITIVE_INFINITY ? from : to);
  }
  return length === 0 ? null : { start: new Date(first), end: new Date(last) };
}

// src/ledger/columns/column-fields.ts
var columnKinds = {
  id: "id",
  instant: "instant",
  amount: "amount",
  number: "number",
  text: "text",
  choice: "text",
  discount: "object",
  interruptions: "object"
};
var kindsOfColumns = /* @__PURE__ */ (() => ({
  ...Object.fromEntries(fieldNames.map((name) => [name, columnKinds[subscriptionFields[name].kind]])),
  discountPercent: "amount",
  discountAmount: "amount"
}))();
function readSubscriptionColumns(given2) {
  const columns = readColumns(given2, {
    kinds: kindsOfColumns,
    required: ["customerId", "start"],
    // A single value of these for all rows would be a mistake, or hard to tell from a column.
    columnsOnly: ["customerId", "start", "pauses", "pastDue"],
    others: "keep"
  });
  const { byName: byName2 } = columns;
  if (byName2.has("discount") && (byName2.has("discountPercent") || byName2.has("discountAmount"))) {
    reject("INVALID_TYPE", "columns.discount", "be left out where discountPercent or discountAmount is given", given2);
  }
  return columns;
}

// src/ledger/columns/column-prices.ts
var slots = 4096;
var probes = 4;
var mostIntervals = 4096;
var termCode = 6;
function priceTable() {
  const column = () => new Float64Array(slots + probes);
  return {
    amountOf: column().fill(Number.NaN),
    quantityOf: column(),
    reductionOf: column(),
    basisOf: column(),
    priceOf: new Uint32Array(slots + probes)
  };
}
function codePrices(reader, columns, rows, table) {
  const { isRare, intervals: intervals2, starts, ends, fill } = rows;
  const { byName: byName2, length } = columns;
  const numbers = (name) => doublesOf(byName2.get(name), length);
  const [amounts, quantities, counts] = [numbers("amount"), numbers("quantity"), numbers("intervalCount")];
  const [percents, reductions] = [numbers("discountPercent"), numbers("discountAmount")];
  const discounts = discountMarks(byName2.get("discount"), length);
  const currencies = codeCurrencies(reader, byName2.get("currency"), isRare);
  const all = [amounts, quantities, counts, percents, reductions, discounts, currencies, intervals2, ends];
  const masks = all.map(maskOf);
  const [amountMask, quantityMask, countMask, percentMask, reductionMask] = masks;
  const [, , , , , discountMask, currencyMask, intervalMask, endMask] = masks;
  const { amountOf, quantityOf, reductionOf, basisOf, priceOf } = table;
  const prices = new Uint32Array(length);
  for (let row = 0; row < length; row += 1) {
    if (isRare[row] === 1) continue;
    const amount = amounts[row & amountMask];
    const quantity = orElse(quantities[row & quantityMask], nothing3);
    const count2 = orElse(counts[row & countMask], 1);
    const percent = orElse(percents[row & percentMask], nothing3);
    const off = orElse(reductions[row & reductionMask], nothing3);
    const interval2 = intervals2[row & intervalMask];
    const currency = currencies[row & currencyMask];
    const isPercent = percent !== nothing3;
    const reduction = isPercent ? percent : off;
    const isCounted = count2 >= 1 && count2 < mostIntervals && interval2 >= 1 && interval2 < termCode;
    const isReduced = discounts[row & discountMask] === 1 || isPercent && off !== nothing3;
    if (!isCounted || isReduced || !(amount >= 0 && quantity > unread && reduction > unread)) {
      prices[row] = priceOfRow(row, currency);
      continue;
    }
    const basis = ((currency * mostIntervals + count2) * 8 + interval2) * 2 + (isPercent ? 1 : 0);
    const home = slotOf(amount, quantity, reduction, basis);
    let slot = home;
    for (; slot < home + probes && !Number.isNaN(amountOf[slot]); slot += 1) {
      if (amountOf[slot] !== amount || quantityOf[slot] !== quantity) continue;
      if (reductionOf[slot] === reduction && basisOf[slot] === basis) break;
    }
    if (slot === home + probes) {
      slot = home;
      amountOf[slot] = Number.NaN;
    }
    if (Number.isNaN(amountOf[slot])) {
      priceOf[slot] = priceOfRow(row, currency);
      amountOf[slot] = amount;
      quantityOf[slot] = quantity;
      reductionOf[slot] = reduction;
      basisOf[slot] = basis;
    }
    prices[row] = priceOf[slot];
  }
  return prices;
  function priceOfRow(row, currency) {
    const [start2, end] = [starts[row], ends[row & endMask]];
    return reader.prices.priceOf(fill(row), currency, start2, end, reader.rows + row);
  }
}
function maskOf(column) {
  return column.length === 1 ? 0 : -1;
}
function slotOf(amount, quantity, reduction, basis) {
  let hash = Math.imul(amount * 100 | 0, 2654435761) ^ Math.imul(quantity * 64 | 0, 2246822507);
  hash = Math.imul(hash ^ (reduction * 64 | 0) ^ Math.imul(basis | 0, 3266489909), 739982445);
  return (hash ^ hash >>> 15) & slots - 1;
}
var nothing3 = -1;
var unread = -2;
function orElse(number, missing) {
  return number >= 0 ? number : Number.isNaN(number) ? missing : unread;
}
function doublesOf(column, length) {
  if (column === void 0) return Float64Array.of(Number.NaN);
  if (column.form === "one") return Float64Array.of(doubleOf(column.value));
  const isPlain = column.form === "list" && column.values instanceof Float64Array && column.valid === void 0;
  if (isPlain) return column.values;
  const doubles = new Float64Array(length);
  const valueAt3 = valueReader(column, "number");
  for (let row = 0; row < length; row += 1) doubles[row] = doubleOf(valueAt3(row));
  return doubles;
}
function doubleOf(value) {
  if (typeof value === "number") return Number.isNaN(value) ? unread : value;
  return isMissing(value) ? Number.NaN : unread;
}
function discountMarks(column, length) {
  if (column === void 0) return Uint8Array.of(0);
  const marks = new Uint8Array(length);
  const valueAt3 = valueReader(column, "object");
  for (let row = 0; row < length; row += 1) if (!isMissing(valueAt3(row))) marks[row] = 1;
  return marks;
}
function codeCurrencies(reader, column, isRare) {
  if (column === void 0 || column.form === "one") {
    const isRead = isRare.includes(0);
    return Uint32Array.of(isRead ? reader.currencies.codeOf(column?.value, reader.rows) : 0);
  }
  const texts = idTable();
  const codes = codeColumn(column, "text", isRare.length, texts);
  const known5 = [];
  for (let row = 0; row < codes.length; row += 1) {
    if (codes[row] === badCode) continue;
    const place = codes[row] + 1 >>> 0;
    known5[place] ??= reader.currencies.codeOf(place === 0 ? void 0 : texts.ids[place - 1], reader.rows + row);
    codes[row] = known5[place];
  }
  return codes;
}

// src/ledger/columns/column-rows.ts
function rowFiller({ byName: byName2 }, epochs) {
  const readers3 = Array.from(byName2, ([name, column]) => [name, readerOf(name, column, epochs)]);
  const fields = {};
  return (row) => {
    for (const [name, valueAt3] of readers3) fields[name] = valueAt3(row);
    return joined(fields);
  };
}
function keptRows2({ byName: byName2 }, epochs) {
  const readers3 = Array.from(byName2, ([name, column]) => {
    const instants = name === "start" || name === "end" ? epochs.get(name) : void 0;
    if (instants !== void 0) return [name, (row) => dateOf(instants[row])];
    return [name, readerOf(name, kept(name, column), epochs)];
  });
  return (row) => {
    const fields = {};
    for (const [name, valueAt3] of readers3) {
      const value = valueAt3(row);
      if (!isMissing(value) || !Object.hasOwn(kindsOfColumns, name)) fields[name] = value;
    }
    return joined(fields);
  };
}
function readerOf(name, column, epochs) {
  const instants = epochs.get(name);
  if (instants !== void 0) return instantValues(column, instants);
  const kind = Object.hasOwn(kindsOfColumns, name) ? kindsOfColumns[name] : void 0;
  return valueReader(column, kind);
}
function joined(fields) {
  const { discountPercent: percent, discountAmount: amount } = fields;
  if ("discountPercent" in fields || "discountAmount" in fields) {
    const { discountPercent: _percent, discountAmount: _amount, ...row } = fields;
    if (!isMissing(percent)) row.discount = isMissing(amount) ? { percent } : { percent, amount };
    else if (!isMissing(amount)) row.discount = { amount };
    return row;
  }
  return fields;
}
function kept(name, column) {
  const own2 = ownColumn(column);
  const kind = Object.hasOwn(kindsOfColumns, name) ? kindsOfColumns[name] : void 0;
  if (own2.form !== "list" || !Array.isArray(own2.values) || kind !== "instant" && kind !== "object") return own2;
  const { values } = own2;
  for (let row = 0; row < values.length; row += 1) {
    if (typeof values[row] === "object") values[row] = ownValue(values[row]);
  }
  return own2;
}
function ownValue(value) {
  if (typeof value !== "object" || value === null) return value;
  if (isDate(value)) return new Date(value);
  if (Array.isArray(value)) return value.map(spanCopy);
  return isRecord(value) && ("percent" in value || "amount" in value || "value" in value) ? { ...value } : value;
}
function spanCopy({ start: start2, end }) {
  const own2 = ownValue(start2);
  return { start: own2, ...end !== void 0 && { end: ownValue(end) } };
}
function dateOf(epoch) {
  return epoch === Number.POSITIVE_INFINITY ? void 0 : new Date(epoch);
}

// src/ledger/columns/column-texts.ts
var badChoice = 255;
function choiceCodes(column, length, choices) {
  if (column === void 0) return Uint8Array.of(0);
  const places = new Uint8Array(length);
  if (column.form === "coded" && column.valid === void 0) {
    const placeOfValue = Uint8Array.from(column.values, (word) => choices.indexOf(word) + 1 || badChoice);
    const { codes: codes2 } = column;
    for (let row = 0; row < length; row += 1) places[row] = placeOfValue[codes2[row]] ?? 0;
    return places;
  }
  const words = idTable();
  const codes = codeColumn(column, "text", length, words);
  const placeOf2 = Uint8Array.from(words.ids, (word) => choices.indexOf(word) + 1 || badChoice);
  for (let row = 0; row < length; row += 1) {
    const code = codes[row];
    places[row] = code === noCode ? 0 : code === badCode ? badChoice : placeOf2[code];
  }
  return places;
}
function rareRows({ byName: byName2, length }, customers, churnType) {
  const isRare = new Uint8Array(length);
  const mask = maskOf(churnType);
  for (let row = 0; row < length; row += 1) {
    if (customers[row] >= badCode || churnType[row & mask] === badChoice) isRare[row] = 1;
  }
  for (const name of ["pauses", "pastDue"]) markWhere(isRare, byName2.get(name), isMissing);
  for (const name of ["plan", "churnReason", "segment", "currency"])
    markWhere(isRare, byName2.get(name), isOptionalText);
  return isRare;
}
function markWhere(marks, column, isFine) {
  if (column === void 0) return;
  if (column.form === "one") {
    if (!isFine(column.value)) marks.fill(1);
    return;
  }
  const isShort = column.form === "coded" && column.values.length <= marks.length;
  if (isShort && column.values.every(isFine)) return;
  const valueAt3 = valueReader(column, "text");
  for (let row = 0; row < marks.length; row += 1) if (!isFine(valueAt3(row))) marks[row] = 1;
}
function readSubscriptionIds(column, into, first, marks) {
  if (column === void 0) {
    for (let row = 0; row < marks.length; row += 1) into[first + row] = void 0;
    return;
  }
  if (column.form === "coded" && column.values.length <= marks.length && column.values.every(isText)) {
    const { codes, values, valid } = column;
    for (let row = 0; row < marks.length; row += 1) {
      into[first + row] = valid === void 0 || isPresent(valid, row) ? values[codes[row]] : void 0;
    }
    return;
  }
  const valueAt3 = valueReader(column, "id");
  for (let row = 0; row < marks.length; row += 1) {
    const value = valueAt3(row);
    into[first + row] = idText(value);
    if (!isMissing(value) && into[first + row] === void 0) marks[row] = 1;
  }
}

// src/ledger/columns/read-columns.ts
var instantNames = ["start", "end", "trialEnd", "cancelRequestedAt"];
var never2 = Number.POSITIVE_INFINITY;
function columnReader(reader) {
  const startOfDay = dayStarts(reader.rules.zone);
  const chunks = { reader, startOfDay, dictionaries: /* @__PURE__ */ new WeakMap(), prices: priceTable() };
  return (columns) => readChunk(chunks, columns);
}
function readChunk(chunks, columns) {
  const { reader, startOfDay } = chunks;
  const { byName: byName2, length } = columns;
  const first = reader.rows;
  const currencies = reader.currencies.names.slice();
  const { zone } = reader.rules;
  const present = instantNames.filter((name) => byName2.has(name));
  const epochs = new Map(
    present.map((name) => [name, epochsOf(byName2.get(name), length, zone, startOfDay)])
  );
  const fill = rowFiller(columns, epochs);
  try {
    readAtOnce(chunks, columns, epochs, fill);
  } catch (error) {
    const again = Object.assign(rowReader(reader.rules), { rows: first });
    for (const name of currencies) again.currencies.codeOf(name, 0);
    for (let row = 0; row < length; row += 1) readRow(again, fill(row));
    throw error;
  }
  return keptRows2(columns, epochs);
}
function readAtOnce({ reader, dictionaries, prices: priceTable2 }, columns, epochs, fill) {
  const { rules: rules2, instants, spans } = reader;
  const { byName: byName2, length } = columns;
  const first = reader.rows;
  const times = instantNames.map((name) => epochs.get(name) ?? Float64Array.of(never2));
  const [starts, ends, trialEnds, requests] = times;
  const entities = codeColumn(byName2.get("customerId"), "id", length, reader.entities.customers, dictionaries);
  const churnType = choiceCodes(byName2.get("churnType"), length, churnTypes);
  const isRare = rareRows(columns, entities, churnType);
  readSubscriptionIds(byName2.get("subscriptionId"), reader.subscriptionIds, first, isRare);
  markUndated(isRare, starts, ends, trialEnds, requests);
  const intervals2 = choiceCodes(byName2.get("interval"), length, billingIntervals);
  const prices = codePrices(reader, columns, { isRare, intervals: intervals2, starts, ends, fill }, priceTable2);
  const hasTrials = epochs.has("trialEnd");
  const paidStarts = hasTrials ? paidStartsOf(times, rules2) : starts;
  const paidEnds = epochs.has("cancelRequestedAt") ? paidEndsOf(times, rules2) : ends;
  const startCodes = codesOfEpochs(instants, starts, isRare);
  const endCodes = codesOfEpochs(instants, ends, isRare);
  const read = {
    entities,
    rowStarts: startCodes,
    starts: paidStarts === starts ? startCodes : codesOfEpochs(instants, paidStarts, isRare),
    ends: paidEnds === ends ? endCodes : codesOfEpochs(instants, paidEnds, isRare),
    isPaid: paidMarks(paidStarts, paidEnds),
    prices,
    isInvoluntary: churnType.map((place) => place === involuntary ? 1 : 0)
  };
  const owners = new Uint32Array(length);
  const records = new Uint32Array(length * spanFields);
  for (let from = 0; ; ) {
    const rare = isRare.indexOf(1, from);
    const to = rare < 0 ? length : rare;
    if (rules2.grain === "subscription") codeSubscriptions(reader, entities, from, to);
    if (hasTrials) addTrials(reader, times, entities, from, to);
    spans.pushAll(writeSpans(owners, records, read, first, from, to), owners, records);
    reader.rows = first + to;
    if (to === length) return;
    readRow(reader, fill(to));
    from = to + 1;
  }
}
function writeSpans(owners, records, { entities, rowStarts, starts, ends, isPaid, prices, isInvoluntary }, first, from, to) {
  const mask = maskOf(isInvoluntary);
  let count2 = 0;
  for (let row = from; row < to; row += 1) {
    if (isPaid[row] === 0) continue;
    const at = count2 * spanFields;
    owners[count2] = entities[row];
    records[at] = first + row;
    records[at + 1] = rowStarts[row];
    records[at + 2] = starts[row];
    records[at + 3] = ends[row];
    records[at + 4] = prices[row];
    records[at + 5] = isInvoluntary[row & mask];
    count2 += 1;
  }
  return count2;
}
function paidMarks(starts, ends) {
  const marks = new Uint8Array(starts.length);
  const mask = maskOf(ends);
  for (let row = 0; row < marks.length; row += 1) {
    if (ends[row & mask] > starts[row]) marks[row] = 1;
  }
  return marks;
}
function codesOfEpochs(instants, epochs, isRare) {
  const codes = new Uint32Array(isRare.length);
  const mask = maskOf(epochs);
  for (let row = 0; row < codes.length; row += 1) {
    if (isRare[row] === 1) continue;
    const epoch = epochs[row & mask];
    codes[row] = epoch === never2 ? openEnd : instants.codeOfEpoch(epoch);
  }
  return codes;
}
function paidStartsOf([starts, , trialEnds], rules2) {
  return starts.map((start2, row) => {
    const trialEnd = trialEnds[row];
    return trialEnd === never2 ? start2 : paidFrom(start2, trialEnd, rules2);
  });
}
function paidEndsOf([starts, ends, , requests], rules2) {
  const mask = maskOf(ends);
  return requests.map((request, row) => paidUntil(starts[row], ends[row & mask], request, rules2));
}
function addTrials({ trials, rows: first }, [starts, , trialEnds], entities, from, to) {
  for (let row = from; row < to; row += 1) {
    const [start2, end] = [starts[row], trialEnds[row]];
    if (end !== never2 && end > start2)
      trials.push({ row: first - from + row, entity: entities[row], start: start2, end });
  }
}
function codeSubscriptions({ entities, subscriptionIds, rows: first }, codes, from, to) {
  for (let row = from; row < to; row += 1) {
    codes[row] = entities.codeOf(codes[row], subscriptionIds[first - from + row]);
  }
}
var involuntary = /* @__PURE__ */ churnTypes.indexOf("involuntary") + 1;
function markUndated(isRare, starts, ends, trialEnds, requests) {
  const [endMask, trialMask, requestMask] = [ends, trialEnds, requests].map(maskOf);
  for (let row = 0; row < isRare.length; row += 1) {
    const start2 = starts[row];
    const isDated = start2 < never2 && ends[row & endMask] >= start2;
    if (!isDated || Number.isNaN(trialEnds[row & trialMask] + requests[row & requestMask]))
      isRare[row] = 1;
  }
}

// src/ledger/columns/stored-rows.ts
var codesPerRow = 5;
var hasQuantity = 1;
var hasCount = 2;
var hasCurrency = 4;
function storedRows(reader) {
  const { last, subscriptionIds, instants, entities, prices, currencies, rows: first } = reader;
  let codes = new Uint32Array(1024 * codesPerRow);
  const [plans, churnTypes2, churnReasons, segments] = [textStore(), textStore(), textStore(), textStore()];
  const rare = /* @__PURE__ */ new Map();
  const own2 = ownFields();
  let length = 0;
  return {
    add(row) {
      const { customerId, subscriptionId, intervalCount, quantity, currency, trialEnd, cancelRequestedAt } = row;
      const { plan, churnType, churnReason, segment, pauses, pastDue } = row;
      const flags = (isMissing(quantity) ? 0 : hasQuantity) | (isMissing(intervalCount) ? 0 : hasCount) | (isMissing(currency) ? 0 : hasCurrency);
      const at = length * codesPerRow;
      if (at === codes.length) codes = grown(codes, at * 2);
      codes[at] = last.entity;
      codes[at + 1] = last.start;
      codes[at + 2] = last.end;
      codes[at + 3] = last.price;
      codes[at + 4] = flags;
      if (!isMissing(plan)) plans.set(length, plan);
      if (!isMissing(churnType)) churnTypes2.set(length, churnType);
      if (!isMissing(churnReason)) churnReasons.set(length, churnReason);
      if (!isMissing(segment)) segments.set(length, segment);
      if (!isMissing(trialEnd) || !isMissing(cancelRequestedAt) || !isMissing(pauses) || !isMissing(pastDue)) {
        addRare(rare, length, { trialEnd, cancelRequestedAt, pauses, pastDue });
      }
      if (typeof customerId !== "string") addRare(rare, length, { customerId });
      if (typeof subscriptionId !== "string") addRare(rare, length, { subscriptionId });
      own2.add(row, length);
      length += 1;
    },
    rowAt(index) {
      const [entity, start2, end, price, flags] = codes.subarray(index * codesPerRow);
      const { interval: interval2, intervalCount, discount } = prices.prices.billings[price];
      const row = {
        customerId: entities.entities.customerIds[entity],
        subscriptionId: subscriptionIds[first + index],
        start: new Date(instants.epochs[start2]),
        end: end === openEnd ? void 0 : new Date(instants.epochs[end]),
        amount: prices.prices.amounts[price],
        interval: interval2,
        intervalCount: (flags & hasCount) === 0 ? void 0 : intervalCount,
        quantity: (flags & hasQuantity) === 0 ? void 0 : prices.prices.quantities[price],
        discount: discount && { ...discount },
        currency: (flags & hasCurrency) === 0 ? void 0 : currencies.names[prices.prices.currencies[price]],
        plan: plans.at(index),
        churnType: churnTypes2.at(index),
        churnReason: churnReasons.at(index),
        segment: segments.at(index),
        ...rare.get(index)
      };
      for (const name in row) if (isMissing(row[name])) delete row[name];
      return own2.addTo(row, index);
    }
  };
}
function addRare(rare, index, fields) {
  const present = Object.entries(fields).filter(([, value]) => !isMissing(value));
  if (present.length === 0) return;
  rare.set(index, {
    ...rare.get(index),
    ...Object.fromEntries(present.map(([name, value]) => [name, ownValue(value)]))
  });
}
function grown(numbers, length) {
  const wider = new Uint32Array(length);
  wider.set(numbers);
  return wider;
}
function textStore() {
  let codes = new Uint32Array(0);
  const texts = [];
  const known5 = /* @__PURE__ */ new Map();
  let lastText = "";
  let lastCode = 0;
  return {
    set(row, text2) {
      if (text2 !== lastText) {
        lastCode = getOrAdd(known5, text2, () => texts.push(text2));
        lastText = text2;
      }
      if (row >= codes.length) codes = grown(codes, Math.max(1024, row * 2));
      codes[row] = lastCode;
    },
    at: (row) => texts[(codes[row] ?? 0) - 1]
  };
}
var standardNames = /* @__PURE__ */ new Set(fieldNames);
var mostShapes = 16;
function ownFields() {
  const columns = /* @__PURE__ */ new Map();
  const shapes2 = [];
  let last = { keys: [], own: [] };
  function shapeOf(row) {
    const known5 = shapes2.find((shape2) => hasShape(row, shape2));
    if (known5 !== void 0) return known5;
    const keys7 = [];
    for (const name in row) keys7.push(name);
    const own2 = keys7.filter((name) => !standardNames.has(name));
    const shape = { keys: keys7, own: own2.map((name) => [name, getOrAdd(columns, name, () => [])]) };
    if (shapes2.length < mostShapes) shapes2.push(shape);
    return shape;
  }
  return {
    add(row, index) {
      if (!hasShape(row, last)) last = shapeOf(row);
      for (const [name, column] of last.own) column[index] = row[name];
    },
    addTo(row, index) {
      for (const [name, column] of columns) if (index in column) row[name] = column[index];
      return row;
    }
  };
}
function hasShape(row, { keys: keys7 }) {
  let count2 = 0;
  for (const name in row) {
    if (name !== keys7[count2]) return false;
    count2 += 1;
  }
  return count2 === keys7.length;
}

// src/ledger/columns/ledger-builder.ts
function ledgerBuilder(policy = {}) {
  const checked = checkPolicy(policy);
  const reader = rowReader(ledgerRules(checked, void 0));
  const chunks = rowChunks(reader);
  let refused;
  function taking(take) {
    if (refused !== void 0) throw refused;
    try {
      take();
    } catch (error) {
      refused = error;
      throw error;
    }
    return builder;
  }
  const builder = Object.freeze({
    add: (rows) => taking(() => addRows(rows)),
    addColumns: (columns) => taking(() => chunks.addColumns(readSubscriptionColumns(columns))),
    build() {
      if (refused !== void 0) throw refused;
      refused = new MetricsError(
        "INVALID_TYPE",
        ["builder"],
        "builder must be a new one: this one is already built",
        void 0
      );
      return makeLedger(compileRead(rowsRead(reader), reader.rules, statementRules(checked), chunks.rowAt));
    }
  });
  function addRows(rows) {
    if (Array.isArray(rows)) for (const row of rows) chunks.add(row);
    else chunks.add(checkRow(rows));
  }
  return builder;
}
function checkRow(row) {
  if (isRecord(row) && ("then" in row || Symbol.iterator in row || Symbol.asyncIterator in row)) {
    reject("INVALID_TYPE", "rows", "be a row or an array of rows", row);
  }
  return row;
}
function rowChunks(reader) {
  const firsts = [];
  let readColumns2;
  const readers3 = [];
  let stored;
  function open(rowAt, first) {
    firsts.push(first);
    readers3.push(rowAt);
  }
  return {
    add(row) {
      if (stored === void 0) {
        stored = storedRows(reader);
        open(stored.rowAt, reader.rows);
      }
      readRow(reader, row);
      stored.add(row);
    },
    addColumns(columns) {
      const first = reader.rows;
      readColumns2 ??= columnReader(reader);
      open(readColumns2(columns), first);
      stored = void 0;
    },
    rowAt(row) {
      const chunk = firstIndex(firsts.length, (place) => firsts[place] > row) - 1;
      return readers3[chunk](row - firsts[chunk]);
    }
  };
}

// src/ledger/columns/ledger-from-columns.ts
function ledgerFromColumns(columns, policy = {}) {
  return ledgerBuilder(policy).addColumns(columns).build();
}

// src/ledger/columns/subscription-columns.ts
function subscriptionColumns(rows) {
  checkRows(rows, "be an array of subscriptions");
  const names4 = /* @__PURE__ */ new Set(["customerId", "start", "amount", "interval"]);
  for (const [index, row] of rows.entries()) {
    if (!isRecord(row)) reject("INVALID_TYPE", pathOf(index), "be an object", row);
    for (const name in row) names4.add(name);
    const split = ["discountPercent", "discountAmount"].find((name) => name in row);
    if (split !== void 0) reject("UNKNOWN_KEY", `${pathOf(index)}.${split}`, "be given as discount", row);
  }
  const columns = {};
  for (const name of names4) {
    const kind = Object.hasOwn(kindsOfColumns, name) ? kindsOfColumns[name] : void 0;
    const values = rows.map((row) => row[name]);
    if (kind === void 0) columns[name] = encodeOwn(values);
    else if (rows.length === 0 || !values.every(isMissing)) columns[name] = encode(values, kind);
  }
  return columns;
}
function encode(values, kind) {
  if (kind === "id" || kind === "text") return encodeTexts(values);
  if (kind === "instant") return copied(encodeInstants(values));
  return kind === "object" ? values.map(plainValue) : copied(encodeNumbers(values));
}
function copied(column) {
  return Array.isArray(column) ? column.map(plainValue) : column;
}
function encodeOwn(values) {
  if (values.every(isText)) return encodeTexts(values);
  return values.some(isMissing) ? values.slice() : encodeNumbers(values);
}
function plainValue(value) {
  if (isDecimal(value)) return String(value);
  const own2 = ownValue(value);
  if (!isKeyed(own2) || own2 === value) return own2;
  return Object.fromEntries(Object.entries(own2).map(([name, part]) => [name, isDecimal(part) ? String(part) : part]));
}

// src/ledger/prepare/cut-rows.ts
function readZone(options, keys7 = []) {
  const { timeZone } = checkKeys(options, ["timeZone", ...keys7], "options");
  return zoneOf(timeZone === void 0 ? "UTC" : timeZone, "options.timeZone");
}
function checkRowList(rows) {
  if (!Array.isArray(rows)) reject("INVALID_TYPE", "subscriptions", "be an array of subscriptions", rows);
}
function spanOf2(row, index, zone) {
  if (!isRecord(row)) reject("INVALID_TYPE", pathOf(index), "be an object", row);
  const start2 = boundOf(row.start, zone, () => `${pathOf(index)}.start`);
  if (isMissing(row.end)) return { start: start2, end: { epoch: Number.POSITIVE_INFINITY, given: row.end } };
  const end = boundOf(row.end, zone, () => `${pathOf(index)}.end`);
  if (end.epoch < start2.epoch) reject("END_BEFORE_START", `${pathOf(index)}.end`, "not come before its start", row.end);
  return { start: start2, end };
}
function boundOf(given2, zone, path) {
  const epoch = toEpoch(given2, zone);
  return Number.isNaN(epoch) ? rejectInstant(given2, path()) : { epoch, given: given2 };
}
function partOf(row, own2, { start: start2, end }, fields) {
  const isWhole = start2.epoch === own2.start.epoch && end.epoch === own2.end.epoch;
  if (isWhole && fields === void 0) return row;
  return {
    ...row,
    ...start2.epoch !== own2.start.epoch && { start: start2.given },
    ...end.epoch !== own2.end.epoch && { end: end.given },
    ...fields
  };
}

// src/ledger/prepare/merge-customers.ts
function mergeCustomers(subscriptions, merges, options = {}) {
  const zone = readZone(options);
  checkRowList(subscriptions);
  const byCustomer = /* @__PURE__ */ new Map();
  for (const [index, merge] of readList(merges, "merges", "be an array of { from, into, at? }").entries()) {
    const path = `merges[${index}]`;
    const { from, into, at } = checkKeys(merge, ["from", "into", "at"], path);
    const id = readId(from, `${path}.from`);
    readId(into, `${path}.into`);
    if (byCustomer.has(id)) reject("INVALID_OPTION", `${path}.from`, "not repeat an earlier one", from);
    const instant = isMissing(at) ? null : boundOf(at, zone, () => `${path}.at`);
    byCustomer.set(id, { into, at: instant });
    checkEnd(byCustomer, into, `${path}.into`);
  }
  function partsOf2(row, index) {
    const merge = byCustomer.get(readId(row?.customerId, `${pathOf(index)}.customerId`));
    if (merge === void 0) return [row];
    const { into: customerId, at } = merge;
    const own2 = spanOf2(row, index, zone);
    if (at !== null && own2.end.epoch <= at.epoch) return [row];
    if (at === null || own2.start.epoch >= at.epoch) return partsOf2({ ...row, customerId }, index);
    const reason = isMissing(row.churnReason) ? { churnReason: "merged" } : {};
    const before = partOf(row, own2, { start: own2.start, end: at }, reason);
    return [before, ...partsOf2(partOf(row, own2, { start: at, end: own2.end }, { customerId }), index)];
  }
  return subscriptions.flatMap(partsOf2);
}
function checkEnd(merges, first, path) {
  const seen = /* @__PURE__ */ new Set();
  let id = idText(first);
  for (let merge = merges.get(id); merge !== void 0; merge = merges.get(id)) {
    if (seen.has(id)) reject("INVALID_OPTION", path, "be another customer, that does not merge back", first);
    seen.add(id);
    id = idText(merge.into);
  }
}

// src/ledger/prepare/net-credits.ts
function netCredits(subscriptions, options = {}) {
  const zone = readZone(options, ["unmatched"]);
  const whenLeft = readOptionalChoice(options.unmatched, "options.unmatched", ["throw", "report"]);
  checkRowList(subscriptions);
  const checkKeys2 = keyCheck(fieldNames);
  const priced = subscriptions.map((row, index) => {
    const own2 = pricedRow(row, index, zone);
    checkKeys2(row, "subscriptions", index);
    return own2;
  });
  const byCustomer = /* @__PURE__ */ new Map();
  for (const own2 of priced) if (own2.sign > 0) getOrAdd(byCustomer, own2.customer, () => []).push(own2);
  const unmatched = [];
  for (const credit of priced) {
    if (credit.sign > 0) continue;
    const reason = takeOff(
      credit,
      (byCustomer.get(credit.customer) ?? []).filter((own2) => isBeside(own2, credit))
    );
    if (reason === null) continue;
    const { index, row } = credit;
    if (whenLeft === "throw") {
      const rule = reason === "noRow" ? "be netted by rows beside it at all times" : "not exceed the rows beside it";
      reject("INVALID_AMOUNT", `${pathOf(index)}.amount`, `${rule} (the option unmatched can report it)`, row.amount);
    }
    unmatched.push({ index, row, reason });
  }
  return { rows: priced.flatMap((own2) => own2.sign > 0 ? partsOf(own2) : []), unmatched };
}
var factors = /* @__PURE__ */ timesPerMonth({ weeksPerMonth: "52/12", daysPerMonth: "365/12" });
function pricedRow(row, index, zone) {
  const span = spanOf2(row, index, zone);
  const amount = readSignedAmount(row.amount, `${pathOf(index)}.amount`);
  const isCredit = amount.n < 0n;
  const plain = isCredit ? { ...row, amount: text(negated(amount)) } : row;
  const [start2, end] = [span.start.epoch, span.end.epoch];
  const { interval: interval2, trialEnd } = row;
  const trial = isMissing(trialEnd) ? span.start : spanOf2({ ...row, start: trialEnd, end: null }, index, zone).start;
  return {
    row,
    index,
    customer: readId(row.customerId, `${pathOf(index)}.customerId`),
    sign: isCredit ? -1 : 1,
    span,
    paidFrom: trial.epoch > start2 ? trial : span.start,
    price: monthlyPrice(plain, { start: start2, end, zone }, factors, index),
    basis: interval2 === "term" ? `${start2} ${end}` : interval2 === "day" || interval2 === "week" ? interval2 : "month",
    reductions: []
  };
}
function isBeside(own2, credit) {
  const id = idText(credit.row.subscriptionId);
  return own2.basis === credit.basis && (id === void 0 || idText(own2.row.subscriptionId) === id) && currencyCode(own2.row.currency ?? void 0) === currencyCode(credit.row.currency ?? void 0);
}
function takeOff(credit, rows) {
  const { start: start2, end } = credit.span;
  const taken = [];
  const bounds = boundsWithin(credit, rows);
  for (const [place, from] of bounds.entries()) {
    const to = bounds[place + 1];
    if (to === void 0) break;
    let rest = credit.price;
    const running = rows.filter(({ paidFrom: paidFrom3, span }) => paidFrom3.epoch <= from.epoch && span.end.epoch >= to.epoch);
    for (const own2 of running) {
      const left = subtract(own2.price, offAt(own2, from.epoch));
      const off = compare(left, rest) < 0 ? left : rest;
      if (off.n === 0n) continue;
      taken.push([own2, { start: from, end: to, off }]);
      rest = subtract(rest, off);
    }
    if (rest.n !== 0n) return running.length === 0 ? "noRow" : "exceeds";
  }
  if (start2.epoch < end.epoch) for (const [own2, reduction] of taken) own2.reductions.push(reduction);
  return null;
}
function boundsWithin({ span }, rows) {
  const bounds = /* @__PURE__ */ new Map();
  const note = (bound) => {
    if (bound.epoch < span.start.epoch || bound.epoch > span.end.epoch || bounds.has(bound.epoch)) return;
    bounds.set(bound.epoch, bound);
  };
  for (const bound of [span.start, span.end]) note(bound);
  for (const own2 of rows) {
    for (const bound of [own2.paidFrom, own2.span.end]) note(bound);
    for (const { start: start2, end } of own2.reductions) for (const bound of [start2, end]) note(bound);
  }
  return [...bounds.values()].sort(byTime);
}
function byTime(a, b) {
  return a.epoch < b.epoch ? -1 : a.epoch > b.epoch ? 1 : 0;
}
function offAt({ reductions }, instant) {
  const running = reductions.filter(({ start: start2, end }) => start2.epoch <= instant && instant < end.epoch);
  return running.reduce((sum2, { off }) => add(sum2, off), zero);
}
function partsOf(own2) {
  const { row, span, reductions } = own2;
  if (reductions.length === 0) return [row];
  const bounds = [span.start, ...reductions.flatMap(({ start: start2, end }) => [start2, end]), span.end].sort(byTime);
  const parts = [];
  for (const [place, start2] of bounds.entries()) {
    const end = bounds[place + 1];
    if (end === void 0 || end.epoch === start2.epoch) continue;
    const off = offAt(own2, start2.epoch);
    const last = parts.at(-1);
    if (last !== void 0 && compare(last.off, off) === 0) last.end = end;
    else parts.push({ start: start2, end, off });
  }
  return parts.map((part) => partOf(row, span, part, part.off.n === 0n ? void 0 : reduced(own2, part.off)));
}
function reduced({ row, price }, off) {
  const quantity = isMissing(row.quantity) ? one : ofNumber(row.quantity);
  const list = multiply(readSignedAmount(row.amount, ""), quantity);
  const bill = subtract(list, readDiscount(row.discount, list, ""));
  return { discount: { amount: text(subtract(list, multiply(bill, divide(subtract(price, off), price)))) } };
}
var text = /* @__PURE__ */ moneyOut("fraction");

// src/movements/by-customer/mrr-movements-by-customer.ts
function mrrMovementsByCustomer(source, period2, policy = {}) {
  const { kinds: wanted, top, ...rest } = checkKeys(policy, optionNames("kinds", "top"), "policy");
  const wantedKinds = readKinds(wanted);
  const most = top === void 0 ? null : readCount(top, "policy.top");
  const opened = openPeriods(source, period2, rest);
  checkPriced(opened.ledger);
  return inShape(
    opened,
    opened.spans.map((checked) => rowsOf(opened, checked, wantedKinds, most))
  );
}
var rowKinds = [...kinds, "retained"];
function readKinds(given2) {
  if (given2 === void 0) return null;
  return new Set(
    readList(given2, "policy.kinds", "be an array of kinds").map(
      (kind, index) => readChoice(kind, `policy.kinds[${index}]`, rowKinds)
    )
  );
}
function rowsOf({ ledger: ledger2, statement }, checked, wanted, top) {
  const { subscriptionIds } = ledger2.entities;
  const print = rowPrinter(ledger2, checked, statement.money);
  const rows = [];
  const movements2 = [];
  const visit = entityVisits(ledger2, checked, statement.movements, (entity, code, from, to, at) => {
    const kind = code === noKind ? "retained" : kinds[code];
    if (wanted !== null && !wanted.has(kind)) return;
    if (top === null) rows.push(print(entity, kind, from, to, at));
    else movements2.push({ entity, kind, from, to, at });
  });
  for (const entity of entitiesByName(ledger2)) visit(entity);
  for (const { entity, kind, from, to, at } of largest(ledger2, checked, movements2, top ?? 0)) {
    rows.push(print(entity, kind, from, to, at));
  }
  if (top === null && statement.movements === "event" && subscriptionIds.length > 0) {
    rows.sort((a, b) => order(a.customerId, b.customerId) || Number(a.at ?? 0) - Number(b.at ?? 0));
  }
  return rows;
}
function rowPrinter(ledger2, checked, money) {
  const { customerIds, subscriptionIds } = ledger2.entities;
  const print = moneyOut(money);
  const worth = levelWorth(ledger2, checked);
  const unit = Number(ledger2.unit);
  const isScaled = money === "number" && isOneCurrency(ledger2);
  return (entity, kind, from, to, at) => {
    const customerId = customerIds[entity];
    const subscriptionId = subscriptionIds[entity];
    let opening;
    let closing;
    let change;
    if (isScaled && typeof from === "number" && typeof to === "number") {
      opening = from / unit;
      closing = to / unit;
      change = (to - from) / unit;
    } else {
      const [before, after] = [worth(entity, from), worth(entity, to)];
      opening = print(before);
      closing = print(after);
      change = print(subtract(after, before));
    }
    if (subscriptionId !== void 0) {
      return at === null ? { customerId, subscriptionId, kind, opening, closing, change } : { customerId, subscriptionId, kind, opening, closing, change, at: new Date(at) };
    }
    return at === null ? { customerId, kind, opening, closing, change } : { customerId, kind, opening, closing, change, at: new Date(at) };
  };
}
function largest(ledger2, checked, movements2, top) {
  const worth = levelWorth(ledger2, checked);
  const sizeOf2 = ({ entity, from, to }) => absolute(subtract(worth(entity, to), worth(entity, from)));
  const sized = movements2.map((movement) => ({ movement, size: toNumber(sizeOf2(movement)) }));
  sized.sort((a, b) => b.size - a.size || compare(sizeOf2(b.movement), sizeOf2(a.movement)));
  return sized.slice(0, top).map(({ movement }) => movement);
}

// src/movements/by-key/expansion-causes.ts
var causeNames = ["price", "quantity", "subscription", "other"];
function bookCauses(causes, ledger2, subscriptions, expansion, exchangeInstant) {
  const worth = (spans) => sum(spans.map((span) => worthOfSpan(ledger2, span, exchangeInstant)));
  const gains = subscriptions.map((subscription) => {
    const { started, ended } = subscription.change;
    return { subscription, gain: subtract(worth(started), worth(ended)) };
  }).filter(({ gain }) => gain.n > 0n);
  const all = sum(gains.map(({ gain }) => gain));
  for (const { subscription, gain } of gains) {
    const share = gains.length === 1 ? expansion : multiply(expansion, divide(gain, all));
    if (subscription.wasHere) bookChange(causes, ledger2, subscription, share);
    else causes.add(subscription.wasAnywhere ? "other" : "subscription", share);
  }
}
function bookChange(causes, ledger2, { before, after }, share) {
  const [a, b] = [before, after].map((span) => span === null ? null : sideOf(ledger2, span));
  if (!a || !b || !isComparable(a, b)) {
    causes.add("other", share);
    return;
  }
  const [unitBefore, unitAfter] = [divide(a.price, a.quantity), divide(b.price, b.quantity)];
  const byPrice = positive(multiply(subtract(unitAfter, unitBefore), a.quantity));
  const byQuantity = positive(multiply(subtract(b.quantity, a.quantity), unitAfter));
  const both = add(byPrice, byQuantity);
  causes.add("price", multiply(share, divide(byPrice, both)));
  causes.add("quantity", multiply(share, divide(byQuantity, both)));
}
function sideOf({ spans, prices }, span) {
  const price = spans.price[span];
  return {
    billing: prices.billings[price],
    currency: prices.currencies[price],
    price: prices.values[price],
    quantity: ofNumber(prices.quantities[price])
  };
}
function isComparable(a, b) {
  const isOfUnits = [a, b].every(({ billing, quantity }) => billing.discount === void 0 && quantity.n !== 0n);
  const isBilledAlike = a.billing.interval === b.billing.interval && a.billing.intervalCount === b.billing.intervalCount;
  return isOfUnits && isBilledAlike && a.currency === b.currency;
}
function positive(amount) {
  return compare(amount, zero) > 0 ? amount : zero;
}

// src/movements/by-key/named-spans.ts
function namedSpans({ subscriptionIds, spans }, state, isPaid, keyOf) {
  const byName2 = /* @__PURE__ */ new Map();
  const nameOf2 = (span) => {
    const row = spans.row[span];
    return subscriptionIds[row] ?? row;
  };
  const place = (span) => {
    const named3 = getOrAdd(byName2, nameOf2(span), () => ({ paid: 0, byKey: /* @__PURE__ */ new Map() }));
    return { named: named3, inKey: getOrAdd(named3.byKey, keyOf(span), () => ({ paid: 0, spans: /* @__PURE__ */ new Set() })) };
  };
  const move = (span, direction) => {
    const { named: named3, inKey } = place(span);
    if (direction === 1) inKey.spans.add(span);
    else inKey.spans.delete(span);
    if (!isPaid(span)) return;
    named3.paid += direction;
    inKey.paid += direction;
  };
  for (const span of state) move(span, 1);
  return ({ ended, started }) => {
    const touched = /* @__PURE__ */ new Map();
    const touch = (span) => {
      const { named: named3, inKey } = place(span);
      return getOrAdd(touched, inKey.spans, () => ({
        key: keyOf(span),
        change: { ended: [], started: [] },
        wasHere: inKey.paid > 0,
        wasAnywhere: named3.paid > 0,
        before: only(inKey.spans),
        after: null
      })).change;
    };
    for (const span of ended) touch(span).ended.push(span);
    for (const span of started) touch(span).started.push(span);
    for (const span of ended) move(span, -1);
    for (const span of started) move(span, 1);
    return Array.from(touched, ([own2, change]) => ({ ...change, after: only(own2) }));
  };
}
function only(spans) {
  const [first] = spans;
  return spans.size === 1 ? first : null;
}

// src/movements/by-key/transfers.ts
function changesBetween(before, after) {
  const changes = /* @__PURE__ */ new Map();
  for (const key of /* @__PURE__ */ new Set([...before.keys(), ...after.keys()])) {
    const change = subtract(after.get(key) ?? zero, before.get(key) ?? zero);
    if (change.n !== 0n) changes.set(key, change);
  }
  return changes;
}
function splitMovement(changes) {
  const gained = sum([...changes.values()].filter(({ n }) => n > 0n));
  const lost = absolute(sum([...changes.values()].filter(({ n }) => n < 0n)));
  const transferred = compare(gained, lost) < 0 ? gained : lost;
  const shareOf2 = (all) => all.n === 0n ? zero : divide(transferred, all);
  const [ofGains, ofLosses] = [shareOf2(gained), shareOf2(lost)];
  return new Map(
    [...changes].map(([key, change]) => {
      const isGain = change.n > 0n;
      const size = absolute(change);
      const transfer = multiply(size, isGain ? ofGains : ofLosses);
      const moved2 = subtract(size, transfer);
      return [key, { moved: moved2, transferIn: isGain ? transfer : zero, transferOut: isGain ? zero : transfer }];
    })
  );
}

// src/movements/by-key/bridges-by-key.ts
function bridgesByKey(ledger2, periods, running, { codes, count: count2 }, booking) {
  const keyOf = (at) => codes[ledger2.spans.row[at]];
  const books = periods.map(
    (checked) => ({
      ledger: ledger2,
      checked,
      bridges: [],
      keyOf,
      running,
      from: placeOf(checked.start, ledger2.instants),
      to: placeOf(checked.end, ledger2.instants)
    })
  );
  const still = periods.map(() => []);
  for (const chain of layChains(periods, ledger2.instants)) {
    const amounts = bookChain(ledger2, running, chain, books, booking);
    const last = chain.positions.length + 1;
    for (let key = 0; key < count2; key += 1) {
      let amount = zero;
      for (const [rank, position] of chain.positions.entries()) {
        amount = add(amount, amounts.get(key * last + rank));
        still[position][key] = amount;
      }
    }
  }
  return (position) => {
    const book2 = books[position];
    for (let key = 0; key < count2; key += 1) {
      const amount = still[position][key];
      for (const term of stillTerms) bridgeOf(book2, key).add(term, amount);
    }
    return book2.bridges;
  };
}
var stillTerms = ["opening", "closing", "retainedNet", "retainedGross"];
function bookChain(ledger2, running, { positions, begun, ended }, books, booking) {
  const amounts = keyedSums();
  const { spans, rules: rules2 } = ledger2;
  const [{ keyOf }] = books;
  for (let entity = 0; entity < running.entities; entity += 1) {
    const changes = [];
    for (let span = spans.offsets[entity]; span < spans.offsets[entity + 1]; span += 1) {
      changes.push(spans.start[span]);
      if (spans.end[span] !== openEnd) changes.push(spans.end[span]);
    }
    changes.sort((a, b) => a - b);
    const bookFrom = (first, after) => {
      for (let rank = first; rank < after; rank += 1) {
        bookEntity(books[positions[rank]], entity, booking);
      }
    };
    let next = 0;
    for (const [i, place] of changes.entries()) {
      const [first, after] = [ended[place] / kindCount, begun[place] / kindCount];
      bookFrom(Math.max(next, first), after);
      next = Math.max(next, after);
      const stop = i + 1 < changes.length ? ended[changes[i + 1]] / kindCount : positions.length;
      if (stop <= after) continue;
      if (rules2.exchangeRates !== null) bookFrom(after, stop);
      else {
        for (const [key, amount] of amountsBy(ledger2, running.before(entity, place + 1), place, keyOf)) {
          amounts.add(key * (positions.length + 1) + after, amount);
          amounts.add(key * (positions.length + 1) + stop, negated(amount));
        }
      }
    }
  }
  return amounts;
}
function bookEntity(book2, entity, booking) {
  const { ledger: ledger2, running, from, to, checked, keyOf } = book2;
  const [before, after] = [running.before(entity, from), running.before(entity, to)];
  const exchange = exchangeInstants(checked);
  const opening = amountsBy(ledger2, before, exchange.opening, keyOf);
  const closing = amountsBy(ledger2, after, exchange.closing, keyOf);
  const closingAtOpening = ledger2.rules.exchangeRates === null ? closing : amountsBy(ledger2, after, exchange.opening, keyOf);
  addEach(book2, opening, "opening");
  addEach(book2, closing, "closing");
  for (const [key, amount] of closing) {
    bridgeOf(book2, key).add("fx", subtract(amount, closingAtOpening.get(key) ?? zero));
  }
  bookRetained(book2, opening, closingAtOpening);
  let paid = before.filter(running.isPaid).length;
  let named3;
  const bookChange2 = (place, change) => {
    const isFromZero = paid === 0;
    paid += change.started.filter(running.isPaid).length - change.ended.filter(running.isPaid).length;
    const index = () => namedSpans(ledger2, before, running.isPaid, keyOf);
    if (booking === "event") named3 ??= index();
    const namedChanges = named3?.(change);
    bookMovement(book2, entity, change, place, () => namedChanges ?? index()(change), isFromZero, paid === 0);
  };
  if (booking === "event") running.eachChange(entity, from, to, bookChange2);
  else {
    const change = changeBetween(before, after);
    if (change.ended.length + change.started.length > 0) bookChange2(from, change);
  }
}
function bookRetained(book2, opening, closing) {
  if (opening.size === 0) return;
  addEach(book2, closing, "retainedNet");
  addEach(book2, closing, "retainedGross");
  const changes = changesBetween(opening, closing);
  if (sum([...changes.values()]).n <= 0n) return;
  for (const [key, { moved: moved2, transferOut }] of splitMovement(changes)) {
    if (transferOut.n === 0n) bridgeOf(book2, key).add("retainedGross", negated(moved2));
  }
}
function bookMovement(book2, entity, change, place, named3, isFromZero, isToZero) {
  const { ledger: ledger2, keyOf } = book2;
  const exchangeInstant = exchangeInstants(book2.checked).opening;
  const amounts = (spans) => amountsBy(ledger2, spans, exchangeInstant, keyOf);
  const changes = changesBetween(amounts(change.ended), amounts(change.started));
  if (changes.size === 0) return;
  const kind = kindOfMovement(ledger2, entity, place, sum([...changes.values()]), isFromZero, isToZero);
  for (const [key, { moved: moved2, transferIn, transferOut }] of splitMovement(changes)) {
    const bridge = bridgeOf(book2, key);
    bridge.add("transferIn", transferIn);
    bridge.add("transferOut", transferOut);
    if (kind === null || moved2.n === 0n) continue;
    bridge.add(kind, moved2);
    if (kind !== "expansion") continue;
    const ofKey = named3().filter((subscription) => subscription.key === key);
    bookCauses(bridge, ledger2, ofKey, moved2, exchangeInstant);
  }
}
function kindOfMovement(ledger2, entity, place, change, isFromZero, isToZero) {
  const steps2 = stepsOfEntity(ledger2, entity);
  const returns = isReturn(steps2, stepBefore(steps2, entity, place) + 1);
  const kind = kindOfChange(isFromZero, isToZero, change, returns);
  return kind === noKind ? null : kinds[kind];
}
function addEach(book2, amounts, term) {
  for (const [key, amount] of amounts) bridgeOf(book2, key).add(term, amount);
}
function bridgeOf({ bridges }, key) {
  bridges[key] ??= keyedSums();
  return bridges[key];
}

// src/movements/by-key/mrr-movements-by.ts
function mrrMovementsBy(source, period2, keyOf, policy) {
  if (typeof keyOf !== "function") reject("INVALID_TYPE", "keyOf", "be a function from a row to its key", keyOf);
  const opened = openPeriods(source, period2, policy);
  const { ledger: ledger2, statement } = opened;
  checkPriced(ledger2);
  const coded = codeRows(ledger2, keyOf);
  const running = runningSpans(ledger2);
  const bridges = bridgesByKey(
    ledger2,
    opened.spans,
    running,
    { ...coded, count: coded.keys.length },
    statement.movements
  );
  return inShape(
    opened,
    opened.spans.map((checked, position) => {
      const ofPeriod = bridges(position);
      return coded.keys.map((key, code) => statementOf(opened, checked, key, ofPeriod[code])).sort((a, b) => compareKeys(a.key, b.key));
    })
  );
}
function codeRows({ subscriptionIds, rowAt }, keyOf) {
  const codeOf2 = /* @__PURE__ */ new Map();
  const codes = Uint32Array.from(subscriptionIds, (_, row) => {
    const key = readSegmentKey(keyOf(rowAt(row)), "keyOf(row)");
    let code = codeOf2.get(key);
    if (code === void 0) {
      code = codeOf2.size;
      codeOf2.set(key, code);
    }
    return code;
  });
  return { codes, keys: [...codeOf2.keys()] };
}
var bridgeTermNames = [...mrrTermNames, "transferIn", "transferOut"];
function statementOf({ ledger: ledger2, statement, definitions }, checked, key, bridge) {
  const print = moneyOut(statement.money);
  const all = (names4, value) => Object.fromEntries(names4.map((name) => [name, value(name)]));
  const terms = all(bridgeTermNames, (name) => bridge.get(name));
  const made = {
    key,
    period: checked.period,
    complete: checked.end <= ledger2.rules.asOf,
    currency: ledger2.currency,
    ...all(bridgeTermNames, (name) => print(terms[name])),
    expansionCauses: Object.freeze(all(causeNames, (name) => print(bridge.get(name))))
  };
  return sealed(made, definitions, terms);
}

// src/movements/customer-movements.ts
function customerMovements(source, period2, policy) {
  const opened = openPeriods(source, period2, policy);
  return inShape(opened, totalsOf(opened, opened.spans).map(customerStatement));
}
function customerStatement({ checked, complete, customers }) {
  return Object.freeze({ period: checked.period, complete, ...customers });
}

// src/movements/statement/merge-movements.ts
function mergeMovements(statements) {
  const parts = readFilledList(statements, "statements", "be an array of statements").map(
    (statement, index) => readPart(statement, `statements[${index}]`)
  );
  const first = parts.find((part) => !isEmpty(part)) ?? parts[0];
  const policy = parts.find((part) => part.policy !== void 0)?.policy;
  for (const part of parts) checkSame(part, first, policy);
  const print = moneyOut(first.form);
  const sums = Object.fromEntries(
    [...first.amounts.keys()].map((name) => [name, print(sum(parts.map(({ amounts }) => amounts.get(name) ?? zero)))])
  );
  const complete = parts.every((part) => part.complete);
  const keyed = first.key === void 0 ? {} : { key: first.key };
  const merged = { ...keyed, period: first.checked.period, complete, currency: first.currency, ...withCauses(sums) };
  return sealed(merged, policy);
}
function readPart(statement, path) {
  readPrintedTerms(statement, path);
  const { expansionCauses = {} } = statement;
  checkKeys(expansionCauses, causeNames, `${path}.expansionCauses`);
  if (typeof statement.complete !== "boolean")
    reject("INVALID_TYPE", `${path}.complete`, "be true or false", statement.complete);
  const given2 = [
    ...Object.entries(statement).filter(([name]) => isAmountName(name)),
    ...Object.entries(expansionCauses).map(([name, amount]) => [causePrefix + name, amount])
  ];
  const [[, first] = ["", 0]] = given2;
  const form = formOf(first);
  const amounts = /* @__PURE__ */ new Map();
  for (const [name, amount] of given2) {
    if (formOf(amount) !== form) rejectForm(`${path}.${name}`, form, amount);
    amounts.set(name, readSignedAmount(amount, `${path}.${name}`));
  }
  return {
    path,
    key: statement.key,
    checked: readPeriod(statement.period, `${path}.period`),
    complete: statement.complete,
    currency: statement.currency ?? null,
    policy: policyOf(statement),
    form,
    amounts
  };
}
var isAmountName = (name) => name === "transferIn" || name === "transferOut" || mrrTermNames.includes(name);
var causePrefix = "expansionCauses.";
function withCauses(sums) {
  const isCause = ([name]) => name.startsWith(causePrefix);
  const entries = Object.entries(sums);
  const causes = entries.filter(isCause).map(([name, amount]) => [name.slice(causePrefix.length), amount]);
  const terms = Object.fromEntries(entries.filter((entry) => !isCause(entry)));
  return causes.length === 0 ? terms : { ...terms, expansionCauses: Object.freeze(Object.fromEntries(causes)) };
}
function checkSame(part, first, policy) {
  const { checked, path } = part;
  const { period: period2 } = first.checked;
  if (checked.start !== first.checked.start || checked.end !== first.checked.end) {
    reject("CONFLICTING_POLICY", `${path}.period`, `be that of the others, '${period2.label}'`, checked.period.label);
  }
  const zonePath = `${path}.period.timeZone`;
  if (!sameZone(zoneOf(checked.period.timeZone, zonePath), zoneOf(period2.timeZone, zonePath))) {
    reject("CONFLICTING_TIME_ZONES", zonePath, `be that of the others, '${period2.timeZone}'`, checked.period.timeZone);
  }
  if (part.currency !== first.currency && !(part.currency === null && isEmpty(part))) {
    reject("CONFLICTING_POLICY", `${path}.currency`, `be that of the others, '${first.currency}'`, part.currency);
  }
  if (part.policy !== void 0 && part.policy !== policy) {
    reject("CONFLICTING_POLICY", path, `be made under the policy of the others, ${policy}`, part.policy);
  }
  if (part.key !== first.key) reject("CONFLICTING_POLICY", `${path}.key`, "be that of the others", part.key);
  if (part.form !== first.form) rejectForm(path, first.form, part.form);
  const names4 = (of) => [...of.amounts.keys()].sort().join(", ");
  if (names4(part) !== names4(first)) {
    reject("INVALID_TYPE", path, `have the amounts of the first, ${names4(first)}`, names4(part));
  }
}
function isEmpty({ amounts }) {
  return [...amounts.values()].every(({ n }) => n === 0n);
}
function rejectForm(path, form, received) {
  const nameOf2 = (other) => typeof other === "function" ? `Decimals of ${other.name}` : `'${other}'`;
  reject(
    "INVALID_TYPE",
    path,
    `have the amounts of the others, ${nameOf2(form)}`,
    typeof received === "function" ? nameOf2(received) : received
  );
}
function formOf(amount) {
  if (isDecimal(amount)) return amount.constructor;
  return typeof amount === "string" ? "fraction" : "number";
}

// src/movements/statement/round-movements.ts
var movements = [
  ["new", 1n],
  ["reactivation", 1n],
  ["expansion", 1n],
  ["contraction", -1n],
  ["churn", -1n],
  ["transferIn", 1n],
  ["transferOut", -1n],
  ["fx", 1n]
];
function roundMovements(statement, digits2) {
  if (!Number.isInteger(digits2) || Math.abs(digits2) > 15) {
    reject("INVALID_NUMBER", "digits", "be a whole number from -15 to 15", digits2);
  }
  const terms = readPrintedTerms(statement, "statement");
  const step = digits2 >= 0 ? { n: 1n, d: 10n ** BigInt(digits2) } : { n: 10n ** BigInt(-digits2), d: 1n };
  const inSteps = ({ n, d }) => reduce(multiply({ n, d }, { n: step.d, d: step.n }));
  const printed2 = (steps2) => toNumber({ n: steps2 * step.n, d: step.d });
  const opening = roundHalfUp(inSteps(terms.opening));
  const closing = roundHalfUp(inSteps(closingOf2(terms)));
  const moved2 = movements.filter(([name]) => name in statement || !name.startsWith("transfer"));
  const exact = moved2.map(([name, sign]) => inSteps(multiply(terms[name], { n: sign, d: 1n })));
  const shares2 = apportion(exact, closing - opening);
  const stepsOf2 = new Map(moved2.map(([name, sign], i) => [name, sign * shares2[i]]));
  const rounded = Object.fromEntries([...stepsOf2].map(([name, steps2]) => [name, printed2(steps2)]));
  for (const name of ["retainedGross", "retainedNet"]) {
    const amount = terms[name];
    if (amount !== void 0) rounded[name] = printed2(roundHalfUp(inSteps(amount)));
  }
  const { expansionCauses: causes } = statement;
  const result = { ...statement, opening: printed2(opening), ...rounded, closing: printed2(closing) };
  if (causes === void 0) return Object.freeze(result);
  const exactCauses = readCauses(causes, terms.expansion).map(inSteps);
  const causeShares = apportion(exactCauses, stepsOf2.get("expansion")).map(printed2);
  return Object.freeze({
    ...result,
    expansionCauses: Object.freeze(Object.fromEntries(causeNames.map((name, i) => [name, causeShares[i]])))
  });
}
function readCauses(causes, expansion) {
  const given2 = checkKeys(causes, causeNames, "statement.expansionCauses");
  const amounts = causeNames.map((name) => readAmount(given2[name], `statement.expansionCauses.${name}`));
  const all = sum(amounts);
  checkFoot("statement.expansionCauses", expansion, all, amounts);
  return all.n === 0n ? amounts : amounts.map((amount) => divide(multiply(amount, expansion), all));
}
function closingOf2(terms) {
  const sum2 = footOf(terms);
  if (terms.closing === void 0) return sum2;
  checkFoot("statement.closing", terms.closing, sum2, [terms.opening, ...movements.map(([name]) => terms[name])]);
  return sum2;
}
function checkFoot(path, given2, sum2, terms) {
  const sizes = [given2, ...terms].map(toNumber).map(Math.abs);
  if (Math.abs(toNumber(subtract(given2, sum2))) <= Math.max(...sizes) * 8 * Number.EPSILON) return;
  const message = `must foot: the terms add up to ${toNumber(sum2)}; received ${toNumber(given2)}`;
  refuse("NOT_FOOTING", path, message, toNumber(given2));
}
function roundHalfUp({ n, d }) {
  return floor({ n: 2n * n + d, d: 2n * d });
}
function floor({ n, d }) {
  const quotient = n / d;
  return n % d < 0n ? quotient - 1n : quotient;
}
function apportion(exact, total3) {
  const shares2 = exact.map(floor);
  const lost = exact.map((share, i) => subtract(share, { n: shares2[i], d: 1n }));
  const order2 = exact.map((_, i) => i).sort((a, b) => compare(lost[b], lost[a]));
  const left = Number(total3 - shares2.reduce((sum2, share) => sum2 + share, 0n));
  for (const i of order2.slice(0, left)) shares2[i] = shares2[i] + 1n;
  return shares2;
}

// src/ratio/convert-rate.ts
var unitsPerYear = { day: 365, week: 52, month: 12, quarter: 4, year: 1 };
var names = /* @__PURE__ */ Object.keys(unitsPerYear);
function convertRate(rate, units2) {
  const given2 = readFraction(rate, "rate") + 0;
  checkKeys(units2, ["from", "to"], "units");
  const perYear = (unit, path) => unitsPerYear[readChoice(unit, path, names)];
  const periods = perYear(units2.from, "units.from") / perYear(units2.to, "units.to");
  return periods === 1 ? given2 : -Math.expm1(periods * Math.log1p(-given2));
}

// src/ratio/merge-ratios.ts
function mergeRatios(ratios) {
  let numerator = zero;
  let denominator = zero;
  for (const [index, part] of readList(ratios, "ratios", "be an array of ratios").entries()) {
    const path = `ratios[${index}]`;
    if (!isRecord(part)) reject("INVALID_TYPE", path, "be a ratio", part);
    numerator = add(numerator, ofNumber(readNumber(part.numerator, `${path}.numerator`)));
    denominator = add(denominator, ofNumber(readNumber(part.denominator, `${path}.denominator`)));
  }
  return ratioOf(numerator, denominator);
}

// src/report/assess-targets.ts
var comparisons = { above: ">", atLeast: ">=", below: "<", atMost: "<=" };
var defaultTargets = {
  netRevenueRetention12: { above: 1 },
  grossRevenueRetention12: { above: 0.9 },
  customerRetentionRate12: { atLeast: 0.77 },
  ltvToCac: { atLeast: 3 }
};
var lowerIsBetter = ["grossMrrChurnRate", "netMrrChurnRate", "customerChurnRate"];
var largest2 = {
  grossRevenueRetention: 1,
  grossRevenueRetention12: 1,
  grossMrrChurnRate: 1,
  customerChurnRate: 2
};
function assessTargets(row, targets) {
  const figures = readObject(row, "row", "be one object of figures, such as a row of retentionReport");
  if (targets === void 0) {
    const known5 = Object.keys(defaultTargets).filter((metric) => has(figures, metric));
    return known5.map((metric) => assess(metric, figures[metric], defaultTargets[metric]));
  }
  const given2 = readObject(targets, "targets", "be an object of targets by metric");
  const metrics = Object.keys(given2).filter((metric) => given2[metric] !== void 0);
  for (const metric of metrics) if (!has(figures, metric)) rejectMissing(metric, figures, given2[metric]);
  return metrics.map((metric) => assess(metric, figures[metric], given2[metric]));
}
function readObject(value, path, rule) {
  if (!isKeyed(value)) reject("INVALID_TYPE", path, rule, value);
  return value;
}
function has(figures, metric) {
  return Object.hasOwn(figures, metric) && figures[metric] !== void 0;
}
function rejectMissing(metric, figures, received) {
  const known5 = Object.keys(figures).filter((key) => figures[key] === null || typeof figures[key] === "number");
  refuse(
    "UNKNOWN_KEY",
    pathTo("targets", metric),
    `is not a figure of the row, which has ${known5.join(", ")}`,
    received
  );
}
function assess(metric, figure, given2) {
  const value = figure === null ? null : readFigure(figure, metric, `row.${metric}`, ", or null");
  const { bound, limit, path } = readTarget(given2, metric);
  const target = readFigure(limit, metric, path, "");
  const met = value === null ? null : isMet(value, bound, target);
  return { metric, value, comparison: comparisons[bound], target, met };
}
function readTarget(given2, metric) {
  const path = pathTo("targets", metric);
  if (!isRecord(given2)) return { bound: lowerIsBetter.includes(metric) ? "atMost" : "atLeast", limit: given2, path };
  const bounds = Object.keys(comparisons);
  const target = checkKeys(given2, bounds, path);
  const [bound, second] = bounds.filter((key) => target[key] !== void 0);
  if (bound === void 0 || second !== void 0) {
    reject("INVALID_TYPE", path, `have exactly one of ${bounds.join(", ")}`, given2);
  }
  return { bound, limit: target[bound], path: `${path}.${bound}` };
}
function readFigure(value, metric, path, orNull) {
  const most = largest2[metric];
  const isNumber = isFiniteNumber(value);
  if (isNumber && (most === void 0 || value >= 0 && value <= most)) return value + 0;
  const hint = isNumber && value > 1 && value <= 100 ? ` (for ${value} % give ${value / 100})` : "";
  const rule = most === void 0 ? "finite number" : `fraction from 0 to ${most}`;
  return reject("INVALID_NUMBER", path, `be a ${rule}${orNull}${hint}`, value);
}
function isMet(value, bound, target) {
  if (bound === "above") return value > target;
  if (bound === "atLeast") return value >= target;
  return bound === "below" ? value < target : value <= target;
}

// src/revenue/arr.ts
var monthsPerYear = { n: 12n, d: 1n };
function arr(source, at, policy) {
  const asked = statesAt(source, at, policy);
  const print = moneyOut(asked.money);
  return inShape(
    asked,
    asked.states.map(({ mrr: mrr2 }) => print(annual(mrr2())))
  );
}
function annual(mrr2) {
  return multiply(mrr2, monthsPerYear);
}

// src/revenue/retained.ts
function grossRetained({ retainedGross, opening, contraction, churn }) {
  return retainedGross ?? subtract(opening, add(contraction, churn));
}
function netRetained(terms, { reactivation }) {
  const retained = terms.retainedNet ?? subtract(add(terms.opening, terms.expansion), add(terms.contraction, terms.churn));
  return reactivation === "include" ? add(retained, terms.reactivation) : retained;
}

// src/revenue/gross-mrr-churn-rate.ts
function grossMrrChurnRate(...args) {
  const asked = mrrRateInput(args);
  return inShape(asked, asked.bridges.map(grossMrrChurnRateOf));
}
function grossMrrChurnRateOf(terms) {
  return ratioOf(subtract(terms.opening, grossRetained(terms)), terms.opening);
}

// src/revenue/gross-revenue-retention.ts
function grossRevenueRetention(...args) {
  const asked = mrrRateInput(args);
  return inShape(asked, asked.bridges.map(grossRevenueRetentionOf));
}
function grossRevenueRetentionOf(terms) {
  return ratioOf(grossRetained(terms), terms.opening);
}

// src/revenue/mrr-growth-rate.ts
function mrrGrowthRate(...args) {
  const asked = mrrRateInput(args);
  return inShape(asked, asked.bridges.map(mrrGrowthRateOf));
}
function mrrGrowthRateOf(terms) {
  return ratioOf(subtract(terms.closing ?? footOf(terms), terms.opening), terms.opening);
}

// src/revenue/net-mrr-churn-rate.ts
function netMrrChurnRate(...args) {
  const asked = mrrRateInput(args);
  return inShape(
    asked,
    asked.bridges.map((terms) => netMrrChurnRateOf(terms, asked.rules))
  );
}
function netMrrChurnRateOf(terms, rules2) {
  return ratioOf(subtract(terms.opening, netRetained(terms, rules2)), terms.opening);
}

// src/revenue/net-revenue-retention.ts
function netRevenueRetention(...args) {
  const asked = mrrRateInput(args);
  return inShape(
    asked,
    asked.bridges.map((terms) => netRevenueRetentionOf(terms, asked.rules))
  );
}
function netRevenueRetentionOf(terms, rules2) {
  return ratioOf(netRetained(terms, rules2), terms.opening);
}

// src/revenue/quick-ratio.ts
function quickRatio(...args) {
  const asked = mrrRateInput(args, readGainsAndLosses);
  return inShape(asked, asked.bridges.map(quickRatioOf));
}
function quickRatioOf(terms) {
  return ratioOf(add(add(terms.new, terms.reactivation), terms.expansion), add(terms.contraction, terms.churn));
}

// src/report/retention-report.ts
function retentionReport(source, periods, policy) {
  const asked = readPeriods(periods);
  const own2 = asked.spans.map(({ period: period2 }) => period2);
  const years2 = own2.map(({ end, timeZone }) => trailing(12, "month", end, { timeZone }));
  const opened = openPeriods(source, [...own2, ...years2], policy);
  checkPriced(opened.ledger);
  const totals = totalsOf(opened, opened.spans);
  const rows = totals.slice(0, own2.length).map((ofPeriod, place) => reportRow(ofPeriod, totals[own2.length + place], opened));
  return inShape(asked, rows);
}
function reportRow(totals, ofYear, { ledger: ledger2, statement: rules2 }) {
  const { customers, complete } = totals;
  const { start: start2, end, label } = totals.checked.period;
  const terms = totals.mrr();
  const customerTerms = exactCustomers(customers);
  const yearTerms = ofYear.customers.opening === 0 ? null : ofYear.mrr();
  return {
    period: label,
    start: start2.toISOString(),
    end: end.toISOString(),
    currency: ledger2.currency,
    complete,
    openingMrr: toNumber(terms.opening),
    newMrr: toNumber(terms.new),
    reactivationMrr: toNumber(terms.reactivation),
    expansionMrr: toNumber(terms.expansion),
    contractionMrr: toNumber(terms.contraction),
    churnMrr: toNumber(terms.churn),
    fx: toNumber(terms.fx),
    closingMrr: toNumber(terms.closing),
    arr: toNumber(annual(terms.closing)),
    netRevenueRetention: netRevenueRetentionOf(terms, rules2).value,
    grossRevenueRetention: grossRevenueRetentionOf(terms).value,
    netRevenueRetention12: yearTerms && netRevenueRetentionOf(yearTerms, rules2).value,
    grossRevenueRetention12: yearTerms && grossRevenueRetentionOf(yearTerms).value,
    customerRetentionRate12: customerRetentionRateOf(exactCustomers(ofYear.customers), rules2).value,
    grossMrrChurnRate: grossMrrChurnRateOf(terms).value,
    netMrrChurnRate: netMrrChurnRateOf(terms, rules2).value,
    mrrGrowthRate: mrrGrowthRateOf(terms).value,
    quickRatio: quickRatioOf(terms).value,
    arpa: ratioOf(terms.closing, { n: BigInt(customers.closing), d: 1n }).value,
    openingCustomers: customers.opening,
    newCustomers: customers.new,
    reactivatedCustomers: customers.reactivated,
    churnedCustomers: customers.churned,
    closingCustomers: customers.closing,
    customerRetentionRate: customerRetentionRateOf(customerTerms, rules2).value,
    customerChurnRate: customerChurnRateOf(customerTerms, rules2).value
  };
}

// src/revenue/arpa.ts
function arpa(source, at, policy) {
  const asked = statesAt(source, at, policy);
  return inShape(
    asked,
    asked.states.map(({ mrr: mrr2, customers }) => ratioOf(mrr2(), { n: BigInt(customers), d: 1n }))
  );
}

// src/revenue/contraction-rate.ts
function contractionRate(...args) {
  const asked = mrrRateInput(args);
  return inShape(
    asked,
    asked.bridges.map(({ contraction, opening }) => ratioOf(contraction, opening))
  );
}

// src/revenue/expansion-rate.ts
function expansionRate(...args) {
  const asked = mrrRateInput(args);
  return inShape(
    asked,
    asked.bridges.map(({ expansion, opening }) => ratioOf(expansion, opening))
  );
}

// src/revenue/mrr.ts
function mrr(source, at, policy) {
  const asked = statesAt(source, at, policy);
  const print = moneyOut(asked.money);
  return inShape(
    asked,
    asked.states.map(({ mrr: mrr2 }) => print(mrr2()))
  );
}

// src/service/payments/attempt-numbers.ts
function attemptNumbers(payments) {
  let lowest = new Float64Array(0);
  let lowestAt = new Float64Array(0);
  let lowestRow = new Uint32Array(0);
  function makeColumns() {
    lowest = new Float64Array(payments.length);
    lowestAt = new Float64Array(payments.length);
    lowestRow = new Uint32Array(payments.length);
  }
  return {
    note(invoice, row, attempt, at) {
      if (lowest.length === 0) makeColumns();
      const known5 = lowest[invoice];
      const isLower = known5 === 0 || attempt < known5 || attempt === known5 && at < lowestAt[invoice];
      if (!isLower) return;
      lowest[invoice] = attempt;
      lowestAt[invoice] = at;
      lowestRow[invoice] = row;
    },
    lowestOf(invoice, firstAt, isNumbered) {
      const number = lowest[invoice] ?? 0;
      if (number > 0 && lowestAt[invoice] > firstAt && (isNumbered || number === 1)) {
        const path = `payments[${lowestRow[invoice]}].attempt`;
        reject(
          "INVALID_NUMBER",
          path,
          "follow the order of time: an earlier attempt at its invoice has no lower number",
          number
        );
      }
      return number;
    }
  };
}

// src/service/payments/invoices.ts
var failedFirst = 1;
var succeeded = 2;
var writtenOff = 4;
var withoutFirst = 8;
var unnumbered = 16;
function readInvoices(payments, question) {
  const ofPayment = new Uint32Array(payments.length).fill(outside);
  const flags = new Uint8Array(payments.length);
  const firstAt = new Float64Array(payments.length).fill(Number.POSITIVE_INFINITY);
  const numbers = attemptNumbers(payments);
  const codes = invoiceCodes(payments);
  readPayments(payments, question, (index, at) => {
    const payment = payments[index];
    const { status, attempt } = payment;
    const invoice = codes.codeOf(payment, index);
    ofPayment[index] = invoice;
    let known5 = flags[invoice];
    if (status === "writtenOff") known5 |= writtenOff;
    else {
      const first = firstAt[invoice];
      if (at < first) {
        firstAt[invoice] = at;
        known5 &= ~failedFirst;
      }
      if (at <= first && status === "failed") known5 |= failedFirst;
      if (status === "succeeded") known5 |= succeeded;
      if (isMissing(attempt)) known5 |= unnumbered;
      else numbers.note(invoice, index, attempt, at);
    }
    flags[invoice] = known5;
  });
  const slots2 = new Uint32Array(codes.count());
  for (let invoice = 0; invoice < slots2.length; invoice += 1) {
    const first = firstAt[invoice];
    const isNumbered = (flags[invoice] & unnumbered) === 0;
    const lowest = numbers.lowestOf(invoice, first, isNumbered);
    if (isNumbered && lowest > 1) flags[invoice] = flags[invoice] | withoutFirst;
    slots2[invoice] = question.slotOf(first);
  }
  return { ofPayment, slots: slots2, flags };
}

// src/service/payments/payment-success-rate.ts
function paymentSuccessRate(payments, period2, options = {}) {
  const question = readServiceQuestion(period2, options);
  checkPayments(payments);
  const { slots: slots2, flags } = readInvoices(payments, question);
  return perPeriod(question, slots2, (invoices) => {
    let counted = 0;
    let first = 0;
    let any = 0;
    for (const invoice of invoices) {
      const known5 = flags[invoice];
      if ((known5 & withoutFirst) !== 0) continue;
      counted += 1;
      if ((known5 & failedFirst) === 0) first += 1;
      if ((known5 & succeeded) !== 0) any += 1;
    }
    return {
      ...ratio(first, counted),
      afterRetries: ratio(any, counted),
      withoutFirstAttempt: invoices.length - counted
    };
  });
}

// src/service/payments/recovered-amounts.ts
function failedAmounts(payments, { ofPayment, slots: slots2, flags }, isAsked, read) {
  const sums = /* @__PURE__ */ new Map();
  for (let row = 0; row < payments.length; row += 1) {
    const invoice = ofPayment[row];
    if (invoice === outside || slots2[invoice] === outside || !isAsked(flags[invoice])) continue;
    const payment = payments[row];
    const sum2 = sums.get(invoice) ?? { amount: void 0, collected: zero, isWhole: false };
    sums.set(invoice, sum2);
    const amount = isMissing(payment.amount) ? void 0 : read(payment.amount, `payments[${row}].amount`);
    if (amount !== void 0 && (sum2.amount === void 0 || compare(amount, sum2.amount) > 0)) sum2.amount = amount;
    if (payment.status !== "succeeded") continue;
    if (amount === void 0) sum2.isWhole = true;
    else sum2.collected = add(sum2.collected, amount);
  }
  return (invoice) => {
    const { amount, collected = zero, isWhole = false } = sums.get(invoice) ?? {};
    const isCapped = amount !== void 0 && (isWhole || compare(collected, amount) > 0);
    return { amount, recovered: isCapped ? amount : collected };
  };
}
function amountsOf(payments, unit) {
  let common;
  for (let row = 0; row < payments.length; row += 1) {
    const { amount, currency: given2 } = payments[row];
    const currency = currencyCode(given2) ?? null;
    if (isMissing(amount) || currency === common) continue;
    if (common === void 0) {
      common = currency;
      continue;
    }
    const path = `payments[${row}].currency`;
    refuseCurrency(path, "the currency of all amounts", currency, common, given2);
  }
  if (unit === "major") return readAmount;
  const read = minorAmounts(common ?? null);
  for (const [row, { amount }] of payments.entries()) if (!isMissing(amount)) read(amount, `payments[${row}].amount`);
  return read;
}

// src/service/payments/recovery-rate.ts
function recoveryRate(payments, period2, options = {}) {
  const question = readServiceQuestion(period2, options, ["amounts"]);
  const unit = readOptionalChoice(options.amounts, "options.amounts", ["major", "minor"]);
  checkPayments(payments);
  const invoices = readInvoices(payments, question);
  const amountOf = failedAmounts(payments, invoices, hasFailed, amountsOf(payments, unit));
  return perPeriod(question, invoices.slots, (rows) => {
    const counts = { failed: 0, recovered: 0, writtenOff: 0, withoutAmount: 0, withoutFirstAttempt: 0 };
    let failedAmount = zero;
    let recoveredAmount = zero;
    for (const invoice of rows) {
      const known5 = invoices.flags[invoice];
      if ((known5 & withoutFirst) !== 0) counts.withoutFirstAttempt += 1;
      if (!hasFailed(known5)) continue;
      counts.failed += 1;
      if ((known5 & succeeded) !== 0) counts.recovered += 1;
      else if ((known5 & writtenOff) !== 0) counts.writtenOff += 1;
      const { amount, recovered } = amountOf(invoice);
      if (amount === void 0) {
        counts.withoutAmount += 1;
        continue;
      }
      failedAmount = add(failedAmount, amount);
      recoveredAmount = add(recoveredAmount, recovered);
    }
    return {
      ...ratio(counts.recovered, counts.failed),
      amount: ratioOf(recoveredAmount, failedAmount),
      writtenOff: counts.writtenOff,
      open: counts.failed - counts.recovered - counts.writtenOff,
      withoutAmount: counts.withoutAmount,
      withoutFirstAttempt: counts.withoutFirstAttempt
    };
  });
}
function hasFailed(flags) {
  return (flags & failedFirst) !== 0 && (flags & withoutFirst) === 0;
}

// src/service/tickets/ticket-times.ts
var millisecondsIn = {
  second: 1e3,
  minute: 6e4,
  hour: 36e5,
  day: 864e5
};
function ticketTimes(tickets, periods, options, later) {
  const question = readServiceQuestion(periods, options, ["by", "assignedBy", "unit", "quantiles"]);
  const byOpening = readAssignedBy(options.assignedBy, later) === "openedAt";
  const unit = readOptionalChoice(options.unit, "options.unit", ["hour", "second", "minute", "day"]);
  const shares2 = readShares(options.quantiles, "options.quantiles");
  checkTickets(tickets);
  const durations = new Float64Array(tickets.length);
  const placed = placeTickets(tickets, question, options.by, (index, opened, responded, resolved) => {
    const end = later === "resolvedAt" ? resolved : responded;
    durations[index] = end - opened;
    return byOpening || Number.isNaN(end) ? opened : end;
  });
  return summarizeTickets(placed, timesOf(durations, unit, shares2));
}
function timesOf(durations, unit, shares2) {
  return (rows) => {
    const known5 = new Float64Array(rows.length);
    let count2 = 0;
    for (const row of rows) {
      const duration = durations[row];
      if (Number.isNaN(duration)) continue;
      known5[count2] = duration;
      count2 += 1;
    }
    const sorted = known5.subarray(0, count2).sort();
    const total3 = { n: exactSum(sorted), d: BigInt(millisecondsIn[unit]) };
    const spread = distributionOf(sortedNumbers(sorted, millisecondsIn[unit]), total3, shares2, toNumber);
    return { ...spread, unit, tickets: count2, open: rows.length - count2 };
  };
}
var flushAt = 2 ** 52;
function exactSum(integers) {
  let total3 = 0n;
  let sum2 = 0;
  for (const value of integers) {
    if (value >= flushAt) total3 += BigInt(value);
    else sum2 += value;
    if (sum2 < flushAt) continue;
    total3 += BigInt(sum2);
    sum2 = 0;
  }
  return total3 + BigInt(sum2);
}

// src/service/tickets/first-response-time.ts
function firstResponseTime(tickets, period2, options = {}) {
  return ticketTimes(tickets, period2, options, "firstResponseAt");
}

// src/service/tickets/reopen-rate.ts
var [isOpen, isResolved, isReopened] = [0, 1, 2];
function reopenRate(tickets, period2, options = {}) {
  const question = readServiceQuestion(period2, options, ["by", "assignedBy"]);
  const byOpening = readAssignedBy(options.assignedBy, "resolvedAt") === "openedAt";
  checkTickets(tickets);
  const outcomes = new Uint8Array(tickets.length);
  const placed = placeTickets(tickets, question, options.by, (index, opened, _, resolved, reopened) => {
    outcomes[index] = reopened ? isReopened : Number.isNaN(resolved) ? isOpen : isResolved;
    return byOpening || Number.isNaN(resolved) ? opened : resolved;
  });
  return summarizeTickets(placed, (rows) => {
    let resolved = 0;
    let reopened = 0;
    for (const row of rows) {
      const outcome = outcomes[row];
      if (outcome !== isOpen) resolved += 1;
      if (outcome === isReopened) reopened += 1;
    }
    return { ...ratio(reopened, resolved), open: rows.length - resolved };
  });
}

// src/service/tickets/later-tickets.ts
var customerLimit = 2 ** 32;
function laterTickets(rows, sameChannel) {
  const customers = /* @__PURE__ */ new Map();
  const channels = /* @__PURE__ */ new Map();
  const groups3 = /* @__PURE__ */ new Map();
  const codes = new Uint32Array(rows).fill(outside);
  const opened = new Float64Array(rows);
  function groupOf(customerId, channel) {
    const customer = codeOf(customers, customerId);
    return sameChannel ? codeOf(groups3, codeOf(channels, channel) * customerLimit + customer) : customer;
  }
  return {
    note(row, openedAt, customerId, channel) {
      codes[row] = groupOf(customerId, channel);
      opened[row] = openedAt;
    },
    search() {
      const { order: order2, offsets } = groupBy(codes, sameChannel ? groups3.size : customers.size);
      const times = new Float64Array(order2.length);
      for (let place = 0; place < times.length; place += 1) times[place] = opened[order2[place]];
      for (let group = 0; group + 1 < offsets.length; group += 1) {
        sortRange(times, offsets[group], offsets[group + 1]);
      }
      return (row, instant) => {
        const group = codes[row];
        return firstAfter(times, offsets[group], offsets[group + 1], instant);
      };
    }
  };
}
function codeOf(codes, key) {
  let code = codes.get(key);
  if (code === void 0) {
    code = codes.size;
    codes.set(key, code);
  }
  return code;
}

// src/service/tickets/repeat-contact-rate.ts
var [isUndecided, isOpen2, isSettled, isRepeated] = [0, 1, 2, 3];
function repeatContactRate(tickets, period2, options = {}) {
  const question = readServiceQuestion(period2, options, ["by", "assignedBy", "withinDays", "channel"]);
  const byOpening = readAssignedBy(options.assignedBy, "resolvedAt") === "openedAt";
  const withinDays = readDays(options.withinDays ?? 7, "options.withinDays");
  const sameChannel = readOptionalChoice(options.channel, "options.channel", ["any", "same"]) === "same";
  checkTickets(tickets);
  const later = laterTickets(tickets.length, sameChannel);
  const starts = new Float64Array(tickets.length);
  const placed = placeTickets(tickets, question, options.by, (index, opened, _, resolved) => {
    const { customerId, channel } = tickets[index];
    later.note(index, opened, String(customerId), channel ?? void 0);
    starts[index] = byOpening ? opened : resolved;
    return byOpening || Number.isNaN(resolved) ? opened : resolved;
  });
  const reaches = (start2, instant) => isWithinDays(question.zone, start2, instant - 1, withinDays);
  const outcomes = outcomesOf2(placed.slots, starts, later.search(), reaches, question.asOf);
  return summarizeTickets(placed, (rows) => {
    const counts = [0, 0, 0, 0];
    for (const row of rows) counts[outcomes[row]] = counts[outcomes[row]] + 1;
    const [undecided = 0, open = 0, settled = 0, repeated = 0] = counts;
    return { ...ratio(repeated, settled + repeated), undecided, open };
  });
}
function outcomesOf2(slots2, starts, nextTicket, reaches, asOf) {
  const outcomes = new Uint8Array(slots2.length);
  for (let row = 0; row < slots2.length; row += 1) {
    if (slots2[row] === outside) continue;
    const start2 = starts[row];
    if (Number.isNaN(start2)) outcomes[row] = isOpen2;
    else if (reaches(start2, asOf)) outcomes[row] = isUndecided;
    else outcomes[row] = reaches(start2, nextTicket(row, start2)) ? isRepeated : isSettled;
  }
  return outcomes;
}

// src/service/tickets/resolution-time.ts
function resolutionTime(tickets, period2, options = {}) {
  return ticketTimes(tickets, period2, options, "resolvedAt");
}

// src/service/tickets/tickets-per-customer.ts
function ticketsPerCustomer(tickets, period2, options) {
  const question = readServiceQuestion(period2, options, ["by", "customers"]);
  const bases = readBases(options.customers, question.isList, question.spans.length);
  checkTickets(tickets);
  const placed = placeTickets(tickets, question, options.by, (_, opened) => opened);
  return summarizeTickets(placed, (rows, place) => {
    const { count: count2, ids } = bases[place];
    let own2 = 0;
    for (const row of rows) if (ids === void 0 || ids.has(String(tickets[row].customerId))) own2 += 1;
    return { ...ratio(own2, count2), others: rows.length - own2 };
  });
}
function readBases(customers, isList, periods) {
  if (!isList) return [readBase(customers, "options.customers")];
  if (!Array.isArray(customers) || customers.length !== periods) {
    reject("INVALID_TYPE", "options.customers", `be a list with one entry per period, ${periods} in all`, customers);
  }
  return Array.from(customers, (base, index) => readBase(base, `options.customers[${index}]`));
}
function readBase(customers, path) {
  if (typeof customers === "number") {
    if (!isFiniteNumber(customers) || customers < 0) {
      reject("INVALID_NUMBER", path, "be a finite number of customers >= 0, or a list of their ids", customers);
    }
    return { count: customers + 0, ids: void 0 };
  }
  if (!Array.isArray(customers))
    reject("INVALID_TYPE", path, "be a number of customers, or a list of their ids", customers);
  const ids = new Set(Array.from(customers, (id, index) => readId(id, `${path}[${index}]`)));
  return { count: ids.size, ids };
}

// src/statistics/ratio-interval.ts
function ratioInterval(ratio2, options = {}) {
  if (!isRecord(ratio2)) reject("INVALID_TYPE", "ratio", "be a ratio", ratio2);
  const n = readCount2(ratio2.denominator, "ratio.denominator");
  const hits = readCount2(ratio2.numerator, "ratio.numerator");
  if (hits > n) reject("INVALID_NUMBER", "ratio.numerator", `not exceed the denominator, ${n}`, hits);
  checkKeys(options, ["confidence"], "options");
  const { confidence = defaultConfidence } = options;
  const z = standardErrorsAt(confidence);
  return n === 0 ? { lower: null, upper: null, confidence } : { ...wilsonBounds(hits, n, z), confidence };
}
function readCount2(value, path) {
  if (!Number.isSafeInteger(value) || value < 0) {
    reject("INVALID_NUMBER", path, "be a whole number >= 0: the interval is for counts, not for money", value);
  }
  return value;
}

// src/surveys/count-scores.ts
function isScoreList(responses) {
  return Array.isArray(responses) || ArrayBuffer.isView(responses) && "length" in responses;
}
function measureScores(responses, scale2, options, resultOf) {
  const width = scale2[1] - scale2[0] + 1;
  if (!isSplit(options)) return resultOf(countScores(responses, scale2));
  if (!isScoreList(responses)) reject("INVALID_TYPE", "responses", "be an array of answers", responses);
  const scores = new Uint16Array(responses.length);
  for (let index = 0; index < scores.length; index += 1) scores[index] = readSlot(responses[index], index, scale2);
  if (options.by !== void 0) {
    return splitResponses(responses, options, (rows) => {
      const counts = new Array(width).fill(0);
      for (const row of rows) counts[scores[row]] = counts[scores[row]] + 1;
      return resultOf(counts);
    });
  }
  const { question, slots: slots2 } = placeResponses(responses, options);
  const upTo = new Float64Array((question.slotCount + 1) * width);
  for (let row = 0; row < scores.length; row += 1) {
    const cell = (slots2[row] + 1) * width + scores[row];
    if (cell < upTo.length) upTo[cell] = upTo[cell] + 1;
  }
  for (let cell = width; cell < upTo.length; cell += 1)
    upTo[cell] = upTo[cell] + upTo[cell - width];
  return perPeriod(question, new Uint32Array(0), (_, place) => {
    const { first, next } = question.ranges[place];
    const counts = Array.from({ length: width }, (_2, score) => {
      return upTo[next * width + score] - upTo[first * width + score];
    });
    return resultOf(counts);
  });
}
function countScores(responses, scale2) {
  const [first, last] = scale2;
  const counts = new Array(last - first + 1).fill(0);
  if (!isScoreList(responses)) {
    const keys7 = counts.map((_, slot) => `${first + slot}`);
    return readCounts(responses, keys7, 0);
  }
  for (let index = 0; index < responses.length; index += 1) {
    const slot = readSlot(responses[index], index, scale2);
    counts[slot] = counts[slot] + 1;
  }
  return counts;
}
function readGroups(responses, groups3) {
  return isCounts(responses) && groups3.some((group) => group in responses) ? readCounts(responses, groups3) : null;
}
function readCounts(responses, keys7, missing) {
  if (!isCounts(responses)) reject("INVALID_TYPE", "responses", "be an array, or counts", responses);
  checkKeys(responses, keys7, "responses");
  return keys7.map((key) => readCount(key in responses ? responses[key] : missing, `responses.${key}`, 0));
}
function isCounts(value) {
  return isKeyed(value) && Object.prototype.toString.call(value) === "[object Object]";
}
function readSlot(response, index, [first, last]) {
  const score = typeof response === "number" ? response : response?.score;
  if (Number.isInteger(score) && score >= first && score <= last)
    return score - first;
  const rule = `be a whole number from ${first} to ${last}`;
  if (isRecord(response)) reject("INVALID_NUMBER", `responses[${index}].score`, rule, response.score);
  return reject("INVALID_NUMBER", `responses[${index}]`, rule, response);
}
function total2(counts, from, end) {
  return counts.slice(from, end).reduce((sum2, count2) => sum2 + count2, 0);
}
function meanScore(counts, [first]) {
  const answers = total2(counts);
  return answers === 0 ? null : total2(counts.map((count2, slot) => count2 * (first + slot))) / answers;
}
function scoreCounts(counts, [first]) {
  return Object.fromEntries(counts.map((count2, slot) => [first + slot, count2]));
}
function percentInterval(confidence = defaultConfidence) {
  const z = standardErrorsAt(confidence);
  return (hits, answers) => {
    if (answers === 0) return { percent: null, lower: null, upper: null, confidence };
    const { lower, upper } = wilsonBounds(hits, answers, z);
    return { percent: 100 * hits / answers, lower: 100 * lower, upper: 100 * upper, confidence };
  };
}

// src/surveys/customer-effort-score.ts
var groups = ["disagree", "neutral", "agree"];
function customerEffortScore(responses, options = {}) {
  const given2 = checkKeys(options, ["version", "scale", "agreeFrom", "confidence", ...splitKeys], "options");
  const { scale: scale2, from, to } = readEasy(given2);
  const shareOf2 = percentInterval(given2.confidence);
  const resultOf = (easy, answers, counts) => {
    const { percent, ...bounds } = shareOf2(easy, answers);
    return {
      score: counts && meanScore(counts, scale2),
      share: percent,
      responses: answers,
      distribution: counts && scoreCounts(counts, scale2),
      ...bounds
    };
  };
  const grouped = isSplit(given2) || given2.version === 1 ? null : readGroups(responses, groups);
  if (grouped) return resultOf(total2(grouped, 2), total2(grouped), null);
  return measureScores(responses, scale2, given2, (counts) => {
    return resultOf(total2(counts, from - scale2[0], to - scale2[0] + 1), total2(counts), counts);
  });
}
function readEasy(options) {
  const { version } = options;
  const { scale: scale2, from } = readScaleAndThreshold(options, "agreeFrom", [1, 7], 5);
  if (version === void 0) return { scale: scale2, from, to: scale2[1] };
  if (options.scale !== void 0 || options.agreeFrom !== void 0) {
    reject("INVALID_OPTION", "options.version", "be left out beside scale and agreeFrom", version);
  }
  if (version !== 1 && version !== 2) reject("INVALID_OPTION", "options.version", "be 1 or 2", version);
  return version === 1 ? { scale: [1, 5], from: 1, to: 2 } : { scale: scale2, from, to: scale2[1] };
}

// src/surveys/customer-satisfaction-score.ts
function customerSatisfactionScore(responses, options = {}) {
  const given2 = checkKeys(options, ["scale", "satisfiedFrom", "confidence", ...splitKeys], "options");
  const { scale: scale2, from } = readScaleAndThreshold(given2, "satisfiedFrom", [1, 5], 4);
  const shareOf2 = percentInterval(given2.confidence);
  return measureScores(responses, scale2, given2, (counts) => {
    const satisfied = total2(counts, from - scale2[0]);
    const answers = total2(counts);
    const { percent, ...bounds } = shareOf2(satisfied, answers);
    return {
      score: percent,
      satisfied,
      responses: answers,
      mean: meanScore(counts, scale2),
      distribution: scoreCounts(counts, scale2),
      ...bounds
    };
  });
}

// src/surveys/feedback/feedback-themes.ts
function feedbackThemes(responses, options = {}) {
  const given2 = checkKeys(options, [...themeKeys, ...splitKeys], "options");
  const { scale: scale2, positiveFrom, negativeTo } = readOptions2(given2);
  const rows = readList(responses, "responses", "be an array of answers");
  const read = rows.map((response, index) => {
    if (!isRecord(response)) reject("INVALID_TYPE", `responses[${index}]`, "be an object with a score", response);
    const score = scale2[0] + readSlot(response, index, scale2);
    return {
      isPositive: score >= positiveFrom,
      isNegative: score <= negativeTo,
      themes: readThemes(response.themes, index)
    };
  });
  return splitResponses(rows, given2, (own2) => {
    const counts = /* @__PURE__ */ new Map();
    for (const row of own2) {
      const { isPositive, isNegative, themes } = read[row];
      for (const theme of themes) {
        const known5 = counts.get(theme) ?? { theme, responses: 0, positive: 0, negative: 0 };
        if (known5.responses === 0) counts.set(theme, known5);
        known5.responses += 1;
        if (isPositive) known5.positive += 1;
        if (isNegative) known5.negative += 1;
      }
    }
    const found = [...counts.values()].map((known5) => themeOf(known5, own2.length));
    found.sort((a, b) => b.responses - a.responses || compareTexts(a.theme, b.theme));
    return { responses: own2.length, themes: found };
  });
}
function themeOf({ theme, responses, positive: positive2, negative }, answers) {
  return {
    theme,
    responses,
    share: ratio(responses, answers),
    positive: ratio(positive2, responses),
    negative: ratio(negative, responses)
  };
}
var themeKeys = ["scale", "positiveFrom", "negativeTo"];
var npsScale = [0, 10];
function readOptions2(given2) {
  const scale2 = readScale(given2.scale, npsScale);
  const isUsual = isSame(scale2, npsScale);
  const positiveFrom = readThreshold(given2, "positiveFrom", scale2, isUsual ? 9 : void 0);
  const negativeTo = readThreshold(given2, "negativeTo", scale2, isUsual ? 6 : void 0);
  if (negativeTo >= positiveFrom) {
    reject("INVALID_OPTION", "options.negativeTo", `lie below positiveFrom, ${positiveFrom}`, negativeTo);
  }
  return { scale: scale2, positiveFrom, negativeTo };
}
var none = /* @__PURE__ */ new Set();
function readThemes(themes, index) {
  if (isMissing(themes)) return none;
  const path = `responses[${index}].themes`;
  const list = readList(themes, path, "be an array of texts, or be left out");
  return new Set(list.map((theme, place) => checkText(theme, `${path}[${place}]`)));
}

// src/surveys/feedback/feedback-theme-changes.ts
function feedbackThemeChanges(responses, before, after, options = {}) {
  readPeriod(before, "before");
  readPeriod(after, "after");
  checkKeys(options, themeKeys, "options");
  const found = feedbackThemes(responses, { ...options, period: [before, after] }).map(
    ({ responses: answers, themes }) => {
      const rows = new Map(themes.map((row) => [row.theme, row]));
      const rowOf3 = (theme) => rows.get(theme) ?? themeOf({ theme, responses: 0, positive: 0, negative: 0 }, answers);
      return { themes, rowOf: rowOf3 };
    }
  );
  const names4 = new Set(found.flatMap(({ themes }) => themes.map(({ theme }) => theme)));
  return [...names4].map((theme) => {
    const [first, second] = found.map(({ rowOf: rowOf3 }) => rowOf3(theme));
    return { theme, before: first, after: second, change: changeOf(first, second) };
  }).sort((a, b) => sizeOf(b) - sizeOf(a) || compareTexts(a.theme, b.theme));
}
function changeOf(before, after) {
  return {
    responses: after.responses - before.responses,
    share: difference(before.share, after.share),
    positive: difference(before.positive, after.positive),
    negative: difference(before.negative, after.negative)
  };
}
function difference(before, after) {
  if (before.value === null || after.value === null) return null;
  const numerator = after.numerator * before.denominator - before.numerator * after.denominator;
  return numerator / (before.denominator * after.denominator);
}
function sizeOf({ change }) {
  return Math.abs(change.share ?? 0);
}

// src/surveys/latest-per-customer.ts
function latestPerCustomer(responses, measure, options = {}) {
  const { timeZone, period: period2 } = checkKeys(options, ["timeZone", "period"], "options");
  const question = period2 === void 0 ? null : readQuestion(period2, timeZone, "options.period");
  if (!Array.isArray(responses)) reject("INVALID_TYPE", "responses", "be an array of answers", responses);
  if (typeof measure !== "function") reject("INVALID_TYPE", "measure", "be a function of answers", measure);
  const zone = question?.zone ?? zoneOf(timeZone === void 0 ? "UTC" : timeZone, "options.timeZone");
  measure(responses);
  const instants = readInstants(responses, zone);
  const customers = idTable();
  const codes = Uint32Array.from(
    responses,
    ({ customerId }, index) => customers.codeOf(readId(customerId, `responses[${index}].customerId`))
  );
  const isLater = (index, held) => {
    const later = instants[index] - instants[held];
    return later === 0 ? isBefore(responses[index], responses[held]) : later > 0;
  };
  const measureRows = (rows) => {
    const latest = /* @__PURE__ */ new Map();
    for (const index of rows) {
      const code = codes[index];
      const held = latest.get(code);
      if (held === void 0 || isLater(index, held)) latest.set(code, index);
    }
    return measure(Array.from(latest.values(), (index) => responses[index]));
  };
  if (question === null) return measureRows(instants.keys());
  return perPeriod(question, Uint32Array.from(instants, question.slotOf), measureRows);
}
function isBefore(a, b) {
  return a.score === b.score ? textOf2(a) < textOf2(b) : a.score < b.score;
}
function textOf2({ segment, themes }) {
  return JSON.stringify([segment ?? null, themes ?? null]);
}

// src/surveys/net-promoter-score.ts
var groups2 = ["promoters", "passives", "detractors"];
function netPromoterScore(responses, options = {}) {
  const given2 = checkKeys(options, ["confidence", "intervalType", ...splitKeys], "options");
  const { confidence = defaultConfidence } = given2;
  const z = standardErrorsAt(confidence);
  const added = readOptionalChoice(given2.intervalType, "options.intervalType", ["adjustedWald", "wald"]) === "wald" ? 0 : 1;
  const resultOf = (promoters, passives, detractors, counts) => {
    const n = promoters + passives + detractors;
    const known5 = (value) => n ? value : null;
    return {
      score: known5(100 * (promoters - detractors) / n),
      promoters,
      passives,
      detractors,
      responses: n,
      mean: counts && known5(counts.reduce((sum2, count2, answer) => sum2 + count2 * answer, 0) / n),
      distribution: counts && scoreCounts(counts, scale),
      ...n ? interval(promoters + added * 0.75, passives + added * 1.5, detractors + added * 0.75, z) : noInterval,
      confidence
    };
  };
  const grouped = isSplit(given2) ? null : readGroups(responses, groups2);
  if (grouped) {
    const [promoters = 0, passives = 0, detractors = 0] = grouped;
    return resultOf(promoters, passives, detractors, null);
  }
  return measureScores(responses, scale, given2, (counts) => {
    return resultOf(total2(counts, 9), total2(counts, 7, 9), total2(counts, 0, 7), counts);
  });
}
var scale = [0, 10];
var noInterval = { marginOfError: null, lower: null, upper: null };
function interval(promoters, passives, detractors, z) {
  const n = promoters + passives + detractors;
  const score = 100 * (promoters - detractors) / n;
  const spread = 4 * promoters * detractors + passives * (promoters + detractors);
  const margin = 100 * z * Math.sqrt(spread / n) / n;
  const [lower, upper] = [Math.max(-100, score - margin), Math.min(100, score + margin)];
  const isClamped = lower > score - margin || upper < score + margin;
  return { marginOfError: isClamped ? (upper - lower) / 2 : margin, lower, upper };
}

// src/surveys/referral-rate.ts
var names2 = ["customers", "referrers", "newCustomers", "newCustomersByReferral"];
function referralRate(terms) {
  const given2 = checkKeys(terms, names2, "terms");
  if (names2.every((name) => given2[name] === void 0)) {
    reject("INVALID_TYPE", "terms", "have customers and referrers, or newCustomers", terms);
  }
  const referred = shareOf(given2, "newCustomersByReferral", "newCustomers");
  return { ...shareOf(given2, "referrers", "customers"), referred };
}
function shareOf(terms, counted, whole) {
  if (terms[counted] === void 0 && terms[whole] === void 0) return ratio(0, 0);
  const of = readCount(terms[whole], `terms.${whole}`, 0);
  const count2 = readCount(terms[counted], `terms.${counted}`, 0);
  if (count2 > of) reject("INVALID_NUMBER", `terms.${counted}`, `not exceed ${whole}, ${of}`, count2);
  return ratio(count2, of);
}

// src/usage/events/options.ts
function readOf(value) {
  return readOptionalChoice(value, "options.of", ["customers", "users"]);
}
function readNames(value, path) {
  const names4 = /* @__PURE__ */ new Set();
  for (const [index, name] of readFilledList(value, path, "be an array of names").entries()) {
    checkUnique(checkText(name, `${path}[${index}]`), names4, `${path}[${index}]`);
  }
  return [...names4];
}
function readZoneAndAsOf({ timeZone, asOf }, events) {
  const log = timeZone === void 0 ? contentsOf(events) : void 0;
  const zone = log?.zone ?? zoneOf(timeZone === void 0 ? "UTC" : timeZone, "options.timeZone");
  return { zone, asOf: asOf === void 0 ? void 0 : readInstant(asOf, zone, "options.asOf") };
}

// src/usage/active/active-options.ts
var optionNames2 = ["of", "feature", "minimumEvents"];
function readActiveOptions(options, ownNames = []) {
  checkKeys(options, [...optionNames2, ...ownNames], "options");
  const of = readOf(options.of);
  const feature = options.feature === void 0 ? null : checkText(options.feature, "options.feature");
  const minimumEvents = readCount(options.minimumEvents ?? 1, "options.minimumEvents");
  return {
    rule: { of, feature, minimumEvents },
    read: (events, zone) => readEvents(events, zone, { of, features: feature !== null })
  };
}

// src/usage/active/count-active.ts
function countActive(timeline, stretches, rule) {
  const { bounds, ranges } = cutsOf(stretches);
  const columns = timeline.columns();
  const slotCount = Math.max(0, bounds.length - 1);
  const starts = Array.from(bounds, (bound) => lowerBound(columns.at, bound, 0, columns.length));
  const byEnd = groupBy(
    Uint32Array.from(ranges, ({ next }) => next),
    slotCount + 1
  );
  const active = new Uint32Array(stretches.length);
  const sums = slotSums(slotCount);
  const note = (rule.minimumEvents === 1 ? lastEvents : lastEnoughEvents)(timeline, rule, sums);
  for (let slot = 0; slot < slotCount; slot += 1) {
    note(slot, starts[slot], starts[slot + 1]);
    for (let place = byEnd.offsets[slot + 1]; place < byEnd.offsets[slot + 2]; place += 1) {
      const stretch = byEnd.order[place];
      active[stretch] = sumFrom(sums, ranges[stretch].first);
    }
  }
  return active;
}
function averageActive(timeline, lists, rule) {
  const active = countActive(timeline, lists.flat(), rule);
  let next = 0;
  return lists.map(({ length }) => {
    next += length;
    const total3 = active.subarray(next - length, next).reduce((sum2, count2) => sum2 + count2, 0);
    return ratio(total3, length);
  });
}
var lastEvents = (timeline, { of, feature }, sums) => {
  const { codes, count: count2 } = timeline.entities(of);
  const columns = timeline.columns();
  const last = sums.counts.length > 2 ** 16 ? new Uint32Array(count2) : new Uint16Array(count2);
  const features = feature === null ? null : columns.feature;
  const wanted = feature === null ? 0 : codeOfFeature(columns, feature);
  return (slot, first, next) => {
    const customers = moveToSlot(codes, last, { slot, first, next }, features, wanted, sums);
    addTo(sums, slot + 1, customers);
  };
};
function moveToSlot(codes, last, { slot, first, next }, features, wanted, { counts, blocks }) {
  let customers = 0;
  for (let row = first; row < next; row += 1) {
    const entity = codes[row];
    const before = last[entity];
    if (before === slot + 1 || features !== null && features[row] !== wanted) continue;
    last[entity] = slot + 1;
    counts[before] = counts[before] - 1;
    blocks[before >>> blockBits] = blocks[before >>> blockBits] - 1;
    customers += 1;
  }
  return customers;
}
var lastEnoughEvents = (timeline, { of, feature, minimumEvents }, sums) => {
  const columns = timeline.columns();
  const entities = timeline.entities(of);
  const { codes, count: count2 } = entities;
  const { counts } = columns;
  const wanted = feature === null ? null : codeOfFeature(columns, feature);
  const { offsets } = entities.groups();
  const slots2 = new Uint32Array(codes.length);
  const weights = new Float64Array(counts.length);
  const ends = offsets.slice(0, count2);
  const begins = offsets.slice(0, count2);
  const events = new Float64Array(count2);
  const last = new Uint32Array(count2);
  return (slot, first, next) => {
    for (let row = first; row < next; row += 1) {
      if (wanted !== null && columns.feature[row] !== wanted) continue;
      const entity = codes[row];
      const place = ends[entity];
      ends[entity] = place + 1;
      slots2[place] = slot;
      if (weights.length > 0) weights[place] = counts[row];
      let sum2 = events[entity] + (weights.length > 0 ? counts[row] : 1);
      let begin = begins[entity];
      for (; ; begin += 1) {
        const weight = weights.length > 0 ? weights[begin] : 1;
        if (sum2 - weight < minimumEvents) break;
        sum2 -= weight;
      }
      begins[entity] = begin;
      events[entity] = sum2;
      const decisive = slots2[begin] + 1;
      const before = last[entity];
      if (sum2 < minimumEvents || before === decisive) continue;
      last[entity] = decisive;
      addTo(sums, before, -1);
      addTo(sums, decisive, 1);
    }
  };
};
var blockBits = 8;
var blockLength = 256;
function slotSums(slotCount) {
  const blocks = new Int32Array((slotCount >>> blockBits) + 1);
  return { counts: new Int32Array(blocks.length * blockLength), blocks };
}
function addTo({ counts, blocks }, place, customers) {
  counts[place] = counts[place] + customers;
  blocks[place >>> blockBits] = blocks[place >>> blockBits] + customers;
}
function sumFrom({ counts, blocks }, slot) {
  let sum2 = 0;
  let place = slot + 1;
  for (; place % blockLength !== 0; place += 1) sum2 += counts[place];
  for (let block = place >>> blockBits; block < blocks.length; block += 1) sum2 += blocks[block];
  return sum2;
}

// src/usage/active/active-customers.ts
function activeCustomers(events, period2, options = {}) {
  const asked = readPeriods(period2);
  const { rule, read } = readActiveOptions(options);
  return inShape(asked, Array.from(countActive(read(events, asked.zone), asked.spans, rule)));
}

// src/usage/active/units-within.ts
function unitsWithin(unit, { start: start2, end }, zone) {
  const startOf2 = (ordinal2) => zone.startOfDay(unit.firstDay(ordinal2));
  let ordinal = unit.ordinalOf(zone.dayOf(start2));
  while (startOf2(ordinal) < start2) ordinal += 1;
  const inside = [];
  for (let from = startOf2(ordinal); ; ordinal += 1) {
    const next = startOf2(ordinal + 1);
    if (!(next <= end)) return inside;
    if (next > from) inside.push({ start: from, end: next });
    from = next;
  }
}
function dayBounds({ start: start2, end }, zone) {
  const bounds = [start2];
  for (let day2 = zone.dayOf(start2); ; day2 += 1) {
    const from = zone.startOfDay(day2);
    if (!(from < end)) return [...bounds, end];
    if (from > bounds.at(-1)) bounds.push(from);
  }
}

// src/usage/active/average-active-customers.ts
var activityUnits = ["day", "week", "month"];
function averageActiveCustomers(events, period2, options) {
  const asked = readPeriods(period2);
  const { rule, read } = readActiveOptions(options, ["per"]);
  const per = readChoice(options.per, "options.per", activityUnits);
  const zone = asked.zone ?? zoneOf("UTC", "period.timeZone");
  const lists = asked.spans.map((span) => unitsWithin(units[per], span, zone));
  return inShape(asked, averageActive(read(events, asked.zone), lists, rule));
}

// src/usage/active/stickiness.ts
function stickiness(events, period2, options = {}) {
  const asked = readPeriods(period2);
  const { rule, read } = readActiveOptions(options, ["short", "long"]);
  const short = readOptionalChoice(options.short, "options.short", ["day", "week", "month"]);
  const long = readOptionalChoice(options.long, "options.long", ["month", "week", "day"]);
  if (activityUnits.indexOf(short) >= activityUnits.indexOf(long)) {
    reject("INVALID_OPTION", "options.short", `be shorter than options.long, '${long}'`, short);
  }
  const zone = asked.zone ?? zoneOf("UTC", "period.timeZone");
  const lists = asked.spans.flatMap((span) => {
    const longs = unitsWithin(units[long], span, zone);
    const [first, last] = [longs[0], longs.at(-1)];
    const isNone = first === void 0 || last === void 0;
    return [isNone ? [] : unitsWithin(units[short], { start: first.start, end: last.end }, zone), longs];
  });
  const averages2 = averageActive(read(events, asked.zone), lists, rule);
  const found = asked.spans.map((_, place) => {
    const [top, bottom] = averages2.slice(2 * place, 2 * place + 2);
    return {
      // Of whole numbers, so that it is rounded once: the two means are rounded already.
      value: ratio(top.numerator * bottom.denominator, bottom.numerator * top.denominator).value,
      numerator: top.value ?? 0,
      denominator: bottom.value ?? 0,
      shortUnits: top.denominator,
      longUnits: bottom.denominator
    };
  });
  return inShape(asked, found);
}

// src/usage/adoption/activation.ts
var optionNames3 = ["feature", "steps", "withinDays", "asOf", "timeZone"];
function readActivations(signUps, events, options, ownNames = []) {
  checkKeys(options, [...optionNames3, ...ownNames], "options");
  const steps2 = readSteps2(options);
  const withinDays = readDays(options.withinDays, "options.withinDays");
  const { zone, asOf = Number.POSITIVE_INFINITY } = readZoneAndAsOf(options, events);
  const { customers, at: starts } = readSignUps(signUps, zone);
  const timeline = readEvents(events, zone, { features: true }, "options.timeZone");
  const columns = timeline.columns();
  const stepOf = stepsOf(columns, steps2);
  const { offsets, order: order2 } = timeline.entities("customers").groups();
  const place = Int32Array.from(starts, () => -1);
  for (const [customer, id] of columns.customerIds.entries()) place[customers.codeOf(id)] = customer;
  const elapsed = [];
  let missed = 0;
  let undecided = 0;
  for (const [code, start2] of starts.entries()) {
    const customer = place[code];
    const own2 = customer < 0 ? nothing4 : order2.subarray(offsets[customer], offsets[customer + 1]);
    const done = completion(own2, stepOf, columns.at, start2, asOf, steps2.length);
    if (done !== null && isWithinDays(zone, start2, done, withinDays)) elapsed.push(done - start2);
    else if (isWithinDays(zone, start2, asOf, withinDays)) undecided += 1;
    else missed += 1;
  }
  return { elapsed, missed, undecided };
}
function readSteps2({ feature, steps: steps2 }) {
  if (feature !== void 0 && steps2 !== void 0) {
    reject("INVALID_OPTION", "options.steps", "be left out where options.feature is given", steps2);
  }
  return steps2 === void 0 ? [checkText(feature, "options.feature")] : readNames(steps2, "options.steps");
}
var nothing4 = /* @__PURE__ */ new Uint32Array(0);
function stepsOf({ features, feature }, steps2) {
  const stepOf = Int32Array.from(features, (name) => steps2.indexOf(name));
  if (feature.length === 0) return () => -1;
  return (row) => feature[row] === noCode ? -1 : stepOf[feature[row]];
}
function completion(rows, stepOf, at, start2, asOf, steps2) {
  let reached = start2;
  for (let step = 0; step < steps2; step += 1) {
    const next = rows.find((row) => at[row] >= reached && stepOf(row) === step);
    if (next === void 0 || at[next] >= asOf) return null;
    reached = at[next];
  }
  return reached;
}

// src/usage/adoption/activation-rate.ts
function activationRate(signUps, events, options) {
  const { elapsed, missed, undecided } = readActivations(signUps, events, options);
  return { ...ratio(elapsed.length, elapsed.length + missed), undecided };
}

// src/usage/events/in-periods.ts
function inPeriods(asked, columns, summary) {
  const results = asked.spans.map((span, place) => {
    const [first, next] = rowsWithin(columns, span.start, span.end);
    return summary(first, next, span, place);
  });
  return inShape(asked, results);
}
function rowsWithin({ at, length }, start2, end) {
  const first = lowerBound(at, start2, 0, length);
  return [first, lowerBound(at, end, first, length)];
}
function rowNumbers({ length }) {
  return new Uint32Array(length).map((_, row) => row);
}

// src/usage/events/places.ts
function placesOf(codeCount) {
  const seenIn = new Uint32Array(codeCount);
  const places = new Uint32Array(codeCount);
  let period2 = 1;
  let count2 = 0;
  return {
    clear() {
      period2 += 1;
      count2 = 0;
    },
    of(code) {
      if (seenIn[code] !== period2) {
        seenIn[code] = period2;
        places[code] = count2;
        count2 += 1;
      }
      return places[code];
    },
    count: () => count2
  };
}

// src/usage/engagement/usage-frequency.ts
function usageFrequency(events, period2, options = {}) {
  const asked = readPeriods(period2);
  checkKeys(options, ["of", "quantiles"], "options");
  const of = readOf(options.of);
  const shares2 = readShares(options.quantiles, "options.quantiles");
  const timeline = readEvents(events, asked.zone, { of });
  const columns = timeline.columns();
  const { codes, count: count2 } = timeline.entities(of);
  const places = placesOf(count2);
  return inPeriods(asked, columns, (first, next, span) => {
    places.clear();
    const days2 = dayBounds(span, asked.zone);
    let day2 = 0;
    const lastDays = [];
    const eventCounts = [];
    const dayCounts = [];
    for (let row = first; row < next; row += 1) {
      while (columns.at[row] >= days2[day2 + 1]) day2 += 1;
      const place = places.of(codes[row]);
      const weight = columns.counts.length === 0 ? 1 : columns.counts[row];
      if (place === eventCounts.length) {
        eventCounts.push(weight);
        dayCounts.push(1);
        lastDays.push(day2);
        continue;
      }
      eventCounts[place] = eventCounts[place] + weight;
      if (lastDays[place] === day2) continue;
      lastDays[place] = day2;
      dayCounts[place] = dayCounts[place] + 1;
    }
    return {
      customers: places.count(),
      events: countEvents(columns, first, next),
      activeDays: sumOf(dayCounts),
      eventsPerCustomer: distributionOfCounts(eventCounts, shares2),
      activeDaysPerCustomer: distributionOfCounts(dayCounts, shares2)
    };
  });
}
function sumOf(counts) {
  return counts.reduce((sum2, count2) => sum2 + count2, 0);
}
function distributionOfCounts(counts, shares2) {
  const total3 = { n: BigInt(sumOf(counts)), d: 1n };
  return distributionOf(sortedNumbers(Float64Array.from(counts).sort()), total3, shares2, toNumber);
}

// src/usage/adoption/feature-use.ts
function featureUse({ features, feature: codeOf2, counts }, { codes: entity, count: count2 }) {
  const split = rowSplitter(entity, count2);
  return (rows) => {
    const { codes, offsets, rows: own2 } = split(rows);
    const [adopters, stamps] = [new Uint32Array(features.length), new Uint32Array(features.length)];
    const events = new Float64Array(features.length);
    const breadth = [];
    const depths = /* @__PURE__ */ new Map();
    for (let customer = 0; customer < codes.length; customer += 1) {
      let distinct2 = 0;
      let used = 0;
      for (let place = offsets[customer]; place < offsets[customer + 1]; place += 1) {
        const row = own2[place];
        const feature = codeOf2.length === 0 ? noCode : codeOf2[row];
        if (feature === noCode) continue;
        const weight = counts.length === 0 ? 1 : counts[row];
        used += weight;
        events[feature] = events[feature] + weight;
        if (stamps[feature] === customer + 1) continue;
        stamps[feature] = customer + 1;
        adopters[feature] = adopters[feature] + 1;
        distinct2 += 1;
      }
      if (distinct2 === 0) continue;
      breadth.push(distinct2);
      getOrAdd(depths, `${used}/${distinct2}`, () => ({ used, distinct: distinct2, count: 0 })).count += 1;
    }
    const depth = Array.from(depths.values(), ({ used, distinct: distinct2, count: customers }) => ({
      exact: { n: BigInt(used), d: BigInt(distinct2) },
      double: used / distinct2,
      count: customers
    }));
    return { active: codes.length, adopters, events, breadth, depth };
  };
}
function firstSeen({ at, features, feature }) {
  const first = new Float64Array(features.length).fill(Number.POSITIVE_INFINITY);
  for (let row = 0; row < feature.length; row += 1) {
    const code = feature[row];
    if (code !== noCode && first[code] === Number.POSITIVE_INFINITY) first[code] = at[row];
  }
  return first;
}

// src/usage/adoption/feature-adoption.ts
function featureAdoption(events, period2, options = {}) {
  const asked = readPeriods(period2);
  checkKeys(options, ["of", "base", "quantiles"], "options");
  const of = readOf(options.of);
  const shares2 = readShares(options.quantiles, "options.quantiles");
  const bases = readBases2(options.base, asked, of);
  const timeline = readEvents(events, asked.zone, { of, features: true });
  const columns = timeline.columns();
  const useOf = featureUse(columns, timeline.entities(of));
  const first = firstSeen(columns);
  const rows = rowNumbers(columns);
  return inPeriods(asked, columns, (from, next, { end }, place) => {
    const { path, base: given2 } = bases[place];
    const listed2 = typeof given2 === "object" ? columns.customerIds.map((id) => given2.has(id)) : null;
    const own2 = rows.subarray(from, next);
    const use = useOf(listed2 === null ? own2 : own2.filter((row) => listed2[columns.customer[row]]));
    const base = typeof given2 === "object" ? given2.size : given2 ?? use.active;
    const most = use.adopters.reduce((a, b) => Math.max(a, b), 0);
    if (base < most) reject("INVALID_NUMBER", path, `not be less than the adopters of a feature, ${most}`, base);
    const features = columns.features.flatMap((feature, code) => {
      if (!(first[code] < end)) return [];
      const [adopters, count2] = [use.adopters[code], use.events[code]];
      const eventsPerAdopter = adopters === 0 ? null : count2 / adopters;
      const seen = new Date(first[code]);
      return [{ feature, adopters, adoption: ratio(adopters, base), events: count2, eventsPerAdopter, firstSeen: seen }];
    });
    features.sort((a, b) => b.adopters - a.adopters || b.events - a.events || compareTexts(a.feature, b.feature));
    const total3 = sum(use.depth.map(({ exact: { n, d }, count: count2 }) => ({ n: n * BigInt(count2), d })));
    const depth = distributionOf(sortedCounted(use.depth), total3, shares2, toNumber);
    return { base, features, breadth: distributionOfCounts(use.breadth, shares2), depth };
  });
}
function readBases2(base, { isList, spans }, of) {
  const path = "options.base";
  if (base === void 0) return spans.map(() => ({ path, base }));
  if (!isList) return [{ path, base: readBase2(base, path, of) }];
  if (!Array.isArray(base) || base.length !== spans.length) {
    reject("INVALID_TYPE", path, `be a list with one entry per period, ${spans.length} in all`, base);
  }
  return Array.from(base, (own2, index) => {
    const ownPath = `${path}[${index}]`;
    return { path: ownPath, base: own2 === void 0 ? void 0 : readBase2(own2, ownPath, of) };
  });
}
function readBase2(base, path, of) {
  if (typeof base === "number") return readCount(base, path, 0);
  const ids = readList(base, path, "be a number of customers, or an array of their ids");
  if (of === "users") reject("INVALID_OPTION", path, "be a number where users are counted", base);
  return new Set(ids.map((id, index) => readId(id, `${path}[${index}]`)));
}

// src/usage/adoption/feature-retention.ts
function featureRetention(events, period2, later, options = {}) {
  const [before, after] = [readPeriod(period2, "period"), readPeriod(later, "later")];
  if (after.start < before.end)
    reject("INVALID_PERIOD", "later", "not start before the end of the period", later.start);
  checkKeys(options, ["of"], "options");
  const of = readOf(options.of);
  const zone = zoneOf(period2.timeZone, "period.timeZone");
  if (!sameZone(zone, zoneOf(later.timeZone, "later.timeZone"))) {
    reject("CONFLICTING_TIME_ZONES", "later.timeZone", `be that of the period, '${zone.timeZone}'`, later.timeZone);
  }
  const timeline = readEvents(events, zone, { of, features: true });
  const columns = timeline.columns();
  const entities = timeline.entities(of);
  const came = new Uint8Array(entities.count);
  const [next, end] = rowsWithin(columns, after.start, after.end);
  for (let row = next; row < end; row += 1) came[entities.codes[row]] = 1;
  const split = rowSplitter(entities.codes, entities.count);
  const { codes, offsets, rows } = split(
    rowNumbers(columns).subarray(...rowsWithin(columns, before.start, before.end))
  );
  const count2 = columns.features.length;
  const [adopters, kept2, stamps] = [new Uint32Array(count2), new Uint32Array(count2), new Uint32Array(count2)];
  const active = codes.length;
  let activeAgain = 0;
  for (const [place, code] of codes.entries()) {
    const again = came[code];
    activeAgain += again;
    if (columns.feature.length === 0) continue;
    for (let index = offsets[place]; index < offsets[place + 1]; index += 1) {
      const feature = columns.feature[rows[index]];
      if (feature === noCode || stamps[feature] === place + 1) continue;
      stamps[feature] = place + 1;
      adopters[feature] = adopters[feature] + 1;
      kept2[feature] = kept2[feature] + again;
    }
  }
  const used = columns.features.flatMap((feature, code) => {
    const [n, again] = [adopters[code], kept2[code]];
    return n === 0 ? [] : [compared(feature, ratio(again, n), ratio(activeAgain - again, active - n))];
  });
  return used.sort((a, b) => compareTexts(a.feature, b.feature));
}
function compared(feature, adopters, nonAdopters) {
  const numerator = adopters.numerator * nonAdopters.denominator - nonAdopters.numerator * adopters.denominator;
  const difference2 = ratio(numerator, adopters.denominator * nonAdopters.denominator).value;
  return { feature, adopters, nonAdopters, difference: difference2 };
}

// src/usage/adoption/funnel.ts
function funnel(events, options) {
  checkKeys(options, ["steps", "withinDays", "timeZone", "of"], "options");
  const steps2 = readNames(options.steps, "options.steps");
  const withinDays = readDays(options.withinDays, "options.withinDays");
  const of = readOf(options.of);
  const { zone } = readZoneAndAsOf({ timeZone: options.timeZone }, events);
  const timeline = readEvents(events, zone, { of, features: true }, "options.timeZone");
  const columns = timeline.columns();
  const stepOf = stepsOf(columns, steps2);
  const entities = timeline.entities(of);
  const { offsets, order: order2 } = entities.groups();
  const customers = steps2.map(() => 0);
  const waits = steps2.map(() => []);
  const times = steps2.map(() => []);
  for (let entity = 0; entity < entities.count; entity += 1) {
    for (const list of times) list.length = 0;
    for (let place = offsets[entity]; place < offsets[entity + 1]; place += 1) {
      const row = order2[place];
      times[stepOf(row)]?.push(columns.at[row]);
    }
    if (times[0]?.length === 0) continue;
    const best = bestAttempt(times, zone, withinDays);
    for (const [step, time] of best.entries()) {
      customers[step] = customers[step] + 1;
      waits[step]?.push(time - (best[step - 1] ?? time));
    }
  }
  return steps2.map((step, index) => {
    const [count2, start2] = [customers[index], customers[0]];
    const previous = customers[index - 1] ?? count2;
    return {
      step,
      customers: count2,
      fromStart: ratio(count2, start2),
      fromPrevious: ratio(count2, previous),
      dropOff: previous - count2,
      medianDays: index === 0 ? null : medianInDays(waits[index])
    };
  });
}
function bestAttempt(times, zone, withinDays) {
  const next = times.map(() => 0);
  let best = [];
  for (const start2 of times[0]) {
    const attempt = [start2];
    while (attempt.length < times.length) {
      const step = attempt.length;
      const list = times[step];
      while (list[next[step]] < attempt[step - 1])
        next[step] = next[step] + 1;
      const time = list[next[step]];
      if (time === void 0 || !isWithinDays(zone, start2, time, withinDays)) break;
      attempt.push(time);
    }
    if (attempt.length > best.length) best = attempt;
    if (best.length === times.length) break;
  }
  return best;
}
function medianInDays(waits) {
  return quantile(Float64Array.from(waits).sort(), 0.5, msPerDay);
}

// src/usage/adoption/time-to-activation.ts
function timeToActivation(signUps, events, options) {
  const { elapsed, missed, undecided } = readActivations(signUps, events, options, ["quantiles"]);
  const shares2 = readShares(options.quantiles, "options.quantiles");
  const times = sortedNumbers(Float64Array.from(elapsed).sort(), msPerDay);
  const total3 = { n: elapsed.reduce((sum2, time) => sum2 + BigInt(time), 0n), d: BigInt(msPerDay) };
  return { ...distributionOf(times, total3, shares2, toNumber), undecided, notActivated: missed };
}

// src/usage/adoption/retention-counts.ts
function unitsOf({ at, length }, unit, zone, { asOf, ages }) {
  const known5 = asOf ?? Number.POSITIVE_INFINITY;
  const count2 = lowerBound(at, known5, 0, length);
  if (count2 === 0) return { ordinals: [], bounds: [], over: 0 };
  const [first, last] = [at[0], at[count2 - 1]];
  const startOf2 = (ordinal2) => zone.startOfDay(unit.firstDay(ordinal2));
  const ordinals = [];
  const bounds = [];
  let ordinal = unit.ordinalOf(zone.dayOf(first));
  let from = startOf2(ordinal);
  while (from <= last) {
    const next = startOf2(ordinal + 1);
    if (next > from) {
      ordinals.push(ordinal);
      bounds.push(from);
    }
    from = next;
    ordinal += 1;
  }
  bounds.push(Math.min(from, known5));
  let over = from > known5 ? ordinals.length - 1 : ordinals.length;
  while (asOf !== void 0 && from <= asOf && over < ordinals.length + ages) {
    const next = startOf2(ordinal + 1);
    if (next > asOf) break;
    if (next > from) over += 1;
    from = next;
    ordinal += 1;
  }
  return { ordinals, bounds, over };
}
function countRetained({ at, length }, { codes, count: count2 }, bounds, ages, rule) {
  const slots2 = Math.max(0, bounds.length - 1);
  const sizes = new Uint32Array(slots2);
  const retained = new Uint32Array(slots2 * ages);
  const [firsts, lasts] = [new Uint32Array(count2), new Uint32Array(count2)];
  const add2 = (first, slot) => {
    const cell = (first - 1) * ages + Math.min(slot - first, ages - 1);
    retained[cell] = retained[cell] + 1;
  };
  let row = bounds.length === 0 ? 0 : lowerBound(at, bounds[0], 0, length);
  for (let slot = 1; slot <= slots2; slot += 1) {
    const next = lowerBound(at, bounds[slot], row, length);
    for (; row < next; row += 1) {
      const entity = codes[row];
      if (lasts[entity] === slot) continue;
      lasts[entity] = slot;
      if (firsts[entity] === 0) {
        firsts[entity] = slot;
        sizes[slot - 1] = sizes[slot - 1] + 1;
      }
      if (rule === "on" && slot - firsts[entity] < ages) add2(firsts[entity], slot);
    }
  }
  if (rule === "onOrAfter") {
    for (let entity = 0; entity < count2; entity += 1) {
      if (firsts[entity] !== 0) add2(firsts[entity], lasts[entity]);
    }
    addFromTheOldest(retained, ages);
  }
  return { sizes, retained };
}
function addFromTheOldest(retained, ages) {
  for (let cell = retained.length - 2; cell >= 0; cell -= 1) {
    if (cell % ages !== ages - 1) retained[cell] = retained[cell] + retained[cell + 1];
  }
}

// src/usage/adoption/usage-retention.ts
function usageRetention(events, options) {
  checkKeys(options, ["unit", "periods", "rule", "asOf", "timeZone", "of"], "options");
  const unit = units[readChoice(options.unit, "options.unit", activityUnits)];
  const ages = readPeriods2(options.periods) + 1;
  const rule = readOptionalChoice(options.rule, "options.rule", ["on", "onOrAfter"]);
  const of = readOf(options.of);
  const { zone, asOf } = readZoneAndAsOf(options, events);
  const timeline = readEvents(events, zone, { of }, "options.timeZone");
  const columns = timeline.columns();
  const { ordinals, bounds, over } = unitsOf(columns, unit, zone, { asOf, ages });
  if (ordinals.length * ages > mostCells2) {
    reject(
      "INVALID_OPTION",
      "options.periods",
      `be fewer: the events are ${ordinals.length} units apart`,
      options.periods
    );
  }
  const { sizes, retained } = countRetained(columns, timeline.entities(of), bounds, ages, rule);
  const cells = [];
  const sums = Array.from({ length: ages }, (_, age) => ({ age, cohorts: 0, size: 0, retained: 0 }));
  for (const [slot, ordinal] of ordinals.entries()) {
    const size = sizes[slot];
    if (size === 0) continue;
    for (const sum2 of sums) {
      const { age } = sum2;
      const count2 = slot + age < over ? retained[slot * ages + age] : null;
      const retention = count2 === null ? null : count2 / size;
      cells.push({ cohort: unit.label(ordinal), age, size, retained: count2, retention });
      if (count2 === null) continue;
      sum2.cohorts += 1;
      sum2.size += size;
      sum2.retained += count2;
    }
  }
  const average = sums.map((sum2) => ({ ...sum2, retention: sum2.size === 0 ? null : sum2.retained / sum2.size }));
  return { cells, average };
}
var oldestAge = 1e4;
var mostCells2 = 1e8;
function readPeriods2(value) {
  if (!Number.isInteger(value) || value < 1 || value > oldestAge) {
    reject("INVALID_NUMBER", "options.periods", `be a whole number from 1 to ${oldestAge}`, value);
  }
  return value;
}

// src/usage/engagement/engagement-components.ts
var largestWeight = 1e9;
var names3 = ["activeDays", "seconds", "features"];
function readComponents({ targets, weights = {} }) {
  checkKeys(targets, names3, "options.targets");
  checkKeys(weights, names3, "options.weights");
  const component = (name) => {
    const { [name]: target } = targets;
    const { [name]: weight = 1 } = weights;
    if (target !== void 0) readNumberAboveZero(target, `options.targets.${name}`);
    if (!isFiniteNumber(weight) || weight < 0 || weight > largestWeight) {
      reject("INVALID_NUMBER", `options.weights.${name}`, `be a number from 0 to ${largestWeight}`, weight);
    }
    return { target: target ?? null, weight };
  };
  const components = {
    activeDays: component("activeDays"),
    seconds: component("seconds"),
    features: component("features")
  };
  const counts = names3.some((name) => components[name].target !== null && components[name].weight > 0);
  if (!counts) reject("INVALID_OPTION", "options.targets", "include a target with a weight above 0", targets);
  return components;
}
function scoreOf(customerId, use, components) {
  const points = (name) => {
    const [value, { target }] = [use[name], components[name]];
    return value === null || target === null ? null : 100 * Math.min(1, value / target);
  };
  const [frequencyPoints, durationPoints, breadthPoints] = [
    points("activeDays"),
    points("seconds"),
    points("features")
  ];
  let [sum2, weights] = [0, 0];
  const counted = [];
  for (const [known5, { weight }] of [
    [frequencyPoints, components.activeDays],
    [durationPoints, components.seconds],
    [breadthPoints, components.features]
  ]) {
    if (known5 === null) continue;
    if (weight > 0) counted.push(known5);
    sum2 += weight * known5;
    weights += weight;
  }
  const score = weights === 0 ? null : Math.min(Math.max(sum2 / weights, Math.min(...counted)), Math.max(...counted));
  return { customerId, score, ...use, frequencyPoints, durationPoints, breadthPoints };
}

// src/usage/engagement/seconds-sums.ts
var fractions = 4503599627370496;
var inSecond = /* @__PURE__ */ BigInt(fractions);
function secondsSums(count2) {
  const whole = new Float64Array(count2);
  const coarse = new Float64Array(count2);
  const fine = new Float64Array(count2);
  const total3 = (index) => {
    const [full, rest] = [BigInt(whole[index]), BigInt(coarse[index])];
    if (coarse[index] === 0 && fine[index] === 0) return { n: full, d: 1n };
    const smallest = inSecond * inSecond;
    return { n: full * smallest + rest * inSecond + BigInt(fine[index]), d: smallest };
  };
  return {
    add(index, seconds) {
      const full = Math.floor(seconds);
      const rest = (seconds - full) * fractions;
      const ofRest = Math.floor(rest);
      const fineSum = fine[index] + Math.round((rest - ofRest) * fractions);
      const fineCarry = fineSum >= fractions ? 1 : 0;
      fine[index] = fineSum - fineCarry * fractions;
      const coarseSum = coarse[index] + ofRest + fineCarry;
      const carry = coarseSum >= fractions ? 1 : 0;
      coarse[index] = coarseSum - carry * fractions;
      whole[index] = whole[index] + full + carry;
    },
    total: total3,
    sorted() {
      const isWhole = (part) => part === 0;
      if (coarse.every(isWhole) && fine.every(isWhole)) return sortedNumbers(whole.slice().sort());
      return sortedRationals(Array.from(whole, (_, index) => total3(index)));
    }
  };
}
function exactSeconds(seconds) {
  const sums = secondsSums(1);
  sums.add(0, seconds);
  return sums.total(0);
}

// src/usage/engagement/engagement-score.ts
function engagementScore(events, period2, options) {
  const asked = readPeriods(period2);
  checkKeys(options, ["targets", "weights", "customers"], "options");
  const components = readComponents(options);
  const listed2 = options.customers === void 0 ? null : readCustomers(options.customers);
  const timeline = readEvents(events, asked.zone, { features: true, seconds: true });
  const columns = timeline.columns();
  const { codes: customerOf, count: count2 } = timeline.entities("customers");
  const split = rowSplitter(customerOf, count2);
  const rows = rowNumbers(columns);
  const featureStamps = new Uint32Array(columns.features.length);
  let stamp = 0;
  return inPeriods(asked, columns, (first, next, span) => {
    const days2 = Float64Array.from(dayBounds(span, asked.zone));
    const { codes, offsets, rows: together } = split(rows.subarray(first, next));
    const sums = secondsSums(codes.length);
    const useOf = (place) => {
      stamp += 1;
      let [activeDays, features] = [0, 0];
      let isTimed = false;
      let endOfDay = Number.NEGATIVE_INFINITY;
      for (let index = offsets[place]; index < offsets[place + 1]; index += 1) {
        const row = together[index];
        const at = columns.at[row];
        if (at >= endOfDay) {
          activeDays += 1;
          endOfDay = days2[lowerBound(days2, at + 1, 0, days2.length)];
        }
        const feature = columns.feature.length === 0 ? noCode : columns.feature[row];
        if (feature !== noCode && featureStamps[feature] !== stamp) {
          featureStamps[feature] = stamp;
          features += 1;
        }
        const seconds = columns.seconds.length === 0 ? Number.NaN : columns.seconds[row];
        if (Number.isNaN(seconds)) continue;
        isTimed = true;
        sums.add(place, seconds);
      }
      return { activeDays, seconds: isTimed ? toNumber(sums.total(place)) : null, features };
    };
    const places = new Map(codes.map((code, place) => [columns.customerIds[code], place]));
    const scores = (listed2 ?? [...places.keys()]).map((id) => {
      const place = places.get(id);
      return scoreOf(id, place === void 0 ? noUse : useOf(place), components);
    });
    return scores.sort((a, b) => compareTexts(a.customerId, b.customerId));
  });
}
var noUse = { activeDays: 0, seconds: 0, features: 0 };
function readCustomers(customers) {
  const ids = readList(customers, "options.customers", "be an array of customer ids");
  return [...new Set(ids.map((id, index) => readId(id, `options.customers[${index}]`)))];
}

// src/usage/engagement/usage-duration.ts
function usageDuration(events, period2, options = {}) {
  const asked = readPeriods(period2);
  checkKeys(options, ["of", "quantiles"], "options");
  const of = readOf(options.of);
  const shares2 = readShares(options.quantiles, "options.quantiles");
  const timeline = readEvents(events, asked.zone, { of, seconds: true });
  const columns = timeline.columns();
  const { seconds, counts } = columns;
  const { codes, count: count2 } = timeline.entities(of);
  const places = placesOf(count2);
  return inPeriods(asked, columns, (first, next) => {
    places.clear();
    const timed = timedRows2(columns, first, next);
    for (const row of timed) places.of(codes[row]);
    const [all, byCustomer] = [secondsSums(1), secondsSums(places.count())];
    let timedEvents = 0;
    for (const row of timed) {
      all.add(0, seconds[row]);
      byCustomer.add(places.of(codes[row]), seconds[row]);
      timedEvents += counts.length === 0 ? 1 : counts[row];
    }
    const total3 = all.total(0);
    return {
      totalSeconds: timed.length === 0 ? null : toNumber(total3),
      secondsPerEvent: distributionOf(secondsPerEvent(columns, timed), total3, shares2, toNumber),
      secondsPerCustomer: distributionOf(byCustomer.sorted(), total3, shares2, toNumber),
      withoutDuration: countEvents(columns, first, next) - timedEvents
    };
  });
}
function timedRows2({ seconds }, first, next) {
  const rows = new Uint32Array(seconds.length === 0 ? 0 : next - first);
  let count2 = 0;
  for (let row = first; row < first + rows.length; row += 1) {
    if (Number.isNaN(seconds[row])) continue;
    rows[count2] = row;
    count2 += 1;
  }
  return rows.subarray(0, count2);
}
function secondsPerEvent({ seconds, counts }, timed) {
  if (counts.length === 0) {
    const sorted = new Float64Array(timed.length);
    for (let place = 0; place < timed.length; place += 1) sorted[place] = seconds[timed[place]];
    sorted.sort();
    return { count: sorted.length, at: (index) => exactSeconds(sorted[index]) };
  }
  const each = Array.from(timed, (row) => {
    const [time, count2] = [seconds[row], counts[row]];
    const { n, d } = exactSeconds(time);
    return { exact: { n, d: d * BigInt(count2) }, double: time / count2, count: count2 };
  });
  return sortedCounted(each);
}

// src/usage/events/event-columns.ts
var rules = {
  kinds: { customerId: "id", at: "instant", userId: "id", feature: "text", durationSeconds: "number", count: "number" },
  required: ["customerId", "at"],
  columnsOnly: ["customerId", "at"],
  others: "refuse"
};
function encodeColumns(given2, zone) {
  const { length, byName: byName2 } = readColumns(given2, rules);
  const [customers, users, features] = [idTable(), idTable(), idTable()];
  const codesOf = (field, ids) => {
    const column = byName2.get(field);
    return column === void 0 ? new Uint32Array(0) : codesOfColumn(column, rules.kinds[field], length, ids);
  };
  const customer = codesOf("customerId", customers);
  const at = epochsOf(byName2.get("at"), length, zone);
  const user = codesOf("userId", users);
  const feature = codesOf("feature", features);
  const seconds = numbersOf(byName2.get("durationSeconds"), length, isDuration);
  let total3 = 0;
  const stated = numbersOf(byName2.get("count"), length, (value) => {
    if (typeof value === "number") total3 += value;
    return isCount(value, total3);
  });
  const hasCounts = stated.some((count2) => count2 > 1);
  const isInOrder = isRising(at);
  const areInstants = isInOrder && Number.isFinite(at[length - 1] ?? 0);
  const broken = Math.min(
    firstOutside(customer, badCode - 1),
    areInstants ? Number.POSITIVE_INFINITY : firstOutside(at, Number.MAX_VALUE),
    ...[user, feature].map((codes) => rowOrNone(codes.indexOf(badCode))),
    ...[seconds, stated].map((numbers) => rowOrNone(numbers.indexOf(bad)))
  );
  if (broken < length) rejectEvent(rowOf(byName2, at, broken), broken, at[broken]);
  return {
    length,
    customerIds: customers.ids,
    customer,
    at,
    userIds: users.ids,
    user,
    features: features.ids,
    feature,
    seconds,
    counts: hasCounts ? stated.map((count2) => Number.isNaN(count2) ? 1 : count2) : new Float64Array(0),
    isInOrder,
    firstWithoutUser: user.length === 0 && length > 0 ? 0 : user.indexOf(noCode)
  };
}
function codesOfColumn(column, kind, length, ids) {
  if (column.form !== "coded" || column.values.length > length) return codeColumn(column, kind, length, ids);
  const { codes, values, valid } = column;
  const isSame2 = areDistinctTexts(values);
  const own2 = isSame2 ? null : codeColumn({ form: "list", values, valid: void 0 }, kind, values.length, ids);
  if (isSame2) for (const text2 of values) ids.append(text2);
  const coded = new Uint32Array(length);
  for (let row = 0; row < length; row += 1) {
    const code = codes[row];
    if (code < 0 || valid !== void 0 && !isPresent(valid, row)) coded[row] = noCode;
    else coded[row] = own2 === null ? code : own2[code];
  }
  return coded;
}
function isRising(column) {
  for (let row = 1; row < column.length; row += 1) {
    if (!(column[row - 1] <= column[row])) return false;
  }
  return true;
}
function firstOutside(column, greatest) {
  for (let row = 0; row < column.length; row += 1) if (!(column[row] <= greatest)) return row;
  return Number.POSITIVE_INFINITY;
}
function rowOrNone(row) {
  return row < 0 ? Number.POSITIVE_INFINITY : row;
}
var bad = -1;
function numbersOf(column, length, isSound) {
  if (column === void 0 || column.form === "epochs") return new Float64Array(0);
  const readRow2 = valueReader(column, "number");
  const numbers = new Float64Array(length);
  for (let row = 0; row < length; row += 1) {
    const value = readRow2(row);
    numbers[row] = isMissing(value) ? Number.NaN : isSound(value) ? value : bad;
  }
  return numbers;
}
function rowOf(byName2, at, row) {
  const fields = Array.from(byName2, ([field, column]) => {
    const kind = rules.kinds[field];
    const readRow2 = column.form === "epochs" || kind === "instant" ? instantValues(column, at) : valueReader(column, kind);
    return [field, readRow2(row)];
  });
  return Object.fromEntries(fields);
}

// src/usage/events/log-events.ts
var everything2 = { users: true, features: true, seconds: true };
function eventLog(events, options = {}) {
  const { timeZone } = checkKeys(options, ["timeZone"], "options");
  const zone = zoneOf(timeZone === void 0 ? "UTC" : timeZone, "options.timeZone");
  const watch = watched(zone);
  const columns = Array.isArray(events) ? readArray(events, watch.zone, everything2) : encodeColumns(events, watch.zone);
  const isZoneFixed = timeZone !== void 0 || watch.isAsked();
  return makeLog({ version: 1, timeline: timelineOf(columns), zone, isZoneFixed });
}
function watched(zone) {
  let asked = false;
  const startOfDay = (day2) => {
    asked = true;
    return zone.startOfDay(day2);
  };
  return { zone: { ...zone, startOfDay }, isAsked: () => asked };
}
function eventColumns(events) {
  const { zone, isAsked } = watched(zoneOf("UTC", "timeZone"));
  const { customer, customerIds, at, user, userIds, feature, features, seconds, counts } = readArray(
    events,
    zone,
    everything2
  );
  return {
    customerId: { codes: customer, values: customerIds },
    at: isAsked() ? encodeInstants(events.map((event) => event.at)) : encodeEpochs(at),
    // `noCode` is -1 then, which is how dictionaries say that nothing is there.
    ...userIds.length > 0 && { userId: { codes: new Int32Array(user.buffer), values: userIds } },
    ...features.length > 0 && { feature: { codes: new Int32Array(feature.buffer), values: features } },
    ...!seconds.every(Number.isNaN) && { durationSeconds: seconds },
    ...counts.length > 0 && { count: counts }
  };
}

// src/value/churn-terms.ts
function readChurnTerms(terms, path) {
  const given2 = checkKeys(terms, ["arpa", "churnRate", "grossMargin", "discountRate"], path);
  const arpa2 = readUnlessNull(readAmount, given2.arpa, `${path}.arpa`);
  const rate = readUnlessNull(readFraction, given2.churnRate, `${path}.churnRate`);
  const share = readShare(given2.grossMargin, one, `${path}.grossMargin`);
  const discount = readShare(given2.discountRate, zero, `${path}.discountRate`);
  return arpa2 === null || rate === null ? null : { margin: multiply(arpa2, share), churn: ofNumber(rate), discount };
}
function readUnlessNull(read, value, path) {
  return value === null ? null : read(value, path);
}
function readShare(value, missing, path) {
  return value === void 0 ? missing : ofNumber(readFraction(value, path));
}
function valueAt2(margin, churn, discount) {
  const leaving = add(churn, discount);
  return leaving.n === 0n ? null : divide(multiply(margin, add(one, discount)), leaving);
}

// src/value/cac-payback-months.ts
function cacPaybackMonths(terms) {
  const given2 = checkKeys(terms, ["cac", "arpa", "grossMargin"], "terms");
  const cac = readUnlessNull(readAmount, given2.cac, "terms.cac");
  const arpa2 = readUnlessNull(readAmount, given2.arpa, "terms.arpa");
  const margin = readShare(given2.grossMargin, one, "terms.grossMargin");
  if (cac === null || arpa2 === null) return null;
  const monthly = multiply(arpa2, margin);
  return monthly.n === 0n ? null : toNumber(divide(cac, monthly));
}

// src/value/customer-acquisition-cost.ts
function customerAcquisitionCost(terms) {
  const { spend, newCustomers, currency } = checkKeys(terms, ["spend", "newCustomers", "currency"], "terms");
  const customers = readCount(newCustomers, "terms.newCustomers", 0);
  const reporting = readCurrency(currency, "terms.currency");
  const total3 = Array.isArray(spend) ? totalSpend(spend, reporting) : readAmount(spend, "terms.spend");
  return customers === 0 ? null : toNumber(divide(total3, ofNumber(customers)));
}
function totalSpend(items, reporting) {
  let total3 = zero;
  let common = reporting;
  for (const [index, item] of items.entries()) {
    const path = `terms.spend[${index}]`;
    const { amount, currency } = checkKeys(item, ["amount", "currency"], path);
    const own2 = readCurrency(currency, `${path}.currency`) ?? reporting;
    if (index === 0) common ??= own2;
    if (own2 !== common) refuseCurrency(`${path}.currency`, "the currency of all spend", own2, common);
    total3 = add(total3, readAmount(amount, `${path}.amount`));
  }
  return total3;
}
function readCurrency(value, path) {
  if (isMissing(value)) return void 0;
  return isText(value) ? value : reject("INVALID_TYPE", path, "be a currency code such as 'EUR', or be left out", value);
}

// src/value/customer-lifetime.ts
function customerLifetime(churnRate) {
  if (churnRate === null) return null;
  const rate = ofNumber(readFraction(churnRate, "churnRate"));
  return rate.n === 0n ? null : toNumber(divide(one, rate));
}

// src/value/customer-lifetime-value.ts
function customerLifetimeValue(terms) {
  const value = isRecord(terms) && "revenuePerPeriod" in terms ? byLifetime(terms) : byChurn(terms);
  return value === null ? null : toNumber(value);
}
function byLifetime(terms) {
  const given2 = checkKeys(terms, ["revenuePerPeriod", "lifetime"], "terms");
  const revenue = readUnlessNull(readAmount, given2.revenuePerPeriod, "terms.revenuePerPeriod");
  const lifetime = readUnlessNull(readLifetime, given2.lifetime, "terms.lifetime");
  return revenue === null || lifetime === null ? null : multiply(revenue, lifetime);
}
function readLifetime(value, path) {
  if (typeof value !== "number" || !Number.isFinite(value) || value < 0) {
    reject("INVALID_NUMBER", path, "be a finite number of periods >= 0, or null", value);
  }
  return ofNumber(value);
}
function byChurn(terms) {
  const exact = readChurnTerms(terms, "terms");
  return exact === null ? null : valueAt2(exact.margin, exact.churn, exact.discount);
}

// src/value/ltv-sensitivity.ts
function ltvSensitivity(terms, options) {
  const exact = readChurnTerms(terms, "terms") ?? refuseNull(terms);
  const { retentionChanges } = checkKeys(options, ["retentionChanges"], "options");
  const path = "options.retentionChanges";
  const changes = readFilledList(retentionChanges, path, "be an array of numbers");
  return changes.map((change, index) => rowOf2(exact, change, `${path}[${index}]`));
}
function rowOf2({ margin, churn, discount }, given2, path) {
  const retentionChange = readChange(given2, churn, path);
  const changed = subtract(churn, ofNumber(retentionChange));
  const before = valueAt2(margin, churn, discount);
  const after = valueAt2(margin, changed, discount);
  const change = before === null || after === null ? null : subtract(after, before);
  const relative = change === null || before === null || before.n === 0n ? null : divide(change, before);
  return {
    retentionChange,
    retentionRate: toNumber(subtract(one, changed)),
    churnRate: toNumber(changed),
    lifetimeValue: numberOrNull(after),
    change: numberOrNull(change),
    relativeChange: numberOrNull(relative)
  };
}
function refuseNull({ arpa: arpa2 }) {
  const [code, term] = arpa2 === null ? ["INVALID_AMOUNT", "arpa"] : ["INVALID_NUMBER", "churnRate"];
  reject(code, `terms.${term}`, "be known: null cannot change", null);
}
function numberOrNull(value) {
  return value === null ? null : toNumber(value);
}
function readChange(value, churn, path) {
  const isNumber = typeof value === "number" && Number.isFinite(value);
  const changed = isNumber ? subtract(churn, ofNumber(value)) : zero;
  if (!isNumber || compare(changed, zero) < 0 || compare(changed, one) > 0) {
    const size = isNumber ? Math.abs(value) : 0;
    const hint = isNumber && size > 1 && size <= 100 ? ` (for ${value} points give ${value / 100})` : "";
    reject("INVALID_NUMBER", path, `be a fraction that leaves retention from 0 to 1${hint}`, value);
  }
  return value;
}

// src/value/ltv-to-cac.ts
function ltvToCac(terms) {
  const given2 = checkKeys(terms, ["ltv", "cac"], "terms");
  const ltv = readUnlessNull(readAmount, given2.ltv, "terms.ltv");
  const cac = readUnlessNull(readAmount, given2.cac, "terms.cac");
  return ltv === null || cac === null ? ratioOf(zero, zero) : ratioOf(ltv, cac);
}

// src/value/accrual.ts
function accrualUntil(ledger2, until) {
  const { instants, rules: rules2 } = ledger2;
  const untilPlace = placeOf(until, instants);
  const positions = [];
  const positionOf = (place) => {
    positions[place] ??= monthPosition(rules2.zone, instants[place]);
    return positions[place];
  };
  return (entity) => {
    const steps2 = stepsOfEntity(ledger2, entity);
    const first = steps2.offsets[entity];
    const last = stepBefore(steps2, entity, untilPlace);
    if (last < first || steps2.levels[last] !== 0) return null;
    let total3 = zero;
    for (let step = first; step < last; step += 1) {
      if (steps2.levels[step] === 0) continue;
      const [from, to] = [steps2.places[step], steps2.places[step + 1]];
      const amounts = amountsOfStep(ledger2, steps2, entity, step);
      total3 = add(total3, accrued(ledger2, amounts, from, to, positionOf));
    }
    return total3;
  };
}
function accrued(ledger2, amounts, from, to, positionOf) {
  const { instants, rules: rules2 } = ledger2;
  const [start2, end] = [instants[from], instants[to]];
  const over = (a, b, at2) => {
    const amount = inReportingCurrency(ledger2, amounts, at2);
    const months2 = subtract(b, a);
    return { n: amount.n * months2.n, d: amount.d * months2.d };
  };
  if (rules2.exchangeRates === null) return over(positionOf(from), positionOf(to), start2);
  let total3 = zero;
  let [at, position] = [start2, positionOf(from)];
  for (let month2 = units.month.ordinalOf(rules2.zone.dayOf(start2)) + 1; ; month2 += 1) {
    const next = rules2.zone.startOfDay(units.month.firstDay(month2));
    if (next >= end) return add(total3, over(position, positionOf(to), at));
    const nextPosition = monthPosition(rules2.zone, next);
    total3 = add(total3, over(position, nextPosition, at));
    [at, position] = [next, nextPosition];
  }
}

// src/value/realized-lifetime-value.ts
var shares = [0.1, 0.25, 0.5, 0.75, 0.9];
function realizedLifetimeValue(source, asOf, policy = {}) {
  if (asOf === void 0) reject("INVALID_INSTANT", "asOf", "be present: the instant the data was taken", asOf);
  const { ledger: ledger2, statement, until } = openUntil(source, asOf, policy, "asOf");
  checkPriced(ledger2);
  const accrualOf = accrualUntil(ledger2, until);
  const values = [];
  let total3 = zero;
  for (let entity = 0; entity < ledger2.entities.customerIds.length; entity += 1) {
    const exact = accrualOf(entity);
    if (exact === null) continue;
    total3 = add(total3, exact);
    values.push({ exact, rounded: toNumber(exact) });
  }
  const sorted = values.sort((a, b) => a.rounded - b.rounded || compare(a.exact, b.exact)).map(({ exact }) => exact);
  const sortedValues = { count: sorted.length, at: (index) => sorted[index] };
  const out = moneyOut(statement.money);
  return { total: out(total3), ...distributionOf(sortedValues, total3, shares, out) };
}
export {
  MetricsError,
  activationRate,
  activeCustomers,
  arpa,
  arr,
  assessTargets,
  averageActiveCustomers,
  backtestHealthScore,
  backtestScores,
  bandMigration,
  cacPaybackMonths,
  churnBreakdown,
  comparePolicies,
  contractionRate,
  convertRate,
  customerAcquisitionCost,
  customerChurnRate,
  customerCount,
  customerDurations,
  customerEffortScore,
  customerLifetime,
  customerLifetimeValue,
  customerMovements,
  customerRetentionRate,
  customerSatisfactionScore,
  day,
  days,
  discountedExpectedLifetime,
  discountedExpectedResidualLifetime,
  earlyWarnings,
  engagementScore,
  eventColumns,
  eventLog,
  expansionRate,
  featureAdoption,
  featureRetention,
  feedbackThemeChanges,
  feedbackThemes,
  firstResponseTime,
  fitShiftedBetaGeometric,
  funnel,
  grossMrrChurnRate,
  grossRevenueRetention,
  healthBands,
  healthScore,
  healthScores,
  healthSignals,
  inspectLedger,
  involuntaryChurnRate,
  isMetricsError,
  lastPeriods,
  latestPerCustomer,
  ledger,
  ledgerBuilder,
  ledgerFromColumns,
  ltvSensitivity,
  ltvToCac,
  medianLifetime,
  mergeCustomers,
  mergeMovements,
  mergeRatios,
  month,
  months,
  mrr,
  mrrGrowthRate,
  mrrMovements,
  mrrMovementsBy,
  mrrMovementsByCustomer,
  netCredits,
  netMrrChurnRate,
  netPromoterScore,
  netRevenueRetention,
  paymentSuccessRate,
  period,
  periodOf,
  policies,
  policyNotes,
  projectSurvival,
  quarter,
  quarters,
  quickRatio,
  ratioInterval,
  realizedLifetimeValue,
  recoveryRate,
  referralRate,
  renewalRate,
  reopenRate,
  repeatContactRate,
  resolutionTime,
  restrictedMeanLifetime,
  retentionCohorts,
  retentionReport,
  revenueRenewalRate,
  roundMovements,
  stickiness,
  subscriptionColumns,
  suggestWeights,
  survivalCurve,
  ticketsPerCustomer,
  timeToActivation,
  trailing,
  trialConversionRate,
  usageDuration,
  usageFrequency,
  usageRetention,
  week,
  weeks,
  winBackRate,
  year,
  years
};
