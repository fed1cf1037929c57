/** A value as it would be written, with the keys of objects in one order, so that equal values have one text. */
export function shown(value: unknown, sorted = false): string {
  if (typeof value === 'string') return `'${value.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n')}'`;
  if (typeof value === 'bigint') return `${value}n`;
  if (Object.is(value, -0)) return '-0';
  if (typeof value === 'function') return `function ${value.name}`;
  if (typeof value !== 'object' || value === null) return String(value);
  if (value instanceof Date) return `new Date('${value.toISOString()}')`;
  if (Array.isArray(value)) return `[${value.map((item) => shown(item, sorted)).join(', ')}]`;
  if (ArrayBuffer.isView(value))
    return `${nameOf(value)}[${[...(value as unknown as Iterable<unknown>)].map((item) => shown(item)).join(', ')}]`;
  if (value instanceof Map || value instanceof Set) return `new ${nameOf(value)}(${shown([...value], sorted)})`;
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (nameOf(value) !== 'Object' && 'toJSON' in value) return `${nameOf(value)}(${shown(String(value))})`;
  const entries = Object.entries(value);
  if (sorted) entries.sort(([one], [other]) => (one < other ? -1 : 1));
  const fields = entries.map(([key, item]) => `${/^[\w$]+$/.test(key) ? key : shown(key)}: ${shown(item, sorted)}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

function nameOf(value: object): string {
  return value.constructor?.name ?? 'Object';
}
