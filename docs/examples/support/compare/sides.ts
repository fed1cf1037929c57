import { type Policy, policies } from 'tenure';
import { settingsOf, settingTexts } from '../flags/settings.ts';
import { InputError } from '../input-error.ts';
import { say } from '../language/language.ts';

/** One of the two definitions that are compared. */
export interface Side {
  readonly name: string;
  readonly policy: Policy;
}

/** The presets of the library, and what a sum over the rows of a billing system comes to, as in many a dashboard of one's own. */
const presets: Readonly<Record<string, Policy>> = {
  ...policies,
  rows: { grain: 'subscription', trials: 'include', pauses: 'retain', movements: 'event' },
};

export const presetNames: readonly string[] = Object.keys(presets);

/** A preset with the options changed that flags like `--set-b pauses=retain` name, after those of both sides. */
export function sideOf(letter: 'a' | 'b', preset: string, sets: readonly string[], common: Policy = {}): Side {
  const base = Object.hasOwn(presets, preset) ? presets[preset] : undefined;
  if (base === undefined) {
    throw new InputError(`--${letter} must be one of ${presetNames.join(', ')}; received '${preset}'`);
  }
  const changes = { ...common, ...settingsOf(`--set-${letter}`, sets) };
  const name = Object.keys(changes).length === 0 ? preset : say('{preset}, changed', { preset });
  return { name, policy: { ...base, ...changes } };
}

/** What a side says of the options that a bridge depends on, for the person to check. */
export function choicesOf({ policy }: Side): readonly string[] {
  const given = settingTexts(policy);
  return given.length === 0 ? [say('the defaults')] : given;
}
