// From the sample data of the programs, as far as it reaches over whole months.
import { parse } from 'csv-parse/sync';
import {
  type MrrForecast,
  months,
  mrrMovements,
  retentionCohorts,
  retentionReport,
  type Subscription,
  type UsageEvent,
  usageLifecycle,
  usageRetention,
} from 'tenure';
import { customersHeatMap } from '../../../docs/examples/support/cohorts/heat-picture.ts';
import { colorOf } from '../../../docs/examples/support/draw/colours.ts';
import { linePanel } from '../../../docs/examples/support/draw/line-panel.ts';
import { periodEncoding, valueAxis } from '../../../docs/examples/support/draw/panel.ts';
import { fanPicture } from '../../../docs/examples/support/forecast/fan-picture.ts';
import { customersPicture } from '../../../docs/examples/support/report/customers-picture.ts';
import { mrrPicture } from '../../../docs/examples/support/report/mrr-picture.ts';
import { sample } from '../../examples/sample.ts';
import { readText } from '../find-examples.ts';
import type { Drawing } from './drawing.ts';
import { valuesOf } from './example-values.ts';

const asOf = '2026-07-01';

let read: ReturnType<typeof sample> | undefined;

/** Read once for all pictures, because that takes longer than to draw them. */
function sampleOnce(): ReturnType<typeof sample> {
  read ??= sample();
  return read;
}

async function reportRows() {
  const { book } = await sampleOnce();
  return { rows: retentionReport(book, months('2025-07', '2026-06')), currency: 'EUR', by: 'month' } as const;
}

export async function retentionReportPicture(): Promise<Drawing> {
  return mrrPicture(await reportRows());
}

export async function customerMovementsPicture(): Promise<Drawing> {
  return customersPicture(await reportRows());
}

export async function retentionCohortsPicture(): Promise<Drawing> {
  const { book } = await sampleOnce();
  const found = retentionCohorts(book, { asOf, unit: 'quarter' });
  return customersHeatMap({ ...found, by: 'quarter', ages: 'calendar' });
}

export function forecastMrrPicture(): Drawing {
  const { subscriptions, next } = valuesOf<{ subscriptions: Subscription[]; next: MrrForecast }>(
    'docs/metrics/forecast-mrr.md',
    1,
    ['subscriptions', 'next'],
  );
  const past = mrrMovements(subscriptions, months('2025-01', '2025-12'));
  return fanPicture({
    forecast: next,
    past: past.map(({ period, closing }) => ({ period: period.label, closing })),
    backtest: null,
  });
}

function sampleEvents(): UsageEvent[] {
  const text = readText('docs/examples/data/sample-events.csv');
  const records: { customer_id: string; at: string }[] = parse(text, { columns: true });
  return records.map(({ customer_id: customerId, at }) => ({ customerId, at }));
}

const kindsOfUse = [
  { field: 'retained', kind: 'active', sign: 1 },
  { field: 'new', kind: 'a-day', sign: 1 },
  { field: 'resurrected', kind: 'reactivation', sign: 1 },
  { field: 'dormant', kind: 'churn', sign: -1 },
] as const;

export function usageLifecyclePicture(): Drawing {
  const periods = months('2025-07', '2026-06');
  const places = periods.map(({ label }) => ({ period: label, complete: true }));
  const values = usageLifecycle(sampleEvents(), periods).flatMap((row, place) =>
    kindsOfUse.map(({ field, kind, sign }, order) => ({
      ...places[place],
      order,
      color: colorOf(kind),
      value: sign * row[field],
      note: `${row[field]} ${field}`,
    })),
  );
  return {
    title: 'Active customers by month',
    description: 'Stacked bars: retained, new and resurrected customers above zero, dormant ones below.',
    legend: kindsOfUse.map(({ field, kind }) => ({ kind, label: field, mark: 'bar' as const })),
    spec: (size) => {
      const frame = { size, height: 240, valueTitle: 'Customers', numbers: 'count', periodTitle: 'Month' } as const;
      const color = { field: 'color', type: 'nominal', scale: null } as const;
      return {
        vconcat: [
          {
            width: size.plotWidth,
            height: frame.height,
            layer: [
              {
                data: { values },
                mark: { type: 'bar', width: (size.plotWidth / periods.length) * 0.74 },
                encoding: {
                  x: periodEncoding(places, frame),
                  y: { field: 'value', type: 'quantitative', stack: 'zero', axis: valueAxis(frame) },
                  fill: color,
                  order: { field: 'order', type: 'quantitative' },
                  description: { field: 'note', type: 'nominal' },
                },
              },
            ],
          },
        ],
      };
    },
  };
}

export function usageRetentionPicture(): Drawing {
  const events = sampleEvents();
  const asked = { unit: 'week', periods: 26, asOf } as const;
  const on = usageRetention(events, asked).average;
  const later = usageRetention(events, { ...asked, rule: 'onOrAfter' }).average;
  const rows = on.map(({ age, retention }, place) => ({
    period: String(age),
    complete: true,
    on: retention,
    later: later[place]?.retention ?? null,
  }));
  const line = { shape: 'circle', width: 2 } as const;
  return {
    title: 'Customers who use the product again',
    description: 'Two falling lines over the weeks since the first use, one for each rule.',
    legend: [
      { kind: 'a-day', label: "rule: 'onOrAfter'", mark: 'circle' },
      { kind: 'active', label: "rule: 'on'", mark: 'circle' },
    ],
    spec: (size) => ({
      vconcat: [
        linePanel(
          rows,
          [
            { ...line, kind: 'a-day', value: ({ later }) => later, note: ({ period }) => `week ${period} or later` },
            { ...line, kind: 'active', value: ({ on }) => on, note: ({ period }) => `week ${period}` },
          ],
          {
            size,
            height: 220,
            valueTitle: 'Still active (% of customers)',
            numbers: 'percent',
            periodTitle: 'Weeks since the week of the first event',
            labelled: rows.flatMap(({ period }) => (Number(period) % 4 === 0 ? [period] : [])),
          },
          true,
        ),
      ],
    }),
  };
}
