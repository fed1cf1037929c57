import { reject } from '../errors.ts';
import { isKeyed } from '../read/index.ts';
import { checkFacts, mergeFacts, type Reading, readingOf, type ShardFacts } from './frame/in-parts.ts';
import type { InParts, Part } from './frame/part.ts';

/** Questions by a name of yours. */
export type Questions = { readonly [name: string]: InParts<never, Part, unknown> };

/** The source of all of them. */
export type SourceOf<Q extends Questions> = [Q[keyof Q]['part']] extends [(source: infer Source) => unknown]
  ? Source
  : never;

/** What a shard contributes to several results. */
export interface TogetherPart<Q extends Questions = Questions> extends Part {
  /** The part of each question, by its name. */
  readonly parts: { readonly [name in keyof Q]: ReturnType<Q[name]['part']> };
}

/** The result of each question, by its name. */
export type TogetherResult<Q extends Questions> = { readonly [name in keyof Q]: ReturnType<Q[name]['result']> };

/**
 * Several results from one reading of each shard: rows are compiled once for all questions under the same options.
 *
 * @param questions - What the other functions of `tenure/parts` gave, by a name of yours; all over sources of one kind.
 * @returns Part, merge and result of all of them, under the same names.
 * @throws MetricsError `INVALID_TYPE` for anything but such questions; otherwise as each of them does.
 *
 * Cost: the reading, and for each question what it takes from a ledger.
 *
 * @see docs/parts.md
 *
 * @example
 * ```ts
 * const { part, merge, result } = parts.together({
 *   mrr: parts.mrr('2026-03-01'),
 *   churn: parts.customerChurnRate(month('2026-02')),
 * });
 * const ada = part([{ customerId: 'ada', start: '2026-01-01', amount: 100, interval: 'month' }]);
 * const ben = part([{ customerId: 'ben', start: '2026-01-01', end: '2026-02-20', amount: 100, interval: 'month' }]);
 * const { mrr, churn } = result(merge([ada, ben]));
 * [mrr, churn.value]; // => [100, 0.5]
 * ```
 */
export function together<Q extends Questions>(questions: Q): InParts<SourceOf<Q>, TogetherPart<Q>, TogetherResult<Q>> {
  if (!isKeyed(questions)) reject('INVALID_TYPE', 'questions', 'be an object of questions by name', questions);
  const names = Object.keys(questions);
  const readings = new Map<string, Reading>();
  for (const name of names) {
    const own = questions[name] as object;
    const isQuestion = isKeyed(own) && readingOf(own) !== undefined;
    if (!isQuestion) reject('INVALID_TYPE', `questions.${name}`, "be a question of 'tenure/parts'", own);
    readings.set(readingOf(own).name, readingOf(own));
  }
  const all = names.map((name) => [name, questions[name] as InParts<unknown, Part, unknown>] as const);
  const none = Object.fromEntries(all.map(([name, own]) => [name, own.merge([])]));
  const definitions = JSON.stringify(all.map(([name]) => [name, none[name]?.of, none[name]?.definitions]));
  const asked = { of: 'together', definitions, currency: all[0] === undefined ? null : currencyOf(none, names) };
  const partOf = (facts: ShardFacts, parts: object) => {
    return { version: 1, of: asked.of, definitions, ...facts, parts } as TogetherPart<Q>;
  };
  return {
    part(source) {
      const read = new Map(Array.from(readings, ([name, reading]) => [name, reading.read(source)]));
      const own = Object.fromEntries(all.map(([name, one]) => [name, one.part(read.get(readingOf(one).name))]));
      const [first] = Object.values(own);
      const { rows = 0, customers = 0 } = first ?? {};
      return partOf({ currency: currencyOf(own, names), rows, customers }, own);
    },
    merge(parts) {
      const lists = new Map(names.map((name): [string, Part[]] => [name, []]));
      const facts = mergeFacts(parts, asked, (part, path) => {
        const own = partsOf(part, path);
        for (const name of names) lists.get(name)?.push(own[name] as Part);
      });
      return partOf(facts, Object.fromEntries(all.map(([name, one]) => [name, one.merge(lists.get(name) as Part[])])));
    },
    result(part) {
      checkFacts(part, asked, 'part');
      const own = partsOf(part, 'part');
      return Object.fromEntries(all.map(([name, one]) => [name, one.result(own[name] as Part)])) as TogetherResult<Q>;
    },
  };
}

function partsOf(part: TogetherPart, path: string): Readonly<Record<string, unknown>> {
  const { parts } = part as { readonly parts: unknown };
  if (!isKeyed(parts)) reject('INVALID_TYPE', `${path}.parts`, 'be parts by name', parts);
  return parts;
}

/** Counts have none. */
function currencyOf(parts: { readonly [name: string]: Part }, names: readonly string[]): string | null {
  return names.map((name) => parts[name]?.currency ?? null).find((currency) => currency !== null) ?? null;
}
