import type { PolicyComparison } from 'tenure';
import type { Picture } from '../draw/picture.ts';
import { type Size, valueLabelWidth } from '../draw/sizes.ts';
import { changeStep, domainOf, type Step, stepPanel } from '../draw/step-panel.ts';
import { amount, signed } from '../language/formats.ts';
import { say } from '../language/language.ts';
import { stateOf, unitOf } from '../page/wording.ts';

/** From the closing MRR of a to that of b, option by option. */
export function wayPicture(comparison: PolicyComparison, currency: string | null): Picture {
  const unit = unitOf(currency);
  const steps = stepsOf(comparison, unit);
  const { a, b, causes, difference } = comparison;
  const [largest] = [...causes].sort(
    (one, other) => Math.abs(other.difference.closing) - Math.abs(one.difference.closing),
  );
  const caption = [
    say('{period}: a closes at {a}, b at {b}, a difference of {difference}.', {
      period: stateOf({ period: a.period.label, complete: a.complete }),
      a: `${amount(a.closing)}${unit}`,
      b: `${amount(b.closing)}${unit}`,
      difference: `${signed(difference.closing)}${unit}`,
    }),
    ...(largest === undefined || largest.difference.closing === 0
      ? []
      : [
          say('Most of it: {option}, {amount}.', {
            option: largest.option,
            amount: `${signed(largest.difference.closing)}${unit}`,
          }),
        ]),
    say('The axis does not begin at zero.'),
  ];
  return {
    name: 'way',
    title: say('From one closing MRR to the other'),
    description: say('A waterfall from the closing MRR of a down to that of b, with a bar for what each option did.'),
    caption: caption.join(' '),
    legend: [
      { kind: 'closing', label: say('closing MRR'), mark: 'bar' },
      { kind: 'higher', label: say('an option that makes b higher'), mark: 'bar' },
      { kind: 'lower', label: say('an option that makes b lower'), mark: 'bar' },
    ],
    spec: (size) => ({ vconcat: [panelOf(steps, size)] }),
  };
}

/** The closings are marks and not bars: bars would have to begin at zero, far from where the difference is. */
function stepsOf({ a, b, causes }: PolicyComparison, unit: string): Step[] {
  const closing = (name: string, value: number): Step => ({
    name,
    text: `${amount(value)}${unit}`,
    from: value,
    to: value,
    kind: 'closing',
  });
  let level = a.closing;
  const changes = causes.map(({ option, difference }) => {
    const from = level;
    level += difference.closing;
    return { ...changeStep(option, from, level), text: signed(difference.closing) };
  });
  return [closing(say('a closes at'), a.closing), ...changes, closing(say('b closes at'), b.closing)];
}

function panelOf(steps: readonly Step[], size: Size) {
  const domain = domainOf(steps.flatMap(({ from, to }) => [from, to]));
  return stepPanel({ title: undefined, steps, domain, width: size.plotWidth + valueLabelWidth, rule: undefined });
}
