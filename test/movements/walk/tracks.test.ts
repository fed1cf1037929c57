import { months, type Period, quarters, trailing } from 'tenure';
import { describe, expect, test } from 'vitest';
import { readPeriod } from '../../../src/calendar/period.ts';
import { kindCount } from '../../../src/movements/walk/kinds.ts';
import { layChains, layTracks, slotsOf, type Track } from '../../../src/movements/walk/tracks.ts';

const checked = (periods: readonly Period[]) => periods.map((period) => readPeriod(period, 'period'));
const epochs = (texts: readonly string[]) => Float64Array.from(texts, (text) => Date.parse(text));
const instants = ['2025-12-31', '2026-01-01', '2026-01-31T23:59:59.999Z', '2026-02-01', '2026-03-01', '2026-04-01'];
const tracksOf = (periods: readonly Period[]) => layTracks(checked(periods));
const chainsOf = (periods: readonly Period[], at: readonly string[] = []) => layChains(checked(periods), epochs(at));
const quartersByMonth = months('2025-03', '2026-02').map(({ end }) => trailing(3, 'month', end));

describe('periods are laid onto tracks', () => {
  test('all onto one where none overlap, in order of time whatever order they are asked for in', () => {
    const [jan, feb, mar, apr] = months('2026-01', '2026-04') as [Period, Period, Period, Period];
    const tracks = tracksOf([mar, jan, apr, feb]);
    expect(tracks.map(({ positions }) => positions)).toEqual([[1, 3, 0, 2]]);
    expect(tracks[0]?.segments).toBe(9);
  });

  test('and as few as it takes where they do: three for quarters that end with each month', () => {
    expect(tracksOf(quartersByMonth).map(({ positions }) => positions)).toEqual([
      [0, 3, 6, 9],
      [1, 4, 7, 10],
      [2, 5, 8, 11],
    ]);
  });

  test('an instant falls into the period that it starts, and between two periods into a segment of its own', () => {
    const [jan, , mar] = months('2026-01', '2026-03') as [Period, Period, Period];
    const [track] = tracksOf([jan, mar]) as [Track];
    const slots = slotsOf(track.bounds, epochs(instants));
    expect(Array.from(slots, (slot) => slot / kindCount)).toEqual([0, 1, 1, 2, 3, 4]);
  });
});

describe('periods are put into chains', () => {
  test('all into one where later ones neither begin nor end earlier', () => {
    const chains = chainsOf([...quartersByMonth].reverse());
    expect(chains.map(({ positions }) => positions)).toEqual([[11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0]]);
  });

  test('and those that lie within others into another', () => {
    const chains = chainsOf([...quarters('2026-Q1', '2026-Q1'), ...months('2026-01', '2026-04')]);
    expect(chains.map(({ positions }) => positions)).toEqual([[1, 0, 3, 4], [2]]);
  });

  test('of a chain those from `ended` up to `begun` hold an instant', () => {
    const [jan, feb] = months('2026-01', '2026-02') as [Period, Period];
    const [chain] = chainsOf([jan, trailing(2, 'month', feb.end), feb], instants);
    const holding = Array.from(chain?.begun ?? [], (begun, i) => [
      (chain?.ended[i] ?? 0) / kindCount,
      begun / kindCount,
    ]);
    expect(holding).toEqual([
      [0, 0],
      [0, 2],
      [0, 2],
      [1, 3],
      [3, 3],
      [3, 3],
    ]);
  });
});
