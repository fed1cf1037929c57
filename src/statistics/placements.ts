/** A quantity that should be higher where something happens (a positive) than where it does not, and what did happen. */
export interface RankedOutcomes {
  readonly values: ArrayLike<number>;
  /** 1 for a positive. */
  readonly isPositive: ArrayLike<number>;
  /** Whose row it is, as codes 0, 1, ...: rows of one owner do not vary on their own. */
  readonly owners: ArrayLike<number>;
  readonly ownerCount: number;
}

/** How each owner's rows stand among those of the other kind: what the error of an area under the curve is made of. */
export interface Placements {
  readonly positives: number;
  readonly negatives: number;
  /** The area; of no meaning where there are no positives or no negatives. */
  readonly area: number;
  /** For each owner, over its positives: the share of the negatives below each, less the area. Ties count half. */
  readonly ofPositives: Float64Array;
  /** For each owner, over its negatives: the share of the positives above each, less the area. */
  readonly ofNegatives: Float64Array;
  /** How many owners have positives, negatives, anything. */
  readonly owners: { readonly withPositives: number; readonly withNegatives: number; readonly all: number };
}

/** All counts are whole numbers until the last step, so that no order of rows changes a digit. */
export function placementsOf({ values, isPositive, owners, ownerCount }: RankedOutcomes): Placements {
  const rows = values.length;
  const order = Uint32Array.from({ length: rows }, (_, row) => row).sort(
    (a, b) => (values[a] as number) - (values[b] as number),
  );
  const own = {
    positives: new Float64Array(ownerCount),
    negatives: new Float64Array(ownerCount),
    // Twice the number of the others below, or above, so that a tie is a whole number.
    below: new Float64Array(ownerCount),
    above: new Float64Array(ownerCount),
  };
  let positives = 0;
  for (let row = 0; row < rows; row += 1) positives += isPositive[row] === 1 ? 1 : 0;
  const negatives = rows - positives;
  let twiceBelow = 0;
  let [positivesBefore, negativesBefore] = [0, 0];
  for (let start = 0; start < rows; ) {
    let end = start;
    let tiedPositives = 0;
    while (end < rows && values[order[end] as number] === values[order[start] as number]) {
      tiedPositives += isPositive[order[end] as number] === 1 ? 1 : 0;
      end += 1;
    }
    const tiedNegatives = end - start - tiedPositives;
    const below = 2 * negativesBefore + tiedNegatives;
    const above = 2 * (positives - positivesBefore) - tiedPositives;
    for (let place = start; place < end; place += 1) {
      const row = order[place] as number;
      const owner = owners[row] as number;
      const [count, sum, value] =
        isPositive[row] === 1 ? [own.positives, own.below, below] : [own.negatives, own.above, above];
      count[owner] = (count[owner] as number) + 1;
      sum[owner] = (sum[owner] as number) + value;
    }
    twiceBelow += tiedPositives * below;
    positivesBefore += tiedPositives;
    negativesBefore += tiedNegatives;
    start = end;
  }
  const area = twiceBelow / (2 * positives * negatives);
  const less = (sums: Float64Array, counts: Float64Array, others: number) =>
    sums.map((sum, owner) => sum / (2 * others) - (counts[owner] as number) * area);
  return {
    positives,
    negatives,
    area,
    ofPositives: less(own.below, own.positives, negatives),
    ofNegatives: less(own.above, own.negatives, positives),
    owners: {
      withPositives: countAbove(own.positives),
      withNegatives: countAbove(own.negatives),
      all: countAbove(own.positives.map((count, owner) => count + (own.negatives[owner] as number))),
    },
  };
}

function countAbove(counts: Float64Array): number {
  return counts.reduce((found, count) => found + (count > 0 ? 1 : 0), 0);
}

/**
 * The variance of an area, or of the difference of two areas over the same rows (then with the differences of their placements). Null where
 * either kind has fewer than two owners, or where the placements do not vary: an error of 0 would claim what so few rows cannot show.
 *
 * Source: E. R. DeLong, D. M. DeLong, D. L. Clarke-Pearson (1988), Comparing the areas under two or more correlated receiver operating
 * characteristic curves: a nonparametric approach, Biometrics 44(3), 837-845; with several rows an owner N. A. Obuchowski (1997),
 * Nonparametric analysis of clustered ROC curve data, Biometrics 53(2), 567-578, which is the same where each owner has one row.
 */
export function varianceOf({ ofPositives, ofNegatives, positives, negatives, owners }: Placements): number | null {
  const { withPositives, withNegatives, all } = owners;
  if (withPositives < 2 || withNegatives < 2) return null;
  const terms = ofPositives.map((above, owner) => {
    const below = ofNegatives[owner] as number;
    return (
      ((withPositives / (withPositives - 1)) * above * above) / (positives * positives) +
      ((withNegatives / (withNegatives - 1)) * below * below) / (negatives * negatives) +
      ((all / (all - 1)) * 2 * above * below) / (positives * negatives)
    );
  });
  // Sorted, so that the order of the owners changes no digit.
  const variance = terms.sort().reduce((sum, term) => sum + term, 0);
  return variance > negligible ? variance : null;
}

/** Below what is left of a variance of 0 by rounding. */
const negligible = 1e-24;
