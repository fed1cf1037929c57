import type * as z from 'zod';
import type { Option, Policy } from '../../ledger/query.ts';
import { instantInJson } from '../fields/shared-fields.ts';

type Json = z.core.JSONSchema.BaseSchema;

const wholeNumber: Json = { type: 'integer', minimum: 0 };
const daysOrNull: Json = { anyOf: [wholeNumber, { type: 'null' }] };
const rates: Json[] = [{ type: 'number', minimum: 0 }, { type: 'string' }];
const ratesByMonth: Json = { type: 'object', additionalProperties: { anyOf: rates } };

const inJson: { readonly [name in keyof Policy]?: Json } = {
  timeZone: { type: 'string' },
  asOf: { anyOf: instantInJson.anyOf ?? [] },
  pastDueGraceDays: daysOrNull,
  churnGraceDays: wholeNumber,
  reactivationWindowDays: daysOrNull,
  mergeWithinSeconds: wholeNumber,
  currency: { type: 'string', minLength: 1 },
  exchangeRates: { type: 'object', additionalProperties: { anyOf: [...rates, ratesByMonth] } },
  // A class of Decimals is nothing that JSON could hold.
  money: { type: 'string', enum: ['number', 'fraction'] },
};

const meanings: { readonly [name in keyof Policy]-?: string } = {
  timeZone:
    "The zone of dates without a time: an IANA name, or an offset such as +02:00. Default: the period's, or UTC.",
  asOf: 'When the data was taken; periods that end later are not complete. Default: the data is complete.',
  grain: 'What one line of a statement counts: the customer as a whole, or each of its subscriptions.',
  trials: "Whether a trial counts as paid; 'first': it counts as unpaid only before the first payment.",
  freePlans: 'Whether a row at MRR 0 counts as a customer.',
  pauses: 'Whether a pause is churn and its end a reactivation, or neither counts.',
  pastDueGraceDays: 'After how many days past due MRR falls to 0; null, the default: not before the end.',
  churnAt: 'Whether a cancellation counts when the service ends or when it is requested.',
  startAt: 'Whether a row counts from its start, or from when it was signed.',
  lastEnds:
    'Whether the latest end of a subscription, at or after asOf, is its end, or only the date up to which it is paid.',
  churnGraceDays: 'Gaps shorter than this many days are not churn.',
  reactivationWindowDays: 'A return after more than this many days is new; null, the default: always a reactivation.',
  weeksPerMonth: 'Weeks in a month.',
  daysPerMonth: 'Days in a month.',
  termLength: 'Whether the length of a term is measured in whole months, or in days.',
  amounts: "Whether amounts are in major units (49.99), whole numbers of the currency's minor unit (4999), or missing.",
  currency: 'The currency of the statements, and of rows that name none.',
  exchangeRates: 'Reporting units for one unit of each local currency, as one rate or by month (2026-03).',
  movements: "Whether a customer's changes in a period are netted into one movement, or each is booked.",
  mergeWithinSeconds: "With movements 'event': changes up to this many seconds after a first one are booked with it.",
  reactivation: 'Whether reactivated MRR adds to net revenue retention.',
  churnDenominator: 'What customer churn is divided by.',
  retentionMethod: 'Opening customers still there, or closing customers, over opening customers.',
  money: 'The form of amounts in statements.',
};

/** What an option decides, its default, and, where a reader of its own is asked, what it can be in JSON. */
export function optionInJson(name: keyof Policy, option: Option): Json {
  const isRead = 'read' in option;
  const standard = isRead ? option.standard : option[0];
  const hasDefault = standard !== undefined && standard !== null;
  const description = hasDefault ? `${meanings[name]} Default ${standard}.` : meanings[name];
  return { ...(isRead && inJson[name]), description };
}
