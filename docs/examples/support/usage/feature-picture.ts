import { grouped, percent, wholePercent } from '../formats.ts';
import type { Picture } from '../page/picture.ts';
import { shareBars } from '../page/share-bars.ts';
import type { UsageStudy } from './usage-study.ts';
import { featureTitle } from './usage-wording.ts';

/** More would be a table. */
const mostBars = 20;

const count = (number: number) => grouped(String(number));

export function featurePicture(study: UsageStudy): Picture {
  const { features, breadth } = study.adoption;
  const shown = features.slice(0, mostBars);
  const [first] = features;
  const most = first === undefined ? '' : `Most adopted: ${first.feature}, by ${percent(first.adoption.value)}. `;
  const each = breadth.mean === null ? '' : `A customer used ${breadth.mean.toFixed(1)} features on average. `;
  const rest = features.length > shown.length ? `The first ${mostBars} of ${features.length}. ` : '';
  return {
    title: featureTitle(study),
    description: 'A bar for each feature: the share of the active customers who used it, and in brackets their number.',
    caption: `${most}${each}${rest}`.trimEnd(),
    legend: [{ kind: 'adoption', label: 'active customers who used the feature', mark: 'bar' }],
    spec: (size) =>
      shareBars(
        shown.map(({ feature, adopters, adoption }) => ({
          name: feature,
          share: adoption.value,
          text: `${wholePercent(adoption.value)} (${count(adopters)})`,
          note: `${feature}: ${percent(adoption.value)}, ${count(adopters)} of ${count(adoption.denominator)}`,
        })),
        'adoption',
        size,
      ),
  };
}
