import type { Policy, PolicyComparison } from 'tenure';
import { count } from '../language/formats.ts';
import { say } from '../language/language.ts';
import { type LedgerRead, ledgerFacts } from '../page/ledger-facts.ts';
import type { Facts, Sheet, Table } from '../page/sheet.ts';
import { bridgeTable, causeTable, customerTable } from './compare-table.ts';
import { choicesOf, type Side } from './sides.ts';
import { termsPicture } from './terms-picture.ts';
import { wayPicture } from './way-picture.ts';

export interface CompareData extends LedgerRead {
  readonly comparison: PolicyComparison;
  readonly a: Side;
  readonly b: Side;
  readonly idle: readonly (keyof Policy)[];
  /** The period, and why that. */
  readonly range: string;
  readonly timeZone: string;
  readonly findings: readonly string[];
  /** By plan or segment, where that was asked. */
  readonly split: Table | undefined;
}

const shownCustomers = 50;

/** All that the comparison has to say. */
export function compareSheet(data: CompareData): Sheet {
  const { comparison, name, findings, split } = data;
  const { currency } = comparison.a;
  const differs = comparison.customers.length > 0;
  return {
    title: say('Two definitions compared'),
    subject: name,
    facts: factsOf(data),
    findings,
    pictures: differs ? [wayPicture(comparison, currency), termsPicture(comparison, currency)] : [],
    tables: [
      bridgeTable(comparison, data),
      ...(differs ? [causeTable(comparison)] : []),
      ...(split === undefined ? [] : [split]),
      ...(differs ? [customerTable(comparison, shownCustomers)] : []),
    ],
  };
}

function factsOf(data: CompareData): Facts {
  const { comparison, a, b, idle, range, timeZone } = data;
  return [
    ...ledgerFacts(data),
    [say('Period'), range],
    ['a', `${a.name}: ${choicesOf(a).join(', ')}`],
    ['b', `${b.name}: ${choicesOf(b).join(', ')}`],
    [say('Result'), verdict(comparison, idle)],
    [say('Time zone'), timeZone],
    [say('Currency'), comparison.a.currency ?? say('none named in the ledger')],
  ];
}

/** Whether the definitions give different numbers, in a sentence. */
export function verdict({ customers }: PolicyComparison, idle: readonly (keyof Policy)[]): string {
  const options = idle.join(', ');
  if (customers.length > 0) {
    const found = say('{count} customers differ.', { count: count(customers.length) });
    if (idle.length === 0) return found;
    return `${found} ${say('The definitions also differ in {options}, but no row in this period is affected.', { options })}`;
  }
  return idle.length === 0
    ? say('The definitions are the same, so nothing differs.')
    : say('The definitions differ in {options}, but no row in this period is affected.', { options });
}
