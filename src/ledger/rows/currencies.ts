import { refuse } from '../../errors.ts';
import { currencyCode, currencyName, refuseCurrency } from '../../money/index.ts';
import { getOrAdd } from '../../table/index.ts';
import { checkOwnExchangeRate } from '../policy/exchange-rates.ts';
import type { LedgerRules } from '../policy/read-policy.ts';
import { pathOf } from './row-path.ts';

/** The currencies of a ledger's rows, in upper case, as codes; null stands for rows that name none where the policy names none either. */
export interface CurrencyTable {
  readonly names: readonly (string | null)[];
  /** The code of a row's currency; throws where it cannot be added to the others. */
  codeOf(currency: string | null | undefined, row: number): number;
  /** The currency of the statements. */
  reporting(): string | null;
}

export function currencyTable({ currency: reporting, exchangeRates }: LedgerRules): CurrencyTable {
  const names: (string | null)[] = [];
  const codes = new Map<string | null, number>();

  function check(own: string | null, path: string): void {
    if (exchangeRates === null) {
      const common = reporting ?? names[0];
      if (common === undefined || own === common) return;
      refuseCurrency(path, 'the currency of all rows, unless policy.exchangeRates is set', own, common);
    }
    // Without a reporting currency the first one is as good as any; a second one is refused once all are known.
    if (reporting === null || own === reporting || exchangeRates.byCurrency.has(own as string)) return;
    const rule = `must be policy.currency or have an exchange rate in policy.exchangeRates; received ${currencyName(own)}`;
    refuse('MIXED_CURRENCIES', path, rule, own ?? undefined);
  }

  // A function of its own: one that makes a closure of its parameters costs an object each time it is called, closure or not.
  function add(given: string | null, row: number): number {
    const own = currencyCode(given);
    const code = getOrAdd(codes, own, () => {
      check(own, `${pathOf(row)}.currency`);
      return names.push(own) - 1;
    });
    codes.set(given, code);
    return code;
  }

  return {
    names,
    codeOf(currency, row) {
      const given = currency ?? reporting;
      return codes.get(given) ?? add(given, row);
    },
    reporting() {
      if (reporting !== null) return reporting;
      if (names.length > 1) {
        const rule = `must name the currency of the statements: the rows are in ${names.map(currencyName).join(', ')}`;
        refuse('MIXED_CURRENCIES', 'policy.currency', rule, undefined);
      }
      const own = names[0] ?? null;
      checkOwnExchangeRate(exchangeRates, own);
      return own;
    },
  };
}
