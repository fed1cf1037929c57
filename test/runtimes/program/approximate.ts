/**
 * Marks figures that pass through the exponential or the logarithm, whose last digit the standard leaves to each engine. They are the same to
 * 12 digits; all others to the last bit.
 */
export const approximate = (value: unknown) => ({ approximate: value });
