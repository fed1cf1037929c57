/** What the person at the keyboard can put right: printed as one line, without a stack trace. */
export class InputError extends Error {}

/** A complaint about one cell, with the place where an editor shows it. */
export function cellError(file: string, line: number, column: string, complaint: string): InputError {
  return new InputError(`${file} line ${line}, column ${column}: ${complaint}`);
}
