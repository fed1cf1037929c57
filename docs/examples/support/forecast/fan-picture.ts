import type { MrrForecast } from 'tenure';
import { colorOf } from '../draw/colours.ts';
import { amountNumbers, periodEncoding, valueAxis } from '../draw/panel.ts';
import type { Picture } from '../draw/picture.ts';
import { amount as amountText, periodText, shortPercent } from '../language/formats.ts';
import { say } from '../language/language.ts';
import { unitOf } from '../page/wording.ts';
import type { Outlook } from './outlook.ts';

/** The MRR of the past, what was forecast of it, and a fan of what may come. */
export function fanPicture(outlook: Outlook): Picture {
  const { forecast, backtest } = outlook;
  const { currency, confidence } = forecast;
  return {
    name: 'forecast',
    title: say('MRR so far and to come'),
    description: say('A line of closing MRR, a widening band of possible futures, and earlier forecasts.'),
    caption: captionOf(forecast),
    legend: [
      { kind: 'closing', label: say('closing MRR'), mark: 'line' },
      { kind: 'projection', label: say('expected'), mark: 'dashed' },
      { kind: 'interval', label: say('{share} interval', { share: shortPercent(confidence) }), mark: 'band' },
      { kind: 'mrr', label: say('committed'), mark: 'thin' },
      ...(backtest === null ? [] : [{ kind: 'model', label: say('earlier forecasts'), mark: 'target' } as const]),
    ],
    spec: (size) => {
      const places = placesOf(outlook);
      const frame = {
        size,
        height: size.levelHeight + size.movesHeight,
        valueTitle: `${say('Closing MRR')}${currency === null ? '' : ` (${currency})`}`,
        numbers: amountNumbers(forecast.periods.map(({ upper }) => upper)),
        periodTitle: say('Month'),
      };
      const x = periodEncoding(places, frame);
      const y = { field: 'value', type: 'quantitative', axis: valueAxis(frame), scale: { zero: true } } as const;
      const line = (name: string, values: readonly Point[], mark: object) => ({
        name,
        data: { values: [...values] },
        mark: { type: 'line' as const, aria: false, ...mark },
        encoding: { x, y, detail: { field: 'run', type: 'nominal' as const } },
      });
      const { now, expected, committed, band, earlier, past } = pointsOf(outlook);
      return {
        vconcat: [
          {
            width: size.plotWidth,
            height: frame.height,
            layer: [
              {
                name: 'interval',
                data: { values: band },
                mark: { type: 'area', fill: colorOf('interval'), fillOpacity: 0.22, aria: false },
                encoding: { x, y: { ...y, field: 'lower' }, y2: { field: 'upper' } },
              },
              line('earlier', earlier, { stroke: colorOf('model'), strokeWidth: 1.25, strokeDash: [1.5, 3] }),
              line('committed', [...now, ...committed], { stroke: colorOf('mrr'), strokeWidth: 1.25 }),
              line('expected', [...now, ...expected], {
                stroke: colorOf('projection'),
                strokeWidth: 2.5,
                strokeDash: [6, 4],
              }),
              line('past', past, { stroke: colorOf('closing'), strokeWidth: 2.5 }),
              {
                name: 'points',
                data: { values: expected.map((point) => ({ ...point, note: noteOf(point, currency) })) },
                mark: { type: 'point', opacity: 1, strokeWidth: 1.5, size: 28 },
                encoding: {
                  x,
                  y,
                  stroke: { value: colorOf('projection') },
                  fill: { value: 'var(--surface)' },
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

interface Point {
  readonly period: string;
  readonly value: number;
  readonly run?: string;
}

function placesOf({ past, forecast }: Outlook) {
  const labels = [...past.map(({ period }) => period), ...forecast.periods.map(({ period }) => period.label)];
  return labels.map((period) => ({ period, complete: true }));
}

function pointsOf({ past, forecast, backtest }: Outlook) {
  const { periods } = forecast;
  const last = past.at(-1);
  const now: Point[] = last === undefined ? [] : [{ period: last.period, value: last.closing }];
  const shown = new Set(past.map(({ period }) => period));
  return {
    now,
    past: past.map(({ period, closing }): Point => ({ period, value: closing })),
    expected: periods.map(({ period, closing }): Point => ({ period: period.label, value: closing })),
    committed: periods.map(({ period, committed }): Point => ({ period: period.label, value: committed })),
    band: [
      ...now.map(({ period, value }) => ({ period, lower: value, upper: value })),
      ...periods.map(({ period, lower, upper }) => ({ period: period.label, lower, upper })),
    ],
    earlier: (backtest?.rows ?? [])
      .filter(({ period }) => shown.has(period.label))
      .map(({ origin, period, forecast: value }): Point => ({ period: period.label, value, run: origin })),
  };
}

function noteOf({ period, value }: Point, currency: string | null): string {
  return `${periodText(period)} ${say('expected')}: ${amountText(value)}${unitOf(currency)}`;
}

function captionOf({ periods, currency, confidence }: MrrForecast): string {
  const last = periods.at(-1);
  if (last === undefined) return '';
  const amount = (value: number) => `${amountText(value)}${unitOf(currency)}`;
  return say(
    '{period}: {closing} expected, with {share} confidence between {lower} and {upper}; {committed} of it committed, {likely} likely, {business} from new business.',
    {
      period: periodText(last.period.label),
      closing: amount(last.closing),
      share: shortPercent(confidence),
      lower: amount(last.lower),
      upper: amount(last.upper),
      committed: amount(last.committed),
      likely: amount(last.likely),
      business: amount(last.newBusiness),
    },
  );
}
