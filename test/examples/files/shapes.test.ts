import { describe, expect, test } from 'vitest';
import { inLanguage } from '../../../docs/examples/support/language/language.ts';
import { exportShapes } from './exports.ts';
import { figuresOf, lines, onDisk, openFile } from './open-file.ts';
import { shapes } from './shapes.ts';

const rates: Readonly<Record<string, string>> = {
  'rates.csv': onDisk('rates.csv', lines('currency,rate', 'JPY,0.01')),
  'kurse.csv': onDisk(
    'kurse.csv',
    lines(
      'Währung;Monat;Kurs',
      'USD;2025-01;0,92',
      'USD;2025-02;0,90',
      ...['03', '04', '05', '06'].map((month) => `USD;2025-${month};0,91`),
    ),
  ),
};

describe('shapes of files', () => {
  test.each([...shapes, ...exportShapes])('$name', async ({ file, flags = [], gives, says = [] }) => {
    const given = flags.map((flag) => rates[flag] ?? flag);
    const found = await figuresOf(file, given, Object.keys(gives));
    for (const [date, [mrr, customers]] of Object.entries(gives)) {
      const [foundMrr, foundCustomers] = found.figures[date] ?? [];
      expect(foundMrr, date).toBeCloseTo(mrr, 9);
      expect(foundCustomers, date).toBe(customers);
    }
    for (const words of says) {
      if (typeof words === 'string') expect(found.says).toContain(words);
      else expect(found.says).toMatch(words);
    }
  });
});

test('what was read is said in German, line by line', async () => {
  for (const { name, file, flags = [] } of [...shapes, ...exportShapes]) {
    const given = flags.map((flag) => rates[flag] ?? flag);
    const said = async (language: 'en' | 'de') => {
      const { description } = await inLanguage(language, () => openFile(file, ...given));
      // A line that goes on names columns alone, or is told by its beginning.
      return description.filter((line) => !line.startsWith(' '));
    };
    const english = new Set(await said('en'));
    expect(
      (await said('de')).filter((line) => english.has(line)),
      name,
    ).toEqual([]);
  }
});
