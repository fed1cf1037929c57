import { readdirSync, readFileSync } from 'node:fs';

/** One block of example code and where it stands. */
export interface Example {
  readonly file: string;
  /** The heading it stands under, or the name that its doc comment documents. */
  readonly name: string;
  readonly code: string;
  /** What its page has for it to read or start. */
  readonly files?: readonly ExampleFile[];
}

/** A block of a page whose first line is a comment with its name, such as `// worker.js`. */
export interface ExampleFile {
  readonly name: string;
  readonly code: string;
}

const root = new URL('../../', import.meta.url);

export function readText(file: string): string {
  return readFileSync(new URL(file, root), 'utf8');
}

/** Files below a folder, as paths from the root of the repository, in one order on every machine. */
export function filesBelow(folder: string, extension: string): string[] {
  return readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(extension))
    .map((name) => `${folder}${name.replaceAll('\\', '/')}`)
    .sort();
}

/** The pages that people write; those of docs/api/ are written by the build, and those of docs/site/ are no documentation. */
export function pages(): string[] {
  return ['README.md', ...docPages()];
}

export function docPages(): string[] {
  return filesBelow('docs/', '.md').filter((file) => !/^docs\/(?:api|site)\//.test(file));
}

/** A page split into its lines of prose and its fenced blocks. */
export function splitPage(text: string): { prose: string; blocks: { language: string; name: string; code: string }[] } {
  const prose: string[] = [];
  const blocks: { language: string; name: string; code: string }[] = [];
  let heading = '';
  let block: { language: string; lines: string[] } | undefined;
  for (const line of text.split('\n')) {
    const fence = /^\s*```(\w*)\s*$/.exec(line);
    if (block !== undefined) {
      if (fence === null) block.lines.push(line);
      else {
        blocks.push({ language: block.language, name: heading, code: block.lines.join('\n') });
        block = undefined;
      }
    } else if (fence !== null) block = { language: fence[1] ?? '', lines: [] };
    else {
      heading = /^#+ (.*)$/.exec(line)?.[1] ?? heading;
      prose.push(line);
    }
  }
  if (block !== undefined) throw new Error(`a fence under '${heading}' is not closed`);
  return { prose: prose.join('\n'), blocks };
}

export function pageExamples(file: string): Example[] {
  const blocks = splitPage(readText(file)).blocks.filter(({ language }) => language === 'ts');
  const named = blocks.map(({ name, code }) => ({ name, code, fileName: /^\/\/ ([\w-]+\.\w+)\n/.exec(code)?.[1] }));
  const files = named.flatMap(({ fileName, code }) => (fileName === undefined ? [] : [{ name: fileName, code }]));
  return named.flatMap(({ name, code, fileName }) => (fileName === undefined ? [{ file, name, code, files }] : []));
}

const docComment =
  /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*(?:export\s+)?(?:(?:abstract\s+)?class|function|const|interface|type)\s+(\w+)/g;

/** The examples in the doc comments of a source file; `undocumented` are the `@example` tags that no block of code follows. */
export function sourceExamples(file: string): { examples: Example[]; undocumented: string[] } {
  const examples: Example[] = [];
  const undocumented: string[] = [];
  for (const [, comment = '', name = ''] of readText(file).matchAll(docComment)) {
    const text = comment.replaceAll(/^\s*\* ?/gm, '');
    for (const part of text.split('@example').slice(1)) {
      const blocks = splitPage(part.trim()).blocks.filter(({ language }) => language === 'ts');
      if (blocks.length === 0) undocumented.push(`${file}: ${name}`);
      examples.push(...blocks.map(({ code }) => ({ file, name, code })));
    }
  }
  return { examples, undocumented };
}

/** Every `@example` of a source file, counted by its text alone: what the comments parsed above must add up to. */
export function countTags(file: string): number {
  return readText(file).match(/^\s*\* @example\b/gm)?.length ?? 0;
}
