import { transform } from 'esbuild';
import ts from 'typescript';
import { claimPattern, separated } from '../../docs/site/examples/claims.ts';

const anyClaim = /\/\/ (?:=>|throws) /g;

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** JavaScript in which each claim is a call of `claim`, without imports and types. */
interface CompiledExample {
  readonly code: string;
  readonly claims: number;
  readonly imports: readonly ExampleImport[];
}

/** What an example imports, by the names that it has for it, save for what it says to be types. */
export interface ExampleImport {
  readonly from: string;
  readonly names: ReadonlyMap<string, string>;
}

export async function compileExample(source: string): Promise<CompiledExample> {
  const text = separated(source);
  const file = ts.createSourceFile('example.ts', text, ts.ScriptTarget.ES2022, true);
  const edits: Edit[] = [];
  const imports: ExampleImport[] = [];
  let claims = 0;

  function visit(node: ts.Node): void {
    if (ts.isImportDeclaration(node)) {
      imports.push(readImport(node));
      edits.push({ start: node.getStart(), end: node.end, text: '' });
    } else if (ts.isExpressionStatement(node)) {
      // Up to the expression alone: the statement can end with a `;` that was put before the next line.
      const claim = claimPattern.exec(text.slice(node.expression.end));
      if (claim?.index !== 0) return;
      const end = node.expression.end + claim[0].length;
      edits.push({
        start: node.getStart(),
        end,
        text: claimCall(claims, node.expression.getText(), claim.groups ?? {}),
      });
      claims += 1;
    } else ts.forEachChild(node, visit);
  }
  visit(file);

  const written = source.match(anyClaim)?.length ?? 0;
  if (written === 0) throw new Error('the example claims nothing: it needs a `// => value` or a `// throws CODE`');
  if (written !== claims) throw new Error(`${written} claims are written, ${claims} of them behind an expression`);
  let edited = text;
  for (const { start, end, text: replacement } of edits.reverse()) {
    edited = edited.slice(0, start) + replacement + edited.slice(end);
  }
  const { code } = await transform(edited, { loader: 'ts', target: 'es2022', logLevel: 'silent' });
  return { code, claims, imports };
}

function claimCall(index: number, expression: string, groups: Record<string, string | undefined>): string {
  const { value, digits, code, message } = groups;
  if (code !== undefined) {
    return `claim.throws(${index}, () => (${expression}), '${code}', ${JSON.stringify(message)});`;
  }
  if (digits !== undefined) return `claim.close(${index}, (${expression}), (${value}), ${digits});`;
  return `claim.equal(${index}, (${expression}), (${value}));`;
}

function readImport({ moduleSpecifier, importClause }: ts.ImportDeclaration): ExampleImport {
  const names = new Map<string, string>();
  const { name, namedBindings: bindings, phaseModifier } = importClause ?? {};
  if (name !== undefined) names.set(name.text, 'default');
  // The name of all names of a module.
  if (bindings !== undefined && ts.isNamespaceImport(bindings)) names.set(bindings.name.text, '*');
  const elements = bindings !== undefined && ts.isNamedImports(bindings) ? bindings.elements : [];
  for (const element of elements) {
    if (!element.isTypeOnly) names.set(element.name.text, (element.propertyName ?? element.name).text);
  }
  const from = (moduleSpecifier as ts.StringLiteral).text;
  return { from, names: phaseModifier === undefined ? names : new Map() };
}
