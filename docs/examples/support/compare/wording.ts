import { say } from '../language/language.ts';

/** What a comparison is between, and what its sides and causes are called. */
export interface Wording {
  readonly title: string;
  readonly a: string;
  readonly b: string;
  readonly difference: string;
  /** Over both bridges. */
  readonly both: string;
  readonly cause: string;
  readonly causes: string;
  readonly causesByTerm: string;
  readonly causesByRate: string;
  readonly order: string;
  /** Over the waterfall. */
  readonly way: string;
  readonly closesA: string;
  readonly closesB: string;
  readonly higher: string;
  readonly lower: string;
}

/** Two definitions. */
export function policyWording(): Wording {
  return {
    title: say('Two definitions compared'),
    a: 'a',
    b: 'b',
    difference: 'b - a',
    both: say('Both bridges'),
    cause: say('Option'),
    causes: say('What each option did'),
    causesByTerm: say('The effect of each option on each term'),
    causesByRate: say('The effect of each option on the rates'),
    order: say('Switched from a to b, in this order.'),
    way: say('From one closing MRR to the other'),
    closesA: say('a closes at'),
    closesB: say('b closes at'),
    higher: say('an option that makes b higher'),
    lower: say('an option that makes b lower'),
  };
}

/** What was reported, and what the rows say now. */
export function restatementWording(): Wording {
  return {
    title: say('Restatement'),
    a: say('Reported'),
    b: say('Restated'),
    difference: say('Change'),
    both: say('As reported and as restated'),
    cause: say('What happened to rows'),
    causes: say('What changed in the rows, and the effect'),
    causesByTerm: say('The effect on each term'),
    causesByRate: say('What changed in the rows, and the effect on the rates'),
    order: say('The fields of the rows that changed; added and removed rows.'),
    way: say('From the reported closing MRR to the restated one'),
    closesA: say('reported closing MRR'),
    closesB: say('restated closing MRR'),
    higher: say('a change that makes it higher'),
    lower: say('a change that makes it lower'),
  };
}
