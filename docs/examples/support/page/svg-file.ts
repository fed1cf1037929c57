import { withLightColours } from '../draw/colours.ts';
import type { Picture } from '../draw/picture.ts';
import { render } from '../draw/render.ts';
import { fontSize, type Size, sizes } from '../draw/sizes.ts';
import { wordWrapped } from '../text/wrap.ts';
import { legendOf } from './figure.ts';
import { escapeHtml } from './html.ts';

const margin = 24;
const lineHeight = 20;
const swatchWidth = 22;
const gap = 18;
/** Of the widest letters of common fonts: a line that is too short looks better than one that is cut off. */
const widthOfCharacter = fontSize * 0.56;

interface Format {
  readonly size: Size;
  readonly titleSize: number;
  /** Puts colours in the place of custom properties. */
  readonly colored: (markup: string) => string;
}

const forSlides: Format = { size: sizes.at(-1) as Size, titleSize: 19, colored: withLightColours };

/** A picture as a file of its own, with its title, its legend and its caption: for slides, letters and other programs. */
export async function svgFile(picture: Picture, format: Format = forSlides): Promise<string> {
  const { size, titleSize, colored } = format;
  const { title, caption, description } = picture;
  const drawing = await render(picture.spec(size), '', size.name);
  const [, viewBox = '', drawingWidth = '0', drawingHeight = '0'] =
    /viewBox="(0 0 ([\d.]+) ([\d.]+))"/.exec(drawing) ?? [];
  const [inner, height] = [Number(drawingWidth), Number(drawingHeight)];
  const width = inner + 2 * margin;
  const legend = legendLines(picture, inner);
  const captionLines = caption === '' ? [] : wordWrapped(caption, Math.floor(inner / widthOfCharacter));
  const top = margin + titleSize + 12;
  const drawingTop = top + legend.lines * lineHeight + 6;
  const captionTop = drawingTop + height + (caption === '' ? 0 : 22);
  const total = captionTop + captionLines.length * lineHeight + margin - 14;
  const lines = captionLines.map(
    (line, index) => `<tspan x="${margin}" y="${captionTop + index * lineHeight}">${escapeHtml(line)}</tspan>`,
  );
  const placed = drawing.replace(
    /^<svg[^>]*>/,
    `<svg x="${margin}" y="${drawingTop}" width="${inner}" height="${height}" viewBox="${viewBox}">`,
  );
  return colored(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${total}" viewBox="0 0 ${width} ${total}" font-family="Arial, Helvetica, 'Liberation Sans', 'DejaVu Sans', sans-serif" font-size="${fontSize}px">
<title>${escapeHtml(title)}</title>
<desc>${escapeHtml(`${description} ${caption}`.trim())}</desc>
<rect width="100%" height="100%" fill="var(--surface)"/>
<text x="${margin}" y="${margin + titleSize * 0.8}" font-size="${titleSize}px" font-weight="600" fill="var(--ink)">${escapeHtml(title)}</text>
<g transform="translate(${margin},${top})" fill="var(--ink)">${legend.markup}</g>
${placed}
${caption === '' ? '' : `<text fill="var(--soft)">${lines.join('')}</text>\n`}</svg>
`);
}

function legendLines(picture: Picture, width: number): { markup: string; lines: number } {
  let [x, line] = [0, 0];
  const items = legendOf(picture).map(({ label, swatch }) => {
    const own = swatchWidth + 6 + label.length * widthOfCharacter;
    if (x > 0 && x + own > width) [x, line] = [0, line + 1];
    const place = `translate(${Math.round(x)},${line * lineHeight})`;
    x += own + gap;
    const mark = swatch.replace('<svg ', `<svg width="${swatchWidth}" height="12" y="1" `);
    return `<g transform="${place}">${mark}<text x="${swatchWidth + 6}" y="11">${escapeHtml(label)}</text></g>`;
  });
  return { markup: items.join(''), lines: items.length === 0 ? 0 : line + 1 };
}
