import type { MetricsError } from 'tenure';
import { fromStripe, type StripeData, type StripeOptions } from 'tenure/stripe';
import { describe, expect, test } from 'vitest';
import { keysOf, refusal } from '../support/caught.ts';
import { at, coupon, discount, event, invoice, item, line, price, subscription } from './objects.ts';

const basic = price('basic', 2000);
const own = subscription([item(basic)]);
const bill = invoice('2026-01-01', [line(basic, 1, '2026-01-01', '2026-02-01')]);

const of = (data: unknown, options?: unknown): Partial<MetricsError> | undefined =>
  refusal(() => fromStripe(data as StripeData, options as StripeOptions));
const ofSubscription = (fields: object) => of({ subscriptions: [own, { ...own, id: 'sub_2', ...fields }] });
const ofItem = (fields: object) => ofSubscription({ items: { data: [{ ...item(basic), ...fields }] } });
const ofPrice = (fields: object) => ofItem({ price: { ...basic, ...fields } });
const ofDiscount = (fields: object) =>
  ofSubscription({ discounts: [{ ...discount('d', coupon('c', { percent_off: 5 })), ...fields }] });
const ofCoupon = (fields: object) =>
  ofDiscount({ coupon: { id: 'c', duration: 'forever', percent_off: 5, ...fields } });
const ofInvoice = (fields: object) => of({ subscriptions: [own], invoices: [{ ...bill, ...fields }] });
const ofLine = (fields: object) => ofInvoice({ lines: { data: [{ ...bill.lines.data[0], ...fields }] } });
const ofEvent = (fields: object) =>
  of({ subscriptions: [own], events: [{ ...event('2026-02-01', own, {}), ...fields }] });

describe('what is no object of Stripe throws, with its path', () => {
  const inSubscription: [object, string, string][] = [
    [{ id: undefined }, 'INVALID_TYPE', 'id'],
    [{ id: '' }, 'INVALID_TYPE', 'id'],
    [{ customer: null }, 'INVALID_TYPE', 'customer'],
    [{ customer: {} }, 'INVALID_TYPE', 'customer.id'],
    [{ status: undefined }, 'INVALID_TYPE', 'status'],
    [{ currency: 5 }, 'INVALID_TYPE', 'currency'],
    [{ items: undefined }, 'INVALID_TYPE', 'items'],
    [{ items: { data: 'none' } }, 'INVALID_TYPE', 'items'],
    [{ items: { data: [null] } }, 'INVALID_TYPE', 'items.data[0]'],
    [{ start_date: undefined, created: undefined }, 'INVALID_INSTANT', 'start_date'],
    [{ start_date: '2026-01-01 09:30:00' }, 'INVALID_INSTANT', 'start_date'],
    [{ start_date: 1767225600000 }, 'INVALID_INSTANT', 'start_date'],
    [{ created: 1.5 }, 'INVALID_INSTANT', 'created'],
    [{ ended_at: Number.NaN }, 'INVALID_INSTANT', 'ended_at'],
    [{ cancel_at: 'soon' }, 'INVALID_INSTANT', 'cancel_at'],
    [{ canceled_at: 1e300 }, 'INVALID_INSTANT', 'canceled_at'],
    [{ current_period_start: true }, 'INVALID_INSTANT', 'current_period_start'],
    [{ current_period_end: {} }, 'INVALID_INSTANT', 'current_period_end'],
    [{ trial_start: 'x' }, 'INVALID_INSTANT', 'trial_start'],
    [{ trial_end: new Date(Number.NaN) }, 'INVALID_INSTANT', 'trial_end'],
    [{ trial_end: '2026-02-30' }, 'INVALID_INSTANT', 'trial_end'],
    [{ pause_collection: 'void' }, 'INVALID_TYPE', 'pause_collection'],
    [{ pause_collection: { resumes_at: 'x' } }, 'INVALID_INSTANT', 'pause_collection.resumes_at'],
    [{ cancellation_details: 'x' }, 'INVALID_TYPE', 'cancellation_details'],
    [{ cancellation_details: { feedback: 5 } }, 'INVALID_TYPE', 'cancellation_details.feedback'],
    [{ status_details: 5 }, 'INVALID_TYPE', 'status_details'],
    [{ discounts: 'x' }, 'INVALID_TYPE', 'discounts'],
    [{ discounts: [5] }, 'INVALID_TYPE', 'discounts[0]'],
    [{ discount: 5 }, 'INVALID_TYPE', 'discount'],
  ];
  test.each(inSubscription)('subscription %o', (fields, code, path) => {
    expect(ofSubscription(fields)).toMatchObject({ code, path: keysOf(`data.subscriptions[1].${path}`) });
  });

  const inItem: [object, string, string][] = [
    [{ id: 5 }, 'INVALID_TYPE', 'id'],
    [{ price: '{"id":"p"}' }, 'INVALID_TYPE', 'price.currency'],
    [{ price: 5 }, 'INVALID_TYPE', 'price'],
    [{ price: null, plan: null }, 'INVALID_TYPE', 'plan'],
    [{ quantity: -1 }, 'INVALID_NUMBER', 'quantity'],
    [{ quantity: '3 seats' }, 'INVALID_NUMBER', 'quantity'],
    [{ created: 'x' }, 'INVALID_INSTANT', 'created'],
    [{ current_period_end: 'x' }, 'INVALID_INSTANT', 'current_period_end'],
  ];
  test.each(inItem)('item %o', (fields, code, path) => {
    expect(ofItem(fields)).toMatchObject({ code, path: keysOf(`data.subscriptions[1].items.data[0].${path}`) });
  });

  const inPrice: [object, string, string][] = [
    [{ id: null }, 'INVALID_TYPE', 'id'],
    [{ currency: '' }, 'INVALID_TYPE', 'currency'],
    [{ unit_amount_decimal: '1,5' }, 'INVALID_AMOUNT', 'unit_amount_decimal'],
    [{ unit_amount_decimal: '-5' }, 'INVALID_AMOUNT', 'unit_amount_decimal'],
    [{ unit_amount_decimal: null, unit_amount: -5 }, 'INVALID_AMOUNT', 'unit_amount'],
    [{ unit_amount_decimal: null, unit_amount: Number.POSITIVE_INFINITY }, 'INVALID_AMOUNT', 'unit_amount'],
    [{ recurring: 'month' }, 'INVALID_TYPE', 'recurring'],
    [{ recurring: { interval: 'fortnight' } }, 'INVALID_OPTION', 'recurring.interval'],
    [{ recurring: { interval: 'month', interval_count: 0 } }, 'INVALID_NUMBER', 'recurring.interval_count'],
    [{ transform_quantity: { divide_by: 0, round: 'up' } }, 'INVALID_NUMBER', 'transform_quantity.divide_by'],
    [{ transform_usage: { divide_by: -1, round: 'up' } }, 'INVALID_NUMBER', 'transform_usage.divide_by'],
    [{ unit_amount_decimal: `${'1'.repeat(40_000)}x` }, 'INVALID_AMOUNT', 'unit_amount_decimal'],
    [{ product: 5 }, 'INVALID_TYPE', 'product'],
    [{ nickname: 5 }, 'INVALID_TYPE', 'nickname'],
    [{ currency_options: 5 }, 'INVALID_TYPE', 'currency_options'],
    [{ billing_scheme: 'tiered', tiers: 5 }, 'INVALID_TYPE', 'tiers'],
    [{ billing_scheme: 'tiered', tiers: [5] }, 'INVALID_TYPE', 'tiers[0]'],
    [{ billing_scheme: 'tiered', tiers: [{ up_to: -1 }] }, 'INVALID_NUMBER', 'tiers[0].up_to'],
    [{ billing_scheme: 'tiered', tiers: [{ up_to: 5, unit_amount: 'x' }] }, 'INVALID_AMOUNT', 'tiers[0].unit_amount'],
  ];
  test.each(inPrice)('price %o', (fields, code, path) => {
    expect(ofPrice(fields)).toMatchObject({ code, path: keysOf(`data.subscriptions[1].items.data[0].price.${path}`) });
  });

  const inDiscount: [object, string, string][] = [
    [{ start: 'x' }, 'INVALID_INSTANT', 'start'],
    [{ end: 'x' }, 'INVALID_INSTANT', 'end'],
    [{ id: 5 }, 'INVALID_TYPE', 'id'],
    [{ source: 5 }, 'INVALID_TYPE', 'source'],
    [{ subscription_item: 5 }, 'INVALID_TYPE', 'subscription_item'],
  ];
  test.each(inDiscount)('discount %o', (fields, code, path) => {
    expect(ofDiscount(fields)).toMatchObject({ code, path: keysOf(`data.subscriptions[1].discounts[0].${path}`) });
  });

  const inCoupon: [object, string, string][] = [
    [{ duration: 'always' }, 'INVALID_OPTION', 'duration'],
    [{ percent_off: 101 }, 'INVALID_AMOUNT', 'percent_off'],
    [{ percent_off: null }, 'INVALID_TYPE', 'currency'],
    [{ percent_off: null, amount_off: -5, currency: 'usd' }, 'INVALID_AMOUNT', 'amount_off'],
    [{ duration: 'repeating', duration_in_months: 0 }, 'INVALID_NUMBER', 'duration_in_months'],
    [{ applies_to: { products: 'all' } }, 'INVALID_TYPE', 'applies_to.products'],
    [{ applies_to: { products: ['p', 5] } }, 'INVALID_TYPE', 'applies_to.products[1]'],
  ];
  test.each(inCoupon)('coupon %o', (fields, code, path) => {
    expect(ofCoupon(fields)).toMatchObject({ code, path: keysOf(`data.subscriptions[1].discounts[0].coupon.${path}`) });
  });

  const inInvoice: [object, string, string][] = [
    [{ created: undefined }, 'INVALID_INSTANT', 'created'],
    [{ lines: undefined }, 'INVALID_TYPE', 'lines'],
    [{ status: 5 }, 'INVALID_TYPE', 'status'],
    [{ subscription: {} }, 'INVALID_TYPE', 'subscription.id'],
    [{ parent: 5 }, 'INVALID_TYPE', 'parent'],
    [{ attempt_count: -1 }, 'INVALID_NUMBER', 'attempt_count'],
    [{ due_date: 'x' }, 'INVALID_INSTANT', 'due_date'],
    [{ status_transitions: { paid_at: 'x' } }, 'INVALID_INSTANT', 'status_transitions.paid_at'],
  ];
  test.each(inInvoice)('invoice %o', (fields, code, path) => {
    expect(ofInvoice(fields)).toMatchObject({ code, path: keysOf(`data.invoices[0].${path}`) });
  });

  const inLine: [object, string, string][] = [
    [{ id: undefined }, 'INVALID_TYPE', 'id'],
    [{ period: undefined }, 'INVALID_TYPE', 'period'],
    [{ period: { start: 5, end: 'x' } }, 'INVALID_INSTANT', 'period.end'],
    [{ period: { start: 5, end: 4 } }, 'END_BEFORE_START', 'period.end'],
    [{ amount: '5 cents' }, 'INVALID_AMOUNT', 'amount'],
    [{ amount: null }, 'INVALID_AMOUNT', 'amount'],
    [{ discount_amounts: 5 }, 'INVALID_TYPE', 'discount_amounts'],
    [{ discount_amounts: [{ amount: -5, discount: 'd' }] }, 'INVALID_AMOUNT', 'discount_amounts[0].amount'],
    [{ discount_amounts: [{ amount: 5, discount: 6 }] }, 'INVALID_TYPE', 'discount_amounts[0].discount'],
    [{ quantity: -5 }, 'INVALID_NUMBER', 'quantity'],
    [{ currency: undefined }, 'INVALID_TYPE', 'currency'],
    [{ price: 5 }, 'INVALID_TYPE', 'price'],
    [{ price: null, pricing: 5 }, 'INVALID_TYPE', 'pricing'],
  ];
  test.each(inLine)('line %o', (fields, code, path) => {
    expect(ofLine(fields)).toMatchObject({ code, path: keysOf(`data.invoices[0].lines.data[0].${path}`) });
  });

  const inEvent: [object, string, string][] = [
    [{ id: undefined }, 'INVALID_TYPE', 'id'],
    [{ type: 5 }, 'INVALID_TYPE', 'type'],
    [{ created: 'x' }, 'INVALID_INSTANT', 'created'],
    [{ data: undefined }, 'INVALID_TYPE', 'data'],
    [{ data: { object: {} } }, 'INVALID_TYPE', 'data.object.id'],
    [{ data: { object: own, previous_attributes: { status: 5 } } }, 'INVALID_TYPE', 'data.previous_attributes.status'],
    [{ data: { object: own, previous_attributes: 5 } }, 'INVALID_TYPE', 'data.previous_attributes'],
  ];
  test.each(inEvent)('event %o', (fields, code, path) => {
    expect(ofEvent(fields)).toMatchObject({ code, path: keysOf(`data.events[0].${path}`) });
  });

  const phase = { start_date: 5, end_date: 6, items: [{ price: 'basic' }] };
  const inSchedule: [object, string, string][] = [
    [{ id: 5 }, 'INVALID_TYPE', 'id'],
    [{ phases: undefined }, 'INVALID_TYPE', 'phases'],
    [{ phases: [5] }, 'INVALID_TYPE', 'phases[0]'],
    [{ phases: [{ ...phase, start_date: 'soon' }] }, 'INVALID_INSTANT', 'phases[0].start_date'],
    [{ phases: [{ ...phase, items: 5 }] }, 'INVALID_TYPE', 'phases[0].items'],
    [{ phases: [{ ...phase, items: [{ price: null }] }] }, 'INVALID_TYPE', 'phases[0].items[0].plan'],
    [{ phases: [{ ...phase, discounts: [5] }] }, 'INVALID_TYPE', 'phases[0].discounts[0]'],
    [{ current_phase: 5 }, 'INVALID_TYPE', 'current_phase'],
  ];
  test.each(inSchedule)('schedule %o', (fields, code, path) => {
    const schedule = { id: 's', status: 'active', customer: 'c', subscription: 'sub_1', phases: [phase], ...fields };
    const at = (text: string) => ({ code, path: keysOf(`${text}.${path}`) });
    expect(of({ subscriptions: [own], schedules: [schedule] })).toMatchObject(at('data.schedules[0]'));
    expect(ofSubscription({ schedule })).toMatchObject(at('data.subscriptions[1].schedule'));
  });

  const inTables: [string, object, string, string][] = [
    ['subscriptionItems', { subscription_id: 5 }, 'INVALID_TYPE', 'subscription_id'],
    ['subscriptionItems', { subscription_id: 'sub_1' }, 'INVALID_TYPE', 'plan'],
    ['invoiceLines', { invoice_id: 'in_1', id: 'il_1' }, 'INVALID_TYPE', 'period'],
    ['discounts', { id: 'di', start: 'x' }, 'INVALID_INSTANT', 'start'],
    ['coupons', { id: 'c' }, 'INVALID_OPTION', 'duration'],
    ['customers', { id: 'cus_1', discount: 5 }, 'INVALID_TYPE', 'discount'],
  ];
  test.each(inTables)('%s %o', (table, row, code, path) => {
    expect(of({ subscriptions: [own], [table]: [row] })).toMatchObject({
      code,
      path: keysOf(`data.${table}[0].${path}`),
    });
  });

  test('an event of old that does not say which of two items changed', () => {
    const two = subscription([item(basic), item(price('b', 5))]);
    const told = event('2026-02-01', two, { quantity: 3 });
    expect(of({ subscriptions: [two], events: [told] })).toMatchObject({
      path: keysOf('data.events[0].data.previous_attributes.items'),
    });
  });

  test('the data and the options themselves', () => {
    const cases: [unknown, unknown, string, string][] = [
      [undefined, undefined, 'INVALID_TYPE', 'data'],
      [[own], undefined, 'INVALID_TYPE', 'data'],
      [{ subscriptions: own }, undefined, 'INVALID_TYPE', 'data.subscriptions'],
      [{}, undefined, 'INVALID_TYPE', 'data.subscriptions'],
      [{ subscriptions: [null] }, undefined, 'INVALID_TYPE', 'data.subscriptions[0]'],
      [{ subscriptions: new Array(1) }, undefined, 'INVALID_TYPE', 'data.subscriptions[0]'],
      [{ subscriptions: [], invoice: [] }, undefined, 'UNKNOWN_KEY', 'data.invoice'],
      [{ subscriptions: [], invoices: 5 }, undefined, 'INVALID_TYPE', 'data.invoices'],
      [{ subscriptions: [], prices: [5] }, undefined, 'INVALID_TYPE', 'data.prices[0]'],
      [{ subscriptions: [own, { ...own, status: 'past_due' }] }, undefined, 'INVALID_TYPE', 'data.subscriptions[1].id'],
      [{ subscriptions: [] }, { discount: 'none' }, 'UNKNOWN_KEY', 'options.discount'],
      [{ subscriptions: [] }, { discounts: 'some' }, 'INVALID_OPTION', 'options.discounts'],
      [{ subscriptions: [] }, { plan: 'id' }, 'INVALID_OPTION', 'options.plan'],
      [{ subscriptions: [] }, { testMode: true }, 'INVALID_OPTION', 'options.testMode'],
      [{ subscriptions: [] }, { minorUnits: 5 }, 'INVALID_TYPE', 'options.minorUnits'],
      [{ subscriptions: [] }, { minorUnits: { UGX: -1 } }, 'INVALID_NUMBER', 'options.minorUnits.UGX'],
      [{ subscriptions: [] }, { minorUnits: { 'U.X': -1 } }, 'INVALID_NUMBER', "options.minorUnits['U.X']"],
    ];
    for (const [data, options, code, path] of cases) {
      expect.soft(of(data, options), `${code} ${path}`).toMatchObject({ code, path: keysOf(path) });
    }
  });

  test('nothing in, nothing out', () => {
    expect(fromStripe({ subscriptions: [] })).toEqual({ subscriptions: [], skipped: [], notes: [] });
    expect(at('1970-01-02')).toBe(86_400);
  });
});
