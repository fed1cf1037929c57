import type { Finding } from 'tenure';
import { german, germanActivityFindings, germanChanges, germanFindings } from './german.ts';

export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

/** What a page says, in English, with the names of what is filled in between braces. The dictionary has all of it. */
export type Text = keyof typeof german;

type Names<Template> = Template extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
/** A text with nothing to fill in. */
export type PlainText = PlainOf<Text>;
type PlainOf<Template> = Template extends string ? ([Names<Template>] extends [never] ? Template : never) : never;
type Values<Template> = Readonly<Record<Names<Template>, string | number>>;

/** A program speaks one language, from its flags to its last line; what it says is spread over all of its files. */
let spoken: Language = 'en';

export async function inLanguage<Result>(language: Language, run: () => Promise<Result>): Promise<Result> {
  const before = spoken;
  spoken = language;
  try {
    return await run();
  } finally {
    spoken = before;
  }
}

export function language(): Language {
  return spoken;
}

/** The text in the language that is spoken. */
export function say<Template extends Text>(
  text: Template,
  ...[values]: [Names<Template>] extends [never] ? [] : [Values<Template>]
): string {
  const template: string = spoken === 'de' ? german[text] : text;
  const filled: Readonly<Record<string, string | number>> = values ?? {};
  return template.replace(/\{(\w+)\}/g, (_, name: string) => String(filled[name] ?? ''));
}

/** A name that may stand in the dictionary: a plan is called what it is called, 'churn' has a word. */
export function sayName(name: string): string {
  return spoken === 'de' && Object.hasOwn(german, name) ? german[name as Text] : name;
}

/** A title within a sentence: German nouns keep their capital. */
export function inSentence(title: string): string {
  return spoken === 'de' ? title : title.toLowerCase();
}

/** What happened to rows, such as 'end' or 'end + added': in German in words, in English the fields as they are called. */
export function sayChange(what: string): string {
  if (spoken !== 'de') return what;
  return what
    .split(' + ')
    .map((name) => germanChanges[name] ?? name)
    .join(' + ');
}

/** What a finding of an inspection says, of a ledger or of what happened; one that the dictionary does not know yet, in English. */
export function findingText({ kind, message, field, values }: Finding, isActivity: boolean): string {
  const own = (isActivity ? germanActivityFindings[kind] : undefined) ?? germanFindings[kind];
  if (spoken !== 'de' || own === undefined) return message;
  const filled: Readonly<Record<string, string>> = { field: field ?? '', values: values.join(', ') };
  return own.replace(/\{(\w+)\}/g, (_, name: string) => filled[name] ?? '');
}
