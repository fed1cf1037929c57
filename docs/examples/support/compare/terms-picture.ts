import type { MrrTermValues } from 'tenure';
import type { Picture } from '../draw/picture.ts';
import { type Size, valueLabelWidth } from '../draw/sizes.ts';
import { changeStep, domainOf, stepPanel } from '../draw/step-panel.ts';
import { signed } from '../language/formats.ts';
import { inSentence, say } from '../language/language.ts';
import { bridgeTerms, type Comparison, type TermTitle } from './comparison.ts';
import { policyWording } from './wording.ts';

const columns: Readonly<Record<Size['name'], number>> = { narrow: 1, medium: 2, wide: 3 };
const spacing = 36;

/** A small panel per term, with a bar for what each option did to it; all of one scale, so that they can be compared. */
export function termsPicture(comparison: Comparison, currency: string | null, wording = policyWording()): Picture {
  const terms = bridgeTerms(comparison).filter(({ term }) => changesOf(comparison, term).length > 0);
  const domain = domainOf([
    0,
    ...terms.flatMap(({ term }) => changesOf(comparison, term).map(({ difference }) => difference[term])),
  ]);
  return {
    name: 'terms',
    title: wording.causesByTerm,
    description: say('A small panel for each term of the bridge; in it a bar for each cause that changed it.'),
    caption: captionOf(comparison, terms, currency, wording.difference),
    legend: [
      { kind: 'higher', label: say('the term is higher in {side}', { side: wording.b }), mark: 'bar' },
      { kind: 'lower', label: say('the term is lower in {side}', { side: wording.b }), mark: 'bar' },
    ],
    spec: (size) => {
      const count = columns[size.name];
      const width = (size.plotWidth + valueLabelWidth - spacing * (count - 1)) / count;
      return {
        concat: terms.map(({ term, title }) =>
          stepPanel({
            title: `${title} ${signed(comparison.difference[term])}`,
            steps: changesOf(comparison, term).map(({ option, name = option, difference }) =>
              changeStep(name, 0, difference[term]),
            ),
            domain,
            width,
            rule: 0,
          }),
        ),
        columns: count,
        align: 'none',
        spacing,
      };
    },
  };
}

function changesOf({ causes }: Comparison, term: keyof MrrTermValues) {
  return causes.filter(({ difference }) => difference[term] !== 0);
}

function captionOf(
  { difference }: Comparison,
  terms: readonly TermTitle[],
  currency: string | null,
  change: string,
): string {
  const unit = currency === null ? '' : ` ${say('Amounts in {currency}.', { currency })}`;
  const texts = terms.map(({ term, title }) => `${inSentence(title)} ${signed(difference[term])}`);
  return `${change}: ${texts.join(', ')}. ${say('Contraction and churn are losses: higher is worse.')}${unit}`;
}
