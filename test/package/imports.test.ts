import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

const source = fileURLToPath(new URL('../../src/', import.meta.url));

/** The rooms from the roof down; rooms in one line do not import each other. */
const floors = [
  ['index.ts'],
  ['schema', 'stripe', 'events', 'invoices', 'parts'],
  ['forecast'],
  ['report'],
  ['compare'],
  ['health'],
  ['value', 'cohorts', 'inspect'],
  ['revenue', 'customers'],
  ['movements'],
  ['ledger'],
  ['surveys', 'usage', 'service'],
  ['activity'],
  ['calendar', 'money'],
  ['statistics'],
  ['ratio'],
  ['table'],
  ['read'],
  ['exact'],
  ['errors.ts'],
];

/** The only rooms that may import each package. */
const packages: { readonly [name: string]: string } = {
  '@date-fns/tz/tzOffset': 'calendar',
  zod: 'schema',
};

/** The file in which a room says what other rooms may use besides its public names. */
const openFiles = (room: string) => (room === 'ledger' ? ['ledger/query.ts'] : [`${room}/open.ts`]);

/** The most files that one folder holds beside each other. */
const mostFiles = 16;

const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const texts = new Map(files.map((file) => [file, readFileSync(join(source, file), 'utf8')]));
const roomOf = (path: string) => path.split('/')[0] as string;
const floorOf = (room: string) => floors.findIndex((floor) => floor.includes(room));
const codeOf = (file: string) => (texts.get(file) as string).replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');

const imports = new Map(
  files.map((file) => {
    const found = (texts.get(file) as string).matchAll(/^(?:import|export) [^;]*?from '([^']+)';$/gms);
    return [file, [...found].map(([, specifier]) => specifier as string)];
  }),
);

/** The files of src that a file imports. */
function neighboursOf(file: string): string[] {
  const own = (imports.get(file) as string[]).filter((specifier) => specifier.startsWith('.'));
  return own.map((specifier) => join(dirname(file), specifier));
}

/** The first circle of imports found from a file on, or null. */
function circleFrom(file: string, open: string[], done: Set<string>): string[] | null {
  if (open.includes(file)) return [...open.slice(open.indexOf(file)), file];
  if (done.has(file)) return null;
  for (const next of neighboursOf(file)) {
    const circle = circleFrom(next, [...open, file], done);
    if (circle !== null) return circle;
  }
  done.add(file);
  return null;
}

/** Where code asks the clock for the time, or the machine's zone for a day: a Date of no value, of several or of a list, or called as a function. */
function localDates(code: string): string[] {
  const found: string[] = [];
  function visit(node: ts.Node): void {
    const isDate = (ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText() === 'Date';
    if (isDate) {
      const given = node.arguments ?? [];
      const isOne = given.length === 1 && !given.some(ts.isSpreadElement);
      if (ts.isCallExpression(node) || !isOne) found.push(node.getText());
    }
    ts.forEachChild(node, visit);
  }
  visit(ts.createSourceFile('code.ts', code, ts.ScriptTarget.ES2022, true));
  return found;
}

describe('the rooms of src', () => {
  test('are all on a floor', () => {
    expect([...new Set(files.map(roomOf))].filter((room) => floorOf(room) === -1)).toEqual([]);
    expect(files.length).toBeGreaterThan(40);
  });

  test('import downwards only, and a room only by what it opens', () => {
    const wrong: string[] = [];
    for (const file of files) {
      for (const target of neighboursOf(file)) {
        const room = roomOf(target);
        if (room === roomOf(file)) continue;
        if (floorOf(room) <= floorOf(roomOf(file))) wrong.push(`${file} imports upwards: ${target}`);
        const isOpen = target === room || target === `${room}/index.ts` || openFiles(room).includes(target);
        if (!isOpen) wrong.push(`${file} imports what is not open: ${target}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('import a package in one room only', () => {
    const wrong: string[] = [];
    for (const [file, specifiers] of imports) {
      for (const specifier of specifiers.filter((one) => !one.startsWith('.'))) {
        if (packages[specifier] !== roomOf(file)) wrong.push(`${file} imports ${specifier}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('have no circle of imports', () => {
    const done = new Set<string>();
    const circles = files.flatMap((file) => circleFrom(file, [], done)?.join(' -> ') ?? []);
    expect([...new Set(circles)]).toEqual([]);
  });

  test(`hold at most ${mostFiles} files in one folder`, () => {
    const counts = new Map<string, number>();
    for (const file of files) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
    expect([...counts].filter(([, count]) => count > mostFiles)).toEqual([]);
  });

  test('have no small private file that only one file imports', () => {
    const importers = new Map<string, number>();
    for (const file of files) {
      for (const target of neighboursOf(file)) importers.set(target, (importers.get(target) ?? 0) + 1);
    }
    const lines = (file: string) => (texts.get(file) as string).split('\n').length - 1;
    const isDoor = (file: string) => /(^|\/)(index|open|query)\.ts$/.test(file);
    // What a door hands on is public.
    const handedOn = new Set(files.filter(isDoor).flatMap(neighboursOf));
    const isPrivate = (file: string) => !isDoor(file) && !handedOn.has(file);
    const small = files.filter((file) => isPrivate(file) && lines(file) < 20 && (importers.get(file) ?? 0) < 2);
    expect(small).toEqual([]);
  });

  test('fit: 300 lines, no default export, no class but the error', () => {
    for (const file of files) {
      const text = texts.get(file) as string;
      // The list of all public names is as long as there are names.
      if (file !== 'index.ts') expect(text.split('\n').length, file).toBeLessThanOrEqual(300);
      expect(text, file).not.toMatch(/^export default/m);
      if (file !== 'errors.ts') expect(text, file).not.toMatch(/^(export )?(abstract )?class /m);
      // Objects with getters of their own outlive young garbage collections; a ledger of three rows took three times as long with them.
      expect(text, file).not.toMatch(/^ +(?:get|set) \w+\(/m);
    }
  });

  test('have no clock, machine zone, locale, randomness or input and output', () => {
    const forbidden =
      /Date\.now|Math\.random|toLocale|process\.|console\.|getTimezoneOffset|\.[gs]et(FullYear|Year|Month|Date|Day|Hours|Minutes)\(|\.to(Date|Time)String\(|Date\.parse|require\(/;
    for (const file of files) {
      expect(forbidden.exec(codeOf(file))?.[0], file).toBeUndefined();
      const text = texts.get(file) as string;
      if (text.includes('Date(')) expect(localDates(text), file).toEqual([]);
    }
    const wrong = ['new Date()', 'new Date(year(at), 1)', 'Date()', 'new Date(...parts)'];
    expect(localDates(`f(${wrong.join(', ')}, new Date(at), new Date(Date.UTC(1, 2)))`)).toEqual(wrong);
  });
});
