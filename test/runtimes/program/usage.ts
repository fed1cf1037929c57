import {
  activeCustomers,
  averageActiveCustomers,
  engagementScore,
  featureAdoption,
  featureRetention,
  feedbackThemes,
  latestPerCustomer,
  month,
  months,
  netPromoterScore,
  quarter,
  stickiness,
  usageDuration,
  usageFrequency,
  usageRetention,
} from 'tenure';
import type { Sample } from './sample.ts';

const zone = { timeZone: 'Australia/Lord_Howe' };

export function usageValues({ events, responses }: Sample): unknown {
  const [october, november] = [month('2025-10', zone), month('2025-11', zone)];
  const targets = { activeDays: 20, features: 4 };
  return {
    active: months('2025-07', '2026-06', zone).map((span) => activeCustomers(events, span)),
    average: averageActiveCustomers(events, october, { per: 'week' }),
    stickiness: stickiness(events, october),
    frequency: usageFrequency(events, october),
    duration: usageDuration(events, october),
    adoption: featureAdoption(events, october),
    kept: featureRetention(events, october, november),
    retention: usageRetention(events, { unit: 'month', periods: 6, ...zone }),
    engagement: engagementScore(events, october, { targets }),
    recommendation: netPromoterScore(responses),
    latest: latestPerCustomer(responses, netPromoterScore),
    overTime: netPromoterScore(responses, { period: [quarter('2025-Q3'), quarter('2025-Q4')] }),
    bySegment: netPromoterScore(responses, { by: ({ segment }) => segment }),
    themes: feedbackThemes(responses),
  };
}
