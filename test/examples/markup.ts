/** Enough of HTML to test a page that this project writes: attributes are always quoted, and nothing is commented out. */

const empty = ['meta', '!doctype'];

/** The elements that are still open at the end, or at the first end tag that closes another one. */
export function openTags(html: string): string[] {
  const open: string[] = [];
  for (const [, end, name = '', closed] of html.matchAll(/<(\/?)([a-z!][\w-]*)(?:\s[^<>]*?)?(\/?)>/gi)) {
    if (end === '/' && open.at(-1) !== name) return [...open, `/${name}`];
    if (end === '/') open.pop();
    else if (closed !== '/' && !empty.includes(name)) open.push(name);
  }
  return open;
}

/** What is between the tags of each element of a name that holds none of its own name. */
export function elements(html: string, name: string): string[] {
  const pattern = new RegExp(`<${name}(?:\\s[^>]*)?>(.*?)</${name}>`, 'gs');
  return [...html.matchAll(pattern)].map(([, content = '']) => content);
}

export function figuresOf(html: string): string[] {
  return elements(html, 'figure');
}

export function pictureOf(figure: string, size: string): string {
  return new RegExp(`<svg class="${size}".*?</svg>`, 's').exec(figure)?.[0] ?? '';
}

/** The tooltips of the marks of a type, in the order of drawing. */
export function titles(picture: string, mark: 'rect' | 'symbol'): string[] {
  const groups = picture.matchAll(new RegExp(`<g class="mark-${mark} role-mark.*?</g>`, 'gs'));
  return [...groups].flatMap(([group]) => elements(group, 'title'));
}

/** Where the bar with a tooltip that begins so has its top and bottom, down from the top of its panel. */
export function verticalExtent(picture: string, title: string): { top: number; bottom: number } {
  const path = new RegExp(`<path d="M[\\d.]+,([\\d.]+)h[\\d.]+v([\\d.]+)h[^>]*><title>${title}:`).exec(picture);
  const [top, height] = [Number(path?.[1]), Number(path?.[2])];
  return { top, bottom: top + height };
}
