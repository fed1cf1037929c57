import type { Subscription } from 'tenure';
import { fromStripe, type StripeData, type StripeOptions, type StripeSubscription } from 'tenure/stripe';
import { expect } from 'vitest';
import { deepFreeze } from '../support/deep-freeze.ts';
import { at, item, price } from './objects.ts';

export const iso = (text: string) => new Date(at(text) * 1000).toISOString();
export const basic = price('basic', 2000);
export const pro = price('pro', 5000);
export const seat = price('seat', 1000);

export const convert = (data: StripeData, options?: StripeOptions) => fromStripe(deepFreeze(data), deepFreeze(options));
export const rowsOf = (one: StripeSubscription, options?: StripeOptions): readonly Subscription[] => {
  const { subscriptions, skipped } = convert({ subscriptions: [one] }, options);
  expect(skipped).toEqual([]);
  return subscriptions;
};
export const rowOf = (one: StripeSubscription, options?: StripeOptions) => rowsOf(one, options)[0];
export const notesOf = (data: StripeData, options?: StripeOptions) =>
  Object.fromEntries(convert(data, options).notes.map(({ code, ids }) => [code, ids]));

/** The one item of a subscription, whatever it costs at a time. */
export const one = (own: Parameters<typeof item>[0], quantity = 1) => item(own, quantity, { id: 'si_1' });
/** From when until when which amount and quantity. */
export const amounts = (rows: readonly Subscription[]) =>
  rows.map(({ start, end, amount, quantity }) => [
    String(start).slice(0, 10),
    end && String(end).slice(0, 10),
    amount,
    quantity,
  ]);
