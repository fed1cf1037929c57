import type { PolicyComparison } from 'tenure';
import { grouped, money, signed } from '../formats.ts';
import type { Picture } from '../page/picture.ts';
import { type Size, valueLabelWidth } from '../page/sizes.ts';
import { changeStep, domainOf, type Step, stepPanel } from './step-panel.ts';

/** From the closing MRR of a to that of b, option by option. */
export function wayPicture(comparison: PolicyComparison, currency: string | null): Picture {
  const unit = currency === null ? '' : ` ${currency}`;
  const steps = stepsOf(comparison, unit);
  const { a, b, causes, difference } = comparison;
  const largest = [...causes].sort(
    (one, other) => Math.abs(other.difference.closing) - Math.abs(one.difference.closing),
  );
  const most = largest[0]?.difference.closing
    ? ` Most of it: ${largest[0].option}, ${signed(largest[0].difference.closing)}${unit}.`
    : '';
  return {
    title: 'From one closing MRR to the other',
    description: 'A waterfall from the closing MRR of a down to that of b, with a bar for what each option did.',
    caption:
      `${a.period.label}: a closes at ${grouped(money(a.closing))}${unit}, b at ${grouped(money(b.closing))}${unit}, ` +
      `a difference of ${signed(difference.closing)}${unit}.${most} The axis does not begin at zero.`,
    legend: [
      { kind: 'closing', label: 'closing MRR', mark: 'bar' },
      { kind: 'higher', label: 'an option that makes b higher', mark: 'bar' },
      { kind: 'lower', label: 'an option that makes b lower', mark: 'bar' },
    ],
    spec: (size) => ({ vconcat: [panelOf(steps, size)] }),
  };
}

/** The closings are marks and not bars: bars would have to begin at zero, far from where the difference is. */
function stepsOf({ a, b, causes }: PolicyComparison, unit: string): Step[] {
  const closing = (name: string, value: number): Step => ({
    name,
    text: `${grouped(money(value))}${unit}`,
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
  return [closing('a closes at', a.closing), ...changes, closing('b closes at', b.closing)];
}

function panelOf(steps: readonly Step[], size: Size) {
  const domain = domainOf(steps.flatMap(({ from, to }) => [from, to]));
  return stepPanel({ title: undefined, steps, domain, width: size.plotWidth + valueLabelWidth, rule: undefined });
}
