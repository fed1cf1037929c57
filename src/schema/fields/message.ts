import { isMetricsError, type MetricsError, reject, ruleOf } from '../../errors.ts';

/** Says what is wrong; `path` leads there from the row. */
export type Complain = (message: string, path: readonly PropertyKey[]) => void;

const placeholder = 'value';

/** What a rule of the library says, without the path, which zod keeps apart. */
export function messageOf(read: (path: string) => unknown): string {
  const error = errorOf(() => read(placeholder));
  return error === undefined ? 'must be something else' : ruleOf(error);
}

/** The message of a rule that is not kept, in the words of the library's own errors. */
export function complaint(rule: string, received: unknown): string {
  return messageOf((path) => reject('INVALID_TYPE', path, rule, received));
}

/** The `MetricsError` that reading a value throws, if it does. */
export function errorOf(read: () => unknown): MetricsError | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    if (isMetricsError(error)) return error;
    throw error;
  }
}
