import type { Rational } from '../../exact/index.ts';
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
  takePlaces(rows);
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
    marks: marks ?? new Uint8Array(length),
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
    // One that a pause ended at that very time ends with its row.
    if ((ends[span] as number) < until) continue;
    ends[span] = until;
    read.marks[span] = ((read.marks[span] as number) & trialMark) | marks;
  }
}

/** That of a subscription; a row without an id is one of its own. */
function nameOf({ ids }: Unsettled, { entity, row }: NotedRow): string {
  return ids[row] === undefined ? `${row}` : `${entity} ${ids[row]}`;
}

/** Of the rows that were read as if they had no end, those keep it that are not the last of their subscription. */
function keepLastEnds(rows: Unsettled): void {
  const { reader } = rows;
  // A row that never pays ends nothing.
  const paid = reader.noted.filter((note) => note.spans > 0);
  for (const own of groupByKey(paid, (note) => nameOf(rows, note)).values()) {
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
  const followersOf = followers(rows, concerned);
  for (const next of early) {
    const byEnd = byEntity.get(next.entity) as NotedRow[];
    const [first, last] = [next.from, next.start].map((time) =>
      firstIndex(byEnd.length, (at) => (byEnd[at] as NotedRow).end > time),
    ) as [number, number];
    const running = new Set<NotedRow>();
    const goesOn = (phase: NotedRow) =>
      (phase.start < next.start || phase.signed < next.signed) && (phase.end > next.start || running.has(phase));
    // From the last, so that what follows a phase is known before it.
    const between = byEnd.slice(first, last).reverse();
    for (const note of between) if (followersOf(note)?.some(goesOn)) running.add(note);
    const ending = between.filter((note) => !running.has(note));
    const younger = ending.filter(({ signed }) => signed >= next.signed);
    const begin = younger.reduce((latest, { end }) => Math.max(latest, end), next.from);
    // What it waits for has ended by then.
    for (const note of ending) trim(rows, note, note.from, begin);
    trim(rows, next, begin, never);
  }
}

/** Tells of a row the rows of its subscription that begin where it ends. */
function followers(rows: Unsettled, notes: readonly NotedRow[]) {
  const name = (note: NotedRow, time: number) => `${time} ${nameOf(rows, note)}`;
  const byStart = groupByKey(notes, (note) => name(note, note.start));
  return (note: NotedRow): readonly NotedRow[] | undefined => byStart.get(name(note, note.end));
}

/** The time of a trial counts from when its entity first paid, on. Gives back the trials that began before. */
function countTrials({ reader, read, starts, ends, trials }: Unsettled): Trial[] {
  const { entity, price, marks } = read;
  const { values } = reader.prices.prices;
  const firstPaid = new Float64Array(reader.entities.entities().count).fill(never);
  const isTrial = (span: number) => (marks[span] as number) >= trialMark;
  entity.forEach((of, span) => {
    const start = starts[span] as number;
    const isPaid = (ends[span] as number) > start && (values[price[span] as number] as Rational).n !== 0n;
    if (isPaid && !isTrial(span)) firstPaid[of] = Math.min(firstPaid[of] as number, start);
  });
  entity.forEach((of, span) => {
    if (isTrial(span)) starts[span] = Math.max(starts[span] as number, firstPaid[of] as number);
  });
  return trials.filter((trial) => trial.start < (firstPaid[trial.entity] as number));
}
