/** A comment behind an expression: `// => value`, `// => value (to 12 digits)`, `// throws CODE` or `// throws CODE: message`. */
export const claimPattern =
  /^;?\s*\/\/ (?:=> (?<value>.+?)(?: \(to (?<digits>\d+) digits\))?|throws (?<code>[A-Z_]+)(?:: (?<message>.+?))?)[^\S\n]*$/m;

/** Examples may have no semicolons, so a line that starts with a bracket would continue the one before: unless that one is unfinished. */
export function separated(source: string): string {
  let before = '';
  return source
    .split('\n')
    .map((line) => {
      const continues = before === '' || /[,([{=:?&|+\-*/>]$/.test(before);
      const code = line.replace(/\/\/ .*$/, '').trimEnd();
      if (code.trim() !== '') before = code;
      return !continues && /^\s*[[(`]/.test(line) ? `;${line}` : line;
    })
    .join('\n');
}
