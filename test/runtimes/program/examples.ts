import { approximate } from './approximate.ts';
import type { Claim, Material } from './material.ts';

/** What every expression of the docs that claims a value comes to here. Whether the claims are true is for the tests of the docs. */
export function exampleValues({ entries, makeExamples }: Material): unknown {
  // It has the names of the main entry once more, and the examples import it as a whole.
  const { 'tenure/parts': parts, ...others } = entries;
  const names = Object.assign({ parts }, ...Object.values(others));
  return makeExamples(names).map(([title, run]) => {
    const values: unknown[] = [];
    run(recorder(values));
    return { title, values };
  });
}

function recorder(values: unknown[]): Claim {
  const keep = (index: number, received: unknown) => {
    values[index] = received;
  };
  return {
    equal: keep,
    // Claimed to some digits only, and so not compared to more than that either.
    close: (index, received) => keep(index, approximate(received)),
    throws(index, act) {
      try {
        keep(index, { returned: act() });
      } catch (error) {
        keep(index, { thrown: error });
      }
    },
  };
}
