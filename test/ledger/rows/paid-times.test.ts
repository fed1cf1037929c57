import { involuntaryChurnRate, month, type Policy, type Subscription } from 'tenure';
import { describe, expect, test } from 'vitest';
import { zoneOf } from '../../../src/calendar/zone.ts';
import { ledgerRules } from '../../../src/ledger/policy/read-policy.ts';
import { ownEnd, type PaidTimes, paidTimes, unpaidEnd } from '../../../src/ledger/rows/paid-times.ts';

const row: Subscription = { customerId: 'ada', start: '2026-01-01', amount: 10, interval: 'month' };
const at = (date: string) => Date.parse(date);
const own = { start: at('2026-01-01'), end: at('2026-05-01') };

function spansOf(fields: Partial<Subscription>, policy: Policy = {}): PaidTimes['spans'] {
  return paidTimes({ ...row, ...fields }, own, ledgerRules(policy, zoneOf('UTC', 'zone')), 0).spans;
}

const pauseEnd = 1;

describe('the paid times of a row', () => {
  test('are not split by a pause of no length', () => {
    const never = { start: '2026-02-01', end: '2026-02-01' };
    expect(spansOf({ pauses: [never] })).toEqual([{ ...own, endedBy: ownEnd }]);
    expect(spansOf({ pauses: [never, { start: '2026-03-01' }] })).toEqual([
      { start: own.start, end: at('2026-03-01'), endedBy: pauseEnd },
    ]);
    expect(spansOf({ pauses: [never], pastDue: [{ start: '2026-02-01' }] }, { pastDueGraceDays: 0 })).toEqual([
      { start: own.start, end: at('2026-02-01'), endedBy: unpaidEnd },
    ]);
  });

  test('begin after a pause that begins with the row', () => {
    expect(spansOf({ pauses: [{ start: '2026-01-01', end: '2026-02-01' }] })).toEqual([
      { start: at('2026-02-01'), end: own.end, endedBy: ownEnd },
    ]);
    expect(spansOf({ pauses: [{ start: '2025-12-01', end: '2026-02-01' }] })).toHaveLength(1);
  });

  test('end by the pause, where a bill is unpaid from the same instant on', () => {
    const together = { pauses: [{ start: '2026-02-01' }], pastDue: [{ start: '2026-02-01' }] };
    const first = { start: own.start, end: at('2026-02-01'), endedBy: pauseEnd };
    expect(spansOf(together, { pastDueGraceDays: 0 })).toEqual([first]);
    expect(involuntaryChurnRate([{ ...row, ...together }], month('2026-02'), { pastDueGraceDays: 0 }).value).toBe(0);
  });

  test('end by whichever begins first, and by the row itself where nothing begins before it ends', () => {
    const fields = {
      pauses: [
        { start: '2026-04-01', end: '2026-04-15' },
        { start: '2026-02-10', end: '2026-02-20' },
        { start: '2026-05-01' },
      ],
      pastDue: [{ start: '2026-02-05', end: '2026-02-15' }],
    };
    expect(spansOf(fields, { pastDueGraceDays: 0 })).toEqual([
      { start: own.start, end: at('2026-02-05'), endedBy: unpaidEnd },
      { start: at('2026-02-20'), end: at('2026-04-01'), endedBy: pauseEnd },
      { start: at('2026-04-15'), end: own.end, endedBy: ownEnd },
    ]);
    expect(spansOf(fields, { pastDueGraceDays: 0, pauses: 'retain' })).toHaveLength(2);
  });
});
