import { percent, shortPercent } from '../formats.ts';
import type { Step } from '../ledger-flags.ts';
import { linePanel } from './line-panel.ts';
import type { Line } from './line-points.ts';
import type { LegendEntry, Picture, PictureData, PictureRow } from './picture.ts';
import { latestOf, periodTitleOf, stateOf } from './wording.ts';

export interface Targets {
  readonly nrr: number;
  readonly grr: number;
}

const rateOf = { nrr: 'netRevenueRetention', grr: 'grossRevenueRetention' } as const;

/** The customary ones of `assessTargets`, as fractions. */
const customary: Targets = { nrr: 1, grr: 0.9 };

/** NRR and GRR in one panel. Its axis need not begin at zero: these are lines, and what counts is how far they are from 100 %. */
export function ratesPicture({ rows, by }: PictureData, targets: Targets = customary): Picture {
  const lines = [lineOf('nrr', targets), lineOf('grr', targets)];
  return {
    title: 'Net and gross revenue retention',
    description: 'Lines of NRR and GRR, with a dotted line at the target of each. Without opening MRR there is a gap.',
    caption: `${captionOf(latestOf(rows))} ${targetsNote(targets, by)}`,
    legend: lines.flatMap(legendOf),
    spec: (size) => {
      const frame = {
        size,
        height: size.movesHeight,
        valueTitle: 'MRR kept (% of opening MRR)',
        numbers: 'percent' as const,
        periodTitle: periodTitleOf(by),
      };
      return { vconcat: [linePanel(rows, lines, frame, false)] };
    },
  };
}

/** NRR is the wider line and lies below, so that both show where they are equal. */
function lineOf(kind: 'nrr' | 'grr', targets: Targets): Line<PictureRow> {
  return {
    kind,
    ...(kind === 'nrr' ? ({ shape: 'circle', width: 3.5 } as const) : ({ shape: 'square', width: 1.5 } as const)),
    value: (row) => row[rateOf[kind]],
    note: (row) => `${row.period} ${kind.toUpperCase()}: ${percent(row[rateOf[kind]])}`,
    target: targets[kind],
  };
}

function legendOf({ kind, shape, target = 0 }: Line<PictureRow>): LegendEntry[] {
  const name = kind.toUpperCase();
  return [
    { kind, label: name, mark: shape },
    { kind, label: `${name} target ${shortPercent(target)}`, mark: 'target' },
  ];
}

function captionOf(row: PictureRow): string {
  if (row.netRevenueRetention === null) return `${stateOf(row)}: no opening MRR, so neither NRR nor GRR.`;
  return `${stateOf(row)}: NRR ${percent(row.netRevenueRetention)}, GRR ${percent(row.grossRevenueRetention)}.`;
}

/** A month that keeps 95 % stands above a target of 90 %, and yet twelve of them keep 54 %. */
function targetsNote({ nrr, grr }: Targets, by: Step): string {
  const note = `Targets: NRR ${shortPercent(nrr)}, GRR ${shortPercent(grr)}`;
  return by === 'year' ? `${note}.` : `${note}, as they are quoted for a year; a ${by} loses less than a year does.`;
}
