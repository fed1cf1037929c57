import { say } from '../language/language.ts';
import { type AsOf, asOfText } from '../open/as-of.ts';
import type { Facts, Sheet } from '../page/sheet.ts';
import { atRiskTable } from './at-risk.ts';
import { bandsPicture } from './bands-picture.ts';
import { calibrationPicture } from './calibration-picture.ts';
import type { HealthStudy } from './health-study.ts';
import { bandTable, monthTable, weightTable } from './health-text.ts';
import { weightsVerdict } from './health-wording.ts';

export interface HealthSheetData {
  readonly name: string;
  readonly facts: Facts;
  readonly asOf: AsOf;
  readonly study: HealthStudy;
  readonly findings: readonly string[];
}

const shownAtRisk = 50;

/** All that is to be said of scores and how they did. */
export function healthSheet({ name, facts, asOf, study, findings }: HealthSheetData): Sheet {
  const weights = weightTable(study);
  return {
    title: say('Customer health'),
    subject: name,
    facts: [
      ...facts,
      [say('As of'), asOfText(asOf)],
      [say('Time zone'), study.timeZone],
      [
        say('Horizon'),
        say('{days} days from the first day of a month; left: without MRR at any time within them', {
          days: study.horizonDays,
        }),
      ],
      ...(weights === undefined ? [[say('Weights'), weightsVerdict(study).join(' ')] as const] : []),
    ],
    findings,
    pictures: [bandsPicture(study), calibrationPicture(study)],
    tables: [
      atRiskTable(study.atRisk, shownAtRisk),
      bandTable(study),
      ...(weights === undefined ? [] : [weights]),
      monthTable(study),
    ],
  };
}
