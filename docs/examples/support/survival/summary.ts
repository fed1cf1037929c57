import {
  discountedExpectedLifetime,
  discountedExpectedResidualLifetime,
  type LtvSensitivityRow,
  type ShiftedBetaGeometricModel,
} from 'tenure';
import { decimals, grouped, money, percent, shortPercent, type Value } from '../formats.ts';
import type { Contract } from './contracts.ts';
import { monthsEach } from './outlook.ts';
import type { Study } from './study.ts';
import { ratePer, type Worth } from './worth.ts';

/** Figures under a heading, each with what it is in words. */
export interface Group {
  readonly title: string;
  readonly entries: readonly (readonly [name: string, text: string])[];
}

/** What the program prints, and the page shows below its picture. */
export function summaryOf(study: Study, worth: Worth): Group[] {
  return [stay(study), model(study, worth.discountRate), valuesOf(worth), sensitivity(worth)].filter(
    ({ entries }) => entries.length > 0,
  );
}

function stay({ customers, left, median, restrictedMeans }: Study): Group {
  return {
    title: 'How long customers stay',
    entries: [
      ['Customers', `${count(customers)} have paid, and ${count(left)} of them have left`],
      ['Median lifetime', median === null ? 'not reached: more than half are still there' : months(median)],
      ...restrictedMeans.map(
        ({ horizon, mean }) => [`Mean, first ${count(horizon)} months`, `${months(mean)} of them`] as const,
      ),
    ],
  };
}

function model({ outlook, contract }: Study, discountRate: number): Group {
  const title = 'What the model expects (shifted-beta-geometric)';
  if (outlook.model === undefined) return { title, entries: [['No projection', outlook.reason]] };
  const { alpha, beta, logLikelihood } = outlook.model;
  const rate = ratePer(monthsEach(contract), discountRate);
  const yearly = `${shortPercent(discountRate)} a year`;
  return {
    title,
    entries: [
      [
        'Parameters',
        `alpha ${decimals(alpha, 4)}, beta ${decimals(beta, 4)}, log-likelihood ${decimals(logLikelihood, 2)}`,
      ],
      ['Leave at the first renewal', percent(alpha / (alpha + beta))],
      [
        'Payments of a new customer',
        `${expected(discountedExpectedLifetime(outlook.model, 0))}, one a ${contract.name}`,
      ],
      [`Discounted by ${yearly}`, expected(discountedExpectedLifetime(outlook.model, rate))],
      ...renewalsOf(contract).map((renewals) => residual(outlook.model, renewals, rate)),
    ],
  };
}

/** After none, one and two years, or as many renewals. */
function renewalsOf(contract: Contract): number[] {
  const year = Math.max(1, Math.round(12 / monthsEach(contract)));
  return [0, year, 2 * year];
}

function residual(given: ShiftedBetaGeometricModel, renewals: number, rate: number) {
  const text = expected(discountedExpectedResidualLifetime(given, renewals, rate));
  return [`Still to come after ${count(renewals)} renewal${renewals === 1 ? '' : 's'}`, `${text}, discounted`] as const;
}

function expected(payments: number | null): string {
  return payments === null ? 'no limit' : decimals(payments, 1);
}

function valuesOf(worth: Worth): Group {
  const amount = amountIn(worth.currency);
  const { renewals, realized } = worth;
  const terms = `margin ${shortPercent(worth.margin)}, discounted by ${shortPercent(worth.discountRate)} a year`;
  return {
    title: `What they are worth (${terms})`,
    entries: [
      ['Renewed, last 12 months', `${percent(renewals.value)} of ${count(renewals.denominator)} due dates`],
      ['ARPA', `${amount(worth.arpa)} a month`],
      ['Churn, last 3 months', `${percent(worth.churnRate)} a month`],
      ['Lifetime by that churn', worth.lifetime === null ? '-' : months(worth.lifetime)],
      ['Lifetime value by that churn', amount(worth.lifetimeValue)],
      ...(worth.modelLifetimeValue === null
        ? []
        : [['Lifetime value by the model', amount(worth.modelLifetimeValue)] as const]),
      [
        'Realized, of those gone now',
        `mean ${amount(realized.mean)}, median ${amount(realized.median)} of revenue (${count(realized.count)} customers)`,
      ],
    ],
  };
}

function sensitivity({ sensitivity: rows, currency }: Worth): Group {
  const amount = amountIn(currency);
  return {
    title: 'What a change of monthly retention does to the lifetime value',
    entries: rows.map(
      (row) => [changeText(row), `${amount(row.lifetimeValue)} (${signed(row.relativeChange)})`] as const,
    ),
  };
}

function changeText({ retentionChange, retentionRate }: LtvSensitivityRow): string {
  return `${retentionChange > 0 ? '+' : ''}${decimals(retentionChange * 100, 1)} points, to ${percent(retentionRate)}`;
}

function signed(change: Value): string {
  return `${change !== null && change > 0 ? '+' : ''}${percent(change)}`;
}

export function months(value: number): string {
  return `${decimals(value, 1)} months`;
}

function amountIn(currency: string | null): (value: Value) => string {
  return (value) => `${grouped(money(value))}${currency === null || value === null ? '' : ` ${currency}`}`;
}

function count(number: number): string {
  return grouped(String(number));
}
