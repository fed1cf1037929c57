import { escapeHtml } from './html.ts';
import { colorOf, type LegendEntry, type Picture } from './picture.ts';
import { render } from './render.ts';
import { sizes } from './sizes.ts';

/** `incomplete`: whether any of it is drawn as incomplete. */
export async function figure(picture: Picture, incomplete = false): Promise<string> {
  const label = escapeHtml(`${picture.title}. ${picture.description} ${picture.caption}`);
  const svgs = await Promise.all(sizes.map((size) => render(picture.spec(size), label, size.name)));
  return `<figure>
<h2>${escapeHtml(picture.title)}</h2>
<ul class="legend" aria-hidden="true">
${[...picture.legend.map(legendItem), ...(incomplete ? [incompleteItem()] : [])].join('\n')}
</ul>
${svgs.join('\n')}
<figcaption>${escapeHtml(picture.caption)}</figcaption>
</figure>`;
}

/** The legend is text of the page, so that it breaks into lines where the page is narrow. */
function legendItem({ kind, label, mark }: LegendEntry): string {
  return `<li>${swatch(mark, colorOf(kind))}${escapeHtml(label)}</li>`;
}

function incompleteItem(): string {
  const path = 'M2 2h18v8h-18z';
  const style = 'fill="var(--soft)" fill-opacity="0.3" stroke="var(--soft)" stroke-dasharray="3 2"';
  return `<li><svg viewBox="0 0 22 12"><path d="${path}" ${style}/></svg>dashed or hollow: incomplete period</li>`;
}

function swatch(mark: LegendEntry['mark'], color: string): string {
  return `<svg viewBox="0 0 22 12">${shapes[mark](color)}</svg>`;
}

const shapes: Readonly<Record<LegendEntry['mark'], (color: string) => string>> = {
  bar: (color) => `<rect x="5" width="12" height="12" fill="${color}"/>`,
  circle: (color) => `${stroke(color)}<circle cx="11" cy="6" r="3.5" fill="${color}"/>`,
  square: (color) => `${stroke(color)}<rect x="8" y="3" width="6" height="6" fill="${color}"/>`,
  target: (color) => stroke(color, ' stroke-dasharray="1.5 4" stroke-linecap="round"'),
  line: (color) => stroke(color),
  band: (color) => `<path d="M1 1h20v10h-20z" fill="${color}" fill-opacity="0.22"/>`,
  dashed: (color) => stroke(color, ' stroke-dasharray="5 4"'),
};

function stroke(color: string, dash = ''): string {
  return `<path d="M1 6h20" stroke="${color}" stroke-width="2"${dash}/>`;
}
