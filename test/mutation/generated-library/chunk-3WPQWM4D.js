import {
  addDays,
  dateKey,
  inShape,
  msPerDay,
  readPeriods,
  rejectInstant,
  toEpoch,
  zoneInForce,
  zoneOf
} from "./chunk-5ID7HA4W.js";
import {
  compareKeys,
  groupBy,
  isRecord,
  readSegmentKey,
  reject
} from "./chunk-5TISHHIM.js";

// src/activity/slots.ts
var outside = 4294967295;
var mostCells = 65536;
var narrowestCell = 36e5;
function slotTable(bounds) {
  const count = Math.max(0, bounds.length - 1);
  if (count === 0) return { count, slotOf: () => -1 };
  const first = bounds[0];
  const end = bounds[count];
  const width = Math.max(narrowestCell, Math.ceil((end - first) / mostCells));
  const slots = new Uint32Array(Math.ceil((end - first) / width));
  for (let cell = 0, slot = 0; cell < slots.length; cell += 1) {
    while (bounds[slot + 1] <= first + cell * width) slot += 1;
    slots[cell] = slot;
  }
  return {
    count,
    slotOf(epoch) {
      if (!(epoch >= first && epoch < end)) return -1;
      const cell = Math.floor((epoch - first) / width);
      let low = slots[cell];
      let high = cell + 1 < slots.length ? slots[cell + 1] : count - 1;
      while (low < high) {
        const middle = low + high + 1 >> 1;
        if (bounds[middle] <= epoch) low = middle;
        else high = middle - 1;
      }
      return low;
    }
  };
}

// src/activity/question.ts
function readQuestion(periods, timeZone, path) {
  const asked = readPeriods(periods, path);
  return { ...asked, zone: zoneInForce(timeZone, asked.zone, "options.timeZone"), ...slotsOf(asked.spans) };
}
function slotsOf(spans) {
  const { bounds, ranges } = cutsOf(spans);
  const { count, slotOf } = slotTable(bounds);
  return { slotCount: count, ranges, slotOf };
}
function cutsOf(spans) {
  const bounds = Float64Array.from(new Set(spans.flatMap(({ start, end }) => [start, end]))).sort();
  const places = new Map(Array.from(bounds, (bound, place) => [bound, place]));
  const ranges = spans.map(({ start, end }) => ({
    first: places.get(start),
    next: places.get(end)
  }));
  return { bounds, ranges };
}
function perPeriod(question, slots, summary) {
  const { order, offsets } = groupBy(slots, question.slotCount);
  const results = question.ranges.map(
    ({ first, next }, period) => summary(order.subarray(offsets[first], offsets[next]), period)
  );
  return inShape(question, results);
}

// src/activity/split-rows.ts
function rowSplitter(codes, codeCount) {
  const seenIn = new Uint32Array(codeCount);
  const places = new Uint32Array(codeCount);
  let splits = 0;
  return (rows) => {
    splits += 1;
    const own = [];
    const placeOfRow = new Uint32Array(rows.length);
    for (let index = 0; index < rows.length; index += 1) {
      const code = codes[rows[index]];
      if (seenIn[code] !== splits) {
        seenIn[code] = splits;
        places[code] = own.push(code) - 1;
      }
      placeOfRow[index] = places[code];
    }
    const { order, offsets } = groupBy(placeOfRow, own.length);
    return { codes: own, offsets, rows: order.map((index) => rows[index]) };
  };
}

// src/activity/within-days.ts
var widestShift = 1728e5;
function isWithinDays(zone, from, instant, days) {
  const usualEnd = from + days * msPerDay;
  if (instant < usualEnd - widestShift) return true;
  return instant < usualEnd + widestShift && instant < addDays(zone, from, days);
}

// src/activity/instant-reader.ts
var daysOfYear = 512;
function instantReader(zone) {
  const years = [];
  return (value) => {
    const key = typeof value === "string" ? dateKey(value) : -1;
    if (key < 0) return toEpoch(value, zone);
    const year = Math.floor(key / daysOfYear);
    let starts = years[year];
    if (starts === void 0) {
      starts = new Float64Array(daysOfYear).fill(Number.NaN);
      years[year] = starts;
    }
    const known = starts[key % daysOfYear];
    if (!Number.isNaN(known)) return known;
    const start = toEpoch(value, zone);
    starts[key % daysOfYear] = start;
    return start;
  };
}
function instantOf(read, value, list, index, field) {
  const epoch = read(value);
  return Number.isNaN(epoch) ? rejectInstant(value, `${list}[${index}].${field}`) : epoch;
}

// src/activity/segments.ts
function readSegments(by, rows) {
  if (by === void 0) return void 0;
  if (typeof by !== "function") reject("INVALID_TYPE", "options.by", "be a function from a row to its key", by);
  const keys = [];
  const codeOf = /* @__PURE__ */ new Map();
  const codes = new Uint32Array(rows.length);
  return {
    note(row) {
      const key = readSegmentKey(by(rows[row]), `options.by(row ${row})`);
      let code = codeOf.get(key);
      if (code === void 0) {
        code = keys.push(key) - 1;
        codeOf.set(key, code);
      }
      codes[row] = code;
    },
    summarize(summary) {
      const split = rowSplitter(codes, keys.length);
      return (rowsOfPeriod, period) => {
        const { codes: own, offsets, rows: together } = split(rowsOfPeriod);
        const results = own.map((code, place) => ({
          key: keys[code],
          ...summary(together.subarray(offsets[place], offsets[place + 1]), period)
        }));
        return results.sort((a, b) => compareKeys(a.key, b.key));
      };
    }
  };
}

// src/activity/sorted-ranges.ts
var fewValues = 16;
function sortRange(values, from, to) {
  if (to - from > fewValues) {
    values.subarray(from, to).sort();
    return;
  }
  for (let place = from + 1; place < to; place += 1) {
    const value = values[place];
    let hole = place;
    for (; hole > from && values[hole - 1] > value; hole -= 1) values[hole] = values[hole - 1];
    values[hole] = value;
  }
}
function firstAfter(values, from, to, bound) {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = low + high >> 1;
    if (values[middle] <= bound) low = middle + 1;
    else high = middle;
  }
  return low < to ? values[low] : Number.POSITIVE_INFINITY;
}

// src/activity/time-order.ts
var digitBits = 11;
var digitCount = 2048;
var keyRange = 4294967296;
function timeOrder(at) {
  const { length } = at;
  let [keys, rows, freeKeys, freeRows] = [0, 0, 0, 0].map(() => new Uint32Array(length));
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let row = 0; row < length; row += 1) {
    first = Math.min(first, at[row]);
    last = Math.max(last, at[row]);
  }
  let unit = 1;
  while ((last - first) / unit >= keyRange) unit *= 2;
  for (let row = 0; row < length; row += 1) {
    keys[row] = (at[row] - first) / unit;
    rows[row] = row;
  }
  for (let shift = 0; shift < 32; shift += digitBits) {
    sortByDigit(keys, rows, shift, freeKeys, freeRows);
    [keys, rows, freeKeys, freeRows] = [freeKeys, freeRows, keys, rows];
  }
  for (let from = 0, to = 1; to <= length; to += 1) {
    if (keys[to] === keys[from]) continue;
    if (!isRising(at, rows, from, to)) rows.subarray(from, to).sort((a, b) => at[a] - at[b]);
    from = to;
  }
  return rows;
}
function sortByDigit(keys, rows, shift, intoKeys, intoRows) {
  const places = new Uint32Array(digitCount + 1);
  const digitOf = (key) => key >>> shift & digitCount - 1;
  for (const key of keys) places[digitOf(key) + 1] = places[digitOf(key) + 1] + 1;
  for (let digit = 0; digit < digitCount; digit += 1) {
    places[digit + 1] = places[digit + 1] + places[digit];
  }
  for (let place = 0; place < keys.length; place += 1) {
    const key = keys[place];
    const next = places[digitOf(key)];
    intoKeys[next] = key;
    intoRows[next] = rows[place];
    places[digitOf(key)] = next + 1;
  }
}
function isRising(at, rows, from, to) {
  for (let place = from + 1; place < to; place += 1) {
    if (at[rows[place - 1]] > at[rows[place]]) return false;
  }
  return true;
}

// src/surveys/scale.ts
var widest = 1e3;
function readScale(value, usual, path = "options.scale") {
  if (value === void 0) return usual;
  const [first, last, ...more] = Array.isArray(value) ? value : [];
  const isScale = Number.isSafeInteger(first) && Number.isSafeInteger(last) && more.length === 0;
  if (!isScale || !(first < last && last - first <= widest)) {
    const rule = `be two whole numbers, the lowest and the highest score, at most ${widest} apart`;
    reject("INVALID_OPTION", path, rule, value);
  }
  return [first + 0, last + 0];
}
function readThreshold(options, name, [first, last], usual) {
  const { [name]: value = usual } = options;
  if (!Number.isInteger(value) || value < first || value > last) {
    reject(
      "INVALID_OPTION",
      `options.${name}`,
      `be a whole number from ${first} to ${last}, a score of the scale`,
      value
    );
  }
  return value;
}
function readScaleAndThreshold(options, name, usualScale, usual) {
  const scale = readScale(options.scale, usualScale);
  return { scale, from: readThreshold(options, name, scale, isSame(scale, usualScale) ? usual : void 0) };
}
function isSame(a, b) {
  return a[0] === b[0] && a[1] === b[1];
}

// src/surveys/split-responses.ts
var splitKeys = ["period", "timeZone", "by"];
function isSplit({ period, by, timeZone }) {
  if (timeZone !== void 0) zoneOf(timeZone, "options.timeZone");
  return period !== void 0 || by !== void 0;
}
function splitResponses(responses, options, summary) {
  const placed = isSplit(options) && options.period !== void 0 ? placeResponses(responses, options) : null;
  const segments = readSegments(options.by, responses);
  for (let row = 0; row < responses.length; row += 1) segments?.note(row);
  const own = segments === void 0 ? summary : segments.summarize(summary);
  if (placed === null)
    return own(
      Uint32Array.from(responses, (_, row) => row),
      0
    );
  return perPeriod(placed.question, placed.slots, own);
}
function placeResponses(responses, { period, timeZone }) {
  const question = readQuestion(period, timeZone, "options.period");
  const slots = new Uint32Array(responses.length);
  const instants = readInstants(responses, question.zone);
  for (let row = 0; row < slots.length; row += 1) slots[row] = question.slotOf(instants[row]);
  return { question, slots };
}
function readInstants(responses, zone) {
  const read = instantReader(zone);
  const instants = new Float64Array(responses.length);
  for (let index = 0; index < responses.length; index += 1) {
    const response = responses[index];
    if (!isRecord(response)) reject("INVALID_TYPE", `responses[${index}]`, "be an object with its `at`", response);
    instants[index] = instantOf(read, response.at, "responses", index, "at");
  }
  return instants;
}

export {
  instantReader,
  instantOf,
  outside,
  readQuestion,
  cutsOf,
  perPeriod,
  rowSplitter,
  readSegments,
  sortRange,
  firstAfter,
  timeOrder,
  isWithinDays,
  readScale,
  readThreshold,
  readScaleAndThreshold,
  isSame,
  splitKeys,
  isSplit,
  splitResponses,
  placeResponses,
  readInstants
};
