import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import { compile } from './compile.ts';
import { exampleCode } from './example-code.ts';
import { importMap } from './import-map.ts';
import { documentOf } from './page/document.ts';
import { root } from './paths.ts';
import { writeCrossing } from './write-crossing.ts';

const data = join(root, 'docs/examples/data');
/** What the package and the program import besides. */
const others = ['decimal.js', '@date-fns/tz/tzOffset', 'zod'];

/** Writes what the runtimes run into the folder where the tarball is installed: in each format, and as pages. */
export async function writePrograms(home: string): Promise<void> {
  const manifest = JSON.parse(readFileSync(join(home, 'node_modules/tenure/package.json'), 'utf8'));
  const specifiers = Object.keys(manifest.exports)
    .filter((entry) => !entry.endsWith('.json'))
    .map((entry) => entry.replace('.', 'tenure'));
  writeFileSync(join(home, 'examples.js'), await exampleCode(publicNames(home, specifiers)));
  const program = programOf(home, specifiers);
  await compile(program, join(home, 'program.mjs'), { format: 'esm' });
  await compile(program, join(home, 'program.cjs'), { format: 'cjs' });
  await compile(page, join(home, 'page.mjs'), { format: 'esm' });
  await build({
    entryPoints: [join(home, 'page.mjs')],
    bundle: true,
    format: 'esm',
    outfile: join(home, 'bundle.mjs'),
  });
  writeFileSync(join(home, 'import.mjs'), `import { text } from './program.mjs';\nconsole.log(text);\n`);
  writeFileSync(join(home, 'require.cjs'), `console.log(require('./program.cjs').text);\n`);
  writeFileSync(join(home, 'modules.html'), documentOf('page.mjs', importMap(home, [...specifiers, ...others])));
  writeFileSync(join(home, 'bundle.html'), documentOf('bundle.mjs', {}));
  await writeCrossing(home);
}

function publicNames(home: string, specifiers: readonly string[]): string[] {
  const require = createRequire(join(home, 'package.json'));
  return [
    ...new Set([...specifiers.flatMap((specifier) => Object.keys(require(specifier))), 'parts', 'z', 'Decimal']),
  ].sort();
}

/** Where everything comes together that the program works on. */
function programOf(home: string, specifiers: readonly string[]): string {
  const csv = (name: string, file: string) => `import ${name} from ${JSON.stringify(join(data, file))};`;
  return `
    ${specifiers.map((specifier, index) => `import * as entry${index} from '${specifier}';`).join('\n')}
    import { Decimal } from 'decimal.js';
    import { z } from 'zod';
    import { makeExamples } from ${JSON.stringify(join(home, 'examples.js'))};
    import { runProgram } from './program/index.ts';
    ${csv('ledger', 'sample-ledger.csv')}
    ${csv('events', 'sample-events.csv')}
    ${csv('answers', 'sample-answers.csv')}
    export const text = runProgram({
      entries: { ${specifiers.map((specifier, index) => `'${specifier}': entry${index}`).join(', ')} },
      makeExamples: (names) => makeExamples({ ...names, z, Decimal }),
      files: { ledger, events, answers },
    });`;
}

const page = `
  import { text } from './program.mjs';
  import { picture } from './page/picture.ts';
  document.body.innerHTML = picture(JSON.parse(text).statement);
  globalThis.answer = text;`;
