import { refuse } from '../../errors.ts';
import { checkOwnExchangeRate } from '../policy/exchange-rates.ts';
import type { LedgerRules } from '../policy/read-policy.ts';
import { pathOf } from './row-path.ts';

/** The currencies of a ledger's rows, as codes; null stands for rows that name none where the policy names none either. */
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
      const rule = 'must be the currency of all rows, unless policy.exchangeRates is set';
      refuseCurrency(path, `${rule}: ${named(own)} cannot be added to ${named(common)}`, own);
    }
    // Without a reporting currency the first one is as good as any; a second one is refused once all are known.
    if (reporting === null || own === reporting || (own !== null && exchangeRates.rates.has(own))) return;
    refuseCurrency(
      path,
      `must be policy.currency or have an exchange rate in policy.exchangeRates; received ${named(own)}`,
      own,
    );
  }

  return {
    names,
    codeOf(currency, row) {
      const own = currency ?? reporting;
      const known = codes.get(own);
      if (known !== undefined) return known;
      check(own, `${pathOf(row)}.currency`);
      const code = names.push(own) - 1;
      codes.set(own, code);
      return code;
    },
    reporting() {
      if (reporting !== null) return reporting;
      if (names.length > 1) {
        const rule = `must name the currency of the statements: the rows are in ${names.map(named).join(', ')}`;
        refuseCurrency('policy.currency', rule, null);
      }
      const own = names[0] ?? null;
      checkOwnExchangeRate(exchangeRates, own);
      return own;
    },
  };
}

function named(currency: string | null): string {
  return currency === null ? 'none' : `'${currency}'`;
}

function refuseCurrency(path: string, rule: string, received: string | null): never {
  refuse('MIXED_CURRENCIES', path, rule, received ?? undefined);
}
