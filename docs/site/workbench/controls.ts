import { presetNames } from '../../examples/support/compare/sides.ts';
import { withoutHealth } from '../../examples/support/health/health-flags.ts';
import { type FileKind, fileKinds } from '../../examples/support/read/file-kind.ts';
import { type ChoiceText, choiceTexts, type UiText } from './texts.ts';

export const programNames = [
  'report',
  'cohorts',
  'survival',
  'compare',
  'health',
  'usage',
  'surveys',
  'tickets',
] as const;
export type ProgramName = (typeof programNames)[number];

/** The file that a program is about; health also takes what is known beside it. */
export const mainFile: Readonly<Record<ProgramName, FileKind>> = {
  report: 'ledger',
  cohorts: 'ledger',
  survival: 'ledger',
  compare: 'ledger',
  health: 'ledger',
  usage: 'events',
  surveys: 'answers',
  tickets: 'tickets',
};

/** What may be opened: tables, and the model that health is scored by. */
export const openKinds = [...fileKinds, 'model'] as const;
export type OpenKind = (typeof openKinds)[number];

/** Names of files by what is in them. */
export type FileNames = Readonly<Partial<Record<OpenKind, string>>>;

/** The samples are there where no table of one's own is. */
export function hasOwnTable(names: FileNames): boolean {
  return fileKinds.some((kind) => names[kind] !== undefined);
}

/** The command line's part that names files, as each program has it. */
export function filesOf(program: ProgramName, names: FileNames): string[] {
  const main = names[mainFile[program]];
  const flag = (name: string, file: string | undefined) => (file === undefined ? [] : [name, file]);
  const model = program === 'health' ? flag('--model', names.model) : [];
  if (main === undefined) return model;
  if (program === 'usage') return [main, ...(names.answers === undefined ? [] : [names.answers])];
  if (mainFile[program] !== 'ledger') return [main];
  const beside =
    program === 'health'
      ? (['events', 'tickets', 'payments', 'answers'] as const).flatMap((kind) => flag(`--${kind}`, names[kind]))
      : [];
  return [main, ...flag('--exchange-rates', names.rates), ...beside, ...model];
}

/** A field of the page that stands for a flag of the command line. */
export interface Control {
  readonly flag: string;
  readonly label: UiText;
  /** The first is what holds without the flag; none: a text. */
  readonly choices?: readonly string[];
  /** What holds without the flag, where the first choice is blank. */
  readonly usual?: string;
  /** The flag has no value: it is on or off. */
  readonly isSwitch?: true;
  readonly hint?: string;
}

const split: Control = { flag: '--by', label: 'Split', choices: ['', 'plan', 'segment'] };
const step: Control = { flag: '--by', label: 'Periods', choices: ['month', 'quarter', 'year'] };
const confidence: Control = { flag: '--confidence', label: 'Confidence', hint: '0.95' };

/** The questions of a survey. */
const survey = [
  { flag: '--scale', label: 'Scale', hint: '1-7' },
  { flag: '--good-from', label: 'Good from', hint: '5' },
  confidence,
] as const satisfies readonly Control[];

export const programControls: Readonly<Record<ProgramName, readonly Control[]>> = {
  report: [
    step,
    split,
    { flag: '--from', label: 'From month', hint: '2025-01' },
    { flag: '--to', label: 'To month', hint: '2025-12' },
    { flag: '--forecast', label: 'Forecast, months', hint: '12' },
  ],
  cohorts: [step, { flag: '--ages', label: 'Ages', choices: ['calendar', 'elapsed'] }],
  survival: [
    { flag: '--contracts', label: 'Contract length', hint: 'month, year, all' },
    split,
    confidence,
    { flag: '--horizon', label: 'Months to show', hint: '48' },
  ],
  compare: [
    { flag: '--a', label: 'Definition a', choices: presetNames },
    { flag: '--b', label: 'Definition b', choices: ['', ...presetNames] },
    { flag: '--period', label: 'Period', hint: '2026-03' },
    split,
  ],
  health: [
    { flag: '--horizon-days', label: 'Horizon, days', hint: '60' },
    { flag: '--months', label: 'Months scored', hint: '18' },
    confidence,
    { flag: '--column', label: 'Column beside the ledger', hint: 'answers.score=Note' },
  ],
  usage: [
    { flag: '--steps', label: 'Steps of the funnel', hint: 'signup,import,report' },
    { flag: '--within-days', label: 'Window of the funnel, days', hint: '30' },
    { flag: '--survey', label: 'Survey', choices: ['nps', 'csat', 'ces'] },
    ...survey,
  ],
  surveys: [{ flag: '--survey', label: 'Survey', choices: ['', 'nps', 'csat', 'ces'] }, ...survey],
  tickets: [
    { flag: '--response-target', label: 'Target for the first response, hours', hint: '4' },
    { flag: '--target', label: 'Target for the resolution, hours', hint: '48' },
    { flag: '--within-days', label: 'Window for repeats, days', hint: '7' },
  ],
};

const option = (
  name: keyof typeof optionLabels,
  ...choices: readonly string[]
): Control & { readonly name: string } => ({
  name,
  flag: `--set ${name}=`,
  label: optionLabels[name],
  choices: ['', ...choices],
  usual: choices[0] ?? '',
});

const optionLabels = {
  trials: 'Trials',
  freePlans: 'Free plans',
  pauses: 'Pauses',
  churnAt: 'Churn counts',
  startAt: 'Start counts',
  grain: 'Counted unit',
  movements: 'Movements',
  reactivation: 'Reactivation in NRR',
  churnDenominator: 'Base of customer churn',
  churnGraceDays: 'Gaps that are no churn',
  reactivationWindowDays: 'Return is new after',
  pastDueGraceDays: 'Unpaid counts for',
  weeksPerMonth: 'Weeks per month',
  daysPerMonth: 'Days per month',
} as const satisfies Readonly<Record<string, UiText>>;

/** Definitions that hold in every view of a ledger; the comparison shows what they change. */
const policyControls = [
  option('trials', 'exclude', 'first', 'include'),
  option('freePlans', 'exclude', 'include'),
  option('pauses', 'churn', 'retain'),
  option('churnAt', 'end', 'cancelRequest'),
  option('startAt', 'start', 'signed'),
  option('grain', 'customer', 'subscription'),
  option('movements', 'net', 'event'),
  option('reactivation', 'exclude', 'include'),
  option('churnDenominator', 'opening', 'openingPlusNew', 'average'),
  option('churnGraceDays', '0', '7', '30'),
  option('reactivationWindowDays', 'null', '30', '90'),
  option('pastDueGraceDays', 'null', '0', '14', '30'),
  option('weeksPerMonth', '52/12', '4'),
  option('daysPerMonth', '365/12', '30'),
];

/** Those of a program, none where it reads no ledger. In the comparison they are definition b. */
export function policyControlsOf(program: ProgramName): readonly Control[] {
  if (mainFile[program] !== 'ledger') return [];
  const useless: readonly string[] = program === 'health' ? withoutHealth : [];
  return policyControls.filter(({ name }) => !useless.includes(name));
}

/** How the files are read, whatever is asked of them. */
export function readingControlsOf(program: ProgramName): readonly Control[] {
  return mainFile[program] === 'ledger' ? [...anyReading, ...ledgerReading] : anyReading;
}

const anyReading: readonly Control[] = [
  { flag: '--time-zone', label: 'Time zone', hint: 'Europe/Berlin' },
  { flag: '--as-of', label: 'As of', hint: '2026-01-31' },
  { flag: '--dates', label: 'Dates', choices: ['', 'day-first', 'month-first'] },
  { flag: '--numbers', label: 'Numbers', choices: ['', '1,234.56', '1.234,56'] },
];
const ledgerReading: readonly Control[] = [
  { flag: '--end-inclusive', label: 'End dates are the last day of service', isSwitch: true },
  { flag: '--amounts', label: 'Amounts', choices: ['major', 'minor'] },
];

export type Values = Readonly<Record<string, string>>;

/** A control's own place among the values: two of them may share a flag. */
export function keyOf({ flag, label }: Control): string {
  return `${flag} ${label}`;
}

/** What a choice is called, beside the word that the command line has for it. */
export function choiceText({ flag }: Control, choice: string): ChoiceText | undefined {
  const [, option] = /^--set (\w+)=$/.exec(flag) ?? [];
  const name = option === undefined ? choice : `${option} ${choice}`;
  return choiceTexts.find((text) => text === name);
}

/** The command line that fields stand for; values of one flag go into it together. */
export function argsOf(program: ProgramName, values: Values): string[] {
  const controls = [...programControls[program], ...policyControlsOf(program), ...readingControlsOf(program)];
  const given = new Map<string, string[]>();
  for (const control of controls) {
    const value = values[keyOf(control)]?.trim() ?? '';
    if (value === '' || value === control.choices?.[0]) continue;
    given.set(control.flag, [...(given.get(control.flag) ?? []), value]);
  }
  return [...given].flatMap(([flag, texts]) => {
    const [name = flag, setting] = flag.split(' ');
    if (controls.some((control) => control.flag === flag && control.isSwitch)) return [name];
    if (setting === undefined) return [name, texts.join(',')];
    return [program === 'compare' ? '--set-b' : name, `${setting}${texts[0]}`];
  });
}

/** Flags as one would type them, with quotes around what has blanks in it. */
export function typedArgs(text: string): string[] {
  return [...text.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    ([, single, double, plain]) => single ?? double ?? plain ?? '',
  );
}

export function commandOf(program: ProgramName, names: FileNames, args: readonly string[]): string {
  const quoted = (text: string) => (/^[\w./:=,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);
  return ['npm run', program, '--', ...filesOf(program, names), ...args]
    .map((word, place) => (place < 3 ? word : quoted(word)))
    .join(' ');
}
