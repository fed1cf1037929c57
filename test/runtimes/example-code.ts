import { compileExample } from '../docs/compile-example.ts';
import { type Example, filesBelow, pageExamples, pages, sourceExamples } from '../docs/find-examples.ts';

/** What is installed beside tenure here is not everywhere. */
const needsOthers = /from '(?!tenure|decimal\.js|zod)|(?<![.\w])parse\b[<(]/;

/** JavaScript of a module whose `makeExamples` takes all public names and gives every example of the docs as a function. */
export async function exampleCode(names: readonly string[]): Promise<string> {
  const examples = [...pages().flatMap(pageExamples), ...filesBelow('src/', '.ts').flatMap(documented)];
  const functions = await Promise.all(examples.filter(({ code }) => !needsOthers.test(code)).map(functionOf));
  return `export const makeExamples = ({ ${names.join(', ')} }) => [\n${functions.join(',\n')}\n];\n`;
}

const documented = (file: string) => sourceExamples(file).examples;

async function functionOf({ file, name, code: source }: Example): Promise<string> {
  const { code } = await compileExample(source);
  return `[${JSON.stringify(`${file}: ${name}`)}, (claim) => {\n${code}}]`;
}
