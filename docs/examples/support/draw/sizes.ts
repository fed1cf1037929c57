/** A picture is rendered once per size, and the page shows the one that fits: scaling a single one would shrink its text. */
export interface Size {
  readonly name: 'narrow' | 'medium' | 'wide';
  readonly plotWidth: number;
  /** Of a panel that shows how much there is, and of one that shows what moves. */
  readonly levelHeight: number;
  readonly movesHeight: number;
  readonly ticks: number;
}

export const sizes: readonly Size[] = [
  { name: 'narrow', plotWidth: 286, levelHeight: 120, movesHeight: 210, ticks: 4 },
  { name: 'medium', plotWidth: 546, levelHeight: 140, movesHeight: 230, ticks: 5 },
  { name: 'wide', plotWidth: 1026, levelHeight: 160, movesHeight: 260, ticks: 6 },
];

export const fontSize = 13;
export const valueLabelWidth = 46;
