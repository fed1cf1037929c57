import type { Policy } from 'tenure';
import type { Picture } from '../draw/picture.ts';
import { count } from '../language/formats.ts';
import { say } from '../language/language.ts';
import { type LedgerRead, ledgerFacts } from '../page/ledger-facts.ts';
import type { Facts, Sheet, Table } from '../page/sheet.ts';
import { bridgeTable, causeTable, customerTable } from './compare-table.ts';
import type { Comparison } from './comparison.ts';
import { differs, pointsPicture, rateTable } from './rates.ts';
import { choicesOf, type Side } from './sides.ts';
import { termsPicture } from './terms-picture.ts';
import { wayPicture } from './way-picture.ts';
import { policyWording, type Wording } from './wording.ts';

export interface CompareData extends LedgerRead {
  readonly comparison: Comparison;
  readonly a: Side;
  readonly b: Side;
  readonly idle: readonly (keyof Policy)[];
  /** The period, and why that. */
  readonly range: string;
  readonly timeZone: string;
  readonly findings: readonly string[];
  /** By plan or segment, where that was asked. */
  readonly split: Table | undefined;
  /** Nothing for two definitions. */
  readonly wording?: Wording;
  /** The file of the rows of then, where snapshots are compared. */
  readonly reported?: string;
}

const shownCustomers = 50;

/** The tables of a comparison, those that have something to say. */
export function compareTables(data: CompareData, customers: number): Table[] {
  const { comparison, split, wording = policyWording() } = data;
  const hasCustomers = comparison.customers.length > 0;
  return [
    ...wholeTables(comparison, data, wording),
    ...(split === undefined ? [] : [split]),
    ...(hasCustomers ? [customerTable(comparison, customers, wording)] : []),
  ];
}

/** Those of the ledger as a whole. */
export function wholeTables(
  comparison: Comparison,
  sides: { readonly a: Side; readonly b: Side },
  wording: Wording,
): Table[] {
  return [
    bridgeTable(comparison, sides, wording),
    ...(comparison.customers.length > 0 ? [causeTable(comparison, wording)] : []),
    ...(comparison.rates.some(differs) ? [rateTable(comparison, wording)] : []),
  ];
}

/** Where there is a rate that differs in points. */
export function pointsPictures(comparison: Comparison, wording: Wording): Picture[] {
  const hasPoints = comparison.rates.some((rate) => rate.rate !== 'arpa' && differs(rate));
  return hasPoints ? [pointsPicture(comparison, wording)] : [];
}

/** All that the comparison has to say. */
export function compareSheet(data: CompareData): Sheet {
  const { comparison, name, findings, wording = policyWording() } = data;
  const { currency } = comparison.a;
  const { customers } = comparison;
  return {
    title: wording.title,
    subject: name,
    facts: factsOf(data),
    findings,
    pictures: [
      ...(customers.length > 0
        ? [wayPicture(comparison, currency, wording), termsPicture(comparison, currency, wording)]
        : []),
      ...pointsPictures(comparison, wording),
    ],
    tables: compareTables(data, shownCustomers),
  };
}

function factsOf(data: CompareData): Facts {
  const { comparison, a, b, idle, range, timeZone, reported } = data;
  return [
    ...ledgerFacts(data),
    ...(reported === undefined ? [] : [[say('Reported from'), reported] as const]),
    [say('Period'), range],
    ...(reported === undefined
      ? ([
          ['a', `${a.name}: ${choicesOf(a).join(', ')}`],
          ['b', `${b.name}: ${choicesOf(b).join(', ')}`],
        ] as const)
      : ([[say('Definition'), `${a.name}: ${choicesOf(a).join(', ')}`]] as const)),
    [say('Result'), reported === undefined ? verdict(comparison, idle) : restatementVerdict(comparison)],
    [say('Time zone'), timeZone],
    [say('Currency'), comparison.a.currency ?? say('none named in the ledger')],
  ];
}

/** Whether the definitions give different numbers, in a sentence. */
export function verdict({ customers, rates }: Comparison, idle: readonly (keyof Policy)[]): string {
  const options = idle.join(', ');
  const affected = say('The definitions also differ in {options}, but no row in this period is affected.', { options });
  if (customers.length > 0) {
    const found = say('{count} customers differ.', { count: count(customers.length) });
    return idle.length === 0 ? found : `${found} ${affected}`;
  }
  if (rates.some(differs)) {
    const found = say('The bridges are the same, but the rates differ.');
    return idle.length === 0 ? found : `${found} ${affected}`;
  }
  return idle.length === 0
    ? say('The definitions are the same, so nothing differs.')
    : say('The definitions differ in {options}, but no row in this period is affected.', { options });
}

/** Whether what was reported still holds. */
export function restatementVerdict({ customers }: Comparison): string {
  if (customers.length === 0) return say('Nothing differs: the reported figures still match the rows.');
  return say('{count} customers differ.', { count: count(customers.length) });
}
