import {
  discountedExpectedLifetime,
  discountedExpectedResidualLifetime,
  type LtvSensitivityRow,
  type ShiftedBetaGeometricModel,
} from 'tenure';
import { amount, count, decimals, percent, shortPercent, signedPercent, type Value } from '../language/formats.ts';
import { say } from '../language/language.ts';
import { listOf, type Table } from '../page/sheet.ts';
import { unitOf } from '../page/wording.ts';
import type { Contract } from './contracts.ts';
import { monthsEach } from './outlook.ts';
import type { Study } from './study.ts';
import { ratePer, type Worth } from './worth.ts';

type Entry = readonly [name: string, text: string];

/** What the program prints, and the page shows below its picture: figures under a heading, each with what it is in words. */
export function summaryOf(study: Study, worth: Worth): Table[] {
  const groups = [stay(study), model(study, worth.discountRate), valuesOf(worth, study), sensitivity(worth)];
  return groups.filter(({ rows }) => rows.length > 0);
}

function stay({ customers, left, median, restrictedMeans }: Study): Table {
  return listOf(say('How long customers stay'), [
    [
      say('Customers'),
      say('{count} have paid, and {left} of them have left', { count: count(customers), left: count(left) }),
    ],
    [say('Median lifetime'), median === null ? say('not reached: more than half are still there') : months(median)],
    ...restrictedMeans.map(
      ({ horizon, mean }): Entry => [
        say('Mean, first {count} months', { count: count(horizon) }),
        say('{months} of them', { months: months(mean) }),
      ],
    ),
  ]);
}

function model({ outlook, contract, curve }: Study, discountRate: number): Table {
  const title = say('What the model expects (shifted-beta-geometric)');
  if (outlook.model === undefined) return listOf(title, [[say('No projection'), outlook.reason]]);
  const { alpha, beta, logLikelihood } = outlook.model;
  const rate = ratePer(monthsEach(contract), discountRate);
  return listOf(title, [
    [
      say('Parameters'),
      `alpha ${decimals(alpha, 4)}, beta ${decimals(beta, 4)}, log-likelihood ${decimals(logLikelihood, 2)}`,
    ],
    [say('Leave at the first renewal'), percent(alpha / (alpha + beta))],
    [say('Payments of a new customer'), paymentsText(outlook.model, contract, curve)],
    [
      say('Discounted by {rate} per year', { rate: shortPercent(discountRate) }),
      expected(discountedExpectedLifetime(outlook.model, rate)),
    ],
    ...renewalsOf(contract).map((renewals) => residual(outlook.model, renewals, rate)),
  ]);
}

/** Of so many more than anybody was observed for, most are a guess. */
const farBeyond = 3;

function paymentsText(given: ShiftedBetaGeometricModel, contract: Contract, curve: Study['curve']): string {
  const payments = discountedExpectedLifetime(given, 0);
  const text = say('{payments}, one per {contract}', {
    payments: expected(payments),
    contract: contractName(contract),
  });
  const observed = Math.floor((curve.at(-1)?.time ?? 0) / monthsEach(contract));
  if (payments !== null && payments <= farBeyond * observed) return text;
  return `${text}; ${say('nobody was observed for more than {count}', { count: count(observed) })}`;
}

function contractName({ name }: Contract): string {
  const words: Readonly<Record<string, string>> = {
    month: say('month'),
    quarter: say('quarter'),
    year: say('year'),
    week: say('week'),
    day: say('day'),
  };
  return words[name] ?? name;
}

/** After none, one and two years, or as many renewals. */
function renewalsOf(contract: Contract): number[] {
  const year = Math.max(1, Math.round(12 / monthsEach(contract)));
  return [0, year, 2 * year];
}

function residual(given: ShiftedBetaGeometricModel, renewals: number, rate: number): Entry {
  const payments = expected(discountedExpectedResidualLifetime(given, renewals, rate));
  const name =
    renewals === 1
      ? say('Still to come after 1 renewal')
      : say('Still to come after {count} renewals', { count: count(renewals) });
  return [name, say('{payments}, discounted', { payments })];
}

function expected(payments: number | null): string {
  return payments === null ? say('no limit') : decimals(payments, 1);
}

function valuesOf(worth: Worth, { left }: Study): Table {
  const text = amountIn(worth.currency);
  const { renewals, realized } = worth;
  const title = say('What they are worth (margin {margin}, discounted by {rate} per year)', {
    margin: shortPercent(worth.margin),
    rate: shortPercent(worth.discountRate),
  });
  const values = say('mean {mean}, median {median} of revenue, from {count} customers', {
    mean: text(realized.mean),
    median: text(realized.median),
    count: count(realized.count),
  });
  const back = left - realized.count;
  const returned =
    back > 0
      ? `; ${say('{back} of the {left} who left have come back', { back: count(back), left: count(left) })}`
      : '';
  return listOf(title, [
    [
      say('Renewed, last 12 months'),
      say('{share} of {count} due dates', { share: percent(renewals.value), count: count(renewals.denominator) }),
    ],
    [say('ARPA'), say('{amount} per month', { amount: text(worth.arpa) })],
    [say('Churn, last 3 months'), say('{amount} per month', { amount: percent(worth.churnRate) })],
    [say('Lifetime by that churn'), worth.lifetime === null ? '-' : months(worth.lifetime)],
    [say('Lifetime value by that churn'), text(worth.lifetimeValue)],
    ...(worth.modelLifetimeValue === null
      ? []
      : [[say('Lifetime value by the model'), text(worth.modelLifetimeValue)] as const]),
    [say('Realized by those gone now'), `${values}${returned}`],
  ]);
}

function sensitivity({ sensitivity: rows, currency }: Worth): Table {
  const text = amountIn(currency);
  return listOf(
    say('How lifetime value responds to a change in monthly retention'),
    rows.map((row) => [changeText(row), `${text(row.lifetimeValue)} (${signedPercent(row.relativeChange)})`] as const),
  );
}

function changeText({ retentionChange, retentionRate }: LtvSensitivityRow): string {
  const change = `${retentionChange > 0 ? '+' : ''}${decimals(retentionChange * 100, 1)}`;
  return say('{change} points, to {rate}', { change, rate: percent(retentionRate) });
}

export function months(value: number): string {
  return say('{count} months', { count: decimals(value, 1) });
}

function amountIn(currency: string | null): (value: Value) => string {
  return (value) => `${amount(value)}${value === null ? '' : unitOf(currency)}`;
}
