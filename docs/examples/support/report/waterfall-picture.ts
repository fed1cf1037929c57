import type { MrrMovements } from 'tenure';
import type { Picture } from '../draw/picture.ts';
import { valueLabelWidth } from '../draw/sizes.ts';
import { domainOf, type Step, stepPanel } from '../draw/step-panel.ts';
import { amount, signed } from '../language/formats.ts';
import { say } from '../language/language.ts';
import { changeWord, stateOf, unitOf } from '../page/wording.ts';
import { movementFields, movementName, signOf } from './movement-names.ts';

/** From the opening to the closing MRR of one period, movement by movement. */
export function waterfallPicture(statement: MrrMovements): Picture {
  const { period, complete, currency, opening, closing } = statement;
  const state = stateOf({ period: period.label, complete });
  const unit = unitOf(currency);
  const text = (value: number) => `${amount(value)}${unit}`;
  return {
    name: 'waterfall',
    title: say('From opening to closing MRR, {period}', { period: state }),
    description: say('A waterfall from opening MRR down to closing MRR, with a bar for each movement.'),
    caption: say('{period}: from {opening} to {closing}, {change}. The axis does not begin at zero.', {
      period: state,
      opening: text(opening),
      closing: text(closing),
      change: changeWord(closing - opening, text),
    }),
    legend: [{ kind: 'closing', label: say('opening and closing MRR'), mark: 'bar' }, ...legendOf(statement)],
    spec: (size) => {
      const steps = stepsOf(statement, unit);
      const domain = domainOf(steps.flatMap(({ from, to }) => [from, to]));
      return {
        vconcat: [
          stepPanel({ title: undefined, steps, domain, width: size.plotWidth + valueLabelWidth, rule: undefined }),
        ],
      };
    },
  };
}

function fieldsOf({ fx }: MrrMovements) {
  return movementFields.filter((field) => field !== 'fx' || fx !== 0);
}

function legendOf(statement: MrrMovements): Picture['legend'] {
  return fieldsOf(statement).map((field) => ({ kind: field, label: movementName(field), mark: 'bar' as const }));
}

/** Opening and closing are marks and not bars: bars would have to begin at zero, far from where anything moves. */
function stepsOf(statement: MrrMovements, unit: string): Step[] {
  const { opening, closing } = statement;
  const mark = (name: string, value: number): Step => ({
    name,
    text: `${amount(value)}${unit}`,
    from: value,
    to: value,
    kind: 'closing',
  });
  let level = opening;
  const moves = fieldsOf(statement).map((field): Step => {
    const change = signOf(field) * statement[field];
    const from = level;
    level += change;
    return { name: movementName(field), text: signed(change), from, to: level, kind: field };
  });
  return [mark(say('opening MRR'), opening), ...moves, mark(say('closing MRR'), closing)];
}
