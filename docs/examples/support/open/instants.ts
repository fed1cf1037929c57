import { period } from 'tenure';

/** Behind every date that has a text. */
export const endOfTime = new Date(253_402_300_799_999);

/** Epoch milliseconds of dates and date-times, read by the library, and each text once. */
export function instants(timeZone: string): (text: string) => number {
  const known = new Map<string, number>();
  return (text) => {
    const instant = known.get(text) ?? period(text, endOfTime, { timeZone }).start.getTime();
    known.set(text, instant);
    return instant;
  };
}
