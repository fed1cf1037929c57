import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitepress';
import { runnableExamples } from './examples.ts';
import { repositoryLinks } from './links.ts';
import { withPolicy } from './security.ts';
import { sidebarOf } from './sidebar.ts';

const pathTo = (file: string) => fileURLToPath(new URL(`../../../${file}`, import.meta.url));
const { repository } = JSON.parse(readFileSync(pathTo('package.json'), 'utf8')) as { repository?: { url: string } };
const address = repository?.url.replace(/^git\+|\.git$/g, '');

/** Pages lie outside the folder that has Vue; on the server it is loaded from there. */
const ownVue: Plugin = {
  name: 'own-vue',
  enforce: 'pre',
  resolveId: (id, _importer, { ssr }) => (ssr && /^vue($|\/)/.test(id) ? { id, external: true } : undefined),
};

export default defineConfig({
  title: 'tenure',
  description: 'Exact, auditable retention and recurring-revenue metrics',
  srcDir: '..',
  // The declarations are in the reference; the rest of docs/site is not pages.
  srcExclude: ['api/**', 'examples/**', 'site/node_modules/**'],
  rewrites: (id) => id.replace(/^README\.md$/, 'index.md').replace(/^site\/(?:pages\/)?/, ''),
  // Nothing is fetched before it is asked for, which a test holds.
  router: { prefetchLinks: false },
  markdown: {
    // Of the usual themes some colours are too faint to read.
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    config(markdown) {
      repositoryLinks(markdown, { root: pathTo(''), docs: pathTo('docs'), repository: address });
      runnableExamples(markdown);
    },
  },
  head: [['link', { rel: 'icon', href: 'data:,' }]],
  transformHtml: withPolicy,
  themeConfig: {
    nav: [
      { text: 'Documentation', link: '/' },
      { text: 'Try it on your own data', link: '/workbench' },
      { text: 'API', link: '/reference/index/' },
    ],
    sidebar: sidebarOf(pathTo('docs/README.md')),
    outline: 'deep',
    search: { provider: 'local' },
    ...(address === undefined ? {} : { socialLinks: [{ icon: 'github', link: address }] }),
  },
  vite: {
    plugins: [ownVue],
    resolve: {
      // The entries of their own first: an alias also takes what begins with it and a slash.
      alias: [
        ...['stripe', 'events', 'invoices', 'parts', 'schema'].map((entry) => ({
          find: `tenure/${entry}`,
          replacement: pathTo(`src/${entry}/index.ts`),
        })),
        { find: /^vega$/, replacement: pathTo('docs/site/workbench/vega.ts') },
        { find: 'vega-compiled', replacement: pathTo('node_modules/vega/build/vega.module.js') },
        { find: /^tenure$/, replacement: pathTo('src/index.ts') },
      ],
    },
    worker: { format: 'es' },
    build: { chunkSizeWarningLimit: 8000 },
    server: { fs: { allow: [pathTo('')] } },
  },
});
