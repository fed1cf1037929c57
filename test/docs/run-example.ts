import { parse } from 'csv-parse/sync';
import { transformSync } from 'esbuild';
import * as tenure from 'tenure';
import * as events from 'tenure/events';
import * as schema from 'tenure/schema';
import * as stripe from 'tenure/stripe';
import ts from 'typescript';
import { expect } from 'vitest';
import { z } from 'zod';

/** Everything that an example can import, by where it comes from. */
export const modules: { readonly [specifier: string]: Readonly<Record<string, unknown>> } = {
  tenure,
  'tenure/events': events,
  'tenure/stripe': stripe,
  'tenure/schema': schema,
};
/** What stands beside tenure in the examples. */
const others: typeof modules = { 'csv-parse/sync': { parse }, zod: { z } };
const names: Readonly<Record<string, unknown>> = Object.assign({}, ...Object.values(others), ...Object.values(modules));

/** A comment behind an expression: `// => value`, `// => value (to 12 digits)`, `// throws CODE` or `// throws CODE: message`. */
const claimPattern =
  /^;?\s*\/\/ (?:=> (?<value>.+?)(?: \(to (?<digits>\d+) digits\))?|throws (?<code>[A-Z_]+)(?:: (?<message>.+))?)\s*$/m;
const anyClaim = /\/\/ (?:=>|throws) /g;

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Runs an example and checks each of its claims; a claim that was never reached fails as well. */
export function runExample(source: string): void {
  const { code, claims } = compile(source);
  const reached = new Set<number>();
  const run = new Function(...Object.keys(names), 'claim', `'use strict'; { ${code} }`);
  run(...Object.values(names), {
    equal(index: number, received: unknown, expected: unknown) {
      reached.add(index);
      expect(received).toStrictEqual(expected);
    },
    close(index: number, received: number, expected: number, digits: number) {
      reached.add(index);
      const tolerance = 0.5 * 10 ** (Math.floor(Math.log10(Math.abs(expected))) + 1 - digits);
      expect(Math.abs(received - expected), `${received} is not ${expected} to ${digits} digits`).toBeLessThanOrEqual(
        tolerance,
      );
    },
    throws(index: number, statement: () => unknown, code: string, message: string | undefined) {
      reached.add(index);
      const error = thrownBy(statement);
      if (!tenure.isMetricsError(error)) throw new Error(`no MetricsError: ${String(error)}`);
      expect(error.code).toBe(code);
      if (message !== undefined) expect(error.message).toBe(message);
    },
  });
  expect(
    [...reached].sort((a, b) => a - b),
    'claims reached',
  ).toEqual(Array.from({ length: claims }, (_, i) => i));
}

function thrownBy(statement: () => unknown): unknown {
  try {
    statement();
  } catch (error) {
    return error;
  }
  return 'nothing was thrown';
}

/** JavaScript in which each claim is a call, without imports and types. */
function compile(source: string): { code: string; claims: number } {
  const text = separated(source);
  const file = ts.createSourceFile('example.ts', text, ts.ScriptTarget.ES2022, true);
  const edits: Edit[] = [];
  let claims = 0;

  function visit(node: ts.Node): void {
    if (ts.isImportDeclaration(node)) {
      checkImport(node);
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
  return { code: transformSync(edited, { loader: 'ts', target: 'es2022' }).code, claims };
}

function claimCall(index: number, expression: string, groups: Record<string, string | undefined>): string {
  const { value, digits, code, message } = groups;
  if (code !== undefined) {
    return `claim.throws(${index}, () => (${expression}), '${code}', ${JSON.stringify(message)});`;
  }
  if (digits !== undefined) return `claim.close(${index}, (${expression}), (${value}), ${digits});`;
  return `claim.equal(${index}, (${expression}), (${value}));`;
}

/** Examples have no semicolons, so a line that starts with a bracket would continue the one before: unless that one is unfinished. */
function separated(source: string): string {
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

function checkImport({ moduleSpecifier, importClause }: ts.ImportDeclaration): void {
  const from = (moduleSpecifier as ts.StringLiteral).text;
  const module = modules[from] ?? others[from];
  if (module === undefined) throw new Error(`examples import from tenure and its entries, not from '${from}'`);
  const bindings = importClause?.namedBindings;
  if (bindings === undefined || !ts.isNamedImports(bindings)) throw new Error('examples import by name');
  for (const { name, isTypeOnly } of bindings.elements) {
    // Types leave no trace at run time; by convention they are the names that start with a capital.
    if (isTypeOnly || importClause?.phaseModifier !== undefined || /^[A-Z]/.test(name.text)) continue;
    if (!(name.text in module)) throw new Error(`${from} exports no ${name.text}`);
  }
}
