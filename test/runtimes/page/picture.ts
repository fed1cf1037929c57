import type { MrrMovements } from 'tenure';
import { type Bar, barsOf } from './bars.ts';

const [width, height] = [880, 460];
const [top, bottom] = [70, 400];
const [slot, barWidth] = [118, 78];
const colours: { readonly [term in Bar['term']]: string } = {
  opening: '#1b1f24',
  new: '#0072b2',
  reactivation: '#4aa8de',
  expansion: '#009e73',
  contraction: '#e69f00',
  churn: '#c24f00',
  closing: '#1b1f24',
};

/** The bridge of a statement as a picture; each bar says for which term and amount it stands. */
export function picture(statement: MrrMovements): string {
  const bars = barsOf(statement);
  const highest = Math.max(...bars.flatMap(({ from, to }) => [from, to]));
  const y = (level: number) => bottom - ((bottom - top) * level) / highest;
  return `<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="MRR bridge">
    <text x="30" y="34" class="title">MRR of ${statement.period.label}, ${statement.currency}</text>
    <line x1="20" x2="${width - 20}" y1="${bottom}" y2="${bottom}" stroke="#8b949e" />
    ${bars.map((bar, place) => drawn(bar, place, y)).join('\n')}
  </svg>`;
}

function drawn({ term, amount, from, to }: Bar, place: number, y: (level: number) => number): string {
  const left = 32 + place * slot;
  const middle = left + barWidth / 2;
  const [high, low] = [Math.min(y(from), y(to)), Math.max(y(from), y(to))];
  const next = term === 'closing' ? '' : `<path d="M${left + barWidth} ${y(to)}H${left + slot}" stroke="#8b949e" />`;
  return `<rect data-term="${term}" x="${left}" y="${high}" width="${barWidth}" height="${low - high}" fill="${colours[term]}" />
    ${next}
    <text x="${middle}" y="${high - 8}" text-anchor="middle">${signOf(term)}${thousands(amount)}</text>
    <text x="${middle}" y="${bottom + 22}" text-anchor="middle" class="term">${term}</text>`;
}

const signOf = (term: Bar['term']) => {
  if (term === 'opening' || term === 'closing') return '';
  return term === 'contraction' || term === 'churn' ? '\u2212' : '+';
};

/** By hand: how a browser writes numbers depends on its locale. */
const thousands = (amount: number) => amount.toFixed(2).replace(/\B(?=(\d{3})+\.)/g, ',');
