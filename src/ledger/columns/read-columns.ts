import { dayStarts, epochsOf, type StartOfDay } from '../../calendar/open.ts';
import { type Columns, codeColumn, type KnownDictionaries } from '../../table/index.ts';
import { openEnd, spanFields } from '../levels/paid-spans.ts';
import type { LedgerRules } from '../policy/read-policy.ts';
import type { InstantTable } from '../rows/instant-codes.ts';
import { paidFrom, paidUntil } from '../rows/paid-times.ts';
import { type RowReader, readRow, rowReader } from '../rows/read-rows.ts';
import { billingIntervals, churnTypes, type Subscription } from '../rows/subscription.ts';
import { codePrices, maskOf, type PriceTable, priceTable } from './column-prices.ts';
import { type EpochsByField, keptRows, rowFiller } from './column-rows.ts';
import { choiceCodes, rareRows, readSubscriptionIds } from './column-texts.ts';

const instantNames = ['start', 'end', 'trialEnd', 'cancelRequestedAt', 'signedAt'] as const;
const never = Number.POSITIVE_INFINITY;

/** What the chunks of one source have in common, so that none starts anew. */
interface Chunks {
  readonly reader: RowReader;
  readonly startOfDay: StartOfDay;
  readonly dictionaries: KnownDictionaries;
  readonly prices: PriceTable;
}

/**
 * Reads columns as `readRow` reads the rows that they stand for, without an object for each. What is usual is read column by column; a row
 * with anything else in it, be it wrong or merely rare, goes to `readRow`. Gives the rows to hand back, by their places in the columns.
 */
export function columnReader(reader: RowReader): (columns: Columns) => (row: number) => Subscription {
  const startOfDay = dayStarts(reader.rules.zone);
  const chunks: Chunks = { reader, startOfDay, dictionaries: new WeakMap(), prices: priceTable() };
  return (columns) => readChunk(chunks, columns);
}

function readChunk(chunks: Chunks, columns: Columns): (row: number) => Subscription {
  const { reader, startOfDay } = chunks;
  const { byName, length } = columns;
  const first = reader.rows;
  const currencies = reader.currencies.names.slice();
  const { zone } = reader.rules;
  const present = instantNames.filter((name) => byName.has(name));
  const epochs: EpochsByField = new Map(
    present.map((name) => [name, epochsOf(byName.get(name), length, zone, startOfDay)]),
  );
  const fill = rowFiller(columns, epochs);
  try {
    readAtOnce(chunks, columns, epochs, fill);
  } catch (error) {
    // The first row that breaks a rule is the one to name, and only one by one are they read in order; by a reader that has not seen them.
    const again = Object.assign(rowReader(reader.rules), { rows: first });
    for (const name of currencies) again.currencies.codeOf(name, 0);
    for (let row = 0; row < length; row += 1) readRow(again, fill(row));
    throw error;
  }
  return keptRows(columns, epochs);
}

function readAtOnce(
  { reader, dictionaries, prices: priceTable }: Chunks,
  columns: Columns,
  epochs: EpochsByField,
  fill: (row: number) => Subscription,
): void {
  const { rules, instants, spans } = reader;
  const { byName, length } = columns;
  const first = reader.rows;
  const times = instantNames.map((name) => epochs.get(name) ?? Float64Array.of(never)) as unknown as Instants;
  const [starts, ends, trialEnds, requests] = times;
  const entities = codeColumn(byName.get('customerId'), 'id', length, reader.entities.customers, dictionaries);
  const churnType = choiceCodes(byName.get('churnType'), length, churnTypes);
  const isRare = rareRows(columns, entities, churnType);
  readSubscriptionIds(byName.get('subscriptionId'), reader.subscriptionIds, first, isRare);
  markUndated(isRare, starts, ends, trialEnds, requests);
  // What others decide on is noted row by row.
  if (reader.isNoting) isRare.fill(1);
  markGiven(isRare, epochs.get('signedAt'));
  if (rules.trials === 'first') markGiven(isRare, epochs.get('trialEnd'));
  const intervals = choiceCodes(byName.get('interval'), length, billingIntervals);
  const prices = codePrices(reader, columns, { isRare, intervals, starts, ends, fill }, priceTable);
  const hasTrials = epochs.has('trialEnd');
  const paidStarts = hasTrials ? paidStartsOf(times, rules) : starts;
  const paidEnds = epochs.has('cancelRequestedAt') ? paidEndsOf(times, rules) : ends;
  const startCodes = codesOfEpochs(instants, starts, isRare);
  const endCodes = codesOfEpochs(instants, ends, isRare);
  const read: SpanColumns = {
    entities,
    rowStarts: startCodes,
    starts: paidStarts === starts ? startCodes : codesOfEpochs(instants, paidStarts, isRare),
    ends: paidEnds === ends ? endCodes : codesOfEpochs(instants, paidEnds, isRare),
    isPaid: paidMarks(paidStarts, paidEnds),
    prices,
    isInvoluntary: churnType.map((place) => (place === involuntary ? 1 : 0)),
  };

  const owners = new Uint32Array(length);
  const records = new Uint32Array(length * spanFields);
  // What is rare is read in its place: spans, trials and subscriptions stand in the order of the rows.
  for (let from = 0; ; ) {
    const rare = isRare.indexOf(1, from);
    const to = rare < 0 ? length : rare;
    if (rules.grain === 'subscription') codeSubscriptions(reader, entities, from, to);
    if (hasTrials) addTrials(reader, times, entities, from, to);
    spans.pushAll(writeSpans(owners, records, read, reader, from, to), owners, records);
    reader.rows = first + to;
    if (to === length) return;
    readRow(reader, fill(to));
    from = to + 1;
  }
}

/** The columns that spans are written from, by row; instants as codes. */
interface SpanColumns {
  readonly entities: Uint32Array;
  readonly rowStarts: Uint32Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  readonly isPaid: Uint8Array;
  readonly prices: Uint32Array;
  readonly isInvoluntary: Uint8Array;
}

/** Writes the spans of some rows, and says how many there are. */
function writeSpans(
  owners: Uint32Array,
  records: Uint32Array,
  { entities, rowStarts, starts, ends, isPaid, prices, isInvoluntary }: SpanColumns,
  { unpaid, rows: next }: RowReader,
  from: number,
  to: number,
): number {
  const first = next - from;
  let count = 0;
  for (let row = from; row < to; row += 1) {
    if (isPaid[row] === 0) {
      unpaid.push(first + row, entities[row] as number);
      continue;
    }
    const at = count * spanFields;
    owners[count] = entities[row] as number;
    records[at] = first + row;
    records[at + 1] = rowStarts[row] as number;
    records[at + 2] = starts[row] as number;
    records[at + 3] = ends[row] as number;
    records[at + 4] = prices[row] as number;
    records[at + 5] = isInvoluntary[row] as number;
    count += 1;
  }
  return count;
}

/** 1 for rows that are paid at any time. */
function paidMarks(starts: Float64Array, ends: Float64Array): Uint8Array {
  const marks = new Uint8Array(starts.length);
  const mask = maskOf(ends);
  for (let row = 0; row < marks.length; row += 1) {
    if ((ends[row & mask] as number) > (starts[row] as number)) marks[row] = 1;
  }
  return marks;
}

function codesOfEpochs(instants: InstantTable, epochs: Float64Array, isRare: Uint8Array): Uint32Array {
  const codes = new Uint32Array(isRare.length);
  const mask = maskOf(epochs);
  for (let row = 0; row < codes.length; row += 1) {
    if (isRare[row] === 1) continue;
    const epoch = epochs[row & mask] as number;
    codes[row] = epoch === never ? openEnd : instants.codeOfEpoch(epoch);
  }
  return codes;
}

function paidStartsOf([starts, , trialEnds]: Instants, rules: LedgerRules): Float64Array {
  return starts.map((start, row) => {
    const trialEnd = trialEnds[row] as number;
    return trialEnd === never ? start : paidFrom(start, trialEnd, rules);
  });
}

function paidEndsOf([starts, ends, , requests]: Instants, rules: LedgerRules): Float64Array {
  const mask = maskOf(ends);
  return requests.map((request, row) => paidUntil(starts[row] as number, ends[row & mask] as number, request, rules));
}

/** The trials of some rows. */
function addTrials(
  { trials, rows: first }: RowReader,
  [starts, , trialEnds]: Instants,
  entities: Uint32Array,
  from: number,
  to: number,
): void {
  for (let row = from; row < to; row += 1) {
    const [start, end] = [starts[row] as number, trialEnds[row] as number];
    if (end !== never && end > start)
      trials.push({ row: first - from + row, entity: entities[row] as number, start, end });
  }
}

/** The entities of some rows where each subscription is one: in place of the codes of their customers. */
function codeSubscriptions(
  { entities, subscriptionIds, rows: first }: RowReader,
  codes: Uint32Array,
  from: number,
  to: number,
): void {
  for (let row = from; row < to; row += 1) {
    codes[row] = entities.codeOf(codes[row] as number, subscriptionIds[first - from + row]);
  }
}

/** Marks the rows in which an instant stands, be it one or not. */
function markGiven(isRare: Uint8Array, epochs: Float64Array | undefined): void {
  if (epochs === undefined) return;
  const mask = maskOf(epochs);
  for (let row = 0; row < isRare.length; row += 1) if (epochs[row & mask] !== never) isRare[row] = 1;
}

type Masks = readonly [ends: number, trialEnds: number, requests: number];
type Instants = readonly [starts: Float64Array, ends: Float64Array, trialEnds: Float64Array, requests: Float64Array];

const involuntary = /* @__PURE__ */ churnTypes.indexOf('involuntary') + 1;

/** Marks the rows whose instants are none, missing where they must not be, or in the wrong order. */
function markUndated(
  isRare: Uint8Array,
  starts: Float64Array,
  ends: Float64Array,
  trialEnds: Float64Array,
  requests: Float64Array,
): void {
  const [endMask, trialMask, requestMask] = [ends, trialEnds, requests].map(maskOf) as unknown as Masks;
  for (let row = 0; row < isRare.length; row += 1) {
    const start = starts[row] as number;
    const isDated = start < never && (ends[row & endMask] as number) >= start;
    if (!isDated || Number.isNaN((trialEnds[row & trialMask] as number) + (requests[row & requestMask] as number)))
      isRare[row] = 1;
  }
}
