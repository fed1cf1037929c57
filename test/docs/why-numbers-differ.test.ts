import { comparePolicies, month, policies, policyNotes } from 'tenure';
import { describe, expect, test } from 'vitest';
import { bridgeTable, causeTable } from '../../docs/examples/support/compare/compare-table.ts';
import { rateSentences } from '../../docs/examples/support/compare/rates.ts';
import { sideOf } from '../../docs/examples/support/compare/sides.ts';
import { closingSentence } from '../../docs/examples/support/compare/way-picture.ts';
import { policyWording } from '../../docs/examples/support/compare/wording.ts';
import { textTable } from '../../docs/examples/support/text/column-table.ts';
import { sample } from '../examples/sample.ts';
import { readText } from './find-examples.ts';

const page = readText('docs/concepts/why-numbers-differ.md');

/** The cells of the table under a heading, without its head. */
function cellsUnder(heading: string): string[][] {
  const [, section = ''] = page.split(`\n## ${heading}\n`);
  const [table = ''] = section.split('\n## ');
  const lines = table.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
}

const presets = Object.keys(policies) as (keyof typeof policies)[];
const written = (value: unknown) => (typeof value === 'string' ? `'${value}'` : String(value));

describe('the tables of presets are policyNotes', () => {
  test('each choice with its source', () => {
    const expected = presets.flatMap((preset) =>
      Object.entries(policies[preset]).map(([option, value]) => {
        const sources: Readonly<Record<string, string | undefined>> = policyNotes[preset].sources;
        return [`\`${preset}\``, `\`${option}: ${written(value)}\``, sources[option]];
      }),
    );
    expect(cellsUnder('What the presets say')).toEqual(expected);
  });

  test('what a preset cannot express', () => {
    const expected = presets.flatMap((preset) =>
      policyNotes[preset].notExpressed.map((note) => [`\`${preset}\``, note]),
    );
    expect(cellsUnder('What the presets cannot express')).toEqual(expected);
  });
});

test('what the page shows of the sample ledger is what is printed', async () => {
  const { rows } = await sample();
  const sides = { a: sideOf('a', 'standard', []), b: sideOf('b', 'rows', []) };
  const comparison = comparePolicies(rows, month('2026-06'), sides.a.policy, sides.b.policy);
  for (const table of [bridgeTable(comparison, sides), causeTable(comparison)]) {
    expect(page).toContain(`\n${textTable(table, Number.POSITIVE_INFINITY)}\n`);
  }
  const words = { ...policyWording(), a: sides.a.name, b: sides.b.name };
  const sentences = [closingSentence(comparison, words), ...rateSentences(comparison, words)];
  expect(page).toContain(`\nIn words\n${sentences.join('\n')}\n`);
});
