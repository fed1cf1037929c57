/** Where a term adds less than this share of the sum, the rest of the terms is lost in the rounding. */
const negligible = 1e-18;
/** e^-37 is below what a double can tell from 0 beside 1. */
const digits = 37;

/**
 * The mean of 1 / (shift + x) over a beta distribution of x, for alpha, beta and shift above 0; to about 13 digits.
 *
 * It is 2F1(1, beta; alpha + beta; 1 / (1 + shift)) / (1 + shift). The series and the continued fraction of 2F1 need ever more terms as
 * the shift falls; this sum does not. It is the trapezoidal rule on the whole line, in the logarithm of x / (1 - x), where it converges
 * exponentially (Trefethen and Weideman (2014), The exponentially convergent trapezoidal rule, SIAM Review 56(3), 385-458). The
 * weights are added up with the same rule, so that no beta function is needed.
 */
export function betaMeanOfReciprocal(alpha: number, beta: number, shift: number): number {
  const mean = alpha / (alpha + beta);
  const rest = beta / (alpha + beta);
  // The weights are a bell of variance 1 / (alpha x rest) where alpha and beta are large, and wider than that where they are not.
  const step = 0.25 / Math.sqrt(1 + alpha * rest);
  const centre = Math.log(alpha) - Math.log(beta);
  // From there on x is so near to 0, or to 1, that the terms are a geometric series.
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
    if (isLast || weight < negligible * weights) break;
  }
  for (let node = 1; ; node += 1) {
    const x = node * step;
    const isLast = centre - x < lowest;
    const weight = Math.exp(-alpha * logMix(rest, x) - beta * logMix(mean, -x)) * (isLast ? tail(alpha * step) : 1);
    const odds = mean * Math.exp(-x);
    const value = weight / (shift + odds / (odds + rest));
    weights += weight;
    values += value;
    if (isLast || (weight < negligible * weights && value < negligible * values)) break;
  }
  return values / weights;
}

/** ln(1 - share + share e^x), without loss where x is small, and without overflow. */
function logMix(share: number, x: number): number {
  return x > 700 ? x + Math.log(share + (1 - share) * Math.exp(-x)) : Math.log1p(share * Math.expm1(x));
}

/** The sum of e^(-k x slope) over k >= 0. */
function tail(slope: number): number {
  return -1 / Math.expm1(-slope);
}
