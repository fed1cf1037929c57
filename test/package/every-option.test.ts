import * as tenure from 'tenure';
import { describe, expect, test } from 'vitest';
import { keysOf, refusal } from '../support/caught.ts';
import { row } from '../support/row.ts';

const march = tenure.month('2026-03');
const rows = [row({})];

describe('options are checked also where a call would not need them', () => {
  test.each<[string, () => unknown, string, string]>([
    ['null options', () => tenure.renewalRate(rows, march, null as never), 'INVALID_TYPE', 'options'],
    ['null options', () => tenure.revenueRenewalRate(rows, march, null as never), 'INVALID_TYPE', 'options'],
    ['null options', () => tenure.trialConversionRate(rows, march, null as never), 'INVALID_TYPE', 'options'],
    ['due', () => tenure.renewalRate([], march, { due: 'both' as never }), 'INVALID_OPTION', 'options.due'],
    ['due', () => tenure.revenueRenewalRate([], march, { due: 1 as never }), 'INVALID_OPTION', 'options.due'],
    ['due', () => tenure.renewalRate([], [], { due: 'both' as never }), 'INVALID_OPTION', 'options.due'],
    ['by', () => tenure.renewalRate([], march, { by: 'plan' as never }), 'INVALID_TYPE', 'options.by'],
    ['by', () => tenure.revenueRenewalRate([], [], { by: 1 as never }), 'INVALID_TYPE', 'options.by'],
    ['by', () => tenure.trialConversionRate([], march, { by: null as never }), 'INVALID_TYPE', 'options.by'],
    ['by', () => tenure.retentionCohorts([], { asOf: 0, by: {} as never }), 'INVALID_TYPE', 'options.by'],
    [
      'causes',
      () => tenure.mrrMovementsByCustomer([], march, { causes: 'all' as never }),
      'INVALID_OPTION',
      'policy.causes',
    ],
    [
      'the length of terms',
      () => tenure.mrrMovementsByCustomer([], march, { termLength: '365' as never }),
      'INVALID_OPTION',
      'policy.termLength',
    ],
    [
      'the length of terms',
      () => tenure.retentionCohorts([], { asOf: 0, termLength: 'years' as never }),
      'INVALID_OPTION',
      'options.termLength',
    ],
    [
      'days of no length',
      () => tenure.convertRate(0, { from: { days: 0 }, to: 'month' }),
      'INVALID_NUMBER',
      'units.from.days',
    ],
    [
      'exchange rates',
      () => tenure.forecastMrr([], { from: '2026-01-01', periods: 1, exchangeRates: 5 as never }),
      'INVALID_TYPE',
      'options.exchangeRates',
    ],
    [
      'new business',
      () => tenure.forecastMrr([], { from: '2026-01-01', periods: 2, newBusiness: [1] }),
      'INVALID_TYPE',
      'options.newBusiness',
    ],
    [
      'simulations',
      () => tenure.backtestForecast([], { from: '2026-01-01', periods: 2, asOf: '2026-03-01', simulations: 1 }),
      'INVALID_NUMBER',
      'options.simulations',
    ],
    ['zone', () => tenure.netPromoterScore([], { timeZone: 'Mars' } as never), 'INVALID_TIME_ZONE', 'options.timeZone'],
    [
      'zone',
      () => tenure.customerSatisfactionScore([], { timeZone: 'Mars' } as never),
      'INVALID_TIME_ZONE',
      'options.timeZone',
    ],
    [
      'zone',
      () => tenure.customerEffortScore([], { version: 1, timeZone: 'Mars' } as never),
      'INVALID_TIME_ZONE',
      'options.timeZone',
    ],
    ['zone', () => tenure.feedbackThemes([], { timeZone: 'Mars' } as never), 'INVALID_TIME_ZONE', 'options.timeZone'],
    [
      'exchange rates',
      () => tenure.healthSignals({}, 0, { exchangeRates: 5 as never }),
      'INVALID_TYPE',
      'options.exchangeRates',
    ],
    [
      'exchange rates',
      () => tenure.earlyWarnings({}, [], 0, { exchangeRates: 5 as never }),
      'INVALID_TYPE',
      'options.exchangeRates',
    ],
    [
      'one of a',
      () => tenure.comparePolicies(rows, march, { timeZone: 'Mars' }, {}),
      'INVALID_TIME_ZONE',
      'a.timeZone',
    ],
    ['one of b', () => tenure.comparePolicies(rows, march, {}, { asOf: 'soon' }), 'INVALID_INSTANT', 'b.asOf'],
    [
      'one of b',
      () => tenure.comparePolicies(rows, march, {}, { exchangeRates: 5 as never }),
      'INVALID_TYPE',
      'b.exchangeRates',
    ],
    ['customers', () => tenure.closeBooks([], [], { customers: 1 as never }), 'INVALID_TYPE', 'options.customers'],
    [
      'form',
      () => tenure.checkAgainstClose(tenure.closeBooks([], []), [], { money: 1 as never }),
      'INVALID_OPTION',
      'options.money',
    ],
    ['by', () => tenure.explainChange('arpa', [], march, march, { by: 1 as never }), 'INVALID_TYPE', 'policy.by'],
    ['top', () => tenure.explainChange('arpa', [], march, march, { top: 0.5 }), 'INVALID_NUMBER', 'policy.top'],
    [
      'one of compareLedgers',
      () => tenure.compareLedgers([], [], [], { grain: 1 as never }),
      'INVALID_OPTION',
      'policy.grain',
    ],
    [
      'an own exchange rate',
      () => tenure.renewalRate(rows, march, { currency: 'EUR', exchangeRates: { EUR: 2 } }),
      'INVALID_AMOUNT',
      'options.exchangeRates.EUR',
    ],
  ])('%s: %s', (_, call, code, path) => {
    expect(refusal(call)).toMatchObject({ code, path: keysOf(path) });
  });
});
