import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const source = fileURLToPath(new URL('../../src/', import.meta.url));

/** The rooms from the roof down; rooms in one line do not import each other. */
const floors = [
  ['index.ts'],
  ['schema', 'adapters'],
  ['report'],
  ['health'],
  ['value', 'cohorts'],
  ['revenue', 'customers'],
  ['movements'],
  ['ledger', 'surveys', 'usage', 'service'],
  ['calendar', 'money'],
  ['statistics'],
  ['ratio'],
  ['exact', 'columns'],
  ['errors.ts'],
];

/** The only rooms that may import each package. */
const packages: { readonly [name: string]: string } = {
  '@date-fns/tz/tzOffset': 'calendar',
  'decimal.js': 'money',
  zod: 'schema',
};

const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const roomOf = (path: string) => path.split('/')[0] as string;
const floorOf = (room: string) => floors.findIndex((floor) => floor.includes(room));

function importsOf(file: string): string[] {
  const text = readFileSync(join(source, file), 'utf8');
  return [...text.matchAll(/^(?:import|export) [^;]*?from '([^']+)';$/gms)].map(([, specifier]) => specifier as string);
}

describe('the rooms of src', () => {
  test('are all on a floor', () => {
    expect([...new Set(files.map(roomOf))].filter((room) => floorOf(room) === -1)).toEqual([]);
    expect(files.length).toBeGreaterThan(40);
  });

  test.each(files)('%s imports downwards only', (file) => {
    for (const specifier of importsOf(file)) {
      if (!specifier.startsWith('.')) {
        expect(packages[specifier], `${file} imports ${specifier}`).toBe(roomOf(file));
        continue;
      }
      const target = roomOf(relative(source, join(source, dirname(file), specifier)));
      if (target === roomOf(file)) continue;
      expect(floorOf(target), `${file} imports ${specifier}`).toBeGreaterThan(floorOf(roomOf(file)));
    }
  });

  test.each(files)('%s fits: 300 lines, no default export, no class but the error', (file) => {
    const text = readFileSync(join(source, file), 'utf8');
    // The list of all public names is as long as there are names.
    if (file !== 'index.ts') expect(text.split('\n').length).toBeLessThanOrEqual(300);
    expect(text).not.toMatch(/^export default/m);
    if (file !== 'errors.ts') expect(text).not.toMatch(/^(export )?(abstract )?class /m);
  });

  test('have no clock, machine zone, locale, randomness or input and output', () => {
    const forbidden =
      /Date\.now|new Date\(\)|Math\.random|toLocale|process\.|console\.|getTimezoneOffset|\.get(FullYear|Month|Date|Day|Hours)\(|Date\.parse|require\(/;
    for (const file of files) {
      const code = readFileSync(join(source, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
      expect(forbidden.exec(code)?.[0], file).toBeUndefined();
    }
  });
});
