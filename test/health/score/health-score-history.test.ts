import { type HealthModel, healthScore, healthScoreHistory, healthScores, healthSignals } from 'tenure';
import { describe, expect, test } from 'vitest';
import { keysOf, refusal } from '../../support/caught.ts';

const linear = { type: 'linear', worst: 0, best: 2 } as const;
const model: HealthModel = {
  signals: [
    { key: 'activeDays', weight: 1, normalise: linear },
    { key: 'openTickets', weight: 0, normalise: linear },
  ],
};
const data = {
  events: [
    { customerId: 'ada', at: '2026-02-10' },
    { customerId: 'ben', at: '2026-02-11' },
    { customerId: 'ada', at: '2026-02-12' },
  ],
  tickets: [{ customerId: 'ada', openedAt: '2026-02-09' }],
};

describe('the history of a score', () => {
  test('is the scores of each date', () => {
    const dates = ['2026-02-13', '2026-02-11', '2027-01-01'];
    const history = healthScoreHistory(data, model, { dates, windowDays: 7 });
    const expected = dates.flatMap((date) =>
      healthScores(healthSignals(data, date, { windowDays: 7 }), model).map((row) => ({
        at: new Date(`${date}T00:00:00Z`),
        ...row,
      })),
    );
    expect(history).toEqual(expected);
    expect(history.length).toBeGreaterThan(4);
    expect(healthScoreHistory(data, model, { dates: [] })).toEqual([]);
  });

  test.each<[object, string, string]>([
    [{}, 'INVALID_TYPE', 'options.dates'],
    [{ dates: ['yesterday'] }, 'INVALID_INSTANT', 'options.dates[0]'],
    [{ dates: [], window: 7 }, 'UNKNOWN_KEY', 'options.window'],
  ])('%o is %s', (options, code, path) => {
    const bad = refusal(() => healthScoreHistory(data, model, options as { dates: string[] }));
    expect(bad).toMatchObject({ code, path: keysOf(path) });
  });
});

describe('a weight of 0', () => {
  test('is shown, and not counted', () => {
    const whole = healthScore({ activeDays: 1, openTickets: 2 }, model);
    expect(whole).toMatchObject({ score: 50, coverage: 1 });
    expect(whole.contributions[1]).toEqual({
      ...{ key: 'openTickets', value: 2, points: 100, weight: 0, effectiveWeight: 0, contribution: 0 },
    });
    expect(healthScore({ activeDays: 1 }, model)).toMatchObject({ score: 50, coverage: 1 });
    expect(healthScore({ openTickets: 2 }, model)).toMatchObject({ score: null, coverage: 0 });
  });

  test('of all signals is refused, and so is one below 0', () => {
    const of = (weight: number) => ({ signals: [{ key: 'a', weight, normalise: linear }] });
    expect(refusal(() => healthScore({}, of(0)))).toMatchObject({
      code: 'INVALID_NUMBER',
      path: keysOf('model.signals'),
    });
    expect(refusal(() => healthScore({}, of(-1)))).toMatchObject({ path: keysOf('model.signals[0].weight') });
  });
});

describe('absent keys', () => {
  const rows = [
    { customerId: 'ada', values: { activeDays: 1 } },
    { customerId: 'ben', values: { openTickets: null } },
  ];

  test('of the model are refused where that is asked for', () => {
    expect(healthScores(rows, model, { absentKeys: 'refuse' })).toEqual(healthScores(rows, model));
    const misspelt = { ...model, signals: [...model.signals, { key: 'activDays', weight: 1, normalise: linear }] };
    expect(healthScores(rows, misspelt)[0]?.coverage).toBe(0.5);
    const bad = refusal(() => healthScores(rows, misspelt, { absentKeys: 'refuse' }));
    expect(bad).toMatchObject({ code: 'UNKNOWN_KEY', path: keysOf('model.signals[2].key') });
    expect(bad?.message).toContain('activeDays, openTickets');
    const capped = { ...model, caps: [{ when: { key: 'unpaid', op: '>', value: 0 } as const, max: 30 }] };
    expect(refusal(() => healthScores(rows, capped, { absentKeys: 'refuse' }))?.path).toEqual(
      keysOf('model.caps[0].when.key'),
    );
    expect(healthScores([], misspelt, { absentKeys: 'refuse' })).toEqual([]);
    expect(refusal(() => healthScores([], model, { absentKeys: 'no' as never }))?.code).toBe('INVALID_OPTION');
  });
});
