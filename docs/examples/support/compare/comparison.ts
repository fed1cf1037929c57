import type {
  ExplainedRate,
  LedgerComparison,
  MrrMovements,
  MrrTermValues,
  Policy,
  PolicyComparison,
  Ratio,
} from 'tenure';
import { settable } from '../flags/settings.ts';
import { signed } from '../language/formats.ts';
import { inSentence, say, sayChange } from '../language/language.ts';
import type { Side } from './sides.ts';

type Term = keyof MrrTermValues;

/** What made a difference: an option, or what happened to rows. */
export interface Cause {
  readonly option: string;
  /** What a reader is told: of an option its name, as it is given to the program. */
  readonly name?: string;
  readonly difference: MrrTermValues;
}

export interface ComparedCustomer {
  readonly customerId: string;
  readonly a: MrrTermValues;
  readonly b: MrrTermValues;
  readonly difference: MrrTermValues;
  readonly causes: readonly Cause[];
}

export interface ComparedRate {
  readonly rate: ExplainedRate;
  readonly a: Ratio;
  readonly b: Ratio;
  readonly difference: number | null;
  readonly causes: readonly { readonly option: string; readonly name?: string; readonly difference: number }[];
}

/** Two bridges of one period, whatever it is that they differ by; a comparison of policies is one. */
export interface Comparison {
  readonly a: MrrMovements;
  readonly b: MrrMovements;
  readonly difference: MrrTermValues;
  readonly causes: readonly Cause[];
  readonly customers: readonly ComparedCustomer[];
  readonly rates: readonly ComparedRate[];
}

/** What was reported as a, and what the rows say now as b. */
export function ofSnapshots({ before, after, difference, ...own }: LedgerComparison): Comparison {
  const named = <Named extends { readonly what: string }>({ what, ...rest }: Named) => ({
    ...rest,
    option: what,
    name: sayChange(what),
  });
  return {
    a: before,
    b: after,
    difference,
    causes: own.causes.map(named),
    customers: own.customers.map(({ before: a, after: b, causes, ...customer }) => ({
      ...customer,
      a,
      b,
      causes: causes.map(named),
    })),
    rates: own.rates.map(({ before: a, after: b, causes, ...rate }) => ({ ...rate, a, b, causes: causes.map(named) })),
  };
}

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
export function bridgeTerms({ a, b, causes }: Comparison): readonly TermTitle[] {
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
export function idleOptions(a: Side, b: Side, { causes, rates }: PolicyComparison): readonly (keyof Policy)[] {
  return settable.filter((option) => {
    const given = ({ policy }: Side) => policy[option] ?? defaults[option];
    return (
      given(a) !== given(b) &&
      [causes, ...rates.map((rate) => rate.causes)].flat().every((cause) => cause.option !== option)
    );
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
  reactivation: 'exclude',
  churnDenominator: 'opening',
};

/** Whose closing MRR differs most comes first, and then whose movements do; ids by code unit break ties. */
export function byDifference({ customers }: Pick<Comparison, 'customers'>): readonly ComparedCustomer[] {
  const size = ({ difference }: ComparedCustomer) =>
    allTerms().reduce((sum, { term }) => sum + Math.abs(difference[term]), 0);
  return [...customers].sort(
    (one, other) =>
      Math.abs(other.difference.closing) - Math.abs(one.difference.closing) ||
      size(other) - size(one) ||
      (one.customerId < other.customerId ? -1 : 1),
  );
}

/** 'pauses (churn -50.00, closing +50.00)'. */
export function causeText({ option, name = option, difference }: Cause): string {
  const [bridge, kept] = [allTerms(), keptTerms()].map((terms) => terms.filter(({ term }) => difference[term] !== 0));
  const changed = [...(bridge ?? []), ...(kept ?? [])];
  const named = changed.length > 2 ? (bridge ?? []) : changed;
  return `${name} (${named.map(({ term, title }) => `${inSentence(title)} ${signed(difference[term])}`).join(', ')})`;
}
