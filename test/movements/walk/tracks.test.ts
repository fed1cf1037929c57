import { months, type Period, quarters, trailing } from 'tenure';
import { describe, expect, test } from 'vitest';
import { readPeriod } from '../../../src/calendar/period.ts';
import { kindCount } from '../../../src/movements/walk/kinds.ts';
import { layTracks } from '../../../src/movements/walk/tracks.ts';

const day = 86_400_000;
const lay = (periods: readonly Period[], instants: readonly string[] = []) =>
  layTracks(
    periods.map((period) => readPeriod(period, 'period')),
    Float64Array.from(instants, (text) => Date.parse(text)),
  );

describe('periods are laid onto tracks', () => {
  test('all onto one where none overlap, in order of time whatever order they are asked for in', () => {
    const [jan, feb, mar, apr] = months('2026-01', '2026-04') as [Period, Period, Period, Period];
    const tracks = lay([mar, jan, apr, feb]);
    expect(tracks.map(({ positions }) => positions)).toEqual([[1, 3, 0, 2]]);
    expect(tracks[0]).toMatchObject({ segments: 9, longest: 31 * day });
  });

  test('and as few as it takes where they do: three for quarters that end with each month', () => {
    const quarterly = months('2025-03', '2026-02').map(({ end }) => trailing(3, 'month', end));
    const tracks = lay(quarterly);
    expect(tracks.map(({ positions }) => positions)).toEqual([
      [0, 3, 6, 9],
      [1, 4, 7, 10],
      [2, 5, 8, 11],
    ]);
    expect(tracks.map(({ longest }) => longest / day)).toEqual([92, 92, 92]);
  });

  test('the longest of a track is that of its own periods', () => {
    const tracks = lay([...quarters('2026-Q1', '2026-Q1'), ...months('2026-02', '2026-04')]);
    expect(tracks.map(({ positions, longest }) => [positions, longest / day])).toEqual([
      [[0, 3], 90],
      [[1, 2], 31],
    ]);
  });

  test('an instant falls into the period that it starts, and between two periods into a segment of its own', () => {
    const instants = ['2025-12-31', '2026-01-01', '2026-01-31T23:59:59.999Z', '2026-02-01', '2026-03-01', '2026-04-01'];
    const [jan, , mar] = months('2026-01', '2026-03') as [Period, Period, Period];
    const [track] = lay([jan, mar], instants);
    expect(Array.from(track?.slotOf ?? [], (slot) => slot / kindCount)).toEqual([0, 1, 1, 2, 3, 4]);
  });
});
