import { period } from 'tenure';

/** Epoch milliseconds of dates and date-times, read by the library, and each text once. */
export function instants(timeZone: string): (text: string) => number {
  const known = new Map<string, number>();
  return (text) => {
    const instant = known.get(text) ?? period(text, '9999-12-31', { timeZone }).start.getTime();
    known.set(text, instant);
    return instant;
  };
}
