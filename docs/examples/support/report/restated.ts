import type { LedgerComparison, Period } from 'tenure';
import { pointsPictures, restatementVerdict, wholeTables } from '../compare/compare-sheet.ts';
import { type Comparison, ofSnapshots } from '../compare/comparison.ts';
import { restatementWords } from '../compare/restatement.ts';
import { sideOf } from '../compare/sides.ts';
import { comparedSnapshots } from '../compare/snapshots.ts';
import { wayPicture } from '../compare/way-picture.ts';
import { restatementWording } from '../compare/wording.ts';
import type { Picture } from '../draw/picture.ts';
import { count, periodText } from '../language/formats.ts';
import { say } from '../language/language.ts';
import { instants } from '../open/instants.ts';
import type { LedgerBook } from '../open/ledger-book.ts';
import { ledgerRead } from '../page/ledger-facts.ts';
import type { Facts, Table } from '../page/sheet.ts';
import { stateOf } from '../page/wording.ts';
import type { LedgerRow } from '../read/ledger/ledger-row.ts';
import type { LedgerFile } from '../read/ledger/read-ledger.ts';

/** A period of the report by the rows that it was reported from, beside what they are now. */
export interface Restated {
  readonly comparison: Comparison;
  readonly words: readonly string[];
  /** The file of then. */
  readonly file: string;
  /** What may be wrong with the question. */
  readonly findings: readonly string[];
}

export function restatedPeriod(before: LedgerFile, opened: LedgerBook, period: Period): Restated {
  const compared: LedgerComparison = comparedSnapshots(before, opened, period);
  const file = ledgerRead(before).name;
  return {
    comparison: ofSnapshots(compared),
    words: restatementWords(compared),
    file,
    findings: tooEarly(before.rows, opened, period, file),
  };
}

/** A file from before the period makes all that is new in it look like a correction. */
function tooEarly(then: readonly LedgerRow[], { known, policy }: LedgerBook, period: Period, file: string): string[] {
  const { timeZone = 'UTC' } = policy;
  const epochOf = instants(timeZone);
  const [from, to] = [period.start.getTime(), period.end.getTime()];
  if (then.some(({ start }) => epochOf(start) >= from)) return [];
  const begun = known.filter(({ start }) => epochOf(start) >= from && epochOf(start) < to).length;
  if (begun === 0) return [];
  return [
    say(
      'No row of {file} begins in {period} or later, but rows of the ledger do ({count}): if the file was saved before {period} was over, what is new is taken for restated; --to ends the report earlier.',
      { file, period: periodText(period.label), count: count(begun) },
    ),
  ];
}

export function restatedFacts({ comparison, file }: Restated): Facts {
  return [
    [say('Reported from'), file],
    [say('Restatement'), `${stateOfComparison(comparison)}: ${restatementVerdict(comparison)}`],
  ];
}

/** None where nothing differs. */
export function restatedPictures({ comparison }: Restated): Picture[] {
  if (comparison.customers.length === 0) return [];
  const wording = restatementWording();
  return [wayPicture(comparison, comparison.a.currency, wording), ...pointsPictures(comparison, wording)];
}

export function restatedTables({ comparison }: Restated): Table[] {
  const side = sideOf('a', 'standard', []);
  const [bridge, ...causes] = wholeTables(comparison, { a: side, b: side }, restatementWording());
  if (bridge === undefined) return [];
  return [{ ...bridge, title: `${bridge.title}, ${stateOfComparison(comparison)}` }, ...causes];
}

function stateOfComparison({ a }: Comparison): string {
  return stateOf({ period: a.period.label, complete: a.complete });
}
