import { parse, View } from 'vega';
import { type Config, compile, type TopLevelSpec } from 'vega-lite';
import { language } from '../language/language.ts';
import { fontSize } from './sizes.ts';

const text = { fill: 'var(--ink)', fontSize };

/** Colours are custom properties of the page. */
const config: Config = {
  background: 'transparent',
  padding: { left: 2, top: 4, right: 4, bottom: 4 },
  font: 'inherit',
  view: { stroke: null },
  concat: { spacing: 26 },
  axis: {
    aria: false,
    labelColor: 'var(--soft)',
    labelFontSize: fontSize,
    titleColor: 'var(--ink)',
    titleFontSize: fontSize,
    titleFontWeight: 600,
    tickColor: 'var(--axis)',
    grid: true,
    gridColor: 'var(--grid)',
  },
  // Room between the label of zero and that of the first period, which begin at the same corner.
  axisX: { labelPadding: 6, grid: false, titleFontWeight: 400, titleColor: 'var(--soft)' },
  text,
};

const numbers = { decimal: ',', thousands: '.', grouping: [3], currency: ['', '\u00a0€'], percent: '\u00a0%' };
const germanConfig = { ...config, locale: { number: numbers } } as Config;

/** Renders a specification without a browser, as SVG that can stand in a page beside others. */
export async function render(spec: TopLevelSpec, label: string, name: string): Promise<string> {
  const { spec: compiled } = compile({ ...spec, config: language() === 'de' ? germanConfig : config });
  const view = new View(parse(compiled), { renderer: 'none' });
  const svg = await view.toSVG();
  view.finalize();
  return embedded(svg, label, name);
}

const root = /^<svg[^>]*? (viewBox="[^"]*")>/;
const described = /<path aria-label="([^"]*)" role="[^"]*" aria-roledescription="[^"]*" ([^>]*)\/>/g;
const unseen = /<path class="(?:background|foreground)"[^>]*\/>/g;
/** What holds anyway, thousands of times in a heat map. */
const unsaid = / (?:font-family="inherit"|font-size="13px"|opacity="1"|transform="translate\(0,0\)")/g;
const places = / (?:d|transform)="[^"]*"/g;

/** One image to a screen reader; what a mark says becomes its tooltip. What no one sees is left out. */
function embedded(svg: string, label: string, name: string): string {
  return svg
    .replace(described, '<path $2><title>$1</title></path>')
    .replace(unseen, '')
    .replace(places, (place) =>
      place.replace(/\d+\.\d{3,}/g, (number) => String(Math.round(Number(number) * 100) / 100)),
    )
    .replace(/ (role|aria-[a-z]+)="[^"]*"/g, '')
    .replaceAll(unsaid, '')
    .replace(group, hoisted)
    .replace(root, `<svg class="${name}" role="img" aria-label="${label}" $1>`);
}

const group =
  /<g class="mark-([^"]*)">((?:<(?:path|text)[^>]*(?:\/>|>(?:<title>[^<]*<\/title>)?[^<]*<\/(?:path|text)>)){2,})<\/g>/g;
const item = /<(path|text)((?: [a-z-]+="[^"]*")*)/g;
const attribute = / ([a-z-]+)="[^"]*"/g;

/** What all marks of a group have alike stands on the group, once: it is more than a third of a heat map. */
function hoisted(_: string, name: string, content: string): string {
  const each = [...content.matchAll(item)].map(([, , attributes = '']) => attributes.match(attribute) ?? []);
  const [first = [], ...others] = each.map((attributes) => new Set(attributes));
  const common = [...first].filter((text) => !/^ (?:d|transform)=/.test(text) && others.every((own) => own.has(text)));
  const rest = content.replace(item, (_whole, tag: string, attributes: string) => {
    const own = (attributes.match(attribute) ?? []).filter((text) => !common.includes(text));
    return `<${tag}${own.join('')}`;
  });
  return `<g class="mark-${name}"${common.join('')}>${rest}</g>`;
}
