import { readQuestion, readSegments } from '../../activity/open.ts';
import { type Instant, inShape, type Period, readInstant, type Zone, zoneOf } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import { isMissing, isRecord } from '../../read/index.ts';
import type { SegmentKey } from '../../table/index.ts';
import { inParts, type Reading, type ShardFacts } from '../frame/in-parts.ts';
import type { InParts, PartKey, TablePart } from '../frame/part.ts';
import type { PartShape, Tally } from '../frame/tally.ts';

/** What a function over rows says of one period, or of each key in it. */
export type FactsByKey<Facts> = Facts | readonly ({ readonly key: SegmentKey } & Facts)[];

/** A question about rows with a customer and an instant: answers, tickets, payments, events. */
export interface RowQuestion<Source, Facts extends object> {
  readonly of: string;
  readonly shape: PartShape;
  /** A period, a list of them, or undefined for all rows. */
  readonly periods: unknown;
  readonly timeZone?: unknown;
  /** Which options there are, but for period, zone and callback. */
  readonly options: object;
  /** The name of what results are split by, if they are. */
  readonly by?: string | undefined;
  /** What a shard comes to, for each of the periods. */
  readonly factsOf: (source: Source, periods: readonly Period[] | undefined) => readonly FactsByKey<Facts>[];
  readonly book: (tally: Tally, at: PartKey, facts: Facts) => void;
  readonly answer: (tally: Tally, at: PartKey, place: number) => object | number | null;
  /** What the shard is beside its sums, where that is more than a list of rows. */
  readonly count?: (source: Source, tally: Tally) => ShardFacts;
  readonly reading?: ((zone: Zone) => Reading) | undefined;
}

/** The keys that occur in each period. */
const keysTable = { keys: { rows: 'count' } } as const;

export function rowQuestion<Source, Facts extends object>(
  asked: RowQuestion<Source, Facts>,
): InParts<Source, TablePart, unknown> {
  const { of, periods, timeZone, options, by, factsOf, book, answer, count = countRows } = asked;
  const question = periods === undefined ? null : readQuestion(periods, timeZone);
  const zone = question?.zone ?? zoneOf(timeZone === undefined ? 'UTC' : timeZone, 'options.timeZone');
  const list = question?.periods.map(({ period }) => period);
  const definitions = {
    periods: question?.periods.map(({ start, end, period }) => [period.label, start, end]),
    timeZone: zone.timeZone,
    options: optionsIn(options, zone),
    by,
  };
  return inParts<Source, unknown>({
    of,
    definitions: JSON.stringify(definitions),
    currency: null,
    shape: { ...keysTable, ...asked.shape },
    reading: asked.reading?.(zone) ?? rowReading,
    book(tally, source) {
      for (const [place, facts] of factsOf(source, list).entries()) {
        const byKey = Array.isArray(facts) ? facts : [{ key: null, ...(facts as Facts) }];
        for (const own of byKey) {
          const at = [place, own.key ?? null];
          tally.add('keys', at, { rows: 1 });
          book(tally, at, own);
        }
      }
      return count(source, tally);
    },
    answer(tally) {
      const results = Array.from(list ?? [null], (_, place) => {
        if (by === undefined) return answer(tally, [place, null], place);
        return tally
          .rows('keys', [place])
          .flatMap(({ key }) => [answer(tally, key, place)].flat().map((row) => ({ key: key[1], ...(row as object) })));
      });
      return inShape({ isList: question?.isList ?? false }, results);
    },
  });
}

export const rowReading: Reading = { name: 'rows', read: (source) => source };

/** The options that were given, in one order; an instant is one however it was written. */
function optionsIn(options: object, zone: Zone): object {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  const read = given.map(([name, value]): [string, unknown] => {
    return [name, name === 'asOf' ? readInstant(value as Instant, zone, 'options.asOf') : value];
  });
  return Object.fromEntries(read.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Rows, and the customers that they name. */
export function countRows(source: unknown): ShardFacts {
  const rows = source as ArrayLike<unknown>;
  const customers = new Set<string>();
  for (let row = 0; row < rows.length; row += 1) {
    const own = rows[row];
    if (isRecord(own) && !isMissing(own.customerId)) customers.add(String(own.customerId));
  }
  return { currency: null, rows: rows.length, customers: customers.size };
}

/** The name of what splits results: one has to be there with the other. */
export function nameOfSplit({ by, name }: { readonly by?: unknown; readonly name?: unknown }): string | undefined {
  if (by === undefined && name === undefined) return undefined;
  if (readSegments(by, Object) === undefined) reject('INVALID_TYPE', 'options.by', 'be present if options.name is', by);
  const isName = typeof name === 'string' && name !== '';
  if (!isName)
    reject(
      'INVALID_TYPE',
      'options.name',
      'be a name for options.by: parts with different names cannot be merged',
      name,
    );
  return name;
}
