import {
  type CustomerEffortScore,
  customerEffortScore,
  customerSatisfactionScore,
  type FeedbackThemes,
  feedbackThemes,
  netPromoterScore,
  type Period,
  type SurveyResponse,
} from 'tenure';
import { InputError } from '../input-error.ts';
import { decimals, percent, type Value } from '../language/formats.ts';
import { say } from '../language/language.ts';
import type { SurveyKind } from '../read/read-answers.ts';

/** What is measured of answers, whatever was asked. */
export interface Measured {
  /** NPS, or the share of good answers in percent. */
  readonly score: Value;
  readonly lower: Value;
  readonly upper: Value;
  readonly responses: number;
  /** The mean answer. */
  readonly mean: Value;
}

type Segment = (answer: SurveyResponse) => string;
type OfSegment = Measured & { readonly key: string };

export interface Survey {
  readonly kind: SurveyKind;
  /** 'NPS'. */
  readonly name: string;
  /** What the score is of. */
  readonly definition: string;
  readonly valueTitle: string;
  /** Who is called good and bad in the words of the survey. */
  readonly good: string;
  readonly bad: string;
  readonly confidence: number;
  /** As the library takes them. */
  readonly options: object;
  readonly measure: (answers: readonly SurveyResponse[]) => Measured;
  readonly measurePeriods: (answers: readonly SurveyResponse[], period: readonly Period[]) => readonly Measured[];
  readonly measureSegments: (answers: readonly SurveyResponse[], by: Segment) => readonly OfSegment[];
  readonly themes: (answers: readonly SurveyResponse[]) => FeedbackThemes;
  readonly text: (score: Value) => string;
}

interface Asked {
  readonly scale: readonly [number, number] | undefined;
  /** The lowest score of a good answer. */
  readonly goodFrom: number | undefined;
  readonly confidence: number;
}

/** One of the three measures, and the themes told apart by the same scores. */
export function surveyOf(kind: SurveyKind, asked: Asked): Survey {
  return { nps: promoters, csat: satisfaction, ces: effort }[kind](asked);
}

function promoters({ scale, goodFrom, confidence }: Asked): Survey {
  const flag = scale === undefined ? '--good-from' : '--scale';
  if (scale !== undefined || goodFrom !== undefined) {
    throw new InputError(
      `${flag} is for --survey csat and ces: NPS is asked from 0 to 10, and its promoters answer 9 or 10`,
    );
  }
  const options = { confidence };
  return {
    kind: 'nps',
    name: 'NPS',
    get definition() {
      return say('percent of promoters (9, 10) less percent of detractors (0 to 6)');
    },
    get valueTitle() {
      return say('NPS (-100 to 100)');
    },
    get good() {
      return say('Promoters');
    },
    get bad() {
      return say('Detractors');
    },
    confidence,
    options,
    measure: (answers) => netPromoterScore(answers, options),
    measurePeriods: (answers, period) => netPromoterScore(answers, { ...options, period }),
    measureSegments: (answers, by) => netPromoterScore(answers, { ...options, by }),
    themes: (answers) => feedbackThemes(answers),
    text: (score) => (score === null ? '-' : decimals(score, 1)),
  };
}

function satisfaction(asked: Asked): Survey {
  const { scale, goodFrom } = withDefaults(asked, [1, 5], 4);
  const { confidence } = asked;
  const options = { scale, satisfiedFrom: goodFrom, confidence };
  return {
    ...shareOf(scale, goodFrom),
    kind: 'csat',
    name: 'CSAT',
    get definition() {
      return say('percent of answers from {good} on, of {from} to {to}', {
        good: goodFrom,
        from: scale[0],
        to: scale[1],
      });
    },
    get valueTitle() {
      return say('CSAT (% satisfied)');
    },
    get good() {
      return say('Satisfied');
    },
    get bad() {
      return say('Dissatisfied');
    },
    confidence,
    options,
    measure: (answers) => customerSatisfactionScore(answers, options),
    measurePeriods: (answers, period) => customerSatisfactionScore(answers, { ...options, period }),
    measureSegments: (answers, by) => customerSatisfactionScore(answers, { ...options, by }),
  };
}

function effort(asked: Asked): Survey {
  const { scale, goodFrom } = withDefaults(asked, [1, 7], 5);
  const { confidence } = asked;
  const options = { scale, agreeFrom: goodFrom, confidence };
  return {
    ...shareOf(scale, goodFrom),
    kind: 'ces',
    name: 'CES',
    get definition() {
      return say('percent who agree that it was easy, from {good} on, of {from} to {to}', {
        good: goodFrom,
        from: scale[0],
        to: scale[1],
      });
    },
    get valueTitle() {
      return say('CES (% who agree)');
    },
    get good() {
      return say('Agree');
    },
    get bad() {
      return say('Disagree');
    },
    confidence,
    options,
    measure: (answers) => measuredEffort(customerEffortScore(answers, options)),
    measurePeriods: (answers, period) => customerEffortScore(answers, { ...options, period }).map(measuredEffort),
    measureSegments: (answers, by) => customerEffortScore(answers, { ...options, by }).map(measuredEffort),
  };
}

const measuredEffort = <Found extends CustomerEffortScore>(found: Found) => ({
  ...found,
  score: found.share,
  mean: found.score,
});

type Scale = readonly [number, number];

function withDefaults({ scale, goodFrom }: Asked, usual: Scale, usualFrom: number) {
  if (scale !== undefined && goodFrom === undefined) {
    throw new InputError('--scale needs --good-from: the lowest score of a good answer');
  }
  return { scale: scale ?? usual, goodFrom: goodFrom ?? usualFrom };
}

/** As many scores count as bad as count as good, so that what lies between is neither. */
function shareOf(scale: Scale, goodFrom: number) {
  const negativeTo = Math.min(goodFrom - 1, scale[0] + scale[1] - goodFrom);
  return {
    themes: (answers: readonly SurveyResponse[]) =>
      feedbackThemes(answers, { scale, positiveFrom: goodFrom, negativeTo }),
    text: (score: Value) => (score === null ? '-' : percent(score / 100)),
  };
}
