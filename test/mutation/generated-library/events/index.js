import {
  fieldNames,
  fieldsOfKind,
  readAmount,
  readDiscount,
  rejectInstant,
  subscriptionFields,
  toEpoch,
  zoneOf
} from "../chunk-CQHGO6DK.js";
import {
  checkKeys,
  compareTexts,
  groupByKey,
  isMissing,
  isOptionalText,
  isRecord,
  one,
  readChoice,
  readCount,
  readId,
  readList,
  reject,
  rejectOptionalText
} from "../chunk-NB4I63PG.js";

// src/events/read-event.ts
var derived = {
  customerId: true,
  subscriptionId: true,
  start: true,
  end: true,
  trialEnd: true,
  cancelRequestedAt: true,
  pauses: true,
  pastDue: true,
  churnType: true,
  churnReason: true
};
var rowFields = /* @__PURE__ */ fieldNames.filter((name) => !(name in derived));
var occurrence = ["type", "at", "customerId", "subscriptionId"];
var stated = [...rowFields, "trialEnd"];
var cause = ["churnType", "churnReason"];
var keysOf = {
  started: [...occurrence, ...stated],
  changed: [...occurrence, ...stated],
  reactivated: [...occurrence, ...stated],
  cancelRequested: [...occurrence, ...cause, "endsAt"],
  ended: [...occurrence, ...cause],
  paused: occurrence,
  resumed: occurrence,
  pastDue: occurrence,
  recovered: occurrence,
  uncancelled: occurrence
};
var types = Object.keys(keysOf);
var { interval: intervals, churnType: churnTypes } = subscriptionFields;
function readEvent(value, index, zone) {
  const path = `events[${index}]`;
  if (!isRecord(value)) reject("INVALID_TYPE", path, "be an object", value);
  const type = readChoice(value.type, `${path}.type`, types);
  const fields = checkKeys(withoutEmpty(value, keysOf[type]), keysOf[type], path);
  const customerId = readId(fields.customerId, `${path}.customerId`);
  const subscriptionId = readId(fields.subscriptionId, `${path}.subscriptionId`);
  const instant = (key) => {
    const epoch2 = toEpoch(fields[key], zone);
    return Number.isNaN(epoch2) ? rejectInstant(fields[key], `${path}.${key}`) : epoch2;
  };
  const optionalInstant = (key) => isMissing(fields[key]) ? fields[key] : instant(key);
  const epoch = instant("at");
  checkStated(type, fields, path);
  if (!isMissing(fields.churnType)) readChoice(fields.churnType, `${path}.churnType`, churnTypes.choices ?? []);
  for (const key of fieldsOfKind("text")) {
    if (!isOptionalText(fields[key])) rejectOptionalText(fields[key], `${path}.${key}`);
  }
  const endsAt = optionalInstant("endsAt");
  if (typeof endsAt === "number" && endsAt < epoch) {
    reject("END_BEFORE_START", `${path}.endsAt`, "not come before the event itself", fields.endsAt);
  }
  const event = value;
  return { index, type, customerId, subscriptionId, epoch, trialEnd: optionalInstant("trialEnd"), endsAt, event };
}
function withoutEmpty(event, used) {
  return Object.fromEntries(Object.entries(event).filter(([key, field]) => !isMissing(field) || used.includes(key)));
}
function checkStated(type, fields, path) {
  const isStart = type === "started";
  if (type === "changed" && !stated.some((key) => isStated(key, fields[key]))) {
    reject("INVALID_TYPE", path, `name at least one of ${stated.join(", ")}, as it has changed`, fields);
  }
  const { amount, interval, intervalCount, quantity, discount } = fields;
  if (isStart || !isMissing(amount)) readAmount(amount, `${path}.amount`);
  if (isStart || !isMissing(interval)) readChoice(interval, `${path}.interval`, intervals.choices ?? []);
  if (!isMissing(intervalCount)) readCount(intervalCount, `${path}.intervalCount`);
  if (!isMissing(quantity) && !(Number.isFinite(quantity) && quantity >= 0)) {
    reject("INVALID_NUMBER", `${path}.quantity`, "be a finite number >= 0", quantity);
  }
  if (!isMissing(discount)) readDiscount(discount, one, `${path}.discount`);
}
function isStated(key, value) {
  return value === null ? key === "discount" || key === "trialEnd" : value !== void 0;
}

// src/events/life.ts
var momentOf = ({ epoch, event }) => ({ epoch, at: event.at });
function phaseOf(read, before) {
  const given = read.event;
  const fields = { ...before?.fields };
  for (const key of rowFields) {
    if (!isStated(key, given[key])) continue;
    if (given[key] === null) delete fields[key];
    else fields[key] = given[key];
  }
  return { start: momentOf(read), fields, trialEnd: trialEndOf(read, before) };
}
function trialEndOf({ type, trialEnd, event }, before) {
  if (trialEnd === void 0) return type === "reactivated" ? null : before?.trialEnd ?? null;
  const { trialEnd: at } = event;
  return trialEnd === null || at === void 0 ? null : { epoch: trialEnd, at };
}
function causeOf(event) {
  const { churnType, churnReason } = event;
  return { ...churnType && { churnType }, ...churnReason && { churnReason } };
}
function plannedEnd({ request }) {
  return request?.endsAt ?? null;
}
function rowsOf(life) {
  const { customerId, subscriptionId, request } = life;
  const lifeEnd = life.end ?? plannedEnd(life);
  const all = life.phases.map((phase, i) => ({ phase, end: life.phases[i + 1]?.start ?? lifeEnd }));
  const lasting = all.filter(({ phase, end }) => end === null || end.epoch > phase.start.epoch);
  const kept = lasting.length === 0 ? all.slice(-1) : lasting;
  const cause2 = { ...request?.cause, ...life.end?.cause };
  const pausesIn = interruptionReader(life.pauses);
  const pastDueIn = interruptionReader(life.pastDue);
  return kept.map(({ phase: { start, fields, trialEnd }, end }, i) => {
    const pauses = pausesIn(start, end);
    const pastDue = pastDueIn(start, end);
    const isRequested = request !== null && (end === null || request.epoch <= end.epoch);
    return {
      customerId,
      subscriptionId,
      start: start.at,
      ...end && { end: end.at },
      ...fields,
      ...trialEnd && trialEnd.epoch > start.epoch && { trialEnd: trialEnd.at },
      ...isRequested && { cancelRequestedAt: request.at },
      ...pauses.length > 0 && { pauses },
      ...pastDue.length > 0 && { pastDue },
      ...i === kept.length - 1 && cause2
    };
  });
}
function interruptionReader(all) {
  let first = 0;
  return (start, end) => {
    const found = [];
    for (let place = first; place < all.length; place += 1) {
      const one2 = all[place];
      if (end !== null && one2.start.epoch >= end.epoch) break;
      if (one2.end !== null && one2.end.epoch <= start.epoch) first = place + 1;
      else found.push({ start: one2.start.at, ...one2.end && { end: one2.end.at } });
    }
    return found;
  };
}

// src/events/take-event.ts
function whyNot(type, epoch, lives) {
  const life = lives.at(-1);
  if (life === void 0) return type === "started" ? null : "NOT_STARTED";
  const end = plannedEnd(life);
  const isPast = end !== null && end.epoch <= epoch;
  const isOver = life.end !== null || isPast;
  if (type === "started") return isOver ? "ENDED" : "ALREADY_STARTED";
  if (type === "reactivated") return isOver ? null : "NOT_ENDED";
  if (life.end !== null || type !== "ended" && isPast) return "ENDED";
  return ruleOf[type](life);
}
var isOpen = (interruptions) => interruptions.at(-1)?.end === null;
var ruleOf = {
  changed: () => null,
  paused: ({ pauses }) => isOpen(pauses) ? "ALREADY_PAUSED" : null,
  resumed: ({ pauses }) => isOpen(pauses) ? null : "NOT_PAUSED",
  pastDue: ({ pastDue }) => isOpen(pastDue) ? "ALREADY_PAST_DUE" : null,
  recovered: ({ pastDue }) => isOpen(pastDue) ? null : "NOT_PAST_DUE",
  cancelRequested: ({ request }) => request === null ? null : "ALREADY_REQUESTED",
  uncancelled: ({ request }) => request === null ? "NOT_REQUESTED" : null,
  ended: () => null
};
function takeEvent(lives, read) {
  const life = lives.at(-1);
  if (life === void 0 || read.type === "reactivated") lives.push(begin(read, life?.phases.at(-1)));
  else stepOf[read.type](life, read);
}
function begin(read, before) {
  const { customerId, subscriptionId } = read;
  const phases = [phaseOf(read, before)];
  return { customerId, subscriptionId, phases, pauses: [], pastDue: [], request: null, end: null };
}
var stepOf = {
  started: () => {
  },
  changed(life, read) {
    const before = life.phases.at(-1);
    const phase = phaseOf(read, before);
    if (!isSame(before, phase)) life.phases.push(phase);
  },
  paused: ({ pauses }, read) => open(pauses, read),
  resumed: ({ pauses }, read) => close(pauses, read),
  pastDue: ({ pastDue }, read) => open(pastDue, read),
  recovered: ({ pastDue }, read) => close(pastDue, read),
  cancelRequested(life, read) {
    const { endsAt: at } = read.event;
    const endsAt = typeof read.endsAt === "number" && at != null ? { epoch: read.endsAt, at } : null;
    life.request = { ...momentOf(read), endsAt, cause: causeOf(read.event) };
  },
  uncancelled(life) {
    life.request = null;
  },
  ended(life, read) {
    life.end = { ...momentOf(read), cause: causeOf(read.event) };
  }
};
function open(interruptions, read) {
  interruptions.push({ start: momentOf(read), end: null });
}
function close(interruptions, read) {
  const last = interruptions.at(-1);
  if (last !== void 0) last.end = momentOf(read);
}
function isSame(a, b) {
  const keys = /* @__PURE__ */ new Set([...Object.keys(a.fields), ...Object.keys(b.fields)]);
  if (a.trialEnd?.epoch !== b.trialEnd?.epoch) return false;
  return [...keys].every((key) => textOf(a.fields[key]) === textOf(b.fields[key]));
}
function textOf(value) {
  if (typeof value !== "object" || value === null) return `${typeof value} ${String(value)}`;
  const { percent, amount } = value;
  return percent === void 0 && amount === void 0 ? String(value) : `${String(percent)} ${String(amount)}`;
}

// src/events/subscriptions-from-events.ts
function subscriptionsFromEvents(events, options = {}) {
  const { timeZone = "UTC" } = checkKeys(options, ["timeZone"], "options");
  const zone = zoneOf(timeZone, "options.timeZone");
  const log = readList(events, "events", "be an array of events").map((event, index) => readEvent(event, index, zone));
  const rejected = [];
  const folded = [...bySubscription(log)].map((own) => fold(own, rejected)).filter((lives) => lives.length > 0);
  rejected.sort((a, b) => a.index - b.index);
  return { subscriptions: folded.sort(byStart).flatMap((lives) => lives.flatMap(rowsOf)), rejected };
}
function bySubscription(log) {
  const keyOf = ({ customerId, subscriptionId }) => `${customerId.length}:${customerId}${subscriptionId}`;
  return groupByKey(log, keyOf).values();
}
var orderAtOneInstant = [
  "started",
  "reactivated",
  "resumed",
  "recovered",
  "uncancelled",
  "changed",
  "pastDue",
  "paused",
  "cancelRequested",
  "ended"
];
function fold(own, rejected) {
  const sorted = [...own].sort((a, b) => a.epoch - b.epoch || a.index - b.index);
  const lives = [];
  for (let at = 0; at < sorted.length; ) {
    const { epoch } = sorted[at];
    const from = at;
    while (sorted[at]?.epoch === epoch) at += 1;
    takeTogether(lives, sorted.slice(from, at), epoch, rejected);
  }
  return lives;
}
function takeTogether(lives, events, epoch, rejected) {
  const waiting = orderAtOneInstant.map((type) => ({
    type,
    left: events.filter((read) => read.type === type).reverse()
  }));
  const possible = () => waiting.find(({ type, left }) => left.length > 0 && whyNot(type, epoch, lives) === null);
  for (let next = possible(); next !== void 0; next = possible()) takeEvent(lives, next.left.pop());
  for (const { type, left } of waiting) {
    for (const { index } of left) {
      const reason = whyNot(type, epoch, lives);
      if (reason !== null) rejected.push({ index, reason, text: texts[reason] });
    }
  }
}
var texts = {
  NOT_STARTED: "the subscription had not started yet",
  ALREADY_STARTED: "the subscription had already started",
  ENDED: "the subscription had ended; only reactivated can follow",
  NOT_ENDED: "the subscription was still running; uncancelled takes a cancellation back",
  NOT_PAUSED: "the subscription was not paused",
  ALREADY_PAUSED: "the subscription was already paused",
  NOT_PAST_DUE: "the subscription was not past due",
  ALREADY_PAST_DUE: "the subscription was already past due",
  NOT_REQUESTED: "no cancellation had been requested",
  ALREADY_REQUESTED: "a cancellation had already been requested"
};
function byStart(a, b) {
  const [first, second] = [a[0], b[0]];
  if (first === void 0 || second === void 0) return a.length - b.length;
  return (first.phases[0]?.start.epoch ?? 0) - (second.phases[0]?.start.epoch ?? 0) || compareTexts(first.customerId, second.customerId) || compareTexts(first.subscriptionId, second.subscriptionId);
}
export {
  subscriptionsFromEvents
};
