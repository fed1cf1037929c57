import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { filesBelow, readText } from './find-examples.ts';
import { entries, root } from './program.ts';
import { publicNames } from './public-names.ts';
import { emptyCellsIn } from './reference.ts';

const metricPages = filesBelow('docs/metrics/', '.md');

describe('what an editor shows', () => {
  test('every public name and every field says what it means', () => {
    const names = publicNames(entries);
    expect(names.length).toBeGreaterThan(1500);
    const silent = names.filter(({ isDocumented }) => !isDocumented);
    expect(silent.map(({ path, place }) => `${path} at ${place}`)).toEqual([]);
  });

  test('every option of a policy says its default, and where it is explained', () => {
    const [, ...options] = readText('src/ledger/policy/policy.ts').split(
      /^export interface (?:Ledger|Statement)Policy/m,
    );
    const comments = options.flatMap((text) =>
      text
        .slice(0, text.indexOf('\n}'))
        .split(/\n {2}readonly /)
        .slice(0, -1),
    );
    expect(comments.length).toBeGreaterThan(20);
    expect(comments.filter((text) => !/Default:? [\s\S]*@see docs\/concepts\/policy\.md#/.test(text))).toEqual([]);
  });

  const links = filesBelow('src/', '.ts').flatMap((file) =>
    [...readText(file).matchAll(/@see (\S+)/g)].map(([, link = '']) => ({ file, link })),
  );

  test('the functions lead to their pages', () => {
    const linked = new Set(links.map(({ link }) => link));
    expect(metricPages.filter((page) => !linked.has(page))).toEqual([]);
  });

  test('every @see leads to a page of the package, and to a heading of it', () => {
    const isDead = ({ link }: { link: string }) => {
      const [page = '', heading] = link.split('#');
      if (!existsSync(`${root}${page}`)) return true;
      return heading !== undefined && !anchorsOf(page).has(heading);
    };
    expect(links.filter(isDead)).toEqual([]);
  });
});

describe('tables that the types write', () => {
  test.each(metricPages)('%s has no empty cell', (file) => {
    expect(emptyCellsIn(readText(file))).toEqual([]);
  });
});

/** As GitHub and the site make them. */
function anchorsOf(page: string): Set<string> {
  const headings = [...readText(page).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => heading);
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}
