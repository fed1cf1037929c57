import type { BillingInterval } from 'tenure';

export interface Interval {
  readonly interval: BillingInterval;
  readonly count: number;
}

const units: readonly (readonly [BillingInterval, number, RegExp])[] = [
  ['day', 1, /^(d|days?|daily|tage?|taglich|kalendertage?)$/],
  ['week', 1, /^(w|wk|weeks?|weekly|wochen?|wochentlich)$/],
  ['week', 2, /^(biweekly|fortnightly|fortnights?|14tagig|14taglich|zweiwochentlich)$/],
  ['month', 1, /^(m|mo|mon|mth|months?|monthly|monat|monate|monaten|monatlich|mtl)$/],
  ['month', 2, /^(bimonthly|zweimonatlich)$/],
  [
    'quarter',
    1,
    /^(q|qtr|quarters?|quarterly|quartal|quartale|quartalsweise|vierteljahr|vierteljahre|vierteljahrlich|dreimonatlich)$/,
  ],
  [
    'month',
    6,
    /^(halfyear|halfyears|halfyearly|semiannual|semiannually|semiyearly|biannual|biannually|halbjahr|halbjahre|halbjahrlich)$/,
  ],
  ['year', 1, /^(y|yr|years?|yearly|annual|annually|annum|pa|jahr|jahre|jahren|jahrlich)$/],
  ['year', 2, /^(biennial|biennially|zweijahrlich)$/],
  ['year', 3, /^(triennial|dreijahrlich)$/],
];

const isoUnits: Readonly<Record<string, BillingInterval>> = { D: 'day', W: 'week', M: 'month', Y: 'year' };
const numbers: Readonly<Record<string, number>> = {
  ein: 1,
  eine: 1,
  one: 1,
  zwei: 2,
  two: 2,
  drei: 3,
  three: 3,
  sechs: 6,
  six: 6,
  zwolf: 12,
  twelve: 12,
};

/** 'month', 'monatlich', '3 months', 'alle 3 Monate', 'P3M', 'per year'; undefined for what is none of these. */
export function intervalIn(text: string): Interval | undefined {
  // A file has few of them, and each many times.
  const found = known.has(text) ? known.get(text) : readInterval(text);
  if (known.size < mostKnown) known.set(text, found);
  return found;
}

const known = new Map<string, Interval | undefined>();
const mostKnown = 1000;

function readInterval(text: string): Interval | undefined {
  const [, isoCount, isoUnit] = /^P(\d+)([DWMY])$/i.exec(text) ?? [];
  if (isoUnit !== undefined) return timesOf(isoUnits[isoUnit.toUpperCase()] ?? 'month', Number(isoCount));
  const words = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/ä|a\u0308/g, 'a')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/jaehr/g, 'jahr')
    .replace(/woechent/g, 'wochent')
    .replace(/taeg/g, 'tag')
    .replace(/^(every|each|per|pro|je|jede[snr]?|alle|all|\/)\s*/, '')
    .trim();
  const [, count, name = ''] = /^(\d+|[a-z]+(?=[\s-]))?[\s-]*([a-z14.\s-]+)$/.exec(words) ?? [];
  const whole = unitOf(words);
  if (whole !== undefined) return whole;
  const times = count === undefined ? 1 : (numbers[count] ?? Number(count));
  const unit = unitOf(name);
  if (unit === undefined || !(times >= 1)) return undefined;
  return timesOf(unit.interval, unit.count * times);
}

function unitOf(words: string): Interval | undefined {
  const plain = words.replace(/[\s.-]/g, '');
  const [interval, count] = units.find(([, , pattern]) => pattern.test(plain)) ?? [];
  return interval === undefined || count === undefined ? undefined : { interval, count };
}

function timesOf(interval: BillingInterval, count: number): Interval {
  return { interval, count };
}

/** What to do about a word that is no interval. */
export function intervalCure(text: string): string {
  if (/einmal|one.?time|once|lifetime|lebenslang|unbefristet/i.test(text))
    return ' (paid once is not recurring: leave such rows out)';
  if (/^\d+$/.test(text)) return ` (of what? Write '${text} months')`;
  return '';
}
