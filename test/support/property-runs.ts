/**
 * How often a property is tried: enough to see a fault soon, and with PROPERTY_RUNS=20 in the environment so many times as often;
 * with PROPERTY_RUNS=0.2 a fifth as often, as the mutation tests have it, and once at least.
 */
export function propertyRuns(count: number): { readonly numRuns: number } {
  return { numRuns: Math.ceil(count * Number(process.env.PROPERTY_RUNS ?? 1)) };
}
