/** `npm test` tries each property this share of the times that its test names; a tenth still finds nine faults of ten (docs/mutation.md). */
const usualShare = 0.25;

/**
 * How often a property is tried. PROPERTY_RUNS in the environment says another share than the usual one: 1 for the count itself, 20 for a night,
 * 0.1 as the mutation tests have it; once at least.
 */
export function propertyRuns(count: number): { readonly numRuns: number } {
  return { numRuns: Math.ceil(count * Number(process.env.PROPERTY_RUNS ?? usualShare)) };
}
