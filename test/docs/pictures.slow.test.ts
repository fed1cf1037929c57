import { describe, expect, test } from 'vitest';
import { docPages, filesBelow, readText } from './find-examples.ts';
import { drawPictures } from './pictures/index.ts';

describe('the pictures of the pages', () => {
  const drawing = drawPictures();

  // Else: `npm run api`.
  test('are those that the examples and the sample data give', async () => {
    const drawn = await drawing;
    const kept = filesBelow('docs/pictures/', '.svg').map((file) => [
      file.replace('docs/pictures/', ''),
      readText(file),
    ]);
    expect(kept.map(([name]) => name)).toEqual([...drawn.keys()].sort());
    for (const [name, svg] of kept) expect(svg === drawn.get(name as string), name).toBe(true);
  });

  test('are small, and have colours for both schemes in themselves', async () => {
    const drawn = await drawing;
    for (const [name, svg] of drawn) {
      expect(svg.length, name).toBeLessThan(30_000);
      expect(svg, name).not.toContain('var(--');
      const light = new Set([...svg.matchAll(/ (?:fill|stroke)="(#\w+)"/g)].map(([, color]) => color));
      const [, dark = ''] = /@media \(prefers-color-scheme:dark\)\{(.*)\}<\/style>/.exec(svg) ?? [];
      expect(
        [...light].filter((color) => !dark.includes(`"${color}"`)),
        name,
      ).toEqual([]);
    }
  });

  test('each stand on one page, with a text for those who do not see them', async () => {
    const drawn = await drawing;
    const images = docPages().flatMap((page) => [...readText(page).matchAll(/^!\[(.*)\]\(\.\.\/pictures\/(.*)\)$/gm)]);
    expect(images.map(([, , name]) => name).sort()).toEqual([...drawn.keys()].sort());
    for (const [, text = '', name] of images) expect(text.length, name).toBeGreaterThan(40);
  });
});
