// The public names and the fields of public types, and whether a doc comment says what they mean. Without one a cell of a page is empty, and an
// editor has nothing to show.
import ts from 'typescript';
import { checker, exportsOf, root } from './program.ts';

interface PublicName {
  /** Such as 'Ratio' or 'Ratio.value'. */
  readonly path: string;
  /** Such as 'src/ratio/ratio.ts:7'. */
  readonly place: string;
  readonly isDocumented: boolean;
}

type Field = ts.PropertySignature | ts.MethodSignature | ts.PropertyDeclaration;

export function publicNames(entries: readonly string[]): PublicName[] {
  const found = new Map<ts.Node, PublicName>();
  for (const [name, symbol] of entries.flatMap((entry) => [...exportsOf(entry)])) {
    for (const declaration of declarationsOf(symbol)) {
      found.set(declaration, { path: name, place: placeOf(declaration), isDocumented: hasComment(symbol) });
      for (const [field, path] of isDescribedElsewhere(symbol) ? [] : fieldsIn(declaration, name)) {
        found.set(field, { path, place: placeOf(field), isDocumented: isDocumented(field) });
      }
    }
  }
  return [...found.values()];
}

function placeOf(node: ts.Node): string {
  const file = node.getSourceFile();
  const { line } = file.getLineAndCharacterOfPosition(node.getStart());
  return `${file.fileName.replace(root, '')}:${line + 1}`;
}

function hasComment(symbol: ts.Symbol | undefined): boolean {
  return symbol !== undefined && symbol.getDocumentationComment(checker).length > 0;
}

/** In src; of a function with overloads nobody sees the one with the body. */
function declarationsOf({ declarations = [] }: ts.Symbol): ts.Node[] {
  return declarations.filter((node) => {
    const isHidden = declarations.length > 1 && ts.isFunctionDeclaration(node) && node.body !== undefined;
    return node.getSourceFile().fileName.startsWith(`${root}src/`) && !isHidden;
  });
}

/** Objects of Stripe lead to its own reference. */
function isDescribedElsewhere(symbol: ts.Symbol): boolean {
  return ts.displayPartsToString(symbol.getDocumentationComment(checker)).includes('https://docs.stripe.com/api/');
}

function fieldsIn(node: ts.Node, path: string): [field: Field, path: string][] {
  if (!isField(node)) return partsOf(node).flatMap((part) => fieldsIn(part, path));
  const name = node.name.getText();
  // A field that is only there for types, or to refuse another shape, has no value.
  if (/^[_[~']/.test(name) || isNever(node)) return [];
  const inner = `${path}.${name}`;
  return [[node, inner], ...partsOf(node).flatMap((part) => fieldsIn(part, inner))];
}

function isField(node: ts.Node): node is Field {
  return ts.isPropertySignature(node) || ts.isMethodSignature(node) || ts.isPropertyDeclaration(node);
}

function isNever(node: Field): boolean {
  return (checker.getNonNullableType(checker.getTypeAtLocation(node)).flags & ts.TypeFlags.Never) !== 0;
}

/** What a function gives is described by its @returns. */
function partsOf(node: ts.Node): readonly ts.Node[] {
  if (ts.isFunctionDeclaration(node)) return node.parameters;
  if (ts.isConditionalTypeNode(node)) return [node.trueType, node.falseType];
  if (ts.isMethodDeclaration(node) || ts.isConstructorDeclaration(node)) return [];
  const parts: ts.Node[] = [];
  ts.forEachChild(node, (part) => void parts.push(part));
  return parts;
}

/** By its own comment, by that of the type it comes from, or by that of another part of an intersection. */
function isDocumented(field: Field): boolean {
  let owner: ts.Node = field.parent;
  while (isCombined(owner.parent)) owner = owner.parent;
  const type = checker.getTypeAtLocation(owner);
  const known = (type.isUnion() ? type.types : [type]).map((form) => form.getProperty(field.name.getText()));
  return [checker.getSymbolAtLocation(field.name), ...known].some(hasComment);
}

function isCombined(node: ts.Node): boolean {
  return ts.isIntersectionTypeNode(node) || ts.isUnionTypeNode(node) || ts.isParenthesizedTypeNode(node);
}
