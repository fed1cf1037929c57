import { type CustomerDuration, customerDurations, type Period, type RetentionCohorts, retentionCohorts } from 'tenure';
import type { CohortFlags } from '../../../examples/support/cohorts/cohort-flags.ts';
import { amount, count, periodText, signed } from '../../../examples/support/language/formats.ts';
import { say } from '../../../examples/support/language/language.ts';
import type { LedgerBook } from '../../../examples/support/open/ledger-book.ts';
import type { Customers } from '../messages.ts';
import { byCustomer, customersTable, type OwnBar } from './own-bar.ts';

type Asked = Pick<CohortFlags, 'ages' | 'by'>;

/** The cells of the heat maps: who of a cohort still pays at an age, and who does not any more. */
export function cohortBars(opened: LedgerBook, { cohorts, cells }: RetentionCohorts, asked: Asked): OwnBar[] {
  const periods = new Map(cohorts.map(({ cohort, period }) => [cohort, period]));
  return cells.flatMap(({ cohort, age, size, retained }) => {
    const period = periods.get(cohort);
    if (period === undefined || size === 0 || retained === null) return [];
    const says = `${periodText(cohort)}, ${say('age {age}', { age })}`;
    return [
      {
        says,
        group: periodText(cohort),
        pictures: ['customers-kept', 'mrr-kept'],
        customers: () => cellCustomers(opened, period, age, asked, says),
      },
    ];
  });
}

/** Each customer of the cohort is asked about alone, so that a cell is made up as the library makes it up. */
function cellCustomers(opened: LedgerBook, period: Period, age: number, asked: Asked, title: string): Customers {
  const { asOf, known, policy } = opened;
  const members = firstPaidIn(opened, period);
  const options = { ...policy, asOf: asOf.instant, unit: asked.by, ages: asked.ages };
  const rows = [...byCustomer(known, (id) => members.has(id))].map(([customerId, own]) => {
    const { cohorts, cells } = retentionCohorts(own, options);
    const isOwn = ({ cohort }: { readonly cohort: string }) => cohort === period.label;
    const cell = cells.find((one) => isOwn(one) && one.age === age);
    return { customerId, firstMrr: cohorts.find(isOwn)?.mrr ?? 0, mrr: cell?.mrr ?? 0, kept: cell?.retained ?? 0 };
  });
  const sorted = rows.sort((one, other) => other.mrr - one.mrr || other.firstMrr - one.firstMrr);
  const part = count(rows.reduce((sum, { kept }) => sum + kept, 0));
  return customersTable(
    title,
    sorted,
    [
      { title: say('Customer'), text: ({ customerId }) => customerId },
      { title: say('First MRR'), text: ({ firstMrr }) => amount(firstMrr) },
      { title: say('MRR'), text: ({ mrr }) => amount(mrr) },
      { title: '+/-', text: ({ firstMrr, mrr }) => signed(mrr - firstMrr) },
    ],
    say('{part} of {count} customers', { part, count: count(rows.length) }),
  );
}

/** Those who are observed from their first payment on from the start of a period on, but not from its end on. */
function firstPaidIn({ book, asOf }: LedgerBook, { start, end }: Period): ReadonlySet<string> {
  const from = (observedFrom: Date) =>
    customerDurations(book, { asOf: asOf.instant, observedFrom }).filter(({ entry }) => entry === 0);
  const nameOf = ({ customerId, subscriptionId }: CustomerDuration) => JSON.stringify([customerId, subscriptionId]);
  // Subscriptions without an id share the name of their customer.
  const later = new Map<string, number>();
  for (const life of from(end)) later.set(nameOf(life), (later.get(nameOf(life)) ?? 0) + 1);
  return new Set(
    from(start).flatMap((life) => {
      const left = later.get(nameOf(life)) ?? 0;
      later.set(nameOf(life), left - 1);
      return left > 0 ? [] : [life.customerId];
    }),
  );
}
