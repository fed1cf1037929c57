import { parseEvents } from 'tenure/schema';
import { InputError } from '../../input-error.ts';
import { type Numbers, numberStyles } from '../choices.ts';

export interface Money {
  readonly text: string;
  /** Of a sign or a code beside the number. */
  readonly currency: string | undefined;
}

const signs: Readonly<Record<string, string>> = {
  '€': 'EUR',
  '£': 'GBP',
  '¥': 'JPY',
  $: 'USD',
  US$: 'USD',
  Fr: 'CHF',
  'Fr.': 'CHF',
};
const moneyPattern =
  /^([-+(]*)\s*(US\$|[€£¥$]|[A-Z]{3}|Fr\.?)?\s*([-+(]*)\s*([\d.,'’\s\u00a0\u202f]*\d[.,]?)(?:[-–—]{1,2})?\s*(US\$|[€£¥$]|[A-Z]{3}|Euro|Fr\.?)?\s*(\)|-)?$/u;

const plainDecimal = /^\d+(?:[.,]\d+)*$/;

/** A number without the sign or code of its currency; '(5)' and '5-' are below zero. What is no number comes back as it is. */
export function moneyIn(cell: string): Money {
  if (plainDecimal.test(cell)) return { text: cell, currency: undefined };
  const [all, lead = '', before, inner = '', digits = '', after, tail] = moneyPattern.exec(cell) ?? [];
  if (all === undefined) return { text: cell, currency: undefined };
  const isBelow = /[-(]/.test(lead + inner) || tail === '-';
  const sign = before ?? (after === 'Euro' ? '€' : after);
  const currency = sign === undefined ? undefined : (signs[sign] ?? sign);
  return { text: `${isBelow ? '-' : ''}${digits.trim().replace(/[.,]$/, '')}`, currency };
}

const dollars = ['USD', 'AUD', 'CAD', 'NZD', 'SGD', 'HKD', 'MXN', 'BRL', 'ARS', 'CLP', 'COP', 'TWD'];

/** Whether an amount with a sign can be in a currency: the sign of the dollar is that of many. */
export function isSignOf(signed: string, code: string): boolean {
  if (signed === code) return true;
  if (signed === 'USD') return dollars.includes(code);
  return signed === 'JPY' && code === 'CNY';
}

/** The currency that a column name has in brackets or at its end: 'Preis (EUR)', 'Betrag in €'. */
export function currencyOfName(name: string): string | undefined {
  const [, inBrackets, atEnd] = /[([]\s*([€£¥$]|[A-Z]{3})\s*[)\]]$|\s(?:in\s+)?([€£¥$]|[A-Z]{3})$/.exec(name) ?? [];
  const sign = inBrackets ?? atEnd;
  if (sign === undefined || sign === 'UTC') return undefined;
  return signs[sign] ?? sign;
}

type Reading = ReadonlyMap<string, number>;

/** How the library reads texts that are numbers in a style. */
function readIn(style: Numbers, texts: readonly string[]): Reading {
  const zero = style === '1,234.56' ? /^0,\d{3}$/ : /^0\.\d{3}$/;
  const asked = texts.filter((text) => !zero.test(text));
  const at = '2000-01-01';
  const cells = asked.map((text) => ({ customerId: text, at, durationSeconds: text.replace(/^-/, '') }));
  const { rows } = parseEvents(cells, { numberFormat: style });
  return new Map(rows.map(({ customerId, durationSeconds }) => [String(customerId), durationSeconds ?? Number.NaN]));
}

/** Most numbers are plain, and tell by themselves how they are written; the library is asked about the others. */
const plainly: readonly (readonly [RegExp, readonly Numbers[]])[] = [
  [/^-?\d+$/, numberStyles],
  [/^-?\d+\.(?:\d{1,2}|\d{4,})$/, ['1,234.56']],
  [/^-?\d+,(?:\d{1,2}|\d{4,})$/, ['1.234,56']],
];

interface Readings {
  /** How many texts are numbers in each style. */
  readonly counts: Readonly<Record<Numbers, number>>;
  /** A text that the styles read differently, and how. */
  readonly differing: { readonly text: string; readonly point: number; readonly comma: number } | undefined;
  readonly isOfOneStyle: boolean;
}

function readingsOf(texts: readonly string[]): Readings {
  const counts = { '1,234.56': 0, '1.234,56': 0 };
  const odd: string[] = [];
  let ofOneStyle = 0;
  for (const text of texts) {
    const styles = plainly.find(([pattern]) => pattern.test(text))?.[1];
    if (styles === undefined) odd.push(text);
    else for (const style of styles) counts[style] += 1;
    if (styles?.length === 1) ofOneStyle += 1;
  }
  const [point, comma] = numberStyles.map((style) => readIn(style, odd)) as [Reading, Reading];
  counts['1,234.56'] += point.size;
  counts['1.234,56'] += comma.size;
  const text = odd.find((own) => point.has(own) && comma.has(own) && point.get(own) !== comma.get(own));
  const differing =
    text === undefined
      ? undefined
      : { text, point: point.get(text) ?? Number.NaN, comma: comma.get(text) ?? Number.NaN };
  return { counts, differing, isOfOneStyle: ofOneStyle > 0 || odd.some((own) => point.has(own) !== comma.has(own)) };
}

export interface NumberStyle {
  readonly style: Numbers;
  /** Whether it is worth saying: where decimals are behind a comma, or thousands apart. */
  readonly matters: boolean;
}

/** The style that reads most of the numbers of a file; where both read all, and differently, somebody has to say. */
export function numberStyleOf(file: string, texts: readonly string[], asked: Numbers | undefined): NumberStyle {
  const distinct = [...new Set(texts)].filter((text) => /\d/.test(text));
  const { counts, differing, isOfOneStyle } = readingsOf(distinct);
  const said = (style: Numbers): NumberStyle => {
    const isGrouped = () => distinct.some((text) => /\d[,'’\s]\d/.test(text));
    return { style, matters: style === '1.234,56' ? isOfOneStyle || differing !== undefined : isGrouped() };
  };
  if (asked !== undefined) return said(asked);
  if (counts['1,234.56'] !== counts['1.234,56']) {
    return said(counts['1,234.56'] > counts['1.234,56'] ? '1,234.56' : '1.234,56');
  }
  if (differing !== undefined && !isOfOneStyle) {
    const { text, point, comma } = differing;
    throw new InputError(
      `${file}: '${text}' can be ${point} or ${comma}, and no other number decides: add --numbers 1,234.56 or --numbers 1.234,56`,
    );
  }
  return said('1,234.56');
}
