/** What an example may import in a browser. */
const known = /^(?:tenure(?:\/(?:stripe|events|invoices|parts|schema))?|decimal\.js|zod|csv-parse\/sync)$/;
const imported = /^\s*(?:import|export) [^'"]*from\s*['"]([^'"]+)['"]/gm;

/** Whether a browser can run it: it claims something, and needs no database, no file and no thread of its own. */
export function runnable(source: string): boolean {
  const isFile = /^\/\/ [\w-]+\.\w+\n/.test(source);
  const sources = [...source.matchAll(imported)].map(([, from = '']) => from);
  return !isFile && /\/\/ (?:=>|throws) /.test(source) && sources.every((from) => known.test(from));
}
