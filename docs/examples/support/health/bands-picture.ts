import { colorOf, type Kind } from '../draw/colours.ts';
import { type Frame, type Panel, periodEncoding, valueAxis } from '../draw/panel.ts';
import type { Picture } from '../draw/picture.ts';
import { count, percent, periodText } from '../language/formats.ts';
import { say } from '../language/language.ts';
import { bandName } from './health-columns.ts';
import type { HealthStudy, MonthOfBands } from './health-study.ts';

const widestBar = 48;
/** How many colours there are for bands, from the worst to the best. */
const colours = 5;

/** Each month one bar, all its customers, cut into bands. */
export function bandsPicture({ months }: HealthStudy): Picture {
  const bands = bandsOf(months);
  return {
    name: 'bands',
    title: say('Customers by band'),
    description: say('A bar for each month, cut into the shares of the bands, the lowest band at the bottom.'),
    caption: captionOf(months),
    legend: bands.map(({ kind, band }) => ({ kind, label: bandName(band), mark: 'bar' as const })),
    spec: (size) => {
      const frame = {
        size,
        height: size.movesHeight,
        valueTitle: say('Share of the customers'),
        numbers: 'percent',
        periodTitle: say('Month, on its first day'),
      } as const;
      return { vconcat: [bandsPanel(months, bands, frame)] };
    },
  };
}

interface Band {
  readonly band: string | null;
  readonly kind: Kind;
}

/** Those that anybody was in; for customers without a score there is no colour of good or bad. */
function bandsOf(months: readonly MonthOfBands[]): Band[] {
  const all = months[0]?.bands ?? [];
  const scored = all.length - 1;
  return all.flatMap(({ band }, place) => {
    const isUsed = months.some(({ bands }) => (bands[place]?.customers ?? 0) > 0);
    const step = scored <= 1 ? colours - 1 : Math.round((place * (colours - 1)) / (scored - 1));
    return isUsed || band !== null ? [{ band, kind: band === null ? 'unscored' : (`band-${step}` as const) }] : [];
  });
}

function bandsPanel(months: readonly MonthOfBands[], bands: readonly Band[], frame: Frame): Panel {
  const width = Math.min(widestBar, (frame.size.plotWidth / months.length) * 0.74);
  const whole: number[] = [0, 1];
  return {
    width: frame.size.plotWidth,
    height: frame.height,
    layer: [
      {
        name: 'bands',
        data: { values: months.flatMap((month) => partsOf(month, bands)) },
        mark: { type: 'bar', width },
        encoding: {
          x: periodEncoding(months, frame),
          y: { field: 'from', type: 'quantitative', axis: valueAxis(frame), scale: { domain: whole, nice: false } },
          y2: { field: 'to' },
          fill: { field: 'color', type: 'nominal', scale: null },
          description: { field: 'note', type: 'nominal' },
        },
      },
    ],
  };
}

function partsOf({ period, customers, bands }: MonthOfBands, shown: readonly Band[]) {
  let below = 0;
  return shown.flatMap(({ band, kind }) => {
    const own = bands.find((candidate) => candidate.band === band)?.customers ?? 0;
    const [from, to] = [below / customers, (below + own) / customers];
    below += own;
    const part = say('{part} of {count} customers', { part: count(own), count: count(customers) });
    const note = `${periodText(period)} ${bandName(band)}: ${percent(to - from)} (${part})`;
    return own === 0 ? [] : [{ period, from, to, color: colorOf(kind), note }];
  });
}

function captionOf(months: readonly MonthOfBands[]): string {
  const last = months.at(-1);
  if (last === undefined) return '';
  const shares = last.bands
    .filter(({ band, customers }) => band !== null || customers > 0)
    .map(({ band, share }) => `${percent(share.value)} ${band === null ? say('without a score') : bandName(band)}`);
  return say('{period}: {count} customers, {shares}.', {
    period: periodText(last.period),
    count: count(last.customers),
    shares: shares.join(', '),
  });
}
