import {
  type CheckedPeriod,
  type Instant,
  type Period,
  type PeriodsAsked,
  type PerPeriod,
  readInstant,
  readPeriods,
  type Zone,
} from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import {
  type CompiledLedger,
  checkPolicy,
  checkPriced,
  type LedgerRules,
  ledger,
  ledgerOptions,
  ledgerRules,
  type OpenedSource,
  openSource,
  openUntil,
  type Policy,
  policyText,
  type StatementRules,
  type Subscription,
  type SubscriptionSource,
  statementRules,
} from '../../ledger/query.ts';
import type { Money } from '../../money/index.ts';
import { inParts, type Reading, type ShardFacts } from './in-parts.ts';
import type { InParts, TablePart } from './part.ts';
import type { PartShape, Tally } from './tally.ts';

/** Rows of any form, or a ledger with any form of money. */
export type AnySource = SubscriptionSource<Subscription, Money>;

/** The policy of a question, with every option decided. */
export interface DecidedPolicy {
  readonly policy: Policy<Money>;
  readonly rules: LedgerRules;
  readonly statement: StatementRules;
}

export function decidePolicy(policy: unknown, zone: Zone | undefined, bag = 'policy'): DecidedPolicy {
  const given = checkPolicy(policy === undefined ? {} : policy, bag);
  return { policy: given, rules: ledgerRules(given, zone, bag), statement: statementRules(given) };
}

/** The question about periods that a statement answers. */
export interface PeriodQuestion extends DecidedPolicy, PeriodsAsked {
  /** Of the result: a shard has the same, or none. */
  readonly facts: ShardFacts;
}

/** A shard as the functions over data take it, and opened. */
interface OpenedShard extends OpenedSource, PeriodsAsked {
  readonly source: AnySource;
}

interface PeriodAnswer<Result> {
  readonly of: string;
  readonly shape: PartShape;
  /** What the question is besides its periods and its policy, as JSON; and the options that it has beside those of a policy. */
  readonly options?: unknown;
  readonly bag?: string;
  /** Whether rows without amounts are refused. */
  readonly isPriced?: boolean;
  readonly book: (tally: Tally, opened: OpenedShard, asked: DecidedPolicy & PeriodsAsked) => void;
  /** The result of a period, by its place in the list. */
  readonly answer: (tally: Tally, place: number, checked: CheckedPeriod, asked: PeriodQuestion) => Result;
}

/** A question about a period or a list of them, over a ledger. */
export function periodQuestion<P extends Period | readonly Period[], Result>(
  periods: P,
  policy: unknown,
  { of, shape, options, bag = 'policy', isPriced = true, book, answer }: PeriodAnswer<Result>,
): InParts<AnySource, TablePart, PerPeriod<P, Result>> {
  const read = readPeriods(periods);
  const decided = decidePolicy(policy, read.zone, bag);
  const asked = { ...decided, ...read };
  if (isPriced) checkPriced(asked);
  const reading = readingOfLedger(decided);
  const wanted = wantedText(decided);
  return inParts<AnySource, PerPeriod<P, Result>>({
    of,
    definitions: definitionsText(decided, { periods: periodTexts(read.periods), options }),
    currency: decided.rules.currency,
    shape,
    reading,
    book(tally, source) {
      // Compiled here, so that what is asked of it in turn finds a ledger.
      const own = reading.read(source) as AnySource;
      // Periods were read with the question, not once more with each shard.
      const opened = openSource(own, decided.policy, read.zone, bag);
      checkDefinitions({ rules: opened.ledger.rules, statement: opened.statement }, wanted, bag);
      book(tally, Object.assign(opened, read, { source: own }), asked);
      return factsOf(opened.ledger);
    },
    answer(tally, facts) {
      const question = { ...asked, facts };
      const results = read.periods.map((checked, place) => answer(tally, place, checked, question));
      return (read.isList ? results : results[0]) as PerPeriod<P, Result>;
    },
  });
}

/** The whole question in one text. */
export function definitionsText(decided: DecidedPolicy, question: object): string {
  return JSON.stringify({ ...question, policy: JSON.parse(wantedText(decided)) });
}

function periodTexts(periods: readonly CheckedPeriod[]): unknown {
  return periods.map(({ start, end, period }) => [period.label, start, end]);
}

/** The options of a question as text, which a ledger has to have been compiled under. */
export function wantedText({ rules, statement }: Pick<DecidedPolicy, 'rules' | 'statement'>): string {
  return policyText(rules, statement);
}

/** Refuses a ledger that was compiled, or has defaults, under other options than those of the question. */
export function checkDefinitions(
  compiled: Pick<DecidedPolicy, 'rules' | 'statement'>,
  wanted: string,
  bag: string,
): void {
  const own = wantedText(compiled);
  if (own !== wanted) reject('CONFLICTING_POLICY', bag, `be that of the ledger, ${own}`, wanted);
}

/** What a ledger is beside its sums. */
export function factsOf(compiled: CompiledLedger): ShardFacts {
  const { currency, entities } = compiled;
  // Subscriptions of one customer can be entities of their own.
  const isByCustomer = entities.subscriptionIds.length === 0;
  const customers = isByCustomer ? entities.count : new Set(entities.customerIds()).size;
  return { currency, rows: compiled.subscriptionIds().length, customers };
}

/** Rows become a ledger under the options that are compiled in. */
export function readingOfLedger({ policy, rules, statement }: DecidedPolicy): Reading {
  const names = Object.keys(ledgerOptions) as (keyof Policy)[];
  const own = Object.fromEntries(names.map((name) => [name, policy[name]]));
  return {
    name: `ledger ${policyText(rules, { ...statement, ...statementRules({}) })}`,
    read: (source) =>
      Array.isArray(source) ? ledger(source, { ...own, timeZone: rules.zone.timeZone } as Policy<Money>) : source,
  };
}

interface LifeAnswer<Result> {
  readonly of: string;
  readonly shape: PartShape;
  readonly asOf: Instant | undefined;
  readonly policy: unknown;
  readonly options: unknown;
  /** The names of the parameter `asOf`, and of the bag that the policy is in. */
  readonly path: string;
  readonly bag: string;
  readonly isPriced: boolean;
  readonly book: (tally: Tally, opened: OpenedSource & { readonly until: number }, source: AnySource) => void;
  readonly answer: (tally: Tally, asked: DecidedPolicy & { readonly until: number }) => Result;
}

/** A question about customers' lives, known up to an instant that has to be given: a shard cannot know that of another one. */
export function lifeQuestion<Result>({
  of,
  shape,
  asOf,
  policy,
  options,
  path,
  bag,
  isPriced,
  book,
  answer,
}: LifeAnswer<Result>): InParts<AnySource, TablePart, Result> {
  const given = checkPolicy(policy === undefined ? {} : policy, bag);
  const own = asOf ?? given.asOf;
  if (own === undefined) reject('INVALID_INSTANT', path, 'be present: the instant the data was taken', own);
  const decided = decidePolicy({ ...given, asOf: given.asOf ?? own }, undefined, bag);
  const until = readInstant(own, decided.rules.zone, path);
  if (isPriced) checkPriced(decided);
  // Where a ledger is known further than the question goes, it answers as one that is not.
  const rulesOf = (rules: LedgerRules): LedgerRules => ({ ...rules, asOf: until });
  const known = { ...decided, rules: rulesOf(decided.rules) };
  const reading = readingOfLedger(decided);
  const wanted = wantedText(known);
  return inParts<AnySource, Result>({
    of,
    definitions: definitionsText(known, { until, options }),
    currency: decided.rules.currency,
    shape,
    reading,
    book(tally, source) {
      const shard = reading.read(source) as AnySource;
      const opened = openUntil(shard, own, given, path, bag);
      checkDefinitions({ rules: rulesOf(opened.ledger.rules), statement: opened.statement }, wanted, bag);
      book(tally, opened, shard);
      return factsOf(opened.ledger);
    },
    answer: (tally) => answer(tally, { ...known, until }),
  });
}
