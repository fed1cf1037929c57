import type { RefusedRows } from './rows.ts';

/** The findings of an inspection, in the order of a report. */
export type LedgerFindingKind =
  | 'invalidRow'
  | 'inclusiveEnd'
  | 'overlap'
  | 'neverActive'
  | 'mixedCurrencies'
  | 'futureStart'
  | 'duplicateRow';

/** Rows to look at, their effect on the numbers, and what to do about them. */
export interface LedgerFinding {
  readonly kind: LedgerFindingKind;
  /** How many rows it concerns. */
  readonly count: number;
  readonly message: string;
  /** The places of the first of them in the array, up to five. */
  readonly examples: readonly number[];
}

const mostExamples = 5;

/** Counts the places that `isFound`; `index` leads from them to the rows that were given. Null where there are none. */
export function finding(
  kind: LedgerFindingKind,
  message: string,
  index: Uint32Array,
  length: number,
  isFound: (place: number) => boolean,
): LedgerFinding | null {
  const examples: number[] = [];
  let count = 0;
  for (let place = 0; place < length; place += 1) {
    if (!isFound(place)) continue;
    count += 1;
    if (examples.length < mostExamples) examples.push(index[place] as number);
  }
  return count === 0 ? null : { kind, count, message, examples };
}

export function invalidRows({ indexes, refusals }: RefusedRows): LedgerFinding | null {
  const [first] = refusals;
  if (first === undefined) return null;
  const message = `\`ledger\` refuses these rows, and computes nothing until they are corrected or left out. The first: ${first.message}.`;
  return { kind: 'invalidRow', count: indexes.length, message, examples: indexes.slice(0, mostExamples) };
}

/** `main` is the currency that the others cannot be added to. */
export function mixedCurrenciesMessage(main: string | null, others: readonly (string | null)[]): string {
  const shown = others.slice(0, mostExamples).map(named);
  const rest = others.length - shown.length;
  const list = [...shown, ...(rest > 0 ? [`${rest} more`] : [])].join(', ');
  return `These rows are in ${list}; their amounts cannot be added to those in ${named(main)}. Give \`exchangeRates\` and the \`currency\` of the statements, or make one ledger per currency.`;
}

function named(currency: string | null): string {
  return currency ?? 'no currency';
}

export const messages = {
  inclusiveEnd:
    'These rows end just before midnight, or at most a day before the next row of their subscription or customer, as if `end` were still part of them. `end` is exclusive, so a gap counts as churn and a return, and the last day is not paid. Move `end` to the start of the next day when reading the file, or fill short gaps with `churnGraceDays`.',
  overlap:
    'These rows of one subscriptionId run at the same time, so their amounts add up. That is right for add-ons; if a row replaces an earlier one, MRR is too high unless the earlier one ends at its start.',
  neverActive:
    'These rows are never paid (they end as they start, or a trial, pause, unpaid bill or cancellation covers all of their time), so they add no MRR and no customer. Check their dates, or count them with the options `trials`, `pauses`, `pastDueGraceDays` or `churnAt`.',
  futureStart:
    'These rows start at or after `asOf`, when the data was taken: they are plans, and count only in periods that are not complete. Leave them out, or correct `asOf`.',
  duplicateRow:
    'These rows repeat an earlier one (customer, subscription, start, end and price), so its amount counts again. Leave them out, unless the customer really pays more than once.',
} as const;
