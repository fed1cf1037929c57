import type { CustomerDuration } from 'tenure';
import { decimals } from '../../../examples/support/language/formats.ts';
import { say } from '../../../examples/support/language/language.ts';
import { milestonesOf, monthOf, monthsOfLeaving } from '../../../examples/support/survival/milestones.ts';
import type { SurvivalResults } from '../../../examples/support/survival/survival-results.ts';
import type { Customers } from '../messages.ts';
import { customersTable, type OwnBar } from './own-bar.ts';

/** The steps of the curve by month, the points on it, and those who are still there. */
export function survivalBars({ lives, study }: SurvivalResults): OwnBar[] {
  const left = lives.filter(({ event }) => event);
  const steps = monthsOfLeaving(study.curve).map(({ month }) => {
    const says = say('Month {month}', { month });
    return {
      says,
      pictures: ['survival'],
      customers: () =>
        livesTable(
          `${says}, ${say('left')}`,
          left.filter(({ duration }) => monthOf(duration) === month),
        ),
    };
  });
  const points = milestonesOf(study).flatMap(({ time, survival }) => {
    const says = say('{count} months', { count: time });
    const customers = () =>
      livesTable(
        say('Left within {months} months', { months: time }),
        left.filter(({ duration }) => duration <= time),
      );
    return survival === null ? [] : [{ says, pictures: ['survival'], customers }];
  });
  const there = {
    says: say('Still there'),
    pictures: [],
    customers: () =>
      livesTable(
        say('Still there'),
        lives.filter(({ event }) => !event),
      ),
  };
  return [...steps, ...points, there];
}

function livesTable(title: string, lives: readonly CustomerDuration[]): Customers {
  const sorted = [...lives].sort((one, other) => other.duration - one.duration);
  const hasSubscriptions = lives.some(({ subscriptionId }) => subscriptionId !== undefined);
  return customersTable(title, sorted, [
    { title: say('Customer'), text: ({ customerId }) => customerId },
    ...(hasSubscriptions
      ? [{ title: say('Subscription'), text: ({ subscriptionId = '' }: CustomerDuration) => subscriptionId }]
      : []),
    { title: say('Months'), text: ({ duration }) => decimals(duration, 1) },
  ]);
}
