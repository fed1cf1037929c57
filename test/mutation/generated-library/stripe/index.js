import {
  add,
  checkKeys,
  checkText,
  compare,
  divide,
  getOrAdd,
  groupByKey,
  isKeyed,
  isMissing,
  isRecord,
  multiply,
  ofNumber,
  parseDecimal,
  pathTo,
  readChoice,
  readCount,
  readNumberAboveZero,
  readOptionalChoice,
  reduce,
  reject,
  subtract,
  zero
} from "../chunk-NB4I63PG.js";

// src/stripe/objects/fields.ts
var sameTime = 6e4;
function readFields(value, path, what) {
  return isRecord(value) ? value : reject("INVALID_TYPE", path, `be ${what}`, value);
}
function optionalFields(value, path) {
  return isMissing(value) ? {} : readFields(value, path, "an object");
}
function readItems(value, path, what) {
  const data = isRecord(value) ? value.data : value;
  return Array.isArray(data) ? data : reject("INVALID_TYPE", path, `be a list of ${what}`, value);
}
function hasMore(value) {
  return isRecord(value) && value.has_more === true;
}
function optionalText(value, path) {
  return isMissing(value) || value === "" ? null : checkText(value, path);
}
function readReference(value, path) {
  return isRecord(value) ? checkText(value.id, `${path}.id`) : checkText(value, path);
}
function optionalReference(value, path) {
  return isMissing(value) ? null : readReference(value, path);
}
function readSeconds(value, path) {
  const isSeconds = Number.isInteger(value) && Math.abs(value) <= 864e10;
  return isSeconds ? value * 1e3 : reject("INVALID_INSTANT", path, "be whole seconds since 1970", value);
}
function optionalSeconds(value, path) {
  return isMissing(value) ? null : readSeconds(value, path);
}
function readQuantity(value, path, missing) {
  if (isMissing(value)) return missing;
  if (typeof value !== "number" || !Number.isFinite(value) || value < 0) {
    reject("INVALID_NUMBER", path, "be a finite number >= 0", value);
  }
  return value;
}
function readMinor(value, path) {
  const amount = parseMinor(value);
  if (amount === void 0 || compare(amount, zero) < 0) {
    reject("INVALID_AMOUNT", path, "be an amount >= 0 in the currency's smallest unit", value);
  }
  return amount;
}
function parseMinor(value) {
  if (typeof value === "number") return Number.isFinite(value) ? ofNumber(value) : void 0;
  if (typeof value === "string") return parseDecimal(value);
  return isRecord(value) ? parseDecimal(String(value)) : void 0;
}
function readCurrency(value, path) {
  return checkText(value, path).toUpperCase();
}

// src/stripe/prices/priced-item.ts
function pricedItem(price, { itemId, quantity, currency }, { prices, toMajor }) {
  if (price.notMrr !== null) return price.notMrr;
  const billed = currency ?? price.currency;
  const unit = price.unitIn(billed) ?? prices.unitOf(price.id, billed);
  if (unit === null) return "CURRENCY_NOT_EXPANDED";
  return { itemId, price, currency: billed, amount: toMajor(unit, billed), quantity: price.unitsOf(quantity) };
}
function costsSame(a, b) {
  return a.price.id === b.price.id && a.quantity === b.quantity && isSameAmount(a, b);
}
function isSameAmount(a, b) {
  return a.currency === b.currency && a.amount.n * b.amount.d === b.amount.n * a.amount.d;
}

// src/stripe/history/history.ts
function itemsOf(subscription, context) {
  const { note } = context;
  const { currency, id } = subscription;
  if (subscription.hasMoreItems) note("LIST_NOT_COMPLETE", id);
  return subscription.items.flatMap((item) => {
    const itemId = item.id;
    const named = itemId ?? id;
    const priced = pricedItem(item.price, { itemId, quantity: item.quantity, currency }, context);
    if (item.hasTrialOffer) note("TRIAL_OFFER", named);
    if (typeof priced === "string") {
      note(priced, named);
      return [];
    }
    if (item.price.isTaxInclusive) note("TAX_INCLUSIVE", item.price.id);
    return [priced];
  });
}
function historyOf(subscription, { invoices, events }, context) {
  const { note } = context;
  const { id, start } = subscription;
  const today = itemsOf(subscription, context);
  const [first] = events;
  if (first === void 0 && invoices === null) {
    if (today.length > 0) note("HISTORY_UNKNOWN", id);
    return itemsByAge(subscription, today);
  }
  const fromEvents = eventSnapshots(events, start, context);
  const isWhole = first?.type.endsWith(".created") === true;
  const since = isWhole ? start : first?.at ?? Number.POSITIVE_INFINITY;
  const billed = (invoices?.snapshots ?? []).filter(({ at }) => at < since);
  const known2 = [...billed, ...fromEvents];
  if (first !== void 0 && billed.length === 0 && !isWhole) {
    known2.unshift({ at: start, items: itemsOf(first.before ?? first.after, context) });
  }
  const earliest = billed.length === 0 ? Number.POSITIVE_INFINITY : invoices?.since ?? start;
  const isLate = !isWhole && earliest - start > sameTime;
  if (isLate || invoices?.hasGaps && !isWhole) note("HISTORY_INCOMPLETE", id);
  const isSoon = earliest - start <= sameTime && (billed[0]?.at ?? start) - start > sameTime;
  if (known2[0] !== void 0 && known2[0].at > start && !isSoon) known2[0] = { ...known2[0], at: start };
  return [...known2, ...sinceThen(subscription, today, known2, { invoices, events }, note)];
}
function sinceThen(subscription, today, known2, evidence, note) {
  const { invoices, events } = evidence;
  const last = known2.at(-1);
  if (last === void 0 || isSameItems(last.items, today)) return [];
  const lastEvent = events.at(-1)?.at ?? Number.POSITIVE_INFINITY;
  const billed = (invoices?.snapshots ?? []).filter(({ at }) => at > lastEvent);
  if (billed.length > 0) note("HISTORY_INCOMPLETE", subscription.id);
  const latest = billed.at(-1) ?? last;
  if (isSameItems(latest.items, today)) return billed;
  return [...billed, { at: endOfEvidence(subscription, latest, evidence, note), items: today }];
}
function eventSnapshots(events, start, context) {
  return events.map(({ at, type, after }) => ({
    // What is created with a date in the past has been so since then.
    at: type.endsWith(".created") ? Math.min(at, start) : at,
    items: itemsOf(after, context)
  }));
}
function endOfEvidence({ id, periodEnd, endedAt }, last, { invoices, events }, note) {
  const lastEvent = events.at(-1)?.at ?? last.at;
  if (invoices === null) {
    note("CHANGE_NOT_DATED", id);
    return Math.max(last.at, lastEvent);
  }
  const now = endedAt ?? periodEnd;
  if (now !== null && now > invoices.until) {
    note("HISTORY_INCOMPLETE", id);
    return Math.max(last.at, lastEvent, invoices.until);
  }
  note("CHANGE_NOT_DATED", id);
  return Math.max(last.at, lastEvent, invoices.lastInvoice);
}
function itemsByAge({ items, start, created }, today) {
  const oldest = Math.min(...items.map((item) => item.created ?? created));
  const sinceOf = ({ itemId }) => {
    const own = items.find(({ id }) => id === itemId)?.created ?? oldest;
    return own - oldest > sameTime && own - created > sameTime ? own : start;
  };
  const instants = [...new Set(today.map(sinceOf))].sort((a, b) => a - b);
  return instants.map((at) => ({ at, items: today.filter((item) => sinceOf(item) <= at) }));
}
function isSameItems(a, b) {
  const rest = [...b];
  for (const item of a) {
    const same = rest.findIndex((other) => costsSame(item, other));
    if (same === -1) return false;
    rest.splice(same, 1);
  }
  return rest.length === 0;
}

// src/stripe/history/interruptions.ts
function interruptionsOf(subscription, invoices, events, note) {
  const { id, start, status, pause, pausedAt, trialStart, trialEnd } = subscription;
  const periodStart = Math.max(start, subscription.periodStart ?? start);
  const unknown = (code) => {
    note(code, id);
    return periodStart;
  };
  const during = (test) => timesOf(subscription, events, test);
  const stopped = during((state) => state.status === "paused");
  const uncollected = during((state) => state.pause !== null);
  const failed = during((state) => state.status === "past_due");
  const unpaid = during((state) => state.status === "unpaid");
  const debts = invoices.flatMap(({ debt }) => debt === null ? [] : [debt]);
  const afterTrial = trialStart !== null && trialEnd !== null && trialEnd >= periodStart ? trialEnd : null;
  if (status === "paused" && !isOpen(stopped)) {
    stopped.push({ start: pausedAt ?? afterTrial ?? unknown("PAUSE_START_UNKNOWN"), end: null });
  }
  if (pause !== null && !isOpen(uncollected)) uncollected.push({ start: unknown("PAUSE_START_UNKNOWN"), end: null });
  const last = uncollected.at(-1);
  if (pause?.resumesAt && last !== void 0) {
    uncollected[uncollected.length - 1] = { ...last, end: Math.max(last.start, pause.resumesAt) };
  }
  const isOwing = status === "past_due" && !isOpen(failed) && !isOpen(debts);
  if (isOwing) failed.push({ start: unknown("PAST_DUE_START_UNKNOWN"), end: null });
  if (status === "unpaid" && !isOpen(unpaid)) unpaid.push({ start: unknown("UNPAID_START_UNKNOWN"), end: null });
  const isDebtor = status === "past_due" || status === "unpaid" || status === "canceled";
  const owed = debts.filter(({ end }) => end !== null || isDebtor);
  return { pauses: united([...stopped, ...uncollected]), pastDue: united([...failed, ...owed]), unpaid };
}
var isOpen = (times) => times.some(({ end }) => end === null);
function timesOf(today, events, test) {
  const [first] = events;
  if (first === void 0) return [];
  const times = [];
  let since = first.before !== null && test(first.before) ? today.start : null;
  for (const { at, after } of events) {
    const isIn = test(after);
    if (isIn && since === null) since = at;
    if (!isIn && since !== null) {
      times.push({ start: since, end: at });
      since = null;
    }
  }
  if (since !== null)
    times.push({ start: since, end: test(today) ? null : today.endedAt ?? events.at(-1)?.at ?? null });
  return times;
}
function united(times) {
  const result = [];
  for (const time of [...times].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last === void 0 || last.end !== null && last.end < time.start) result.push(time);
    else if (last.end !== null) {
      const end = time.end === null ? null : Math.max(last.end, time.end);
      result[result.length - 1] = { start: last.start, end };
    }
  }
  return result;
}

// src/stripe/history/invoice-history.ts
function isEvidence({ status, billingReason }) {
  if (billingReason === "upcoming") return false;
  return status !== "void" || billingReason === "subscription_cycle" || billingReason === "subscription_create";
}
function invoiceHistory(subscriptionId, invoices, context) {
  const entries = [];
  const own = invoices.flatMap(
    (invoice) => invoice.lines.filter((line) => line.subscriptionId === subscriptionId).map((line) => ({ invoice, line }))
  );
  const isByItem = own.every(({ line }) => line.isOneTime || line.itemId !== null);
  const itemIds = new Map(
    own.flatMap(({ line }) => line.itemId === null ? [] : [[line.priceId, line.itemId]])
  );
  let hasGaps = false;
  for (const { invoice, line } of own) {
    if (line.isOneTime) context.note("ONE_TIME_ITEM", line.id);
    if (line.isOneTime) continue;
    const item = billedItem({ ...line, itemId: line.itemId ?? itemIds.get(line.priceId) ?? null }, context);
    if (item === null) hasGaps = hasGaps || priceOf(line, context) === void 0;
    else if (line.end > line.start) {
      const key = isByItem ? line.itemId : item.price.id;
      const isCredit = line.isProration && (line.isCredit || line.amount < 0);
      const isZero = line.isProration && line.amount === 0;
      entries.push({ key, from: line.start, to: line.end, item, isCredit, isZero, made: invoice.created });
    }
  }
  if (entries.length === 0) return null;
  const times = [...groupByKey(entries, ({ key }) => key).values()].flatMap(billedTimes);
  if (times.length === 0) return null;
  const until = Math.max(...times.map(({ to }) => to));
  hasGaps = holdOver(times, until) || hasGaps;
  return {
    snapshots: snapshotsOf(times),
    since: Math.min(...own.filter(({ line }) => !line.isOneTime).map(({ line }) => line.start)),
    until,
    lastInvoice: Math.max(...own.map(({ invoice }) => invoice.created)),
    hasGaps
  };
}
function priceOf({ price, priceId }, { prices }) {
  return price ?? (priceId === null ? void 0 : prices.find(priceId));
}
function billedItem(line, context) {
  const { itemId, quantity, currency, priceId, id } = line;
  const price = priceOf(line, context);
  if (price === void 0) {
    if (priceId === null) context.note("ONE_TIME_ITEM", id);
    else context.note("PRICE_NOT_FOUND", priceId);
    return null;
  }
  const item = pricedItem(price, { itemId, quantity, currency }, context);
  if (typeof item !== "string") return item;
  context.note(item, itemId ?? id);
  return null;
}
function billedTimes(entries) {
  const times = [];
  const byInstant = groupByKey(
    [...entries].sort((a, b) => a.from - b.from || a.made - b.made),
    ({ from }) => from
  );
  for (const [instant, together] of byInstant) {
    const before = times.at(-1);
    const isRunning = before !== void 0 && before.to > instant;
    const standing = isRunning ? [before] : [];
    const givesBack = (entry) => entry.isCredit || entry.isZero && isRunning && costsSame(entry.item, before.item);
    standing.push(...together.filter((entry) => !givesBack(entry)));
    for (const credit of together.filter(givesBack)) {
      const given = standing.findIndex(({ item }) => costsSame(item, credit.item));
      standing.splice(given === -1 ? 0 : given, 1);
    }
    const now = standing.at(-1);
    if (now === before && isRunning) continue;
    if (isRunning) before.to = instant;
    if (now !== void 0) times.push({ key: now.key, from: instant, to: now.to, item: now.item });
  }
  return times.filter(({ from, to }) => to > from);
}
function holdOver(times, until) {
  let isHeld = false;
  const billed = times.map((time) => ({ ...time }));
  for (const time of times) {
    const end = time.to;
    if (billed.some(({ from, to }) => from <= end && end < to)) continue;
    const next = Math.min(...billed.map(({ from }) => from).filter((from) => from > end), Number.POSITIVE_INFINITY);
    if (end < until) isHeld = true;
    time.to = next;
  }
  return isHeld;
}
function snapshotsOf(times) {
  const instants = new Set(times.flatMap(({ from, to }) => [from, to]));
  instants.delete(Number.POSITIVE_INFINITY);
  return [...instants].sort((a, b) => a - b).map((at) => ({ at, items: times.filter(({ from, to }) => from <= at && at < to).map(({ item }) => item) }));
}

// src/stripe/notes.ts
var skipTexts = {
  INCOMPLETE: "the first payment is still due",
  INCOMPLETE_EXPIRED: "the first payment was never made",
  UNKNOWN_STATUS: "tenure does not know this status",
  NOT_RECURRING: "no item has a fixed recurring price; see the notes on its items",
  NEVER_PAID: "collection was abandoned before the first payment",
  ENDS_BEFORE_START: "it ends before it starts",
  TEST_MODE: "it is a test-mode subscription; use testMode: 'include' to count it",
  DUPLICATE: "it was given before, identical in every field"
};
var noteTexts = {
  METERED_ITEM: "items with metered usage; usage is not MRR",
  TIERED_ITEM: "items with tiered prices; tenure does not read tiers, so they add no MRR",
  ONE_TIME_ITEM: "items or invoice lines with a one-time price; they add no MRR",
  NO_UNIT_AMOUNT: "items whose price has no unit amount; they add no MRR",
  CURRENCY_NOT_EXPANDED: "items billed in another currency than that of their price; expand currency_options of the price",
  TAX_INCLUSIVE: "prices that include tax; their amounts are taken as they are",
  TRIAL_OFFER: "items on a trial offer; the price during the trial is unknown",
  ONE_TIME_DISCOUNT: "discounts for one invoice only; they do not lower MRR",
  DISCOUNT_NOT_EXPANDED: "discounts given by id alone; expand them with their coupon, or they do not lower MRR",
  DISCOUNT_IN_OTHER_CURRENCY: "discounts with an amount in another currency; they do not lower MRR",
  DISCOUNT_OVER_INTERVALS: "subscriptions with an amount off and items of several intervals; the amount is shared in proportion to price",
  HISTORY_UNKNOWN: "subscriptions known only by today's items, which are taken for their whole life",
  HISTORY_INCOMPLETE: "subscriptions with times that no invoice or event covers; the nearest items before are taken",
  CHANGE_NOT_DATED: "subscriptions that changed after the last invoice or event; the change is put there",
  PRICE_NOT_FOUND: "prices that invoice lines name by id alone; give them in prices",
  PAUSE_START_UNKNOWN: "subscriptions paused at an unknown time; the start of the current period is taken",
  PAST_DUE_START_UNKNOWN: "subscriptions past due since an unknown time; the start of the current period is taken",
  UNPAID_START_UNKNOWN: "subscriptions unpaid since an unknown time; the start of the current period is taken",
  LIST_NOT_COMPLETE: "lists given without their further pages, by the id of their owner or the name of the list",
  OTHER_INVOICE: "invoices that were never final, or whose subscription was not given",
  OTHER_EVENT: "events of another kind, or whose subscription was not given"
};
function noteBook() {
  const ids = /* @__PURE__ */ new Map();
  return {
    add(code, id) {
      getOrAdd(ids, code, () => /* @__PURE__ */ new Set()).add(id);
    },
    notes: () => Object.keys(noteTexts).filter((code) => ids.has(code)).map((code) => ({ code, text: noteTexts[code], ids: [...ids.get(code) ?? []].sort() }))
  };
}

// src/stripe/objects/amounts.ts
var zeroDecimal = "BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF".split(" ");
var threeDecimal = "BHD JOD KWD OMR TND".split(" ");
function toMajorBy(own) {
  const decimals = /* @__PURE__ */ new Map();
  for (const currency of zeroDecimal) decimals.set(currency, 0);
  for (const currency of threeDecimal) decimals.set(currency, 3);
  const path = "options.minorUnits";
  if (own !== void 0 && !isKeyed(own)) reject("INVALID_TYPE", path, "be an object of decimals by currency", own);
  for (const [currency, count] of Object.entries(own ?? {})) {
    const isCount = Number.isInteger(count) && count >= 0 && count <= 12;
    if (!isCount) reject("INVALID_NUMBER", pathTo(path, currency), "be a whole number from 0 to 12", count);
    decimals.set(currency.toUpperCase(), count);
  }
  return (minor, currency) => multiply(minor, { n: 1n, d: 10n ** BigInt(decimals.get(currency) ?? 2) });
}
function amountText(amount) {
  const { n, d } = reduce(amount);
  const decimals = Math.max(timesIn(d, 2n), timesIn(d, 5n));
  const scale = 10n ** BigInt(decimals);
  if (scale % d !== 0n) return `${n}/${d}`;
  const digits = String(n * scale / d).padStart(decimals + 1, "0");
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
function timesIn(whole, prime) {
  let times = 0;
  for (let rest = whole; rest % prime === 0n; rest /= prime) times += 1;
  return times;
}

// src/stripe/prices/discount-windows.ts
function discountsOf({
  items,
  discounts
}) {
  const onItems = items.flatMap(({ id, discounts: own }) => own.map((one) => ({ ...one, itemId: id })));
  return [...onItems, ...discounts.map((one) => ({ ...one, itemId: null }))];
}
function discountWindows(today, events, invoices, catalogue, choice, note) {
  if (choice === "none") return [];
  const windows = /* @__PURE__ */ new Map();
  const take = (one, itemId, goneAt) => {
    if (windows.has(one.id)) return;
    const discount = one.discount ?? catalogue.get(one.id);
    if (discount === void 0) note("DISCOUNT_NOT_EXPANDED", one.id);
    else if (discount.duration === "once") note("ONE_TIME_DISCOUNT", one.id);
    else if (choice === "recurring" || discount.duration === "forever") {
      const start = discount.start - today.start <= sameTime ? Math.min(discount.start, today.start) : discount.start;
      windows.set(one.id, {
        ...discount,
        itemId: itemId ?? discount.itemId,
        start,
        end: Math.min(discount.end, goneAt)
      });
    }
  };
  for (const { itemId, ...one } of discountsOf(today)) take(one, itemId, Number.POSITIVE_INFINITY);
  for (let i = events.length - 1; i >= 0; i -= 1) {
    const { after, before, at } = events[i];
    const next = events[i + 1]?.at ?? at;
    for (const { itemId, ...one } of discountsOf(after)) take(one, itemId, next);
    if (before !== null) for (const { itemId, ...one } of discountsOf(before)) take(one, itemId, at);
  }
  const lines = invoices.flatMap((invoice) => invoice.lines.map((line) => ({ invoice, line }))).filter(({ line }) => line.subscriptionId === today.id).sort((a, b) => b.line.end - a.line.end);
  for (const { invoice, line } of lines) {
    for (const one of line.discounts) take(one, null, line.end);
    for (const one of invoice.discounts) take(one, null, line.end);
  }
  return [...windows.values()].filter(({ start, end }) => end > start);
}

// src/stripe/objects/discount.ts
var noDiscounts = [];
function readDiscounts(value, path) {
  if (isMissing(value)) return noDiscounts;
  return readItems(value, path, "discounts").map((one, i) => readReferenceTo(one, `${path}[${i}]`));
}
function readOneDiscount(value, path) {
  return isMissing(value) ? noDiscounts : [readReferenceTo(value, path)];
}
function readReferenceTo(value, path) {
  if (typeof value === "string") return { id: checkText(value, path), discount: void 0 };
  const fields = readFields(value, path, "a discount of Stripe or its id");
  const source = optionalFields(fields.source, `${path}.source`);
  const coupon = fields.coupon ?? source.coupon;
  const start = optionalSeconds(fields.start, `${path}.start`) ?? Number.NEGATIVE_INFINITY;
  const id = fields.id === void 0 ? `${optionalReference(coupon, path)} since ${start}` : checkText(fields.id, `${path}.id`);
  if (!isRecord(coupon)) return { id, discount: void 0 };
  const couponPath = fields.coupon === void 0 ? `${path}.source.coupon` : `${path}.coupon`;
  const stated = optionalSeconds(fields.end, `${path}.end`);
  const { months, ...applied } = readCoupon(coupon, couponPath);
  const isOpen2 = months === null || start === Number.NEGATIVE_INFINITY;
  const end = stated ?? (isOpen2 ? Number.POSITIVE_INFINITY : addUtcMonths(start, months));
  const itemId = optionalReference(fields.subscription_item, `${path}.subscription_item`);
  return { id, discount: { ...applied, id, start, end, itemId } };
}
function readCoupon(coupon, path) {
  const duration = readChoice(coupon.duration, `${path}.duration`, ["once", "repeating", "forever"]);
  const { duration_in_months: stated } = coupon;
  const isLimited = duration === "repeating" && !isMissing(stated);
  const percent = isMissing(coupon.percent_off) ? null : readPercent(coupon, path);
  const { products } = optionalFields(coupon.applies_to, `${path}.applies_to`);
  return {
    duration,
    months: isLimited ? readCount(stated, `${path}.duration_in_months`) : null,
    percent,
    amounts: percent === null ? readAmounts(coupon, path) : /* @__PURE__ */ new Map(),
    products: products === void 0 ? null : new Set(
      readItems(products, `${path}.applies_to.products`, "ids").map(
        (id, i) => checkText(id, `${path}.applies_to.products[${i}]`)
      )
    )
  };
}
function readPercent({ percent_off: value }, path) {
  const percent = readMinor(value, `${path}.percent_off`);
  if (compare(percent, { n: 100n, d: 1n }) > 0) {
    reject("INVALID_AMOUNT", `${path}.percent_off`, "be from 0 to 100", value);
  }
  return percent;
}
function readAmounts(coupon, path) {
  const currency = readCurrency(coupon.currency, `${path}.currency`);
  const amounts = /* @__PURE__ */ new Map([[currency, readMinor(coupon.amount_off, `${path}.amount_off`)]]);
  const options = optionalFields(coupon.currency_options, `${path}.currency_options`);
  for (const [other, option] of Object.entries(options)) {
    const at = pathTo(`${path}.currency_options`, other);
    amounts.set(other.toUpperCase(), readMinor(readFields(option, at, "an object").amount_off, `${at}.amount_off`));
  }
  return amounts;
}
function addUtcMonths(instant, months) {
  const date = new Date(instant);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  return date.setUTCDate(Math.min(day, lastDay));
}

// src/stripe/objects/price.ts
var intervals = ["day", "week", "month", "year"];
function readPrice(value, path) {
  const price = readFields(value, path, "a price or plan of Stripe");
  const isPlan = price.interval !== void 0;
  const recurringPath = isPlan ? path : `${path}.recurring`;
  const recurring = isPlan ? price : optionalFields(price.recurring, recurringPath);
  const isOneTime = !isPlan && (isMissing(price.recurring) || price.type === "one_time");
  const count = recurring.interval_count;
  const currency = readCurrency(price.currency, `${path}.currency`);
  const own = isPlan ? { unit_amount: price.amount, unit_amount_decimal: price.amount_decimal } : { unit_amount: price.unit_amount, unit_amount_decimal: price.unit_amount_decimal };
  const unit = unitAmount(own, path);
  const options = optionalFields(price.currency_options, `${path}.currency_options`);
  const packageKey = isMissing(price.transform_quantity) ? "transform_usage" : "transform_quantity";
  return {
    id: checkText(price.id, `${path}.id`),
    product: optionalReference(price.product, `${path}.product`),
    nickname: optionalText(price.nickname, `${path}.nickname`),
    currency,
    notMrr: notMrr(price, recurring, isOneTime, unit),
    interval: isOneTime ? "month" : readChoice(recurring.interval, `${recurringPath}.interval`, intervals),
    intervalCount: isOneTime || isMissing(count) ? 1 : readCount(count, `${recurringPath}.interval_count`),
    isTaxInclusive: price.tax_behavior === "inclusive",
    unitIn(wanted) {
      if (wanted === currency) return unit;
      const option = options[wanted.toLowerCase()];
      const at = pathTo(`${path}.currency_options`, wanted.toLowerCase());
      return option === void 0 ? null : unitAmount(optionalFields(option, at), at);
    },
    unitsOf: packages(price[packageKey], `${path}.${packageKey}`)
  };
}
function notMrr(price, recurring, isOneTime, unit) {
  if (isOneTime) return "ONE_TIME_ITEM";
  if (recurring.usage_type === "metered") return "METERED_ITEM";
  if (price.billing_scheme === "tiered") return "TIERED_ITEM";
  return unit === null ? "NO_UNIT_AMOUNT" : null;
}
function unitAmount({ unit_amount: whole, unit_amount_decimal: decimal }, path) {
  if (!isMissing(decimal)) return readMinor(decimal, `${path}.unit_amount_decimal`);
  return isMissing(whole) ? null : readMinor(whole, `${path}.unit_amount`);
}
function packages(value, path) {
  if (isMissing(value)) return (quantity) => quantity;
  const { divide_by, round } = readFields(value, path, "an object");
  const size = isMissing(divide_by) ? 1 : readNumberAboveZero(divide_by, `${path}.divide_by`);
  return (quantity) => round === "up" ? Math.ceil(quantity / size) : Math.floor(quantity / size);
}

// src/stripe/objects/subscription.ts
function readSubscription(value, path) {
  const fields = readFields(value, path, "a subscription of Stripe");
  const id = checkText(fields.id, `${path}.id`);
  const items = itemsOf2(fields, path);
  const periods = periodOf(fields, path);
  const time = (key) => optionalSeconds(fields[key], `${path}.${key}`);
  const created = time("created") ?? time("start_date");
  const start = time("start_date") ?? created;
  if (start === null || created === null) {
    reject("INVALID_INSTANT", `${path}.start_date`, "be whole seconds since 1970", fields.start_date);
  }
  const trialStart = time("trial_start");
  const cancellation = optionalFields(fields.cancellation_details, `${path}.cancellation_details`);
  const because = (key) => optionalText(cancellation[key], `${path}.cancellation_details.${key}`);
  const willEnd = fields.cancel_at_period_end === true ? periods.end : null;
  const paused = fields.pause_collection;
  return {
    id,
    customerId: readReference(fields.customer, `${path}.customer`),
    status: checkText(fields.status, `${path}.status`),
    isLive: fields.livemode !== false,
    start,
    created,
    currency: fields.currency === void 0 ? null : readCurrency(fields.currency, `${path}.currency`),
    items,
    hasMoreItems: hasMore(fields.items),
    endedAt: time("ended_at"),
    canceledAt: time("canceled_at"),
    cancelAt: time("cancel_at") ?? willEnd,
    cancellation: { reason: because("reason"), feedback: because("feedback"), comment: because("comment") },
    periodStart: periods.start,
    periodEnd: periods.end,
    trialStart: trialStart !== null && Math.abs(trialStart - start) <= sameTime ? start : trialStart,
    trialEnd: time("trial_end"),
    pause: isMissing(paused) ? null : readPause(paused, `${path}.pause_collection`),
    pausedAt: readPausedAt(fields, path),
    discounts: withoutRepeats([
      ...readOneDiscount(fields.discount, `${path}.discount`),
      ...readDiscounts(fields.discounts, `${path}.discounts`),
      ...customerDiscount(fields, path)
    ])
  };
}
function customerDiscount(fields, path) {
  const hasOwn = !isMissing(fields.discount) || Array.isArray(fields.discounts) && fields.discounts.length > 0;
  if (hasOwn || typeof fields.customer !== "object") return [];
  const { discount } = optionalFields(fields.customer, `${path}.customer`);
  return readOneDiscount(discount, `${path}.customer.discount`);
}
function withoutRepeats(list) {
  const byId2 = /* @__PURE__ */ new Map();
  for (const one of list) {
    if (byId2.get(one.id)?.discount === void 0) byId2.set(one.id, one);
  }
  return [...byId2.values()];
}
function readPause(value, path) {
  const { resumes_at } = readFields(value, path, "an object { behavior, resumes_at }");
  return { resumesAt: optionalSeconds(resumes_at, `${path}.resumes_at`) };
}
function readPausedAt(fields, path) {
  const details = optionalFields(fields.status_details, `${path}.status_details`);
  const paused = optionalFields(details.paused, `${path}.status_details.paused`);
  return optionalSeconds(paused.transitioned_at, `${path}.status_details.paused.transitioned_at`);
}
function itemsOf2(fields, path) {
  if (fields.items === void 0 && fields.plan !== void 0) {
    return [readItem({ plan: fields.plan, quantity: fields.quantity }, path)];
  }
  const list = readItems(fields.items, `${path}.items`, "subscription items");
  return list.map((item, i) => readItem(item, `${path}.items.data[${i}]`));
}
function readItem(value, path) {
  const item = readFields(value, path, "a subscription item of Stripe");
  const isPrice = !isMissing(item.price);
  return {
    id: item.id === void 0 ? null : checkText(item.id, `${path}.id`),
    price: isPrice ? readPrice(item.price, `${path}.price`) : readPrice(item.plan, `${path}.plan`),
    quantity: readQuantity(item.quantity, `${path}.quantity`, 1),
    created: optionalSeconds(item.created, `${path}.created`),
    hasTrialOffer: !isMissing(item.current_trial),
    discounts: readDiscounts(item.discounts, `${path}.discounts`)
  };
}
function periodOf(fields, path) {
  const bounds = (key, pick) => {
    const own = optionalSeconds(fields[key], `${path}.${key}`);
    if (own !== null || fields.items === void 0) return own;
    const onItems = readItems(fields.items, `${path}.items`, "subscription items").map((item, i) => {
      const at = `${path}.items.data[${i}]`;
      return optionalSeconds(readFields(item, at, "a subscription item of Stripe")[key], `${at}.${key}`);
    });
    const known2 = onItems.filter((value) => value !== null);
    return known2.length === 0 ? null : pick(...known2);
  };
  return { start: bounds("current_period_start", Math.max), end: bounds("current_period_end", Math.max) };
}

// src/stripe/objects/event.ts
var prefix = "customer.subscription.";
var reminders = ["customer.subscription.trial_will_end"];
function readEvent(value, path) {
  const event = readFields(value, path, "an event of Stripe");
  const id = checkText(event.id, `${path}.id`);
  const type = checkText(event.type, `${path}.type`);
  const at = readSeconds(event.created, `${path}.created`);
  const data = readFields(event.data, `${path}.data`, "an object { object, previous_attributes }");
  if (!type.startsWith(prefix) || reminders.includes(type)) return { otherId: id };
  const object = readFields(data.object, `${path}.data.object`, "a subscription of Stripe");
  const after = readSubscription(object, `${path}.data.object`);
  if (isMissing(data.previous_attributes)) {
    return { id, type, at, object, previous: null, after, before: null };
  }
  const before = `${path}.data.previous_attributes`;
  const previous = readFields(data.previous_attributes, before, "an object");
  return { id, type, at, object, previous, after, before: readSubscription(merged(object, previous, path), before) };
}
function merged(object, previous, path) {
  const before = { ...object, ...previous };
  if (isRecord(object.plan) && isRecord(previous.plan)) before.plan = { ...object.plan, ...previous.plan };
  if (previous.items !== void 0 || previous.plan === void 0 && previous.quantity === void 0) return before;
  if (!isRecord(object.items) || !Array.isArray(object.items.data)) return before;
  const [item, ...others] = object.items.data;
  if (!isRecord(item) || others.length > 0) {
    return reject("INVALID_TYPE", `${path}.data.previous_attributes.items`, "say what the items were", void 0);
  }
  const { price, ...rest } = item;
  const hasPlan = isRecord(previous.plan);
  const plan = hasPlan ? { ...isRecord(item.plan) ? item.plan : {}, ...previous.plan } : item.plan;
  const quantity = previous.quantity ?? item.quantity;
  before.items = { ...object.items, data: [{ ...rest, ...!hasPlan && { price }, plan, quantity }] };
  return before;
}
var rank = (type) => type === `${prefix}created` ? 0 : type === `${prefix}deleted` ? 2 : 1;
function inOrder(events) {
  const sorted = [...events].sort((a, b) => a.at - b.at || rank(a.type) - rank(b.type) || (a.id < b.id ? -1 : 1));
  const ordered = [];
  for (const tied of groupByKey(sorted, ({ at, type }) => `${at} ${rank(type)}`).values()) {
    while (tied.length > 0) {
      const next = tied.length === 1 ? tied[0] : nextOf(tied, ordered.at(-1));
      ordered.push(next);
      tied.splice(tied.indexOf(next), 1);
    }
  }
  return ordered;
}
function nextOf(tied, last) {
  const follows = (event, object) => object !== void 0 && Object.entries(event.previous ?? {}).every(([key, was]) => contains(object[key], was));
  const isFirst = (event) => !tied.some((other) => other !== event && follows(event, other.object));
  return tied.find((event) => follows(event, last?.object)) ?? tied.find(isFirst) ?? tied[0];
}
function contains(value, wanted) {
  if (!isRecord(wanted)) return JSON.stringify(value) === JSON.stringify(wanted);
  return isRecord(value) && Object.entries(wanted).every(([key, own]) => contains(value[key], own));
}

// src/stripe/objects/invoice.ts
function readInvoice(value, path) {
  const fields = readFields(value, path, "an invoice of Stripe");
  const parent = optionalFields(fields.parent, `${path}.parent`);
  const details = optionalFields(parent.subscription_details, `${path}.parent.subscription_details`);
  const subscriptionId = optionalReference(fields.subscription, `${path}.subscription`) ?? optionalReference(details.subscription, `${path}.parent.subscription_details.subscription`);
  const created = readSeconds(fields.created, `${path}.created`);
  const lines = readItems(fields.lines, `${path}.lines`, "invoice lines");
  return {
    // A preview of an invoice has no id.
    id: optionalText(fields.id, `${path}.id`) ?? "a preview",
    created,
    status: optionalText(fields.status, `${path}.status`),
    billingReason: optionalText(fields.billing_reason, `${path}.billing_reason`),
    subscriptionId,
    lines: lines.map((line, i) => readLine(line, `${path}.lines.data[${i}]`, subscriptionId)),
    hasMoreLines: hasMore(fields.lines),
    discounts: [
      ...readOneDiscount(fields.discount, `${path}.discount`),
      ...readDiscounts(fields.discounts, `${path}.discounts`)
    ],
    debt: debtOf(fields, created, path)
  };
}
function readLine(value, path, ofInvoice) {
  const line = readFields(value, path, "an invoice line of Stripe");
  const period = readFields(line.period, `${path}.period`, "an object { start, end }");
  const [start, end] = [
    readSeconds(period.start, `${path}.period.start`),
    readSeconds(period.end, `${path}.period.end`)
  ];
  if (end < start) reject("END_BEFORE_START", `${path}.period.end`, "not come before its start", period.end);
  const parent = optionalFields(line.parent, `${path}.parent`);
  const ofItem = parent.subscription_item_details ?? parent.invoice_item_details;
  const details = optionalFields(ofItem, `${path}.parent`);
  const isProration = line.proration === true || details.proration === true;
  const credited = optionalFields(line.proration_details ?? details.proration_details, `${path}.proration_details`);
  const isInvoiceItem = line.type === "invoiceitem" || parent.type === "invoice_item_details";
  const reference = (key) => optionalReference(line[key], `${path}.${key}`) ?? optionalReference(details[key], `${path}.parent.${key}`);
  return {
    id: checkText(line.id, `${path}.id`),
    subscriptionId: reference("subscription") ?? ofInvoice,
    itemId: reference("subscription_item"),
    isProration,
    isCredit: !isMissing(credited.credited_items),
    isOneTime: isInvoiceItem && !isProration,
    start,
    end,
    amount: typeof line.amount === "number" ? line.amount : reject("INVALID_AMOUNT", `${path}.amount`, "be a number", line.amount),
    quantity: readQuantity(line.quantity, `${path}.quantity`, 1),
    currency: readCurrency(line.currency, `${path}.currency`),
    ...priceOf2(line, path),
    discounts: readDiscounts(line.discounts, `${path}.discounts`)
  };
}
function priceOf2(line, path) {
  for (const key of ["price", "plan"]) {
    if (isMissing(line[key])) continue;
    const price = readPrice(line[key], `${path}.${key}`);
    return { price, priceId: price.id };
  }
  const pricing = optionalFields(line.pricing, `${path}.pricing`);
  const details = optionalFields(pricing.price_details, `${path}.pricing.price_details`);
  const at = `${path}.pricing.price_details.price`;
  const priceId = optionalReference(details.price, at);
  return {
    price: typeof details.price === "object" && details.price !== null ? readPrice(details.price, at) : null,
    priceId
  };
}
function debtOf(fields, created, path) {
  const times = optionalFields(fields.status_transitions, `${path}.status_transitions`);
  const time = (key) => optionalSeconds(times[key], `${path}.status_transitions.${key}`);
  const ends = [time("paid_at"), time("marked_uncollectible_at"), time("voided_at")].filter((end2) => end2 !== null);
  const end = ends.length === 0 ? null : Math.min(...ends);
  const attempts = readQuantity(fields.attempt_count, `${path}.attempt_count`, 0);
  const due = optionalSeconds(fields.due_date, `${path}.due_date`);
  const isDraft = isMissing(fields.status) || fields.status === "draft";
  if (isDraft || fields.amount_due === 0) return null;
  if (fields.collection_method === "send_invoice") {
    return due !== null && end !== null && end > due ? { start: due, end } : null;
  }
  const hasFailed = end === null || fields.status === "uncollectible" ? attempts >= 1 : attempts >= 2;
  if (!hasFailed) return null;
  const start = time("finalized_at") ?? created;
  return end !== null && end <= start ? null : { start, end };
}

// src/stripe/prices/price-book.ts
function priceBook(prices, invoices) {
  const byId2 = groupByKey(prices, ({ id }) => id);
  const billed = /* @__PURE__ */ new Map();
  for (const line of invoices.flatMap(({ lines }) => lines)) {
    const unit = billedUnit(line);
    if (unit !== null) billed.set(`${line.priceId} ${line.currency}`, unit);
  }
  return {
    find: (id) => byId2.get(id)?.[0],
    unitOf(id, currency) {
      for (const price of byId2.get(id) ?? []) {
        const unit = price.unitIn(currency);
        if (unit !== null) return unit;
      }
      return billed.get(`${id} ${currency}`) ?? null;
    }
  };
}
function billedUnit({ isProration, amount, quantity, priceId }) {
  const isFull = !isProration && priceId !== null && Number.isSafeInteger(amount) && amount > 0;
  if (!isFull || !Number.isSafeInteger(quantity) || quantity < 1) return null;
  return { n: BigInt(amount), d: BigInt(quantity) };
}

// src/stripe/read-data.ts
function readData(value, note) {
  const data = checkKeys(value, ["subscriptions", "invoices", "events", "prices"], "data");
  const list = (key, what) => {
    if (hasMore(data[key])) note("LIST_NOT_COMPLETE", key);
    return key !== "subscriptions" && isMissing(data[key]) ? [] : readItems(data[key], `data.${key}`, what);
  };
  const each = (key, what, read) => Array.from(list(key, what), (one, i) => read(one, `data.${key}[${i}]`));
  const subscriptions = each("subscriptions", "subscriptions", (raw, path) => ({
    subscription: readSubscription(raw, path),
    raw
  }));
  const invoices = each("invoices", "invoices", readInvoice).sort(
    (a, b) => a.created - b.created || (a.id < b.id ? -1 : 1)
  );
  const events = each("events", "events", readEvent);
  const prices = each("prices", "prices", readPrice);
  const ids = new Set(subscriptions.map(({ subscription }) => subscription.id));
  const states = [...subscriptions.map(({ subscription }) => subscription), ...events.flatMap(statesOf)];
  const invoicesOf = byId(invoices, (invoice) => ownersOf(invoice, ids, note));
  const eventsOf = byId(events, (event) => subjectOf(event, ids, note));
  for (const { id, hasMoreLines } of invoices) if (hasMoreLines) note("LIST_NOT_COMPLETE", id);
  return {
    subscriptions,
    prices: priceBook(
      [
        ...prices,
        ...states.flatMap(({ items }) => items.map(({ price }) => price)),
        ...invoices.flatMap(({ lines }) => lines.flatMap(({ price }) => price ?? []))
      ],
      invoices
    ),
    discounts: discountsBy([
      ...states.flatMap(discountsOf),
      ...invoices.flatMap(({ discounts, lines }) => [...discounts, ...lines.flatMap((line) => line.discounts)])
    ]),
    invoicesOf: (id) => invoicesOf.get(id) ?? [],
    eventsOf: (id) => inOrder((eventsOf.get(id) ?? []).filter((event) => "after" in event))
  };
}
function statesOf(event) {
  if (!("after" in event)) return [];
  return event.before === null ? [event.after] : [event.after, event.before];
}
function ownersOf(invoice, ids, note) {
  const named = [invoice.subscriptionId, ...invoice.lines.map(({ subscriptionId }) => subscriptionId)];
  const owners = new Set(named.flatMap((id) => id !== null && ids.has(id) ? id : []));
  if (owners.size > 0 && isEvidence(invoice)) return [...owners];
  note("OTHER_INVOICE", invoice.id);
  return [];
}
function subjectOf(event, ids, note) {
  if ("after" in event && ids.has(event.after.id)) return [event.after.id];
  note("OTHER_EVENT", "after" in event ? event.id : event.otherId);
  return [];
}
function byId(list, idsOf) {
  const pairs = list.flatMap((one) => idsOf(one).map((id) => ({ id, one })));
  const groups = groupByKey(pairs, ({ id }) => id);
  return new Map([...groups].map(([id, own]) => [id, own.map(({ one }) => one)]));
}
function discountsBy(list) {
  return new Map(list.flatMap(({ id, discount }) => discount === void 0 ? [] : [[id, discount]]));
}

// src/stripe/prices/take-off.ts
var hundred = { n: 100n, d: 1n };
function takeOff(items, discounts, context) {
  if (discounts.length === 0) return items.map(() => void 0);
  const rests = items.map((item) => {
    const price = multiply(item.amount, ofNumber(item.quantity));
    return { item, price, left: price, percent: null, count: 0 };
  });
  for (const discount of discounts.filter(({ itemId }) => itemId !== null)) {
    apply(
      rests.filter(({ item }) => item.itemId === discount.itemId),
      discount,
      context
    );
  }
  for (const discount of discounts.filter(({ itemId }) => itemId === null)) {
    apply(rests.filter(isMeantBy(discount)), discount, context);
  }
  return rests.map(rowDiscount);
}
function isMeantBy({ products }) {
  return ({ item }) => products === null || item.price.product !== null && products.has(item.price.product);
}
function apply(rests, discount, { toMajor, note }) {
  const [first] = rests;
  if (first === void 0) return;
  if (discount.percent !== null) {
    const kept = divide(subtract(hundred, discount.percent), hundred);
    for (const rest of rests) {
      rest.left = multiply(rest.left, kept);
      rest.percent = discount.percent;
      rest.count += 1;
    }
    return;
  }
  const amount = discount.amounts.get(first.item.currency);
  if (amount === void 0) {
    note("DISCOUNT_IN_OTHER_CURRENCY", discount.id);
    return;
  }
  const isMixed = rests.some(({ item: { price } }) => !hasInterval(price, first.item));
  if (isMixed) note("DISCOUNT_OVER_INTERVALS", discount.id);
  share(rests, toMajor(amount, first.item.currency));
}
function hasInterval(price, { price: other }) {
  return price.interval === other.interval && price.intervalCount === other.intervalCount;
}
function share(rests, amount) {
  const whole = rests.reduce((sum, { left }) => add(sum, left), zero);
  if (compare(whole, zero) === 0) return;
  const kept = compare(amount, whole) >= 0 ? zero : divide(subtract(whole, amount), whole);
  for (const rest of rests) {
    rest.left = multiply(rest.left, kept);
    rest.percent = null;
    rest.count += 1;
  }
}
function rowDiscount({ price, left, percent, count }) {
  if (count === 0) return void 0;
  if (count === 1 && percent !== null) return { percent: amountText(percent) };
  const amount = subtract(price, left);
  return compare(amount, zero) === 0 ? void 0 : { amount: amountText(amount) };
}

// src/stripe/rows.ts
function rowsOf(known2, options) {
  const { subscription, end } = known2;
  const until = end ?? Number.POSITIVE_INFINITY;
  const cuts = cutsOf(known2, until);
  const done = [];
  let running = [];
  for (const [i, from] of cuts.entries()) {
    const to = cuts[i + 1] ?? until;
    const next = [];
    for (const { price, priceId } of pricesAt(known2, from, options)) {
      const key = JSON.stringify(price);
      const same = from === subscription.trialStart ? -1 : running.findIndex((draft2) => draft2.key === key);
      const [draft] = same === -1 ? [{ price, key, priceId, start: from, end: to }] : running.splice(same, 1);
      if (draft === void 0) continue;
      draft.end = to;
      next.push(draft);
    }
    done.push(...running);
    running = next;
  }
  return [...done, ...running].sort(inOrderOf(subscription)).map((draft) => rowOf(draft, known2));
}
function inOrderOf({ items }) {
  const place = ({ priceId }) => {
    const index = items.findIndex(({ price }) => price.id === priceId);
    return index === -1 ? items.length : index;
  };
  return (a, b) => a.start - b.start || place(a) - place(b) || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
}
function cutsOf({ subscription, history, discounts, interruptions }, until) {
  const { start, trialStart } = subscription;
  const instants = [
    start,
    ...history.map(({ at }) => at),
    ...discounts.flatMap((discount) => [discount.start, discount.end]),
    ...interruptions.unpaid.flatMap((time) => [time.start, time.end ?? start]),
    trialStart ?? start
  ];
  const inside = instants.filter((instant) => instant > start && instant < until);
  return [start, ...new Set(inside)].sort((a, b) => a - b);
}
function pricesAt({ history, discounts, interruptions }, at, options) {
  if (interruptions.unpaid.some((time) => time.start <= at && at < (time.end ?? Number.POSITIVE_INFINITY))) return [];
  const { items = [] } = history.filter((snapshot) => snapshot.at <= at).at(-1) ?? {};
  const active = discounts.filter(({ start, end }) => start <= at && at < end);
  const off = takeOff(items, active, options.context);
  return items.map((item, i) => ({ price: rowPrice(item, off[i], options), priceId: item.price.id }));
}
function rowPrice(item, discount, { plan }) {
  const { price, quantity, currency } = item;
  return {
    amount: amountText(item.amount),
    interval: price.interval,
    ...price.intervalCount !== 1 && { intervalCount: price.intervalCount },
    ...quantity !== 1 && { quantity },
    ...discount && { discount },
    currency,
    plan: (plan === "product" ? price.product : plan === "nickname" ? price.nickname : null) ?? price.id
  };
}
function rowOf({ price, start, end }, { subscription, end: lifeEnd, interruptions }) {
  const { id, customerId, trialStart, trialEnd, canceledAt } = subscription;
  const isOpen2 = end === Number.POSITIVE_INFINITY;
  const isTrial = trialEnd !== null && start < trialEnd && start >= (trialStart ?? start);
  const isCancelled = lifeEnd !== null && canceledAt !== null && canceledAt <= end;
  const within = (times) => times.filter((time) => time.start < end && (time.end === null || time.end > start)).map((time) => ({ start: isoText(time.start), ...time.end !== null && { end: isoText(time.end) } }));
  const pauses = within(interruptions.pauses);
  const pastDue = within(interruptions.pastDue);
  const isGivenUp = !isOpen2 && interruptions.unpaid.some((time) => time.start === end);
  return {
    customerId,
    subscriptionId: id,
    start: isoText(start),
    ...!isOpen2 && { end: isoText(end) },
    ...price,
    ...isTrial && { trialEnd: isoText(trialEnd) },
    ...isCancelled && { cancelRequestedAt: isoText(canceledAt) },
    ...pauses.length > 0 && { pauses },
    ...pastDue.length > 0 && { pastDue },
    ...end === lifeEnd ? churnOf(subscription) : isGivenUp && { churnType: "involuntary" }
  };
}
function churnOf({ cancellation: { reason, feedback, comment } }) {
  const why = feedback ?? comment ?? reason;
  const churnType = reason === "cancellation_requested" ? "voluntary" : "involuntary";
  return { ...reason !== null && { churnType }, ...why !== null && { churnReason: why } };
}
function isoText(instant) {
  return new Date(instant).toISOString();
}

// src/stripe/from-stripe.ts
function fromStripe(data, options = {}) {
  const given = checkKeys(options, ["discounts", "plan", "testMode", "minorUnits"], "options");
  const choice = readOptionalChoice(given.discounts, "options.discounts", ["recurring", "forever", "none"]);
  const plan = readOptionalChoice(given.plan, "options.plan", ["price", "product", "nickname"]);
  const testMode = readOptionalChoice(given.testMode, "options.testMode", ["exclude", "include"]);
  const book = noteBook();
  const toMajor = toMajorBy(given.minorUnits);
  const read = readData(data, book.add);
  const rowOptions = { plan, context: { toMajor, prices: read.prices, note: book.add } };
  const subscriptions = [];
  const skipped = [];
  const seen = /* @__PURE__ */ new Map();
  for (const [index, { subscription, raw }] of read.subscriptions.entries()) {
    const rows = skipReason(subscription, testMode) ?? repeated(subscription.id, raw, index, seen) ?? convert(subscription, read, choice, rowOptions);
    if (typeof rows !== "string") for (const row of rows) subscriptions.push(row);
    else skipped.push({ id: subscription.id, reason: rows, text: skipTexts[rows] });
  }
  return { subscriptions, skipped, notes: book.notes() };
}
var known = ["active", "trialing", "past_due", "unpaid", "paused", "canceled"];
function skipReason(subscription, testMode) {
  const { status, isLive, start } = subscription;
  if (!isLive && testMode === "exclude") return "TEST_MODE";
  if (status === "incomplete") return "INCOMPLETE";
  if (status === "incomplete_expired") return "INCOMPLETE_EXPIRED";
  if (!known.includes(status)) return "UNKNOWN_STATUS";
  const end = endOf(subscription);
  return end !== null && end < start ? "ENDS_BEFORE_START" : null;
}
function repeated(id, raw, index, seen) {
  if (!seen.has(id)) {
    seen.set(id, raw);
    return null;
  }
  if (JSON.stringify(seen.get(id)) === JSON.stringify(raw)) return "DUPLICATE";
  return reject("INVALID_TYPE", `data.subscriptions[${index}].id`, "occur once, or with the same fields each time", id);
}
function endOf({ endedAt, status, canceledAt, cancelAt }) {
  return endedAt ?? (status === "canceled" ? canceledAt : null) ?? cancelAt;
}
function convert(subscription, read, choice, options) {
  const { context } = options;
  const { id } = subscription;
  const invoices = read.invoicesOf(id);
  const events = read.eventsOf(id);
  const billed = invoiceHistory(id, invoices, context);
  const history = historyOf(subscription, { invoices: billed, events }, context);
  if (history.every(({ items }) => items.length === 0)) return "NOT_RECURRING";
  const discounts = discountWindows(subscription, events, invoices, read.discounts, choice, context.note);
  const interruptions = interruptionsOf(subscription, invoices, events, context.note);
  const rows = rowsOf({ subscription, end: endOf(subscription), history, discounts, interruptions }, options);
  return rows.length === 0 ? "NEVER_PAID" : rows;
}
export {
  fromStripe
};
