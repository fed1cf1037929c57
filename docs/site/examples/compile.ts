import { type Node, parse } from 'acorn';
import { transform } from 'sucrase';
import { claimPattern, separated } from './claims.ts';

export interface ExampleImport {
  readonly from: string;
  /** The names that an example has for it, by the name it is exported under. */
  readonly names: readonly (readonly [own: string, exported: string])[];
}

interface CompiledExample {
  /** JavaScript in which each claim is a call of `claim`, without imports and types. */
  readonly code: string;
  readonly imports: readonly ExampleImport[];
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The nodes that matter here, as ESTree has them. */
interface Statement extends Node {
  readonly expression: Node;
}
interface Import extends Node {
  readonly source: { readonly value: string };
  readonly specifiers: readonly {
    readonly type: string;
    readonly local: { readonly name: string };
    readonly imported?: { readonly name: string };
  }[];
}

/** Lines stay where they are: a claim is known by the line on which it ends. */
export function compileExample(source: string): CompiledExample {
  const { code } = transform(separated(source), {
    transforms: ['typescript'],
    disableESTransforms: true,
    keepUnusedImports: true,
  });
  const edits: Edit[] = [];
  const imports: ExampleImport[] = [];
  visit(parse(code, { ecmaVersion: 2022, sourceType: 'module', preserveParens: true }));
  let edited = code;
  for (const { start, end, text } of edits.reverse()) edited = edited.slice(0, start) + text + edited.slice(end);
  return { code: edited, imports };

  function visit(node: Node): void {
    if (node.type === 'ImportDeclaration') {
      imports.push(importOf(node as Import));
      edits.push({ start: node.start, end: node.end, text: code.slice(node.start, node.end).replace(/[^\n]/g, '') });
    } else if (node.type === 'ExpressionStatement') claimAt(node as Statement);
    else for (const child of childrenOf(node)) visit(child);
  }

  function claimAt({ start, expression }: Statement): void {
    const claim = claimPattern.exec(code.slice(expression.end));
    if (claim?.index !== 0) return;
    const end = expression.end + claim[0].length;
    const line = code.slice(0, end).split('\n').length;
    const text = claimCall(line, code.slice(expression.start, expression.end), claim.groups ?? {});
    edits.push({ start, end, text });
  }
}

function claimCall(line: number, expression: string, groups: Readonly<Record<string, string | undefined>>): string {
  const { value, digits, code, message } = groups;
  if (code !== undefined) return `claim.throws(${line}, () => (${expression}), '${code}', ${JSON.stringify(message)});`;
  if (digits !== undefined) return `claim.close(${line}, (${expression}), (${value}), ${digits});`;
  return `claim.equal(${line}, (${expression}), (${value}));`;
}

function importOf({ source, specifiers }: Import): ExampleImport {
  const exported = { ImportDefaultSpecifier: 'default', ImportNamespaceSpecifier: '*' } as Readonly<
    Record<string, string>
  >;
  const names = specifiers.map(
    ({ type, local, imported }) => [local.name, exported[type] ?? imported?.name ?? local.name] as const,
  );
  return { from: source.value, names };
}

function childrenOf(node: Node): Node[] {
  return Object.values(node)
    .flat()
    .filter((child): child is Node => typeof child === 'object' && child !== null && 'type' in child);
}
