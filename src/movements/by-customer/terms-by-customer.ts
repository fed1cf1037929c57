import type { CheckedPeriod } from '../../calendar/open.ts';
import { absolute, add, compare, type Rational, subtract, zero } from '../../exact/index.ts';
import { type OpenedSource, placeOf, stepBefore } from '../../ledger/query.ts';
import { type MrrTermName, mrrTermNames } from '../statement/mrr-statement.ts';
import { kinds } from '../walk/kinds.ts';
import { exchangeInstants, inReportingCurrency } from '../walk/reporting-currency.ts';
import { amountsOfStep, stepsOfEntity } from '../walk/step-amounts.ts';
import { bookingOf } from '../walk/tracks.ts';
import { entityMovements } from './entity-movements.ts';

/** The amounts of an MRR bridge, exactly. */
export type ExactTerms = { readonly [term in MrrTermName]: Rational };

export const noTerms = /* @__PURE__ */ Object.fromEntries(
  /* @__PURE__ */ mrrTermNames.map((term) => [term, zero]),
) as ExactTerms;

export function combineTerms(
  a: ExactTerms,
  b: ExactTerms,
  combine: (a: Rational, b: Rational) => Rational,
): ExactTerms {
  return /* @__PURE__ */ Object.fromEntries(
    /* @__PURE__ */ mrrTermNames.map((term) => [term, combine(a[term], b[term])]),
  ) as ExactTerms;
}

/** Each customer's share of a period's bridge; the shares add up to its terms. */
export function termsByCustomer({ ledger, statement }: OpenedSource, checked: CheckedPeriod): Map<string, ExactTerms> {
  const { customerIds } = ledger.entities;
  const byCustomer = new Map<string, ExactTerms>();
  const book = (entity: number, terms: Partial<ExactTerms>) => {
    const customerId = customerIds[entity] as string;
    byCustomer.set(customerId, combineTerms(byCustomer.get(customerId) ?? noTerms, { ...noTerms, ...terms }, add));
  };

  for (const { entity, kind, from, to } of entityMovements(ledger, checked, bookingOf(statement))) {
    if (kind === null) continue;
    book(entity, { [kinds[kind] as MrrTermName]: absolute(subtract(to, from)) });
  }

  const exchange = exchangeInstants(checked);
  const [startPlace, endPlace] = [checked.start, checked.end].map((at) => placeOf(at, ledger.instants)) as [
    number,
    number,
  ];
  for (let entity = 0; entity < customerIds.length; entity += 1) {
    const steps = stepsOfEntity(ledger, entity);
    const amountBefore = (place: number, exchangeInstant: number) => {
      const step = stepBefore(steps, entity, place);
      if (step < (steps.offsets[entity] as number) || steps.levels[step] === 0) return zero;
      return inReportingCurrency(ledger, amountsOfStep(ledger, steps, entity, step), exchangeInstant);
    };
    const opening = amountBefore(startPlace, exchange.opening);
    const closing = amountBefore(endPlace, exchange.closing);
    if (opening.n === 0n && closing.n === 0n) continue;
    const closingAtOpening = amountBefore(endPlace, exchange.opening);
    const isOpen = opening.n !== 0n;
    book(entity, {
      opening,
      closing,
      fx: subtract(closing, closingAtOpening),
      retainedNet: isOpen ? closingAtOpening : zero,
      retainedGross: isOpen && compare(closingAtOpening, opening) > 0 ? opening : isOpen ? closingAtOpening : zero,
    });
  }
  return byCustomer;
}
