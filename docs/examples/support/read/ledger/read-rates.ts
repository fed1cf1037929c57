import { parsePayments } from 'tenure/schema';
import { InputError } from '../../input-error.ts';
import { cellReaderOf, rawsOf } from '../cells/cells.ts';
import type { Choices, FileBytes } from '../choices.ts';
import type { Kind } from '../columns/fields.ts';
import { type Fault, faultsError, quoted } from '../faults.ts';
import { checkRequired, openTable } from '../open-table.ts';

/** A rate for all time, or one for each month. */
export type Rates = Readonly<Record<string, string | Readonly<Record<string, string>>>>;

export const rateKind = {
  rows: 'payment',
  fields: {
    currency: { path: 'currency', cell: 'text', required: true },
    rate: {
      path: 'amount',
      cell: 'number',
      required: true,
      own: ['rate', 'exchange rate', 'fx rate', 'fx', 'Kurs', 'Wechselkurs', 'Umrechnungskurs', 'Rate'],
      words: 'exchange rate',
    },
    month: { path: 'at', cell: 'instant', own: ['month', 'Monat', 'period', 'date', 'Datum', 'valid from'] },
  },
} as const satisfies Kind<string>;

/** Reads a table of currency and rate, and maybe month: how many units of the currency of the report one unit is. */
export function readRatesFile(file: FileBytes, choices: Choices): Rates {
  const own = { ...choices, columns: new Map<string, string>(), ignored: [], headerLine: undefined };
  const table = openTable(file, { kind: rateKind }, own);
  checkRequired(table, rateKind, own);
  // A month is its first day.
  const raws = rawsOf(table).map((raw) => ({ ...raw, month: raw.month?.replace(/^(\d{4}-\d\d)$/, '$1-01') }));
  const reader = cellReaderOf(table, rateKind, raws, own);
  const records = raws.map(({ currency, rate, month }) => ({
    customerId: 'rate',
    status: 'succeeded',
    currency,
    amount: rate === undefined ? undefined : reader.read('rate', rate).text,
    at: month === undefined ? '2000-01-01' : reader.read('month', month).text,
  }));
  const { rejected } = parsePayments(records, { numberFormat: reader.numberFormat });
  const faults: Fault[] = rejected.flatMap(({ index, issues }) =>
    issues.map(({ path, message }) => {
      const flag = path[0] === 'amount' ? 'rate' : path[0] === 'at' ? 'month' : 'currency';
      const [rule = message] = message.split('; received ');
      const received = quoted(raws[index]?.[flag] ?? '');
      return { line: table.records[index]?.line ?? 0, column: table.columns.get(flag)?.name ?? flag, rule, received };
    }),
  );
  if (faults.length > 0) throw faultsError(table.file, faults, records.length);
  return ratesOf(
    file.name,
    raws.map((raw, place) => [raw, records[place]?.amount, records[place]?.at] as const),
    reader.numberFormat,
  );
}

type Entry = readonly [
  raw: { readonly currency?: string | undefined; readonly month?: string | undefined },
  rate: string | undefined,
  at: string | undefined,
];

function ratesOf(file: string, entries: readonly Entry[], style: string): Rates {
  const rates: Record<string, string | Record<string, string>> = {};
  for (const [{ currency = '', month }, text = '', at = ''] of entries) {
    const code = currency.toUpperCase();
    const rate = style === '1.234,56' ? text.replaceAll('.', '').replace(',', '.') : text.replaceAll(',', '');
    const known = rates[code];
    const isDated = month !== undefined;
    if (known !== undefined && (typeof known === 'string' || !isDated)) {
      throw new InputError(`${file}: there are two rates for ${code}; a column month tells them apart`);
    }
    if (!isDated) rates[code] = rate;
    else rates[code] = { ...known, [at.slice(0, 7)]: rate };
  }
  return rates;
}
