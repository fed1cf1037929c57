import { parse, View } from 'vega';
import { type Config, compile, type TopLevelSpec } from 'vega-lite';
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
  axisX: { grid: false, titleFontWeight: 400, titleColor: 'var(--soft)' },
  text,
};

/** Renders a specification without a browser, as SVG that can stand in a page beside others. */
export async function render(spec: TopLevelSpec, label: string, name: string): Promise<string> {
  const { spec: compiled } = compile({ ...spec, config });
  const view = new View(parse(compiled), { renderer: 'none' });
  const svg = await view.toSVG();
  view.finalize();
  return embedded(svg, label, name);
}

const root = /^<svg[^>]*? (viewBox="[^"]*")>/;
const described = /<path aria-label="([^"]*)" role="[^"]*" aria-roledescription="[^"]*" ([^>]*)\/>/g;
const unseen = /<path class="(?:background|foreground)"[^>]*\/>/g;
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
    .replace(root, `<svg class="${name}" role="img" aria-label="${label}" $1>`);
}
