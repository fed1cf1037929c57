import type { FunnelStep } from 'tenure';
import { decimals, grouped, percent, wholePercent } from '../formats.ts';
import type { Picture } from '../page/picture.ts';
import { shareBars } from '../page/share-bars.ts';
import type { UsageStudy } from './usage-study.ts';
import { counted, funnelTitle } from './usage-wording.ts';

const count = (number: number) => grouped(String(number));

export function funnelPicture(study: UsageStudy, steps: readonly FunnelStep[]): Picture {
  return {
    title: funnelTitle(study),
    description: 'A bar for each step: the share of the customers of the first step who got there, and their number.',
    caption: `${captionOf(steps)}Customers who began less than ${counted(study.withinDays, 'day')} ago may still get further.`,
    legend: [{ kind: 'funnel', label: 'customers who got there', mark: 'bar' }],
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
  const text = `${step}: ${counted(customers, 'customer')}`;
  if (index === 0) return text;
  const wait = medianDays === null ? '' : `, after ${decimals(medianDays, 1)} days (median)`;
  return `${text}, ${percent(fromStart.value)} of the first step, ${percent(fromPrevious.value)} of the one before${wait}`;
}

function captionOf(steps: readonly FunnelStep[]): string {
  const [first, last] = [steps[0], steps.at(-1)];
  if (first === undefined || last === undefined || first.customers === 0) return '';
  const worst = steps.slice(1).reduce((a, b) => (b.dropOff > a.dropOff ? b : a), first);
  const lost = worst.dropOff === 0 ? '' : ` Most are lost before ${worst.step}: ${count(worst.dropOff)}.`;
  return `${count(last.customers)} of ${count(first.customers)} customers get to the last step, ${percent(last.fromStart.value)}.${lost} `;
}
