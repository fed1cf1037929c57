import type { Bars } from './bar-panel.ts';
import type { PictureRow } from './picture.ts';

export interface BarScale {
  readonly domain: readonly [number, number];
  /** The period whose bar is higher than the scale, and its height as text. */
  readonly cut: { readonly period: string; readonly text: string } | undefined;
}

const roomForText = 1.2;

/**
 * How far the axis of stacked bars reaches. A ledger's first period often holds all the customers there were before it, and next to
 * that bar all others would be flat: where it is twice as high as any other, it is cut off, and its height written beside it.
 */
export function barScale(rows: readonly PictureRow[], kinds: readonly Bars[]): BarScale {
  const gains = rows.map((row) => total(row, kinds, 1));
  const losses = rows.map((row) => total(row, kinds, -1));
  const [least, most] = [-Math.max(0, ...losses), Math.max(0, ...gains)];
  const others = Math.max(0, ...gains.slice(1), ...losses);
  const [first, firstGain = 0] = [rows[0], gains[0]];
  if (first?.openingMrr !== 0 || others === 0 || firstGain <= 2 * others) {
    return { domain: [least, most > least ? most : 1], cut: undefined };
  }
  const text = kinds[0]?.text(firstGain) ?? '';
  return { domain: [least, others * roomForText], cut: { period: first.period, text } };
}

function total(row: PictureRow, kinds: readonly Bars[], sign: 1 | -1): number {
  return kinds.reduce((sum, { value }) => sum + Math.max(0, sign * value(row)), 0);
}
