import { isMetricsError, type MetricsError } from 'tenure';

/** What an action throws, or what it returns: an error that never came is then seen for what it is. */
export function caught(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    return error;
  }
}

/** The `MetricsError` that an action throws; undefined when it throws nothing, and any other error goes on. */
export function refusal(action: () => unknown): MetricsError | undefined {
  try {
    action();
  } catch (error) {
    if (isMetricsError(error)) return error;
    throw error;
  }
  return undefined;
}

/** The path of an error from its text: `rows[17].amount` is ['rows', 17, 'amount']. */
export function keysOf(text: string): (string | number)[] {
  const steps = text.matchAll(/\[(\d+)\]|\['([^']*)'\]|([^.[]+)/g);
  return [...steps].map(([, index, quoted, name]) =>
    index === undefined ? ((quoted ?? name) as string) : Number(index),
  );
}
