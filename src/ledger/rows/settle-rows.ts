import { groupByKey } from '../../table/index.ts';
import { openEnd, type ReadSpans, spanFields, spanStore } from '../levels/paid-spans.ts';
import { linkReplaced, type RefuseLink } from './replaced.ts';
import {
  involuntaryMark,
  type NotedRow,
  type SettledSpan,
  type Trial,
  trialMark,
  type Unsettled,
  type UnsettledRows,
} from './unsettled.ts';

// What a row pays can depend on the others of its customer: by an option (trials 'first', startAt 'signed', lastEnds 'paidThrough') or a
// field (`replaces`). Such rows are noted while they are read, and settled when all are known. Few ledgers have any, so this is written for
// clarity, with an object for each span.

export interface Settled {
  readonly spans: ReadSpans;
  readonly trials: readonly Trial[];
  readonly subscriptionIds: readonly (string | undefined)[];
}

export function settleRows(reader: UnsettledRows, refuse: RefuseLink): Settled {
  const { rules, noted, trials, subscriptionIds } = reader;
  const read = reader.spans.finish();
  const isByTrial = rules.trials === 'first' && trials.length > 0;
  if (noted.length === 0 && !isByTrial) return { spans: read, trials, subscriptionIds };
  const rows: Unsettled = {
    reader,
    spans: spansOf(reader, read),
    trials: trials.map((trial) => ({ ...trial })),
    ids: subscriptionIds.slice(),
  };
  // Which subscriptions are one comes first, and what is paid between them last.
  const bridge = linkReplaced(rows, refuse);
  const trim = trimmer(rows.spans);
  keepLastEnds(rows, trim);
  if (rules.startAt === 'signed') takePlaces(noted, trim);
  const counted = isByTrial ? countTrials(rows) : rows.trials;
  bridge();
  return { spans: stored(rows), trials: counted, subscriptionIds: rows.ids };
}

function spansOf({ instants }: UnsettledRows, { length, entity, records }: ReadSpans): SettledSpan[] {
  const epochOf = (code: number) => (code === openEnd ? never : (instants.epochs[code] as number));
  return Array.from({ length }, (_, span) => {
    const record = records.subarray(span * spanFields, (span + 1) * spanFields);
    const [row, rowStart, start, end, price, marks] = record as unknown as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    return { entity: entity[span] as number, row, rowStart, start: epochOf(start), end: epochOf(end), price, marks };
  });
}

function stored({ reader: { instants }, spans }: Unsettled): ReadSpans {
  const store = spanStore(spans.length);
  for (const { entity, row, rowStart, start, end, price, marks } of spans) {
    if (end <= start) continue;
    const endCode = end === never ? openEnd : instants.codeOfEpoch(end);
    store.push(entity, row, rowStart, instants.codeOfEpoch(start), endCode, price, marks & involuntaryMark);
  }
  return store.finish();
}

const never = Number.POSITIVE_INFINITY;

/** Cuts what a row pays down to a time. */
type Trim = (note: NotedRow, from: number, until: number) => void;

function trimmer(spans: readonly SettledSpan[]): Trim {
  const byRow = groupByKey(spans, ({ row }) => row);
  return ({ row, marks }, from, until) => {
    for (const span of byRow.get(row) ?? []) {
      span.start = Math.max(span.start, from);
      if (span.end > until) Object.assign(span, { end: until, marks });
    }
  };
}

/** Of the rows that were read as if they had no end, those keep it that are not the last of their subscription. */
function keepLastEnds({ reader, ids }: Unsettled, trim: Trim): void {
  const groups = groupByKey(reader.noted, ({ entity, row }) =>
    ids[row] === undefined ? row : `${entity} ${ids[row]}`,
  );
  for (const own of groups.values()) {
    const last = own.reduce((latest, { end }) => Math.max(latest, end), Number.NEGATIVE_INFINITY);
    for (const note of own) {
      if (!note.isOpened) continue;
      if (note.end < last) trim(note, note.from, note.end);
      else note.end = never;
    }
  }
}

/**
 * A row that was signed before it starts counts from then, and takes the place of what ends between both: of all that was signed before it, or
 * nobody knows when. For what was signed no earlier (the steps of one contract) it waits.
 */
function takePlaces(noted: readonly NotedRow[], trim: Trim): void {
  for (const own of groupByKey(noted, ({ entity }) => entity).values()) {
    for (const next of own) {
      if (next.from >= next.start) continue;
      const before = own.filter(({ end }) => end > next.from && end <= next.start);
      const older = before.filter(({ signed }) => signed < next.signed);
      const begin = before.reduce((at, note) => (older.includes(note) ? at : Math.max(at, note.end)), next.from);
      for (const note of older) trim(note, note.from, begin);
      trim(next, begin, never);
    }
  }
}

/** The time of a trial counts from when its entity first paid, on. Gives back the trials that began before. */
function countTrials({ reader, spans, trials }: Unsettled): Trial[] {
  const { values } = reader.prices.prices;
  const firstPaid = new Map<number, number>();
  const paidFrom = ({ entity }: { readonly entity: number }) => firstPaid.get(entity) ?? never;
  for (const span of spans) {
    const isPaid = span.marks < trialMark && span.end > span.start && values[span.price]?.n !== 0n;
    if (isPaid) firstPaid.set(span.entity, Math.min(paidFrom(span), span.start));
  }
  for (const span of spans) if (span.marks >= trialMark) span.start = Math.max(span.start, paidFrom(span));
  return trials.filter((trial) => trial.start < paidFrom(trial));
}
