import type {
  HealthModel,
  HealthOutcome,
  Payment,
  Subscription,
  SurveyResponse,
  Ticket,
  UsageEvent,
  WarningRule,
} from 'tenure';
import * as tenure from 'tenure';
import { deepFreeze } from '../support/deep-freeze.ts';

/** The inputs of every call below. Typed arrays, which cannot be frozen, are compared by the test. */
export const inputs = {
  subscriptions: [
    {
      customerId: 'ada',
      start: '2025-01-10',
      end: '2026-03-10',
      amount: 100,
      interval: 'month',
      plan: 'pro',
      quantity: 2,
    },
    { customerId: 'ada', start: '2026-03-10', amount: '130.10', interval: 'month', plan: 'team', quantity: 3 },
    { customerId: 17, subscriptionId: 'b1', start: '2026-01-15', amount: 1000, interval: 'year', plan: null },
    { customerId: 'cem', start: '2026-02-01', end: '2026-03-20', amount: 10, interval: 'week', churnReason: 'price' },
    { customerId: 'cem', start: '2026-05-01', amount: 5, interval: 'day', discount: { percent: 10 } },
    { customerId: 'dov', start: '2026-03-01', trialEnd: '2026-03-15', amount: 49.99, interval: 'quarter' },
    { customerId: 'eli', start: '2026-03-01', amount: 0, interval: 'month' },
    {
      customerId: 'fay',
      start: '2025-06-01',
      end: '2026-03-05',
      amount: 7,
      interval: 'month',
      churnType: 'involuntary',
    },
    {
      customerId: 'gil',
      start: '2026-01-01',
      amount: 9,
      interval: 'month',
      pauses: [{ start: '2026-02-10', end: '2026-03-12' }],
    },
  ] satisfies Subscription[] as Subscription[],
  credits: [
    { customerId: 'gil', start: '2026-02-01', end: '2026-04-01', amount: -3, interval: 'month' },
    { customerId: 'gil', start: '2026-02-01', amount: -12, interval: 'year' },
    { customerId: 'hal', start: '2026-02-01', amount: '-1.50', interval: 'month' },
  ] satisfies Subscription[] as Subscription[],
  merges: [{ from: 17, into: 'ada', at: '2026-03-10' }],
  columns: {
    customerId: ['ada', 'ben'],
    start: ['2026-01-01', '2026-02-01'],
    amount: new Float64Array([10, 20]),
    interval: 'month',
  } as const,
  events: [
    { customerId: 'ada', at: '2026-03-01', userId: 'u1', feature: 'signup', durationSeconds: 60 },
    { customerId: 'ada', at: '2026-03-02', userId: 'u1', feature: 'export', durationSeconds: 30.5 },
    { customerId: 17, at: '2026-03-05', userId: 2, feature: 'export', durationSeconds: null },
    { customerId: 'cem', at: '2026-03-09', userId: 'u3', feature: 'import' },
    { customerId: 'ada', at: '2026-04-02', userId: 'u2', feature: 'export' },
  ] satisfies UsageEvent[] as UsageEvent[],
  eventColumns: { customerId: ['ada'], at: new Float64Array([Date.UTC(2026, 2, 1)]), feature: 'export' },
  signUps: [
    { customerId: 'ada', at: '2026-02-27' },
    { customerId: 'ben', at: '2026-03-01' },
  ],
  responses: [
    { customerId: 'ada', at: '2026-03-03', score: 5, segment: 'big', themes: ['price', 'support'] },
    { customerId: 'ada', at: '2026-03-04', score: 4, segment: 'big', themes: ['price'] },
    { customerId: 'ben', at: '2026-04-03', score: 1, segment: null, themes: null },
  ] satisfies SurveyResponse[] as SurveyResponse[],
  tickets: [
    {
      customerId: 'ada',
      openedAt: '2026-03-01',
      firstResponseAt: '2026-03-02',
      resolvedAt: '2026-03-04',
      reopened: true,
      channel: 'mail',
    },
    { customerId: 'ada', openedAt: '2026-03-07', channel: 'mail' },
    { customerId: 'ben', openedAt: '2026-03-02', resolvedAt: '2026-03-05', firstResponseAt: null },
  ] satisfies Ticket[] as Ticket[],
  payments: [
    { customerId: 'ada', at: '2026-03-01', status: 'failed', invoiceId: 'i1', attempt: 1, amount: 10.1 },
    { customerId: 'ada', at: '2026-03-04', status: 'succeeded', invoiceId: 'i1', attempt: 2, amount: 10.1 },
    { customerId: 'ben', at: '2026-03-04', status: 'failed', amount: null },
  ] satisfies Payment[] as Payment[],
  model: {
    signals: [
      { key: 'activeDays', weight: 2, normalise: { type: 'linear', worst: 0, best: 20 } },
      {
        key: 'mrr',
        weight: 1,
        normalise: {
          type: 'steps',
          steps: [
            { from: 50, points: 40 },
            { from: 100, points: 90 },
          ],
        },
      },
    ],
    caps: [{ when: { key: 'activeDays', op: '<', value: 1 }, max: 30 }],
  } satisfies HealthModel as HealthModel,
  rules: [
    { type: 'silence', name: 'quiet', severity: 'high', days: 7 },
    { type: 'failedPayment', name: 'unpaid', severity: 'medium' },
    { type: 'usageDrop', name: 'drop', severity: 'low', drop: 0.5 },
  ] satisfies WarningRule[] as WarningRule[],
  outcomes: [
    { score: 20, churned: true, mrr: 10, customerId: 'ada' },
    { score: 40, churned: false, mrr: 20, customerId: 17 },
    { score: 80, churned: 0, mrr: '7.50' },
    { score: null, churned: 1, mrr: 0 },
  ] satisfies HealthOutcome[] as HealthOutcome[],
  durations: [
    { duration: 1, event: true },
    { duration: 2, event: false },
    { duration: 3, event: true },
    { duration: 3, event: true, entry: 1, count: 2 },
  ],
  survivors: [1000, 870, 740, 650],
  sbg: { alpha: 0.7, beta: 3.8 },
  terms: { arpa: 100, churnRate: 0.05, grossMargin: 0.8 },
  values: { activeDays: 5, mrr: 70 },
};

deepFreeze(inputs);

const march = tenure.month('2026-03');
const april = tenure.month('2026-04');
const spring = tenure.months('2026-03', '2026-05');
const { subscriptions, events, responses, tickets, payments, signUps, model, sbg } = inputs;
const byPlan = (row: Subscription) => row.plan;
const healthData = { subscriptions, events, responses: [], tickets, payments, signUps };
const backtest = { dates: ['2026-02-15', '2026-03-01', '2026-04-01'], horizonDays: 30 };

/** Every public function of the main entry that gives figures, called once or more. The test fails for one that is not here. */
export const everyCall: Readonly<Record<string, () => unknown>> = {
  activationRate: () => tenure.activationRate(signUps, events, { steps: ['signup', 'export'], withinDays: 14 }),
  activeCustomers: () => [
    tenure.activeCustomers(events, march),
    tenure.activeCustomers(events, spring, { of: 'users' }),
    tenure.activeCustomers(tenure.eventLog(events), spring),
    tenure.activeCustomers(tenure.eventLog(inputs.eventColumns), march),
  ],
  arpa: () => [tenure.arpa(subscriptions, march), tenure.arpa(subscriptions, ['2020-01-01', april])],
  arr: () => [tenure.arr(subscriptions, march), tenure.arr(subscriptions, spring, { money: 'fraction' })],
  assessTargets: () => tenure.assessTargets(tenure.retentionReport(subscriptions, march)),
  averageActiveCustomers: () => tenure.averageActiveCustomers(events, spring, { per: 'week' }),
  backtestForecast: () =>
    tenure.backtestForecast(subscriptions, { from: '2026-02-01', periods: 2, asOf: '2026-05-01', simulations: 20 }),
  backtestHealthScore: () => tenure.backtestHealthScore(healthData, model, backtest),
  backtestScores: () => tenure.backtestScores(inputs.outcomes, { thresholds: [30], bins: 2 }),
  bandMigration: () =>
    tenure.bandMigration(
      [{ customerId: 'ada', band: 'red' }],
      [
        { customerId: 'ada', band: 'green' },
        { customerId: 17, band: null },
      ],
    ),
  cacPaybackMonths: () => tenure.cacPaybackMonths({ cac: 1000, arpa: 100, grossMargin: 0.8 }),
  churnBreakdown: () => [
    tenure.churnBreakdown(subscriptions, march, (row) => row.churnReason),
    tenure.churnBreakdown(subscriptions, spring, byPlan, { freePlans: 'include', money: 'fraction' }),
  ],
  checkAgainstClose: () => {
    const close = tenure.closeBooks(subscriptions, spring, { customers: true });
    return [
      tenure.checkAgainstClose(close, subscriptions),
      tenure.checkAgainstClose(close, subscriptions.slice(1), { money: 'fraction' }),
    ];
  },
  closeBooks: () => [
    tenure.closeBooks(subscriptions, march),
    tenure.closeBooks(subscriptions, spring, { customers: true, movements: 'event' }),
  ],
  compareLedgers: () => [
    tenure.compareLedgers(subscriptions, subscriptions.slice(1), march),
    tenure.compareLedgers(subscriptions.slice(1), subscriptions, spring, { movements: 'event', money: 'fraction' }),
  ],
  comparePolicies: () => tenure.comparePolicies(subscriptions, march, {}, { trials: 'include', movements: 'event' }),
  contractionRate: () => [tenure.contractionRate(subscriptions, march), tenure.contractionRate({ opening: 0 })],
  convertRate: () => [
    tenure.convertRate(0.05, { from: 'month', to: 'year' }),
    tenure.convertRate(0.05, { from: { days: 90 }, to: 'month' }),
  ],
  customerAcquisitionCost: () => tenure.customerAcquisitionCost({ spend: [{ amount: 1000 }], newCustomers: 3 }),
  customerChurnRate: () => tenure.customerChurnRate(subscriptions, spring, { churnDenominator: 'average' }),
  customerCount: () => [tenure.customerCount(subscriptions, march), tenure.customerCount(subscriptions, spring)],
  customerDurations: () => tenure.customerDurations(subscriptions, { asOf: '2026-06-01', unit: 'month' }),
  customerEffortScore: () => [
    tenure.customerEffortScore(responses),
    tenure.customerEffortScore(responses, { by: (row) => row.segment, period: spring }),
  ],
  customerLifetime: () => tenure.customerLifetime(0.05),
  customerLifetimeValue: () => tenure.customerLifetimeValue(inputs.terms),
  customerMovements: () => [
    tenure.customerMovements(subscriptions, march),
    tenure.customerMovements(subscriptions, spring),
  ],
  customerRetentionRate: () => tenure.customerRetentionRate(subscriptions, spring, { retentionMethod: 'headcount' }),
  customerSatisfactionScore: () => [
    tenure.customerSatisfactionScore(responses),
    tenure.customerSatisfactionScore([]),
    tenure.customerSatisfactionScore(responses, { by: (row) => row.segment, period: spring }),
  ],
  day: () => tenure.day('2026-03-14'),
  days: () => tenure.days('2026-03-14', '2026-03-16', { timeZone: 'Europe/Berlin' }),
  discountedExpectedLifetime: () => tenure.discountedExpectedLifetime(sbg, 0.1),
  discountedExpectedResidualLifetime: () => tenure.discountedExpectedResidualLifetime(sbg, 2, 0.1),
  earlyWarnings: () => tenure.earlyWarnings(healthData, inputs.rules, '2026-04-15'),
  engagementScore: () =>
    tenure.engagementScore(events, spring, { targets: { activeDays: 2, features: 1 }, customers: ['ada', 17] }),
  expectedLifetimeInterval: () => [
    tenure.expectedLifetimeInterval(tenure.fitShiftedBetaGeometric(inputs.survivors), 0.1),
    tenure.expectedLifetimeInterval(tenure.fitShiftedBetaGeometric([10, 9, 8, 7]), 0, { renewals: 2 }),
  ],
  explainChange: () => [
    tenure.explainChange('netRevenueRetention', subscriptions, march, spring[1] as tenure.Period),
    tenure.explainChange('arpa', subscriptions, march, spring[2] as tenure.Period, {
      by: byPlan,
      top: 1,
      money: 'fraction',
    }),
  ],
  expansionRate: () => tenure.expansionRate(subscriptions, spring),
  featureAdoption: () => [tenure.featureAdoption(events, march), tenure.featureAdoption(events, spring)],
  featureRetention: () => tenure.featureRetention(events, march, april),
  feedbackThemeChanges: () => tenure.feedbackThemeChanges(responses, march, april),
  feedbackThemes: () => [
    tenure.feedbackThemes(responses),
    tenure.feedbackThemes(responses, { by: (row) => row.segment, period: spring }),
  ],
  firstResponseTime: () => [
    tenure.firstResponseTime(tickets, march),
    tenure.firstResponseTime(tickets, spring, { by: (ticket) => ticket.channel, unit: 'day' }),
  ],
  forecastMrr: () => [
    tenure.forecastMrr(subscriptions, { from: '2026-04-01', periods: 3, simulations: 20 }),
    tenure.forecastMrr(tenure.ledger(subscriptions, { asOf: '2026-04-01' }), {
      from: '2026-04-01',
      periods: 2,
      unit: 'quarter',
      newBusiness: [10, '20.50'],
      simulations: 20,
    }),
  ],
  fitShiftedBetaGeometric: () => [
    tenure.fitShiftedBetaGeometric(inputs.survivors),
    tenure.fitShiftedBetaGeometric([10, 9, 8, 7]),
  ],
  funnel: () => [
    tenure.funnel(events, { steps: ['signup', 'export'], withinDays: 30 }),
    tenure.funnel(events, {
      steps: ['signup', { feature: 'export', optional: true }, 'never'],
      within: { days: 30 },
      asOf: '2026-05-01',
      quantiles: [0.5],
      by: ({ userId }) => userId as string | undefined,
    }),
  ],
  grossMrrChurnRate: () => tenure.grossMrrChurnRate(subscriptions, spring),
  grossRevenueRetention: () => tenure.grossRevenueRetention(subscriptions, spring),
  healthBands: () => tenure.healthBands([{ band: 'red' }, { band: null }]),
  healthScore: () => tenure.healthScore(inputs.values, model),
  healthScoreHistory: () => tenure.healthScoreHistory(healthData, model, { dates: ['2026-03-01', '2026-04-01'] }),
  healthScores: () => tenure.healthScores([{ customerId: 17, values: inputs.values }], model),
  healthSignals: () => tenure.healthSignals(healthData, '2026-04-01'),
  inspectEvents: () => tenure.inspectEvents(events, { asOf: '2026-04-01' }),
  inspectLedger: () => [
    tenure.inspectLedger(subscriptions, { asOf: '2026-03-01' }),
    tenure.inspectLedger(tenure.ledger(subscriptions)),
  ],
  inspectPayments: () => tenure.inspectPayments(payments),
  inspectResponses: () => tenure.inspectResponses(responses, { survey: 'csat' }),
  inspectTickets: () => tenure.inspectTickets(tickets, { timeZone: 'Europe/Berlin' }),
  mergeCustomers: () => tenure.mergeCustomers(subscriptions, inputs.merges),
  netCredits: () => tenure.netCredits([...subscriptions, ...inputs.credits], { unmatched: 'report' }),
  involuntaryChurnRate: () => tenure.involuntaryChurnRate(subscriptions, spring),
  isMetricsError: () => tenure.isMetricsError(null),
  lastPeriods: () => tenure.lastPeriods(3, 'month', '2026-05-17', { running: 'include' }),
  latestPerCustomer: () => tenure.latestPerCustomer(responses, tenure.customerSatisfactionScore, { period: spring }),
  lifetimeQuantiles: () => tenure.lifetimeQuantiles(tenure.survivalCurve(inputs.durations), { after: 1 }),
  logRankTest: () => tenure.logRankTest(inputs.durations, { by: ({ event }) => event }),
  ltvSensitivity: () => tenure.ltvSensitivity(inputs.terms, { retentionChanges: [-0.01, 0, 0.01] }),
  ltvToCac: () => tenure.ltvToCac({ ltv: 1000, cac: '300' }),
  medianLifetime: () => tenure.medianLifetime(tenure.survivalCurve(inputs.durations)),
  mergeMovements: () =>
    tenure.mergeMovements([tenure.mrrMovements(subscriptions, march), tenure.mrrMovements([], march)]),
  mergeRatios: () => tenure.mergeRatios(tenure.customerChurnRate(subscriptions, spring)),
  month: () => march,
  months: () => spring,
  mrr: () => [
    tenure.mrr(subscriptions, march),
    tenure.mrr(subscriptions, ['2026-03-01', april], { money: 'fraction' }),
  ],
  mrrGrowthRate: () => tenure.mrrGrowthRate(subscriptions, spring),
  mrrMovements: () => [
    tenure.mrrMovements(subscriptions, march),
    tenure.mrrMovements(subscriptions, spring, { movements: 'event', money: 'fraction', asOf: '2026-04-20' }),
  ],
  mrrMovementsBy: () => [
    tenure.mrrMovementsBy(subscriptions, march, byPlan),
    tenure.mrrMovementsBy(subscriptions, spring, byPlan, { movements: 'event' }),
  ],
  mrrMovementsByCustomer: () => [
    tenure.mrrMovementsByCustomer(subscriptions, march, { top: 2 }),
    tenure.mrrMovementsByCustomer(subscriptions, march, { causes: 'include' }),
    tenure.mrrMovementsByCustomer(subscriptions, spring, { movements: 'event', grain: 'subscription' }),
  ],
  netMrrChurnRate: () => tenure.netMrrChurnRate(subscriptions, spring),
  netPromoterScore: () => [
    tenure.netPromoterScore(responses),
    tenure.netPromoterScore([]),
    tenure.netPromoterScore(responses, { by: (row) => row.segment, period: spring }),
  ],
  netRevenueRetention: () => [
    tenure.netRevenueRetention(subscriptions, spring),
    tenure.netRevenueRetention({ opening: 1000, expansion: 200, churn: 100 }),
  ],
  paymentSuccessRate: () => [tenure.paymentSuccessRate(payments, march), tenure.paymentSuccessRate(payments, spring)],
  period: () => tenure.period('2026-03-01', '2026-03-08'),
  periodOf: () => tenure.periodOf('week', '2026-03-14', { timeZone: 'America/New_York' }),
  projectSurvivalInterval: () => [
    tenure.projectSurvivalInterval(tenure.fitShiftedBetaGeometric(inputs.survivors), 12),
    tenure.projectSurvivalInterval(tenure.fitShiftedBetaGeometric([10, 9, 8, 7]), 3, { confidence: 0.8 }),
  ],
  projectSurvival: () => tenure.projectSurvival(sbg, 12),
  quarter: () => tenure.quarter('2026-Q1'),
  quarters: () => tenure.quarters('2026-Q1', '2026-Q3'),
  quickRatio: () => [tenure.quickRatio(subscriptions, spring), tenure.quickRatio({ new: 10, churn: 4 })],
  rateDifference: () =>
    tenure.rateDifference({ value: 0.3, numerator: 3, denominator: 10 }, { value: 0.5, numerator: 5, denominator: 10 }),
  ratioInterval: () => tenure.ratioInterval({ value: 0.3, numerator: 3, denominator: 10 }),
  realizedLifetimeValue: () => tenure.realizedLifetimeValue(subscriptions, '2026-06-01'),
  recoveryRate: () => [tenure.recoveryRate(payments, march), tenure.recoveryRate(payments, spring)],
  referralRate: () => tenure.referralRate({ customers: 400, referrers: 30 }),
  renewalRate: () => [
    tenure.renewalRate(subscriptions, spring, { graceDays: 3 }),
    tenure.renewalRate(subscriptions, spring, { due: 'all' }),
  ],
  reopenRate: () => tenure.reopenRate(tickets, spring, { by: (ticket) => ticket.channel }),
  repeatContactRate: () => tenure.repeatContactRate(tickets, march, { by: (ticket) => ticket.channel }),
  resolutionTime: () => tenure.resolutionTime(tickets, spring, { by: (ticket) => ticket.channel }),
  restrictedMeanLifetime: () => tenure.restrictedMeanLifetime(tenure.survivalCurve(inputs.durations), 2),
  retentionCohorts: () => tenure.retentionCohorts(subscriptions, { asOf: '2026-06-01', money: 'fraction' }),
  retentionReport: () => [tenure.retentionReport(subscriptions, march), tenure.retentionReport(subscriptions, spring)],
  revenueRenewalRate: () => [
    tenure.revenueRenewalRate(subscriptions, spring),
    tenure.revenueRenewalRate(subscriptions, spring, { due: 'all' }),
  ],
  roundMovements: () => tenure.roundMovements(tenure.mrrMovements(subscriptions, march), 2),
  scoreDifference: () => tenure.scoreDifference(tenure.netPromoterScore([10, 9]), tenure.netPromoterScore([])),
  stickiness: () => tenure.stickiness(events, spring),
  suggestWeights: () =>
    tenure.suggestWeights(healthData, model, { fit: ['2026-02-20'], test: ['2026-04-10'], horizonDays: 30 }),
  survivalCurve: () => [
    tenure.survivalCurve(inputs.durations),
    tenure.survivalCurve(inputs.durations, { by: ({ event }) => event }),
  ],
  survivorsOf: () => tenure.survivorsOf(inputs.durations.slice(0, 3)),
  ticketsPerCustomer: () => tenure.ticketsPerCustomer(tickets, march, { customers: 4, by: (ticket) => ticket.channel }),
  timeToActivation: () => tenure.timeToActivation(signUps, events, { feature: 'export', withinDays: 14 }),
  trailing: () => tenure.trailing(12, 'month', '2026-03-14'),
  trialConversionRate: () => tenure.trialConversionRate(subscriptions, spring),
  usageDuration: () => [tenure.usageDuration(events, march), tenure.usageDuration(events, spring, { of: 'users' })],
  usageFrequency: () => [tenure.usageFrequency(events, march), tenure.usageFrequency([], spring)],
  usageLifecycle: () => [
    tenure.usageLifecycle(events, spring),
    tenure.usageLifecycle(events, march, { by: new Map([['ada', 'x']]) }),
  ],
  usageRetention: () => [
    tenure.usageRetention(events, { unit: 'week', periods: 4, asOf: '2026-05-01' }),
    tenure.usageRetention(events, {
      unit: 'day',
      periods: 9,
      brackets: [0, 1, 5],
      ages: 'elapsed',
      emptyCohorts: 'include',
      by: new Map([['ada', 'x']]),
    }),
  ],
  weightedSurvivalCurve: () => tenure.weightedSurvivalCurve(inputs.durations),
  week: () => tenure.week('2026-W11'),
  weeks: () => tenure.weeks('2026-W11', '2026-W13'),
  winBackRate: () => tenure.winBackRate(subscriptions, spring, { lapsedWithinDays: 90 }),
  year: () => tenure.year('2026'),
  years: () => tenure.years('2025', '2026'),
};
