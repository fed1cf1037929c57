import { mrrMovements, type RetentionCohorts, retentionCohorts } from 'tenure';
import { findingsOf } from '../findings.ts';
import { blaming } from '../flags/blaming.ts';
import { InputError } from '../input-error.ts';
import { periodText } from '../language/formats.ts';
import { say } from '../language/language.ts';
import type { LedgerBook } from '../open/ledger-book.ts';
import type { Results } from '../out/results.ts';
import { ledgerRead } from '../page/ledger-facts.ts';
import { periodTitleOf } from '../page/wording.ts';
import type { CohortFlags } from './cohort-flags.ts';
import { cohortSheet } from './cohort-sheet.ts';
import type { Triangle } from './triangle.ts';

type Asked = Pick<CohortFlags, 'ages' | 'by' | 'timeZone'>;

export interface CohortResults extends Results {
  readonly rows: RetentionCohorts['cells'];
  readonly triangle: Triangle;
  /** From which cohort to which. */
  readonly span: string;
}

/** The cohorts of a ledger, wherever they are shown. */
export function cohortResults(
  opened: LedgerBook,
  flags: Asked,
  findings = findingsOf(opened.source, opened.policy),
): CohortResults {
  const { book, source, asOf } = opened;
  const { by, ages, timeZone } = flags;
  const found = blaming({ 'options.asOf': '--as-of' }, () =>
    retentionCohorts(book, { asOf: asOf.instant, unit: by, ages }),
  );
  const [first, last] = [found.cohorts[0], found.cohorts.at(-1)];
  if (first === undefined || last === undefined) throw new InputError(`nobody has paid before ${asOf.instant}`);
  if (found.average.length === 0) {
    throw new InputError(`no ${by} of first payment has ended by ${asOf.instant}: there is no age to show yet`);
  }
  const triangle = { ...found, by, ages };
  const span = say('{step} of first payment, {first} to {last}', {
    step: periodTitleOf(by),
    first: periodText(first.cohort),
    last: periodText(last.cohort),
  });
  const { currency } = mrrMovements(book, first.period);
  const sheet = cohortSheet({ ...ledgerRead(source, opened.settings), triangle, asOf, timeZone, currency, findings });
  return { rows: found.cells, sheet, triangle, span };
}
