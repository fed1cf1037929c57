/** What a call gives, or the error that it throws: both are to be the same everywhere. */
export function outcome(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return { thrown: error };
  }
}
