import type * as z from 'zod';
import type { Zone } from '../../calendar/open.ts';
import { type SurveyResponse, type SurveyScale, surveyKinds } from '../../surveys/open.ts';
import { type Fields, optional, type RowInternals, type RowShape } from '../fields/field.ts';
import { anyText, choice, texts, wholeNumber } from '../fields/plain-fields.ts';
import { id, instantField, type RowContext, rowContext } from '../fields/shared-fields.ts';
import { perZone, type RowKind, rowKind } from './row-kind.ts';

export interface SurveyResponseSchema extends z.ZodObject<RowShape<SurveyResponse>> {
  _zod: RowInternals<SurveyResponse>;
}

const largest = Number.MAX_SAFE_INTEGER;

function surveyResponseFields(context: RowContext, scale: SurveyScale | undefined): Fields<SurveyResponse> {
  const [lowest, highest] = scale ?? [-largest, largest];
  const rule = scale === undefined ? 'be a whole number' : `be a whole number from ${lowest} to ${highest}`;
  return {
    score: wholeNumber(lowest, highest, rule),
    customerId: optional(id),
    at: optional(instantField(context)),
    survey: optional(choice(...surveyKinds)),
    segment: optional(anyText),
    themes: optional(texts),
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
