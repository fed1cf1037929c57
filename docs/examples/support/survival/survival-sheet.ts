import { say } from '../language/language.ts';
import { type AsOf, asOfText } from '../open/as-of.ts';
import { definitionFact, type LedgerRead, ledgerFacts } from '../page/ledger-facts.ts';
import type { Facts, Sheet, Table } from '../page/sheet.ts';
import { type SplitSurvival, splitSurvivalPicture, splitSurvivalTable } from './split-survival.ts';
import type { Study } from './study.ts';
import { survivalPicture } from './survival-picture.ts';
import { milestoneTable } from './survival-text.ts';

export interface SurvivalData extends LedgerRead {
  readonly study: Study;
  readonly groups: readonly Table[];
  readonly split: SplitSurvival | undefined;
  /** Whose lives these are. */
  readonly customers: string;
  readonly asOf: AsOf;
  readonly timeZone: string;
  readonly currency: string | null;
  readonly findings: readonly string[];
}

/** All that is to be said of how long customers stay. */
export function survivalSheet(data: SurvivalData): Sheet {
  const { study, groups, split, name, findings } = data;
  return {
    title: say('Customer survival'),
    subject: name,
    facts: factsOf(data),
    findings,
    pictures: [survivalPicture(study), ...(split === undefined ? [] : [splitSurvivalPicture(split)])],
    tables: [milestoneTable(study), ...(split === undefined ? [] : [splitSurvivalTable(split)]), ...groups],
  };
}

function factsOf(data: SurvivalData): Facts {
  const { customers, asOf, timeZone, currency } = data;
  return [
    ...ledgerFacts(data),
    [say('Customers'), customers],
    [say('As of'), asOfText(asOf)],
    [say('Time zone'), timeZone],
    [say('Currency'), currency ?? say('none named in the ledger')],
    definitionFact(
      data,
      say(
        'the defaults of the library: a life begins with the first payment and ends with the first churn; trials and free plans do not count; a pause is churn',
      ),
    ),
  ];
}
