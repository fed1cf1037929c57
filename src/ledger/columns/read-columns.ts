import { epochsOf } from '../../calendar/open.ts';
import { idText, isMissing, isOptionalText, isText } from '../../read/index.ts';
import { badCode, type Column, type Columns, codeColumn, idTable, noCode, valueReader } from '../../table/index.ts';
import { openEnd } from '../levels/paid-spans.ts';
import { paidFrom, paidUntil } from '../rows/paid-times.ts';
import { type RowReader, readRow } from '../rows/read-rows.ts';
import { billingIntervals, churnTypes, type Subscription } from '../rows/subscription.ts';
import { keptRows, rowFiller } from './column-rows.ts';
import { priceCache } from './price-cache.ts';

const instantNames = ['start', 'end', 'trialEnd', 'cancelRequestedAt'] as const;
const never = Number.POSITIVE_INFINITY;

/**
 * Reads columns as `readRow` reads the rows that they stand for, without an object for each. What is usual is read column by column; a row
 * with anything else in it, be it wrong or merely rare, goes to `readRow`, which alone says what is refused and why. Gives the rows to hand
 * back, by their places in these columns.
 */
export function readColumnRows(reader: RowReader, columns: Columns): (row: number) => Subscription {
  const { rules, entities, instants, prices, spans, trials, subscriptionIds } = reader;
  const { length, byName } = columns;
  const first = subscriptionIds.length;
  const epochs = new Map(instantNames.map((name) => [name, epochsOf(byName.get(name), length, rules.zone)] as const));
  const [starts, ends, trialEnds, requests] = [...epochs.values()] as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const customers = codeColumn(byName.get('customerId'), 'id', length, entities.customers);
  const subscriptionAt = idReader(byName.get('subscriptionId'));
  const currencyAt = currencyReader(reader, byName.get('currency'), length);
  const churnTypeOf = choiceCodes(byName.get('churnType'), length, churnTypes);
  const intervals = choiceCodes(byName.get('interval'), length, billingIntervals);
  const isRare = rareRows(columns);
  const fill = rowFiller(columns, epochs);
  const cache = priceCache(columns, intervals);

  for (let row = 0; row < length; row += 1) {
    const customer = customers[row] as number;
    const [from, to] = [starts[row] as number, ends[row] as number];
    const trialEnd = trialEnds[row] as number;
    const request = requests[row] as number;
    const subscriptionId = subscriptionAt(row);
    const isDated = from < never && to >= from && !Number.isNaN(trialEnd) && !Number.isNaN(request);
    const isUsual = isRare[row] === 0 && isDated && customer < badCode && subscriptionId !== null;
    if (!isUsual || (churnTypeOf[row] as number) === badChoice) {
      readRow(reader, fill(row));
      continue;
    }
    const index = first + row;
    const start = instants.codeOfEpoch(from);
    const end = to === never ? openEnd : instants.codeOfEpoch(to);
    const currency = currencyAt(row, index);
    let price = cache.priceOf(row, currency);
    if (price < 0) {
      price = prices.priceOf(fill(row), currency, from, to, index);
      cache.keep(price);
    }
    const entity = entities.codeOf(customer, subscriptionId);
    const trialUntil = trialEnd === never ? from : trialEnd;
    if (trialUntil > from) trials.push({ row: index, entity, start: from, end: trialUntil });
    const paidStart = paidFrom(from, trialUntil, rules);
    const paidEnd = paidUntil(from, to, request, rules);
    if (paidEnd > paidStart) {
      const startCode = paidStart === from ? start : instants.codeOfEpoch(paidStart);
      const endCode = paidEnd === to ? end : instants.codeOfEpoch(paidEnd);
      spans.push(entity, index, start, startCode, endCode, price, churnTypeOf[row] === involuntary ? 1 : 0);
    }
    subscriptionIds.push(subscriptionId);
  }
  return keptRows(columns, epochs);
}

const badChoice = 255;
const involuntary = /* @__PURE__ */ churnTypes.indexOf('involuntary') + 1;

/** The place of each value among a few words, from 1; 0 where there is none. */
function choiceCodes(column: Column | undefined, length: number, choices: readonly string[]): Uint8Array {
  const places = new Uint8Array(length);
  if (column === undefined) return places;
  const words = idTable();
  const codes = codeColumn(column, 'text', length, words);
  const placeOf = Uint8Array.from(words.ids, (word) => choices.indexOf(word) + 1 || badChoice);
  for (let row = 0; row < length; row += 1) {
    const code = codes[row] as number;
    places[row] = code === noCode ? 0 : code === badCode ? badChoice : (placeOf[code] as number);
  }
  return places;
}

/** The subscriptionId of a row; undefined where there is none, null for what is no id. */
function idReader(column: Column | undefined): (row: number) => string | undefined | null {
  if (column === undefined) return () => undefined;
  const valueAt = valueReader(column as Exclude<Column, { form: 'epochs' }>, 'id');
  return (row) => {
    const value = valueAt(row);
    if (isText(value)) return value;
    return isMissing(value) ? undefined : (idText(value) ?? null);
  };
}

/** The ledger's code for a row's currency, which is asked for once per currency; throws where it cannot be added to the others. */
function currencyReader(
  { currencies }: RowReader,
  column: Column | undefined,
  length: number,
): (row: number, index: number) => number {
  const texts = idTable();
  const codes = codeColumn(column, 'text', length, texts);
  const known = new Map<number, number>();
  let [lastCode, lastCurrency] = [-1, 0];
  return (row, index) => {
    const code = codes[row] as number;
    if (code === lastCode) return lastCurrency;
    lastCurrency = known.get(code) ?? currencies.codeOf(texts.ids[code], index);
    lastCode = code;
    known.set(code, lastCurrency);
    return lastCurrency;
  };
}

/** 1 for rows that only `readRow` can read: those with an interruption, and those with a text that is none. */
function rareRows({ byName, length }: Columns): Uint8Array {
  const isRare = new Uint8Array(length);
  for (const name of ['pauses', 'pastDue']) markWhere(isRare, byName.get(name), isMissing);
  for (const name of ['plan', 'churnReason', 'segment', 'currency'])
    markWhere(isRare, byName.get(name), isOptionalText);
  return isRare;
}

/** Marks the rows whose value does not pass a test. */
function markWhere(marks: Uint8Array, column: Column | undefined, isFine: (value: unknown) => boolean): void {
  if (column === undefined) return;
  if (column.form === 'one') {
    if (!isFine(column.value)) marks.fill(1);
    return;
  }
  if (column.form === 'coded' && column.values.every(isFine)) return;
  const valueAt = valueReader(column as Exclude<Column, { form: 'epochs' }>, 'text');
  for (let row = 0; row < marks.length; row += 1) if (!isFine(valueAt(row))) marks[row] = 1;
}
