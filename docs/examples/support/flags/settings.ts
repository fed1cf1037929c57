import { ledger, type Policy } from 'tenure';
import { InputError } from '../input-error.ts';
import { blaming } from './blaming.ts';

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

/** Definitions changed by flags like `--set pauses=retain`. */
export function settingsOf(flag: string, texts: readonly string[]): Policy {
  const settings: Policy = Object.fromEntries(texts.map((text) => settingOf(flag, text)));
  const flags = settable.map((option) => [`policy.${option}`, `${flag} ${option}`] as const);
  // Asks the library before a file is read.
  blaming(Object.fromEntries(flags), () => ledger([], settings));
  return settings;
}

function settingOf(flag: string, text: string): [option: string, value: string | number | null] {
  const [, option = '', value = ''] = /^(\w+)=(.+)$/.exec(text) ?? [];
  if (!(settable as readonly string[]).includes(option)) {
    throw new InputError(`${flag} must be OPTION=VALUE, with one of ${settable.join(', ')}; received '${text}'`);
  }
  if (value === 'null') return [option, null];
  return [option, /(Days|Seconds)$/.test(option) && /^\d+$/.test(value) ? Number(value) : value];
}

/** What a policy says of these options, for the person to check. */
export function settingTexts(policy: Policy): readonly string[] {
  return settable.filter((option) => policy[option] !== undefined).map((option) => `${option} ${policy[option]}`);
}
