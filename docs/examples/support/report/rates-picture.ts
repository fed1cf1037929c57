import { assessTargets, type TargetAssessment } from 'tenure';
import { linePanel } from '../draw/line-panel.ts';
import type { Line } from '../draw/line-points.ts';
import type { LegendEntry, Picture, PictureData, PictureRow } from '../draw/picture.ts';
import { percent, periodText, shortPercent } from '../language/formats.ts';
import { say } from '../language/language.ts';
import { latestOf, periodTitleOf, stateOf } from '../page/wording.ts';

const rates = {
  nrr: { kind: 'nrr', year: 'netRevenueRetention12', own: 'netRevenueRetention', shape: 'circle', width: 3.5 },
  grr: { kind: 'grr', year: 'grossRevenueRetention12', own: 'grossRevenueRetention', shape: 'square', width: 1.5 },
  customers: {
    kind: 'customers',
    year: 'customerRetentionRate12',
    own: 'customerRetentionRate',
    shape: 'circle',
    width: 1.5,
  },
} as const;

type Rate = keyof typeof rates;

/**
 * What is kept over a year, beside the targets, which are those of a year; and below it what is kept in a period, without any: almost
 * every month stands above 90 %, and twelve of them that keep 95 % each keep 54 %.
 */
export function ratesPicture({ rows, by }: PictureData): Picture {
  const all = Object.keys(rates) as Rate[];
  const hasYears = rows.some((row) => all.some((rate) => row[rates[rate].year] !== null));
  const showsPeriods = by !== 'year' || !hasYears;
  const targets = hasYears ? targetsOf(latestOf(rows)) : [];
  const yearly = all.map((rate) => lineOf(rate, 'year', targets));
  const own = all.map((rate) => lineOf(rate, 'own', []));
  return {
    name: 'retention',
    title: hasYears ? say('Revenue and customers kept over 12 months') : say('Revenue and customers kept'),
    description: say('Lines of NRR, GRR and customers kept. Without anything to keep there is a gap.'),
    caption: `${captionOf(latestOf(rows))} ${hasYears ? targetsNote(targets) : noYearNote()}`,
    legend: yearly.flatMap(legendOf),
    incomplete: rows.some(({ complete }) => !complete),
    spec: (size) => {
      const frame = { size, height: size.movesHeight, numbers: 'percent' } as const;
      const title = periodTitleOf(by);
      const yearTitle = say('Kept over 12 months (% of the start)');
      const ownTitle = {
        month: say('Kept in the month (% of its start)'),
        quarter: say('Kept in the quarter (% of its start)'),
        year: say('Kept in the year (% of its start)'),
      }[by];
      const years = { ...frame, valueTitle: yearTitle, periodTitle: showsPeriods ? undefined : title };
      const periods = { ...frame, height: size.levelHeight, valueTitle: ownTitle, periodTitle: title };
      return {
        vconcat: [
          ...(hasYears ? [linePanel(rows, yearly, years, false)] : []),
          ...(showsPeriods ? [linePanel(rows, own, periods, false)] : []),
        ],
      };
    },
  };
}

/** The customary ones of the library. */
function targetsOf(row: PictureRow): TargetAssessment[] {
  return assessTargets(row).filter(({ metric }) => Object.values(rates).some(({ year }) => year === metric));
}

/** NRR is the wider line and lies below, so that all show where they are equal. */
function lineOf(rate: Rate, span: 'year' | 'own', targets: readonly TargetAssessment[]): Line<PictureRow> {
  const { kind, shape, width } = rates[rate];
  const metric = rates[rate][span];
  const target = targets.find((own) => own.metric === metric)?.target;
  const over = span === 'year' ? ` ${say('over 12 months')}` : '';
  return {
    kind,
    id: `${kind}-${span}`,
    shape,
    width,
    value: (row) => row[metric],
    note: (row) => `${periodText(row.period)} ${rateName(rate)}${over}: ${percent(row[metric])}`,
    ...(target === undefined ? {} : { target }),
  };
}

function rateName(rate: Rate): string {
  return { nrr: say('NRR'), grr: say('GRR'), customers: say('Customers kept') }[rate];
}

function legendOf({ kind, shape, target }: Line<PictureRow>): LegendEntry[] {
  const name = rateName(kind as Rate);
  const line = { kind, label: name, mark: shape };
  if (target === undefined) return [line];
  const label = say('yearly target {target}', { target: `${name} ${shortPercent(target)}` });
  return [line, { kind, label, mark: 'target' }];
}

function captionOf(row: PictureRow): string {
  const own = say('in the period NRR {nrr}, GRR {grr}, customers {customers}', {
    nrr: percent(row.netRevenueRetention),
    grr: percent(row.grossRevenueRetention),
    customers: percent(row.customerRetentionRate),
  });
  if (row.netRevenueRetention === null)
    return say('{period}: no opening MRR, so neither NRR nor GRR.', { period: stateOf(row) });
  if (row.netRevenueRetention12 === null) return `${stateOf(row)}: ${own}.`;
  const year = say('over 12 months NRR {nrr}, GRR {grr}, customers {customers}', {
    nrr: percent(row.netRevenueRetention12),
    grr: percent(row.grossRevenueRetention12),
    customers: percent(row.customerRetentionRate12),
  });
  return `${stateOf(row)}: ${year}; ${own}.`;
}

function noYearNote(): string {
  return say('There is no figure of 12 months yet, so no target is drawn: targets are those of a year.');
}

function targetsNote(targets: readonly TargetAssessment[]): string {
  const texts = targets.map(({ metric, comparison, target, met }) => {
    const rate = (Object.keys(rates) as Rate[]).find((own) => rates[own].year === metric) ?? 'nrr';
    const verdict = met === null ? say('not known') : met ? say('met') : say('missed');
    return `${rateName(rate)} ${comparison === '>=' ? '≥' : comparison} ${shortPercent(target)} ${verdict}`;
  });
  return say('Yearly targets: {targets}.', { targets: texts.join(', ') });
}
