import { daysOf, epochsOf, readDays, type Zone } from '../../calendar/open.ts';
import { isMissing } from '../../read/index.ts';
import { badCode, type Column, type Columns, codeColumn, type KnownDictionaries } from '../../table/index.ts';
import { openEnd } from '../levels/paid-spans.ts';
import type { InstantTable } from '../rows/instant-codes.ts';
import { paidFrom, paidUntil } from '../rows/paid-times.ts';
import { type RowReader, readRow, rowReader, subscriptionIdsOf } from '../rows/read-rows.ts';
import { billingIntervals, churnTypes, type Subscription } from '../rows/subscription.ts';
import { involuntaryMark } from '../rows/unsettled.ts';
import { codePrices, maskOf, type PriceTable, priceTable } from './column-prices.ts';
import { type EpochsByField, keptRows, ownColumns, presentRows, rowFiller } from './column-rows.ts';
import { choiceCodes, markIds, rareRows, readSubscriptionIds } from './column-texts.ts';

const never = Number.POSITIVE_INFINITY;

/** What the chunks of one source have in common, so that none starts anew. */
interface Chunks {
  readonly reader: RowReader;
  readonly dictionaries: KnownDictionaries;
  readonly prices: PriceTable;
}

/**
 * Reads columns as `readRow` reads the rows that they stand for, without an object for each. What is usual is read column by column; a row
 * with anything else in it, be it wrong or merely rare, goes to `readRow`. Gives the rows to hand back, by their places in the columns.
 */
export function columnReader(reader: RowReader): (columns: Columns) => (row: number) => Subscription {
  const chunks: Chunks = { reader, dictionaries: new WeakMap(), prices: priceTable() };
  return (columns) => readChunk(chunks, columns);
}

/** The instants of columns: codes of those that every row has, epoch milliseconds of the others (Infinity where nothing stands). */
interface Instants {
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  readonly trialEnds: Float64Array | undefined;
  readonly requests: Float64Array | undefined;
  readonly signed: Float64Array | undefined;
  readonly byField: EpochsByField;
}

function readChunk(chunks: Chunks, columns: Columns): (row: number) => Subscription {
  const { reader } = chunks;
  const { length } = columns;
  const first = reader.rows;
  const currencies = reader.currencies.names.slice();
  const instants = readInstants(reader, columns);
  const fill = rowFiller(columns, instants.byField);
  const known = new Map<string, () => Column>();
  try {
    readAtOnce(chunks, columns, instants, fill, known);
  } catch (error) {
    // The first row that breaks a rule is the one to name, and only one by one are they read in order; by a reader that has not seen them.
    const again = Object.assign(rowReader(reader.rules), { rows: first });
    for (const name of currencies) again.currencies.codeOf(name, 0);
    for (let row = 0; row < length; row += 1) readRow(again, fill(row));
    throw error;
  }
  const own = ownColumns(columns, known);
  reader.idsToRead.push(idsOfColumn(own.get('subscriptionId'), reader.subscriptionIds, first, length));
  return keptRows(own, known, instants.byField);
}

/** The codes of a column: `openEnd` where nothing stands, and `badCode` where what stands is no instant. */
function codesOfInstants(
  { codeOf, codeOfDay, codeOfEpoch }: InstantTable,
  column: Column | undefined,
  length: number,
  zone: Zone,
): Uint32Array {
  const codes = new Uint32Array(length);
  const days = daysOf(column);
  // What is below 0 as a number is one of the two as a code.
  if (days !== undefined) return readDays(codes, days, codeOfDay);
  if (column?.form === 'list' && Array.isArray(column.values) && column.valid === undefined) {
    const { values } = column;
    for (let row = 0; row < length; row += 1) codes[row] = isMissing(values[row]) ? openEnd : codeOf(values[row]);
    return codes;
  }
  const epochs = epochsOf(column, length, zone);
  for (let row = 0; row < length; row += 1) {
    const epoch = epochs[row] as number;
    codes[row] = Number.isNaN(epoch) ? badCode : epoch === never ? openEnd : codeOfEpoch(epoch);
  }
  return codes;
}

function readInstants({ rules: { zone }, instants }: RowReader, { byName, length }: Columns): Instants {
  const byField = new Map<string, (row: number) => number>();
  const codesOf = (name: string) => {
    const column = byName.get(name);
    const codes = codesOfInstants(instants, column, column === undefined ? 1 : length, zone);
    if (column !== undefined) byField.set(name, epochsOfCodes(instants.epochs, codes));
    return codes;
  };
  const epochsOfField = (name: string) => {
    const column = byName.get(name);
    if (column === undefined) return undefined;
    const epochs = epochsOf(column, length, zone);
    byField.set(name, atRow(epochs));
    return epochs;
  };
  return {
    starts: codesOf('start'),
    ends: codesOf('end'),
    trialEnds: epochsOfField('trialEnd'),
    requests: epochsOfField('cancelRequestedAt'),
    signed: epochsOfField('signedAt'),
    byField,
  };
}

// These stand alone, so that a ledger, which keeps them, keeps nothing else of what was read: the caller's columns are no part of it.

function idsOfColumn(...given: Parameters<typeof readSubscriptionIds>): () => void {
  return () => readSubscriptionIds(...given);
}

function epochsOfCodes(epochs: readonly number[], codes: Uint32Array): (row: number) => number {
  return (row) => epochOfCode(epochs, codes[row] as number);
}

function atRow(epochs: Float64Array): (row: number) => number {
  return (row) => epochs[row] as number;
}

function epochOfCode(epochs: readonly number[], code: number): number {
  if (code === badCode) return Number.NaN;
  return code === openEnd ? never : (epochs[code] as number);
}

function readAtOnce(
  { reader, dictionaries, prices: priceTable }: Chunks,
  columns: Columns,
  instants: Instants,
  fill: (row: number) => Subscription,
  known: Map<string, () => Column>,
): void {
  const { rules, subscriptionIds } = reader;
  const { byName, length } = columns;
  const first = reader.rows;
  const customers = reader.entities.customers;
  const keep = (name: string, codes: Uint32Array | Uint8Array, values: readonly unknown[], valid?: Uint8Array) =>
    known.set(name, codedColumn(codes, values, valid));
  const isMany = (name: string) => (byName.get(name)?.form ?? 'one') !== 'one';
  const customerIds = codeColumn(byName.get('customerId'), 'id', length, customers, dictionaries);
  const entities = customerIds.codes;
  const churnTypeOf = choiceCodes(byName.get('churnType'), length, churnTypes);
  const isRare = rareRows(columns, entities, churnTypeOf);
  markIds(isRare, byName.get('subscriptionId'));
  const unpaid = markUndated(isRare, instants, reader.instants.epochs);
  // What others decide on is noted row by row.
  if (reader.isNoting) isRare.fill(1);
  markGiven(isRare, instants.signed);
  if (rules.trials === 'first') markGiven(isRare, instants.trialEnds);
  const intervals = choiceCodes(byName.get('interval'), length, billingIntervals);
  const prices = codePrices(reader, columns, { intervals, epochs: instants.byField, fill }, priceTable);
  const isInvoluntary = churnTypeOf.map((place) => (place === involuntary ? involuntaryMark : 0));

  if (rules.grain === 'subscription') {
    subscriptionIdsOf(reader);
    readSubscriptionIds(byName.get('subscriptionId'), subscriptionIds, first, length);
  } else if (customerIds.areTexts) {
    known.set('customerId', codedColumn(entities, customers.texts));
  }
  if (isMany('interval')) keep('interval', intervals, [undefined, ...billingIntervals]);
  if (isMany('churnType')) keep('churnType', churnTypeOf, [undefined, ...churnTypes]);
  if (isMany('amount')) keep('amount', prices, reader.prices.prices.amounts);
  if (isMany('quantity')) {
    keep('quantity', prices, reader.prices.prices.quantities, presentRows(byName.get('quantity') as Column, length));
  }
  const isPlain = first === 0 && !unpaid && instants.trialEnds === undefined && instants.requests === undefined;
  const read: ReadColumns = { entities, instants, prices, isInvoluntary };
  if (isPlain && rules.grain === 'customer' && !isRare.includes(1)) {
    takeAll(reader, read, length);
    return;
  }
  // What is rare is read in its place: spans, trials and subscriptions stand in the order of the rows.
  for (let from = 0; ; ) {
    const rare = isRare.indexOf(1, from);
    const to = rare < 0 ? length : rare;
    take(reader, read, from, to);
    if (to === length) return;
    readRow(reader, fill(to));
    prices[to] = reader.last.price;
    from = to + 1;
  }
}

/** A column as codes of values that are kept in any case. */
function codedColumn(
  codes: Uint32Array | Uint8Array,
  given: readonly unknown[] | (() => readonly unknown[]),
  valid?: Uint8Array,
): () => Column {
  return () => {
    const values = (typeof given === 'function' ? given() : given) as readonly string[];
    return { form: 'coded', codes, values, valid };
  };
}

/** The columns that spans are made of; of length 1 where all rows have the same. */
interface ReadColumns {
  readonly entities: Uint32Array;
  readonly instants: Instants;
  readonly prices: Uint32Array;
  readonly isInvoluntary: Uint8Array;
}

/** Takes the first rows, which are all paid from their start to their end: their columns are those of their spans. */
function takeAll(
  reader: RowReader,
  { entities, instants: { starts, ends }, prices, isInvoluntary }: ReadColumns,
  length: number,
): void {
  const marks = isInvoluntary.includes(involuntaryMark) ? spread(isInvoluntary, length) : null;
  const columns = { entity: entities, start: starts, end: spread(ends, length), price: spread(prices, length), marks };
  reader.spans.take({ length, row: null, rowStart: null, ...columns });
  reader.rows = length;
}

function spread<Column extends Uint32Array | Uint8Array>(column: Column, length: number): Column {
  if (column.length === length) return column;
  return new (column.constructor as new (length: number) => Column)(length).fill(column[0] as number) as Column;
}

/** Takes some rows, each of which is paid for one span at most. */
function take(reader: RowReader, read: ReadColumns, from: number, to: number): void {
  const { rules, entities, instants, spans, trials, unpaid, subscriptionIds } = reader;
  const { starts, ends, trialEnds, requests } = read.instants;
  const [endMask, priceMask, markMask] = [ends, read.prices, read.isInvoluntary].map(maskOf) as unknown as Masks;
  const first = reader.rows - from;
  for (let row = from; row < to; row += 1) {
    const customer = read.entities[row] as number;
    const entity = rules.grain === 'customer' ? customer : entities.codeOf(customer, subscriptionIds[first + row]);
    const rowStart = starts[row] as number;
    let [start, end] = [rowStart, ends[row & endMask] as number];
    const [begins, stops] = [epochOfCode(instants.epochs, start), epochOfCode(instants.epochs, end)];
    const trialEnd = trialEnds?.[row] ?? never;
    const request = requests?.[row] ?? never;
    if (trialEnd !== never) {
      if (trialEnd > begins) trials.push({ row: first + row, entity, start: begins, end: trialEnd });
      start = instants.codeOfEpoch(paidFrom(begins, trialEnd, rules));
    }
    if (request !== never) end = codeOf(instants, paidUntil(begins, stops, request, rules));
    if (epochOfCode(instants.epochs, end) > (instants.epochs[start] as number)) {
      const marks = read.isInvoluntary[row & markMask] as number;
      spans.push(entity, first + row, rowStart, start, end, read.prices[row & priceMask] as number, marks);
    } else unpaid.push(first + row, entity);
  }
  reader.rows = first + to;
}

type Masks = readonly [ends: number, prices: number, marks: number];

function codeOf({ codeOfEpoch }: RowReader['instants'], epoch: number): number {
  return epoch === never ? openEnd : codeOfEpoch(epoch);
}

/** Marks the rows in which an instant stands, be it one or not. */
function markGiven(isRare: Uint8Array, epochs: Float64Array | undefined): void {
  if (epochs === undefined) return;
  for (let row = 0; row < isRare.length; row += 1) if (epochs[row] !== never) isRare[row] = 1;
}

const involuntary = /* @__PURE__ */ churnTypes.indexOf('involuntary') + 1;

/**
 * Marks the rows whose instants are none, missing where they must not be, or in the wrong order. Says whether any other one ends when it
 * starts.
 */
function markUndated(isRare: Uint8Array, instants: Instants, epochs: readonly number[]): boolean {
  const { starts, ends } = instants;
  const endMask = maskOf(ends);
  const areInOrder = epochs.every((epoch, code) => code === 0 || epoch > (epochs[code - 1] as number));
  // By code, and at last for all that has none: a branch for what is missing would often be guessed wrong.
  const none = epochs.length;
  const times = new Float64Array(none + 1).fill(never, none);
  times.set(epochs);
  let areEmpty = false;
  for (let row = 0; row < isRare.length; row += 1) {
    const start = starts[row] as number;
    const end = ends[row & endMask] as number;
    if (areInOrder && start < end && start < badCode && end !== badCode) continue;
    const [begins, stops] = [times[Math.min(start, none)] as number, times[Math.min(end, none)] as number];
    if (begins < stops && end !== badCode) continue;
    if (start >= badCode || end === badCode || stops < begins) isRare[row] = 1;
    else areEmpty = true;
  }
  for (const others of [instants.trialEnds, instants.requests]) {
    if (others === undefined) continue;
    for (let row = 0; row < isRare.length; row += 1) if (Number.isNaN(others[row])) isRare[row] = 1;
  }
  return areEmpty;
}
