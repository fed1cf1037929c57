// src/errors.ts
var brand = /* @__PURE__ */ Symbol.for("tenure.MetricsError");
var MetricsError = class extends Error {
  name = "MetricsError";
  constructor(code, path, message, received) {
    super(message);
    this.code = code;
    this.path = path;
    this.received = received;
    Object.defineProperty(this, brand, { value: true });
  }
  toJSON() {
    const { name, code, path, message, received } = this;
    return { name, code, path, message, received: describe(received) };
  }
};
function isMetricsError(error) {
  return typeof error === "object" && error !== null && brand in error;
}
function reject(code, path, rule, received) {
  refuse(code, path, `must ${rule}; received ${describe(received)}`, received);
}
function refuse(code, path, rest, received) {
  throw new MetricsError(code, keysOf(path), `${path} ${rest}`, received);
}
function ruleOf({ path, message }) {
  return message.slice(path.reduce(pathTo, "").length + 1);
}
function pathTo(path, key) {
  if (typeof key === "number") return `${path}[${key}]`;
  if (!/^[\w$-]+$/.test(key)) return `${path}['${key.replace(/[\\']/g, "\\$&")}']`;
  return path === "" ? key : `${path}.${key}`;
}
function keysOf(path) {
  const steps = path.matchAll(/\[(\d+)]|\['((?:\\.|[^'])*)']|[^.[]+/g);
  return Array.from(steps, ([name, index, quoted]) => index ? +index : quoted?.replace(/\\(.)/g, "$1") ?? name);
}
var longestQuote = 60;
function describe(value) {
  if (typeof value === "string") return `'${value.slice(0, longestQuote)}${value.length > longestQuote ? "..." : ""}'`;
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "function") return "a function";
  if (Object.is(value, -0)) return "-0";
  if (typeof value !== "object" || value === null) return String(value);
  const tag = tagOf(value);
  if (isDate(value)) return Number.isNaN(value.getTime()) ? "an invalid Date" : value.toISOString();
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (tag === "Promise") return `a ${tag}; await it first`;
  if (ArrayBuffer.isView(value) && "length" in value) return `a ${tag} of ${value.length}`;
  if (tag === "AsyncGenerator") return "an AsyncGenerator; collect it into an array first";
  if (tag.endsWith("Generator") || Symbol.iterator in value) return `a ${tag}; spread it into an array first`;
  if (/* @__PURE__ */ Symbol.for("tenure.ledger") in value) return "a ledger";
  if ("timeZone" in value && "label" in value) return "a Period";
  return `an object with keys ${Object.keys(value).slice(0, 5).join(", ")}`.replace(/keys $/, "no keys");
}
function tagOf(value) {
  return Object.prototype.toString.call(value).slice(8, -1);
}
function isDate(value) {
  return value instanceof Date || tagOf(value) === "Date";
}

// src/read/choice.ts
function readChoice(value, path, choices) {
  if (!choices.includes(value)) {
    reject("INVALID_OPTION", path, `be one of ${choices.map((choice) => `'${choice}'`).join(", ")}`, value);
  }
  return value;
}
function readOptionalChoice(value, path, choices) {
  return value === void 0 ? choices[0] : readChoice(value, path, choices);
}

// src/read/id.ts
function readId(value, path) {
  return idText(value) ?? reject("INVALID_TYPE", path, "be a non-empty string, a safe integer or a bigint", value);
}
function idText(value) {
  if (typeof value === "string") return value === "" ? void 0 : value;
  return Number.isSafeInteger(value) || typeof value === "bigint" ? String(value) : void 0;
}

// src/read/shape.ts
function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function isKeyed(value) {
  return isRecord(value) && !isDate(value) && !(Symbol.iterator in value);
}
function isMissing(value) {
  return value === void 0 || value === null;
}

// src/read/keys.ts
function checkKeys(value, allowed, path) {
  if (!isKeyed(value)) reject("INVALID_TYPE", path, "be an object", value);
  for (const key of Object.keys(value)) {
    if (allowed.includes(key)) continue;
    const expected = allowed.length === 0 ? "none is expected" : `expected one of ${allowed.join(", ")}`;
    const word = path === "options" || path === "policy" ? "option" : "key";
    refuse("UNKNOWN_KEY", pathTo(path, key), `is not a known ${word}; ${expected}`, value[key]);
  }
  return value;
}

// src/read/list.ts
function readList(value, path, rule) {
  if (!Array.isArray(value)) reject("INVALID_TYPE", path, rule, value);
  return Array.from(value);
}
function readFilledList(value, path, rule) {
  const list = readList(value, path, rule);
  if (list.length === 0) reject("EMPTY", path, rule.replace(/^be an? /, "be a non-empty "), value);
  return list;
}
function checkUnique(name, seen, path) {
  if (seen.has(name)) reject("INVALID_OPTION", path, "not repeat an earlier one", name);
  seen.add(name);
}

// src/read/number.ts
function isFiniteNumber(value) {
  return typeof value === "number" && Number.isFinite(value);
}
function readNumber(value, path) {
  if (!isFiniteNumber(value)) reject("INVALID_NUMBER", path, "be a finite number", value);
  return value + 0;
}
function readNumberAboveZero(value, path) {
  if (!isFiniteNumber(value) || value <= 0) reject("INVALID_NUMBER", path, "be a finite number above 0", value);
  return value;
}
function readCount(value, path, fewest = 1, most = Number.POSITIVE_INFINITY) {
  if (!Number.isSafeInteger(value) || value < fewest || value > most) {
    const range = most === Number.POSITIVE_INFINITY ? `>= ${fewest}` : `from ${fewest} to ${most}`;
    reject("INVALID_NUMBER", path, `be a whole number ${range}`, value);
  }
  return value + 0;
}
var mostDays = 36600;
function readDays(value, path, fewest = 1) {
  if (!Number.isInteger(value) || value < fewest || value > mostDays) {
    reject("INVALID_NUMBER", path, `be a whole number of days from ${fewest} to ${mostDays}`, value);
  }
  return value + 0;
}
var usualShares = [0.1, 0.25, 0.5, 0.75, 0.9];
function readShares(value, path) {
  if (value === void 0) return usualShares;
  const shares = readList(value, path, "be an array of shares from 0 to 1");
  return shares.map((share, index) => {
    if (isFiniteNumber(share) && share >= 0 && share <= 1) return share + 0;
    return reject("INVALID_NUMBER", `${path}[${index}]`, "be a share from 0 to 1", share);
  });
}

// src/read/text.ts
function isText(value) {
  return typeof value === "string" && value !== "";
}
function isOptionalText(value) {
  return isMissing(value) || isText(value);
}
function checkText(value, path) {
  if (!isText(value)) reject("INVALID_TYPE", path, "be a non-empty string", value);
  return value;
}
function rejectOptionalText(value, path) {
  reject("INVALID_TYPE", path, "be a non-empty string, or be left out", value);
}

// src/exact/decimal-text.ts
var decimalPattern = /^([+-]?)(\d+(?:\.\d*)?|\.\d+)(?:[eE]([+-]?\d{1,4}))?$/;
function parseDecimal(text) {
  const match = decimalPattern.exec(text);
  if (match === null) return void 0;
  const [, sign, digits = "", exponentText] = match;
  const point = digits.indexOf(".");
  const decimals = point === -1 ? 0 : digits.length - point - 1;
  const magnitude = BigInt(digits.replace(".", ""));
  const n = sign === "-" ? -magnitude : magnitude;
  const exponent = Number(exponentText ?? 0) - decimals;
  return exponent >= 0 ? { n: n * 10n ** BigInt(exponent), d: 1n } : { n, d: 10n ** BigInt(-exponent) };
}
function ofNumber(value) {
  if (Number.isSafeInteger(value)) return { n: BigInt(value), d: 1n };
  return parseDecimal(String(value));
}

// src/exact/rational.ts
var zero = { n: 0n, d: 1n };
var one = { n: 1n, d: 1n };
function greatestCommonDivisor(a, b) {
  let x = a < 0n ? -a : a;
  let y = b;
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
function reduce({ n, d }) {
  const divisor = greatestCommonDivisor(n, d);
  return { n: n / divisor, d: d / divisor };
}
var largestReduced = 2n ** 1024n;
function lowered(value) {
  return value.d > largestReduced ? value : reduce(value);
}
function add(a, b) {
  if (a.d === b.d) return { n: a.n + b.n, d: a.d };
  if (a.d > largestReduced && a.d % b.d === 0n) return { n: a.n + b.n * (a.d / b.d), d: a.d };
  return lowered({ n: a.n * b.d + b.n * a.d, d: a.d * b.d });
}
function negated({ n, d }) {
  return { n: -n, d };
}
function subtract(a, b) {
  return add(a, negated(b));
}
function absolute({ n, d }) {
  return { n: n < 0n ? -n : n, d };
}
function multiply(a, b) {
  return lowered({ n: a.n * b.n, d: a.d * b.d });
}
function divide(a, b) {
  return b.n < 0n ? lowered({ n: -a.n * b.d, d: -a.d * b.n }) : lowered({ n: a.n * b.d, d: a.d * b.n });
}
function compare(a, b) {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

// src/exact/sum.ts
function sum(amounts) {
  if (amounts.length <= 2) return pairwise(amounts, 0, amounts.length);
  const byDenominator = /* @__PURE__ */ new Map();
  for (const { n, d } of amounts) byDenominator.set(d, (byDenominator.get(d) ?? 0n) + n);
  return sumOf(byDenominator);
}
function sumOf(byDenominator) {
  const amounts = Array.from(byDenominator, ([d, n]) => ({ n, d }));
  return pairwise(amounts, 0, amounts.length);
}
function pairwise(amounts, from, to) {
  if (to - from <= 1) return from < to ? amounts[from] : zero;
  const middle = from + to >>> 1;
  return add(pairwise(amounts, from, middle), pairwise(amounts, middle, to));
}
function keyedSums() {
  const byKey = /* @__PURE__ */ new Map();
  return {
    add(key, { n, d }) {
      let byDenominator = byKey.get(key);
      if (byDenominator === void 0) {
        byDenominator = /* @__PURE__ */ new Map();
        byKey.set(key, byDenominator);
      }
      byDenominator.set(d, (byDenominator.get(d) ?? 0n) + n);
    },
    get(key) {
      const byDenominator = byKey.get(key);
      return byDenominator === void 0 ? zero : sumOf(byDenominator);
    },
    keys: () => byKey.keys()
  };
}

// src/exact/to-number.ts
var finestExponent = -1074;
function toNumber(value) {
  const nearest = nearestDouble(value);
  if (Number.isFinite(nearest)) return nearest;
  return reject("INVALID_AMOUNT", "amount", "be within the range of numbers", nearest);
}
function isInRange(value) {
  return Number.isFinite(nearestDouble(value));
}
function nearestDouble({ n, d }) {
  const [over, under] = [Number(n), Number(d)];
  if (Number.isSafeInteger(over) && Number.isSafeInteger(under)) return over / under;
  return n < 0n ? 0 - nearestToMagnitude(-n, d) : nearestToMagnitude(n, d);
}
function nearestToMagnitude(n, d) {
  const exponent = Math.max(4 * (hexDigits(n) - hexDigits(d)) - 58, finestExponent - 2);
  const [scaled, divisor] = exponent < 0 ? [n << BigInt(-exponent), d] : [n, d << BigInt(exponent)];
  const quotient = scaled / divisor;
  const bits2 = quotient * divisor === scaled ? quotient << 1n : quotient << 1n | 1n;
  if (bits2 < 2n ** 55n) return Number(bits2 + 3n + (bits2 >> 3n & 1n) >> 3n) * 2 ** finestExponent;
  return timesPowerOfTwo(Number(bits2), exponent - 1);
}
function hexDigits(value) {
  return value.toString(16).length;
}
function timesPowerOfTwo(value, exponent) {
  const half = Math.trunc(exponent / 2);
  return value * 2 ** half * 2 ** (exponent - half);
}

// src/table/id-table.ts
var mostProbes = 64;
function idTable() {
  const ids = [];
  const collided = /* @__PURE__ */ new Map();
  let table = new Uint32Array(128);
  let indexed = 0;
  function place(code, hash) {
    const mask = table.length - 2;
    let at = hash * 2 & mask;
    for (let probes = 0; table[at + 1] !== 0; probes += 1, at = at + 2 & mask) {
      if (probes === mostProbes) {
        collided.set(ids[code], code);
        return;
      }
    }
    table[at] = hash;
    table[at + 1] = code + 1;
  }
  function index() {
    for (; indexed < ids.length; indexed += 1) {
      if ((indexed + 1) * 3 > table.length) grow();
      place(indexed, hashOf(ids[indexed]));
    }
  }
  function grow() {
    const old = table;
    table = new Uint32Array(old.length * 2);
    const again = [...collided];
    collided.clear();
    for (let at = 0; at < old.length; at += 2) {
      const code = old[at + 1] - 1;
      if (code >= 0) place(code, old[at]);
    }
    for (const [id, code] of again) place(code, hashOf(id));
  }
  function add2(id, hash) {
    const code = ids.push(id) - 1;
    if (ids.length * 3 > table.length) grow();
    place(code, hash);
    indexed += 1;
    return code;
  }
  return {
    ids,
    append: (id) => ids.push(id) - 1,
    codeOf(id) {
      if (indexed < ids.length) index();
      const hash = hashOf(id);
      const mask = table.length - 2;
      let at = hash * 2 & mask;
      for (let probes = 0; probes <= mostProbes; probes += 1, at = at + 2 & mask) {
        const code = table[at + 1] - 1;
        if (code < 0) return add2(id, hash);
        if (table[at] === hash && ids[code] === id) return code;
      }
      return collided.get(id) ?? add2(id, hash);
    }
  };
}
function hashOf(text) {
  let hash = text.length;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619);
  hash = Math.imul(hash ^ hash >>> 15, 739982445);
  return (hash ^ hash >>> 12) >>> 1;
}

// src/table/columns.ts
function readColumns(given, rules, root = "columns") {
  if (!isRecord(given)) reject("INVALID_TYPE", root, "be an object of columns", given);
  const required = rules.required.map((name) => readColumn(given[name], pathTo(root, name), rules.kinds[name], false));
  const { length } = valuesOf(required[0]);
  const byName = /* @__PURE__ */ new Map();
  for (const [name, value] of Object.entries(given)) {
    const path = pathTo(root, name);
    const kind = Object.hasOwn(rules.kinds, name) ? rules.kinds[name] : void 0;
    if (kind === void 0 && rules.others === "refuse") {
      reject("UNKNOWN_KEY", path, `be one of ${Object.keys(rules.kinds).join(", ")}`, value);
    }
    if (isMissing(value)) continue;
    const canBeOne = kind !== void 0 && !rules.columnsOnly.includes(name);
    const column = readColumn(value, path, kind, canBeOne);
    if (column.form !== "one") checkLength(column, length, path);
    byName.set(name, column);
  }
  return { length, byName };
}
function readColumn(value, path, kind, canBeOne) {
  if (isArrayLike(value)) {
    checkValues(value, path, kind);
    return { form: "list", values: value, valid: void 0 };
  }
  if (isRecord(value)) {
    const isTexts = kind === "id" || kind === "text" || kind === void 0;
    if (isTexts && "codes" in value) return { form: "coded", ...checkCoded(value, path) };
    const isNumbers = kind === "amount" || kind === "number" || kind === void 0;
    if (isNumbers && "unscaled" in value) return { form: "scaled", ...checkScaled(value, path) };
    if (kind === "instant" && "epochs" in value) return { form: "epochs", ...checkEpochs(value, path) };
    if ("values" in value && "valid" in value) {
      if (!isArrayLike(value.values)) reject("INVALID_TYPE", `${path}.values`, arrayRule, value.values);
      checkValues(value.values, path, kind);
      return { form: "list", values: value.values, valid: checkValidity(value.valid, path) };
    }
  }
  if (!canBeOne) reject("INVALID_TYPE", path, `${arrayRule}${formsOf(kind)}`, value);
  return { form: "one", value };
}
var arrayRule = "be an array or a typed array";
function formsOf(kind) {
  if (kind === "id" || kind === "text") return ", or { codes, values }";
  if (kind === "amount" || kind === "number") return ", or { unscaled, scale }";
  return kind === "instant" ? ", or { epochs, unit }" : "";
}
function isArrayLike(value) {
  return Array.isArray(value) || ArrayBuffer.isView(value) && "length" in value;
}
function isWholeNumbers(value) {
  return isArrayLike(value) && "BYTES_PER_ELEMENT" in value && !isFloats(value) && !isBigIntegers(value);
}
function isFloats(value) {
  return value instanceof Float64Array || value instanceof Float32Array;
}
function isBigIntegers(value) {
  return value instanceof BigInt64Array || value instanceof BigUint64Array;
}
function checkValues(values, path, kind) {
  if (kind !== void 0 && values instanceof Float32Array) {
    reject("INVALID_TYPE", path, "be a Float64Array: 32 bits lose the cents of most amounts", values);
  }
  if (kind === "instant" && isWholeNumbers(values)) {
    reject(
      "INVALID_TYPE",
      path,
      "be { epochs, unit: 'day' } or another unit: 32 bits hold no epoch milliseconds",
      values
    );
  }
}
function checkCoded({ codes, values, valid }, path) {
  if (!isWholeNumbers(codes)) {
    reject("INVALID_TYPE", `${path}.codes`, "be a typed array of whole numbers, such as an Int32Array", codes);
  }
  if (!Array.isArray(values)) reject("INVALID_TYPE", `${path}.values`, "be an array of texts", values);
  const count = values.length;
  for (let row = 0; row < codes.length; row += 1) {
    if (codes[row] < count || !isPresent(valid, row)) continue;
    reject("INVALID_NUMBER", `${path}.codes[${row}]`, `be below ${count}, the number of values`, codes[row]);
  }
  return { codes, values, valid: checkValidity(valid, path) };
}
var mostDigits = 38;
function checkScaled({ unscaled, scale, valid }, path) {
  if (!isWholeNumbers(unscaled) && !isBigIntegers(unscaled)) {
    reject("INVALID_TYPE", `${path}.unscaled`, "be an Int32Array or a BigInt64Array", unscaled);
  }
  if (!Number.isInteger(scale) || scale < 0 || scale > mostDigits) {
    reject("INVALID_NUMBER", `${path}.scale`, `be a whole number from 0 to ${mostDigits}`, scale);
  }
  return { unscaled, scale, valid: checkValidity(valid, path) };
}
var instantUnits = ["day", "s", "ms", "us", "ns"];
function checkEpochs({ epochs, unit, valid }, path) {
  const isEpochs = epochs instanceof Float64Array || epochs instanceof Int32Array || isBigIntegers(epochs);
  if (!isEpochs) {
    reject("INVALID_TYPE", `${path}.epochs`, "be a Float64Array, an Int32Array or a BigInt64Array", epochs);
  }
  if (!instantUnits.includes(unit)) {
    reject("INVALID_OPTION", `${path}.unit`, `be one of ${instantUnits.map((own) => `'${own}'`).join(", ")}`, unit);
  }
  return { epochs, unit, valid: checkValidity(valid, path) };
}
function checkValidity(valid, path) {
  if (isMissing(valid)) return void 0;
  if (!(valid instanceof Uint8Array)) reject("INVALID_TYPE", `${path}.valid`, "be a Uint8Array of bits", valid);
  return valid;
}
function valuesOf(column) {
  if (column.form === "coded") return column.codes;
  if (column.form === "scaled") return column.unscaled;
  if (column.form === "epochs") return column.epochs;
  return column.form === "list" ? column.values : [];
}
function checkLength(column, length, path) {
  const values = valuesOf(column);
  if (values.length === 0 && isDetached(values)) {
    reject("INVALID_TYPE", path, "have a buffer of its own: this one was transferred to another thread", values);
  }
  if (values.length !== length) {
    reject("INVALID_TYPE", path, `have one value per row, ${length} in all`, values.length);
  }
  if (isMissing(column.valid) || column.valid.length * 8 >= length) return;
  reject("INVALID_TYPE", `${path}.valid`, `have one bit per row, ${length} in all`, column.valid.length * 8);
}
function isDetached(values) {
  if (!ArrayBuffer.isView(values)) return false;
  try {
    return new Uint8Array(values.buffer).length < 0;
  } catch {
    return true;
  }
}
function isPresent(valid, row) {
  return !(valid instanceof Uint8Array) || (valid[row >> 3] >> (row & 7) & 1) === 1;
}

// src/table/distinct.ts
var bitsPerText = 16;
function areDistinctTexts(values) {
  let bits2 = 1024;
  while (bits2 < values.length * bitsPerText) bits2 *= 2;
  const hashes = new Uint32Array(values.length);
  const seen = new Uint32Array(bits2 / 32);
  const seenTwice = new Uint32Array(bits2 / 32);
  let areSuspects = false;
  for (let i = 0; i < values.length; i += 1) {
    const text = values[i];
    if (!isText(text)) return false;
    const hash = hashOf(text) & bits2 - 1;
    hashes[i] = hash;
    if (hasBit(seen, hash)) {
      setBit(seenTwice, hash);
      areSuspects = true;
    }
    setBit(seen, hash);
  }
  if (!areSuspects) return true;
  const suspects = values.filter((_, i) => hasBit(seenTwice, hashes[i]));
  return new Set(suspects).size === suspects.length;
}
function hasBit(bits2, at) {
  return (bits2[at >>> 5] & 1 << (at & 31)) !== 0;
}
function setBit(bits2, at) {
  bits2[at >>> 5] = bits2[at >>> 5] | 1 << (at & 31);
}

// src/table/number-table.ts
var mostProbes2 = 64;
function numberTable() {
  const numbers = [];
  const collided = /* @__PURE__ */ new Map();
  let keys = new Float64Array(64);
  let codes = new Uint32Array(64);
  function place(number, code) {
    const mask = keys.length - 1;
    let at = hashOf2(number) & mask;
    for (let probes = 0; codes[at] !== 0; probes += 1, at = at + 1 & mask) {
      if (probes === mostProbes2) {
        collided.set(number, code);
        return;
      }
    }
    keys[at] = number;
    codes[at] = code + 1;
  }
  function add2(number) {
    const code = numbers.push(number) - 1;
    if (numbers.length * 2 > keys.length) {
      keys = new Float64Array(keys.length * 2);
      codes = new Uint32Array(keys.length);
      collided.clear();
      for (let own = 0; own < code; own += 1) place(numbers[own], own);
    }
    place(number, code);
    return code;
  }
  return {
    numbers,
    codeOf(number) {
      const mask = keys.length - 1;
      let at = hashOf2(number) & mask;
      for (let probes = 0; probes <= mostProbes2; probes += 1, at = at + 1 & mask) {
        const code = codes[at] - 1;
        if (code < 0) return add2(number);
        if (keys[at] === number) return code;
      }
      return collided.get(number) ?? add2(number);
    }
  };
}
var bits = /* @__PURE__ */ (() => {
  const double = new Float64Array(1);
  return { double, halves: new Uint32Array(double.buffer) };
})();
function hashOf2(number) {
  const { double, halves } = bits;
  double[0] = number;
  let hash = Math.imul(halves[0] ^ Math.imul(halves[1], 2654435761), 2246822507);
  hash = Math.imul(hash ^ hash >>> 15, 739982445);
  return hash ^ hash >>> 13;
}

// src/table/code-column.ts
var noCode = 4294967295;
var badCode = 4294967294;
var unseen = 4294967293;
function codeColumn(column, kind, length, ids, dictionaries) {
  const codes = new Uint32Array(length);
  const codeOf = (value) => {
    const text = kind === "id" ? idText(value) : isText(value) ? value : void 0;
    if (text !== void 0) return ids.codeOf(text);
    return isMissing(value) || Number.isNaN(value) ? noCode : badCode;
  };
  if (column?.form === "coded") {
    const { values } = column;
    const areNew = ids.ids.length === 0 && values.length <= length && areDistinctTexts(values);
    const earlier = dictionaries?.get(values);
    const isKnown = earlier?.length === values.length;
    const known = isKnown ? earlier : new Uint32Array(values.length).fill(unseen);
    dictionaries?.set(values, known);
    const codeOfText = areNew ? (text) => ids.append(text) : codeOf;
    codeDictionary(codes, column, known, codeOfText, isKnown ? ids.ids : void 0);
  } else if (column?.form === "list") codeList(codes, column.values, column.valid, codeOf);
  else if (length > 0) codes.fill(codeOf(column?.form === "one" ? column.value : void 0));
  return codes;
}
function codeDictionary(into, { codes, values, valid }, known, codeOf, earlierIds) {
  for (let row = 0; row < into.length; row += 1) {
    const own = codes[row];
    if (own < 0 || valid && !isPresent(valid, row)) {
      into[row] = noCode;
      continue;
    }
    let code = known[own];
    if (code >= unseen || earlierIds !== void 0 && earlierIds[code] !== values[own]) {
      code = codeOf(values[own]);
      known[own] = code;
    }
    into[row] = code;
  }
}
function codeList(into, values, valid, codeOf) {
  if (values instanceof Int32Array || values instanceof Uint32Array) {
    codeNumbers(into, values, valid, codeOf);
    return;
  }
  for (let row = 0; row < into.length; row += 1) {
    into[row] = valid === void 0 || isPresent(valid, row) ? codeOf(values[row]) : noCode;
  }
}
function codeNumbers(into, values, valid, codeOf) {
  const numbers = numberTable();
  const known = [];
  for (let row = 0; row < into.length; row += 1) {
    if (valid !== void 0 && !isPresent(valid, row)) {
      into[row] = noCode;
      continue;
    }
    const place = numbers.codeOf(values[row]);
    known[place] ??= codeOf(values[row]);
    into[row] = known[place];
  }
}

// src/table/compare-texts.ts
function compareTexts(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

// src/table/encode-column.ts
function encodeTexts(values) {
  const texts = idTable();
  const codes = new Int32Array(values.length);
  for (const [row, value] of values.entries()) {
    if (isMissing(value)) codes[row] = -1;
    else if (isText(value)) codes[row] = texts.codeOf(value);
    else return values.slice();
  }
  return { codes, values: [...texts.ids] };
}
function encodeNumbers(values) {
  const isPlain = values.every((value) => isMissing(value) || isFiniteNumber(value));
  return isPlain ? Float64Array.from(values, (value) => isMissing(value) ? Number.NaN : Number(value)) : values.slice();
}

// src/table/group-by-code.ts
function groupBy(codes, groups) {
  const offsets = new Uint32Array(groups + 1);
  let areGrouped = true;
  let before = 0;
  for (let item = 0; item < codes.length; item += 1) {
    const group = codes[item];
    if (group < groups) offsets[group + 1] = offsets[group + 1] + 1;
    if (group < before || group >= groups) areGrouped = false;
    before = group;
  }
  for (let group = 0; group < groups; group += 1) {
    offsets[group + 1] = offsets[group + 1] + offsets[group];
  }
  const cursor = offsets.slice(0, groups);
  const order = new Uint32Array(offsets[groups]);
  if (areGrouped) {
    for (let item = 0; item < codes.length; item += 1) order[item] = item;
    return { order, offsets };
  }
  for (let item = 0; item < codes.length; item += 1) {
    const group = codes[item];
    if (group >= groups) continue;
    const at = cursor[group];
    order[at] = item;
    cursor[group] = at + 1;
  }
  return { order, offsets };
}
function groupByKey(items, keyOf) {
  const groups = /* @__PURE__ */ new Map();
  for (const item of items) getOrAdd(groups, keyOf(item), () => []).push(item);
  return groups;
}
function getOrAdd(map, key, make) {
  let value = map.get(key);
  if (value === void 0) {
    value = make();
    map.set(key, value);
  }
  return value;
}

// src/table/search.ts
function firstIndex(count, accepts) {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = low + high >>> 1;
    if (accepts(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
function lowerBound(values, value, from, to) {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = low + high >>> 1;
    if (values[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

// src/table/segment-key.ts
function readSegmentKey(value, path) {
  if (value === void 0 || value === null) return null;
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value !== "number" || !Number.isFinite(value)) {
    reject("INVALID_TYPE", path, "be a string, a finite number, true, false, null or undefined", value);
  }
  return value + 0;
}
function compareKeys(a, b) {
  const [typeA, typeB] = [typeName(a), typeName(b)];
  if (typeA !== typeB) return compareTexts(typeA, typeB);
  return typeof a === "string" ? compareTexts(a, b) : Number(a) - Number(b);
}
function typeName(key) {
  return key === null || key === void 0 ? "null" : typeof key;
}

// src/table/column-values.ts
function valueReader(column, kind) {
  if (column.form === "one") return () => column.value;
  const { valid } = column;
  const read = readerOf(column, kind);
  return valid === void 0 ? read : (row) => isPresent(valid, row) ? read(row) : void 0;
}
function readerOf(column, kind) {
  if (column.form === "coded") {
    const { codes, values: values2 } = column;
    return (row) => values2[codes[row]];
  }
  if (column.form === "scaled") {
    const { unscaled, scale } = column;
    return (row) => decimalOf(unscaled[row], scale);
  }
  const { values } = column;
  if (kind === void 0) return (row) => values[row];
  if (Array.isArray(values)) return (row) => values[row] ?? void 0;
  if (kind === "number" && isBigIntegers(values)) return (row) => decimalOf(values[row], 0);
  return (row) => Number.isNaN(values[row]) ? void 0 : values[row];
}
function decimalOf(unscaled, scale) {
  const whole = Number(unscaled);
  if (Math.abs(whole) < 1e15 && scale <= 22) return whole / 10 ** scale;
  const digits = String(unscaled).replace("-", "").padStart(scale + 1, "0");
  const sign = whole < 0 ? "-" : "";
  const point = digits.length - scale;
  return `${sign}${digits.slice(0, point)}${scale === 0 ? "" : `.${digits.slice(point)}`}`;
}
function ownColumn(column) {
  const valid = column.form === "one" ? void 0 : column.valid?.slice();
  if (column.form === "coded") {
    if (column.values.length > column.codes.length) {
      const valueAt = valueReader(column, "text");
      return { form: "list", values: Array.from(column.codes, (_, row) => valueAt(row)), valid: void 0 };
    }
    return { ...column, codes: column.codes.slice(), values: column.values.slice(), valid };
  }
  if (column.form === "scaled") return { ...column, unscaled: column.unscaled.slice(), valid };
  if (column.form === "epochs") return { ...column, epochs: column.epochs.slice(), valid };
  return column.form === "list" ? { ...column, values: copyOf(column.values), valid } : column;
}
function copyOf(values) {
  return values.slice();
}

// src/table/unit-sums.ts
function unitSums(slots) {
  return { units: new Float64Array(slots), spilled: /* @__PURE__ */ new Map() };
}
function addUnits({ units, spilled }, slot, amount) {
  const sum2 = units[slot] + amount;
  if (sum2 < 2 ** 52 && sum2 > -(2 ** 52)) units[slot] = sum2;
  else {
    spill(spilled, slot, BigInt(sum2));
    units[slot] = 0;
  }
}
function spill(spilled, slot, sum2) {
  spilled.set(slot, (spilled.get(slot) ?? 0n) + sum2);
}
function unitsAt({ units, spilled }, slot) {
  const sum2 = units[slot];
  const more = spilled.get(slot);
  return sum2 === 0 ? more ?? 0n : more === void 0 ? BigInt(sum2) : BigInt(sum2) + more;
}

export {
  MetricsError,
  isMetricsError,
  reject,
  refuse,
  ruleOf,
  pathTo,
  tagOf,
  isDate,
  readChoice,
  readOptionalChoice,
  readId,
  idText,
  isRecord,
  isKeyed,
  isMissing,
  checkKeys,
  readList,
  readFilledList,
  checkUnique,
  isFiniteNumber,
  readNumber,
  readNumberAboveZero,
  readCount,
  readDays,
  readShares,
  isText,
  isOptionalText,
  checkText,
  rejectOptionalText,
  parseDecimal,
  ofNumber,
  zero,
  one,
  greatestCommonDivisor,
  reduce,
  add,
  negated,
  subtract,
  absolute,
  multiply,
  divide,
  compare,
  sum,
  keyedSums,
  toNumber,
  isInRange,
  nearestDouble,
  readColumns,
  isPresent,
  idTable,
  areDistinctTexts,
  numberTable,
  noCode,
  badCode,
  codeColumn,
  valueReader,
  ownColumn,
  compareTexts,
  encodeTexts,
  encodeNumbers,
  groupBy,
  groupByKey,
  getOrAdd,
  firstIndex,
  lowerBound,
  readSegmentKey,
  compareKeys,
  unitSums,
  addUnits,
  spill,
  unitsAt
};
