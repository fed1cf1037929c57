import type { Rational } from '../../exact/index.ts';
import type { OpenedSource, Policy } from '../../ledger/query.ts';
import { amountText } from '../../money/index.ts';

/** Every option of a source with its value, as a policy of plain JSON that says all of them; the form of amounts is none. */
export function definitionsIn({ ledger, statement }: OpenedSource): Policy {
  const { zone, asOf, currency, exchangeRates, ...rules } = ledger.rules;
  const { money: _, ...options } = statement;
  return {
    timeZone: zone.timeZone,
    ...(Number.isFinite(asOf) && { asOf: new Date(asOf).toISOString() }),
    ...rules,
    ...(currency !== null && { currency }),
    ...(exchangeRates !== null && { exchangeRates: ratesIn(exchangeRates.byCurrency) }),
    ...options,
  } as Policy;
}

function ratesIn(byCurrency: ReadonlyMap<string, Rational | ReadonlyMap<string, Rational>>) {
  return Object.fromEntries(
    Array.from(byCurrency, ([currency, given]) => [
      currency,
      'n' in given
        ? amountText(given)
        : Object.fromEntries(Array.from(given, ([month, rate]) => [month, amountText(rate)])),
    ]),
  );
}
