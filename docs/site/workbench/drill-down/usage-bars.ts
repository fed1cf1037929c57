import { funnel, usageRetention } from 'tenure';
import { count, decimals, periodText } from '../../../examples/support/language/formats.ts';
import { say } from '../../../examples/support/language/language.ts';
import { instants } from '../../../examples/support/open/instants.ts';
import type { EventRow } from '../../../examples/support/usage/usage-book.ts';
import type { UsageResults } from '../../../examples/support/usage/usage-results.ts';
import type { Customers } from '../messages.ts';
import { byCustomer, customersTable, type OwnBar } from './own-bar.ts';

/** Months of use, cohorts of first use, features and the steps of the funnel. */
export function usageBars(results: UsageResults): OwnBar[] {
  return [...monthBars(results), ...retentionBars(results), ...featureBars(results), ...funnelBars(results)];
}

function monthBars({ known }: UsageResults): OwnBar[] {
  return known.months.map(({ period, events }) => {
    const title = `${periodText(period.label)} ${say('active customers')}`;
    return { says: title, pictures: ['activity'], customers: () => eventsTable(title, events) };
  });
}

/** The customers who used a feature in the month of the picture. */
function featureBars({ known, study }: UsageResults): OwnBar[] {
  const within = known.months.find(({ period }) => period.label === study.featureMonth.period)?.events ?? [];
  return study.adoption.features.map(({ feature }) => ({
    says: feature,
    pictures: ['features'],
    customers: () =>
      eventsTable(
        feature,
        within.filter((event) => event.feature === feature),
      ),
  }));
}

function eventsTable(title: string, events: readonly EventRow[]): Customers {
  const rows = [...byCustomer(events)].map(([customerId, own]) => ({
    customerId,
    events: own.reduce((sum, event) => sum + (event.count ?? 1), 0),
  }));
  return customersTable(
    title,
    rows.sort((one, other) => other.events - one.events),
    [
      { title: say('Customer'), text: ({ customerId }) => customerId },
      { title: say('Events'), text: (row) => count(row.events) },
    ],
  );
}

/** The cells of the heat map: who of a cohort was active at an age, and who was not. */
function retentionBars({ known, study }: UsageResults): OwnBar[] {
  const { cohorts, rows } = study.retention;
  const sizes = new Map(cohorts.map(({ cohort, customers }) => [cohort, customers]));
  return rows.flatMap(({ cohort, age, customers }) => {
    const size = sizes.get(cohort) ?? 0;
    if (customers === null || size === 0) return [];
    const says = `${periodText(cohort)}, ${say('age {age}', { age })}`;
    return [
      {
        says,
        group: periodText(cohort),
        pictures: ['usage-retention'],
        customers: () => {
          const { timeZone } = study;
          const first = firstUsedIn(known.events, known.months.find(({ period }) => period.label === cohort)?.period);
          const options = { unit: 'month', periods: Math.max(1, known.months.length - 1), timeZone } as const;
          const kept = usageRetention(first, { ...options, asOf: known.asOf.instant, by: idOf }).map((own) => ({
            customerId: String(own.key),
            active: own.cells.some((cell) => cell.cohort === cohort && cell.age === age && cell.retained === 1),
          }));
          return customersTable(
            says,
            kept.sort((one, other) => Number(other.active) - Number(one.active)),
            [
              { title: say('Customer'), text: ({ customerId }) => customerId },
              { title: say('Active'), text: ({ active }) => (active ? say('active') : '-') },
            ],
            say('{part} of {count} customers', {
              part: count(kept.filter(({ active }) => active).length),
              count: count(kept.length),
            }),
          );
        },
      },
    ];
  });

  function firstUsedIn(events: readonly EventRow[], period: { start: Date; end: Date } | undefined): EventRow[] {
    const epochOf = instants(study.timeZone);
    const [start, end] = [period?.start.getTime() ?? 0, period?.end.getTime() ?? 0];
    return [...byCustomer(events).values()].flatMap((own) => {
      const first = own.reduce((least, { at }) => Math.min(least, epochOf(at)), Number.POSITIVE_INFINITY);
      return first >= start && first < end ? own : [];
    });
  }
}

const idOf = ({ customerId }: { readonly customerId: unknown }) => String(customerId);

/** Who got to a step, and who of the step before did not. */
function funnelBars({ known, study, steps }: UsageResults): OwnBar[] {
  const { funnel: found = [], withinDays, timeZone } = study;
  return found.map(({ step, customers }, place) => ({
    says: step,
    pictures: ['funnel'],
    customers() {
      const own = known.events.filter(({ feature }) => feature != null && steps?.includes(feature));
      // A split by customer says of each how far it came.
      const rows = funnel(own, { steps: steps ?? [], withinDays, timeZone, by: idOf }).filter(
        (row) => row.step === step || row.step === steps?.[place - 1],
      );
      const reached = rows.flatMap((row) =>
        row.step === step && row.customers === 1
          ? [{ customerId: String(row.key), reached: true, days: row.medianDays }]
          : [],
      );
      const ids = new Set(reached.map(({ customerId }) => customerId));
      const lost = rows.flatMap((row) =>
        row.step !== step && row.customers === 1 && !ids.has(String(row.key))
          ? [{ customerId: String(row.key), reached: false, days: null }]
          : [],
      );
      return customersTable(
        `${place + 1} ${step}`,
        [...reached, ...lost],
        [
          { title: say('Customer'), text: ({ customerId }) => customerId },
          { title: say('Got there'), text: (row) => (row.reached ? say('yes') : '-') },
          { title: say('Days since the step before'), text: ({ days }) => decimals(days, 1) },
        ],
        say('{part} of {count} customers', {
          part: count(customers),
          count: count(reached.length + lost.length),
        }),
      );
    },
  }));
}
