import {
  instantReader,
  readScale
} from "../chunk-H4LIXGD6.js";
import {
  dateKey,
  dayLabel,
  fieldNames,
  isAmount,
  ledger,
  ledgerOptions,
  monthlyPrice,
  parseDateTime,
  parseDay,
  readAmount,
  readDiscount,
  readInstant,
  statementOptions,
  subscriptionFields,
  timesPerMonth,
  toEpoch,
  zoneOf
} from "../chunk-CQHGO6DK.js";
import {
  checkKeys,
  checkText,
  fieldOfName,
  idText,
  isDate,
  isMetricsError,
  isMissing,
  isRecord,
  isText,
  one,
  readId,
  readList,
  readOptionalChoice,
  reject,
  ruleOf
} from "../chunk-NB4I63PG.js";

// src/schema/fields/field.ts
import * as z from "zod";

// src/schema/fields/message.ts
var placeholder = "value";
function messageOf(read) {
  const error = errorOf(() => read(placeholder));
  return error === void 0 ? "must be something else" : ruleOf(error);
}
function complaint(rule, received) {
  return messageOf((path) => reject("INVALID_TYPE", path, rule, received));
}
function errorOf(read) {
  try {
    read();
    return void 0;
  } catch (error) {
    if (isMetricsError(error)) return error;
    throw error;
  }
}

// src/schema/fields/field.ts
var refused = /* @__PURE__ */ Symbol("refused");
function must(rule) {
  return { error: (issue) => complaint(rule, issue.input) };
}
function known(isKnown, error, inJson) {
  return z.unknown().refine(isKnown, { error, abort: true }).meta(inJson);
}
function optional(field) {
  return { ...field, isOptional: true };
}
function objectOf(fields, check) {
  const shape = Object.fromEntries(
    namesOf(fields).map((name) => {
      const { schema, isOptional } = fields[name];
      return [name, isOptional ? schema.nullish() : schema];
    })
  );
  const object2 = z.object(shape, {
    error: (issue) => issue.code === "invalid_type" ? complaint("be an object", issue.input) : void 0
  });
  if (check === void 0) return object2;
  return object2.superRefine((row, context) => {
    check(row, (message, path) => context.addIssue({ code: "custom", message, path: [...path] }));
  });
}
function namesOf(fields) {
  return Object.keys(fields);
}
function readCells(fields, value, cells, complain, path) {
  if (!isRecord(value)) return value;
  const names = namesOf(fields);
  const read = {};
  for (const name in value) if (!names.includes(name)) read[name] = value[name];
  for (const name of names) {
    const cell = value[name];
    if (!(name in value) || cells.isMissing(cell)) continue;
    read[name] = fields[name].fromCell?.(cell, cells, complain, [...path, name]) ?? cell;
  }
  return read;
}

// src/schema/fields/plain-fields.ts
import * as z2 from "zod";
var text = {
  schema: z2.string(must("be a non-empty string")).min(1, must("be a non-empty string")),
  isOptional: false,
  read: (value) => isText(value) ? value : refused
};
var anyText = {
  schema: z2.string(must("be a string")),
  isOptional: false,
  read: (value) => typeof value === "string" ? value : refused
};
function choice(...words) {
  const rule = `be one of ${words.map((word) => `'${word}'`).join(", ")}`;
  return {
    schema: z2.enum(words, must(rule)),
    isOptional: false,
    read: (value) => words.includes(value) ? value : refused
  };
}
function wholeNumber(lowest, highest, rule) {
  return {
    schema: z2.int(must(rule)).min(lowest, must(rule)).max(highest, must(rule)),
    isOptional: false,
    read: (value) => {
      const isGood = Number.isSafeInteger(value) && value >= lowest && value <= highest;
      return isGood ? value : refused;
    },
    fromCell: (value, cells, complain, path) => cells.number(value, complain, path)
  };
}
function finiteNumber(lowest, highest, rule) {
  return {
    schema: z2.number(must(rule)).min(lowest, must(rule)).max(highest, must(rule)),
    isOptional: false,
    read: (value) => typeof value === "number" && value >= lowest && value <= highest ? value : refused,
    fromCell: (value, cells, complain, path) => cells.number(value, complain, path)
  };
}
var flagOrCountRule = "be true, false or a whole number >= 0";
var flagOrCount = {
  schema: z2.union([z2.boolean(), z2.int().min(0)], must(flagOrCountRule)),
  isOptional: false,
  read: (value) => typeof value === "boolean" || Number.isSafeInteger(value) && value >= 0 ? value : refused,
  fromCell: (value, cells, complain, path) => cells.flagOrNumber(value, complain, path)
};
var texts = {
  schema: z2.array(text.schema, must("be an array of texts")),
  isOptional: false,
  read: (value) => {
    if (!Array.isArray(value)) return refused;
    for (let place = 0; place < value.length; place += 1) if (text.read(value[place]) === refused) return refused;
    return value.slice();
  },
  fromCell: (value, cells) => cells.list(value)
};

// src/schema/rows/row-kind.ts
function rowKind(fields, check) {
  const strip = objectOf(fields, check);
  let others;
  return {
    fields,
    check,
    schemaWith(extraColumns) {
      if (extraColumns === "strip") return strip;
      others ??= { keep: strip.loose(), reject: strip.strict() };
      return others[extraColumns];
    }
  };
}
function perZone(make) {
  const made = /* @__PURE__ */ new WeakMap();
  return (zone) => {
    const known2 = made.get(zone) ?? make(zone);
    made.set(zone, known2);
    return known2;
  };
}

// src/schema/fields/shared-fields.ts
var rowContext = perZone((zone) => ({ zone, epochOf: instantReader(zone) }));
var instantInJson = {
  description: "A date such as '2026-03-01', a date-time with an offset or Z, epoch milliseconds, or BigQuery's { value }.",
  anyOf: [
    { type: "string" },
    { type: "integer" },
    { type: "object", properties: { value: { type: "string" } }, required: ["value"] }
  ]
};
function instantField({ zone, epochOf }) {
  return {
    schema: known(
      (value) => !Number.isNaN(epochOf(value)),
      ({ input }) => messageOf((path) => readInstant(input, zone, path)),
      instantInJson
    ),
    isOptional: false,
    read: (value) => Number.isNaN(epochOf(value)) ? refused : value,
    fromCell: (value, cells, complain, path) => cells.instant(value, complain, path)
  };
}
var amountField = {
  schema: known(isAmount, ({ input }) => messageOf((path) => readAmount(input, path)), {
    description: "An amount in major units: a number, a decimal such as '49.99' or a fraction such as '25/3'.",
    anyOf: [{ type: "number", minimum: 0 }, { type: "string" }]
  }),
  isOptional: false,
  read: (value) => isAmount(value) ? value : refused,
  fromCell: (value, cells, complain, path) => cells.amount(value, complain, path)
};
var isId = (value) => idText(value) !== void 0;
var id = {
  schema: known(isId, ({ input }) => messageOf((path) => readId(input, path)), {
    anyOf: [{ type: "string", minLength: 1 }, { type: "integer" }]
  }),
  isOptional: false,
  read: (value) => isId(value) ? value : refused
};

// src/schema/rows/usage-event.ts
var longestSeconds = 1e9;
var seconds = finiteNumber(0, longestSeconds, `be a number of seconds from 0 to ${longestSeconds}`);
var count = wholeNumber(1, 2 ** 52, "be a whole number from 1 on");
var usageEventKind = perZone(
  (zone) => rowKind({
    customerId: id,
    at: instantField(rowContext(zone)),
    userId: optional(id),
    feature: optional(text),
    durationSeconds: optional(seconds),
    count: optional(count)
  })
);
var signUpKind = perZone((zone) => rowKind({ customerId: id, at: instantField(rowContext(zone)) }));

// src/schema/fields/date-text.ts
var dayPattern = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})$/;
var timePattern = /^(\S+)[T ](\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?)( ?(?:Z|[+-]\d\d(?::?\d\d)?))?$/;
function isoDayReader(order) {
  if (order === void 0) return () => void 0;
  const known2 = /* @__PURE__ */ new Map();
  return (text2) => {
    if (text2.length > 10) return void 0;
    if (known2.has(text2)) return known2.get(text2);
    const [, first = "", , second = "", year] = dayPattern.exec(text2) ?? [];
    const [day, month] = order === "dayFirst" ? [first, second] : [second, first];
    const iso = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
    const read = Number.isNaN(parseDay(iso)) ? void 0 : iso;
    known2.set(text2, read);
    return read;
  };
}
function localTimeReader(zone, isoDay) {
  return (text2) => {
    const [, date, time, offset] = timePattern.exec(text2) ?? [];
    if (date === void 0) return void 0;
    const epoch = parseDateTime(`${isoDay(date) ?? date}T${time}${offset?.trim() ?? "Z"}`);
    if (Number.isNaN(epoch)) return void 0;
    return new Date(offset === void 0 ? zone.instantOf(epoch) : epoch);
  };
}

// src/schema/fields/inclusive-end.ts
function inclusiveEndReader(zone) {
  const known2 = /* @__PURE__ */ new Map();
  return (value) => {
    const isDay = typeof value === "string" && dateKey(value) >= 0;
    const end = isDay ? known2.get(value) : void 0;
    if (end !== void 0) return end;
    const epoch = toEpoch(value, zone);
    if (Number.isNaN(epoch)) return value;
    const next = zone.startOfDay(zone.dayOf(epoch) + 1);
    if (!isDay) return new Date(next);
    const label = dayLabel(zone.dayOf(next));
    const after = dateKey(label) < 0 ? new Date(next) : label;
    known2.set(value, after);
    return after;
  };
}

// src/schema/fields/number-text.ts
var formats = {
  "1,234.56": {
    mark: ".",
    plain: /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,4})?$/,
    grouped: /^[+-]?\d{1,3}([,'’ \u00a0\u202f])\d{3}(?:\1\d{3})*(?:\.\d+)?$/
  },
  "1.234,56": {
    mark: ",",
    plain: /^[+-]?(?:\d+(?:,\d*)?|,\d+)(?:[eE][+-]?\d{1,4})?$/,
    grouped: /^[+-]?\d{1,3}([.'’ \u00a0\u202f])\d{3}(?:\1\d{3})*(?:,\d+)?$/
  }
};
function decimalReader(format) {
  const { mark, plain, grouped } = formats[format];
  return (text2) => {
    if (plain.test(text2)) return mark === "." ? text2 : text2.replace(mark, ".");
    const separator = grouped.exec(text2)?.[1];
    return separator === void 0 ? void 0 : text2.replaceAll(separator, "").replace(mark, ".");
  };
}

// src/schema/fields/cells.ts
var fraction = /^\d+\/\d+$/;
function cellReader(options, zone) {
  const { numberFormat, dateOrder, localTimes = false, missing = [], endInclusive = false, listSeparator } = options;
  const decimalOf = numberFormat === void 0 ? void 0 : decimalReader(numberFormat);
  const isoDay = isoDayReader(dateOrder);
  const dateTimeOf = localTimes ? localTimeReader(zone, isoDay) : () => void 0;
  const inclusiveEnd = inclusiveEndReader(zone);
  const numberRule = `be a number written like ${numberFormat}`;
  const dateRule = `be a date with the ${dateOrder === "dayFirst" ? "day" : "month"} first, or in ISO 8601`;
  const cells = {
    areRead: endInclusive || localTimes || missing.length > 0 || [numberFormat, dateOrder, listSeparator].some((option) => option !== void 0),
    isMissing: (value) => missing.includes(value),
    number(value, complain, path) {
      if (typeof value !== "string" || decimalOf === void 0) return value;
      const decimal = decimalOf(value);
      if (decimal !== void 0) return Number(decimal);
      complain(complaint(numberRule, value), path);
      return value;
    },
    amount(value, complain, path) {
      if (typeof value !== "string" || decimalOf === void 0) return value;
      const decimal = decimalOf(value) ?? (fraction.test(value) ? value : void 0);
      if (decimal === void 0) complain(complaint(numberRule, value), path);
      return decimal ?? value;
    },
    flagOrNumber(value, complain, path) {
      if (decimalOf !== void 0 && (value === "true" || value === "false")) return value === "true";
      return cells.number(value, complain, path);
    },
    instant(value, complain, path) {
      if (typeof value !== "string") return value;
      const read = isoDay(value) ?? dateTimeOf(value);
      if (read === void 0 && dateOrder !== void 0 && !isoStart.test(value))
        complain(complaint(dateRule, value), path);
      return read ?? value;
    },
    end(value, complain, path) {
      const end = cells.instant(value, complain, path);
      return endInclusive ? inclusiveEnd(end) : end;
    },
    list: (value) => typeof value === "string" && listSeparator !== void 0 ? value.split(listSeparator).map((item) => item.trim()) : value
  };
  return cells;
}
var isoStart = /^\d{4}-\d\d-\d\d/;

// src/schema/fields/record-reader.ts
function recordReader(fields, rules) {
  const { check, extraColumns = "strip" } = rules;
  const cells = rules.cells?.areRead ? rules.cells : void 0;
  const columns = /* @__PURE__ */ new Map();
  for (const name of namesOf(fields)) columns.set(name, { field: fields[name], path: [name] });
  const required = [...columns.values()].filter(({ field }) => !field.isOptional).length;
  let isBad = false;
  const complain = () => {
    isBad = true;
  };
  const names = [];
  const values = [];
  return (record) => {
    if (!isPlain(record)) return refused;
    isBad = false;
    let count2 = 0;
    let found = 0;
    let isSame = true;
    for (const name in record) {
      const given = record[name];
      let value = given;
      const column = columns.get(name);
      if (column === void 0) {
        if (extraColumns === "reject" || name === "__proto__") return refused;
        isSame &&= extraColumns === "keep";
        if (extraColumns === "strip") continue;
      } else {
        const { field } = column;
        if (cells !== void 0 && value !== void 0) {
          if (cells.isMissing(value)) {
            isSame = false;
            continue;
          }
          if (field.fromCell !== void 0) value = field.fromCell(value, cells, complain, column.path);
        }
        if (value !== void 0 && !(value === null && field.isOptional)) {
          value = field.read(value);
          if (value === refused || isBad) return refused;
          if (!field.isOptional) found += 1;
        }
        isSame &&= value === given;
      }
      names[count2] = name;
      values[count2] = value;
      count2 += 1;
    }
    if (found < required) return refused;
    const row = isSame ? { ...record } : built(names, values, count2);
    check?.(row, complain);
    return isBad ? refused : row;
  };
}
function isPlain(value) {
  if (!isRecord(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
function built(names, values, count2) {
  const row = {};
  for (let place = 0; place < count2; place += 1) row[names[place]] = values[place];
  return row;
}

// src/schema/parse/parse-rows.ts
var optionNames = ["timeZone", "numberFormat", "dateOrder", "localTimes", "missing", "extraColumns"];
function parseRows(rows, options, own, kindIn) {
  checkKeys(options, [...optionNames, ...own], "options");
  const extraColumns = readOptionalChoice(options.extraColumns, "options.extraColumns", [
    "strip",
    "keep",
    "reject"
  ]);
  const zone = zoneOf(options.timeZone === void 0 ? "UTC" : options.timeZone, "options.timeZone");
  const cells = cellReader(checkCellOptions(options), zone);
  const list = readList(rows, "rows", "be an array of rows");
  const { fields, check, schemaWith } = kindIn(zone);
  const read = recordReader(fields, { check, cells, extraColumns });
  const verdictOf = rowVerdicts(schemaWith(extraColumns), fields, cells);
  const good = [];
  const rejected = [];
  for (let index = 0; index < list.length; index += 1) {
    const row = list[index];
    const plain = read(row);
    if (plain !== refused) {
      good.push(plain);
      continue;
    }
    const { data, issues } = verdictOf(row);
    if (issues.length === 0) good.push(data);
    else rejected.push({ index, issues, row });
  }
  return { rows: good, rejected };
}
function checkCellOptions(options) {
  const { numberFormat, dateOrder, localTimes, missing } = options;
  readOptionalChoice(numberFormat, "options.numberFormat", ["1,234.56", "1.234,56"]);
  readOptionalChoice(dateOrder, "options.dateOrder", ["dayFirst", "monthFirst"]);
  checkFlag(localTimes, "options.localTimes");
  if (missing !== void 0) readList(missing, "options.missing", "be an array of values, such as ['']");
  return options;
}
function checkFlag(value, path) {
  if (value !== void 0 && typeof value !== "boolean") reject("INVALID_OPTION", path, "be true or false", value);
}
function rowVerdicts(schema, fields, cells) {
  return (row) => {
    const unread = [];
    const complain = (message, path) => {
      unread.push({ code: "custom", message, path: [...path] });
    };
    const record = cells.areRead ? readCells(fields, row, cells, complain, []) : row;
    const { success, data, error } = schema.safeParse(record);
    if (success) return { data, issues: unread };
    const paths = new Set(unread.map(({ path }) => path.join()));
    return { issues: [...unread, ...error.issues.filter(({ path }) => !paths.has(path.join()))] };
  };
}

// src/schema/parse/parse-events.ts
function parseEvents(rows, options = {}) {
  const parsed = parseRows(rows, options, [], usageEventKind);
  return parsed;
}

// src/schema/rows/payment.ts
function paymentFields(context) {
  return {
    customerId: id,
    at: instantField(context),
    status: choice("succeeded", "failed", "writtenOff"),
    invoiceId: optional(id),
    attempt: optional(wholeNumber(1, Number.MAX_SAFE_INTEGER, "be a whole number >= 1, 1 for the first attempt")),
    amount: optional(amountField),
    currency: optional(text)
  };
}
function checkPayment({ status, invoiceId, attempt }, complain) {
  if (status !== "writtenOff") return;
  if (isMissing(invoiceId)) complain(complaint("be present in a write-off", invoiceId), ["invoiceId"]);
  if (!isMissing(attempt))
    complain(complaint("be left out for a write-off, which is no attempt", attempt), ["attempt"]);
}
var paymentKind = perZone((zone) => {
  const context = rowContext(zone);
  return rowKind(paymentFields(context), checkPayment);
});

// src/schema/parse/parse-payments.ts
function parsePayments(rows, options = {}) {
  const parsed = parseRows(rows, options, [], paymentKind);
  return parsed;
}

// src/schema/rows/survey-response.ts
var largest = Number.MAX_SAFE_INTEGER;
function surveyResponseFields(context, scale) {
  const [lowest, highest] = scale ?? [-largest, largest];
  const rule = scale === void 0 ? "be a whole number" : `be a whole number from ${lowest} to ${highest}`;
  return {
    score: wholeNumber(lowest, highest, rule),
    customerId: optional(id),
    at: optional(instantField(context)),
    segment: optional(anyText),
    themes: optional(texts)
  };
}
var byScale = perZone(() => /* @__PURE__ */ new Map());
function surveyResponseKind(zone, scale) {
  const kinds = byScale(zone);
  const name = String(scale);
  const kind = kinds.get(name) ?? rowKind(surveyResponseFields(rowContext(zone), scale));
  kinds.set(name, kind);
  return kind;
}

// src/schema/parse/parse-responses.ts
function parseResponses(rows, options = {}) {
  const { scale, listSeparator } = options ?? {};
  const range = scale === void 0 ? void 0 : readScale(scale, [0, 10]);
  if (listSeparator !== void 0) checkText(listSeparator, "options.listSeparator");
  const parsed = parseRows(
    rows,
    options,
    ["scale", "listSeparator"],
    (zone) => surveyResponseKind(zone, range)
  );
  return parsed;
}

// src/schema/parse/parse-sign-ups.ts
function parseSignUps(rows, options = {}) {
  const parsed = parseRows(rows, options, [], signUpKind);
  return parsed;
}

// src/schema/rows/subscription.ts
import * as z3 from "zod";
function interruptionFields(context) {
  return { start: instantField(context), end: optional(instantField(context)) };
}
function checkInterruption({ epochOf }) {
  return ({ start, end }, complain) => {
    const isBefore = !isMissing(end) && epochOf(end) < epochOf(start);
    if (isBefore) complain(complaint("not come before its start", end), ["end"]);
  };
}
function interruptionsField(context, extraColumns) {
  const fields = interruptionFields(context);
  const check = checkInterruption(context);
  const reader = recordReader(fields, { check, extraColumns });
  const span = objectOf(fields, check);
  return {
    schema: z3.array(
      extraColumns === "reject" ? span.strict() : span,
      must("be an array of { start, end? }")
    ),
    isOptional: false,
    read(value) {
      if (!Array.isArray(value)) return refused;
      const spans = Array.from(value, reader);
      return spans.includes(refused) ? refused : spans;
    },
    fromCell: (value, cells, complain, path) => Array.isArray(value) ? value.map((span2, place) => readCells(fields, span2, cells, complain, [...path, place])) : value
  };
}
var discountParts = {
  percent: optional(amountField),
  amount: optional(amountField)
};
function checkDiscount(discount, complain) {
  const error = errorOf(() => readDiscount(discount, one, "discount"));
  if (error !== void 0) complain(ruleOf(error), error.path.slice(1));
}
var discountSchema = objectOf(discountParts, checkDiscount).strict();
var discountField = {
  schema: discountSchema,
  isOptional: false,
  read: recordReader(discountParts, { check: checkDiscount, extraColumns: "reject" }),
  fromCell: (value, cells, complain, path) => readCells(discountParts, value, cells, complain, path)
};
var largest2 = Number.MAX_SAFE_INTEGER;
var intervalCount = wholeNumber(1, largest2, "be a whole number >= 1");
var quantity = finiteNumber(0, Number.MAX_VALUE, "be a finite number >= 0");
function fieldsOfRow(context, extraColumns) {
  const instant = instantField(context);
  const interruptions = interruptionsField(context, extraColumns);
  const ofKind = { id, instant, amount: amountField, text, discount: discountField, interruptions };
  const end = {
    ...instant,
    fromCell: (value, cells, complain, path) => cells.end(value, complain, path)
  };
  const own = { end, intervalCount, quantity };
  const fieldOf = (name) => {
    const { kind, choices = [], isRequired } = subscriptionFields[name];
    const field = own[name] ?? (kind === "choice" ? choice(...choices) : ofKind[kind]);
    return isRequired ? field : optional(field);
  };
  return Object.fromEntries(fieldNames.map((name) => [name, fieldOf(name)]));
}
function checkSubscription(context) {
  const { epochOf } = context;
  return (row, complain) => {
    const { start, end, interval, intervalCount: intervalCount2 } = row;
    const isOpen = isMissing(end);
    if (!isOpen && epochOf(end) < epochOf(start)) complain(complaint("not come before its start", end), ["end"]);
    checkPrice(row, context, complain);
    if (interval !== "term") return;
    if (isOpen) complain(complaint("be present where interval is 'term'", end), ["end"]);
    if (!isMissing(intervalCount2)) {
      complain(complaint("be left out where interval is 'term'", intervalCount2), ["intervalCount"]);
    }
  };
}
var surelyInRange = 1e300;
var factors = /* @__PURE__ */ timesPerMonth({ weeksPerMonth: "52/12", daysPerMonth: "365/12" });
function checkPrice(row, { epochOf, zone }, complain) {
  const { amount, quantity: quantity2, end } = row;
  if (typeof amount !== "object" && Number(amount) * (quantity2 ?? 1) < surelyInRange) return;
  const term = { start: epochOf(row.start), end: isMissing(end) ? Number.POSITIVE_INFINITY : epochOf(end), zone };
  const error = errorOf(() => monthlyPrice(row, term, factors, 0));
  if (error?.path.at(-1) === "amount") complain(ruleOf(error), ["amount"]);
}
var interruptionKind = perZone((zone) => {
  const context = rowContext(zone);
  return rowKind(interruptionFields(context), checkInterruption(context));
});
function subscriptionKindWith(extraColumns) {
  return perZone((zone) => {
    const context = rowContext(zone);
    return rowKind(fieldsOfRow(context, extraColumns), checkSubscription(context));
  });
}
var subscriptionKind = /* @__PURE__ */ subscriptionKindWith("strip");
var strictSubscriptionKind = /* @__PURE__ */ subscriptionKindWith("reject");

// src/schema/parse/parse-subscriptions.ts
function parseSubscriptions(rows, options = {}) {
  checkFlag(options?.endInclusive, "options.endInclusive");
  const kindIn = options?.extraColumns === "reject" ? strictSubscriptionKind : subscriptionKind;
  const parsed = parseRows(rows, options, ["endInclusive"], kindIn);
  return parsed;
}

// src/schema/rows/ticket.ts
function ticketFields(context) {
  const instant = instantField(context);
  return {
    customerId: id,
    openedAt: instant,
    firstResponseAt: optional(instant),
    resolvedAt: optional(instant),
    reopened: optional(flagOrCount),
    channel: optional(text)
  };
}
function checkTicket({ epochOf }) {
  return (ticket, complain) => {
    const opened = epochOf(ticket.openedAt);
    for (const field of ["firstResponseAt", "resolvedAt"]) {
      const later = ticket[field];
      if (isMissing(later)) continue;
      if (epochOf(later) < opened) complain(complaint("not come before openedAt", later), [field]);
    }
  };
}
var ticketKind = perZone((zone) => {
  const context = rowContext(zone);
  return rowKind(ticketFields(context), checkTicket(context));
});

// src/schema/parse/parse-tickets.ts
function parseTickets(rows, options = {}) {
  const parsed = parseRows(rows, options, [], ticketKind);
  return parsed;
}

// src/schema/rows/period.ts
var boundOf = (value) => typeof value === "string" ? new Date(parseDateTime(value)) : value;
var isBound = (value) => {
  const bound2 = boundOf(value);
  return isDate(bound2) && !Number.isNaN(bound2.getTime());
};
var bound = {
  schema: known(isBound, must("be a valid Date, or its text in JSON").error, {
    type: "string"
  }).overwrite((value) => boundOf(value)),
  isOptional: false,
  read: () => refused
};
var timeZone = {
  schema: known(
    (value) => errorOf(() => zoneOf(value, "timeZone")) === void 0,
    ({ input }) => messageOf((path) => zoneOf(input, path)),
    { type: "string" }
  ),
  isOptional: false,
  read: () => refused
};
var periodSchema = objectOf(
  { start: bound, end: bound, timeZone, label: anyText },
  ({ start, end }, complain) => {
    if (end <= start) complain(complaint("be after the start", end), ["end"]);
  }
);

// src/schema/rows/policy.ts
import * as z4 from "zod";
var ledgerPolicySchema = policyOf(ledgerOptions);
var statementPolicySchema = policyOf(statementOptions);
var policySchema = policyOf({ ...ledgerOptions, ...statementOptions });
function policyOf(options) {
  const shape = Object.fromEntries(
    Object.entries(options).map(([name, option]) => [name, schemaOf(option).optional()])
  );
  return z4.strictObject(shape).superRefine((policy, context) => {
    const error = errorOf(() => ledger([], policy));
    if (error === void 0) return;
    context.addIssue({ code: "custom", message: ruleOf(error), path: error.path.slice(1) });
  });
}
function schemaOf(option) {
  if (!("read" in option)) return choice(...option).schema;
  return z4.unknown().superRefine((value, context) => {
    const error = errorOf(() => option.read(value, "policy"));
    if (error !== void 0) context.addIssue({ code: "custom", message: ruleOf(error), path: error.path.slice(1) });
  });
}

// src/schema/rows/schemas-in.ts
function schemasIn(timeZone2 = "UTC") {
  const zone = zoneOf(timeZone2, "timeZone");
  const schemaOf2 = (kind) => kind.schemaWith("strip");
  return {
    instant: instantField(rowContext(zone)).schema,
    interruption: schemaOf2(interruptionKind(zone)),
    subscription: schemaOf2(subscriptionKind(zone)),
    surveyResponse: schemaOf2(surveyResponseKind(zone)),
    payment: schemaOf2(paymentKind(zone)),
    ticket: schemaOf2(ticketKind(zone)),
    usageEvent: schemaOf2(usageEventKind(zone)),
    signUp: schemaOf2(signUpKind(zone))
  };
}

// src/schema/rows/schemas.ts
var utc = schemasIn("UTC");
var amountSchema = amountField.schema;
var instantSchema = utc.instant;
var interruptionSchema = utc.interruption;
var subscriptionSchema = utc.subscription;
var surveyResponseSchema = utc.surveyResponse;
var paymentSchema = utc.payment;
var ticketSchema = utc.ticket;
var usageEventSchema = utc.usageEvent;
var signUpSchema = utc.signUp;
export {
  amountSchema,
  discountSchema,
  fieldOfName,
  instantSchema,
  interruptionSchema,
  ledgerPolicySchema,
  parseEvents,
  parsePayments,
  parseResponses,
  parseSignUps,
  parseSubscriptions,
  parseTickets,
  paymentSchema,
  periodSchema,
  policySchema,
  schemasIn,
  signUpSchema,
  statementPolicySchema,
  subscriptionSchema,
  surveyResponseSchema,
  ticketSchema,
  usageEventSchema
};
