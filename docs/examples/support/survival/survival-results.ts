import { type CustomerDuration, customerDurations, ledger } from 'tenure';
import { findingsOf } from '../findings.ts';
import { blaming } from '../flags/blaming.ts';
import { InputError } from '../input-error.ts';
import type { LedgerBook } from '../open/ledger-book.ts';
import type { Results } from '../out/results.ts';
import { ledgerRead } from '../page/ledger-facts.ts';
import type { Table } from '../page/sheet.ts';
import type { LedgerRow } from '../read/ledger/ledger-row.ts';
import { checkSplit } from '../split.ts';
import { chooseContracts } from './contracts.ts';
import { type SplitSurvival, splitSurvival, splitSurvivalRows } from './split-survival.ts';
import { type Study, studyOf } from './study.ts';
import { summaryOf } from './summary.ts';
import type { SurvivalFlags } from './survival-flags.ts';
import { survivalRows } from './survival-rows.ts';
import { survivalSheet } from './survival-sheet.ts';
import { worthOf } from './worth.ts';

type Asked = Pick<
  SurvivalFlags,
  'confidence' | 'contracts' | 'discountRate' | 'horizon' | 'margin' | 'split' | 'timeZone'
>;

export interface SurvivalResults extends Results {
  /** Whose lives these are. */
  readonly customers: string;
  /** The rows of those customers. */
  readonly taken: readonly LedgerRow[];
  readonly lives: readonly CustomerDuration[];
  readonly study: Study;
  readonly groups: readonly Table[];
  readonly split: SplitSurvival | undefined;
}

/** How long the customers of a ledger stay, wherever it is shown. */
export function survivalResults(
  opened: LedgerBook,
  flags: Asked,
  findings = findingsOf(opened.source, opened.policy),
): SurvivalResults {
  const { source, known, asOf } = opened;
  const { timeZone, confidence, split: by } = flags;
  if (by !== undefined) checkSplit(by, source.rows);
  const chosen = chooseContracts(known, flags.contracts, timeZone);
  const book = chosen.rows === known ? opened.book : ledger(chosen.rows, opened.policy);
  const durations = blaming({ 'options.asOf': '--as-of' }, () =>
    customerDurations(book, { asOf: asOf.instant, unit: 'month' }),
  );
  if (durations.length === 0) throw new InputError(`no customer has paid before ${asOf.instant}`);
  const asked = { ...flags, asOf: asOf.instant };
  const study = studyOf(book, chosen.contract, durations, asked);
  const worth = worthOf(book, chosen.contract, study.outlook, asked);
  const groups = summaryOf(study, worth);
  const split =
    by === undefined ? undefined : splitSurvival(chosen.rows, durations, { split: by, confidence, timeZone });
  const sheet = survivalSheet({
    ...ledgerRead(source, opened.settings),
    customers: chosen.description,
    study,
    groups,
    split,
    asOf,
    timeZone,
    currency: worth.currency,
    findings,
  });
  const more = split === undefined ? {} : { [`by-${split.split}`]: splitSurvivalRows(split) };
  return {
    rows: survivalRows(study),
    more,
    sheet,
    customers: chosen.description,
    taken: chosen.rows,
    lives: durations,
    study,
    groups,
    split,
  };
}
