import * as z from 'zod';
import { isText } from '../../read/index.ts';
import { type Field, must, refused } from './field.ts';

/** A non-empty text, as ids and names are. */
export const text: Field<string> = {
  schema: z.string(must('be a non-empty string')).min(1, must('be a non-empty string')),
  isOptional: false,
  read: (value) => (isText(value) ? value : refused),
};

/** A text that no function of the library reads: your own, and also empty. */
export const anyText: Field<string> = {
  schema: z.string(must('be a string')),
  isOptional: false,
  read: (value) => (typeof value === 'string' ? value : refused),
};

export function choice<const Word extends string>(...words: readonly Word[]): Field<Word> {
  const rule = `be one of ${words.map((word) => `'${word}'`).join(', ')}`;
  return {
    schema: z.enum(words, must(rule)) as unknown as z.ZodType<Word, Word>,
    isOptional: false,
    read: (value) => (words.includes(value as Word) ? value : refused),
  };
}

/** A whole number that a double holds exactly. */
export function wholeNumber(lowest: number, highest: number, rule: string): Field<number> {
  return {
    schema: z.int(must(rule)).min(lowest, must(rule)).max(highest, must(rule)),
    isOptional: false,
    read: (value) => {
      const isGood = Number.isSafeInteger(value) && (value as number) >= lowest && (value as number) <= highest;
      return isGood ? value : refused;
    },
    fromCell: (value, cells, complain, path) => cells.number(value, complain, path),
  };
}

export function finiteNumber(lowest: number, highest: number, rule: string): Field<number> {
  return {
    schema: z.number(must(rule)).min(lowest, must(rule)).max(highest, must(rule)),
    isOptional: false,
    read: (value) => (typeof value === 'number' && value >= lowest && value <= highest ? value : refused),
    fromCell: (value, cells, complain, path) => cells.number(value, complain, path),
  };
}

const flagOrCountRule = 'be true, false or a whole number >= 0';

/** Yes, no, or how often. */
export const flagOrCount: Field<boolean | number> = {
  schema: z.union([z.boolean(), z.int().min(0)], must(flagOrCountRule)),
  isOptional: false,
  read: (value) =>
    typeof value === 'boolean' || (Number.isSafeInteger(value) && (value as number) >= 0) ? value : refused,
  fromCell: (value, cells, complain, path) => cells.flagOrNumber(value, complain, path),
};

/** Texts that are not empty, as themes are. */
export const texts: Field<readonly string[]> = {
  schema: z.array(text.schema, must('be an array of texts')),
  isOptional: false,
  read: (value) => {
    if (!Array.isArray(value)) return refused;
    for (let place = 0; place < value.length; place += 1) if (text.read(value[place]) === refused) return refused;
    return value.slice();
  },
  fromCell: (value, cells) => cells.list(value),
};
