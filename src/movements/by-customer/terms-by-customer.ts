import type { CheckedPeriod } from '../../calendar/open.ts';
import { absolute, add, compare, type Rational, subtract, zero } from '../../exact/index.ts';
import { type OpenedSource, placeOf, stepBefore } from '../../ledger/query.ts';
import { type MrrTermName, mrrTermNames } from '../statement/mrr-statement.ts';
import { kinds } from '../walk/kinds.ts';
import { exchangeInstants, inReportingCurrency } from '../walk/reporting-currency.ts';
import { amountsOfStep, stepsOfEntity } from '../walk/step-amounts.ts';
import { bookingOf } from '../walk/tracks.ts';
import { type EntityMovement, entityMovements } from './entity-movements.ts';

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
  const customerIds = ledger.entities.customerIds();
  const byCustomer = new Map<string, ExactTerms>();
  const exchange = exchangeInstants(checked);
  const [startPlace, endPlace] = [checked.start, checked.end].map((at) => placeOf(at, ledger.instants)) as [
    number,
    number,
  ];
  // Entity by entity, in their order.
  const movements = entityMovements(ledger, checked, bookingOf(statement));
  let next = 0;
  for (let entity = 0; entity < customerIds.length; entity += 1) {
    let own: { -readonly [term in MrrTermName]: Rational } | undefined;
    for (; movements[next]?.entity === entity; next += 1) {
      const { kind, from, to } = movements[next] as EntityMovement;
      if (kind === null) continue;
      own ??= { ...noTerms };
      const term = kinds[kind] as MrrTermName;
      own[term] = add(own[term], absolute(subtract(to, from)));
    }
    const steps = stepsOfEntity(ledger, entity);
    const amountBefore = (place: number, exchangeInstant: number) => {
      const step = stepBefore(steps, entity, place);
      if (step < (steps.offsets[entity] as number) || steps.levels[step] === 0) return zero;
      return inReportingCurrency(ledger, amountsOfStep(ledger, steps, entity, step), exchangeInstant);
    };
    const opening = amountBefore(startPlace, exchange.opening);
    const closing = amountBefore(endPlace, exchange.closing);
    if (opening.n !== 0n || closing.n !== 0n) {
      const atOpening = ledger.rules.exchangeRates === null ? closing : amountBefore(endPlace, exchange.opening);
      own ??= { ...noTerms };
      own.opening = opening;
      own.closing = closing;
      if (atOpening !== closing) own.fx = subtract(closing, atOpening);
      if (opening.n !== 0n) {
        own.retainedNet = atOpening;
        own.retainedGross = compare(atOpening, opening) > 0 ? opening : atOpening;
      }
    }
    if (own === undefined) continue;
    const customerId = customerIds[entity] as string;
    const others = byCustomer.get(customerId);
    byCustomer.set(customerId, others === undefined ? own : combineTerms(others, own, add));
  }
  return byCustomer;
}
