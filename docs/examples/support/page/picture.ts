import type { RetentionReportRow } from 'tenure';
import type { TopLevelSpec } from 'vega-lite';
import type { Step } from '../ledger-flags.ts';
import type { Size } from './sizes.ts';

export type PictureRow = RetentionReportRow;

export interface PictureData {
  readonly rows: readonly PictureRow[];
  /** Of all amounts; null where the ledger names none. */
  readonly currency: string | null;
  readonly by: Step;
}

/** A point on the axis of a report's, a cohort's or a curve's picture. */
export interface Place {
  readonly period: string;
  /** Whether all that belongs there is known. */
  readonly complete: boolean;
}

/** What has a colour of its own; a kind of customers has the colour of its MRR. */
export type Kind =
  | 'new'
  | 'reactivation'
  | 'expansion'
  | 'contraction'
  | 'churn'
  | 'fx'
  | 'closing'
  | 'nrr'
  | 'grr'
  | 'customers'
  | 'mrr'
  | 'survival'
  | 'interval'
  | 'model'
  | 'projection'
  | 'active'
  | 'a-day'
  | 'stickiness'
  | 'adoption'
  | 'funnel'
  | 'score'
  | 'higher'
  | 'lower'
  | 'left'
  | 'expected'
  | 'unscored'
  | `band-${number}`
  | `kept-${number}`
  | `grown-${number}`;

export interface LegendEntry {
  readonly kind: Kind;
  readonly label: string;
  readonly mark: 'bar' | 'circle' | 'square' | 'target' | 'line' | 'dashed' | 'band';
}

export interface Picture {
  readonly title: string;
  /** What kind of picture it is, for those who do not see it. */
  readonly description: string;
  /** The most telling figures in a sentence. */
  readonly caption: string;
  readonly legend: readonly LegendEntry[];
  readonly spec: (size: Size) => TopLevelSpec;
}

/** A custom property of the page, so that one SVG follows the light and the dark scheme. */
export function colorOf(kind: Kind): string {
  return `var(--${kind})`;
}
