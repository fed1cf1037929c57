import { existsSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path/posix';
import type { MarkdownRenderer } from 'vitepress';

interface Places {
  /** Of the repository. */
  readonly root: string;
  /** Of the pages. */
  readonly docs: string;
  /** Where the repository can be read, if package.json says it. */
  readonly repository: string | undefined;
}

/**
 * Links to files of the repository that are no pages of the site: to the repository where it has an address, else their text alone. The
 * declarations in docs/api are the generated reference here. A link to a file that does not exist stops the build; VitePress checks those
 * to pages.
 */
export function repositoryLinks(markdown: MarkdownRenderer, { root, docs, repository }: Places): void {
  markdown.core.ruler.push('repository-links', (state) => {
    const page = state.env.path as string;
    for (const { children } of state.tokens) {
      for (const [place, token] of (children ?? []).entries()) {
        const href = token.type === 'link_open' ? (token.attrGet('href') ?? '') : '';
        if (href === '' || /^(?:[a-z]+:|#|\/)/i.test(href)) continue;
        const [target = ''] = href.split('#');
        const file = join(dirname(page), decodeURI(target));
        const within = relative(docs, file);
        if (within === 'api' || within.startsWith('api/')) token.attrSet('href', referenceOf(within));
        else if (within.startsWith('..') || !target.endsWith('.md')) {
          if (!existsSync(file)) throw new Error(`${page}: the link ${href} leads to no file`);
          const kind = statSync(file).isDirectory() ? 'tree' : 'blob';
          if (repository !== undefined) token.attrSet('href', `${repository}/${kind}/HEAD/${relative(root, file)}`);
          else unlink(children ?? [], place);
        }
      }
    }
  });
}

function referenceOf(file: string): string {
  const [, entry] = /^api\/tenure(?:\.(\w+))?\.api\.md$/.exec(file) ?? [];
  const own = ['events', 'invoices', 'parts', 'schema', 'stripe'];
  if (file === 'api') return '/reference/';
  return entry !== undefined && own.includes(entry) ? `/reference/${entry}/` : '/reference/index/';
}

function unlink(tokens: { type: string; tag: string; attrs: unknown }[], place: number): void {
  const end = tokens.findIndex(({ type }, index) => index > place && type === 'link_close');
  for (const token of [tokens[place], tokens[end]])
    if (token !== undefined) Object.assign(token, { tag: 'span', attrs: null });
}
