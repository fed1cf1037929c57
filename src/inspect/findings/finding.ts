import { instantText } from '../../calendar/open.ts';
import { isDate } from '../../errors.ts';
import type { RefusedRows } from './refusals.ts';

/** The kinds of findings. The page of each inspection lists the kinds that it looks for. */
export type FindingKind =
  | 'invalidRow'
  | 'mixedCurrencies'
  | 'unusedKey'
  | 'localMidnight'
  | 'implausibleDate'
  | 'openEndMarker'
  | 'inclusiveEnd'
  | 'snapshotRow'
  | 'duplicateRow'
  | 'minorAmount'
  | 'smallPercent'
  | 'untiedFailure'
  | 'otherScale'
  | 'currencySpelling'
  | 'overlap'
  | 'neverActive'
  | 'futureDate'
  | 'plannedEnd'
  | 'endWithoutRequest';

/** In the order of a report. */
const severities: { readonly [kind in FindingKind]: Finding['severity'] } = {
  invalidRow: 'error',
  mixedCurrencies: 'error',
  unusedKey: 'warning',
  localMidnight: 'warning',
  implausibleDate: 'warning',
  openEndMarker: 'warning',
  inclusiveEnd: 'warning',
  snapshotRow: 'warning',
  duplicateRow: 'warning',
  minorAmount: 'warning',
  smallPercent: 'warning',
  untiedFailure: 'warning',
  otherScale: 'warning',
  currencySpelling: 'note',
  overlap: 'note',
  neverActive: 'note',
  futureDate: 'note',
  plannedEnd: 'note',
  endWithoutRequest: 'note',
};

/** Rows to check, their effect on the numbers, and a remedy. All kinds have this shape. */
export interface Finding {
  /** The kind of the finding. Together with `field`, it is unique within an inspection. */
  readonly kind: FindingKind;
  /** 'error': nothing can be computed. 'warning': numbers are probably wrong. 'note': often correct, but it changes what numbers mean. */
  readonly severity: 'error' | 'warning' | 'note';
  /** The field or key concerned; null if whole rows are. */
  readonly field: string | null;
  /** The number of rows concerned. */
  readonly count: number;
  /** The finding, its effect on the numbers and the remedy, in whole sentences. */
  readonly message: string;
  /** The indices of the first rows concerned, up to five. */
  readonly examples: readonly number[];
  /**
   * The values found there, as text, each once, up to five; empty if whole rows are concerned. For `unusedKey`, the field that the key seems
   * to mean; for `localMidnight`, the zones whose midnight it is.
   */
  readonly values: readonly string[];
}

/** The readable rows, by place. */
export interface Places {
  readonly length: number;
  /** The place of each in the given array. */
  readonly index: ArrayLike<number>;
}

interface About {
  readonly field?: string;
  /** If it differs from that of the kind. */
  readonly severity?: Finding['severity'];
  readonly values?: readonly string[];
  /** The value found in a row, unless `values` are given. */
  readonly given?: (place: number) => unknown;
}

const mostExamples = 5;

/** Counts the places that `isFound` accepts; null without any. */
export function finding(
  kind: FindingKind,
  { index, length }: Places,
  isFound: (place: number) => boolean,
  message: string,
  { field, severity, values, given }: About = {},
): Finding | null {
  const examples: number[] = [];
  const found = new Set<string>(values?.slice(0, mostExamples));
  let count = 0;
  for (let place = 0; place < length; place += 1) {
    if (!isFound(place)) continue;
    count += 1;
    if (examples.length < mostExamples) examples.push(index[place] as number);
    if (given !== undefined && found.size < mostExamples) found.add(textOf(given(place)));
  }
  if (count === 0) return null;
  return {
    kind,
    severity: severity ?? severities[kind],
    field: field ?? null,
    count,
    message,
    examples,
    values: [...found],
  };
}

export function invalidRows({ indexes, refusals }: RefusedRows): Finding | null {
  const index = indexes;
  const message = `These rows are refused, and nothing is computed until they are corrected or left out. The first: ${refusals[0]?.message}.`;
  return finding('invalidRow', { index, length: index.length }, () => true, message);
}

const levels: readonly Finding['severity'][] = ['error', 'warning', 'note'];

/** Findings in the order of a report: most severe first. */
export function inOrder(findings: readonly (Finding | null)[]): Finding[] {
  const kinds = Object.keys(severities);
  return findings
    .filter((found) => found !== null)
    .sort(
      (a, b) =>
        levels.indexOf(a.severity) - levels.indexOf(b.severity) || kinds.indexOf(a.kind) - kinds.indexOf(b.kind),
    );
}

/** A value as given, for a reader. */
export function textOf(value: unknown): string {
  return isDate(value) ? value.toISOString() : (instantText(value) ?? String(value));
}

/** A list in words; `rest` counts the names not shown. */
export function listed(names: readonly string[], word = 'and'): string {
  const shown = names.slice(0, mostExamples);
  const more = names.length - shown.length;
  const parts = more > 0 ? [...shown, `${more} more`] : shown;
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} ${word} ${parts.at(-1)}`;
}
