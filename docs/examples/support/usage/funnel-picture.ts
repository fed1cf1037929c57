import type { FunnelStep } from 'tenure';
import type { Picture } from '../draw/picture.ts';
import { shareBars } from '../draw/share-bars.ts';
import { count, decimals, percent, wholePercent } from '../language/formats.ts';
import { say } from '../language/language.ts';
import type { UsageStudy } from './usage-study.ts';
import { customersText, funnelTitle } from './usage-wording.ts';

export function funnelPicture(study: UsageStudy, steps: readonly FunnelStep[]): Picture {
  return {
    name: 'funnel',
    title: funnelTitle(study),
    description: say(
      'A bar for each step: the share of the customers of the first step who got there, and their number.',
    ),
    caption: `${captionOf(steps)}${say('Customers who began less than {count} days ago may still get further.', { count: study.withinDays })}`,
    legend: [{ kind: 'funnel', label: say('customers who got there'), mark: 'bar' }],
    spec: (size) =>
      shareBars(
        steps.map(({ step, customers, fromStart }, index) => ({
          name: `${index + 1} ${step}`,
          share: fromStart.value,
          text: `${wholePercent(fromStart.value)} (${count(customers)})`,
          note: noteOf(steps[index] as FunnelStep, index),
        })),
        'funnel',
        size,
      ),
  };
}

function noteOf({ step, customers, fromStart, fromPrevious, medianDays }: FunnelStep, index: number): string {
  const text = `${step}: ${customersText(customers)}`;
  if (index === 0) return text;
  const shares = say('{first} of the first step, {before} of the one before', {
    first: percent(fromStart.value),
    before: percent(fromPrevious.value),
  });
  const wait = medianDays === null ? '' : `, ${say('after {days} days (median)', { days: decimals(medianDays, 1) })}`;
  return `${text}, ${shares}${wait}`;
}

function captionOf(steps: readonly FunnelStep[]): string {
  const [first, last] = [steps[0], steps.at(-1)];
  if (first === undefined || last === undefined || first.customers === 0) return '';
  const worst = steps.slice(1).reduce((a, b) => (b.dropOff > a.dropOff ? b : a), first);
  const reached = say('{part} of {count} customers get to the last step, {share}.', {
    part: count(last.customers),
    count: count(first.customers),
    share: percent(last.fromStart.value),
  });
  const lost = say('Most are lost before {step}: {count}.', { step: worst.step, count: count(worst.dropOff) });
  return `${reached} ${worst.dropOff === 0 ? '' : `${lost} `}`;
}
