import { count } from '../../language/formats.ts';
import { say } from '../../language/language.ts';
import type { CellReader, Raw } from '../cells/cells.ts';
import { isoText } from '../cells/dates.ts';
import { type Interval, intervalCure, intervalIn } from '../cells/intervals.ts';
import { isSignOf } from '../cells/numbers.ts';
import type { LedgerField } from '../columns/fields.ts';
import { type Fault, quoted } from '../faults.ts';
import type { LedgerColumns } from './ledger-columns.ts';
import type { LedgerChoices } from './read-ledger.ts';
import type { Kept } from './statuses.ts';

/** A row as the library's reader of rows takes it. */
export type LedgerRecord = Readonly<Record<string, unknown>>;
type MutableRecord = Record<string, unknown>;

interface Asked {
  readonly map: LedgerColumns;
  readonly choices: Pick<LedgerChoices, 'openEnds'>;
}

const plainTexts = [
  ['subscription', 'subscriptionId'],
  ['replaces', 'replaces'],
  ['plan', 'plan'],
  ['segment', 'segment'],
  ['churn-reason', 'churnReason'],
] as const;
const instants = [
  ['start', 'start'],
  ['trial-end', 'trialEnd'],
  ['signed', 'signedAt'],
  ['cancel-requested', 'cancelRequestedAt'],
] as const;

/** Puts the texts of each record under the names of a subscription. */
export function ledgerRecords(kept: Kept, reader: CellReader<LedgerField>, { map, choices }: Asked) {
  const faults: Fault[] = [];
  const open = new Map<string, number>();
  const records = kept.raws.map((raw, place) => recordOf(raw, kept.lines[place] ?? 0));
  const currencies = fillCurrencies(records, kept, map);
  for (const fault of currencies.faults) faults.push(fault);
  const notes = [...open].map(([text, rows]) =>
    rows === 1
      ? say("1 end of '{text}' is read as no end (--open-end none reads dates as dates)", { text })
      : say("{count} ends of '{text}' are read as no end (--open-end none reads dates as dates)", {
          count: count(rows),
          text,
        }),
  );
  return { records, faults, notes: [...notes, ...currencies.notes] };

  function recordOf(raw: Raw<LedgerField>, line: number): MutableRecord {
    const record: MutableRecord = { customerId: raw.customer };
    const fault = (flag: LedgerField, rule: string) => {
      faults.push({ line, column: map.columns.get(flag)?.name ?? flag, rule, received: quoted(raw[flag] ?? '') });
    };
    for (const [flag, field] of plainTexts) {
      if (raw[flag] !== undefined) record[field] = raw[flag];
    }
    for (const [flag, field] of instants) {
      const text = raw[flag];
      if (text !== undefined) record[field] = reader.read(flag, text).text;
    }
    const end = endOf(raw);
    if (end !== undefined) record.end = end;
    priceOf(raw, record, fault);
    termsOf(raw, record, fault);
    spanOf(raw, record, 'pauses', 'pause-start', 'pause-end');
    spanOf(raw, record, 'pastDue', 'past-due-start', 'past-due-end');
    return record;
  }

  function endOf(raw: Raw<LedgerField>): string | undefined {
    if (raw.end === undefined) return undefined;
    const { text } = reader.read('end', raw.end);
    if (!isOpenEnd(raw.end, text, choices.openEnds)) return text;
    open.set(raw.end, (open.get(raw.end) ?? 0) + 1);
    return undefined;
  }

  function priceOf(raw: Raw<LedgerField>, record: Record<string, unknown>, fault: Complain): void {
    const amount = raw.amount === undefined ? undefined : reader.read('amount', raw.amount);
    const own = raw.currency === undefined ? undefined : currencyCode(raw.currency);
    record.amount = amount?.text;
    const currency = own ?? amount?.currency;
    if (currency !== undefined) record.currency = currency;
    if (own !== undefined && amount?.currency !== undefined && !isSignOf(amount.currency, own)) {
      fault('amount', `must be in the currency of its row, ${own}`);
    }
    if (raw.quantity !== undefined) record.quantity = reader.read('quantity', raw.quantity).text;
    const percent = raw['discount-percent']?.replace(/\s*%$/, '');
    if (percent !== undefined) record.discount = { percent: reader.read('discount-percent', percent).text };
    const off = raw['discount-amount'];
    if (off !== undefined) record.discount = { amount: reader.read('discount-amount', off).text };
    if (off !== undefined && percent !== undefined)
      fault('discount-amount', 'must be blank if a discount in percent is given');
  }

  function termsOf(raw: Raw<LedgerField>, record: Record<string, unknown>, fault: Complain): void {
    const interval = raw.interval === undefined ? map.fixedInterval : intervalIn(raw.interval);
    if (interval === undefined) {
      const rule = 'must be a billing interval such as month, monatlich, yearly or 3 months';
      fault('interval', raw.interval === undefined ? 'must not be blank' : rule + intervalCure(raw.interval));
    }
    const { interval: unit, count }: Interval = interval ?? { interval: 'month', count: 1 };
    record.interval = unit;
    const text = raw['interval-count'];
    const times = text === undefined ? undefined : reader.read('interval-count', text).text;
    if (times === undefined && count !== 1) record.intervalCount = count;
    // A text is left to the library, which says what is wrong with it.
    else if (times !== undefined)
      record.intervalCount = count === 1 || !/^\d+$/.test(times) ? times : Number(times) * count;
  }

  function spanOf(
    raw: Raw<LedgerField>,
    record: Record<string, unknown>,
    field: 'pauses' | 'pastDue',
    from: LedgerField,
    to: LedgerField,
  ): void {
    const [start, end] = [raw[from], raw[to]];
    if (start === undefined && end === undefined) return;
    record[field] = [
      {
        ...(start === undefined ? {} : { start: reader.read(from, start).text }),
        ...(end === undefined ? {} : { end: reader.read(to, end).text }),
      },
    ];
  }
}

type Complain = (flag: LedgerField, rule: string) => void;

const openWords = /^(open|offen|unbefristet|unbegrenzt|unlimited|ongoing|laufend|present|current|heute|never|nie|∞)$/i;

/** 31.12.9999 and its like, which databases write for "not yet", the words of spreadsheets for it, and what a flag names. */
function isOpenEnd(cell: string, iso: string, asked: readonly string[]): boolean {
  if (openWords.test(cell) || /^0000-00-00|^00\.00\.0000/.test(cell)) return true;
  if (asked.includes('none')) return false;
  if (asked.some((text) => iso.slice(0, 10) === isoText(text, 'day-first', false))) return true;
  return /^(29|[3-9]\d)\d\d-/.test(iso);
}

const currencyWords: Readonly<Record<string, string>> = {
  '€': 'EUR',
  EURO: 'EUR',
  $: 'USD',
  US$: 'USD',
  'US-DOLLAR': 'USD',
  '£': 'GBP',
  FRANKEN: 'CHF',
  SFR: 'CHF',
  'SFR.': 'CHF',
};

function currencyCode(text: string): string {
  const upper = text.toUpperCase();
  return currencyWords[upper] ?? upper;
}

/** Where some rows name a currency, all have to; a sign beside some amounts of a column is the sign of all. */
function fillCurrencies(records: readonly MutableRecord[], kept: Kept, { columns }: LedgerColumns) {
  const without = [...records.keys()].filter((place) => records[place]?.currency === undefined);
  const [code, ...more] = new Set(records.map(({ currency }) => currency).filter((found) => found !== undefined));
  if (code === undefined || without.length === 0) return { faults: [], notes: [] };
  const column = columns.get('currency')?.name;
  if (column === undefined && more.length === 0) {
    for (const place of without) (records[place] as MutableRecord).currency = code;
    const note =
      without.length === 1
        ? say('1 amount without a sign is taken as {code}, like the others', { code: String(code) })
        : say('{count} amounts without a sign are taken as {code}, like the others', {
            count: count(without.length),
            code: String(code),
          });
    return { faults: [], notes: [note] };
  }
  const rule = 'must name a currency, because other rows do';
  const faults = without.map((place): Fault => {
    return { line: kept.lines[place] ?? 0, column: column ?? columns.get('amount')?.name, rule, received: undefined };
  });
  return { faults, notes: [] };
}
