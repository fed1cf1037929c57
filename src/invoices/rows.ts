import { addMonths, dayLabel, monthsBetween } from '../calendar/open.ts';
import { compare, multiply, one, type Rational, subtract } from '../exact/index.ts';
import type { Subscription } from '../ledger/query.ts';
import { amountText } from '../money/index.ts';
import { compareTexts, getOrAdd } from '../table/index.ts';
import type { Charge, Piece } from './charges.ts';
import type { LineInterval } from './invoice-line.ts';
import { monthsOfDays, whole } from './price-charges.ts';
import type { Days, ReadLine } from './read-lines.ts';

/** A row as it grows with the bills that follow it. */
interface Row extends Days {
  readonly customer: string;
  readonly subscription: string;
  readonly fields: Pick<
    Subscription,
    'amount' | 'interval' | 'intervalCount' | 'discount' | 'currency' | 'plan' | 'segment'
  >;
}

/** The rows of charges, with their prices per month: a row goes on for as long as the bills after it are the same. */
export function rowsOf(charges: readonly (readonly [Charge, Rational])[]): Row[] {
  const rows: Row[] = [];
  // By where they end and what they are: several seats may be on several lines alike.
  const open = new Map<string, number[]>();
  for (const [charge, price] of charges) {
    for (const piece of charge.pieces) {
      const end = Math.min(piece.end, charge.until);
      if (piece.left.n === 0n || end <= piece.start) continue;
      const row = rowOf(charge, price, { ...piece, end });
      const key = JSON.stringify([row.subscription, row.fields]);
      // A price of a term is for its own days.
      const place = row.fields.interval === 'term' ? undefined : open.get(`${row.start} ${key}`)?.pop();
      if (place === undefined) rows.push(row);
      else rows[place] = { ...(rows[place] as Row), end };
      getOrAdd(open, `${end} ${key}`, (): number[] => []).push(place ?? rows.length - 1);
    }
  }
  return rows;
}

function rowOf({ line, months, interval }: Charge, price: Rational, piece: Piece): Row {
  const { customer, currency, plan, segment } = line;
  const cycle = interval ?? (months > 0 ? cycleOf(months) : undefined);
  const amount = interval ? line.amount : multiply(price, months > 0 ? whole(months) : termMonths(piece));
  const isReduced = compare(piece.left, one) !== 0;
  const fields = {
    amount: amountText(amount),
    interval: cycle?.interval ?? 'term',
    ...((cycle?.intervalCount ?? 1) !== 1 && { intervalCount: cycle?.intervalCount }),
    ...(isReduced && { discount: { amount: amountText(multiply(amount, subtract(one, piece.left))) } }),
    ...(currency !== undefined && { currency }),
    ...(plan !== undefined && { plan }),
    ...(segment !== undefined && { segment }),
  } as const;
  return { customer, subscription: subscriptionOf(line), start: piece.start, end: piece.end, fields };
}

/** Lines without an id of their own are one subscription per plan. */
export function subscriptionOf({ customer, subscription, plan }: ReadLine): string {
  return subscription ?? plan ?? customer;
}

/** What a bill of so many months is called. */
function cycleOf(months: number): LineInterval {
  if (months % 12 === 0) return { interval: 'year', intervalCount: months / 12 };
  return months === 3 ? { interval: 'quarter' } : { interval: 'month', intervalCount: months };
}

/** How many months a ledger takes a row of the interval 'term' for. */
function termMonths({ start, end }: Days): Rational {
  const months = monthsBetween(start, end);
  return months > 0 && addMonths(start, months) === end ? whole(months) : monthsOfDays(end - start);
}

export function compareRows(a: Row, b: Row): number {
  return (
    compareTexts(a.customer, b.customer) ||
    compareTexts(a.subscription, b.subscription) ||
    a.start - b.start ||
    a.end - b.end ||
    compareTexts(JSON.stringify(a.fields), JSON.stringify(b.fields))
  );
}

export function subscriptionRow({ customer, subscription, start, end, fields }: Row): Subscription {
  return {
    customerId: customer,
    subscriptionId: subscription,
    start: dayLabel(start),
    end: dayLabel(end),
    ...fields,
  };
}
