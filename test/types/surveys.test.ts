import {
  type CustomerEffortScore,
  type CustomerSatisfactionScore,
  customerEffortScore,
  customerSatisfactionScore,
  feedbackThemes,
  latestPerCustomer,
  month,
  months,
  type NetPromoterScore,
  netPromoterScore,
  type Period,
  type Ratio,
  referralRate,
  type SurveyResponse,
  surveyByPeriod,
  surveyBySegment,
} from 'tenure';
import { expectTypeOf, test } from 'vitest';

const responses: SurveyResponse[] = [];
const spring = months('2026-03', '2026-05');

test('answers come as numbers, as objects, read-only or not, or as counts', () => {
  const frozen: readonly { readonly score: number; readonly own: string }[] = [];
  expectTypeOf(netPromoterScore([9, 10])).toEqualTypeOf<NetPromoterScore>();
  expectTypeOf(netPromoterScore(responses)).toEqualTypeOf<NetPromoterScore>();
  expectTypeOf(netPromoterScore(frozen)).toEqualTypeOf<NetPromoterScore>();
  expectTypeOf(netPromoterScore({ 9: 4, 0: 1 })).toEqualTypeOf<NetPromoterScore>();
  expectTypeOf(netPromoterScore({ promoters: 1, passives: 1, detractors: 1 })).toEqualTypeOf<NetPromoterScore>();
  expectTypeOf(
    customerSatisfactionScore({ 5: 1 }, { scale: [1, 7], satisfiedFrom: 6 }),
  ).toEqualTypeOf<CustomerSatisfactionScore>();
  expectTypeOf(
    customerSatisfactionScore(customerSatisfactionScore([5]).distribution),
  ).toEqualTypeOf<CustomerSatisfactionScore>();
  expectTypeOf(customerEffortScore({ disagree: 1, neutral: 1, agree: 1 })).toEqualTypeOf<CustomerEffortScore>();
  expectTypeOf<NetPromoterScore['score']>().toEqualTypeOf<number | null>();
});

test('the parts of a survey have what was measured of them', () => {
  const byPeriod = surveyByPeriod(responses, spring, netPromoterScore);
  expectTypeOf(byPeriod).toEqualTypeOf<({ readonly period: Period } & NetPromoterScore)[]>();
  const effort = surveyByPeriod(responses, spring, (part) => customerEffortScore(part, { version: 1 }));
  expectTypeOf(effort[0]?.share).toEqualTypeOf<number | null | undefined>();
  expectTypeOf(surveyByPeriod(responses, spring, feedbackThemes)[0]?.themes.length).toEqualTypeOf<number | undefined>();
  const bySegment = surveyBySegment(responses, (response) => response.segment, customerSatisfactionScore);
  expectTypeOf(bySegment).toEqualTypeOf<Map<string | undefined, CustomerSatisfactionScore>>();
  expectTypeOf(surveyBySegment([9], (score) => score > 8, netPromoterScore)).toEqualTypeOf<
    Map<boolean, NetPromoterScore>
  >();
});

test('the latest answers can be measured in any way, also in parts', () => {
  const measureOnly = () => latestPerCustomer(responses, netPromoterScore, { timeZone: 'Europe/Berlin' });
  expectTypeOf(measureOnly).returns.toEqualTypeOf<NetPromoterScore>();
  const rows = () => latestPerCustomer([{ customerId: 'ada', score: 9, at: 0, own: 1 }], (latest) => latest);
  expectTypeOf(rows).returns.toEqualTypeOf<readonly { customerId: string; score: number; at: number; own: number }[]>();
  const series = () => surveyByPeriod(responses, spring, (part) => latestPerCustomer(part, customerSatisfactionScore));
  expectTypeOf(series).returns.toEqualTypeOf<({ readonly period: Period } & CustomerSatisfactionScore)[]>();
});

test('a side of the referral rate is null for certain where its terms are not given', () => {
  const customers = { customers: 5, referrers: 1 };
  const won = { newCustomers: 5, newCustomersByReferral: 1 };
  expectTypeOf(referralRate({ ...customers, ...won }).referred).toEqualTypeOf<Ratio>();
  expectTypeOf(referralRate(customers).referring).toEqualTypeOf<Ratio>();
  expectTypeOf(referralRate(customers).referred).toEqualTypeOf<null>();
  expectTypeOf(referralRate(won).referring).toEqualTypeOf<null>();
});

test('what throws at run time does not compile where a type can tell', () => {
  const refused = () => {
    // @ts-expect-error texts are no answers
    netPromoterScore(['9', '10']);
    // @ts-expect-error a group is missing
    netPromoterScore({ promoters: 1, detractors: 1 });
    // @ts-expect-error the groups of another survey
    customerSatisfactionScore({ promoters: 1, passives: 1, detractors: 1 });
    // @ts-expect-error a misspelt option
    netPromoterScore([9], { confidance: 0.9 });
    // @ts-expect-error NPS has one scale
    netPromoterScore([9], { scale: [0, 10] });
    // @ts-expect-error a version has its scale
    customerEffortScore([9], { version: 2, scale: [1, 7] });
    // @ts-expect-error there is no third version
    customerEffortScore([9], { version: 3 });
    // @ts-expect-error a scale has two ends
    customerSatisfactionScore([9], { scale: [1, 5, 7], satisfiedFrom: 4 });
    // @ts-expect-error numbers have no date
    surveyByPeriod([9], spring, netPromoterScore);
    // @ts-expect-error one period is no list
    surveyByPeriod(responses, month('2026-03'), netPromoterScore);
    // @ts-expect-error a number is no row
    surveyByPeriod(responses, spring, (part) => part.length);
    // @ts-expect-error nor is a Map, whose entries would be lost: segments come first, and periods within each
    surveyByPeriod(responses, spring, (part) => surveyBySegment(part, String, netPromoterScore));
    // @ts-expect-error answers without a score are no NPS
    surveyBySegment([{ segment: 'small' }], (response) => response.segment, netPromoterScore);
    // @ts-expect-error half a side
    referralRate({ customers: 5 });
    // @ts-expect-error a side and a half
    referralRate({ customers: 5, referrers: 1, newCustomers: 5 });
    // @ts-expect-error results are not written to
    netPromoterScore([9]).score = 5;
  };
  expectTypeOf(refused).toBeFunction();
});
