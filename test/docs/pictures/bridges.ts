// Waterfalls: from one amount to another, step by step.
import type { ChangeExplanation, HealthScore, LedgerComparison, MrrMovements, MrrMovementsByKey } from 'tenure';
import type { Kind } from '../../../docs/examples/support/draw/colours.ts';
import { valueLabelWidth } from '../../../docs/examples/support/draw/sizes.ts';
import { changeStep, type Step, stepPanel } from '../../../docs/examples/support/draw/step-panel.ts';
import type { Drawing } from './drawing.ts';
import { valuesOf } from './example-values.ts';

export function mrrMovementsPicture(): Drawing {
  const { march } = valuesOf<{ march: MrrMovements }>('docs/metrics/mrr-movements.md', 0, ['march']);
  return {
    title: 'From opening to closing MRR, 2026-03',
    description: 'A waterfall from opening to closing MRR, with a bar for each kind of movement.',
    legend: [],
    spec: alone(bridge('opening', march.opening, changesOf(march), 'closing', march.closing)),
  };
}

const kinds = [
  { field: 'new', name: 'new', kind: 'new', sign: 1 },
  { field: 'reactivation', name: 'reactivation', kind: 'reactivation', sign: 1 },
  { field: 'expansion', name: 'expansion', kind: 'expansion', sign: 1 },
  { field: 'transferIn', name: 'transfer in', kind: 'part-3', sign: 1 },
  { field: 'contraction', name: 'contraction', kind: 'contraction', sign: -1 },
  { field: 'churn', name: 'churn', kind: 'churn', sign: -1 },
  { field: 'transferOut', name: 'transfer out', kind: 'part-3', sign: -1 },
] as const;

const gap = 24;

/** Kinds without an amount are left out. */
function changesOf(terms: Partial<Pick<MrrMovementsByKey, (typeof kinds)[number]['field']>>): Change[] {
  return kinds.flatMap(({ field, name, kind, sign }) => {
    const amount = terms[field] ?? 0;
    return amount === 0 ? [] : [{ name, kind, change: sign * amount }];
  });
}

export function mrrMovementsByPicture(): Drawing {
  const { plans } = valuesOf<{ plans: MrrMovementsByKey[] }>('docs/metrics/mrr-movements-by.md', 0, ['plans']);
  const bridges = plans.map(({ key, opening, closing, ...terms }) => {
    return { title: String(key), steps: bridge('opening', opening, changesOf(terms), 'closing', closing) };
  });
  const domain = domainFor(bridges.flatMap(({ steps }) => steps));
  return {
    title: 'MRR bridge of each plan, 2026-03',
    description: 'A waterfall per plan, from its opening to its closing MRR, with a bar for each movement.',
    legend: [
      { kind: 'new', label: 'new', mark: 'bar' },
      { kind: 'expansion', label: 'expansion', mark: 'bar' },
      { kind: 'contraction', label: 'contraction', mark: 'bar' },
      { kind: 'churn', label: 'churn', mark: 'bar' },
      { kind: 'part-3', label: 'transfer between plans', mark: 'bar' },
    ],
    spec: ({ plotWidth }) => {
      const width = (plotWidth + valueLabelWidth - gap * (bridges.length - 1)) / bridges.length;
      return {
        concat: bridges.map(({ title, steps }) => stepPanel({ title, steps, domain, width, rule: 0 })),
        columns: bridges.length,
        align: 'none',
        spacing: gap,
      };
    },
  };
}

export function compareLedgersPicture(): Drawing {
  const { before, after, causes } = valuesOf<LedgerComparison>('docs/metrics/compare-ledgers.md', 0, [
    'before',
    'after',
    'causes',
  ]);
  const changes = causes.map(({ what, difference }) => ({ name: what, change: difference.closing }));
  return {
    title: 'Closing MRR of 2026-03, then and now',
    description: 'A waterfall from the closing MRR as reported to the one of today, with a bar for each cause.',
    legend: higherAndLower('raises closing MRR', 'lowers it'),
    spec: alone(bridge('as reported', before.closing, changes, 'today', after.closing)),
  };
}

export function explainChangePicture(): Drawing {
  const { before, after, customers } = valuesOf<ChangeExplanation<string, string>>(
    'docs/metrics/explain-change.md',
    0,
    ['before', 'after', 'customers'],
  );
  const changes = customers.map(({ customerId, difference }) => ({ name: customerId, change: points(difference) }));
  const steps = bridge('March', 100 * (before.value ?? 0), changes, 'April', 100 * (after.value ?? 0));
  return {
    title: 'Net revenue retention, March to April 2026',
    description: 'A waterfall from the rate of March to that of April, with a bar for the effect of each customer.',
    legend: higherAndLower('raises the rate', 'lowers it'),
    spec: alone(
      steps.map((step, place) => ({
        ...step,
        text: place === 0 || place === steps.length - 1 ? `${step.to.toFixed(1)}%` : pointsText(step.to - step.from),
      })),
    ),
  };
}

export function healthScorePicture(): Drawing {
  const { contributions, score, capped } = valuesOf<
    Pick<HealthScore, 'contributions' | 'score'> & { capped: HealthScore }
  >('docs/metrics/health-score.md', 0, ['contributions', 'score', 'capped']);
  let level = 0;
  const parts = contributions.map(({ key, contribution }): Step => {
    const from = level;
    level += contribution ?? 0;
    return { name: key, text: `+${contribution}`, from, to: level, kind: 'higher' };
  });
  return {
    title: 'What makes up a health score',
    description: 'A bar for the contribution of each signal, one after the other, up to the score; below them a cap.',
    legend: [],
    spec: alone([
      ...parts,
      whole('score', score ?? 0),
      ...capped.caps.map(({ when, max, reduction }): Step => {
        const name = `cap: ${when.key} ${when.op} ${when.value}`;
        return { name, text: `-${reduction}`, from: level, to: max, kind: 'lower' };
      }),
      whole('score with the cap', capped.score ?? 0),
    ]),
  };
}

/** '11/40' as 27.5. */
function points(fraction: string | number): number {
  const [numerator = 0, denominator = 1] = String(fraction).split('/').map(Number);
  return (100 * numerator) / denominator;
}

function pointsText(change: number): string {
  return `${change < 0 ? '-' : '+'}${Math.abs(change).toFixed(1)} points`;
}

interface Change {
  readonly name: string;
  readonly change: number;
  readonly kind?: Kind;
}

function bridge(first: string, from: number, changes: readonly Change[], last: string, to: number): Step[] {
  let level = from;
  const steps = changes.map(({ name, change, kind }) => {
    const start = level;
    level += change;
    const step = changeStep(name, start, level);
    return { ...step, text: `${change < 0 ? '' : '+'}${change}`, kind: kind ?? step.kind };
  });
  return [whole(first, from), ...steps, whole(last, to)];
}

/** Bars begin at zero, so that their lengths can be compared. */
function whole(name: string, value: number): Step {
  return { name, text: `${value}`, from: 0, to: value, kind: 'part-5' };
}

function higherAndLower(higher: string, lower: string): Drawing['legend'] {
  return [
    { kind: 'higher', label: higher, mark: 'bar' },
    { kind: 'lower', label: lower, mark: 'bar' },
  ];
}

function alone(steps: readonly Step[]): Drawing['spec'] {
  return ({ plotWidth }) => {
    const width = plotWidth + valueLabelWidth;
    return { vconcat: [stepPanel({ title: undefined, steps, domain: domainFor(steps), width, rule: undefined })] };
  };
}

/** The texts at the right end stand beside the bars. */
function domainFor(steps: readonly Step[]) {
  return [0, 1.2 * Math.max(...steps.flatMap(({ from, to }) => [from, to]))] as const;
}
