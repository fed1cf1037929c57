import { presetNames } from '../../examples/support/compare/sides.ts';
import type { UiText } from './texts.ts';

export const programNames = ['report', 'cohorts', 'survival', 'compare'] as const;
export type ProgramName = (typeof programNames)[number];

/** A field of the page that stands for a flag of the command line. */
export interface Control {
  readonly flag: string;
  /** A name of the dictionary, or that of an option of the library. */
  readonly label: UiText | { readonly option: string };
  /** The first is what holds without the flag; none: a text. */
  readonly choices?: readonly string[];
  /** The flag has no value: it is on or off. */
  readonly isSwitch?: true;
  readonly hint?: string;
}

const split: Control = { flag: '--by', label: 'Split', choices: ['', 'plan', 'segment'] };
const step: Control = { flag: '--by', label: 'Periods', choices: ['month', 'quarter', 'year'] };

const option = (name: string, ...choices: readonly string[]): Control => ({
  flag: `--set-b ${name}=`,
  label: { option: name },
  choices: ['', ...choices],
});

export const programControls: Readonly<Record<ProgramName, readonly Control[]>> = {
  report: [
    step,
    split,
    { flag: '--from', label: 'From month', hint: '2025-01' },
    { flag: '--to', label: 'To month', hint: '2025-12' },
  ],
  cohorts: [step, { flag: '--ages', label: 'Ages', choices: ['calendar', 'elapsed'] }],
  survival: [
    { flag: '--contracts', label: 'Contract length', hint: 'month, year, all' },
    split,
    { flag: '--confidence', label: 'Confidence', hint: '0.95' },
    { flag: '--horizon', label: 'Months to show', hint: '48' },
  ],
  compare: [
    { flag: '--a', label: 'Definition a', choices: presetNames },
    { flag: '--b', label: 'Definition b', choices: ['', ...presetNames] },
    { flag: '--period', label: 'Period', hint: '2026-03' },
    option('trials', 'exclude', 'first', 'include'),
    option('freePlans', 'exclude', 'include'),
    option('pauses', 'churn', 'retain'),
    option('churnAt', 'end', 'cancelRequest'),
    option('grain', 'customer', 'subscription'),
    option('movements', 'net', 'event'),
    option('churnGraceDays', '0', '7', '30'),
    option('reactivationWindowDays', 'null', '30', '90'),
    option('weeksPerMonth', '52/12', '4'),
    option('daysPerMonth', '365/12', '30'),
    split,
  ],
};

/** How the file is read, whatever is asked of it. */
export const readingControls: readonly Control[] = [
  { flag: '--time-zone', label: 'Time zone', hint: 'Europe/Berlin' },
  { flag: '--as-of', label: 'As of', hint: '2026-01-31' },
  { flag: '--dates', label: 'Dates', choices: ['', 'day-first', 'month-first'] },
  { flag: '--numbers', label: 'Numbers', choices: ['', '1,234.56', '1.234,56'] },
  { flag: '--end-inclusive', label: 'End dates are the last day of service', isSwitch: true },
  { flag: '--amounts', label: 'Amounts', choices: ['major', 'minor'] },
];

export type Values = Readonly<Record<string, string>>;

/** A control's own place among the values: two of them may share a flag. */
export function keyOf({ flag, label }: Control): string {
  return `${flag} ${typeof label === 'string' ? label : label.option}`;
}

/** The command line that fields stand for; values of one flag go into it together. */
export function argsOf(controls: readonly Control[], values: Values): string[] {
  const given = new Map<string, string[]>();
  for (const control of controls) {
    const value = values[keyOf(control)]?.trim() ?? '';
    if (value === '' || value === control.choices?.[0]) continue;
    given.set(control.flag, [...(given.get(control.flag) ?? []), value]);
  }
  return [...given].flatMap(([flag, texts]) => {
    const [name = flag, setting] = flag.split(' ');
    if (controls.some((control) => control.flag === flag && control.isSwitch)) return [name];
    return [name, setting === undefined ? texts.join(',') : `${setting}${texts[0]}`];
  });
}

/** Flags as one would type them, with quotes around what has blanks in it. */
export function typedArgs(text: string): string[] {
  return [...text.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    ([, single, double, plain]) => single ?? double ?? plain ?? '',
  );
}

export function commandOf(program: ProgramName, file: string | undefined, args: readonly string[]): string {
  const quoted = (text: string) => (/^[\w./:=,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);
  return ['npm run', program, '--', ...(file === undefined ? [] : [file]), ...args]
    .map((word, place) => (place < 3 ? word : quoted(word)))
    .join(' ');
}
