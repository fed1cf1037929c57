import { dayStarts, epochsOf, type StartOfDay } from '../../calendar/open.ts';
import { type Columns, codeColumn, type KnownDictionaries } from '../../table/index.ts';
import { openEnd, spanFields } from '../levels/paid-spans.ts';
import { paidFrom, paidUntil } from '../rows/paid-times.ts';
import { type RowReader, readRow, rowReader } from '../rows/read-rows.ts';
import { billingIntervals, churnTypes, type Subscription } from '../rows/subscription.ts';
import { codePrices, maskOf, type PriceTable, priceTable } from './column-prices.ts';
import { type EpochsByField, keptRows, rowFiller } from './column-rows.ts';
import { choiceCodes, rareRows, readSubscriptionIds } from './column-texts.ts';

const instantNames = ['start', 'end', 'trialEnd', 'cancelRequestedAt'] as const;
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
  const { rules, entities, instants, spans, trials, subscriptionIds } = reader;
  const { byName, length } = columns;
  const first = reader.rows;
  const [starts, ends, trialEnds, requests] = instantNames.map(
    (name) => epochs.get(name) ?? Float64Array.of(never),
  ) as unknown as Instants;
  const [endMask, trialMask, requestMask] = [ends, trialEnds, requests].map(maskOf) as unknown as Masks;
  const customers = codeColumn(byName.get('customerId'), 'id', length, entities.customers, dictionaries);
  const churnType = choiceCodes(byName.get('churnType'), length, churnTypes);
  const churnMask = maskOf(churnType);
  const isRare = rareRows(columns, customers, churnType);
  readSubscriptionIds(byName.get('subscriptionId'), subscriptionIds, first, isRare);
  markUndated(isRare, starts, ends, trialEnds, requests);
  const intervals = choiceCodes(byName.get('interval'), length, billingIntervals);
  const prices = codePrices(reader, columns, { isRare, intervals, starts, ends, fill }, priceTable);
  const isBySubscription = rules.grain === 'subscription';
  const owners = new Uint32Array(length);
  const records = new Uint32Array(length * spanFields);
  let count = 0;

  for (let row = 0; row < length; row += 1) {
    if (isRare[row] === 1) {
      // Spans stand in the order of the rows.
      spans.pushAll(count, owners, records);
      count = 0;
      reader.rows = first + row;
      readRow(reader, fill(row));
      continue;
    }
    const from = starts[row] as number;
    const to = ends[row & endMask] as number;
    const trialEnd = trialEnds[row & trialMask] as number;
    const customer = customers[row] as number;
    const entity = isBySubscription ? entities.codeOf(customer, subscriptionIds[first + row]) : customer;
    const rowStart = instants.codeOfEpoch(from);
    const rowEnd = to === never ? openEnd : instants.codeOfEpoch(to);
    let paidStart = from;
    let paidEnd = to;
    if (trialEnd !== never && trialEnd > from) {
      trials.push({ row: first + row, entity, start: from, end: trialEnd });
      paidStart = paidFrom(from, trialEnd, rules);
    }
    const request = requests[row & requestMask] as number;
    if (request !== never) paidEnd = paidUntil(from, to, request, rules);
    if (paidEnd <= paidStart) continue;
    const at = count * spanFields;
    owners[count] = entity;
    records[at] = first + row;
    records[at + 1] = rowStart;
    records[at + 2] = paidStart === from ? rowStart : instants.codeOfEpoch(paidStart);
    records[at + 3] = paidEnd === to ? rowEnd : instants.codeOfEpoch(paidEnd);
    records[at + 4] = prices[row] as number;
    records[at + 5] = churnType[row & churnMask] === involuntary ? 1 : 0;
    count += 1;
  }
  spans.pushAll(count, owners, records);
  reader.rows = first + length;
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
