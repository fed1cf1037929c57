import type { Picture } from '../draw/picture.ts';
import { type Size, valueLabelWidth } from '../draw/sizes.ts';
import { changeStep, domainOf, type Step, stepPanel } from '../draw/step-panel.ts';
import { amount, signed } from '../language/formats.ts';
import { say } from '../language/language.ts';
import { stateOf, unitOf } from '../page/wording.ts';
import type { Comparison } from './comparison.ts';
import { policyWording, type Wording } from './wording.ts';

/** Both closings and how far they are apart. */
export function closingSentence({ a, b, difference }: Comparison, wording: Wording): string {
  const unit = unitOf(a.currency);
  return say('{period}: {nameA} {a}, {nameB} {b}, a difference of {difference}.', {
    nameA: wording.closesA,
    nameB: wording.closesB,
    period: stateOf({ period: a.period.label, complete: a.complete }),
    a: `${amount(a.closing)}${unit}`,
    b: `${amount(b.closing)}${unit}`,
    difference: `${signed(difference.closing)}${unit}`,
  });
}

/** From the closing MRR of a to that of b, option by option. */
export function wayPicture(comparison: Comparison, currency: string | null, wording = policyWording()): Picture {
  const unit = unitOf(currency);
  const steps = stepsOf(comparison, unit, wording);
  const { causes } = comparison;
  const [largest] = [...causes].sort(
    (one, other) => Math.abs(other.difference.closing) - Math.abs(one.difference.closing),
  );
  const caption = [
    closingSentence(comparison, wording),
    ...(largest === undefined || largest.difference.closing === 0
      ? []
      : [
          say('The largest part: {option}, {amount}.', {
            option: largest.name ?? largest.option,
            amount: `${signed(largest.difference.closing)}${unit}`,
          }),
        ]),
    say('The axis does not begin at zero.'),
  ];
  return {
    name: 'way',
    title: wording.way,
    description: say('A waterfall from one closing MRR down to the other, with a bar for what each cause did.'),
    caption: caption.join(' '),
    legend: [
      { kind: 'closing', label: say('closing MRR'), mark: 'bar' },
      { kind: 'higher', label: wording.higher, mark: 'bar' },
      { kind: 'lower', label: wording.lower, mark: 'bar' },
    ],
    spec: (size) => ({ vconcat: [panelOf(steps, size)] }),
  };
}

/** The closings are marks and not bars: bars would have to begin at zero, far from where the difference is. */
function stepsOf({ a, b, causes }: Comparison, unit: string, wording: Wording): Step[] {
  const closing = (name: string, value: number): Step => ({
    name,
    text: `${amount(value)}${unit}`,
    from: value,
    to: value,
    kind: 'closing',
  });
  let level = a.closing;
  const changes = causes.map(({ option, name = option, difference }) => {
    const from = level;
    level += difference.closing;
    return { ...changeStep(name, from, level), text: signed(difference.closing) };
  });
  return [closing(wording.closesA, a.closing), ...changes, closing(wording.closesB, b.closing)];
}

function panelOf(steps: readonly Step[], size: Size) {
  const domain = domainOf(steps.flatMap(({ from, to }) => [from, to]));
  return stepPanel({ title: undefined, steps, domain, width: size.plotWidth + valueLabelWidth, rule: undefined });
}
