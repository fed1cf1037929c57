import { choiceOf } from '../flags/command-line.ts';

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
  return `${out.replace(/(?<=[^/\\])\.[^./\\]*$/, '')}${ending}`;
}
