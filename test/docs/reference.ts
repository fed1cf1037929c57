// What the types say about the function of a metric page: its signature, options and result, as Markdown.
import ts from 'typescript';
import { checker, entries, exportsOf, root } from './program.ts';

export const opening = '<!-- Written by `npm run api` from the types and doc comments in src. -->';
const closing = '<!-- End of what `npm run api` writes. -->';

/** Types that other pages describe, whose fields would crowd a table. */
const elsewhere = new Set([
  'SubscriptionSource',
  'Period',
  'MrrTerms',
  'CustomerTerms',
  'MrrGainsAndLosses',
  'HealthData',
  'HealthModel',
]);
const policyLink = '[policy](../concepts/policy.md)';

/** A page with the part from the types as it should be; placed above the first heading of a page without one. */
export function withReference(page: string, functionName: string): string {
  const part = `${opening}\n\n${reference(functionName)}\n\n${closing}\n\n`;
  const [start, end] = [page.indexOf(opening), page.indexOf(closing)];
  if (start >= 0 && end > start) return page.slice(0, start) + part + page.slice(end + closing.length).trimStart();
  const heading = page.indexOf('\n## ') + 1;
  return page.slice(0, heading) + part + page.slice(heading);
}

/** Rows of the part from the types in which a cell says nothing: a field without a comment, an option without its default. */
export function emptyCellsIn(page: string): string[] {
  const lines = page.slice(page.indexOf(opening), page.indexOf(closing)).split('\n');
  return lines.filter((line) => /^\|.*(?<!\\)\| +\|/.test(line));
}

function reference(functionName: string): string {
  const declarations = declarationsOf(functionName);
  const first = declarations[0] as ts.FunctionDeclaration;
  const seen = { lists: '', money: false };
  const signatures = compact(declarations.map((declaration) => signatureOf(declaration, seen)));
  const tags = ts.getJSDocTags(first);
  const parameters = tags
    .filter(ts.isJSDocParameterTag)
    .map((tag) => [`\`${tag.name.getText()}\``, textOf(tag.comment)]);
  const notes = [
    seen.lists && `${seen.lists} gives a list of results in the same order.`,
    seen.money && 'With `money`, amounts are Decimals or fractions; see [exactness](../concepts/exactness.md).',
  ];
  const sections = [
    '## Signature',
    ['```typescript', ...signatures.map(print), '```'].join('\n'),
    notes.filter(Boolean).join(' '),
    table(['Parameter', 'Meaning'], parameters),
    ...optionSections(declarations.flatMap(({ parameters: given }) => [...given])),
    '## Result',
    textOf(tags.find(ts.isJSDocReturnTag)?.comment),
    ...resultTables(declarations),
  ];
  return linked(sections.filter((section) => section !== '').join('\n\n'), functionName);
}

interface Signature {
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly isOptional: boolean; readonly type: string }[];
  readonly result: string;
}

function signatureOf(declaration: ts.FunctionDeclaration, seen: { lists: string; money: boolean }): Signature {
  const given = declaration.typeParameters ?? [];
  if (given.some(({ constraint }) => constraint?.getText() === 'At')) seen.lists = 'A list of instants and periods';
  if (given.some(({ name }) => name.text === 'P')) seen.lists ||= 'A list of periods';
  if (/\bMoneyOf\b/.test(declaration.type?.getText() ?? '')) seen.money = true;
  const parameters = declaration.parameters.map((parameter) => ({
    name: parameter.name.getText(),
    isOptional: parameter.questionToken !== undefined || parameter.initializer !== undefined,
    type: show(parameter.type),
  }));
  return { name: declaration.name?.text ?? '', parameters, result: show(declaration.type) };
}

/** An overload that only leaves out the last parameters of another one makes these optional. */
function compact(signatures: readonly Signature[]): Signature[] {
  const namesOf = ({ parameters }: Signature) => parameters.map(({ name, type }) => `${name}: ${type}`);
  const isPrefix = (short: Signature, long: Signature) =>
    short.parameters.length < long.parameters.length && namesOf(short).every((text, i) => namesOf(long)[i] === text);
  return signatures
    .filter((signature) => !signatures.some((other) => isPrefix(signature, other)))
    .map((signature) => {
      const least = signatures.filter((other) => isPrefix(other, signature)).map((other) => other.parameters.length);
      const required = Math.min(signature.parameters.length, ...least);
      const parameters = signature.parameters.map((given, i) =>
        i < required ? given : { ...given, isOptional: true },
      );
      return { ...signature, parameters };
    });
}

function print({ name, parameters, result }: Signature): string {
  const texts = parameters.map(({ name, isOptional, type }) => `${name}${isOptional ? '?' : ''}: ${type}`);
  const line = `${name}(${texts.join(', ')}): ${result}`;
  return line.length <= 110 ? line : `${name}(\n${texts.map((text) => `  ${text},\n`).join('')}): ${result}`;
}

/** The fields of object parameters, under the name of the parameter; of one with several forms, form by form. */
function optionSections(parameters: readonly ts.ParameterDeclaration[]): string[] {
  const sections = new Map<string, { forms: Map<string, FieldsOfForm>; hasPolicy: boolean }>();
  for (const parameter of parameters) {
    const name = parameter.name.getText();
    const heading = name === 'policy' ? 'Options' : `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    for (const { form, fields } of formsOf(parameter)) {
      const section = sections.get(heading) ?? { forms: new Map<string, FieldsOfForm>(), hasPolicy: false };
      sections.set(heading, section);
      const { rows, times } = section.forms.get(form) ?? { rows: new Map(), times: [] };
      section.forms.set(form, { rows, times: [...times, fields.map((field) => field.name)] });
      const isPolicy = policyNames.every((option) => fields.some((field) => field.name === option));
      section.hasPolicy ||= isPolicy;
      for (const field of fields) {
        if (!isPolicy || !policyNames.includes(field.name)) rows.set(field.name, optionRow(field));
      }
    }
  }
  return [...sections].flatMap(([heading, { forms, hasPolicy }]) => {
    const isOther = [...forms.values()].some(({ rows }) => rows.size > 0);
    return [
      `## ${heading}`,
      ...[...forms].flatMap(([form, fields]) => [
        form === '' ? '' : `### ${form}`,
        table([heading === 'Options' ? 'Option' : 'Field', 'Type', 'Default', 'Meaning'], rowsOf(fields)),
      ]),
      hasPolicy
        ? `Every ${isOther ? 'other ' : ''}option of the ${policyLink}${isOther ? ' is accepted too' : ''}.`
        : '',
    ];
  });
}

/** The rows of a table by field, and the fields that each overload has. */
interface FieldsOfForm {
  readonly rows: Map<string, string[]>;
  readonly times: readonly (readonly string[])[];
}

/** What one overload needs and another one does not have is not required. */
function rowsOf({ rows, times }: FieldsOfForm): string[][] {
  return [...rows].map(([name, [field = '', type = '', standard = '', meaning = '']]) => {
    const isEverywhere = times.every((fields) => fields.includes(name));
    return [field, type, isEverywhere || standard !== 'required' ? standard : 'in one overload', meaning];
  });
}

/** The fields of an object parameter, for each type of a union under its name. */
function formsOf({ type: node }: ts.ParameterDeclaration): { form: string; fields: readonly ts.Symbol[] }[] {
  if (node === undefined || elsewhere.has(nameOf(node))) return [];
  const nodes = ts.isUnionTypeNode(node) ? [...node.types] : [node];
  const types = nodes.map((part) => checker.getNonNullableType(checker.getTypeFromTypeNode(part)));
  if (!types.every(isPlain)) return [];
  const forms = types.map((type, i) => ({
    form: types.length === 1 ? '' : nameOf(nodes[i] as ts.TypeNode),
    fields: policyInOrder(unique(type.getProperties().filter(isGiven))),
  }));
  return forms.filter(({ fields }) => fields.length > 0);
}

/** A type made of the keys of another one has them in an order that hangs on what was compiled before. */
function policyInOrder(fields: readonly ts.Symbol[]): ts.Symbol[] {
  const isOfPolicy = ({ name }: ts.Symbol) => policyNames.includes(name);
  const options = fields.filter(isOfPolicy).sort((a, b) => policyNames.indexOf(a.name) - policyNames.indexOf(b.name));
  return fields.map((field) => (isOfPolicy(field) ? (options.shift() as ts.Symbol) : field));
}

function optionRow(field: ts.Symbol): string[] {
  const { meaning, standard } = splitDefault(docOf(field));
  const isOptional = (field.flags & ts.SymbolFlags.Optional) !== 0;
  return [`\`${field.name}\``, typeOf(field), isOptional ? standard : 'required', meaning];
}

/** A doc comment says 'Default 0.', 'Default: the period.' or 'Default 1: revenue, not profit.'. */
function splitDefault(text: string): { meaning: string; standard: string } {
  const [, before = '', given, after = ''] = /^(.*?)(?:^|(?<=\. ))Default:? (.*?)\.(?= |$)(.*)$/.exec(text) ?? [];
  if (given === undefined) return { meaning: text, standard: '' };
  const [, code, reason = ''] = /^('[^']*'|-?[\d.]+|null|\[[^\]]*\])(?:[:,] (.*))?$/.exec(given) ?? [];
  const standard = code === undefined ? given : `\`${code}\`${reason && `: ${reason}`}`;
  return { meaning: `${before.trim()} ${after.trim()}`.trim(), standard };
}

/** The fields of the result, and of the objects in them. */
function resultTables(declarations: readonly ts.FunctionDeclaration[]): string[] {
  const described = new Set<string>(elsewhere);
  const types = declarations.flatMap(({ type }) => (type === undefined ? [] : (resultOf(type) ?? [])));
  const tables: string[] = [];
  const describe = (all: readonly ts.Symbol[], heading: string) => {
    const fields = all.filter(isGiven);
    if (fields.length === 0) return;
    const rows = fields.map((field) => {
      const isMissing = (field.flags & ts.SymbolFlags.Optional) !== 0;
      return [`\`${field.name}\``, `${typeOf(field)}${isMissing ? ', or missing' : ''}`, docOf(field)];
    });
    tables.push(heading, table(['Field', 'Type', 'Meaning'], rows));
    for (const { name, own } of fields.flatMap(objectsOf)) {
      if (described.has(name)) continue;
      described.add(name);
      describe(own, `### ${name}`);
    }
  };
  for (const type of types) described.add(type.aliasSymbol?.name ?? type.symbol?.name ?? '');
  describe(unique(types.filter(isPlain).flatMap(inheritedFirst)), '');
  return tables;
}

/** Results have the fields of every kind before their own, but a key before all. */
function inheritedFirst(type: ts.Type): ts.Symbol[] {
  const own = type.symbol?.declarations ?? [];
  const rank = ({ name, declarations = [] }: ts.Symbol) => {
    if (name === 'key') return 0;
    return declarations.some((node) => own.includes(node.parent as ts.Declaration)) ? 2 : 1;
  };
  return [...type.getProperties()].sort((a, b) => rank(a) - rank(b));
}

/** The named objects that a field holds, alone or in a list. */
function objectsOf(field: ts.Symbol): { readonly name: string; readonly own: readonly ts.Symbol[] }[] {
  const node = field.declarations?.find(ts.isPropertySignature)?.type;
  const element = node === undefined ? undefined : elementOf(node);
  if (element === undefined || !ts.isTypeReferenceNode(element)) return [];
  const type = checker.getNonNullableType(checker.getTypeFromTypeNode(element));
  return isPlain(type) ? [{ name: nameOf(element), own: type.getProperties() }] : [];
}

function elementOf(node: ts.TypeNode): ts.TypeNode | undefined {
  if (ts.isTypeOperatorNode(node) || ts.isParenthesizedTypeNode(node)) return elementOf(node.type);
  if (ts.isArrayTypeNode(node)) return elementOf(node.elementType);
  if (ts.isUnionTypeNode(node))
    return node.types.map(elementOf).find((member) => member !== undefined && ts.isTypeReferenceNode(member));
  return node;
}

/** One result, of a list of them or of none. */
function resultOf(node: ts.TypeNode): ts.Type | undefined {
  if (ts.isArrayTypeNode(node)) return resultOf(node.elementType);
  if (ts.isTypeOperatorNode(node)) return resultOf(node.type);
  if (ts.isTypeReferenceNode(node)) {
    const inner = node.typeArguments?.[1];
    if (['PerPeriod', 'BySegment'].includes(nameOf(node)) && inner !== undefined) return resultOf(inner);
  }
  return checker.getNonNullableType(checker.getTypeFromTypeNode(node));
}

/** A type as a reader needs it: type parameters become what they stand for in most calls. */
function show(node: ts.Node | undefined): string {
  if (node === undefined) return '';
  if (ts.isParenthesizedTypeNode(node)) return `(${show(node.type)})`;
  if (ts.isTypeOperatorNode(node) && node.operator === ts.SyntaxKind.ReadonlyKeyword) return show(node.type);
  if (ts.isArrayTypeNode(node)) return `${show(node.elementType).replace(/^\(({.*})\)$/, '$1')}[]`;
  if (ts.isUnionTypeNode(node)) {
    return node.types
      .filter(({ kind }) => kind !== ts.SyntaxKind.UndefinedKeyword)
      .map(show)
      .join(' | ');
  }
  if (ts.isIntersectionTypeNode(node)) return node.types.map(show).join(' & ');
  if (ts.isTypeLiteralNode(node)) return `{ ${node.members.map(show).join('; ')} }`;
  if (ts.isPropertySignature(node)) return `${node.name.getText()}${node.questionToken ? '?' : ''}: ${show(node.type)}`;
  if (ts.isFunctionTypeNode(node)) {
    return `(${node.parameters.map((p) => `${p.name.getText()}: ${show(p.type)}`).join(', ')}) => ${show(node.type)}`;
  }
  if (ts.isIndexedAccessTypeNode(node) && ts.isLiteralTypeNode(node.indexType)) {
    const owner = checker.getTypeFromTypeNode(node.objectType);
    const field = owner.getProperty(node.indexType.getText().slice(1, -1));
    const [declaration] = field?.declarations?.filter(ts.isPropertySignature) ?? [];
    if (declaration !== undefined) return show(declaration.type);
  }
  if (!ts.isTypeReferenceNode(node)) return node.getText().replaceAll('readonly ', '').replaceAll(/\s+/g, ' ');
  const name = nameOf(node);
  const args = node.typeArguments ?? [];
  if (name === 'PerPeriod' || name === 'BySegment') return show(args[1]);
  if (name === 'MoneyOf') return 'number';
  if (name === 'KeyOf') return 'SegmentKey';
  const parameter = checker.getTypeFromTypeNode(node).symbol?.declarations?.find(ts.isTypeParameterDeclaration);
  if (parameter !== undefined && parameter.name.text === name) return ofParameter(parameter);
  const isNoise = (text: string) =>
    ['number', "'number'", 'Money', 'Subscription', 'SegmentKey', 'Period'].includes(text);
  const texts = args.map(show);
  return texts.every((text, i) => isNoise(text) || isParameter(args[i])) ? name : `${name}<${texts.join(', ')}>`;
}

function isParameter(node: ts.TypeNode | undefined): boolean {
  return node !== undefined && (checker.getTypeFromTypeNode(node).flags & ts.TypeFlags.TypeParameter) !== 0;
}

function ofParameter({ name, constraint, default: standard }: ts.TypeParameterDeclaration): string {
  const text = constraint?.getText() ?? '';
  if (text === 'At') return 'Instant | Period';
  if (name.text === 'P') return 'Period';
  if (name.text === 'Key') return 'SegmentKey';
  // A form of amounts, where one is asked for; amounts themselves are `MoneyOf` it.
  if (text === 'Money') return 'Money';
  if (name.text === 'M') return 'number';
  return constraint === undefined ? show(standard) || name.text : show(constraint);
}

/** The type of a field as code; a short choice of words is written out. */
function typeOf(field: ts.Symbol): string {
  const node = field.declarations?.filter(ts.isPropertySignature).at(-1)?.type;
  const words = node === undefined ? undefined : wordsOf(node);
  const isShort = words !== undefined && words.length <= 6;
  const type = checker.getTypeOfSymbol(field);
  const text = isShort ? words.join(' | ') : show(node) || checker.typeToString(type);
  // Of a type parameter that stands for null too, its own words say nothing.
  const isNull = type.isUnion() && type.types.some(({ flags }) => (flags & ts.TypeFlags.Null) !== 0);
  return `\`${isNull && !/\bnull\b/.test(text) ? `${text} | null` : text}\``;
}

/** The words of a choice, in the order of its declaration. */
function wordsOf(node: ts.TypeNode): string[] | undefined {
  if (node.kind === ts.SyntaxKind.UndefinedKeyword) return [];
  if (ts.isLiteralTypeNode(node)) return [node.getText()];
  if (ts.isUnionTypeNode(node)) {
    const words = node.types.map(wordsOf);
    return words.every((part) => part !== undefined) ? words.flat() : undefined;
  }
  if (!ts.isTypeReferenceNode(node)) return undefined;
  const named = checker.getSymbolAtLocation(node.typeName);
  const symbol = named !== undefined && named.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(named) : named;
  const alias = symbol?.declarations?.find(ts.isTypeAliasDeclaration);
  return alias === undefined || alias.typeParameters !== undefined ? undefined : wordsOf(alias.type);
}

function docOf(field: ts.Symbol): string {
  // A field that is narrowed has the comment of the narrower one.
  const [, ...narrowed] = field.declarations ?? [];
  const [comment] = narrowed.flatMap((node) => ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc));
  if (comment !== undefined) return textOf(comment.comment);
  return ts.displayPartsToString(field.getDocumentationComment(checker)).replaceAll(/\s+/g, ' ').trim();
}

function textOf(comment: string | ts.NodeArray<ts.JSDocComment> | undefined): string {
  return (ts.getTextOfJSDocComment(comment) ?? '').replace(/^- /, '').replaceAll(/\s+/g, ' ').trim();
}

/** An object with fields of its own, declared in src. */
function isPlain(type: ts.Type): boolean {
  if (type.isIntersection()) return type.types.every(isPlain);
  if ((type.flags & ts.TypeFlags.Object) === 0 || checker.isArrayType(type) || type.getCallSignatures().length > 0)
    return false;
  const places = type.getProperties().flatMap((field) => field.declarations ?? []);
  return places.length > 0 && places.every((node) => node.getSourceFile().fileName.startsWith(`${root}src/`));
}

/** Fields that are only there to refuse another shape have no value. */
function isGiven(field: ts.Symbol): boolean {
  const { flags } = checker.getNonNullableType(checker.getTypeOfSymbol(field));
  return (flags & ts.TypeFlags.Never) === 0;
}

function unique(fields: readonly ts.Symbol[]): ts.Symbol[] {
  return [...new Map(fields.map((field) => [field.name, field])).values()];
}

function nameOf(node: ts.TypeNode): string {
  return ts.isTypeReferenceNode(node) ? node.typeName.getText() : '';
}

/** A table as the formatter leaves it. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const used = head.map((_, column) => column).filter((column) => rows.some((row) => row[column] !== ''));
  const cells = [head, ...rows].map((row) => used.map((column) => (row[column] ?? '').replaceAll(/(?<!\\)\|/g, '\\|')));
  const widths = used.map((_, column) => Math.max(3, ...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) => `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  const [names = [], ...others] = cells.map(line);
  return [names, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...others].join('\n');
}

/** Names of other metrics lead to their pages. */
function linked(text: string, functionName: string): string {
  return text
    .split('\n')
    .map((line) => {
      if (line.startsWith('|') || line.startsWith('#')) return line;
      return line.replaceAll(/(?<!\[)`(\w+)`(?!\])/g, (code, name) =>
        name !== functionName && metrics.has(name) ? `[${code}](${metrics.get(name)})` : code,
      );
    })
    .join('\n');
}

const exported = exportsOf(entries[0] as string);
const policyNames = checker
  .getPropertiesOfType(checker.getDeclaredTypeOfSymbol(exported.get('Policy') as ts.Symbol))
  .map(({ name }) => name);
const pageOf = (name: string) => `${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.md`;
const metrics = new Map(
  [...exported.keys()]
    .filter((name) => ts.sys.fileExists(`${root}docs/metrics/${pageOf(name)}`))
    .map((name) => [name, pageOf(name)]),
);

/** The overloads of a function, or its only signature. */
function declarationsOf(functionName: string): ts.FunctionDeclaration[] {
  const symbol = exported.get(functionName);
  if (symbol === undefined) throw new Error(`${functionName} is not exported`);
  const all = (symbol.declarations ?? []).filter(ts.isFunctionDeclaration);
  return all.length === 1 ? all : all.filter(({ body }) => body === undefined);
}
