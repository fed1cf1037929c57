import {
  MetricsError,
  add,
  checkKeys,
  compare,
  divide,
  getOrAdd,
  greatestCommonDivisor,
  groupBy,
  idTable,
  idText,
  isDate,
  isInRange,
  isKeyed,
  isMissing,
  isOptionalText,
  isPresent,
  isRecord,
  isText,
  lowerBound,
  multiply,
  nearestDouble,
  negated,
  numberTable,
  ofNumber,
  one,
  parseDecimal,
  pathTo,
  readChoice,
  readCount,
  readId,
  reduce,
  refuse,
  reject,
  rejectOptionalText,
  subtract,
  sum,
  toNumber,
  valueReader,
  zero
} from "./chunk-5TISHHIM.js";

// src/calendar/civil.ts
var msPerDay = 864e5;
var widestEpoch = 864e13;
function dayNumber(year2, month2, day2) {
  const months = year2 * 12 + month2 - 3;
  const marchYear = Math.floor(months / 12);
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  const dayOfYear = Math.floor(((months - marchYear * 12) * 153 + 2) / 5);
  return marchYear * 365 + leapDays + dayOfYear + day2 - 719469;
}
var daysPer400Years = 146097;
function civilDate(day2) {
  const since = day2 + 719468;
  const era = Math.floor(since / daysPer400Years);
  const dayOfEra = since - era * daysPer400Years;
  const leapDays = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36524) + Math.floor(dayOfEra / 146096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((dayOfYear * 5 + 2) / 153);
  const month2 = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return {
    year: era * 400 + yearOfEra + (month2 <= 2 ? 1 : 0),
    month: month2,
    day: dayOfYear - Math.floor((monthFromMarch * 153 + 2) / 5) + 1
  };
}
function daysInMonth(year2, month2) {
  return dayNumber(year2, month2 + 1, 1) - dayNumber(year2, month2, 1);
}
function addMonths(day2, months) {
  const date = civilDate(day2);
  const first = dayNumber(date.year, date.month + months, 1);
  const { year: year2, month: month2 } = civilDate(first);
  return first + Math.min(date.day, daysInMonth(year2, month2)) - 1;
}
function monthsBetween(from, to) {
  const [a, b] = [civilDate(from), civilDate(to)];
  return (b.year - a.year) * 12 + b.month - a.month;
}
function isoWeekStart(year2, week2) {
  const fourth = dayNumber(year2, 1, 4);
  return fourth - daysSinceMonday(fourth) + (week2 - 1) * 7;
}
function isoWeeksInYear(year2) {
  return (isoWeekStart(year2 + 1, 1) - isoWeekStart(year2, 1)) / 7;
}
function isoWeekOf(day2) {
  const thursday = day2 - daysSinceMonday(day2) + 3;
  const { year: year2 } = civilDate(thursday);
  return { year: year2, week: Math.floor((thursday - dayNumber(year2, 1, 1)) / 7) + 1 };
}
function daysSinceMonday(day2) {
  return ((day2 + 3) % 7 + 7) % 7;
}
function twoDigits(value) {
  return String(value).padStart(2, "0");
}
function dayLabel(day2) {
  const date = civilDate(day2);
  return `${String(date.year).padStart(4, "0")}-${twoDigits(date.month)}-${twoDigits(date.day)}`;
}

// src/calendar/instant.ts
var dateTimePattern = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(?:Z|([+-])(\d\d):?(\d\d)?)$/;
function readInstant(value, zone, path, orElse) {
  const instant = toEpoch(value, zone);
  return Number.isNaN(instant) ? rejectInstant(value, path, orElse) : instant;
}
function toEpoch(value, zone) {
  if (typeof value === "string") {
    const day2 = parseDay(value);
    return Number.isNaN(day2) ? parseDateTime(value) : startOfExistingDay(day2, zone);
  }
  const epoch = typeof value !== "number" && isDate(value) ? value.getTime() : value;
  return Number.isInteger(epoch) && Math.abs(epoch) <= widestEpoch ? epoch : Number.NaN;
}
function startOfExistingDay(day2, zone) {
  const start = zone.startOfDay(day2);
  return zone.dayOf(start) === day2 ? start : Number.NaN;
}
function rejectInstant(value, path, orElse = "") {
  if (typeof value === "string") {
    if (!Number.isNaN(parseDay(value))) {
      reject("SKIPPED_DAY", path, "be a day that exists in the time zone in force (this one was skipped)", value);
    }
    if (/^\d{4}-\d\d-\d\dT[\d:.,]+$/.test(value)) {
      reject("INVALID_INSTANT", path, "have an offset or 'Z' after its time of day", value);
    }
  }
  const one2 = Array.isArray(value) ? "one instant, not a list: " : "";
  const rule2 = "a Date, whole epoch milliseconds, a date such as '2026-03-01' or a date-time such as '2026-03-01T09:30:00Z'";
  reject("INVALID_INSTANT", path, `be ${one2}${rule2}${orElse}`, value);
}
var digitZero = 48;
var hyphen = 45;
var point = 46;
var colon = 58;
var letterT = 84;
var letterZ = 90;
function parseDay(text) {
  return dayOfKey(dateKey(text));
}
function dayOfKey(key) {
  const [year2, month2, day2] = [key >> 9, key >> 5 & 15, key & 31];
  if (month2 < 1 || month2 > 12 || day2 < 1) return Number.NaN;
  return day2 > 28 && day2 > daysInMonth(year2, month2) ? Number.NaN : dayNumber(year2, month2, day2);
}
function dateKey(text) {
  return text.length === 10 ? leadingDateKey(text) : -1;
}
function leadingDateKey(text) {
  if (text.charCodeAt(4) !== hyphen || text.charCodeAt(7) !== hyphen) return -1;
  const [century, yearOfCentury] = [digits(text, 0), digits(text, 2)];
  const [month2, day2] = [digits(text, 5), digits(text, 8)];
  if (century < 0 || yearOfCentury < 0 || month2 < 0 || month2 > 12 || day2 < 0 || day2 > 31) return -1;
  return century * 100 + yearOfCentury << 9 | month2 << 5 | day2;
}
function digits(text, at) {
  const tens = text.charCodeAt(at) - digitZero;
  const ones = text.charCodeAt(at + 1) - digitZero;
  return tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}
function parseDateTime(text) {
  const instant = parseUtc(text);
  return Number.isNaN(instant) ? parseAnyDateTime(text) : instant;
}
function parseUtc(text) {
  const { length } = text;
  const hasMilliseconds = length === 24 && text.charCodeAt(19) === point;
  const isShaped = (length === 20 || hasMilliseconds) && text.charCodeAt(10) === letterT && text.charCodeAt(13) === colon && text.charCodeAt(16) === colon && text.charCodeAt(length - 1) === letterZ;
  if (!isShaped) return Number.NaN;
  const [hours, minutes, seconds] = [digits(text, 11), digits(text, 14), digits(text, 17)];
  const hundreds = hasMilliseconds ? text.charCodeAt(20) - digitZero : 0;
  const rest = hasMilliseconds ? digits(text, 21) : 0;
  const isTime = hours >= 0 && hours < 24 && minutes >= 0 && minutes < 60 && seconds >= 0 && seconds < 60;
  if (!isTime || hundreds < 0 || hundreds > 9 || rest < 0) return Number.NaN;
  return dayOfKey(leadingDateKey(text)) * msPerDay + ((hours * 60 + minutes) * 60 + seconds) * 1e3 + hundreds * 100 + rest;
}
function parseAnyDateTime(text) {
  const match = dateTimePattern.exec(text);
  if (match === null) return Number.NaN;
  const [, date = "", hours, minutes, seconds = "0", fraction = "", sign, offsetHours = "0", offsetMinutes = "0"] = match;
  const day2 = parseDay(date);
  const inRange2 = Number(hours) < 24 && Number(minutes) < 60 && Number(seconds) < 60;
  if (!inRange2 || Number(offsetHours) > 23 || Number(offsetMinutes) > 59) return Number.NaN;
  const milliseconds = Number(fraction.slice(0, 3).padEnd(3, "0"));
  const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * (sign === "-" ? -1 : 1);
  const time = ((Number(hours) * 60 + Number(minutes) - offset) * 60 + Number(seconds)) * 1e3 + milliseconds;
  return day2 * msPerDay + time;
}

// src/calendar/zone.ts
import { tzOffset } from "@date-fns/tz/tzOffset";

// src/calendar/clocks.ts
var step = 6048e5;
var last = 21459168e5;
var known = /* @__PURE__ */ new Map();
function sameClocks(a, b) {
  const pair = `${a.timeZone} ${b.timeZone}`;
  let same = known.get(pair);
  if (same === void 0) {
    same = agree(a, b);
    known.set(pair, same);
  }
  return same;
}
function agree(a, b) {
  for (let at = last; at > 0; at -= step) {
    const change = changeBetween(a, at - step, at);
    if (offsetAt(a, change) !== offsetAt(b, change) || offsetAt(a, change - 1) !== offsetAt(b, change - 1))
      return false;
  }
  return true;
}
function changeBetween(zone, before, after) {
  const offset = offsetAt(zone, after);
  let [low, high] = [before, after];
  if (offsetAt(zone, low) === offset) return after;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(zone, middle) === offset) high = middle;
    else low = middle;
  }
  return high;
}
var offsetAt = (zone, instant) => zone.wallClockAt(instant) - instant;

// src/calendar/zone.ts
var zones = /* @__PURE__ */ new Map();
var canonicalNames = /* @__PURE__ */ new Map();
function zoneOf(timeZone, path) {
  const known2 = zones.get(timeZone);
  if (known2 !== void 0) return known2;
  const canonical = canonicalName(timeZone);
  if (canonical === void 0) {
    reject("INVALID_TIME_ZONE", path, "be an IANA time zone like 'Europe/Berlin'", timeZone);
  }
  const zone = canonical === "UTC" ? utcZone(timeZone) : offsetZone(timeZone);
  zones.set(zone.timeZone, zone);
  canonicalNames.set(zone.timeZone, canonical);
  return zone;
}
function sameZone(a, b) {
  return canonicalNames.get(a.timeZone) === canonicalNames.get(b.timeZone) || sameClocks(a, b);
}
function onDay(zone, instant, day2) {
  const own = zone.dayOf(instant);
  if (zone.startOfDay(own) === instant) return zone.startOfDay(day2);
  return zone.instantOf(zone.wallClockAt(instant) + (day2 - own) * msPerDay);
}
function addDays(zone, instant, count) {
  const moved = onDay(zone, instant, zone.dayOf(instant) + count);
  return Math.abs(moved) > widestEpoch ? moved * Number.POSITIVE_INFINITY : moved;
}
function canonicalName(timeZone) {
  if (typeof timeZone !== "string" || !/^[A-Za-z]/.test(timeZone)) return void 0;
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone }).resolvedOptions().timeZone;
  } catch {
    return void 0;
  }
}
function utcZone(timeZone) {
  return {
    timeZone,
    startOfDay: (day2) => day2 * msPerDay,
    dayOf: (instant) => Math.floor(instant / msPerDay),
    instantOf: (wallClock) => wallClock,
    wallClockAt: (instant) => instant
  };
}
function offsetZone(timeZone) {
  const starts = /* @__PURE__ */ new Map();
  const wallClockAt = (instant) => instant + offsetAt2(timeZone, instant);
  return {
    timeZone,
    instantOf: (wallClock) => earliestInstant(timeZone, wallClock).shown,
    wallClockAt,
    dayOf: (instant) => Math.floor(wallClockAt(instant) / msPerDay),
    startOfDay(day2) {
      let start = starts.get(day2);
      if (start === void 0) {
        start = earliestInstant(timeZone, day2 * msPerDay).reached;
        starts.set(day2, start);
      }
      return start;
    }
  };
}
var msPerMinute = 6e4;
var negativeOffset = /GMT-/;
function offsetAt2(timeZone, instant) {
  const date = new Date(instant > -widestEpoch ? Math.min(instant, widestEpoch) : -widestEpoch);
  const minutes = tzOffset(timeZone, date);
  const lostSign = minutes > 0 && minutes < 60 && negativeOffset.test(longOffset(timeZone, date));
  return Math.round((lostSign ? -minutes : minutes) * msPerMinute);
}
var longOffsets = /* @__PURE__ */ new Map();
function longOffset(timeZone, date) {
  let format = longOffsets.get(timeZone);
  if (format === void 0) {
    format = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" });
    longOffsets.set(timeZone, format);
  }
  return format.format(date);
}
var widestOffset = 648e5;
function earliestInstant(timeZone, wallClock) {
  let before = wallClock - widestOffset;
  let after = wallClock + widestOffset;
  const offsetBefore = offsetAt2(timeZone, before);
  const offsetAfter = offsetAt2(timeZone, after);
  const early = wallClock - offsetBefore;
  if (offsetBefore === offsetAfter) return { shown: early, reached: early };
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetAt2(timeZone, middle) === offsetBefore) before = middle;
    else after = middle;
  }
  const transition = after;
  const late = wallClock - offsetAfter;
  if (early < transition) return { shown: early, reached: early };
  return late < transition ? { shown: early, reached: transition } : { shown: late, reached: late };
}

// src/calendar/period.ts
function makePeriod(start, end, zone, label) {
  return Object.freeze({ start: new Date(start), end: new Date(end), timeZone: zone.timeZone, label });
}
function periodOfDays(first, next, zone, label) {
  return makePeriod(zone.startOfDay(first), zone.startOfDay(next), zone, label);
}
function intervalLabel(start, end, zone) {
  const days2 = [start, end].map((instant) => zone.dayOf(instant));
  const wholeDays = zone.startOfDay(days2[0]) === start && zone.startOfDay(days2[1]) === end;
  return (wholeDays ? days2.map(dayLabel) : [start, end].map((instant) => new Date(instant).toISOString())).join("/");
}
function readPeriods(value, path) {
  const isList = Array.isArray(value);
  const list = path ?? "periods";
  const spans = isList ? Array.from(value, (period2, index) => readPeriod(period2, `${list}[${index}]`)) : [readPeriod(value, path ?? "period")];
  return { isList, spans, zone: zoneOfPeriods(spans, list) };
}
function inShape({ isList }, results) {
  return isList ? results : results[0];
}
function readPeriod(value, path) {
  if (!isKeyed(value) || !["start", "end", "timeZone", "label"].every((key) => key in value)) {
    const one2 = Array.isArray(value) ? "one Period, not a list" : "a Period";
    reject("INVALID_PERIOD", path, `be ${one2}, as month('2026-03') or period(start, end) makes one`, value);
  }
  const start = readBound(value.start, `${path}.start`);
  const end = readBound(value.end, `${path}.end`);
  if (end <= start) reject("END_BEFORE_START", `${path}.end`, "be after the start", value.end);
  const { timeZone, label } = value;
  if (typeof label !== "string") reject("INVALID_PERIOD", `${path}.label`, "be a string", label);
  const zone = zoneOf(timeZone, `${path}.timeZone`);
  const isThawed = isDate(value.start) && isDate(value.end);
  return { start, end, period: isThawed ? value : makePeriod(start, end, zone, label) };
}
function readBound(value, path) {
  const epoch = isDate(value) ? value.getTime() : typeof value === "string" ? parseDateTime(value) : Number.NaN;
  if (Number.isNaN(epoch))
    reject("INVALID_PERIOD", path, "be a valid Date; make periods with month('2026-03') or period(start, end)", value);
  return epoch;
}
function zoneOfPeriods(spans, list = "periods") {
  const [first] = spans;
  if (first === void 0) return void 0;
  const zone = zoneOf(first.period.timeZone, list);
  for (const [index, { period: period2 }] of spans.entries()) {
    if (sameZone(zoneOf(period2.timeZone, list), zone)) continue;
    const rule2 = `be that of the other periods, '${zone.timeZone}'`;
    reject("CONFLICTING_TIME_ZONES", `${list}[${index}].timeZone`, rule2, period2.timeZone);
  }
  return zone;
}
function zoneInForce(timeZone, periodZone, path) {
  const zone = timeZone === void 0 ? periodZone ?? zoneOf("UTC", path) : zoneOf(timeZone, path);
  if (periodZone !== void 0 && !sameZone(zone, periodZone)) {
    reject("CONFLICTING_TIME_ZONES", path, `be the period's, '${periodZone.timeZone}'`, timeZone);
  }
  return zone;
}

// src/calendar/units.ts
function fields(pattern, label) {
  const [, year2, place] = pattern.exec(label) ?? [];
  return [Number(year2), Number(place ?? 1)];
}
var yearLabel = (year2) => String(year2).padStart(4, "0");
function monthsUnit(name, rule2, pattern, perYear, suffix) {
  const months = 12 / perYear;
  return {
    name,
    rule: rule2,
    parse(label) {
      const [year2, place] = fields(pattern, label);
      return place >= 1 && place <= perYear ? year2 * perYear + place - 1 : Number.NaN;
    },
    ordinalOf(day2) {
      const { year: year2, month: month2 } = civilDate(day2);
      return Math.floor((year2 * 12 + month2 - 1) / months);
    },
    firstDay: (ordinal) => dayNumber(0, ordinal * months + 1, 1),
    label: (ordinal) => yearLabel(Math.floor(ordinal / perYear)) + suffix(ordinal % perYear + 1),
    addTo: (day2, count) => addMonths(day2, count * months)
  };
}
var day = {
  name: "day",
  rule: "be a calendar day like '2026-03-14'",
  parse: parseDay,
  ordinalOf: (ordinal) => ordinal,
  firstDay: (ordinal) => ordinal,
  label: dayLabel,
  addTo: (start, count) => start + count
};
var mondayOfWeekZero = -3;
var week = {
  name: "week",
  rule: "be an ISO 8601 week like '2026-W11'",
  parse(label) {
    const [year2, number] = fields(/^(\d{4})-W(\d\d)$/, label);
    const exists = number >= 1 && number <= isoWeeksInYear(year2);
    return exists ? (isoWeekStart(year2, number) - mondayOfWeekZero) / 7 : Number.NaN;
  },
  ordinalOf: (day2) => Math.floor((day2 - mondayOfWeekZero) / 7),
  firstDay: (ordinal) => ordinal * 7 + mondayOfWeekZero,
  label(ordinal) {
    const { year: year2, week: number } = isoWeekOf(week.firstDay(ordinal));
    return `${yearLabel(year2)}-W${twoDigits(number)}`;
  },
  addTo: (start, count) => start + count * 7
};
var month = /* @__PURE__ */ monthsUnit(
  "month",
  "be a calendar month like '2026-03'",
  /^(\d{4})-(\d\d)$/,
  12,
  (place) => `-${twoDigits(place)}`
);
var quarter = /* @__PURE__ */ monthsUnit(
  "quarter",
  "be a calendar quarter like '2026-Q1'",
  /^(\d{4})-Q([1-4])$/,
  4,
  (place) => `-Q${place}`
);
var year = /* @__PURE__ */ monthsUnit("year", "be a calendar year like '2026'", /^(\d{4})$/, 1, () => "");
var units = { day, week, month, quarter, year };
var unitNames = ["day", "week", "month", "quarter", "year"];

// src/calendar/period-at.ts
function periodAt(unit, ordinal, zone) {
  return periodOfDays(unit.firstDay(ordinal), unit.firstDay(ordinal + 1), zone, unit.label(ordinal));
}
function isSkipped(unit, ordinal, zone) {
  return unit.name === "day" && zone.dayOf(zone.startOfDay(ordinal)) !== ordinal;
}
function hasLabel(unit, ordinal) {
  return unit.parse(unit.label(ordinal)) === ordinal;
}
function readUnit(value, path) {
  return units[readChoice(value, path, unitNames)];
}
function zoneOfOptions({ timeZone = "UTC" }) {
  return zoneOf(timeZone, "options.timeZone");
}

// src/calendar/free-periods.ts
function period(start, end, options = {}) {
  checkKeys(options, ["timeZone", "label"], "options");
  const zone = zoneOfOptions(options);
  const from = readInstant(start, zone, "start");
  const to = readInstant(end, zone, "end");
  if (to <= from) reject("END_BEFORE_START", "end", "be after the start", end);
  const { label } = options;
  if (label !== void 0 && typeof label !== "string") reject("INVALID_TYPE", "options.label", "be a string", label);
  return makePeriod(from, to, zone, label ?? intervalLabel(from, to, zone));
}
function trailing(count, unit, asOf, options = {}) {
  readCount(count, "count");
  const kind = readUnit(unit, "unit");
  checkKeys(options, ["timeZone"], "options");
  const zone = zoneOfOptions(options);
  const end = readInstant(asOf, zone, "asOf");
  const from = onDay(zone, end, kind.addTo(zone.dayOf(end), -count));
  if (!(Math.abs(from) <= widestEpoch)) reject("INVALID_NUMBER", "count", "stay within the range of dates", count);
  return makePeriod(from, end, zone, intervalLabel(from, end, zone));
}

// src/calendar/elapsed.ts
function addUnits(zone, instant, unit, count) {
  return count === 0 ? instant : onDay(zone, instant, unit.addTo(zone.dayOf(instant), count));
}
function wholeUnits(zone, from, to, unit) {
  let count = unit.ordinalOf(zone.dayOf(to)) - unit.ordinalOf(zone.dayOf(from));
  while (addUnits(zone, from, unit, count) > to) count -= 1;
  return count;
}
function elapsedUnits(zone, from, to, unit) {
  const whole = wholeUnits(zone, from, to, unit);
  const start = addUnits(zone, from, unit, whole);
  const end = addUnits(zone, from, unit, whole + 1);
  const [startDay, endDay, day2] = [zone.dayOf(start), zone.dayOf(end), zone.dayOf(to)];
  const areDays = zone.startOfDay(startDay) === start && zone.startOfDay(day2) === to;
  if (areDays) return (whole * (endDay - startDay) + day2 - startDay) / (endDay - startDay);
  const at = (instant) => subtract(dayPosition(zone, instant), dayPosition(zone, start));
  return toNumber(add({ n: BigInt(whole), d: 1n }, divide(at(to), at(end))));
}
function dayPosition(zone, instant) {
  const day2 = zone.dayOf(instant);
  const start = zone.startOfDay(day2);
  if (start === instant) return { n: BigInt(day2), d: 1n };
  const length = BigInt(zone.startOfDay(day2 + 1) - start);
  return { n: BigInt(day2) * length + BigInt(instant - start), d: length };
}
var daysOfEveryMonth = 28n * 29n * 15n * 31n;
function monthPosition(zone, instant) {
  const { n, d } = dayPosition(zone, instant);
  const { year: year2, month: month2 } = civilDate(zone.dayOf(instant));
  const first = dayNumber(year2, month2, 1);
  const days2 = addMonths(first, 1) - first;
  const whole = BigInt(year2 * 12 + month2 - 1);
  const passed = (n - BigInt(first) * d) * (daysOfEveryMonth / BigInt(days2));
  return { n: whole * daysOfEveryMonth * d + passed, d: daysOfEveryMonth * d };
}

// src/calendar/instant-column.ts
function epochsOf(column, length, zone, startOfDay = dayStarts(zone)) {
  const epochs = new Float64Array(length);
  if (column === void 0) return epochs.fill(Number.POSITIVE_INFINITY);
  if (column.form === "one") return epochs.fill(epochOf(column.value, zone));
  if (column.form === "epochs") readNumbers(epochs, column.epochs, column.unit, startOfDay);
  else if (column.form === "list") readList(epochs, column.values, zone, startOfDay);
  const { valid } = column;
  if (valid === void 0) return epochs;
  for (let row = 0; row < length; row += 1) if (!isPresent(valid, row)) epochs[row] = Number.POSITIVE_INFINITY;
  return epochs;
}
function epochOf(value, zone) {
  return value === null || value === void 0 ? Number.POSITIVE_INFINITY : toEpoch(value, zone);
}
function readList(into, values, zone, startOfDay) {
  if (values instanceof Float64Array || values instanceof BigInt64Array || values instanceof BigUint64Array) {
    readNumbers(into, values, "ms", startOfDay);
    return;
  }
  for (let row = 0; row < into.length; row += 1) {
    const value = values[row];
    const day2 = typeof value === "string" ? parseDay(value) : Number.NaN;
    into[row] = Number.isNaN(day2) ? epochOf(value, zone) : startOfDay(day2);
  }
}
function readNumbers(into, values, unit, startOfDay) {
  if (unit === "day") readDays(into, values, startOfDay);
  else if (values instanceof BigInt64Array || values instanceof BigUint64Array) readBigIntegers(into, values, unit);
  else {
    const partsPerMs = unit === "us" ? 1e3 : 1e6;
    for (let row = 0; row < into.length; row += 1) {
      const value = values[row];
      if (unit === "ms") into[row] = inRange(value);
      else into[row] = inRange(unit === "s" ? Math.round(value * 1e3) : Math.floor(value / partsPerMs));
    }
  }
}
function inRange(epoch) {
  if (Number.isInteger(epoch) && epoch <= widestEpoch && epoch >= -widestEpoch) return epoch;
  return Number.isNaN(epoch) ? Number.POSITIVE_INFINITY : Number.NaN;
}
var halfRange = 4294967296;
function readBigIntegers(into, values, unit) {
  const halves = [values.buffer, values.byteOffset, values.length * 2];
  const lows = new Uint32Array(...halves);
  const highs = values instanceof BigInt64Array ? new Int32Array(...halves) : lows;
  const partsPerMs = unit === "us" ? 1e3 : unit === "ns" ? 1e6 : 1;
  const msPerUnit = unit === "s" ? 1e3 : 1;
  const partsOfHigh = Math.floor(halfRange / partsPerMs);
  const rest = halfRange % partsPerMs;
  for (let row = 0; row < into.length; row += 1) {
    const low = lows[row * 2 + lowHalf];
    const high = highs[row * 2 + 1 - lowHalf];
    into[row] = inRange((high * partsOfHigh + Math.floor((high * rest + low) / partsPerMs)) * msPerUnit);
  }
}
var lowHalf = /* @__PURE__ */ (() => new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? 0 : 1)();
function readDays(into, values, startOfDay) {
  for (let row = 0; row < into.length; row += 1) into[row] = startOfDay(Number(values[row]));
}
var blockBits = 9;
var nearDays = 4e5;
function dayStarts(zone) {
  const blocks = [];
  return (day2) => {
    const place = day2 + nearDays;
    const number = place >> blockBits;
    if (!(place >= 0 && place < 2 * nearDays && Math.floor(place) === place)) {
      return Number.isNaN(day2) ? Number.POSITIVE_INFINITY : startOf(day2, zone);
    }
    let block = blocks[number];
    if (block === void 0) {
      block = new Float64Array(1 << blockBits).fill(Number.NEGATIVE_INFINITY);
      blocks[number] = block;
    }
    const within = place & (1 << blockBits) - 1;
    const known2 = block[within];
    if (known2 !== Number.NEGATIVE_INFINITY) return known2;
    const start = startOf(day2, zone);
    block[within] = start;
    return start;
  };
}
function startOf(day2, zone) {
  if (!Number.isInteger(day2) || Math.abs(day2) > widestEpoch / msPerDay) return Number.NaN;
  return startOfExistingDay(day2, zone);
}
function instantValues(column, epochs) {
  if (column.form !== "epochs") return valueReader(column, "instant");
  const { epochs: values, unit, valid } = column;
  return (row) => {
    if (valid !== void 0 && !isPresent(valid, row) || Number.isNaN(values[row])) return void 0;
    if (unit === "day") return Number.isInteger(Number(values[row])) ? dayLabel(Number(values[row])) : values[row];
    return Number.isNaN(epochs[row]) ? values[row] : epochs[row];
  };
}
function encodeInstants(values) {
  const days2 = values.map((value) => typeof value === "string" ? parseDay(value) : Number.NaN);
  const isDay = (row) => !Number.isNaN(days2[row]);
  const isMissing2 = (value) => value === null || value === void 0;
  if (values.every((value, row) => isMissing2(value) || isDay(row))) {
    const valid = new Uint8Array(Math.ceil(values.length / 8));
    for (const row of values.keys()) if (isDay(row)) valid[row >> 3] = valid[row >> 3] | 1 << (row & 7);
    return { epochs: Int32Array.from(days2, (day2) => Number.isNaN(day2) ? 0 : day2), unit: "day", valid };
  }
  const epochs = values.map((value, row) => isDay(row) ? Number.NaN : toEpoch(value, {}));
  const isPlain = values.every((value, row) => isMissing2(value) || !Number.isNaN(epochs[row]));
  return isPlain ? Float64Array.from(epochs) : values.slice();
}

// src/ledger/rows/instant-codes.ts
var firstYear = 1970;
var yearCount = 130;
var pageBits = 9;
var pageLength = 512;
var daysPerMs = 1 / 864e5;
function instantTable(zone) {
  const table = numberTable();
  const dates = [];
  const days2 = [];
  function codeOfEpoch(epoch) {
    const day2 = Math.round(epoch * daysPerMs);
    if (!(day2 >= 0 && day2 < yearCount * 365 && day2 * msPerDay === epoch)) return table.codeOf(epoch);
    const page = pageOf(days2, day2 >> pageBits);
    const place = day2 & pageLength - 1;
    const known2 = page[place];
    if (known2 !== 0) return known2 - 1;
    const code = table.codeOf(epoch);
    page[place] = code + 1;
    return code;
  }
  function codeOfAny(value) {
    const epoch = toEpoch(value, zone);
    return Number.isNaN(epoch) ? -1 : codeOfEpoch(epoch);
  }
  return {
    epochs: table.numbers,
    codeOfEpoch,
    codeOf(value) {
      const key = typeof value === "string" ? dateKey(value) : -1;
      const year2 = (key >> pageBits) - firstYear;
      if (year2 < 0 || year2 >= yearCount) return codeOfAny(value);
      const page = pageOf(dates, year2);
      const place = key & pageLength - 1;
      const known2 = page[place];
      if (known2 !== 0) return known2 - 1;
      const code = codeOfAny(value);
      page[place] = code + 1;
      return code;
    }
  };
}
function pageOf(pages, number) {
  let page = pages[number];
  if (page === void 0) {
    page = new Uint32Array(pageLength);
    pages[number] = page;
  }
  return page;
}
function sortInstants({ epochs, codeOfEpoch }) {
  const instants = Float64Array.from(epochs).sort();
  const places = new Uint32Array(instants.length);
  for (let place = 0; place < instants.length; place += 1) places[codeOfEpoch(instants[place])] = place;
  return { instants, places };
}

// src/ledger/levels/paid-spans.ts
var openEnd = 4294967295;
var spanFields = 6;
function spanStore(capacity) {
  let entities = new Uint32Array(capacity);
  let records = new Uint32Array(capacity * spanFields);
  let length = 0;
  function grow(capacity2) {
    entities = grown(entities, capacity2);
    records = grown(records, capacity2 * spanFields);
  }
  return {
    pushAll(count, owners, ownRecords) {
      if (length === 0 && count === owners.length) {
        entities = owners;
        records = ownRecords;
        length = count;
        return;
      }
      if (length + count > entities.length) grow(Math.max(length + count, entities.length * 2));
      entities.set(owners.subarray(0, count), length);
      records.set(ownRecords.subarray(0, count * spanFields), length * spanFields);
      length += count;
    },
    push(entity, row, rowStart, start, end, price, involuntary) {
      if (length === entities.length) grow(Math.max(16, length * 2));
      entities[length] = entity;
      const at = length * spanFields;
      records[at] = row;
      records[at + 1] = rowStart;
      records[at + 2] = start;
      records[at + 3] = end;
      records[at + 4] = price;
      records[at + 5] = involuntary;
      length += 1;
    },
    finish: () => ({ length, entity: entities.subarray(0, length), records })
  };
}
function grown(old, length) {
  const wider = new Uint32Array(length);
  wider.set(old);
  return wider;
}
function placeSpans({ entity, records }, places, entities) {
  const { order, offsets } = groupBy(entity, entities);
  const column = () => new Uint32Array(order.length);
  const [row, rowStart, start, end, price] = [column(), column(), column(), column(), column()];
  const isInvoluntary = new Uint8Array(order.length);
  for (let span = 0; span < order.length; span += 1) {
    const at = order[span] * spanFields;
    const rowStartCode = records[at + 1];
    const startCode = records[at + 2];
    const endCode = records[at + 3];
    row[span] = records[at];
    rowStart[span] = places[rowStartCode];
    start[span] = startCode === rowStartCode ? rowStart[span] : places[startCode];
    end[span] = endCode === openEnd ? openEnd : places[endCode];
    price[span] = records[at + 4];
    isInvoluntary[span] = records[at + 5];
  }
  return { offsets, row, rowStart, start, end, price, isInvoluntary };
}
function rowOfSpan({ records }, span) {
  return records[span * spanFields];
}

// src/money/amount.ts
var fractionPattern = /^(\d+)\/(\d+)$/;
var rule = "be a finite amount >= 0 (a number, a bigint, a decimal such as '49.99', a fraction such as '25/3', or a Decimal)";
function readAmount(value, path) {
  const amount = parseAmount(value);
  if (amount === void 0 || amount.n < 0n) reject("INVALID_AMOUNT", path, rule, value);
  return amount;
}
var shortDecimal = /^\d{1,15}(?:\.\d{1,15})?$/;
function isAmount(value) {
  if (typeof value === "number") return value >= 0 && value < Number.POSITIVE_INFINITY;
  if (typeof value === "string" && shortDecimal.test(value)) return true;
  const amount = parseAmount(value);
  return amount !== void 0 && amount.n >= 0n;
}
function readSignedAmount(value, path) {
  const negative = typeof value === "string" && value.startsWith("-");
  const amount = parseAmount(negative ? value.slice(1) : value);
  if (amount === void 0 || negative && amount.n < 0n) {
    reject("INVALID_AMOUNT", path, rule.replace(" >= 0", ""), value);
  }
  return negative ? { n: -amount.n, d: amount.d } : amount;
}
function parseAmount(value) {
  if (typeof value === "number") return Number.isFinite(value) ? ofNumber(value) : void 0;
  if (typeof value === "string") return parseText(value);
  if (typeof value === "bigint") return { n: value, d: 1n };
  return isDecimal(value) ? parseText(String(value)) : void 0;
}
function isDecimal(value) {
  if (!isRecord(value) || !("d" in value && "e" in value && "s" in value)) return false;
  return typeof value.constructor?.isDecimal === "function";
}
function parseText(text) {
  const fraction = fractionPattern.exec(text);
  if (fraction === null) return Number.isFinite(Number(text)) ? parseDecimal(text) : void 0;
  const [n, d] = [BigInt(fraction[1]), BigInt(fraction[2])];
  return d !== 0n && isInRange({ n, d }) ? { n, d } : void 0;
}

// src/money/currencies.ts
function currencyName(currency) {
  return currency === null || currency === void 0 ? "none" : `'${currency}'`;
}
function refuseCurrency(path, rule2, own, common, received = own ?? void 0) {
  const rest = `must be ${rule2}: ${currencyName(own)} cannot be added to ${currencyName(common)}`;
  refuse("MIXED_CURRENCIES", path, rest, received);
}

// src/money/money-out.ts
function isMoney(value) {
  if (value === "number" || value === "fraction") return true;
  return typeof value === "function" && typeof value.isDecimal === "function";
}
function moneyOut(form) {
  if (typeof form === "function") return (amount) => new form(toDecimalText(amount));
  return form === "fraction" ? toFraction : toNumber;
}
function toFraction(amount) {
  const { n, d } = reduce(amount);
  return d === 1n ? `${n}` : `${n}/${d}`;
}
var significantDigits = 34;
function toDecimalText(amount) {
  const { n, d } = reduce(amount);
  const decimals = decimalsOf(d);
  if (decimals !== null) return `${n * 10n ** decimals / d}e-${decimals}`;
  const magnitude = n < 0n ? -n : n;
  let shift = BigInt(significantDigits - (magnitude.toString().length - d.toString().length));
  let digits2 = dividedHalfUp(magnitude, d, shift);
  if (digits2.toString().length > significantDigits) {
    shift -= 1n;
    digits2 = dividedHalfUp(magnitude, d, shift);
  }
  return `${n < 0n ? "-" : ""}${digits2}e${-shift}`;
}
function dividedHalfUp(n, d, shift) {
  const [over, under] = shift >= 0n ? [n * 10n ** shift, d] : [n, d * 10n ** -shift];
  return (2n * over + under) / (2n * under);
}
function decimalsOf(d) {
  let rest = d;
  let decimals = 0n;
  for (const prime of [2n, 5n]) {
    let power = 0n;
    for (; rest % prime === 0n; rest /= prime) power += 1n;
    if (power > decimals) decimals = power;
  }
  return rest === 1n ? decimals : null;
}

// src/ledger/policy/exchange-rates.ts
var tablePath = "policy.exchangeRates";
function readExchangeRates(value, path) {
  if (!isKeyed(value)) reject("INVALID_TYPE", path, "be an object of exchange rates by currency", value);
  const byCurrency = /* @__PURE__ */ new Map();
  for (const [currency, given] of Object.entries(value)) {
    const place = pathTo(path, currency);
    const isDated = isKeyed(given) && !isDecimal(given);
    byCurrency.set(currency, isDated ? readMonths(given, place) : readExchangeRate(given, place));
  }
  return { byCurrency, text: textOf(byCurrency) };
}
function readMonths(value, path) {
  const months = /* @__PURE__ */ new Map();
  for (const [month2, exchangeRate] of Object.entries(value)) {
    const place = pathTo(path, month2);
    if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month2)) {
      reject("INVALID_PERIOD", place, "be a calendar month like '2026-03'", month2);
    }
    months.set(month2, readExchangeRate(exchangeRate, place));
  }
  return months;
}
function readExchangeRate(value, path) {
  const exchangeRate = readAmount(value, path);
  if (exchangeRate.n === 0n) reject("INVALID_AMOUNT", path, "be above 0", value);
  return reduce(exchangeRate);
}
function textOf(byCurrency) {
  const lines = [...byCurrency].flatMap(
    ([currency, exchangeRate]) => "n" in exchangeRate ? [`${currency} ${exchangeRate.n}/${exchangeRate.d}`] : [...exchangeRate].map(([month2, { n, d }]) => `${currency} ${month2} ${n}/${d}`)
  );
  return lines.sort().join("\n");
}
function checkOwnExchangeRate(table, reporting, path = tablePath) {
  if (reporting === null) return;
  const own = table?.byCurrency.get(reporting);
  if (own === void 0 || "n" in own && own.n === own.d) return;
  reject(
    "INVALID_AMOUNT",
    pathTo(path, reporting),
    "be 1, or be left out: it is the currency of the statements",
    "n" in own ? toNumber(own) : "exchange rates by month"
  );
}
function exchangeRateAt({ byCurrency }, currency, instant, zone) {
  const exchangeRate = byCurrency.get(currency);
  if ("n" in exchangeRate) return exchangeRate;
  const month2 = dayLabel(zone.dayOf(instant)).slice(0, 7);
  const dated = exchangeRate.get(month2);
  if (dated !== void 0) return dated;
  const path = pathTo(pathTo(tablePath, currency), month2);
  refuse("MISSING_EXCHANGE_RATE", path, `is required: an amount in ${currency} needs it`, void 0);
}

// src/ledger/rows/row-path.ts
function pathOf(row) {
  return `subscriptions[${row}]`;
}

// src/ledger/rows/currencies.ts
function currencyTable({ currency: reporting, exchangeRates }) {
  const names = [];
  const codes = /* @__PURE__ */ new Map();
  function check(own, path) {
    if (exchangeRates === null) {
      const common = reporting ?? names[0];
      if (common === void 0 || own === common) return;
      refuseCurrency(path, "the currency of all rows, unless policy.exchangeRates is set", own, common);
    }
    if (reporting === null || own === reporting || own !== null && exchangeRates.byCurrency.has(own)) return;
    const rule2 = `must be policy.currency or have an exchange rate in policy.exchangeRates; received ${currencyName(own)}`;
    refuse("MIXED_CURRENCIES", path, rule2, own ?? void 0);
  }
  return {
    names,
    codeOf(currency, row) {
      const own = currency ?? reporting;
      const known2 = codes.get(own);
      if (known2 !== void 0) return known2;
      check(own, `${pathOf(row)}.currency`);
      const code = names.push(own) - 1;
      codes.set(own, code);
      return code;
    },
    reporting() {
      if (reporting !== null) return reporting;
      if (names.length > 1) {
        const rule2 = `must name the currency of the statements: the rows are in ${names.map(currencyName).join(", ")}`;
        refuse("MIXED_CURRENCIES", "policy.currency", rule2, void 0);
      }
      const own = names[0] ?? null;
      checkOwnExchangeRate(exchangeRates, own);
      return own;
    }
  };
}

// src/ledger/rows/entities.ts
function entityTable({ grain }) {
  const customers = idTable();
  if (grain === "subscription") return subscriptionTable(customers);
  const entities = { customerIds: customers.ids, subscriptionIds: [] };
  return { entities, customers, codeOf: (customer) => customer };
}
var mostSubscriptions = 67108864;
function subscriptionTable(customers) {
  const customerIds = [];
  const subscriptionIds = [];
  const names = idTable();
  const pairs = numberTable();
  const entityOf = [];
  function add2(customer, subscriptionId) {
    subscriptionIds.push(subscriptionId);
    return customerIds.push(customers.ids[customer]) - 1;
  }
  return {
    entities: { customerIds, subscriptionIds },
    customers,
    codeOf(customer, subscriptionId) {
      if (subscriptionId === void 0) return add2(customer, void 0);
      const pair = pairs.codeOf(customer * mostSubscriptions + names.codeOf(subscriptionId));
      if (pair === entityOf.length) entityOf.push(add2(customer, subscriptionId));
      return entityOf[pair];
    }
  };
}

// src/ledger/rows/paid-times.ts
function isUnbroken(row) {
  const { trialEnd, pauses, pastDue, cancelRequestedAt } = row;
  return isMissing(trialEnd) && isMissing(pauses) && isMissing(pastDue) && isMissing(cancelRequestedAt);
}
var ownEnd = 0;
var pauseEnd = 1;
var unpaidEnd = 2;
function paidTimes(row, own, rules, index) {
  const { zone } = rules;
  const trialEnd = readOptional(row.trialEnd, zone, own.start, () => `${pathOf(index)}.trialEnd`);
  const request = readOptional(row.cancelRequestedAt, zone, own.end, () => `${pathOf(index)}.cancelRequestedAt`);
  const pauses = readInterruptions(row.pauses, zone, () => `${pathOf(index)}.pauses`);
  const pastDue = readInterruptions(row.pastDue, zone, () => `${pathOf(index)}.pastDue`);
  const paid = { start: paidFrom(own.start, trialEnd, rules), end: paidUntil(own.start, own.end, request, rules) };
  const paused = rules.pauses === "retain" ? [] : pauses;
  const holes = [...holesOf(paused, pauseEnd), ...holesOf(unpaidSpans(pastDue, rules), unpaidEnd)];
  return { spans: without(paid, holes), trialEnd: Math.max(own.start, trialEnd) };
}
function paidFrom(start, trialEnd, { trials }) {
  return trials === "include" ? start : Math.max(start, trialEnd);
}
function paidUntil(start, end, request, { churnAt }) {
  return churnAt === "end" ? end : Math.min(end, Math.max(start, request));
}
function holesOf(spans, by) {
  return spans.filter(({ start, end }) => start < end).map(({ start, end }) => ({ start, end, by }));
}
function unpaidSpans(pastDue, { pastDueGraceDays, zone }) {
  if (pastDueGraceDays === null) return [];
  return pastDue.map(({ start, end }) => ({ start: addDays(zone, start, pastDueGraceDays), end }));
}
function without(span, holes) {
  const rest = [];
  let from = span.start;
  for (const { start, end, by } of holes.sort((a, b) => a.start - b.start)) {
    if (start >= span.end) break;
    if (start > from) rest.push({ start: from, end: start, endedBy: by });
    from = Math.max(from, end);
  }
  if (span.end > from) rest.push({ start: from, end: span.end, endedBy: ownEnd });
  return rest;
}
function readOptional(value, zone, missing, path) {
  if (isMissing(value)) return missing;
  const epoch = toEpoch(value, zone);
  return Number.isNaN(epoch) ? rejectInstant(value, path()) : epoch;
}
function readInterruptions(value, zone, path) {
  if (isMissing(value)) return [];
  if (!Array.isArray(value)) reject("INVALID_TYPE", path(), "be an array of { start, end? }", value);
  return value.map((span, place) => {
    const spanPath = () => `${path()}[${place}]`;
    if (!isRecord(span)) reject("INVALID_TYPE", spanPath(), "be an object { start, end? }", span);
    const start = toEpoch(span.start, zone);
    if (Number.isNaN(start)) rejectInstant(span.start, `${spanPath()}.start`);
    const end = readOptional(span.end, zone, Number.POSITIVE_INFINITY, () => `${spanPath()}.end`);
    if (end < start) reject("END_BEFORE_START", `${spanPath()}.end`, "not come before its start", span.end);
    return { start, end };
  });
}

// src/ledger/rows/billing-cycle.ts
var lengths = {
  day: { unit: "day", count: 1 },
  week: { unit: "day", count: 7 },
  month: { unit: "month", count: 1 },
  quarter: { unit: "month", count: 3 },
  year: { unit: "month", count: 12 }
};
function cycleOf(interval, intervalCount, end) {
  if (interval === "term") return { unit: "term", end };
  const { unit, count } = lengths[interval];
  return { unit, count: count * intervalCount };
}
function cycleName(cycle) {
  return `${cycle.unit} ${cycle.unit === "term" ? cycle.end : cycle.count}`;
}
function cycleLength(cycle) {
  if (cycle.unit === "term") return Number.POSITIVE_INFINITY;
  return cycle.unit === "month" ? cycle.count * 365 / 12 : cycle.count;
}

// src/ledger/rows/subscription.ts
var billingIntervals = ["day", "week", "month", "quarter", "year", "term"];
var churnTypes = ["voluntary", "involuntary"];

// src/ledger/rows/monthly-price.ts
function timesPerMonth({
  weeksPerMonth,
  daysPerMonth
}) {
  return {
    month: one,
    quarter: { n: 1n, d: 3n },
    year: { n: 1n, d: 12n },
    week: weeksPerMonth === "4" ? { n: 4n, d: 1n } : { n: 13n, d: 3n },
    day: daysPerMonth === "30" ? { n: 30n, d: 1n } : { n: 365n, d: 12n }
  };
}
var hundred = { n: 100n, d: 1n };
function monthlyPrice(row, term, factors, index) {
  return priceOfCents(row, factors) ?? priceOfAny(row, term, factors, pathOf(index));
}
function priceOfCents(row, factors) {
  const { amount, interval } = row;
  const quantity = row.quantity ?? 1;
  if (typeof amount !== "number" || interval === "term" || !isKnown(interval, factors)) return void 0;
  if (!isMissing(row.discount) || !isMissing(row.intervalCount)) return void 0;
  const cents = Math.round(amount * 100);
  if (cents / 100 !== amount || !(cents >= 0 && cents < 1e15)) return void 0;
  if (!Number.isSafeInteger(quantity) || quantity < 0) return void 0;
  const factor = factors[interval];
  const n = cents * quantity * Number(factor.n);
  if (n > Number.MAX_SAFE_INTEGER) return void 0;
  const d = 100 * Number(factor.d);
  let [divisor, rest] = [d, n];
  while (rest !== 0) [divisor, rest] = [rest, divisor % rest];
  return { n: BigInt(n / divisor), d: BigInt(d / divisor) };
}
function priceOfAny(row, term, factors, path) {
  const amount = readAmount(row.amount, `${path}.amount`);
  const listPrice = multiply(amount, readQuantity(row.quantity, `${path}.quantity`));
  const netPrice = subtract(listPrice, readDiscount(row.discount, listPrice, `${path}.discount`));
  const perBill = compare(netPrice, zero) < 0 ? zero : netPrice;
  const bills = { n: 1n, d: BigInt(readCount(row.intervalCount ?? 1, `${path}.intervalCount`)) };
  const times = row.interval === "term" ? termsPerMonth(row, term, path) : readInterval(row.interval, factors, `${path}.interval`);
  const monthly = reduce(multiply(multiply(perBill, times), bills));
  if (!isInRange(monthly)) {
    reject("INVALID_AMOUNT", `${path}.amount`, "give an MRR within the range of numbers", row.amount);
  }
  return monthly;
}
function termsPerMonth(row, { start, end, zone }, path) {
  if (end === Number.POSITIVE_INFINITY)
    reject("INVALID_INSTANT", `${path}.end`, "be present where interval is 'term'", row.end);
  if (!isMissing(row.intervalCount)) {
    reject("INVALID_NUMBER", `${path}.intervalCount`, "be left out where interval is 'term'", row.intervalCount);
  }
  if (end === start) return zero;
  const months = monthsBetween(zone.dayOf(start), zone.dayOf(end));
  const isWhole = months > 0 && onDay(zone, start, addMonths(zone.dayOf(start), months)) === end;
  if (isWhole) return { n: 1n, d: BigInt(months) };
  const days2 = Math.max(1, zone.dayOf(end) - zone.dayOf(start));
  return { n: 365n, d: 12n * BigInt(days2) };
}
function readQuantity(quantity, path) {
  if (isMissing(quantity)) return one;
  if (typeof quantity !== "number" || !Number.isFinite(quantity) || quantity < 0) {
    reject("INVALID_NUMBER", path, "be a finite number >= 0", quantity);
  }
  return ofNumber(quantity);
}
function readInterval(interval, factors, path) {
  return factors[readChoice(interval, path, billingIntervals)];
}
function isKnown(interval, factors) {
  return typeof interval === "string" && Object.hasOwn(factors, interval);
}
function readDiscount(discount, listPrice, path) {
  if (isMissing(discount)) return zero;
  const { percent, amount } = checkKeys(discount, ["percent", "amount"], path);
  if (isMissing(percent) === isMissing(amount)) {
    reject("INVALID_TYPE", path, "have either percent or amount", discount);
  }
  if (isMissing(percent)) return readAmount(amount, `${path}.amount`);
  const share = readAmount(percent, `${path}.percent`);
  if (compare(share, hundred) > 0) reject("INVALID_AMOUNT", `${path}.percent`, "be from 0 to 100", percent);
  return multiply(listPrice, { n: share.n, d: share.d * 100n });
}

// src/ledger/rows/price-list.ts
function priceList(rules) {
  const factors = timesPerMonth(rules);
  const values = [];
  const currencies = [];
  const amounts = [];
  const quantities = [];
  const billings = [];
  const known2 = [];
  const term = { start: 0, end: 0, zone: rules.zone };
  function add2(row, currency, billing, index) {
    values.push(monthlyPrice(row, term, factors, index));
    amounts.push(row.amount);
    quantities.push(row.quantity ?? 1);
    billings.push(billing ?? billingOf(row, term.end));
    return currencies.push(currency) - 1;
  }
  return {
    prices: { values, currencies, amounts, quantities, billings },
    priceOf(row, currency, start, end, index) {
      term.start = start;
      term.end = end;
      const key = basisKey(row);
      if (key === void 0 || !isPrimitive(row.amount) || !isPrimitive(row.quantity)) {
        return add2(row, currency, void 0, index);
      }
      known2[currency] ??= /* @__PURE__ */ new Map();
      const basis = getOrAdd(known2[currency], key, () => ({ billing: void 0, byQuantity: /* @__PURE__ */ new Map() }));
      const byAmount = getOrAdd(basis.byQuantity, row.quantity ?? 1, pricesByAmount);
      const code = byAmount.codeOf(row.amount);
      let price = byAmount.prices[code];
      if (price === void 0) {
        price = add2(row, currency, basis.billing, index);
        basis.billing = billings[price];
        byAmount.prices[code] = price;
      }
      return price;
    }
  };
}
function pricesByAmount() {
  const numbers = numberTable();
  const others = /* @__PURE__ */ new Map();
  return {
    prices: [],
    codeOf(amount) {
      if (typeof amount === "number") return numbers.codeOf(amount) * 2;
      return getOrAdd(others, amount, () => others.size) * 2 + 1;
    }
  };
}
function billingOf({ interval, intervalCount, discount }, end) {
  const count = intervalCount ?? 1;
  return {
    interval,
    intervalCount: count,
    cycle: cycleOf(interval, count, end),
    discount: isMissing(discount) ? void 0 : { ...discount }
  };
}
var fixedIntervals = /* @__PURE__ */ new Set(
  /* @__PURE__ */ billingIntervals.filter((interval) => interval !== "term")
);
function basisKey({ interval, intervalCount, discount }) {
  if (!fixedIntervals.has(interval) || !isPrimitive(intervalCount)) return void 0;
  const every = isMissing(intervalCount) || intervalCount === 1 ? interval : `${interval} ${typeof intervalCount} ${intervalCount}`;
  if (isMissing(discount)) return every;
  if (!isRecord(discount)) return void 0;
  for (const key in discount) if (key !== "percent" && key !== "amount") return void 0;
  const { percent, amount } = discount;
  const off = percent ?? amount;
  if (isMissing(percent) === isMissing(amount) || !isPrimitive(off)) return void 0;
  return `${every} ${isMissing(percent) ? "amount" : "percent"} ${typeof off} ${String(off)}`;
}
function isPrimitive(value) {
  return isMissing(value) || typeof value === "number" || typeof value === "string" || typeof value === "bigint";
}

// src/ledger/rows/read-rows.ts
function rowReader(rules, capacity = 1024) {
  return {
    rules,
    entities: entityTable(rules),
    instants: instantTable(rules.zone),
    prices: priceList(rules),
    currencies: currencyTable(rules),
    spans: spanStore(capacity),
    trials: [],
    subscriptionIds: new Array(capacity),
    rows: 0,
    last: { entity: 0, start: 0, end: 0, price: 0 }
  };
}
function readRows(rows, rules) {
  const reader = rowReader(rules, rows.length);
  for (let index = 0; index < rows.length; index += 1) readRow(reader, rows[index]);
  return rowsRead(reader);
}
function readRow(reader, given) {
  const { rules, instants, spans, subscriptionIds, last: last2 } = reader;
  const row = reader.rows;
  checkShape(given, row);
  const customerId = idOf(given.customerId, row, "customerId");
  const hasId = !isMissing(given.subscriptionId);
  const subscriptionId = hasId ? idOf(given.subscriptionId, row, "subscriptionId") : void 0;
  const entity = reader.entities.codeOf(reader.entities.customers.codeOf(customerId), subscriptionId);
  const start = instants.codeOf(given.start);
  if (start < 0) rejectInstant(given.start, `${pathOf(row)}.start`);
  const isOpen = isMissing(given.end);
  const end = isOpen ? openEnd : instants.codeOf(given.end);
  if (end < 0) rejectInstant(given.end, `${pathOf(row)}.end`);
  const from = instants.epochs[start];
  const to = isOpen ? Number.POSITIVE_INFINITY : instants.epochs[end];
  if (to < from) reject("END_BEFORE_START", `${pathOf(row)}.end`, "not come before its start", given.end);
  const price = reader.prices.priceOf(given, reader.currencies.codeOf(given.currency, row), from, to, row);
  const isInvoluntary = given.churnType === "involuntary";
  if (isUnbroken(given)) {
    if (to > from) spans.push(entity, row, start, start, end, price, isInvoluntary ? 1 : 0);
  } else {
    const paid = paidTimes(given, { start: from, end: to }, rules, row);
    if (paid.trialEnd > from) reader.trials.push({ row, entity, start: from, end: paid.trialEnd });
    for (const span of paid.spans) {
      const spanEnd = span.end === Number.POSITIVE_INFINITY ? openEnd : instants.codeOfEpoch(span.end);
      const isUnwanted = span.endedBy === unpaidEnd || span.endedBy === ownEnd && isInvoluntary;
      spans.push(entity, row, start, instants.codeOfEpoch(span.start), spanEnd, price, isUnwanted ? 1 : 0);
    }
  }
  last2.entity = entity;
  last2.start = start;
  last2.end = end;
  last2.price = price;
  subscriptionIds[row] = subscriptionId;
  reader.rows += 1;
}
function rowsRead(reader) {
  const { entities, subscriptionIds, spans, trials, prices, instants, currencies } = reader;
  subscriptionIds.length = reader.rows;
  return {
    entities: entities.entities,
    subscriptionIds,
    spans: spans.finish(),
    trials,
    prices: prices.prices,
    instants,
    currencies
  };
}
function idOf(value, index, field) {
  if (typeof value === "string" && value !== "") return value;
  return idText(value) ?? readId(value, `${pathOf(index)}.${field}`);
}
function checkShape(row, index) {
  if (!isRecord(row)) reject("INVALID_TYPE", pathOf(index), "be an object", row);
  const { currency, plan, churnReason, segment, churnType } = row;
  const areTexts = isOptionalText(currency) && isOptionalText(plan) && isOptionalText(churnReason) && isOptionalText(segment);
  if (!areTexts) rejectTexts({ currency, plan, churnReason, segment }, index);
  if (!isMissing(churnType) && !churnTypes.includes(churnType)) {
    readChoice(churnType, `${pathOf(index)}.churnType`, churnTypes);
  }
}
function rejectTexts(texts, index) {
  for (const [name, text] of Object.entries(texts)) {
    if (!isOptionalText(text)) rejectOptionalText(text, `${pathOf(index)}.${name}`);
  }
}

// src/ledger/levels/common-denominator.ts
var scaledGroup = 0;
var rationalGroup = 1;
var levelLimit = 2 ** 52;
var largestScaledLevel = 2 ** 40;
function chooseUnit(spans, prices) {
  const bounds = levelBounds(spans, prices);
  let highest = 1;
  for (const bound of bounds) if (bound > highest && bound < largestScaledLevel) highest = bound;
  const unit = commonUnit(spans, prices, levelLimit / highest);
  const priceUnits = unitsOf(prices, unit);
  const isOutside = (price) => Number.isNaN(priceUnits[price]);
  const anyOutside = priceUnits.some(Number.isNaN);
  const group = new Uint8Array(bounds.length);
  for (let entity = 0; entity < group.length; entity += 1) {
    const own = () => spans.price.subarray(spans.offsets[entity], spans.offsets[entity + 1]);
    if (bounds[entity] > highest || anyOutside && own().some(isOutside)) group[entity] = rationalGroup;
  }
  return { unit, priceUnits, group };
}
function unitsOf(prices, unit) {
  const factors = /* @__PURE__ */ new Map();
  return Float64Array.from(prices, ({ n, d }) => {
    let factor = factors.get(d);
    if (factor === void 0) {
      factor = unit % d === 0n ? Number(unit / d) : Number.NaN;
      factors.set(d, factor);
    }
    return Number(n) * factor;
  });
}
function levelBounds(spans, prices) {
  const sizes = Float64Array.from(prices, (price) => nearestDouble(price) * (1 + 2 ** -20));
  const bounds = new Float64Array(spans.offsets.length - 1);
  for (let entity = 0; entity < bounds.length; entity += 1) {
    const end = spans.offsets[entity + 1];
    let bound = 0;
    for (let span = spans.offsets[entity]; span < end; span += 1) {
      bound += sizes[spans.price[span]];
    }
    bounds[entity] = bound;
  }
  return bounds;
}
function commonUnit(spans, prices, limit) {
  const uses = new Uint32Array(prices.length);
  for (let span = 0; span < spans.price.length; span += 1) {
    const price = spans.price[span];
    uses[price] = uses[price] + 1;
  }
  const frequency = /* @__PURE__ */ new Map();
  for (const [price, { d }] of prices.entries()) frequency.set(d, (frequency.get(d) ?? 0) + uses[price]);
  const commonest = [...frequency].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  let unit = 1n;
  for (const [d] of commonest) {
    const multiple = unit / greatestCommonDivisor(unit, d) * d;
    if (Number(multiple) <= limit) unit = multiple;
  }
  return unit;
}

// src/ledger/levels/span-bounds.ts
function placeOfChange({ start, end }, change) {
  return ((change & 1) === 0 ? start : end)[change >>> 1];
}
function changesOf(spans, entity) {
  const own = new Uint32Array(2 * (spans.offsets[entity + 1] - spans.offsets[entity]));
  return own.subarray(0, sortChanges(spans, entity, own));
}
var few = 16;
function sortChanges(spans, entity, order) {
  const from = spans.offsets[entity];
  const to = spans.offsets[entity + 1];
  let count = 0;
  for (let span = from; span < to; span += 1) {
    order[count] = span * 2;
    count += 1;
    if (spans.end[span] === openEnd) continue;
    order[count] = span * 2 + 1;
    count += 1;
  }
  if (to - from > few) order.subarray(0, count).sort((a, b) => placeOfChange(spans, a) - placeOfChange(spans, b));
  else insertionSort(spans, order, count);
  return count;
}
function insertionSort(spans, order, count) {
  for (let i = 1; i < count; i += 1) {
    const change = order[i];
    const place = placeOfChange(spans, change);
    let at = i;
    for (; at > 0 && placeOfChange(spans, order[at - 1]) > place; at -= 1)
      order[at] = order[at - 1];
    order[at] = change;
  }
}
function mostChanges({ offsets }) {
  let most = 0;
  for (let entity = 0; entity + 1 < offsets.length; entity += 1) {
    most = Math.max(most, offsets[entity + 1] - offsets[entity]);
  }
  return most * 2;
}

// src/ledger/levels/rational-steps.ts
function rationalSteps(spans, { values, currencies }, group) {
  if (!group.includes(rationalGroup)) {
    return { offsets: new Uint32Array(1), places: new Uint32Array(0), levels: new Float64Array(0), changes: [] };
  }
  const offsets = new Uint32Array(group.length + 1);
  const places = [];
  const levels = [];
  const changes = [];
  for (let entity = 0; entity < group.length; entity += 1) {
    const own = group[entity] === rationalGroup ? changesOf(spans, entity) : new Uint32Array(0);
    let paid = 0;
    for (let i = 0; i < own.length; ) {
      const place = placeOfChange(spans, own[i]);
      const byCurrency = [];
      for (; i < own.length && placeOfChange(spans, own[i]) === place; i += 1) {
        const change = own[i];
        const price = spans.price[change >>> 1];
        const amount = values[price];
        if (amount.n === 0n) continue;
        const isStart = (change & 1) === 0;
        paid += isStart ? 1 : -1;
        push(byCurrency, currencies[price], isStart ? amount : negated(amount));
      }
      const netted = summed(byCurrency);
      if (isNothing(netted)) continue;
      places.push(place);
      levels.push(paid > 0 ? 1 : 0);
      changes.push(netted);
    }
    offsets[entity + 1] = places.length;
  }
  return { offsets, places: Uint32Array.from(places), levels: Float64Array.from(levels), changes };
}
function changeOver({ changes }, first, end) {
  if (end - first === 1) return changes[first];
  const byCurrency = [];
  for (let step2 = first; step2 < end; step2 += 1) {
    for (const [currency, amount] of changes[step2].entries()) {
      if (amount !== null) push(byCurrency, currency, amount);
    }
  }
  return summed(byCurrency);
}
function push(byCurrency, currency, amount) {
  const amounts = byCurrency[currency];
  if (amounts === void 0) byCurrency[currency] = [amount];
  else amounts.push(amount);
}
function summed(byCurrency) {
  return Array.from(byCurrency, (amounts = []) => nullForZero(sum(amounts)));
}
function isNothing(amounts) {
  return amounts.every((amount) => amount === null);
}
function nullForZero(amount) {
  return amount.n === 0n ? null : amount;
}
var cursors = /* @__PURE__ */ new WeakMap();
function levelFrom(steps, entity, step2) {
  const first = steps.offsets[entity];
  if (step2 < first || steps.levels[step2] === 0) return [];
  const known2 = cursors.get(steps);
  if (known2 !== void 0 && known2.step === step2) return known2.level;
  let level;
  if (known2 !== void 0 && known2.step === step2 - 1 && step2 > first)
    level = added(known2.level, steps.changes[step2]);
  else {
    let from = step2;
    while (from > first && steps.levels[from - 1] !== 0) from -= 1;
    level = changeOver(steps, from, step2 + 1);
  }
  cursors.set(steps, { step: step2, level });
  return level;
}
function added(a, b) {
  return Array.from({ length: Math.max(a.length, b.length) }, (_, currency) => {
    const [x, y] = [a[currency] ?? null, b[currency] ?? null];
    return x === null || y === null ? x ?? y : nullForZero(add(x, y));
  });
}

// src/ledger/levels/churn-grace.ts
function gapRules(instants, { zone, asOf, churnGraceDays, reactivationWindowDays }) {
  const at = (place) => instants[place];
  const later = (count) => {
    const known2 = /* @__PURE__ */ new Map();
    return (place) => {
      let instant = known2.get(place);
      if (instant === void 0) {
        instant = addDays(zone, at(place), count);
        known2.set(place, instant);
      }
      return instant;
    };
  };
  const graceEnd = later(churnGraceDays);
  const windowEnd = later(reactivationWindowDays ?? 0);
  return {
    // A gap that was still open when the data was taken is churn, whatever was planned.
    isFilled: churnGraceDays === 0 ? null : (from, to) => at(to) < graceEnd(from) && at(to) <= asOf,
    isNewAgain: reactivationWindowDays === null ? null : (from, to) => at(to) > windowEnd(from)
  };
}
function scaledWithGaps(levels, rules) {
  const { isFilled } = rules;
  if (isFilled === null) return { ...levels, returns: returnsOf(levels, rules.isNewAgain) };
  const own = levels.levels;
  const { offsets, kept } = keptSteps(levels, isFilled, (step2) => own[step2 + 1] === own[step2 - 1]);
  const filled = taken(levels, offsets, kept);
  return { ...filled, returns: returnsOf(filled, rules.isNewAgain) };
}
function rationalWithGaps(levels, rules) {
  const { isFilled } = rules;
  if (isFilled === null) return { ...levels, returns: returnsOf(levels, rules.isNewAgain) };
  const isSame = (step2) => isNothing(changeOver(levels, step2, step2 + 2));
  const { offsets, kept } = keptSteps(levels, isFilled, isSame);
  const filled = taken(levels, offsets, kept);
  const changes = [];
  for (let entity = 0; entity + 1 < offsets.length; entity += 1) {
    let next = levels.offsets[entity];
    for (let i = offsets[entity]; i < offsets[entity + 1]; i += 1) {
      const end = kept[i] + 1;
      changes.push(changeOver(levels, next, end));
      next = end;
    }
  }
  return { ...filled, changes, returns: returnsOf(filled, rules.isNewAgain) };
}
function keptSteps({ offsets, places, levels }, isFilled, isSameAfter) {
  const kept = new Uint32Array(places.length);
  const newOffsets = new Uint32Array(offsets.length);
  let count = 0;
  for (let entity = 0; entity + 1 < offsets.length; entity += 1) {
    const end = offsets[entity + 1];
    for (let step2 = offsets[entity]; step2 < end; step2 += 1) {
      const isGap = levels[step2] === 0 && step2 + 1 < end && isFilled(places[step2], places[step2 + 1]);
      if (!isGap) {
        kept[count] = step2;
        count += 1;
      } else if (isSameAfter(step2)) step2 += 1;
    }
    newOffsets[entity + 1] = count;
  }
  return { offsets: newOffsets, kept: kept.slice(0, count) };
}
function taken({ places, levels }, offsets, kept) {
  return {
    offsets,
    places: Uint32Array.from(kept, (step2) => places[step2]),
    levels: Float64Array.from(kept, (step2) => levels[step2])
  };
}
function returnsOf({ offsets, places, levels }, isNewAgain) {
  const returns = new Uint8Array(places.length);
  for (let entity = 0; entity + 1 < offsets.length; entity += 1) {
    const end = offsets[entity + 1];
    for (let step2 = offsets[entity] + 1; step2 < end; step2 += 1) {
      const isNew = isNewAgain !== null && levels[step2 - 1] === 0 && isNewAgain(places[step2 - 1], places[step2]);
      returns[step2] = isNew ? 0 : 1;
    }
  }
  return returns;
}

// src/ledger/levels/free-customers.ts
function countedLevels(spans, paid) {
  const entities = spans.offsets.length - 1;
  const offsets = new Uint32Array(entities + 1);
  const places = [];
  const levels = [];
  for (let entity = 0; entity < entities; entity += 1) {
    const states = [...runningStates(spans, entity), ...paid.flatMap((levels2) => paidStates(levels2, entity))];
    states.sort((a, b) => a.place - b.place);
    let [running, isPaid, counted] = [0, 0, 0];
    for (const [i, state] of states.entries()) {
      running = state.running ?? running;
      isPaid = state.paid ?? isPaid;
      const next = running > 0 || isPaid > 0 ? 1 : 0;
      if (states[i + 1]?.place === state.place || next === counted) continue;
      places.push(state.place);
      levels.push(next);
      counted = next;
    }
    offsets[entity + 1] = places.length;
  }
  return { offsets, places: Uint32Array.from(places), levels: Float64Array.from(levels) };
}
function runningStates(spans, entity) {
  let running = 0;
  return Array.from(changesOf(spans, entity), (change) => {
    running += (change & 1) === 0 ? 1 : -1;
    return { place: placeOfChange(spans, change), running };
  });
}
function paidStates({ offsets, places, levels }, entity) {
  const first = offsets[entity] ?? 0;
  const own = levels.subarray(first, offsets[entity + 1] ?? first);
  return Array.from(own, (level, i) => ({ place: places[first + i], paid: level === 0 ? 0 : 1 }));
}

// src/ledger/levels/scaled-steps.ts
function scaledSteps(spans, { priceUnits, group }) {
  const entities = group.length;
  const offsets = new Uint32Array(entities + 1);
  const most = spans.end.reduce((count2, end2) => end2 === openEnd ? count2 : count2 + 1, spans.end.length);
  const places = new Uint32Array(most);
  const levels = new Float64Array(most);
  const order = new Uint32Array(mostChanges(spans));
  const { start, end, price } = spans;
  let count = 0;
  function addSorted(entity) {
    const changes = sortChanges(spans, entity, order);
    let before = 0;
    let level = 0;
    for (let i = 0; i < changes; ) {
      const place = placeOfChange(spans, order[i]);
      do {
        const change = order[i];
        const units2 = priceUnits[price[change >>> 1]];
        level += (change & 1) === 0 ? units2 : -units2;
        i += 1;
      } while (i < changes && placeOfChange(spans, order[i]) === place);
      if (level !== before) {
        places[count] = place;
        levels[count] = level;
        count += 1;
      }
      before = level;
    }
  }
  for (let entity = 0; entity < entities; entity += 1) {
    offsets[entity] = count;
    if (group[entity] !== scaledGroup) continue;
    const first = spans.offsets[entity];
    const last2 = spans.offsets[entity + 1] - 1;
    if (!followOn(spans, first, last2)) {
      addSorted(entity);
      continue;
    }
    let level = 0;
    for (let span = first; span <= last2; span += 1) {
      const units2 = priceUnits[price[span]];
      if (level !== 0 && start[span] > end[span - 1]) {
        places[count] = end[span - 1];
        levels[count] = 0;
        level = 0;
        count += 1;
      }
      if (units2 === level) continue;
      places[count] = start[span];
      levels[count] = units2;
      level = units2;
      count += 1;
    }
    if (level === 0 || end[last2] === openEnd) continue;
    places[count] = end[last2];
    count += 1;
  }
  offsets[entities] = count;
  return { offsets, places: cut(places, count), levels: cut(levels, count) };
}
function cut(column, length) {
  return length * 4 > column.length * 3 ? column.subarray(0, length) : column.slice(0, length);
}
function followOn({ start, end }, first, last2) {
  for (let span = first; span < last2; span += 1) if (end[span] > start[span + 1]) return false;
  return true;
}

// src/ledger/levels/compile.ts
function compile(given, rules, statement) {
  const rows = given.slice();
  return compileRead(readRows(rows, rules), rules, statement, (row) => rows[row]);
}
function compileRead(read, rules, statement, rowAt) {
  const { entities, subscriptionIds, trials, prices, currencies } = read;
  const { instants, places } = sortInstants(read.instants);
  const spans = placeSpans(read.spans, places, entities.customerIds.length);
  const exact = chooseUnit(spans, prices.values);
  const currencyOf = currencies.names.length > 1 ? entityCurrencies(spans, prices, exact.group) : null;
  const gaps = gapRules(instants, rules);
  const scaled = scaledWithGaps(scaledSteps(spans, exact), gaps);
  const rational = rationalWithGaps(rationalSteps(spans, prices, exact.group), gaps);
  const counted = rules.freePlans === "include" ? countedLevels(spans, [scaled, rational]) : null;
  return {
    rules,
    statement,
    entities,
    currency: currencies.reporting(),
    currencies: currencies.names,
    currencyOf,
    instants,
    unit: exact.unit,
    scaled,
    rational,
    rowAt,
    subscriptionIds,
    spans,
    trials,
    prices,
    // Who counts as a customer in a gap was seen from the filled levels.
    counted: counted && scaledWithGaps(counted, { ...gaps, isFilled: null })
  };
}
function entityCurrencies(spans, prices, group) {
  const none = 4294967295;
  const currencyOf = new Uint32Array(group.length).fill(none);
  for (let entity = 0; entity < group.length; entity += 1) {
    for (const price of spans.price.subarray(spans.offsets[entity], spans.offsets[entity + 1])) {
      const currency = prices.currencies[price];
      if (currencyOf[entity] === none) currencyOf[entity] = currency;
      else if (currencyOf[entity] !== currency) group[entity] = rationalGroup;
    }
  }
  return currencyOf.map((currency) => currency === none ? 0 : currency);
}

// src/ledger/policy/policy.ts
function checkDays(value, path, rule2 = "be a whole number of days >= 0") {
  if (!Number.isInteger(value) || value < 0) reject("INVALID_NUMBER", path, rule2, value);
}
var days = { standard: 0, read: (value, path) => checkDays(value, path) };
var daysOrNull = {
  standard: null,
  read: (value, path) => value === null || checkDays(value, path, "be a whole number of days >= 0, or null")
};
var currencyCode = {
  standard: null,
  read: (value, path) => isText(value) || reject("INVALID_TYPE", path, "be a currency code such as 'EUR'", value)
};
var moneyForm = {
  standard: "number",
  read: (value, path) => isMoney(value) || reject("INVALID_OPTION", path, "be 'number', 'fraction' or a class of Decimals", value)
};
var readTogether = { standard: void 0, read: () => void 0 };
var ledgerOptions = {
  timeZone: readTogether,
  asOf: readTogether,
  grain: ["customer", "subscription"],
  trials: ["exclude", "include"],
  freePlans: ["exclude", "include"],
  pauses: ["churn", "retain"],
  pastDueGraceDays: daysOrNull,
  churnAt: ["end", "cancelRequest"],
  churnGraceDays: days,
  reactivationWindowDays: daysOrNull,
  weeksPerMonth: ["52/12", "4"],
  daysPerMonth: ["365/12", "30"],
  currency: currencyCode,
  exchangeRates: readTogether
};
var statementOptions = {
  movements: ["net", "event"],
  reactivation: ["exclude", "include"],
  churnDenominator: ["opening", "openingPlusNew", "average"],
  retentionMethod: ["cohort", "headcount"],
  money: moneyForm
};

// src/ledger/policy/read-policy.ts
var ledgerNames = /* @__PURE__ */ Object.keys(ledgerOptions);
var statementNames = /* @__PURE__ */ Object.keys(statementOptions);
var policyNames = /* @__PURE__ */ optionNames();
function optionNames(...own) {
  return [...ledgerNames, ...statementNames, ...own];
}
function checkPolicy(policy, path = "policy", keys = policyNames) {
  const given = checkKeys(policy, keys, path);
  for (const name of Object.keys(given)) {
    const value = given[name];
    if (value === void 0) continue;
    const option = ledgerOptions[name] ?? statementOptions[name];
    if ("read" in option) option.read(value, `${path}.${name}`);
    else readChoice(value, `${path}.${name}`, option);
  }
  return given;
}
function decided(names, given, defaults, options) {
  const standardOf = (option) => "read" in option ? option.standard : option[0];
  return Object.fromEntries(
    names.map((name) => {
      const own = given[name] === void 0 ? defaults?.[name] : given[name];
      return [name, own === void 0 ? standardOf(options[name]) : own];
    })
  );
}
function statementRules(policy, defaults) {
  return decided(statementNames, policy, defaults, statementOptions);
}
function ledgerRules(policy, periodZone, path = "policy") {
  const { timeZone, ...rules } = decided(ledgerNames, policy, void 0, ledgerOptions);
  const zone = zoneInForce(policy.timeZone, periodZone, `${path}.timeZone`);
  const asOf = policy.asOf === void 0 ? Number.POSITIVE_INFINITY : readInstant(policy.asOf, zone, `${path}.asOf`);
  return { ...rules, zone, asOf, exchangeRates: exchangeTable(policy, path) };
}
function exchangeTable({ currency, exchangeRates }, path) {
  if (exchangeRates === void 0) return null;
  const tablePath2 = `${path}.exchangeRates`;
  const table = readExchangeRates(exchangeRates, tablePath2);
  checkOwnExchangeRate(table, currency ?? null, tablePath2);
  return table;
}
function definitionsOf({ zone, exchangeRates, ...rules }, { movements }) {
  return JSON.stringify({ exchangeRates: exchangeRates?.text, ...rules, movements });
}
function statementRulesOver({ rules, statement, currency }, policy, periodZone, path) {
  const { zone, asOf, exchangeRates } = rules;
  if (periodZone !== void 0 && !sameZone(periodZone, zone)) {
    const rule2 = `be in the ledger's time zone, '${zone.timeZone}'`;
    reject("CONFLICTING_TIME_ZONES", "period", rule2, periodZone.timeZone);
  }
  const isSame = (name) => {
    if (name === "timeZone") return sameZone(zoneInForce(policy.timeZone, void 0, `${path}.timeZone`), zone);
    if (name === "asOf") return readInstant(policy.asOf, zone, `${path}.asOf`) === asOf;
    if (name === "exchangeRates") return exchangeTable(policy, path)?.text === exchangeRates?.text;
    return policy[name] === (name === "currency" ? currency : rules[name]);
  };
  for (const name of ledgerNames) {
    if (policy[name] === void 0 || isSame(name)) continue;
    reject(
      "CONFLICTING_POLICY",
      `${path}.${name}`,
      "be what the ledger was compiled with, or be left out",
      policy[name]
    );
  }
  return statementRules(policy, statement);
}

// src/ledger/open-source.ts
var contents = /* @__PURE__ */ Symbol.for("tenure.ledger");
function makeLedger(compiled) {
  const held = { version: 1, compiled };
  return Object.freeze(Object.defineProperty({ toJSON }, contents, { value: held }));
}
function toJSON() {
  const message = "ledger cannot become JSON; send the rows and compile them again, or send the results of the functions that take it";
  throw new MetricsError("INVALID_TYPE", ["ledger"], message, void 0);
}
function isLedger(value) {
  return isRecord(value) && contents in value;
}
function compiledOf(source) {
  const { version, compiled } = source[contents];
  if (version !== 1) reject("INVALID_TYPE", "subscriptions", "be a ledger made by this version of tenure", source);
  return compiled;
}
function checkRows(value, rule2) {
  if (Array.isArray(value)) return;
  if (isRecord(value) && "customerId" in value) reject("INVALID_TYPE", "subscriptions", `${rule2}: [row]`, value);
  if (isRecord(value) && "timeZone" in value && "start" in value) {
    reject("INVALID_TYPE", "subscriptions", `${rule2}; it comes first, before the period`, value);
  }
  reject("INVALID_TYPE", "subscriptions", rule2, value);
}
var sourceRule = "be an array of subscriptions, or a ledger";
function openSource(source, policy, periodZone, bag = "policy") {
  checkSource(source);
  const given = checkPolicy(policy === void 0 ? {} : policy, bag);
  if (isLedger(source)) return openLedger(compiledOf(source), given, periodZone, bag);
  return openRows(source, given, ledgerRules(given, periodZone, bag));
}
function openPeriods(source, periods, policy, bag = "policy") {
  checkSource(source);
  const asked = readPeriods(periods);
  return Object.assign(openSource(source, policy, asked.zone, bag), asked);
}
function openUntil(source, asOf, policy, path, bag = "policy") {
  checkSource(source);
  const given = checkPolicy(policy, bag);
  const compiled = isLedger(source) ? compiledOf(source) : null;
  const rules = compiled?.rules ?? ledgerRules(given, void 0, bag);
  const own = asOf === void 0 ? void 0 : readInstant(asOf, rules.zone, path);
  const observed = own === void 0 || given.asOf !== void 0 ? rules : { ...rules, asOf: own };
  const opened2 = compiled ? openLedger(compiled, given, void 0, bag) : openRows(source, given, observed);
  const { asOf: known2, churnGraceDays } = opened2.ledger.rules;
  const until = own ?? known2;
  if (until === Number.POSITIVE_INFINITY) {
    reject(
      "INVALID_INSTANT",
      path,
      "be present, here or in the policy of the ledger: the instant the data was taken",
      asOf
    );
  }
  const isOther = until > known2 || churnGraceDays > 0 && until !== known2;
  if (isOther) reject("CONFLICTING_POLICY", path, ruleOfAsOf(known2), asOf);
  return Object.assign(opened2, { until });
}
function ruleOfAsOf(known2) {
  if (known2 === Number.POSITIVE_INFINITY) return "be compiled into a ledger with churnGraceDays, as its asOf";
  return `agree with the ledger's asOf, ${new Date(known2).toISOString()}: no later, and with churnGraceDays the same`;
}
function openRows(rows, given, rules) {
  const statement = statementRules(given);
  return opened(compile(rows, rules, statement), statement);
}
function openLedger(ledger2, given, periodZone, bag) {
  return opened(ledger2, statementRulesOver(ledger2, given, periodZone, bag));
}
function opened(ledger2, statement) {
  let definitions;
  return {
    ledger: ledger2,
    statement,
    get definitions() {
      definitions ??= definitionsOf(ledger2.rules, statement);
      return definitions;
    }
  };
}
function checkSource(source) {
  if (!isLedger(source)) checkRows(source, sourceRule);
}
function isSource(value) {
  return Array.isArray(value) || isLedger(value);
}

// src/ledger/ledger.ts
function ledger(subscriptions, policy = {}) {
  checkRows(subscriptions, "be an array of subscriptions");
  const given = checkPolicy(policy);
  return makeLedger(compile(subscriptions, ledgerRules(given, void 0), statementRules(given)));
}

// src/ledger/levels/steps-at.ts
function placeOf(epoch, instants) {
  return lowerBound(instants, epoch, 0, instants.length);
}
function stepBefore({ offsets, places }, entity, place) {
  return lowerBound(places, place, offsets[entity], offsets[entity + 1]) - 1;
}
function isReturn({ returns }, step2) {
  return returns[step2] === 1;
}

// src/ledger/rows/fields.ts
var subscriptionFields = {
  customerId: { kind: "id", isRequired: true },
  subscriptionId: { kind: "id" },
  start: { kind: "instant", isRequired: true },
  end: { kind: "instant" },
  amount: { kind: "amount", isRequired: true },
  interval: { kind: "choice", isRequired: true, choices: billingIntervals },
  intervalCount: { kind: "number" },
  quantity: { kind: "number" },
  discount: { kind: "discount" },
  currency: { kind: "text" },
  plan: { kind: "text" },
  trialEnd: { kind: "instant" },
  cancelRequestedAt: { kind: "instant" },
  pauses: { kind: "interruptions" },
  pastDue: { kind: "interruptions" },
  churnType: { kind: "choice", choices: churnTypes },
  churnReason: { kind: "text" },
  segment: { kind: "text" }
};
var fieldNames = /* @__PURE__ */ Object.keys(subscriptionFields);
function fieldsOfKind(...kinds) {
  return fieldNames.filter((name) => kinds.includes(subscriptionFields[name].kind));
}

export {
  msPerDay,
  widestEpoch,
  addMonths,
  monthsBetween,
  dayLabel,
  zoneOf,
  sameZone,
  onDay,
  addDays,
  wholeUnits,
  elapsedUnits,
  monthPosition,
  readInstant,
  toEpoch,
  rejectInstant,
  parseDay,
  dateKey,
  parseDateTime,
  makePeriod,
  periodOfDays,
  readPeriods,
  inShape,
  readPeriod,
  zoneOfPeriods,
  zoneInForce,
  units,
  periodAt,
  isSkipped,
  hasLabel,
  readUnit,
  zoneOfOptions,
  period,
  trailing,
  epochsOf,
  dayStarts,
  instantValues,
  encodeInstants,
  openEnd,
  spanFields,
  rowOfSpan,
  readAmount,
  isAmount,
  readSignedAmount,
  isDecimal,
  currencyName,
  refuseCurrency,
  moneyOut,
  exchangeRateAt,
  pathOf,
  paidFrom,
  paidUntil,
  cycleOf,
  cycleName,
  cycleLength,
  billingIntervals,
  churnTypes,
  timesPerMonth,
  monthlyPrice,
  readDiscount,
  rowReader,
  readRows,
  readRow,
  rowsRead,
  changeOver,
  levelFrom,
  compileRead,
  ledgerOptions,
  statementOptions,
  policyNames,
  optionNames,
  checkPolicy,
  statementRules,
  ledgerRules,
  makeLedger,
  checkRows,
  openSource,
  openPeriods,
  openUntil,
  checkSource,
  isSource,
  ledger,
  placeOf,
  stepBefore,
  isReturn,
  subscriptionFields,
  fieldNames,
  fieldsOfKind
};
