import { fontSize } from './sizes.ts';

const gapBetweenLabels = 14;
const widthOfCharacter = fontSize * 0.58;

interface Numbered {
  readonly label: string;
  /** Months, quarters or years since year 0, so that every twelfth month is a January. */
  readonly number: number;
}

/** The periods that get a label: as many as fit, on the even months, quarters or years. */
export function periodTicks(labels: readonly string[], plotWidth: number): string[] {
  const numbered = labels.map((label) => ({ label, number: numberOf(label) }));
  const longest = labels.reduce((length, label) => Math.max(length, label.length), 0);
  const room = longest * widthOfCharacter + gapBetweenLabels;
  const needed = Math.ceil((room * labels.length) / plotWidth);
  const step = stepsOf(labels[0] ?? '').find((candidate) => candidate >= needed) ?? needed;
  return onStep(numbered, step).map(({ label }) => label);
}

function onStep(numbered: readonly Numbered[], step: number): readonly Numbered[] {
  const even = numbered.filter(({ number }) => number % step === 0);
  return even.length > 0 ? even : numbered.slice(0, 1);
}

function stepsOf(label: string): readonly number[] {
  if (label.includes('Q')) return [1, 2, 4, 8, 20, 40];
  return label.includes('-') ? [1, 2, 3, 6, 12, 24, 60, 120] : [1, 2, 5, 10, 20, 50];
}

function numberOf(label: string): number {
  const [year, part] = label.split('-');
  if (part === undefined) return Number(year);
  return part.startsWith('Q') ? Number(year) * 4 + Number(part.slice(1)) - 1 : Number(year) * 12 + Number(part) - 1;
}
