import { isMetricsError } from 'tenure';

/** JSON that hides nothing: what JSON has no word for is written as a text that says so. */
export function toText(value: unknown): string {
  return JSON.stringify(plain(value), null, 1);
}

function plain(value: unknown): unknown {
  if (typeof value === 'number') return Object.is(value, -0) || !Number.isFinite(value) ? `<${sign(value)}>` : value;
  if (value === undefined || typeof value === 'function' || typeof value === 'bigint') return `<${typeof value}>`;
  if (typeof value !== 'object' || value === null) return value;
  if (isMetricsError(value)) return { code: value.code, path: value.path, message: value.message };
  if (value instanceof Error) return { name: value.name };
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Map) return { map: [...value].map(plain) };
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return Array.from(value as ArrayLike<unknown>, plain);
  if ('toStringTag' in value) return { decimal: String(value) };
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part)]));
}

const sign = (value: number) => (Object.is(value, -0) ? '-0' : String(value));
