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
  type Ratio,
  referralRate,
  type SurveyResponse,
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

test('periods and keys give lists of what was measured', () => {
  const march = month('2026-03');
  expectTypeOf(netPromoterScore(responses, { period: march })).toEqualTypeOf<NetPromoterScore>();
  expectTypeOf(netPromoterScore(responses, { period: spring, confidence: 0.9 })).toEqualTypeOf<NetPromoterScore[]>();
  const effort = customerEffortScore(responses, { version: 1, period: spring });
  expectTypeOf(effort[0]?.share).toEqualTypeOf<number | null | undefined>();
  expectTypeOf(feedbackThemes(responses, { period: spring })[0]?.themes.length).toEqualTypeOf<number | undefined>();
  const bySegment = customerSatisfactionScore(responses, { by: (response) => response.segment });
  expectTypeOf(bySegment).toEqualTypeOf<({ readonly key: string | null } & CustomerSatisfactionScore)[]>();
  const series = netPromoterScore(responses, { by: (response) => response.segment, period: spring });
  expectTypeOf(series).toEqualTypeOf<({ readonly key: string | null } & NetPromoterScore)[][]>();
  expectTypeOf(netPromoterScore([9], { by: (score) => score > 8 })).toEqualTypeOf<
    ({ readonly key: boolean } & NetPromoterScore)[]
  >();
  const own = [{ score: 9, at: 0, channel: 'chat' as const }];
  expectTypeOf(netPromoterScore(own, { by: ({ channel }) => channel })[0]?.key).toEqualTypeOf<'chat' | undefined>();
});

test('typed arrays of scores, and rows with nullable columns, are answers', () => {
  expectTypeOf(netPromoterScore(Uint8Array.of(9, 10))).toEqualTypeOf<NetPromoterScore>();
  const rows: { id: bigint; customerId: bigint | null; score: number; at: Date | null; segment: string | null }[] = [];
  expectTypeOf(netPromoterScore(rows, { by: ({ segment }) => segment })[0]?.key).toEqualTypeOf<
    string | null | undefined
  >();
  const latest = () => latestPerCustomer(rows, netPromoterScore, { period: spring });
  expectTypeOf(latest).returns.toEqualTypeOf<NetPromoterScore[]>();
});

test('the latest answers can be measured in any way, also in parts', () => {
  const measureOnly = () => latestPerCustomer(responses, netPromoterScore, { timeZone: 'Europe/Berlin' });
  expectTypeOf(measureOnly).returns.toEqualTypeOf<NetPromoterScore>();
  const rows = () => latestPerCustomer([{ customerId: 'ada', score: 9, at: 0, own: 1 }], (latest) => latest);
  expectTypeOf(rows).returns.toEqualTypeOf<readonly { customerId: string; score: number; at: number; own: number }[]>();
  const series = () => latestPerCustomer(responses, customerSatisfactionScore, { period: spring });
  expectTypeOf(series).returns.toEqualTypeOf<CustomerSatisfactionScore[]>();
});

test('both sides of the referral rate are ratios', () => {
  const customers = { customers: 5, referrers: 1 };
  const won = { newCustomers: 5, newCustomersByReferral: 1 };
  expectTypeOf(referralRate({ ...customers, ...won })).toExtend<Ratio>();
  expectTypeOf(referralRate(customers).referred).toEqualTypeOf<Ratio>();
  expectTypeOf(referralRate(won).referred).toEqualTypeOf<Ratio>();
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
    // @ts-expect-error a label is no period
    netPromoterScore(responses, { period: '2026-03' });
    // @ts-expect-error an object is no key
    netPromoterScore(responses, { by: (response) => ({ response }) });
    // @ts-expect-error counts have no periods
    netPromoterScore({ 9: 1 }, { period: spring });
    // @ts-expect-error answers without a score are no NPS
    netPromoterScore([{ segment: 'small' }], { by: (response) => response.segment });
    // @ts-expect-error there is no such interval
    netPromoterScore([9], { intervalType: 'wilson' });
    // @ts-expect-error half a side
    referralRate({ customers: 5 });
    // @ts-expect-error a side and a half
    referralRate({ customers: 5, referrers: 1, newCustomers: 5 });
    // @ts-expect-error results are not written to
    netPromoterScore([9]).score = 5;
  };
  expectTypeOf(refused).toBeFunction();
});
