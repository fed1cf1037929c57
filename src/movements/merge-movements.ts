import type { Decimal } from 'decimal.js';
import { readPeriod, type Span, thawPeriod } from '../calendar/period.ts';
import { reject } from '../errors.ts';
import { add, type Rational, zero } from '../exact/index.ts';
import { isDecimal } from '../money/amount.ts';
import { type Money, type MoneyOf, moneyOut } from '../money/money-out.ts';
import { type MrrMovements, type MrrTermName, mrrTermNames, policyOf, withPolicy } from './mrr-statement.ts';
import { readMrrTerms } from './terms.ts';

/**
 * The MRR bridge of the whole from those of its parts: shards of the customers, computed apart and merged.
 *
 * Formula: each term is the sum of that term over the parts. Fraction strings and Decimals add exactly, so that with
 * `money: 'fraction'` the merged statement equals that of the whole to the character, also after a way through JSON. Numbers are added
 * as the decimals they print as and rounded once.
 *
 * @param statements - Statements of `mrrMovements` over disjoint customers, at least one, all of one period, currency, form of money
 * and policy. A statement that came through JSON no longer tells its policy: keeping that the same is then up to you.
 * @returns A statement in the form of the parts; `complete` when all parts are.
 * @throws MetricsError `INVALID_TYPE` for anything but an array of statements, or for amounts in different forms; `INVALID_AMOUNT` for a
 * term; `INVALID_PERIOD`; `UNKNOWN_KEY`; `CONFLICTING_POLICY` when period, currency or policy differ.
 *
 * Cost: O(statements). Source: the sum over disjoint groups.
 *
 * @example
 * ```ts
 * const subscriptions: Subscription[] = [
 *   { customerId: 'ada', start: '2026-01-01', amount: 100, interval: 'year' },
 *   { customerId: 'ben', start: '2026-01-01', amount: 100, interval: 'year' },
 *   { customerId: 'eve', start: '2026-01-01', amount: 100, interval: 'year' },
 * ];
 * const shards = subscriptions.map((row) => mrrMovements([row], month('2026-01'), { money: 'fraction' }));
 * shards[0].closing; // => '25/3'
 * mergeMovements(shards).closing; // => '25'
 * ```
 */
export function mergeMovements<M extends number | string | Decimal>(
  statements: readonly MrrMovements<M>[],
): MrrMovements<M>;
export function mergeMovements(statements: readonly MrrMovements<MoneyOf<Money>>[]): MrrMovements<MoneyOf<Money>> {
  if (!Array.isArray(statements) || statements.length === 0) {
    reject('INVALID_TYPE', 'statements', 'be an array of one statement or more', statements);
  }
  const parts = statements.map((statement, index) => readPart(statement, `statements[${index}]`));
  const [first] = parts as [Part];
  const policy = parts.find((part) => part.policy !== undefined)?.policy;
  for (const part of parts) checkSame(part, first, policy);

  const print = moneyOut(first.form);
  const sum = (term: MrrTermName) =>
    print(parts.map(({ terms }) => terms[term] ?? zero).reduce((total, amount) => add(total, amount)));
  const sums = Object.fromEntries(mrrTermNames.map((term) => [term, sum(term)]));
  const complete = parts.every((part) => part.complete);
  const merged = { period: first.span.period, complete, currency: first.currency, ...sums };
  return withPolicy(merged as unknown as MrrMovements<MoneyOf<Money>>, policy);
}

interface Part {
  readonly path: string;
  readonly span: Span;
  readonly complete: boolean;
  readonly currency: string | null;
  readonly policy: string | undefined;
  readonly form: Money;
  readonly terms: { readonly [term in MrrTermName]: Rational | undefined };
}

function readPart(statement: MrrMovements<MoneyOf<Money>>, path: string): Part {
  const terms = readMrrTerms(statement, path);
  const forms = mrrTermNames.filter((term) => statement[term] !== undefined).map((term) => formOf(statement[term]));
  const form = forms[0] as Money;
  const other = mrrTermNames.find((_, i) => forms[i] !== undefined && forms[i] !== form);
  if (other !== undefined) rejectForm(`${path}.${other}`, form, statement[other]);
  return {
    path,
    span: readPeriod(thawPeriod(statement.period), `${path}.period`),
    complete: statement.complete,
    currency: statement.currency ?? null,
    policy: policyOf(statement),
    form,
    terms,
  };
}

function checkSame(part: Part, first: Part, policy: string | undefined): void {
  const { span, path } = part;
  const isSamePeriod = span.start === first.span.start && span.end === first.span.end;
  if (!isSamePeriod || span.period.timeZone !== first.span.period.timeZone) {
    reject(
      'CONFLICTING_POLICY',
      `${path}.period`,
      `be that of the first, '${first.span.period.label}'`,
      span.period.label,
    );
  }
  if (part.currency !== first.currency) {
    reject('CONFLICTING_POLICY', `${path}.currency`, `be that of the first, '${first.currency}'`, part.currency);
  }
  if (part.policy !== undefined && part.policy !== policy) {
    reject('CONFLICTING_POLICY', path, `have been made under the policy of the others, ${policy}`, part.policy);
  }
  if (part.form !== first.form) rejectForm(path, first.form, part.form);
}

function rejectForm(path: string, form: Money, received: unknown): never {
  reject('INVALID_TYPE', path, `be of the form of the others, '${form}'`, received);
}

function formOf(amount: unknown): Money {
  if (isDecimal(amount)) return 'decimal';
  return typeof amount === 'string' ? 'fraction' : 'number';
}
