import { existsSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parse } from 'csv-parse/sync';
import { backtestForecast, type ForecastBacktestOptions, type Subscription } from '../../src/index.ts';

const folder = new URL('../../../shared/conformance/', import.meta.url);
/** Whether the ledgers of others are missing here: they are no part of the repository. */
export const absent = !existsSync(folder);

type Cells = Record<string, string>;
const csv = (url: URL) => parse<Cells>(readFileSync(url, 'utf8'), { columns: true, bom: true });
const dayAfter = (day: string) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

/** A ledger, and the forecasts of its past that it is judged by. */
interface JudgedLedger {
  readonly rows: () => Subscription[];
  readonly options: ForecastBacktestOptions;
}

export const ledgers: { readonly [name: string]: JudgedLedger } = {
  // The sample ledger of docs/examples, made by `docs/examples/make-sample-ledger.ts`; its last month is not complete.
  sample: {
    rows: () =>
      csv(new URL('../../docs/examples/data/sample-ledger.csv', import.meta.url)).map((cells) => ({
        customerId: cells.customer_id as string,
        subscriptionId: cells.subscription_id as string,
        start: cells.start_date as string,
        end: cells.end_date || null,
        amount: cells.amount as string,
        interval: cells.interval as 'month',
        quantity: Number(cells.quantity),
        trialEnd: cells.trial_end || null,
        pauses: cells.pause_start ? [{ start: cells.pause_start, end: cells.pause_end || null }] : null,
      })),
    options: { from: '2024-07-01', periods: 12, asOf: '2026-06-29' },
  },
  // MavenFlix: one year in all, so that there is half a year to learn from.
  maven: {
    rows: () =>
      csv(new URL('maven/subscription_cohort_analysis_data.csv', folder))
        .filter((cells) => cells.was_subscription_paid === 'Yes')
        .map((cells) => ({
          customerId: cells.customer_id as string,
          start: cells.created_date as string,
          end: cells.canceled_date ? dayAfter(cells.canceled_date) : null,
          amount: 39,
          interval: 'month',
        })),
    options: { from: '2023-01-01', periods: 6, asOf: '2023-09-01' },
  },
  // 55 customers; in December 2019 17 of 42 leave, and in 2020 the data ends.
  'mrr-playbook': {
    rows: () =>
      csv(new URL('mrr-playbook/subscription_periods.csv', folder)).map((cells) => ({
        customerId: cells.customer_id as string,
        subscriptionId: cells.subscription_id as string,
        start: cells.start_date as string,
        end: cells.end_date || null,
        amount: cells.monthly_amount as string,
        interval: 'month',
      })),
    options: { from: '2018-12-01', periods: 6, asOf: '2020-01-01' },
  },
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const [name, { rows, options }] of Object.entries(ledgers)) {
    const asked = {
      ...options,
      asOf: process.argv[2] === 'calm' && name === 'mrr-playbook' ? '2019-12-01' : options.asOf,
    };
    const { horizons } = backtestForecast(rows(), asked as ForecastBacktestOptions);
    const print = (value: number | null) => (value === null ? '' : value.toFixed(2));
    console.table(
      horizons.map(({ horizon, forecasts, scaledError, naive, coverage, meanError }) => ({
        ledger: name,
        horizon,
        forecasts,
        scaledError: print(scaledError),
        lastValue: print(naive.lastValue),
        lastGrowth: print(naive.lastGrowth),
        seasonal: print(naive.seasonal),
        meanError: print(meanError),
        held: `${coverage.numerator} of ${coverage.denominator}`,
      })),
    );
  }
}
