import type { Verdict } from './verdict.ts';

/** What came of each way into a runtime. */
interface Verdicts {
  readonly import: Verdict;
  readonly require: Verdict;
  readonly across: Verdict;
}

/** The table, a line as soon as a runtime has ended, and what it comes to. */
interface Report {
  add(name: string, version: string, verdicts: Verdicts): void;
  addMissing(name: string, variable: string): void;
  /** The last line; whether all is well. */
  conclude(mayMiss: boolean): boolean;
}

export function startReport(): Report {
  const [right, wrong, missing]: [string[], string[], string[]] = [[], [], []];
  printLine('runtime', 'version', 'import', 'require', 'across', 'result');
  return {
    add(name, version, verdicts) {
      const ways = Object.entries(verdicts) as [string, Verdict][];
      const complaints = ways.flatMap(([way, verdict]) => verdict.complaints.map((line) => `  ${way}: ${line}`));
      const result = complaints.length > 0 ? 'WRONG' : closeness(Math.max(...ways.map(([, { close }]) => close)));
      printLine(name, version, ...ways.map(([, { word }]) => word), result);
      for (const complaint of complaints) console.log(complaint);
      (complaints.length > 0 ? wrong : right).push(name);
    },
    addMissing(name, variable) {
      printLine(name, '-', '-', '-', '-', `MISSING: not found here; ${variable} can name its binary`);
      missing.push(name);
    },
    conclude(mayMiss) {
      const parts = [
        ...some('nothing differs', wrong.length > 0 ? [] : right),
        ...some('WRONG', wrong),
        ...some('missing', missing),
      ];
      console.log(`\n${parts.join('; ')}`);
      return wrong.length === 0 && (mayMiss || missing.length === 0);
    },
  };
}

const some = (word: string, names: readonly string[]) => (names.length === 0 ? [] : [`${word}: ${names.join(', ')}`]);

const closeness = (close: number) => (close === 0 ? 'the same text' : `the same, ${close} numbers to 12 digits`);

const widths = [16, 15, 8, 8, 7, 0];

function printLine(...cells: readonly string[]): void {
  console.log(
    cells
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join(' ')
      .trimEnd(),
  );
}
