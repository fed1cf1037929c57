import { add, compare, type KeyedSums, keyedSums, type Rational, zero } from '../../exact/index.ts';
import type { CompiledLedger } from '../../ledger/query.ts';
import { inReportingCurrency } from '../../movements/open.ts';
import { addUnits, type UnitSums, unitSums, unitsAt } from '../../table/index.ts';
import type { Renewal } from './renewals.ts';

/** The exact sums of a period. */
export interface RenewalSums {
  readonly due: Rational;
  readonly gross: Rational;
  readonly net: Rational;
  readonly lost: Rational;
  readonly undecided: number;
}

const terms = ['due', 'gross', 'net', 'lost'] as const;

/** The sums of a period while they are added to: in units of the ledger, by currency and term, and where those do not do, as fractions. */
export interface Revenue {
  readonly units: UnitSums;
  fractions: KeyedSums<(typeof terms)[number]> | undefined;
  undecided: number;
}

export function newRevenue({ currencies }: CompiledLedger): Revenue {
  return { units: unitSums(currencies.length * terms.length), fractions: undefined, undecided: 0 };
}

/** What running spans of an entity in `scaled` are worth, in units. */
export function unitsOf({ spans, priceUnits }: CompiledLedger, running: readonly number[]): number {
  let sum = 0;
  for (const span of running) sum += priceUnits[spans.price[span] as number] as number;
  return sum;
}

/** Adds the MRR of a due date and the MRR renewed, both in units of one currency. */
export function bookUnits({ units }: Revenue, currency: number, amount: number, renewed: number): void {
  const first = currency * terms.length;
  addUnits(units, first, amount);
  addUnits(units, first + 1, Math.min(amount, renewed));
  addUnits(units, first + 2, renewed);
  if (renewed === 0) addUnits(units, first + 3, amount);
}

/** The same in the reporting currency. */
export function bookRenewal(revenue: Revenue, { amount, renewed }: Renewal): void {
  revenue.fractions ??= keyedSums();
  const { fractions } = revenue;
  fractions.add('due', amount);
  fractions.add('gross', compare(renewed, amount) < 0 ? renewed : amount);
  fractions.add('net', renewed);
  if (renewed.n === 0n) fractions.add('lost', amount);
}

/** The sums, at the exchange rates of an instant. */
export function sumsOf(
  { units, fractions, undecided }: Revenue,
  ledger: CompiledLedger,
  exchangeInstant: number,
): RenewalSums {
  const [due, gross, net, lost] = terms.map((term, place): Rational => {
    const local = ledger.currencies.map((_, code) => ({
      n: unitsAt(units, code * terms.length + place),
      d: ledger.unit,
    }));
    return add(inReportingCurrency(ledger, local, exchangeInstant), fractions?.get(term) ?? zero);
  });
  return { due, gross, net, lost, undecided } as RenewalSums;
}
