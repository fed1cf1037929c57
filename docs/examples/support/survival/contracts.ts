import { InputError } from '../input-error.ts';
import { count } from '../language/formats.ts';
import { say } from '../language/language.ts';
import type { LedgerRow } from '../read/ledger/ledger-row.ts';
import { firstRows } from './first-rows.ts';

/** How long a contract runs before it comes up for renewal. */
export interface Contract {
  readonly name: string;
  readonly unit: 'month' | 'day';
  /** How many of these units. */
  readonly count: number;
}

export interface Chosen {
  readonly contract: Contract;
  /** Of the customers that were chosen. */
  readonly rows: readonly LedgerRow[];
  /** Who was chosen, and why. */
  readonly description: string;
}

const monthly: Contract = { name: 'month', unit: 'month', count: 1 };

/** The customers whose first contract has the length that is asked for, or else the commonest; the model needs one length. */
export function chooseContracts(rows: readonly LedgerRow[], asked: string | undefined, timeZone: string): Chosen {
  const first = [...firstRows(rows, timeZone)];
  const contracts = new Map(first.map(([customerId, row]) => [customerId, contractOf(row)]));
  const all = count(contracts.size);
  if (asked === 'all')
    return {
      contract: monthly,
      rows,
      description: say('all {all}, whatever their contracts (--contracts all)', { all }),
    };
  const counts = countsOf([...contracts.values()]);
  const name = asked ?? counts[0]?.name;
  const chosen = counts.find((candidate) => candidate.name === name);
  if (chosen === undefined) {
    throw new InputError(
      `--contracts: no customer's first contract has the length '${name}'; there are ${listed(counts)}`,
    );
  }
  if (counts.length === 1)
    return {
      contract: chosen.contract,
      rows,
      description: say('all {all}; contracts run for {length}', { all, length: lengthOf(chosen.contract) }),
    };
  const why = asked === undefined ? say('the most common; --contracts selects another, or all') : '--contracts';
  const description = say('{customers} of {all}, whose first contract runs for {length} ({why}): {lengths}', {
    customers: count(chosen.customers),
    all,
    length: lengthOf(chosen.contract),
    why,
    lengths: listed(counts),
  });
  return {
    contract: chosen.contract,
    rows: rows.filter(({ customerId }) => contracts.get(String(customerId))?.name === name),
    description,
  };
}

const monthsOf: Readonly<Record<string, number>> = { month: 1, quarter: 3, year: 12 };
const daysOf: Readonly<Record<string, number>> = { day: 1, week: 7 };
const names: Readonly<Record<string, string>> = {
  '1 month': 'month',
  '3 month': 'quarter',
  '12 month': 'year',
  '1 day': 'day',
  '7 day': 'week',
};

function contractOf({ interval, intervalCount }: LedgerRow): Contract {
  const days = daysOf[interval];
  const unit = days === undefined ? 'month' : 'day';
  const count = (days ?? monthsOf[interval] ?? 1) * (intervalCount ?? 1);
  return { unit, count, name: names[`${count} ${unit}`] ?? `${count}-${unit}` };
}

/** 'a month', '6 months'. */
function lengthOf({ name, unit, count: units }: Contract): string {
  const whole: Readonly<Record<string, string>> = {
    month: say('a month'),
    quarter: say('a quarter'),
    year: say('a year'),
    day: say('a day'),
    week: say('a week'),
  };
  const length = count(units);
  return (
    whole[name] ?? (unit === 'day' ? say('{count} days', { count: length }) : say('{count} months', { count: length }))
  );
}

interface Count {
  readonly name: string;
  readonly contract: Contract;
  readonly customers: number;
}

/** The commonest first. */
function countsOf(contracts: readonly Contract[]): Count[] {
  const counts = new Map<string, Count>();
  for (const contract of contracts) {
    const { name } = contract;
    counts.set(name, { name, contract, customers: (counts.get(name)?.customers ?? 0) + 1 });
  }
  return [...counts.values()].sort((a, b) => b.customers - a.customers);
}

function listed(counts: readonly Count[]): string {
  return counts.map(({ name, customers }) => `${name} ${count(customers)}`).join(', ');
}
