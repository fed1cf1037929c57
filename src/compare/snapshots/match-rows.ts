import { toEpoch, type Zone } from '../../calendar/open.ts';
import type { Subscription } from '../../ledger/query.ts';
import { order } from '../../movements/open.ts';
import { getOrAdd } from '../../table/index.ts';
import { type PaidField, paidFields, type RowTexts, rowTexts } from './row-texts.ts';

/** A row with what it says. */
export interface TextedRow<Row> {
  readonly row: Row;
  readonly texts: RowTexts;
  /** All of it, by start: rows in this order are in the order of time, and equal names say the same. */
  readonly name: string;
}

export function textedRow<Row extends Subscription>(row: Row, zone: Zone): TextedRow<Row> {
  const texts = rowTexts(row, zone);
  return {
    row,
    texts,
    name: JSON.stringify([new Date(toEpoch(row.start, zone)), ...paidFields.map((field) => texts[field])]),
  };
}

/** A row of one snapshot and the row of the other that it became; null where it is in one alone. */
export interface RowPair<Row> {
  readonly before: TextedRow<Row> | null;
  readonly after: TextedRow<Row> | null;
}

const priceFields: readonly PaidField[] = ['amount', 'interval', 'intervalCount', 'quantity', 'discount'];

/**
 * Pairs the rows of one customer: those that say the same, then those of one subscriptionId, then those that have their start or their
 * price in common; of several the nearest, which differ in the fewest fields. The order of rows decides nothing.
 */
export function matchRows<Row>(before: readonly TextedRow<Row>[], after: readonly TextedRow<Row>[]): RowPair<Row>[] {
  const open = { before: sorted(before), after: sorted(after) };
  const pairs = pairEqual(open);
  pairNearest(open, pairs, (a, b) => a.subscriptionId !== null && a.subscriptionId === b.subscriptionId);
  pairNearest(open, pairs, (a, b) => a.start === b.start || priceFields.every((field) => a[field] === b[field]));
  for (const row of open.before) pairs.push({ before: row, after: null });
  for (const row of open.after) pairs.push({ before: null, after: row });
  return pairs.sort((a, b) => order(nameOf(a), nameOf(b)));
}

function nameOf<Row>({ before, after }: RowPair<Row>): string {
  return (before ?? after)?.name as string;
}

interface OpenRows<Row> {
  before: TextedRow<Row>[];
  after: TextedRow<Row>[];
}

function sorted<Row>(rows: readonly TextedRow<Row>[]): TextedRow<Row>[] {
  return rows.slice().sort((a, b) => order(a.name, b.name));
}

function pairEqual<Row>(open: OpenRows<Row>): RowPair<Row>[] {
  const waiting = new Map<string, TextedRow<Row>[]>();
  for (const row of open.after) getOrAdd(waiting, row.name, () => []).push(row);
  const pairs: RowPair<Row>[] = [];
  open.before = open.before.filter((row) => {
    const equal = waiting.get(row.name)?.shift();
    if (equal !== undefined) pairs.push({ before: row, after: equal });
    return equal === undefined;
  });
  const rest = new Set([...waiting.values()].flat());
  open.after = open.after.filter((row) => rest.has(row));
  return pairs;
}

function pairNearest<Row>(
  open: OpenRows<Row>,
  pairs: RowPair<Row>[],
  isKin: (a: RowTexts, b: RowTexts) => boolean,
): void {
  const kin = open.before.flatMap((before) =>
    open.after
      .filter((after) => isKin(before.texts, after.texts))
      .map((after) => ({ before, after, distance: distanceOf(before.texts, after.texts) })),
  );
  // Sorting is stable: of pairs equally far apart the earlier rows come first.
  kin.sort((a, b) => a.distance - b.distance);
  const taken = new Set<TextedRow<Row>>();
  for (const { before, after } of kin) {
    if (taken.has(before) || taken.has(after)) continue;
    taken.add(before).add(after);
    pairs.push({ before, after });
  }
  open.before = open.before.filter((row) => !taken.has(row));
  open.after = open.after.filter((row) => !taken.has(row));
}

function distanceOf(a: RowTexts, b: RowTexts): number {
  return paidFields.filter((field) => a[field] !== b[field]).length;
}
