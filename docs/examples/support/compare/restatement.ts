import type { LedgerComparison, Period, RowChange } from 'tenure';
import { amount, count, dateText, periodText, signed } from '../language/formats.ts';
import { say, sayChange } from '../language/language.ts';
import type { LedgerBook } from '../open/ledger-book.ts';
import { ledgerRead } from '../page/ledger-facts.ts';
import { unitOf } from '../page/wording.ts';
import type { LedgerFile } from '../read/ledger/read-ledger.ts';
import type { CompareFlags } from './compare-flags.ts';
import { compareRows } from './compare-rows.ts';
import { compareSheet, compareTables, restatementVerdict } from './compare-sheet.ts';
import { byDifference, ofSnapshots } from './comparison.ts';
import { bySize, rateSentences } from './rates.ts';
import { comparedSnapshots } from './snapshots.ts';
import type { Told } from './told.ts';
import { restatementWording } from './wording.ts';

const namedCustomers = 5;

/** A period as the rows of then had it, and as those of now have it. */
export function restatement(
  opened: LedgerBook,
  before: LedgerFile,
  period: Period,
  flags: CompareFlags,
  frame: { readonly range: string; readonly findings: readonly string[] },
): Told {
  const { a, timeZone, top } = flags;
  const compared = comparedSnapshots(before, opened, period, a.policy);
  const comparison = ofSnapshots(compared);
  const wording = restatementWording();
  const reported = ledgerRead(before).name;
  const read = { ...ledgerRead(opened.source), comparison, a, b: a, idle: [], split: undefined, timeZone, ...frame };
  const data = { ...read, wording, reported };
  return {
    tables: compareTables(data, top),
    verdict: restatementVerdict(comparison),
    words: restatementWords(compared),
    rows: compareRows(comparison),
    more: {},
    sheet: compareSheet(data),
  };
}

/** What a reader is told who knows the figure that was reported. */
export function restatementWords(compared: LedgerComparison): string[] {
  const { before, after, difference, causes, customers } = compared;
  const unit = unitOf(after.currency);
  const opening = say(
    '{period} was reported with a closing MRR of {before}. By the rows of today it is {after}, a change of {change}.',
    {
      period: periodText(before.period.label),
      before: `${amount(before.closing)}${unit}`,
      after: `${amount(after.closing)}${unit}`,
      change: `${signed(difference.closing)}${unit}`,
    },
  );
  if (customers.length === 0) return [opening];
  const what = bySize(
    causes.map((cause) => ({ ...cause, terms: cause.difference, difference: cause.difference.closing })),
  );
  const comparison = ofSnapshots(compared);
  const named = byDifference(comparison).slice(0, namedCustomers);
  return [
    opening,
    say('What changed in the rows: {causes}.', {
      causes: what
        .map(
          (cause) =>
            `${sayChange(cause.what)} (${cause.customers === 1 ? say('1 customer') : say('{count} customers', { count: count(cause.customers) })}) ${signed(cause.difference)}`,
        )
        .join('; '),
    }),
    ...rateSentences(comparison, restatementWording()),
    say('The customers with the largest part: {customers}.', {
      customers: named
        .map(
          ({ customerId, difference: own }) =>
            `${customerId} ${signed(own.closing)} (${changeText(compared, customerId)})`,
        )
        .join('; '),
    }),
  ];
}

function changeText({ customers }: LedgerComparison, customerId: string): string {
  const causes = customers.find((customer) => customer.customerId === customerId)?.causes ?? [];
  return causes
    .flatMap(({ changes }) => changes)
    .map(({ change, fields, before, after }) => {
      if (change !== 'changed') return change === 'added' ? say('a row added') : say('a row removed');
      return fields
        .map((field) => `${sayChange(field)} ${valueText(before, field)} → ${valueText(after, field)}`)
        .join(', ');
    })
    .join(', ');
}

function valueText(side: RowChange['before'], field: keyof NonNullable<RowChange['before']>): string {
  return dateText(side?.[field] ?? say('none'));
}
