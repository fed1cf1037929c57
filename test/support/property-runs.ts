/** How often a property is tried: enough to see a fault soon, and with PROPERTY_RUNS=20 in the environment so many times as often. */
export function propertyRuns(count: number): { readonly numRuns: number } {
  return { numRuns: count * Number(process.env.PROPERTY_RUNS ?? 1) };
}
