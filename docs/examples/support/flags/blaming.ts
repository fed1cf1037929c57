import { isMetricsError } from 'tenure';
import { InputError } from '../input-error.ts';
import { pathText } from './path-text.ts';

/** What a call of the library refuses about an option, under the name of the flag that it came from. */
export function blaming<Result>(flags: Readonly<Record<string, string>>, call: () => Result): Result {
  try {
    return call();
  } catch (error) {
    const flag = isMetricsError(error) ? flags[pathText(error)] : undefined;
    if (!isMetricsError(error) || flag === undefined) throw error;
    throw new InputError(`${flag}${error.message.slice(pathText(error).length)}`);
  }
}
