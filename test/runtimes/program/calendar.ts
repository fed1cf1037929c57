import { day, days, months, mrr, mrrMovements, type Period, quarters, trailing, weeks, years } from 'tenure';
import { outcome } from './outcome.ts';

/** Their clocks of these years are in every edition of the time-zone data; several change at midnight, skip days or change by half hours. */
const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/Havana',
  'America/Sao_Paulo',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Asia/Tehran',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Africa/Monrovia',
];

const aliases = [
  ['Asia/Kolkata', 'Asia/Calcutta'],
  ['Asia/Kathmandu', 'Asia/Katmandu'],
  ['America/New_York', 'US/Eastern'],
  ['UTC', 'Etc/UTC'],
  ['UTC', 'GMT'],
  ['Europe/Berlin', 'europe/berlin'],
];

const others = ['Europe/Paris', 'America/Toronto', 'Nowhere/City', '+02:00', ''];

export function calendarValues(): unknown {
  return {
    zones: zones.map(inZone),
    aliases: aliases.map(([a = '', b = '']) => inBoth(a, b)),
    others: others.map(inOther),
  };
}

function inZone(timeZone: string): unknown {
  const zone = { timeZone };
  const bounds = (periods: readonly Period[]) => periods.map(({ start, label }) => `${label} ${start.toISOString()}`);
  return {
    timeZone,
    days: bounds(days('2018-10-01', '2019-04-30', zone)),
    weeks: bounds(weeks('2020-W50', '2021-W05', zone)),
    months: bounds(months('1970-01', '2024-12', zone)),
    quarters: bounds(quarters('2011-Q1', '2012-Q1', zone)),
    years: bounds(years('1960', '2024', zone)),
    trailing: bounds([trailing(12, 'month', '2024-02-29T12:00:00Z', zone)]),
    skipped: outcome(() => day('2011-12-30', zone)),
  };
}

const rows = [{ customerId: 'ada', start: '2023-01-01', amount: 10, interval: 'month' }] as const;

/** A period of a zone under a policy that has another name of it. */
function inBoth(a: string, b: string): unknown {
  const periods = months('2024-01', '2024-03', { timeZone: a });
  return { a, b, statements: outcome(() => mrrMovements(rows, periods, { timeZone: b })) };
}

function inOther(timeZone: string): unknown {
  const berlin = months('2024-01', '2024-02', { timeZone: 'Europe/Berlin' });
  const closing = outcome(() => mrr(rows, '2023-01-01', { timeZone }));
  return { timeZone, closing, statements: outcome(() => mrrMovements(rows, berlin, { timeZone })) };
}
