import type * as z from 'zod';
import { type Zone, zoneOf } from '../../calendar/open.ts';
import { reject, ruleOf } from '../../errors.ts';
import { checkKeys, isRecord, keyCheck, readList, readOptionalChoice } from '../../read/index.ts';
import { type CellOptions, type Cells, cellReader, type OwnCells } from '../fields/cells.ts';
import { type Fields, namesOf, readCells, refused } from '../fields/field.ts';
import { type Complain, errorOf } from '../fields/message.ts';
import { type ExtraColumns, recordReader } from '../fields/record-reader.ts';
import type { RowKind } from '../rows/row-kind.ts';

/** How rows are written, and the treatment of columns that are no field. */
export interface ParseOptions<Extra extends ExtraColumns = 'strip'> extends CellOptions {
  /** The zone of dates without a time, and of days: an IANA name. Use the same one in the functions. Default 'UTC'. */
  readonly timeZone?: string | undefined;
  /**
   * Columns that are no field are left out of the new rows ('strip', the default), kept in them ('keep'), or a reason to reject
   * ('reject'), which finds misspelt names, in pauses and times past due too. A column that is a field's name but for case, blanks and
   * underscores (`Quantity`, `trial_end`) is always a reason to reject.
   */
  readonly extraColumns?: Extra | undefined;
}

/** Every row is in one of the two lists. */
export interface ParsedRows<Row, Given> {
  /** New objects, in the order of the rows that they come from. */
  readonly rows: readonly Row[];
  /** The rows that broke a rule, in their order. */
  readonly rejected: readonly RejectedRow<Given>[];
}

/** An invalid row, as given, with its index. */
export interface RejectedRow<Given> {
  /** Its place among the rows given. */
  readonly index: number;
  /** The broken rules, each with a `path` from the row, such as `['amount']`, and a `message`. */
  readonly issues: readonly z.core.$ZodIssue[];
  /** The row, as given. */
  readonly row: Given;
}

/** The type of a row, with the other columns if they are kept. */
export type WithExtra<Row, Given, Extra extends ExtraColumns> = Extra extends 'keep'
  ? Row & (string extends keyof Given ? { readonly [column: string]: unknown } : Omit<Given, keyof Row>)
  : Row;

const optionNames = ['timeZone', 'numberFormat', 'dateOrder', 'localTimes', 'missing', 'extraColumns'];

/** Reads rows of one kind; `own` names the options that only this kind has, already checked. */
export function parseRows<Row extends object, Given>(
  rows: readonly Given[],
  options: ParseOptions<ExtraColumns> & OwnCells,
  own: readonly string[],
  kindIn: (zone: Zone) => RowKind<Row>,
): ParsedRows<Row, Given> {
  checkKeys(options, [...optionNames, ...own], 'options');
  const extraColumns = readOptionalChoice<ExtraColumns>(options.extraColumns, 'options.extraColumns', [
    'strip',
    'keep',
    'reject',
  ]);
  const zone = zoneOf(options.timeZone === undefined ? 'UTC' : options.timeZone, 'options.timeZone');
  const cells = cellReader(checkCellOptions(options), zone);
  const list = readList(rows, 'rows', 'be an array of rows');
  const { fields, check, schemaWith } = kindIn(zone);
  const read = recordReader(fields, { check, cells, extraColumns });
  const verdictOf = rowVerdicts(schemaWith(extraColumns), fields, cells);
  const checkSpelling = keyCheck(namesOf(fields));
  const good: Row[] = [];
  const rejected: RejectedRow<Given>[] = [];
  for (let index = 0; index < list.length; index += 1) {
    const row = list[index] as Given;
    const misspelt = extraColumns !== 'reject' && isRecord(row) ? errorOf(() => checkSpelling(row, 'row')) : undefined;
    if (misspelt !== undefined) {
      const [, ...path] = misspelt.path;
      rejected.push({ index, issues: [{ code: 'custom', message: ruleOf(misspelt), path }], row });
      continue;
    }
    const plain = read(row);
    if (plain !== refused) {
      good.push(plain as Row);
      continue;
    }
    const { data, issues } = verdictOf(row);
    if (issues.length === 0) good.push(data as Row);
    else rejected.push({ index, issues, row });
  }
  return { rows: good, rejected };
}

function checkCellOptions(options: CellOptions & OwnCells): CellOptions & OwnCells {
  const { numberFormat, dateOrder, localTimes, missing } = options;
  readOptionalChoice(numberFormat, 'options.numberFormat', ['1,234.56', '1.234,56']);
  readOptionalChoice(dateOrder, 'options.dateOrder', ['dayFirst', 'monthFirst']);
  checkFlag(localTimes, 'options.localTimes');
  if (missing !== undefined) readList(missing, 'options.missing', "be an array of values, such as ['']");
  return options;
}

export function checkFlag(value: unknown, path: string): void {
  if (value !== undefined && typeof value !== 'boolean') reject('INVALID_OPTION', path, 'be true or false', value);
}

interface Verdict {
  readonly data?: unknown;
  readonly issues: readonly z.core.$ZodIssue[];
}

/** Asks the schema about a row that is not plainly good. */
function rowVerdicts<Row>(schema: z.ZodType, fields: Fields<Row>, cells: Cells): (row: unknown) => Verdict {
  return (row) => {
    const unread: z.core.$ZodIssue[] = [];
    const complain: Complain = (message, path) => {
      unread.push({ code: 'custom', message, path: [...path] });
    };
    const record = cells.areRead ? readCells(fields, row, cells, complain, []) : row;
    const { success, data, error } = schema.safeParse(record);
    if (success) return { data, issues: unread };
    // Of a cell that could not be read the schema can only say again that it is wrong.
    const paths = new Set(unread.map(({ path }) => path.join()));
    return { issues: [...unread, ...error.issues.filter(({ path }) => !paths.has(path.join()))] };
  };
}
