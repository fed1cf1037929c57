import {
  grossRevenueRetention,
  type Ledger,
  type MrrMovementsByKey,
  mrrMovementsBy,
  netRevenueRetention,
  type Period,
  type Ratio,
  trailing,
} from 'tenure';
import { linePanel } from '../draw/line-panel.ts';
import type { Line } from '../draw/line-points.ts';
import { amountNumbers } from '../draw/panel.ts';
import type { Picture } from '../draw/picture.ts';
import type { Step } from '../flags/ledger-flags.ts';
import { amount, percent, periodText, type Value } from '../language/formats.ts';
import { say } from '../language/language.ts';
import { type Table, type TextColumn, tableOf } from '../page/sheet.ts';
import { latestPlace, periodTitleOf, stateOf, unitOf } from '../page/wording.ts';
import type { LedgerRow } from '../read/ledger/ledger-row.ts';
import { keyOf, keyText, type Split, splitTitle } from '../split.ts';

type Part = MrrMovementsByKey<string | null>;

/** A report by plan or segment: the bridges of each, which add up to those of the report, moves between them included. */
export interface SplitReport {
  readonly split: Split;
  readonly by: Step;
  /** For each period a part for each key, in the same order. */
  readonly periods: readonly { readonly period: string; readonly complete: boolean; readonly parts: readonly Part[] }[];
  /** The period of the table: the latest one that is complete, if any is. */
  readonly latest: SplitPeriod;
}

interface SplitPeriod {
  readonly period: string;
  readonly complete: boolean;
  readonly rows: readonly SplitRow[];
}

interface SplitRow {
  readonly part: Part;
  /** Over the twelve months to the end of the period. */
  readonly year: { readonly nrr: Ratio; readonly grr: Ratio };
}

export function splitReport(
  book: Ledger<LedgerRow>,
  periods: readonly Period[],
  { split, by, timeZone }: { readonly split: Split; readonly by: Step; readonly timeZone: string },
): SplitReport {
  const found = mrrMovementsBy(book, periods, keyOf(split)).map((parts, index) => ({
    period: (periods[index] as Period).label,
    complete: parts.every(({ complete }) => complete),
    parts,
  }));
  const place = latestPlace(found);
  const { period, complete, parts } = found[place] as (typeof found)[number];
  const end = (periods[place] as Period).end;
  const year = mrrMovementsBy(book, trailing(12, 'month', end, { timeZone }), keyOf(split));
  const rows = parts.map((part, index) => {
    const own = year[index] as Part;
    return { part, year: { nrr: netRevenueRetention(own), grr: grossRevenueRetention(own) } };
  });
  return { split, by, periods: found, latest: { period, complete, rows } };
}

export function splitTable({ split, latest }: SplitReport): Table {
  const title = splitTitle(split);
  const mrr = say('MRR');
  const year = say('Kept over 12 months');
  const of = (name: string, value: (part: Part) => number): TextColumn<SplitRow> => ({
    group: mrr,
    title: name,
    text: ({ part }) => amount(value(part)),
  });
  const columns: TextColumn<SplitRow>[] = [
    { title, left: true, text: ({ part }) => keyText(part.key) },
    of(say('Opening'), ({ opening }) => opening),
    of(say('New'), (part) => part.new),
    of(say('Reactiv.'), ({ reactivation }) => reactivation),
    of(say('Expans.'), ({ expansion }) => expansion),
    of(say('Moved in'), ({ transferIn }) => transferIn),
    of(say('Contract.'), ({ contraction }) => contraction),
    of(say('Churn'), ({ churn }) => churn),
    of(say('Moved out'), ({ transferOut }) => transferOut),
    ...(latest.rows.some(({ part }) => part.fx !== 0) ? [of(say('Exchange rates'), ({ fx }) => fx)] : []),
    of(say('Closing'), ({ closing }) => closing),
    { group: year, title: say('NRR'), text: (row) => percent(row.year.nrr.value) },
    { group: year, title: say('GRR'), text: (row) => percent(row.year.grr.value) },
  ];
  return tableOf(`${title}, ${stateOf(latest)}`, columns, latest.rows, [
    say('Moved in, moved out: what customers took along who changed from one to another. NRR and GRR count it.'),
  ]);
}

/** Every period and key, for a CSV. */
export function splitRows({ split, periods }: SplitReport): object[] {
  return periods.flatMap(({ period, complete, parts }) =>
    parts.map((part) => ({
      period,
      complete,
      [split]: part.key,
      currency: part.currency,
      opening: part.opening,
      new: part.new,
      reactivation: part.reactivation,
      expansion: part.expansion,
      transferIn: part.transferIn,
      contraction: part.contraction,
      churn: part.churn,
      transferOut: part.transferOut,
      fx: part.fx,
      closing: part.closing,
      netRevenueRetention: netRevenueRetention(part).value,
      grossRevenueRetention: grossRevenueRetention(part).value,
    })),
  );
}

/** More lines are not told apart. */
const mostLines = 6;

/** A line for each of the largest. */
export function splitPicture({ split, by, periods, latest }: SplitReport): Picture {
  const currency = latest.rows[0]?.part.currency ?? null;
  const keys = [...latest.rows]
    .sort((a, b) => b.part.closing - a.part.closing)
    .slice(0, mostLines)
    .map(({ part }) => part.key);
  const values =
    (key: string | null) =>
    (row: SplitReport['periods'][number]): Value =>
      row.parts.find((part) => part.key === key)?.closing ?? null;
  const lines = keys.map(
    (key, index): Line<SplitReport['periods'][number]> => ({
      kind: `part-${index}`,
      shape: index % 2 === 0 ? 'circle' : 'square',
      width: 2,
      value: values(key),
      note: (row) => `${periodText(row.period)} ${keyText(key)}: ${amount(values(key)(row))}${unitOf(currency)}`,
    }),
  );
  const rest = latest.rows.length - keys.length;
  const shares = keys.map((key) => {
    const { part } = latest.rows.find((row) => row.part.key === key) as SplitRow;
    return `${keyText(key)} ${amount(part.closing)}${unitOf(currency)}`;
  });
  const more = rest === 0 ? '' : ` ${say('The {count} largest customers; the table has all.', { count: mostLines })}`;
  return {
    name: split,
    title: split === 'plan' ? say('Closing MRR by plan') : say('Closing MRR by segment'),
    description: say('A line for each of the largest.'),
    caption: `${stateOf(latest)}: ${shares.join(', ')}.${more}`,
    legend: lines.map(({ kind, shape }, index) => ({ kind, label: keyText(keys[index] ?? null), mark: shape })),
    incomplete: periods.some(({ complete }) => !complete),
    spec: (size) => {
      const frame = {
        size,
        height: size.movesHeight,
        valueTitle: `${say('Closing MRR')}${currency === null ? '' : ` (${currency})`}`,
        numbers: amountNumbers(periods.flatMap(({ parts }) => parts.map(({ closing }) => closing))),
        periodTitle: periodTitleOf(by),
      };
      return { vconcat: [linePanel(periods, lines, frame, true)] };
    },
  };
}
