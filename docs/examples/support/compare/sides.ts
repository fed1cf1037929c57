import { type Policy, policies } from 'tenure';
import { InputError } from '../input-error.ts';
import { say } from '../language/language.ts';

/** One of the two definitions that are compared. */
export interface Side {
  readonly name: string;
  readonly policy: Policy;
}

/** The options that a bridge depends on and that stand in a word; what a time zone does is asked with --time-zone. */
export const settable = [
  'grain',
  'trials',
  'freePlans',
  'pauses',
  'pastDueGraceDays',
  'churnAt',
  'startAt',
  'churnGraceDays',
  'reactivationWindowDays',
  'weeksPerMonth',
  'daysPerMonth',
  'termLength',
  'movements',
  'mergeWithinSeconds',
  'reactivation',
  'churnDenominator',
] as const satisfies readonly (keyof Policy)[];

/** The presets of the library, and what a sum over the rows of a billing system comes to, as in many a dashboard of one's own. */
const presets: Readonly<Record<string, Policy>> = {
  ...policies,
  rows: { grain: 'subscription', trials: 'include', pauses: 'retain', movements: 'event' },
};

export const presetNames: readonly string[] = Object.keys(presets);

/** A preset with the options changed that flags like `--set-b pauses=retain` name. */
export function sideOf(letter: 'a' | 'b', preset: string, sets: readonly string[]): Side {
  const base = Object.hasOwn(presets, preset) ? presets[preset] : undefined;
  if (base === undefined) {
    throw new InputError(`--${letter} must be one of ${presetNames.join(', ')}; received '${preset}'`);
  }
  const changes = sets.map((text) => settingOf(`--set-${letter}`, text));
  const name = changes.length === 0 ? preset : say('{preset}, changed', { preset });
  return { name, policy: { ...base, ...Object.fromEntries(changes) } };
}

function settingOf(flag: string, text: string): [option: string, value: string | number | null] {
  const [, option = '', value = ''] = /^(\w+)=(.+)$/.exec(text) ?? [];
  if (!(settable as readonly string[]).includes(option)) {
    throw new InputError(`${flag} must be OPTION=VALUE, with one of ${settable.join(', ')}; received '${text}'`);
  }
  if (value === 'null') return [option, null];
  return [option, /(Days|Seconds)$/.test(option) && /^\d+$/.test(value) ? Number(value) : value];
}

/** What a side says of the options that a bridge depends on, for the person to check. */
export function choicesOf({ policy }: Side): readonly string[] {
  const given = settable.filter((option) => policy[option] !== undefined);
  return given.length === 0 ? [say('the defaults')] : given.map((option) => `${option} ${policy[option]}`);
}
