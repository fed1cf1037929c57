import { basename } from 'node:path';
import type { Picture } from '../draw/picture.ts';
import { say } from '../language/language.ts';
import { besides, type Outputs } from './outputs.ts';
import type { Results } from './results.ts';
import { writeCsv } from './write-csv.ts';
import { writeText } from './write-text.ts';

/** Writes all files of a program, and says where they are. */
export async function writeResults(
  outputs: Outputs,
  { rows, more = {}, sheet }: Results,
  print: (line: string) => void,
): Promise<void> {
  const { out, html, pictures, excel } = outputs;
  const isMarkdown = out.toLowerCase().endsWith('.md');
  if (!isMarkdown) {
    await writeCsv(out, rows, excel);
    print(`\n${say('Every figure in full precision: {file}', { file: out })}`);
  }
  for (const [ending, own] of Object.entries(more)) {
    const file = besides(out, `-${ending}.csv`);
    await writeCsv(file, own, excel);
    print(say('Every figure in full precision: {file}', { file }));
  }

  if (html !== undefined) {
    // Loaded only now, so that --help and complaints do not wait for the libraries that draw.
    const { htmlPage } = await import('../page/document.ts');
    await writeText('--html', html, await htmlPage(sheet));
    print(say('Page with pictures: {file}', { file: html }));
  }
  const fileOf = (name: string) => besides(out, `-${name}.${pictures}`);
  if (pictures !== undefined) {
    for (const picture of sheet.pictures) {
      const file = fileOf(picture.name);
      await writeText('--pictures', file, await imageOf(picture, pictures));
      print(say('Picture: {file}', { file }));
    }
  }
  if (!isMarkdown) return;
  const { markdown } = await import('../page/markdown.ts');
  const image = (name: string) => (pictures === undefined ? undefined : basename(fileOf(name)));
  await writeText('--out', out, markdown(sheet, image));
  print(say('Markdown: {file}', { file: out }));
}

async function imageOf(picture: Picture, format: 'svg' | 'png'): Promise<string | Uint8Array> {
  const { svgFile } = await import('../page/svg-file.ts');
  const svg = await svgFile(picture);
  if (format === 'svg') return svg;
  const { Resvg } = await import('@resvg/resvg-js');
  // Twice the size, for slides and for paper.
  return new Resvg(svg, { fitTo: { mode: 'zoom', value: 2 } }).render().asPng();
}
