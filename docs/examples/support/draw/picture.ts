import type { RetentionReportRow } from 'tenure';
import type { TopLevelSpec } from 'vega-lite';
import type { Step } from '../flags/ledger-flags.ts';
import type { Kind } from './colours.ts';
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

export interface LegendEntry {
  readonly kind: Kind;
  readonly label: string;
  readonly mark: 'bar' | 'circle' | 'square' | 'target' | 'line' | 'thin' | 'dashed' | 'band';
}

export interface Picture {
  /** Of its file, where it is one: 'waterfall'. */
  readonly name: string;
  readonly title: string;
  /** What kind of picture it is, for those who do not see it. */
  readonly description: string;
  /** The most telling figures in a sentence. */
  readonly caption: string;
  readonly legend: readonly LegendEntry[];
  /** Whether any of it is drawn as incomplete. */
  readonly incomplete?: boolean;
  readonly spec: (size: Size) => TopLevelSpec;
}
