import type { MetricsError } from 'tenure';

/** The path that the message of an error begins with. */
export function pathText({ path }: MetricsError): string {
  return path.map((key, place) => (typeof key === 'number' ? `[${key}]` : place === 0 ? key : `.${key}`)).join('');
}
