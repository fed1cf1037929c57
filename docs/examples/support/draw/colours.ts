/** Every colour under the name of what it stands for, on light and on dark ground. `part-0`... are told apart, and mean nothing else. */
const colours = {
  surface: ['#ffffff', '#14181d'],
  raised: ['#f6f8fa', '#1c2229'],
  ink: ['#1b1f24', '#e8ebee'],
  soft: ['#57606a', '#a3acb6'],
  axis: ['#8b949e', '#6b7580'],
  grid: ['#e4e7eb', '#2a3038'],
  new: ['#0072b2', '#3b97d3'],
  reactivation: ['#4aa8de', '#9ad4f7'],
  expansion: ['#009e73', '#1fb98c'],
  contraction: ['#e69f00', '#f3bb45'],
  churn: ['#c24f00', '#e0662a'],
  fx: ['#7f7f7f', '#9a9a9a'],
  closing: ['#1b1f24', '#e8ebee'],
  nrr: ['#c96fa1', '#c8709f'],
  grr: ['#5f5600', '#f0e442'],
  customers: ['#0072b2', '#4fa8e0'],
  mrr: ['#b35900', '#f3a34a'],
  survival: ['#0072b2', '#4fa8e0'],
  interval: ['#0072b2', '#4fa8e0'],
  model: ['#57606a', '#a3acb6'],
  projection: ['#b35900', '#f3a34a'],
  active: ['#0072b2', '#4fa8e0'],
  'a-day': ['#00845f', '#1fb98c'],
  stickiness: ['#b35900', '#f3a34a'],
  adoption: ['#0072b2', '#4fa8e0'],
  funnel: ['#0072b2', '#4fa8e0'],
  score: ['#9c4679', '#d98ab6'],
  resolution: ['#0072b2', '#4fa8e0'],
  response: ['#00845f', '#1fb98c'],
  slow: ['#b35900', '#f3a34a'],
  tickets: ['#57606a', '#a3acb6'],
  reopened: ['#c24f00', '#f08a4b'],
  repeated: ['#9c4679', '#d98ab6'],
  higher: ['#0072b2', '#3b97d3'],
  lower: ['#c24f00', '#e0662a'],
  left: ['#c24f00', '#f08a4b'],
  expected: ['#0072b2', '#4fa8e0'],
  unscored: ['#8b949e', '#6b7580'],
  'band-0': ['#b03a2e', '#d9604f'],
  'band-1': ['#dd7d3a', '#e08f52'],
  'band-2': ['#f0c14b', '#e9c65c'],
  'band-3': ['#9cc27a', '#8fbf78'],
  'band-4': ['#2f8f6b', '#37a67f'],
  'kept-0': ['#e6eff7', '#1e2a37'],
  'kept-1': ['#d8e6f3', '#1e3347'],
  'kept-2': ['#c9dcef', '#1f3d59'],
  'kept-3': ['#b8d1ea', '#20486d'],
  'kept-4': ['#a5c5e5', '#235381'],
  'kept-5': ['#8fb6de', '#275f94'],
  'kept-6': ['#74a4d3', '#2d6ba5'],
  'kept-7': ['#3a79b4', '#5f9dd2'],
  'kept-8': ['#1d5994', '#9fcdf0'],
  'kept-9': ['#063565', '#e6f3fd'],
  'grown-0': ['#8a3800', '#ffbd70'],
  'grown-1': ['#b0540f', '#d9923f'],
  'grown-2': ['#de8f4c', '#8a5420'],
  'grown-3': ['#f3c79c', '#563a22'],
  'grown-4': ['#ebedef', '#323840'],
  'grown-5': ['#c3dcf0', '#24425f'],
  'grown-6': ['#8bbbdf', '#2b6197'],
  'grown-7': ['#2d74ab', '#6ba7dc'],
  'grown-8': ['#0a4a80', '#b4dbf8'],
  'part-0': ['#0072b2', '#4fa8e0'],
  'part-1': ['#b35900', '#f3a34a'],
  'part-2': ['#00845f', '#1fb98c'],
  'part-3': ['#9c4679', '#d98ab6'],
  'part-4': ['#5f5600', '#f0e442'],
  'part-5': ['#57606a', '#a3acb6'],
} as const satisfies Readonly<Record<string, readonly [light: string, dark: string]>>;

/** What has a colour of its own; a kind of customers has the colour of its MRR. */
export type Kind = keyof typeof colours | `${'band' | 'kept' | 'grown' | 'part'}-${number}`;

/** A custom property of the page, so that one SVG follows the light and the dark scheme. */
export function colorOf(kind: Kind): string {
  return `var(--${kind})`;
}

/** The custom properties of a scheme as a style sheet has them. */
export function customProperties(scheme: 'light' | 'dark'): string {
  const place = scheme === 'light' ? 0 : 1;
  return Object.entries(colours)
    .map(([name, pair]) => `--${name}: ${pair[place]};`)
    .join('\n');
}

/** The same markup with the colours of light ground in the place of custom properties: for a file on its own. */
export function withLightColours(markup: string): string {
  return markup.replace(
    /var\(--([\w-]+)\)/g,
    (whole, name: string) => colours[name as keyof typeof colours]?.[0] ?? whole,
  );
}

/**
 * The same with colours for both schemes, for a file that pages show as an image. The light ones stand on the marks, because not all
 * programs know custom properties; where the reader has a dark page, a style sheet takes their place.
 */
export function withBothColours(markup: string): string {
  const used = new Set([...markup.matchAll(/(?:fill|stroke)="var\(--([\w-]+)\)"/g)].map(([, name]) => name as Kind));
  const dark = new Map([...used].map((name) => colours[name as keyof typeof colours]));
  const rules = [...dark].flatMap(([on, off]) =>
    ['fill', 'stroke'].map((property) => `[${property}="${on}"]{${property}:${off}}`),
  );
  const style = `<style>@media (prefers-color-scheme:dark){${rules.join('')}}</style>`;
  return withLightColours(markup).replace('</desc>', `</desc>\n${style}`);
}
