import { compare, one, type Rational, zero } from '../exact/index.ts';
import { getOrAdd } from '../table/index.ts';
import { type Charge, compareCharges, runningIn } from './charges.ts';
import type { LineRejection } from './invoice-line.ts';
import type { Days, ReadLine } from './read-lines.ts';

/** What one customer was billed in one currency. */
export interface Account {
  readonly charges: readonly Charge[];
  /** What the one-time lines of an invoice come to: a credit of all of it takes them back as well. */
  oneTimeOf(invoice: string): Rational | undefined;
  /** Whether a one-time line, or an invoice of such, has this id. */
  isOneTime(id: string): boolean;
}

/** What a credit may take back. */
export interface Targets {
  readonly charges: readonly Charge[];
  /** The days on which the credit counts; missing: all those of the charges. */
  readonly days: Days | undefined;
  /** What it takes back besides, which is no recurring revenue. */
  readonly oneTime: Rational;
}

/** Finds what credits may take back: the first choice that is enough. */
export function targetsIn(account: Account): (credit: ReadLine) => readonly Targets[] | LineRejection {
  const sorted = [...account.charges].sort(compareCharges);
  const lists = new Map<string, Charge[]>();
  const note = (key: string, charge: Charge) => getOrAdd(lists, key, (): Charge[] => []).push(charge);
  for (const charge of sorted) {
    const { subscription, plan, invoice, line } = charge.line;
    note('all', charge);
    if (subscription !== undefined) note(`subscription ${subscription}`, charge);
    if (plan !== undefined) note(`plan ${plan}`, charge);
    if (invoice !== undefined) note(`invoice ${invoice}`, charge);
    if (line !== undefined) note(`line ${line}`, charge);
  }
  const longest = sorted.reduce((most, { start, end }) => Math.max(most, end - start), 0);

  return (credit) => {
    const { creditOf, days, invoice, subscription, plan } = credit;
    if (creditOf !== undefined) {
      const ofLine = lists.get(`line ${creditOf}`);
      const isAmbiguous = ofLine?.some(({ line }) => line.invoice !== ofLine[0]?.line.invoice);
      if (isAmbiguous || (ofLine && lists.has(`invoice ${creditOf}`))) return 'CREDIT_AMBIGUOUS';
      if (ofLine !== undefined) return [{ charges: ofLine, days, oneTime: zero }];
      const isNone = account.isOneTime(creditOf) ? 'ONE_TIME' : 'NOTHING_TO_CREDIT';
      return ofInvoice(lists.get(`invoice ${creditOf}`), creditOf, days) ?? isNone;
    }
    if (days === undefined) {
      const own = invoice === undefined ? undefined : lists.get(`invoice ${invoice}`)?.filter(belongsTo(credit));
      return ofInvoice(own, invoice ?? '', undefined) ?? 'NO_PERIOD';
    }
    const key =
      subscription !== undefined ? `subscription ${subscription}` : plan !== undefined ? `plan ${plan}` : 'all';
    const running = runningIn(lists.get(key) ?? [], longest, days);
    const ofPlan = subscription === undefined || plan === undefined ? [] : running.filter(belongsTo(credit));
    return [...choicesOf(credit, ofPlan), ...choicesOf(credit, running)].map((charges) => {
      return { charges, days, oneTime: zero };
    });
  };

  function ofInvoice(
    charges: readonly Charge[] | undefined,
    id: string,
    days: Days | undefined,
  ): Targets[] | undefined {
    if (charges === undefined) return undefined;
    return [{ charges, days, oneTime: days === undefined ? (account.oneTimeOf(id) ?? zero) : zero }];
  }
}

/** Whether a charge is of the subscription and plan that a credit names. */
function belongsTo({ subscription, plan }: ReadLine): (charge: Charge) => boolean {
  return ({ line }) =>
    (subscription === undefined || line.subscription === subscription) && (plan === undefined || line.plan === plan);
}

/**
 * Of the charges that run beside a credit: one of its very days and amount; those that were billed before it, for what is billed with it may come in
 * their place; all of them.
 */
function choicesOf({ days, amount, date }: ReadLine, running: readonly Charge[]): (readonly Charge[])[] {
  const isEarlier = ({ line }: Charge) => date !== undefined && line.date !== undefined && line.date < date;
  const same = running.filter(
    ({ line, start, end, pieces }) =>
      start === days?.start &&
      end === days.end &&
      compare(line.amount, amount) === 0 &&
      pieces.every(({ left }) => compare(left, one) === 0),
  );
  const exact = same.find(isEarlier) ?? same[0];
  if (exact !== undefined) return [[exact]];
  return running.length === 0 ? [] : [running.filter(isEarlier), running];
}
