import { readFileSync } from 'node:fs';

interface Item {
  readonly text: string;
  readonly link: string;
}

interface Group {
  readonly text: string;
  readonly items: readonly Item[];
}

const reference = ['tenure', 'events', 'invoices', 'parts', 'schema', 'stripe'];

/** The index of the documentation as a sidebar: a group per heading, an item per row of its table, in its order. A test holds that it names every page. */
export function sidebarOf(index: string): Group[] {
  const groups = readFileSync(index, 'utf8')
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const [text = ''] = section.split('\n');
      const rows = [...section.matchAll(/^\| \[([^\]]+)\]\(([^)]+\.md)\)/gm)];
      const pages = rows.filter(([, , file = '']) => !file.startsWith('api/'));
      return { text, items: pages.map(([, title = '', file = '']) => item(title, `/${file}`)) };
    });
  const entries = reference.map((name) =>
    name === 'tenure' ? item(name, '/reference/index/') : item(`tenure/${name}`, `/reference/${name}/`),
  );
  return [...groups, { text: 'API reference', items: entries }];
}

function item(text: string, file: string): Item {
  return { text, link: file.replace(/\.md$/, '') };
}
