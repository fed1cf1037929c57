import { firstIndex, groupByKey } from '../../table/index.ts';
import { firstOnes, openEnd, type ReadSpans } from '../levels/paid-spans.ts';
import { linkReplaced, type RefuseLink } from './replaced.ts';
import {
  involuntaryMark,
  type NotedRow,
  type OwnSpans,
  type Trial,
  trialMark,
  type Unsettled,
  type UnsettledRows,
} from './unsettled.ts';

// What a row pays can depend on the others of its customer: by an option (trials 'first', startAt 'signed', lastEnds 'paidThrough') or a
// field (`replaces`). Such rows are noted while they are read, and settled when all are known.

export interface Settled {
  readonly spans: ReadSpans;
  readonly trials: readonly Trial[];
  /** By row, where they are not those that were read. */
  readonly ids: readonly (string | undefined)[] | undefined;
}

const never = Number.POSITIVE_INFINITY;

export function settleRows(
  reader: UnsettledRows,
  subscriptionIds: () => readonly (string | undefined)[],
  refuse: RefuseLink,
): Settled {
  const { rules, noted, instants } = reader;
  const kept = reader.spans.finish();
  const isByTrial = rules.trials === 'first';
  if (noted.length === 0 && !isByTrial) return { spans: kept, trials: reader.trials, ids: undefined };
  const read = ownSpans(kept);
  const epochs = (codes: Uint32Array) =>
    Float64Array.from(codes, (code) => (code === openEnd ? never : (instants.epochs[code] as number)));
  const trials = reader.trials.map((trial) => ({ ...trial }));
  const rows: Unsettled = {
    reader,
    read,
    starts: epochs(read.start),
    ends: epochs(read.end),
    trials,
    ids: subscriptionIds().slice(),
  };
  // Which subscriptions are one comes first, and what is paid between them last.
  const bridge = linkReplaced(rows, refuse);
  if (rules.lastEnds === 'paidThrough') keepLastEnds(rows);
  if (rules.startAt === 'signed') takePlaces(rows);
  const counted = isByTrial ? countTrials(rows) : trials;
  bridge();
  return { spans: stored(rows), trials: counted, ids: rows.ids };
}

/** Copies, since others may hold those that were read. */
function ownSpans({ length, entity, row, rowStart, start, end, price, marks }: ReadSpans): OwnSpans {
  const own = (column: Uint32Array) => column.slice(0, length);
  return {
    length,
    entity: own(entity),
    row: row === null ? firstOnes(length, length) : own(row),
    rowStart: own(rowStart ?? start),
    start: own(start),
    end: own(end),
    price: own(price),
    marks: marks?.slice(0, length) ?? new Uint8Array(length),
  };
}

/** Without what nothing is left of. */
function stored({ reader: { instants }, read, starts, ends }: Unsettled): ReadSpans {
  const { entity, row, rowStart, price } = read;
  let count = 0;
  for (let span = 0; span < read.length; span += 1) {
    const [start, end] = [starts[span] as number, ends[span] as number];
    if (end <= start) continue;
    for (const column of [entity, row, rowStart, price]) column[count] = column[span] as number;
    read.start[count] = instants.codeOfEpoch(start);
    read.end[count] = end === never ? openEnd : instants.codeOfEpoch(end);
    read.marks[count] = (read.marks[span] as number) & involuntaryMark;
    count += 1;
  }
  return { ...read, length: count };
}

/** Cuts what a row pays down to a time. */
function trim(rows: Unsettled, { span: first, spans, marks }: NotedRow, from: number, until: number): void {
  const { read, starts, ends } = rows;
  for (let span = first; span < first + spans; span += 1) {
    starts[span] = Math.max(starts[span] as number, from);
    if ((ends[span] as number) <= until) continue;
    ends[span] = until;
    read.marks[span] = ((read.marks[span] as number) & trialMark) | marks;
  }
}

/** Of the rows that were read as if they had no end, those keep it that are not the last of their subscription. */
function keepLastEnds(rows: Unsettled): void {
  const { reader, ids } = rows;
  const nameOf = ({ entity, row }: NotedRow) => (ids[row] === undefined ? row : `${entity} ${ids[row]}`);
  // A row that never pays ends nothing.
  const paid = reader.noted.filter((note) => note.spans > 0);
  for (const own of groupByKey(paid, nameOf).values()) {
    const last = own.reduce((latest, { end }) => Math.max(latest, end), -never);
    for (const note of own) {
      if (!note.isOpened) continue;
      if (note.end < last) trim(rows, note, note.from, note.end);
      else note.end = never;
    }
  }
}

/**
 * A row that was signed before it starts counts from then, and takes the place of what ends between both: of all that was signed before it, or
 * nobody knows when. For what was signed no earlier (the steps of one contract) it waits. A phase that another follows is no end.
 */
function takePlaces(rows: Unsettled): void {
  const { noted } = rows.reader;
  const early = noted.filter(({ from, start }) => from < start);
  const entities = new Set(early.map(({ entity }) => entity));
  const concerned = noted
    .filter(({ entity, spans, from, end }) => spans > 0 && end > from && entities.has(entity))
    .sort((a, b) => a.end - b.end);
  const byEntity = groupByKey(concerned, ({ entity }) => entity);
  const followers = followersOf(rows, concerned);
  for (const next of early) {
    let begin = next.from;
    const older: NotedRow[] = [];
    const running = new Set<NotedRow>();
    const byEnd = byEntity.get(next.entity) ?? [];
    const [first, last] = [next.from, next.start].map((time) =>
      firstIndex(byEnd.length, (at) => (byEnd[at] as NotedRow).end > time),
    ) as [number, number];
    // From the last, so that what follows a phase is known before it.
    for (const note of byEnd.slice(first, last).reverse()) {
      const goesOn = followers
        .get(note)
        ?.some(
          (phase) =>
            phase !== next &&
            (phase.start < next.start || phase.signed < next.signed) &&
            (phase.end > next.start || running.has(phase)),
        );
      if (goesOn) running.add(note);
      else if (note.signed < next.signed) older.push(note);
      else begin = Math.max(begin, note.end);
    }
    for (const note of older) trim(rows, note, note.from, begin);
    trim(rows, next, begin, never);
  }
}

/** Of each row the rows of its subscription that begin where it ends, if there are any. */
function followersOf({ ids }: Unsettled, notes: readonly NotedRow[]): ReadonlyMap<NotedRow, readonly NotedRow[]> {
  const named = notes.filter(({ row }) => ids[row] !== undefined);
  const name = ({ entity, row }: NotedRow, time: number) => `${time} ${entity} ${ids[row]}`;
  const byStart = groupByKey(named, (note) => name(note, note.start));
  return new Map(
    named.flatMap((note) => {
      const following = byStart.get(name(note, note.end));
      return following === undefined ? [] : [[note, following] as const];
    }),
  );
}

/** The time of a trial counts from when its entity first paid, on. Gives back the trials that began before. */
function countTrials({ reader, read, starts, ends, trials }: Unsettled): Trial[] {
  const { length, entity, price, marks } = read;
  const { values } = reader.prices.prices;
  const firstPaid = new Float64Array(reader.entities.entities().customerIds.length).fill(never);
  const isTrial = (span: number) => (marks[span] as number) >= trialMark;
  for (let span = 0; span < length; span += 1) {
    const [start, of] = [starts[span] as number, entity[span] as number];
    const isPaid = (ends[span] as number) > start && values[price[span] as number]?.n !== 0n;
    if (isPaid && !isTrial(span) && start < (firstPaid[of] as number)) firstPaid[of] = start;
  }
  for (let span = 0; span < length; span += 1) {
    if (isTrial(span)) starts[span] = Math.max(starts[span] as number, firstPaid[entity[span] as number] as number);
  }
  return trials.filter((trial) => trial.start < (firstPaid[trial.entity] as number));
}
