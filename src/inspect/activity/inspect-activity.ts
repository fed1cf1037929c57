import { type Instant, readInstant, type Zone, zoneInForce } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import { checkKeys, idText, isMissing } from '../../read/index.ts';
import { idTable, noCode, type RowKindName } from '../../table/index.ts';
import { type DateColumn, isDay, readDates } from '../findings/date-columns.ts';
import { dateFindings } from '../findings/dates.ts';
import { byCustomerAndTime, repeatedRows } from '../findings/duplicates.ts';
import { type Finding, inOrder, invalidRows, type Places, textOf } from '../findings/finding.ts';
import { type Effects, unusedKeys } from '../findings/keys.ts';
import { type Refusal, type RefusedRows, refusedRows } from '../findings/refusals.ts';

/** How rows are read for an inspection. */
export interface InspectionOptions {
  /** The zone of days, and of dates without a time. Default 'UTC'. */
  readonly timeZone?: string | undefined;
  /** The instant the data was taken. Default: unknown; future dates are then not found. */
  readonly asOf?: Instant | undefined;
}

/** What to check in rows of any kind. Totals other than `rows` count only readable rows. */
export interface Inspection {
  /** The number of rows given. */
  readonly rows: number;
  /** The number of customers. */
  readonly customers: number;
  /** The first and the last instant; null when no readable row has a date. */
  readonly span: {
    /** The first instant. */
    readonly start: Date;
    /** The last instant. */
    readonly end: Date;
  } | null;
  /** The refused rows, by field and reason. */
  readonly refusals: readonly Refusal[];
  /** What to check, most severe first; empty without findings. */
  readonly findings: readonly Finding[];
}

/** A kind of row with a customer and an instant, and the facts needed to inspect it. */
export interface Activity<Row> {
  /** The name of the rows in errors. */
  readonly list: string;
  readonly kind: RowKindName;
  /** Throws for the first row that its functions refuse. */
  readonly check: (rows: readonly Row[], options: { readonly timeZone: string }) => void;
  /** The dates of a row; the first says when it happened. */
  readonly dates: readonly [keyof Row & string, ...(keyof Row & string)[]];
  /** Its own options, besides those of every kind. */
  readonly options: readonly string[];
  /** All other fields that functions read. */
  readonly others: readonly (keyof Row & string)[];
  readonly effects: Effects;
  /** Whether a row is unique within its day; every row is unique within its instant. */
  readonly isAloneInDay?: (row: Row) => boolean;
  readonly messages: { readonly future: string; readonly duplicate: string };
}

/** Rows that were read, for findings of their own kind. */
export interface ReadRows<Row> extends Places {
  readonly rowAt: (place: number) => Row;
  /** `noCode` if the row names none. */
  readonly customer: Uint32Array;
}

/** An inspection of rows of a kind; `own` gives the findings that only this kind has. */
export function inspectActivity<Row extends object>(
  rows: readonly Row[],
  options: InspectionOptions,
  activity: Activity<Row>,
  own: (read: ReadRows<Row>) => readonly (Finding | null)[] = () => [],
): { readonly inspection: Inspection; readonly read: ReadRows<Row> } {
  const { list, check, dates, kind, effects, messages } = activity;
  if (!Array.isArray(rows)) reject('INVALID_TYPE', list, `be an array of ${list}`, rows);
  const given = checkKeys(options, ['timeZone', 'asOf', ...activity.options], 'options') as InspectionOptions;
  const zone = zoneInForce(given.timeZone, undefined, 'options.timeZone');
  const asOf = given.asOf === undefined ? Number.POSITIVE_INFINITY : readInstant(given.asOf, zone, 'options.asOf');
  const { index, refused } = acceptedRows(rows, list, (part) => check(part, { timeZone: zone.timeZone }));
  const places = { index, length: index.length };
  const rowAt = (place: number) => rows[index[place] as number] as Row;
  const owners = idTable();
  const customer = Uint32Array.from(index, (_, place) => {
    const id = idText(customerOf(rowAt(place)));
    return id === undefined ? noCode : owners.codeOf(id);
  });
  const read = { ...places, rowAt, customer };
  const columns = dates.map((field) => readDates(rows, places, field, zone));
  const { epochs } = columns[0] as DateColumn;
  // A row without a date or customer repeats nothing.
  const known = customer.map((code, place) => (Number.isNaN(epochs[place]) ? noCode : code));
  const order = byCustomerAndTime(known, owners.ids.length, epochs);
  const keyOf = wordsOf(read, columns, activity, zone);
  const findings = inOrder([
    invalidRows(refused),
    ...unusedKeys(rows, kind, effects),
    ...dateFindings(places, columns, { zone, asOf }, messages.future),
    repeatedRows(places, order, { customer, at: epochs }, keyOf, messages.duplicate),
    ...own(read),
  ]);
  const { refusals } = refused;
  return {
    inspection: { rows: rows.length, customers: owners.ids.length, span: spanOf(epochs), refusals, findings },
    read,
  };
}

const customerOf = (row: object) => (row as { readonly customerId: unknown }).customerId;

/** The size of a batch checked at once; each row of a refused batch is checked alone. */
const together = 512;

function acceptedRows<Row>(
  rows: readonly Row[],
  list: string,
  check: (rows: readonly Row[]) => void,
): { readonly index: Uint32Array; readonly refused: RefusedRows } {
  const index = new Uint32Array(rows.length);
  const refused = refusedRows(list);
  let length = 0;
  const take = (from: number, to: number) => {
    check(rows.slice(from, to));
    for (let row = from; row < to; row += 1) index[length++] = row;
  };
  for (let from = 0; from < rows.length; from += together) {
    const to = Math.min(rows.length, from + together);
    try {
      take(from, to);
    } catch {
      for (let row = from; row < to; row += 1) {
        try {
          take(row, row + 1);
        } catch (error) {
          refused.add(row, error);
        }
      }
    }
  }
  return { index: index.subarray(0, length), refused };
}

/** The content of a row, as text. A date alone is not a moment: several rows of one day may be equal and still be several events. */
function wordsOf<Row extends object>(
  { rowAt }: ReadRows<Row>,
  [first, ...later]: readonly DateColumn[],
  { others, isAloneInDay }: Activity<Row>,
  zone: Zone,
): (place: number) => string {
  const { epochs, given } = first as DateColumn;
  return (place) => {
    const row = rowAt(place);
    const at = epochs[place] as number;
    const isWholeDay = isDay(given(place)) || zone.startOfDay(zone.dayOf(at)) === at;
    if (isWholeDay && isAloneInDay?.(row) !== true) return `row ${place}`;
    const words = others.map((name) => (isMissing(row[name]) ? null : textOf(row[name])));
    return JSON.stringify([...words, ...later.map((column) => String(column.epochs[place]))]);
  };
}

function spanOf(epochs: Float64Array): Inspection['span'] {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const epoch of epochs) {
    if (epoch < first) first = epoch;
    if (epoch > last) last = epoch;
  }
  return first > last ? null : { start: new Date(first), end: new Date(last) };
}
