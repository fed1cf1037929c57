import { cellError, InputError } from '../input-error.ts';

/** What is wrong with a cell or a row. */
export interface Fault {
  readonly line: number;
  /** Nothing for what is wrong with the row as a whole. */
  readonly column: string | undefined;
  /** 'must be ...'. */
  readonly rule: string;
  /** What stands there instead. */
  readonly received: string | undefined;
}

/** In a row of the wrong width no cell is where it should be: that is all that is said of it. */
export function allFaults(ofRows: readonly Fault[], ofCells: readonly Fault[]): Fault[] {
  const lines = new Set(ofRows.map(({ line }) => line));
  return [...ofRows, ...ofCells.filter(({ line }) => !lines.has(line))].sort((a, b) => a.line - b.line);
}

const shown = 3;
const longest = 60;

/** All faults of a file at once: as one line where there is one, else grouped by column and rule. */
export function faultsError(file: string, faults: readonly Fault[], rows: number): InputError {
  const [first] = faults;
  if (first !== undefined && faults.length === 1) {
    const { line, column, rule, received } = first;
    const complaint = received === undefined ? rule : `${rule}; received ${received}`;
    return column === undefined
      ? new InputError(`${file} line ${line}: ${complaint}`)
      : cellError(file, line, column, complaint);
  }
  const groups = new Map<string, Fault[]>();
  for (const fault of faults) {
    const key = JSON.stringify([fault.column, fault.rule]);
    const group = groups.get(key) ?? [];
    group.push(fault);
    groups.set(key, group);
  }
  const lines = new Set(faults.map(({ line }) => line)).size;
  const head = `${file}: ${faults.length} faults on ${lines} of ${rows} lines, and nothing was computed`;
  return new InputError([head, ...[...groups.values()].map(groupText)].join('\n'));
}

function groupText(faults: readonly Fault[]): string {
  const [{ column, rule } = { column: undefined, rule: '' }] = faults;
  const where = column === undefined ? 'rows' : `column ${column}`;
  const places = faults.slice(0, shown).map(({ line, received }) => {
    return received === undefined ? `line ${line}` : `line ${line} ${received}`;
  });
  const more = faults.length > shown ? `, and ${faults.length - shown} more` : '';
  const times = faults.length === 1 ? 'once' : `${faults.length} times`;
  return `  ${where}, ${times}: ${rule}: ${places.join(', ')}${more}`;
}

export function quoted(text: string): string {
  return `'${text.length > longest ? `${text.slice(0, longest)}...` : text}'`;
}
