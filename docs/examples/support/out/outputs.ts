import { realpathSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { choiceOf } from '../flags/command-line.ts';
import { InputError } from '../input-error.ts';

export const outputNames = ['out', 'html', 'pictures', 'excel'] as const;

/** Where the results go, and how they are written. */
export interface Outputs {
  /** CSV, or Markdown if it ends in .md. */
  readonly out: string;
  /** Nothing for no page. */
  readonly html: string | undefined;
  /** Each picture as a file beside `out`; nothing for none. */
  readonly pictures: 'svg' | 'png' | undefined;
  /** CSV as Excel of this language opens it; nothing for CSV as programs read it. */
  readonly excel: 'de' | undefined;
}

type Texts = Readonly<Partial<Record<(typeof outputNames)[number], string>>>;

/** Every file is named after `--out`, so that two runs never write the same one. */
export function outputFlags(texts: Texts, usual: string): Outputs {
  const { out = usual, pictures, excel } = texts;
  return {
    out,
    html: texts.html === 'none' ? undefined : (texts.html ?? besides(out, '.html')),
    pictures: pictures === undefined ? undefined : choiceOf('--pictures', pictures, ['svg', 'png'] as const),
    excel: excel === undefined ? undefined : choiceOf('--excel', excel, ['de'] as const),
  };
}

/** 'a/b.csv' and '-plan.csv' as 'a/b-plan.csv'. */
export function besides(out: string, ending: string): string {
  return `${out.slice(0, out.length - extname(out).length)}${ending}`;
}

/** The same with full paths, none of which is over what is read, which is named here, or over another. */
export function outputsOf(inputs: Readonly<Record<string, string>>, flags: Outputs): Outputs {
  const out = resolve(flags.out);
  const html = flags.html === undefined ? undefined : resolve(flags.html);
  for (const [name, file] of Object.entries(inputs)) {
    if (realPath(file) === realPath(out)) throw new InputError(`--out ${out} is ${name} itself`);
    if (html !== undefined && realPath(file) === realPath(html))
      throw new InputError(`--html ${html} is ${name} itself`);
  }
  if (html !== undefined && realPath(out) === realPath(html)) throw new InputError(`--html ${html} is also --out`);
  return { ...flags, out, html };
}

function realPath(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return resolve(file);
  }
}
