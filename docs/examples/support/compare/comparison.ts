import type { CustomerPolicyDifference, MrrTermValues, Policy, PolicyCause, PolicyComparison } from 'tenure';
import { signed } from '../language/formats.ts';
import { say } from '../language/language.ts';
import { type Side, settable } from './sides.ts';

type Term = keyof MrrTermValues;

export interface TermTitle {
  readonly term: Term;
  readonly title: string;
}

function allTerms(): readonly TermTitle[] {
  return [
    { term: 'opening', title: say('Opening') },
    { term: 'new', title: say('New') },
    { term: 'reactivation', title: say('Reactivation') },
    { term: 'expansion', title: say('Expansion') },
    { term: 'contraction', title: say('Contraction') },
    { term: 'churn', title: say('Churn') },
    { term: 'fx', title: say('Exchange rates') },
    { term: 'closing', title: say('Closing') },
  ];
}

/** The terms of the bridge; exchange rates only where they did anything. */
export function bridgeTerms({ a, b, causes }: PolicyComparison): readonly TermTitle[] {
  const amounts = [a, b, ...causes.map(({ difference }) => difference)];
  return allTerms().filter(({ term }) => term !== 'fx' || amounts.some(({ fx }) => fx !== 0));
}

/** What is kept of the opening MRR, which NRR and GRR are made of. */
export function keptTerms(): readonly TermTitle[] {
  return [
    { term: 'retainedNet', title: say('Kept, net') },
    { term: 'retainedGross', title: say('Kept, gross') },
  ];
}

/** The options that are not the same on both sides, and yet changed nothing in this period. */
export function idleOptions(a: Side, b: Side, { causes }: PolicyComparison): readonly (keyof Policy)[] {
  return settable.filter((option) => {
    const given = ({ policy }: Side) => policy[option] ?? defaults[option];
    return given(a) !== given(b) && causes.every((cause) => cause.option !== option);
  });
}

const defaults: Policy = {
  grain: 'customer',
  trials: 'exclude',
  freePlans: 'exclude',
  pauses: 'churn',
  pastDueGraceDays: null,
  churnAt: 'end',
  startAt: 'start',
  churnGraceDays: 0,
  reactivationWindowDays: null,
  weeksPerMonth: '52/12',
  daysPerMonth: '365/12',
  termLength: 'months',
  movements: 'net',
  mergeWithinSeconds: 0,
};

/** Whose closing MRR differs most comes first, and then whose movements do; ids by code unit break ties. */
export function byDifference({ customers }: PolicyComparison): readonly CustomerPolicyDifference[] {
  const size = ({ difference }: CustomerPolicyDifference) =>
    allTerms().reduce((sum, { term }) => sum + Math.abs(difference[term]), 0);
  return [...customers].sort(
    (one, other) =>
      Math.abs(other.difference.closing) - Math.abs(one.difference.closing) ||
      size(other) - size(one) ||
      (one.customerId < other.customerId ? -1 : 1),
  );
}

/** 'pauses (churn -50.00, closing +50.00)'. */
export function causeText({ option, difference }: PolicyCause): string {
  const [bridge, kept] = [allTerms(), keptTerms()].map((terms) => terms.filter(({ term }) => difference[term] !== 0));
  const changed = [...(bridge ?? []), ...(kept ?? [])];
  const named = changed.length > 2 ? (bridge ?? []) : changed;
  return `${option} (${named.map(({ term, title }) => `${title.toLowerCase()} ${signed(difference[term])}`).join(', ')})`;
}
