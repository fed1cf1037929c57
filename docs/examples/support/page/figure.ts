import { colorOf } from '../draw/colours.ts';
import type { LegendEntry, Picture } from '../draw/picture.ts';
import { render } from '../draw/render.ts';
import { sizes } from '../draw/sizes.ts';
import { say } from '../language/language.ts';
import { escapeHtml } from './html.ts';

export async function figure(picture: Picture, id: string): Promise<string> {
  const label = escapeHtml(`${picture.title}. ${picture.description} ${picture.caption}`);
  const svgs = await Promise.all(sizes.map((size) => render(picture.spec(size), label, size.name)));
  const items = legendOf(picture).map(({ label: text, swatch }) => `<li>${swatch}${escapeHtml(text)}</li>`);
  return `<figure id="${id}"${svgs.some(isTall) ? ' class="tall"' : ''}>
<h2>${escapeHtml(picture.title)}</h2>
<ul class="legend" aria-hidden="true">
${items.join('\n')}
</ul>
${svgs.join('\n')}
<figcaption>${escapeHtml(picture.caption)}</figcaption>
</figure>`;
}

/** On paper a tall picture has a page to itself; others share one. */
function isTall(svg: string): boolean {
  return Number(/viewBox="0 0 [\d.]+ ([\d.]+)"/.exec(svg)?.[1]) > 640;
}

/** The legend is text of its own and no part of the drawing, so that it breaks into lines where there is little room. */
export function legendOf({ legend, incomplete }: Picture): { label: string; swatch: string }[] {
  const entries = legend.map(({ kind, label, mark }) => ({ label, swatch: swatchOf(shapes[mark](colorOf(kind))) }));
  const hollow = { label: say('dashed or hollow: incomplete period'), swatch: swatchOf(hollowShape) };
  return incomplete ? [...entries, hollow] : entries;
}

const hollowShape =
  '<path d="M2 2h18v8h-18z" fill="var(--soft)" fill-opacity="0.3" stroke="var(--soft)" stroke-dasharray="3 2"/>';

function swatchOf(shape: string): string {
  return `<svg viewBox="0 0 22 12">${shape}</svg>`;
}

const shapes: Readonly<Record<LegendEntry['mark'], (color: string) => string>> = {
  bar: (color) => `<rect x="5" width="12" height="12" fill="${color}"/>`,
  circle: (color) => `${stroke(color)}<circle cx="11" cy="6" r="3.5" fill="${color}"/>`,
  square: (color) => `${stroke(color)}<rect x="8" y="3" width="6" height="6" fill="${color}"/>`,
  target: (color) => stroke(color, ' stroke-dasharray="1.5 4" stroke-linecap="round"'),
  line: (color) => stroke(color),
  thin: (color) => `<path d="M1 6h20" stroke="${color}" stroke-opacity="0.55"/>`,
  band: (color) => `<path d="M1 1h20v10h-20z" fill="${color}" fill-opacity="0.22"/>`,
  dashed: (color) => stroke(color, ' stroke-dasharray="5 4"'),
};

function stroke(color: string, dash = ''): string {
  return `<path d="M1 6h20" stroke="${color}" stroke-width="2"${dash}/>`;
}
