import type { FeatureAdoptionRow, FeedbackTheme, FunnelStep } from 'tenure';
import type { Place } from '../draw/picture.ts';
import { count, dateText, decimals, percent } from '../language/formats.ts';
import { say } from '../language/language.ts';
import { dateAt } from '../open/calendar-text.ts';
import type { TextColumn } from '../page/sheet.ts';
import { stateOf } from '../page/wording.ts';
import type { Measured, Survey } from './survey.ts';
import type { MonthOfUse, UsageStudy } from './usage-study.ts';

function placeColumn<Row extends Place>(): TextColumn<Row> {
  return { title: say('Period'), left: true, text: stateOf };
}

/** Without users and durations where the events do not tell them. */
export function monthColumns({ months, hasDurations }: UsageStudy): TextColumn<MonthOfUse>[] {
  const users: TextColumn<MonthOfUse> = { title: say('Users'), text: (row) => count(row.users) };
  const minutes: TextColumn<MonthOfUse> = { title: say('Minutes'), text: ({ duration }) => minutesOf(duration) };
  return [
    placeColumn<MonthOfUse>(),
    { title: say('Active'), text: ({ active }) => count(active) },
    ...(months.some((row) => row.users !== null) ? [users] : []),
    { title: say('Per day'), text: ({ activePerDay }) => decimals(activePerDay, 1) },
    { title: say('Sticky'), text: (row) => percent(row.stickiness?.value ?? null) },
    { title: say('Events'), text: ({ frequency }) => count(frequency.events) },
    { title: say('Each'), text: ({ frequency }) => decimals(frequency.eventsPerCustomer.mean, 1) },
    { title: say('Median'), text: ({ frequency }) => decimals(frequency.eventsPerCustomer.median, 1) },
    { title: say('Days each'), text: ({ frequency }) => decimals(frequency.activeDaysPerCustomer.mean, 1) },
    { title: say('Median days'), text: ({ frequency }) => decimals(frequency.activeDaysPerCustomer.median, 1) },
    ...(hasDurations ? [minutes] : []),
  ];
}

export function monthNotes({ hasDurations }: UsageStudy): string[] {
  return [
    say(
      'Per day: active customers on an average day. Sticky: these over the active customers of the month (DAU / MAU).',
    ),
    say('Each, median: events per active customer; days: on which it was active.'),
    ...(hasDurations ? [say('Minutes: the median length of an event.')] : []),
  ];
}

function minutesOf({ secondsPerEvent: { median } }: MonthOfUse['duration']): string {
  return decimals(median === null ? null : median / 60, 1);
}

export function featureColumns({ timeZone }: UsageStudy): TextColumn<FeatureAdoptionRow>[] {
  return [
    { title: say('Feature'), left: true, text: ({ feature }) => feature },
    { title: say('Adopters'), text: ({ adopters }) => count(adopters) },
    { title: say('Adoption'), text: ({ adoption }) => percent(adoption.value) },
    { title: say('Events'), text: ({ events }) => count(events) },
    { title: say('Each'), text: ({ eventsPerAdopter }) => decimals(eventsPerAdopter, 1) },
    { title: say('First seen'), text: ({ firstSeen }) => dateText(dateAt(firstSeen, timeZone)) },
  ];
}

export function funnelColumns(): TextColumn<FunnelStep>[] {
  return [
    { title: say('Step'), left: true, text: ({ step }) => step },
    { title: say('Customers'), text: ({ customers }) => count(customers) },
    { title: say('Of the first'), text: ({ fromStart }) => percent(fromStart.value) },
    { title: say('Of the one before'), text: ({ fromPrevious }) => percent(fromPrevious.value) },
    { title: say('Lost'), text: ({ dropOff }) => count(dropOff) },
    { title: say('Median days'), text: ({ medianDays }) => decimals(medianDays, 1) },
  ];
}

function measuredColumns<Row extends Measured>({ name, text }: Survey): TextColumn<Row>[] {
  return [
    { title: say('Answers'), text: ({ responses }) => count(responses) },
    { title: name, text: ({ score }) => text(score) },
    { title: say('From'), text: ({ lower }) => text(lower) },
    { title: say('To'), text: ({ upper }) => text(upper) },
    { title: say('Mean answer'), text: ({ mean }) => decimals(mean, 2) },
  ];
}

export function scoreColumns(survey: Survey): TextColumn<Place & Measured>[] {
  return [placeColumn<Place & Measured>(), ...measuredColumns<Place & Measured>(survey)];
}

type Group = { readonly segment: string } & Measured;

export function segmentColumns(survey: Survey): TextColumn<Group>[] {
  return [{ title: say('Segment'), left: true, text: ({ segment }) => segment }, ...measuredColumns<Group>(survey)];
}

export function themeColumns({ good, bad }: Survey): TextColumn<FeedbackTheme>[] {
  return [
    { title: say('Theme'), left: true, text: ({ theme }) => theme },
    { title: say('Answers'), text: ({ responses }) => count(responses) },
    { title: say('Share'), text: ({ share }) => percent(share.value) },
    { title: good, text: ({ positive }) => percent(positive.value) },
    { title: bad, text: ({ negative }) => percent(negative.value) },
  ];
}
