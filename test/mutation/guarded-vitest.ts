// Vitest for the tests of a mutant. What fails outside of a test (while a `describe` is gathered, in a `beforeAll`) leaves tests that did
// not run, none that failed, and for Stryker that is a mutant that survived. Here it is kept, for a test of the room to fail by.
import { beforeAll as before, describe as gather } from 'vitest';

export * from 'vitest';

export const failures: unknown[] = [];

type Body = (...given: unknown[]) => unknown;

function guarded(body: Body): Body {
  return async (...given) => {
    try {
      return await body(...given);
    } catch (error) {
      return failures.push(error);
    }
  };
}

function around(gathers: Body): Body {
  return (...given) => gathers(...given.map((argument) => (isBody(argument) ? guarded(argument) : argument)));
}

function isBody(argument: unknown): argument is Body {
  return typeof argument === 'function';
}

/** Without parameters: Vitest reads the names of fixtures from them. */
export function beforeAll(body: () => unknown): void {
  const held = guarded(body);
  before(async () => {
    await held();
  });
}

export const describe = Object.assign(around(gather as Body), {
  each: (...cases: unknown[]) => around((gather.each as Body)(...cases) as Body),
  skipIf: (condition: unknown) => around(gather.skipIf(condition) as unknown as Body),
});
