import {
  arpa,
  convertRate,
  customerChurnRate,
  customerLifetime,
  customerLifetimeValue,
  discountedExpectedLifetime,
  type Ledger,
  type LtvSensitivityRow,
  ltvSensitivity,
  mrrMovements,
  type RatioWithUndecided,
  type RealizedLifetimeValue,
  realizedLifetimeValue,
  renewalRate,
  trailing,
} from 'tenure';
import type { Contract } from './contracts.ts';
import { monthsEach, type Outlook } from './outlook.ts';

/** What customers are worth. Amounts are in major currency units. */
export interface Worth {
  readonly currency: string | null;
  readonly margin: number;
  readonly discountRate: number;
  readonly renewals: RatioWithUndecided;
  readonly arpa: number | null;
  /** A month, from the last three. */
  readonly churnRate: number | null;
  readonly lifetime: number | null;
  readonly lifetimeValue: number | null;
  readonly modelLifetimeValue: number | null;
  readonly realized: RealizedLifetimeValue;
  readonly sensitivity: readonly LtvSensitivityRow[];
}

interface Asked {
  readonly asOf: string;
  readonly timeZone: string;
  readonly margin: number;
  readonly discountRate: number;
}

const retentionChanges = [-0.01, -0.005, 0.005, 0.01];

export function worthOf(book: Ledger, contract: Contract, outlook: Outlook, asked: Asked): Worth {
  const { asOf, timeZone, margin, discountRate } = asked;
  const year = trailing(12, 'month', asOf, { timeZone });
  const quarter = trailing(3, 'month', asOf, { timeZone });
  const lost = customerChurnRate(book, quarter).value;
  const churnRate = lost === null ? null : convertRate(lost, { from: 'quarter', to: 'month' });
  const perAccount = arpa(book, quarter).value;
  const terms =
    churnRate === null || perAccount === null
      ? null
      : { arpa: perAccount, churnRate, grossMargin: margin, discountRate: ratePer(1, discountRate) };
  return {
    currency: mrrMovements(book, quarter).currency,
    margin,
    discountRate,
    renewals: renewalRate(book, year, { weightedBy: 'opportunities' }),
    arpa: perAccount,
    churnRate,
    lifetime: churnRate === null ? null : customerLifetime(churnRate),
    lifetimeValue: terms === null ? null : customerLifetimeValue(terms),
    modelLifetimeValue: modelValue(outlook, contract, perAccount, asked),
    realized: realizedLifetimeValue(book, asOf),
    sensitivity: terms === null ? [] : ltvSensitivity(terms, { retentionChanges: possible(terms.churnRate) }),
  };
}

/** Who pays an average bill at each renewal, for as many renewals as the model expects. */
function modelValue(
  { model }: Outlook,
  contract: Contract,
  perAccount: number | null,
  { margin, discountRate }: Asked,
): number | null {
  if (model === undefined || perAccount === null) return null;
  const months = monthsEach(contract);
  const payments = discountedExpectedLifetime(model, ratePer(months, discountRate));
  const revenuePerPeriod = perAccount * months * margin;
  return customerLifetimeValue({ revenuePerPeriod, lifetime: payments });
}

/** Compounded to a yearly rate. */
export function ratePer(months: number, yearly: number): number {
  return (1 + yearly) ** (months / 12) - 1;
}

/** Retention cannot rise above the whole, or fall below nothing. */
function possible(churnRate: number): number[] {
  return retentionChanges.filter((change) => churnRate - change >= 0 && churnRate - change <= 1);
}
