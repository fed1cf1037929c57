import { refuse, reject } from '../../errors.ts';
import { currencyName } from '../../money/index.ts';
import { isRecord } from '../../read/index.ts';
import { addTables, tablesOf } from './columns.ts';
import type { InParts, Part, TablePart } from './part.ts';
import { newTally, type PartShape, type Tally } from './tally.ts';

/** What a shard is, beside its sums. */
export type ShardFacts = Pick<Part, 'currency' | 'rows' | 'customers'>;

/** One question, as far as it differs from others. */
export interface Question<Source, Result> {
  readonly of: string;
  readonly definitions: string;
  /** Of results without rows. */
  readonly currency: string | null;
  readonly shape: PartShape;
  /** Adds up what a shard contributes. */
  readonly book: (tally: Tally, source: Source) => ShardFacts;
  /** What the function of that name would give over all rows. */
  readonly answer: (tally: Tally, facts: ShardFacts) => Result;
  /** How a source is read once for several questions; equal `name`s read alike. */
  readonly reading: Reading;
}

export interface Reading {
  readonly name: string;
  readonly read: (source: unknown) => unknown;
}

const readingKey = Symbol.for('tenure.reading');

/** How a question reads its source. */
export function readingOf(inParts: object): Reading {
  return (inParts as { readonly [readingKey]: Reading })[readingKey];
}

/** Part, merge and result of a question. */
export function inParts<Source, Result>(question: Question<Source, Result>): InParts<Source, TablePart, Result> {
  const { of, definitions, shape, book, answer, reading } = question;
  const partOf = (tally: Tally, { currency, rows, customers }: ShardFacts): TablePart => {
    return { version: 1, of, definitions, currency, rows, customers, tables: tablesOf(tally) };
  };
  const made: InParts<Source, TablePart, Result> = {
    part(source) {
      const tally = newTally(shape);
      return partOf(tally, book(tally, source));
    },
    merge(parts) {
      const tally = newTally(shape);
      return partOf(
        tally,
        mergeFacts(parts, question, (part, path) => addTables(tally, part.tables, `${path}.tables`)),
      );
    },
    result(part) {
      const tally = newTally(shape);
      const facts = checkFacts(part, question, 'part');
      addTables(tally, part.tables, 'part.tables');
      return answer(tally, facts);
    },
  };
  return Object.freeze(Object.defineProperty(made, readingKey, { value: reading }));
}

/** The same question with another result of its parts. */
export function withResult<Source, P extends Part, Result>(
  asked: InParts<Source, P, unknown>,
  result: (part: P) => Result,
): InParts<Source, P, Result> {
  const { part, merge } = asked;
  return Object.freeze(Object.defineProperty({ part, merge, result }, readingKey, { value: readingOf(asked) }));
}

type Asked = Pick<Question<never, unknown>, 'of' | 'definitions' | 'currency'>;

/** What several parts are together; each is handed over once it is known to be of this question. */
export function mergeFacts<P extends Part>(
  parts: Iterable<P>,
  asked: Asked,
  take: (part: P, path: string) => void,
): ShardFacts {
  if (parts === null || typeof parts !== 'object' || !(Symbol.iterator in parts)) {
    reject('INVALID_TYPE', 'parts', 'be a list of parts, or another iterable of them', parts);
  }
  let [rows, customers, count] = [0, 0, 0];
  let { currency } = asked;
  for (const part of parts) {
    const path = `parts[${count}]`;
    count += 1;
    const facts = checkFacts(part, asked, path);
    // What has no rows has no currency.
    if (facts.rows > 0) {
      if (rows > 0 && facts.currency !== currency) {
        const rule = `must be that of the other parts, ${currencyName(currency)}; received ${currencyName(facts.currency)}`;
        refuse('MIXED_CURRENCIES', `${path}.currency`, rule, facts.currency);
      }
      currency = facts.currency;
    }
    rows += facts.rows;
    customers += facts.customers;
    take(part, path);
  }
  return { currency, rows, customers };
}

export function checkFacts(part: Part, { of, definitions }: Asked, path: string): ShardFacts {
  if (!isRecord(part)) reject('INVALID_TYPE', path, 'be a part', part);
  const { version, currency, rows, customers } = part;
  if (version !== 1) reject('INVALID_TYPE', `${path}.version`, 'be 1, the version that this tenure reads', version);
  if (part.of !== of) reject('CONFLICTING_POLICY', `${path}.of`, `be '${of}'`, part.of);
  if (part.definitions !== definitions) {
    reject('CONFLICTING_POLICY', `${path}.definitions`, `be those of the question, ${definitions}`, part.definitions);
  }
  if (currency !== null && typeof currency !== 'string') {
    reject('INVALID_TYPE', `${path}.currency`, 'be a currency code, or null', currency);
  }
  for (const [name, value] of Object.entries({ rows, customers })) {
    const isCount = Number.isSafeInteger(value) && value >= 0;
    if (!isCount) reject('INVALID_NUMBER', `${path}.${name}`, 'be a whole number >= 0', value);
  }
  return { currency, rows, customers };
}
