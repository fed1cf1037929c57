import type { FeatureAdoptionRow, FeedbackTheme, FunnelStep } from 'tenure';
import { dateAt } from '../calendar-text.ts';
import type { TextColumn } from '../column-table.ts';
import { decimals, grouped, percent, type Value } from '../formats.ts';
import type { Place } from '../page/picture.ts';
import type { Measured, Survey } from './survey.ts';
import type { MonthOfUse, UsageStudy } from './usage-study.ts';

const count = (value: Value) => (value === null ? '-' : grouped(String(value)));

function placeColumn<Row extends Place>(): TextColumn<Row> {
  return { title: 'Month', left: true, text: ({ period, complete }) => (complete ? period : `${period} (incomplete)`) };
}

/** Without users and durations where the events do not tell them. */
export function monthColumns({ months, hasDurations }: UsageStudy): TextColumn<MonthOfUse>[] {
  const users: TextColumn<MonthOfUse> = { title: 'Users', text: (row) => count(row.users) };
  const minutes: TextColumn<MonthOfUse> = { title: 'Minutes', text: ({ duration }) => minutesOf(duration) };
  return [
    placeColumn<MonthOfUse>(),
    { title: 'Active', text: ({ active }) => count(active) },
    ...(months.some((row) => row.users !== null) ? [users] : []),
    { title: 'A day', text: ({ activePerDay }) => decimals(activePerDay, 1) },
    { title: 'Sticky', text: (row) => percent(row.stickiness?.value ?? null) },
    { title: 'Events', text: ({ frequency }) => count(frequency.events) },
    { title: 'Each', text: ({ frequency }) => decimals(frequency.eventsPerCustomer.mean, 1) },
    { title: 'Median', text: ({ frequency }) => decimals(frequency.eventsPerCustomer.median, 1) },
    { title: 'Days each', text: ({ frequency }) => decimals(frequency.activeDaysPerCustomer.mean, 1) },
    { title: 'Median days', text: ({ frequency }) => decimals(frequency.activeDaysPerCustomer.median, 1) },
    ...(hasDurations ? [minutes] : []),
  ];
}

export function monthNotes({ hasDurations }: UsageStudy): string[] {
  const minutes = hasDurations ? ' Minutes: the median length of an event.' : '';
  return [
    'A day: active customers on a usual day. Sticky: these over the active customers of the month (DAU / MAU).',
    `Each, median: events an active customer; days: on which it was active.${minutes}`,
  ];
}

function minutesOf({ secondsPerEvent: { median } }: MonthOfUse['duration']): string {
  return decimals(median === null ? null : median / 60, 1);
}

export function featureColumns({ timeZone }: UsageStudy): TextColumn<FeatureAdoptionRow>[] {
  return [
    { title: 'Feature', left: true, text: ({ feature }) => feature },
    { title: 'Adopters', text: ({ adopters }) => count(adopters) },
    { title: 'Adoption', text: ({ adoption }) => percent(adoption.value) },
    { title: 'Events', text: ({ events }) => count(events) },
    { title: 'Each', text: ({ eventsPerAdopter }) => decimals(eventsPerAdopter, 1) },
    { title: 'First seen', text: ({ firstSeen }) => dateAt(firstSeen, timeZone) },
  ];
}

export const funnelColumns: readonly TextColumn<FunnelStep>[] = [
  { title: 'Step', left: true, text: ({ step }) => step },
  { title: 'Customers', text: ({ customers }) => count(customers) },
  { title: 'Of the first', text: ({ fromStart }) => percent(fromStart.value) },
  { title: 'Of the one before', text: ({ fromPrevious }) => percent(fromPrevious.value) },
  { title: 'Lost', text: ({ dropOff }) => count(dropOff) },
  { title: 'Median days', text: ({ medianDays }) => decimals(medianDays, 1) },
];

function measuredColumns<Row extends Measured>({ name, text }: Survey): TextColumn<Row>[] {
  return [
    { title: 'Answers', text: ({ responses }) => count(responses) },
    { title: name, text: ({ score }) => text(score) },
    { title: 'From', text: ({ lower }) => text(lower) },
    { title: 'To', text: ({ upper }) => text(upper) },
    { title: 'Mean answer', text: ({ mean }) => decimals(mean, 2) },
  ];
}

export function scoreColumns(survey: Survey): TextColumn<Place & Measured>[] {
  return [placeColumn<Place & Measured>(), ...measuredColumns<Place & Measured>(survey)];
}

type Group = { readonly segment: string } & Measured;

export function segmentColumns(survey: Survey): TextColumn<Group>[] {
  return [{ title: 'Segment', left: true, text: ({ segment }) => segment }, ...measuredColumns<Group>(survey)];
}

export function themeColumns({ good, bad }: Survey): TextColumn<FeedbackTheme>[] {
  return [
    { title: 'Theme', left: true, text: ({ theme }) => theme },
    { title: 'Answers', text: ({ responses }) => count(responses) },
    { title: 'Share', text: ({ share }) => percent(share.value) },
    { title: good, text: ({ positive }) => percent(positive.value) },
    { title: bad, text: ({ negative }) => percent(negative.value) },
  ];
}
