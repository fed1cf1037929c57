import fc from 'fast-check';

/** An answer with everything that a survey function can read. */
export interface Answer {
  readonly customerId: string;
  readonly score: number;
  readonly at: string;
  readonly segment: string;
  readonly themes: readonly string[];
}

const names = ['a', 'b', 'c'];

/** Dates and instants on both sides of the ends of January and February in UTC, Berlin and New York; few, so that many coincide. */
const instants = [
  '2026-01-01',
  '2026-01-15',
  '2026-01-31T22:59:59.999Z',
  '2026-01-31T23:00:00Z',
  '2026-01-31T23:59:59.999Z',
  '2026-02-01',
  '2026-02-01T00:00:00Z',
  '2026-02-01T05:00:00+00:00',
  '2026-02-28T23:30:00-01:00',
  '2026-03-01',
  '2026-03-31T22:00:00Z',
  '2026-04-01',
];

const answerArbitrary = (highest = 10): fc.Arbitrary<Answer> =>
  fc.record({
    customerId: fc.constantFrom('ada', 'ben', 'cem', 'dia'),
    score: fc.integer({ min: highest === 10 ? 0 : 1, max: highest }),
    at: fc.constantFrom(...instants),
    segment: fc.constantFrom('small', 'large'),
    themes: fc.array(fc.constantFrom(...names), { maxLength: 4 }),
  });

export const answersArbitrary = (highest = 10): fc.Arbitrary<Answer[]> =>
  fc.array(answerArbitrary(highest), { maxLength: 40 });

/** The same answers in another order. */
export const shuffledArbitrary = (highest = 10): fc.Arbitrary<{ answers: Answer[]; shuffled: Answer[] }> =>
  answersArbitrary(highest).chain((answers) =>
    fc
      .shuffledSubarray(answers, { minLength: answers.length, maxLength: answers.length })
      .map((shuffled) => ({ answers, shuffled })),
  );

/** Counts by score, without the scores that nobody gave. */
export function countsOf(answers: readonly { readonly score: number }[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const { score } of answers) counts[score] = (counts[score] ?? 0) + 1;
  return counts;
}
