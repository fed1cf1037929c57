import { readdirSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';

/**
 * Of the ledger what turns instants into local days, or counts days. test/package/imports.test.ts holds the rest of src off the machine's
 * clock.
 */
const rooms = ['calendar', 'ledger/rows', 'ledger/levels'];
const others = ['ledger/open-until.test.ts'];
const withoutDays = /(?:price-list|common-denominator)\.test\.ts$/;

const files = [
  ...rooms.flatMap((room) => readdirSync(new URL(`../${room}`, import.meta.url)).map((name) => `${room}/${name}`)),
  ...others,
].filter((file) => file.endsWith('.test.ts') && !withoutDays.test(file));

/** What hangs on the machine's zone shows at once or never. */
const share = '0.1';

/**
 * The same tests once more on a machine of this zone. The query makes a module of its own of each file; what the file imports is there
 * already, so a zone costs little more than its tests.
 */
export function inZone(zone: string): void {
  const { TZ, PROPERTY_RUNS } = process.env;
  process.env.TZ = zone;
  process.env.PROPERTY_RUNS ??= share;
  afterAll(() => {
    process.env.TZ = TZ;
    if (PROPERTY_RUNS === undefined) delete process.env.PROPERTY_RUNS;
  });
  describe(`on a machine in ${zone}`, async () => {
    test('the machine is there', () => {
      expect(new Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(zone);
      expect(new Date(2026, 0, 1).getTime()).not.toBe(Date.UTC(2026, 0, 1));
    });
    for (const file of files) await import(/* @vite-ignore */ `../${file}?${zone}`);
  });
}
