import type { Zone } from '../../calendar/open.ts';
import { type DateOrder, isoDayReader, localTimeReader } from './date-text.ts';
import { inclusiveEndReader } from './inclusive-end.ts';
import { type Complain, complaint } from './message.ts';
import { decimalReader, type NumberFormat } from './number-text.ts';

/** How the cells of a file are written. You state it; nothing is guessed. */
export interface CellOptions {
  /** How numbers are written in texts. Default: texts are not read as numbers, except amounts that `Amount` allows. */
  readonly numberFormat?: NumberFormat | undefined;
  /** How dates such as 31.03.2026, 31/03/2026 or 31-03-2026 are written. Default: only ISO 8601, which is always accepted. */
  readonly dateOrder?: DateOrder | undefined;
  /** Whether a date-time without an offset ('2026-03-31 23:59:59') is read as local time in the time zone. Default false: it is refused. */
  readonly localTimes?: boolean | undefined;
  /** Values that mean "missing", besides null and undefined, such as `['', 'NULL']`. Default: none. */
  readonly missing?: readonly (string | number | null)[] | undefined;
}

/** What only some kinds of rows have. */
export interface OwnCells {
  readonly endInclusive?: boolean | undefined;
  readonly listSeparator?: string | undefined;
}

type Path = readonly PropertyKey[];

/** Reads cells. What a cell cannot be is complained about, and given back as it is. */
export interface Cells {
  /** False where every cell is what it says: then nothing here needs to be asked. */
  readonly areRead: boolean;
  isMissing(value: unknown): boolean;
  number(value: unknown, complain: Complain, path: Path): unknown;
  amount(value: unknown, complain: Complain, path: Path): unknown;
  flagOrNumber(value: unknown, complain: Complain, path: Path): unknown;
  instant(value: unknown, complain: Complain, path: Path): unknown;
  /** The end of a row, which can be given as its last day. */
  end(value: unknown, complain: Complain, path: Path): unknown;
  list(value: unknown): unknown;
}

const fraction = /^\d+\/\d+$/;

export function cellReader(options: CellOptions & OwnCells, zone: Zone): Cells {
  const { numberFormat, dateOrder, localTimes = false, missing = [], endInclusive = false, listSeparator } = options;
  const decimalOf = numberFormat === undefined ? undefined : decimalReader(numberFormat);
  const isoDay = isoDayReader(dateOrder);
  const dateTimeOf = localTimes ? localTimeReader(zone, isoDay) : () => undefined;
  const inclusiveEnd = inclusiveEndReader(zone);
  const numberRule = `be a number written like ${numberFormat}`;
  const dateRule = `be a date with the ${dateOrder === 'dayFirst' ? 'day' : 'month'} first, or in ISO 8601`;

  const cells: Cells = {
    areRead:
      endInclusive ||
      localTimes ||
      missing.length > 0 ||
      [numberFormat, dateOrder, listSeparator].some((option) => option !== undefined),
    isMissing: (value) => missing.includes(value as string),
    number(value, complain, path) {
      if (typeof value !== 'string' || decimalOf === undefined) return value;
      const decimal = decimalOf(value);
      if (decimal !== undefined) return Number(decimal);
      complain(complaint(numberRule, value), path);
      return value;
    },
    amount(value, complain, path) {
      if (typeof value !== 'string' || decimalOf === undefined) return value;
      const decimal = decimalOf(value) ?? (fraction.test(value) ? value : undefined);
      if (decimal === undefined) complain(complaint(numberRule, value), path);
      return decimal ?? value;
    },
    flagOrNumber(value, complain, path) {
      if (decimalOf !== undefined && (value === 'true' || value === 'false')) return value === 'true';
      return cells.number(value, complain, path);
    },
    instant(value, complain, path) {
      if (typeof value !== 'string') return value;
      const read = isoDay(value) ?? dateTimeOf(value);
      if (read === undefined && dateOrder !== undefined && !isoStart.test(value))
        complain(complaint(dateRule, value), path);
      return read ?? value;
    },
    end(value, complain, path) {
      const end = cells.instant(value, complain, path);
      return endInclusive ? inclusiveEnd(end) : end;
    },
    list: (value) =>
      typeof value === 'string' && listSeparator !== undefined
        ? value.split(listSeparator).map((item) => item.trim())
        : value,
  };
  return cells;
}

const isoStart = /^\d{4}-\d\d-\d\d/;
