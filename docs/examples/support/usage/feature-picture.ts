import type { Picture } from '../draw/picture.ts';
import { shareBars } from '../draw/share-bars.ts';
import { count, decimals, percent, wholePercent } from '../language/formats.ts';
import { say } from '../language/language.ts';
import type { UsageStudy } from './usage-study.ts';
import { featureTitle } from './usage-wording.ts';

/** More would be a table. */
const mostBars = 20;

export function featurePicture(study: UsageStudy): Picture {
  const { features, breadth } = study.adoption;
  const shown = features.slice(0, mostBars);
  const [first] = features;
  const most =
    first === undefined
      ? ''
      : `${say('Most adopted: {feature}, by {share}.', { feature: first.feature, share: percent(first.adoption.value) })} `;
  const each =
    breadth.mean === null
      ? ''
      : `${say('Customers used {count} features on average.', { count: decimals(breadth.mean, 1) })} `;
  const rest =
    features.length > shown.length
      ? say('The first {most} of {count}.', { most: mostBars, count: count(features.length) })
      : '';
  return {
    name: 'features',
    title: featureTitle(study),
    description: say(
      'A bar for each feature: the share of the active customers who used it, and in brackets their number.',
    ),
    caption: `${most}${each}${rest}`.trimEnd(),
    legend: [{ kind: 'adoption', label: say('active customers who used the feature'), mark: 'bar' }],
    spec: (size) =>
      shareBars(
        shown.map(({ feature, adopters, adoption }) => ({
          name: feature,
          share: adoption.value,
          text: `${wholePercent(adoption.value)} (${count(adopters)})`,
          note: `${feature}: ${percent(adoption.value)}, ${say('{part} of {count}', { part: count(adopters), count: count(adoption.denominator) })}`,
        })),
        'adoption',
        size,
      ),
  };
}
