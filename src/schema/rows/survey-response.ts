import type * as z from 'zod';
import type { Zone } from '../../calendar/open.ts';
import { type SurveyResponse, type SurveyScale, surveyKinds } from '../../surveys/open.ts';
import { about, type Fields, optional, type RowInternals, type RowShape } from '../fields/field.ts';
import { anyText, choice, finiteNumber, texts, wholeNumber } from '../fields/plain-fields.ts';
import { id, instantField, type RowContext, rowContext } from '../fields/shared-fields.ts';
import { perZone, type RowKind, rowKind } from './row-kind.ts';

/** The schema of an answer to a survey. */
export interface SurveyResponseSchema extends z.ZodObject<RowShape<SurveyResponse>> {
  _zod: RowInternals<SurveyResponse>;
}

const largest = Number.MAX_SAFE_INTEGER;

function surveyResponseFields(context: RowContext, scale: SurveyScale | undefined): Fields<SurveyResponse> {
  const [lowest, highest] = scale ?? [-largest, largest];
  const rule = scale === undefined ? 'be a whole number' : `be a whole number from ${lowest} to ${highest}`;
  return {
    score: about('The answer, a whole number of the scale.', wholeNumber(lowest, highest, rule)),
    customerId: about('The customer that answered.', optional(id)),
    at: about('When the answer was given.', optional(instantField(context))),
    survey: about(
      'The question: how likely a recommendation is, how satisfied, how easy.',
      optional(choice(...surveyKinds)),
    ),
    segment: about('Yours: size, industry, country, channel.', optional(anyText)),
    weight: about('How much it counts.', optional(finiteNumber(0, Number.MAX_VALUE, 'be a finite number >= 0'))),
    themes: about('What the answer is about.', optional(texts)),
  };
}

const byScale = perZone(() => new Map<string, RowKind<SurveyResponse>>());

/** Without a scale a score is any whole number: each survey has a scale of its own. */
export function surveyResponseKind(zone: Zone, scale?: SurveyScale): RowKind<SurveyResponse> {
  const kinds = byScale(zone);
  const name = String(scale);
  const kind = kinds.get(name) ?? rowKind(surveyResponseFields(rowContext(zone), scale));
  kinds.set(name, kind);
  return kind;
}
