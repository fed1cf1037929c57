import { say } from '../language/language.ts';
import type { Sheet, Table, TableColumn } from './sheet.ts';

/** A sheet as Markdown with GitHub's tables. `fileOf`: where the file of a picture is, if it has one. */
export function markdown(sheet: Sheet, fileOf: (picture: string) => string | undefined): string {
  const { title, subject, facts, findings, pictures, tables } = sheet;
  const parts = [
    `# ${plain(title)}: ${plain(subject)}`,
    facts.map(([name, text]) => `- ${plain(name)}: ${plain(text)}`).join('\n'),
    ...(findings.length === 0
      ? []
      : [`## ${say('Before you trust these numbers')}`, findings.map((text) => `- ${plain(text)}`).join('\n')]),
    ...pictures.flatMap((picture) => {
      const file = fileOf(picture.name);
      const image = file === undefined ? [] : [`![${plain(picture.title)}](<${file}>)`];
      return [`## ${plain(picture.title)}`, ...image, plain(picture.caption)];
    }),
    ...tables.flatMap((table) => [`## ${plain(table.title)}`, tableText(table), ...table.notes.map(plain)]),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function tableText({ columns, rows }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(columns.map(titleOf)),
    line(columns.map(({ left }, index) => (left || index === 0 ? ':--' : '--:'))),
    ...rows.map((cells) => line(cells.map(plain))),
  ].join('\n');
}

/** There is one line of titles only, so the name of a group goes before those of its columns. */
function titleOf({ title, group }: TableColumn): string {
  return plain(group === undefined ? title : `${group}: ${title}`);
}

/** What Markdown would take for markup. */
function plain(text: string): string {
  return text.replace(/[\\`*_[\]<>|#]/g, '\\$&').replace(/\s*\n\s*/g, ' ');
}
