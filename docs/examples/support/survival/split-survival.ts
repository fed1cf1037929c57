import { type CustomerDuration, medianLifetime, type SurvivalCurveRow, survivalCurve } from 'tenure';
import { colorOf } from '../draw/colours.ts';
import type { Picture } from '../draw/picture.ts';
import { count, decimals, percent, shortPercent } from '../language/formats.ts';
import { say } from '../language/language.ts';
import { type Table, type TextColumn, tableOf } from '../page/sheet.ts';
import type { LedgerRow } from '../read/ledger/ledger-row.ts';
import { keyOf, keyText, type Split, splitTitle } from '../split.ts';
import { firstRows } from './first-rows.ts';
import { enough, survivalAt, trustedUntil } from './outlook.ts';
import { timePanel } from './survival-panel.ts';

interface Part {
  readonly key: string | null;
  readonly customers: number;
  readonly left: number;
  readonly curve: readonly SurvivalCurveRow[];
}

/** The survival of customers by what they began with. */
export interface SplitSurvival {
  readonly split: Split;
  readonly confidence: number;
  /** The largest first. */
  readonly parts: readonly Part[];
}

interface Asked {
  readonly split: Split;
  readonly confidence: number;
  readonly timeZone: string;
}

/** By the plan or segment of each customer's first row: one of later would look into the future of those who stayed. */
export function splitSurvival(
  rows: readonly LedgerRow[],
  durations: readonly CustomerDuration[],
  { split, confidence, timeZone }: Asked,
): SplitSurvival {
  const first = firstRows(rows, timeZone);
  const lives = new Map<string | null, CustomerDuration[]>();
  for (const life of durations) {
    const row = first.get(life.customerId);
    const key = row === undefined ? null : keyOf(split)(row);
    lives.set(key, [...(lives.get(key) ?? []), life]);
  }
  const parts = [...lives].map(([key, own]) => ({
    key,
    customers: own.length,
    left: own.filter(({ event }) => event).length,
    curve: survivalCurve(own, { confidence }),
  }));
  return { split, confidence, parts: parts.sort((a, b) => b.customers - a.customers) };
}

export function splitSurvivalTable({ split, confidence, parts }: SplitSurvival): Table {
  const title = splitTitle(split);
  const at = (time: number): TextColumn<Part>[] => {
    const group = say('Still there after {count} months', { count: time });
    return [
      { group, title: say('Share'), text: ({ curve }) => percent(seenAt(curve, time)?.survival ?? null) },
      { group, title: say('From'), text: ({ curve }) => percent(seenAt(curve, time)?.lower ?? null) },
      { group, title: say('To'), text: ({ curve }) => percent(seenAt(curve, time)?.upper ?? null) },
    ];
  };
  const columns: TextColumn<Part>[] = [
    { title, left: true, text: ({ key }) => keyText(key) },
    { title: say('Customers'), text: ({ customers }) => count(customers) },
    { title: say('Left'), text: ({ left }) => count(left) },
    { title: say('Median, months'), text: ({ curve }) => decimals(medianLifetime(curve), 1) },
    ...at(12),
    ...at(24),
  ];
  return tableOf(split === 'plan' ? say('By first plan') : say('By first segment'), columns, parts, [
    say('From, to: the {share} interval. A dash: not observed for that long.', { share: shortPercent(confidence) }),
  ]);
}

/** The curve at a time that was observed. */
function seenAt(curve: readonly SurvivalCurveRow[], time: number): SurvivalCurveRow | undefined {
  return time > (curve.at(-1)?.time ?? 0) ? undefined : curve.filter((row) => row.time <= time).at(-1);
}

/** Every step of every curve, for a CSV. */
export function splitSurvivalRows({ split, parts }: SplitSurvival): object[] {
  return parts.flatMap(({ key, curve }) => curve.map((row) => ({ [split]: key, ...row })));
}

/** More lines are not told apart. */
const mostLines = 6;

export function splitSurvivalPicture({ split, parts }: SplitSurvival): Picture {
  const shown = parts
    .slice(0, mostLines)
    .map((part, index) => ({ ...part, kind: `part-${index}` as const, until: trustedUntil(part.curve) }))
    .flatMap(({ until, ...part }) => (until === undefined ? [] : [{ ...part, until }]));
  const horizon = Math.max(12, ...shown.map(({ until }) => Math.ceil(until / 12) * 12));
  const texts = shown.map(({ key, curve, until }) => {
    const time = Math.min(12, until);
    return `${keyText(key)} ${percent(survivalAt(curve, time))}`;
  });
  return {
    name: `survival-by-${split}`,
    title:
      split === 'plan' ? say('Customers still there, by first plan') : say('Customers still there, by first segment'),
    description: say('A falling step line for each of the largest.'),
    caption: `${say('Still there after {count} months', { count: 12 })}: ${texts.join(', ')}. ${say(
      'A line ends where fewer than {count} customers are observed.',
      { count: enough },
    )}`,
    legend: shown.map(({ key, kind }) => ({ kind, label: keyText(key), mark: 'line' as const })),
    spec: (size) => {
      const { x, y, ...panel } = timePanel(horizon, size);
      const layer = shown.map(({ kind, curve, until }) => ({
        name: kind,
        data: { values: curve.filter(({ time }) => time <= until).map(({ time, survival }) => ({ time, survival })) },
        mark: {
          type: 'line' as const,
          aria: false,
          interpolate: 'step-after' as const,
          stroke: colorOf(kind),
          strokeWidth: 2,
        },
        encoding: { x, y },
      }));
      return { vconcat: [{ ...panel, layer }] };
    },
  };
}
