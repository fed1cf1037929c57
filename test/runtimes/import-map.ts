import { execFileSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';

/** Where a browser finds modules that are asked for by name, when it is served the folder in which they are installed. */
export function importMap(home: string, specifiers: readonly string[]): Readonly<Record<string, string>> {
  // Node knows best which file an import means.
  const resolve = `console.log(JSON.stringify(${JSON.stringify(specifiers)}.map((name) => import.meta.resolve(name))))`;
  const printed = execFileSync(process.execPath, ['--input-type=module', '-e', resolve], {
    cwd: home,
    encoding: 'utf8',
  });
  const files: string[] = JSON.parse(printed);
  const folder = pathToFileURL(home).href;
  return Object.fromEntries(files.map((file, index) => [specifiers[index], file.replace(folder, '')]));
}
