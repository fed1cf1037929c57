import { isMissing } from '../../read/index.ts';
import { getOrAdd, ownFields } from '../../table/index.ts';
import { openEnd } from '../levels/paid-spans.ts';
import { fieldNames } from '../rows/fields.ts';
import type { Billing } from '../rows/price-list.ts';
import type { RowReader } from '../rows/read-rows.ts';
import type { Subscription } from '../rows/subscription.ts';
import { ownValue } from './column-rows.ts';

/**
 * Keeps rows that were read as columns of codes, and makes objects of them again for the questions that hand rows back. Of a row nothing is
 * kept that its owner can change, but for objects in fields of the owner's own: it may be the same object each time.
 */
export interface StoredRows {
  /** Makes room for so many more. */
  reserve(count: number): void;
  /** Takes the row that was read last, for which there is room. */
  add(row: Subscription): void;
  rowAt(index: number): Subscription;
}

type Fields = Record<string, unknown>;

/** Of a row its entity, start, end, price, and which of the fields it had that a price is the same without. */
const codesPerRow = 5;
const hasQuantity = 1;
const hasCount = 2;
const hasCurrency = 4;

/** Instants come back as Dates, and fields that were missing are left out. */
export function storedRows(reader: RowReader): StoredRows {
  const { last, subscriptionIds, instants, entities, prices, currencies, rows: first } = reader;
  let codes = new Uint32Array(0);
  const [plans, churnTypes, churnReasons, segments] = [textStore(), textStore(), textStore(), textStore()];
  const rare = new Map<number, Fields>();
  const own = ownFields(standardNames);
  let length = 0;

  return {
    reserve(count) {
      const wanted = (length + count) * codesPerRow;
      if (wanted > codes.length) codes = grown(codes, Math.max(wanted, codes.length * 2));
    },
    add(row) {
      // One by one, because keys that are variables take several times as long to look up.
      const { customerId, subscriptionId, intervalCount, quantity, currency, trialEnd, cancelRequestedAt } = row;
      const { plan, churnType, churnReason, segment, pauses, pastDue, signedAt, replaces } = row;
      const flags =
        (isMissing(quantity) ? 0 : hasQuantity) |
        (isMissing(intervalCount) ? 0 : hasCount) |
        (isMissing(currency) ? 0 : hasCurrency);
      const at = length * codesPerRow;
      codes[at] = last.entity;
      codes[at + 1] = last.start;
      codes[at + 2] = last.end;
      codes[at + 3] = last.price;
      codes[at + 4] = flags;
      if (!isMissing(plan)) plans.set(length, plan);
      if (!isMissing(churnType)) churnTypes.set(length, churnType);
      if (!isMissing(churnReason)) churnReasons.set(length, churnReason);
      if (!isMissing(segment)) segments.set(length, segment);
      if (!isMissing(trialEnd) || !isMissing(cancelRequestedAt) || !isMissing(pauses) || !isMissing(pastDue)) {
        addRare(rare, length, { trialEnd, cancelRequestedAt, pauses, pastDue });
      }
      if (!isMissing(signedAt) || !isMissing(replaces)) addRare(rare, length, { signedAt, replaces });
      if (typeof customerId !== 'string') addRare(rare, length, { customerId });
      if (!isMissing(subscriptionId) && typeof subscriptionId !== 'string') addRare(rare, length, { subscriptionId });
      if (last.hasOwn) own.add(row as unknown as Fields, length);
      length += 1;
    },
    rowAt(index) {
      const [entity, start, end, price, flags] = codes.subarray(index * codesPerRow) as unknown as Five;
      const { interval, intervalCount, discount } = prices.prices.billings[price] as Billing;
      const row: Fields = {
        customerId: entities.entities().customerIds()[entity],
        subscriptionId: subscriptionIds[first + index],
        start: new Date(instants.epochs[start] as number),
        end: end === openEnd ? undefined : new Date(instants.epochs[end] as number),
        amount: prices.prices.amounts[price],
        interval,
        intervalCount: (flags & hasCount) === 0 ? undefined : intervalCount,
        quantity: (flags & hasQuantity) === 0 ? undefined : prices.prices.quantities[price],
        discount: discount && { ...discount },
        currency: (flags & hasCurrency) === 0 ? undefined : currencies.names[prices.prices.currencies[price] as number],
        plan: plans.at(index),
        churnType: churnTypes.at(index),
        churnReason: churnReasons.at(index),
        segment: segments.at(index),
        ...rare.get(index),
      };
      for (const name in row) if (isMissing(row[name])) delete row[name];
      return own.addTo(row, index) as unknown as Subscription;
    },
  };
}

type Five = readonly [number, number, number, number, number];

function addRare(rare: Map<number, Fields>, index: number, fields: Fields): void {
  const present = Object.entries(fields).filter(([, value]) => !isMissing(value));
  if (present.length === 0) return;
  rare.set(index, {
    ...rare.get(index),
    ...Object.fromEntries(present.map(([name, value]) => [name, ownValue(value)])),
  });
}

function grown(numbers: Uint32Array, length: number): Uint32Array<ArrayBuffer> {
  const wider = new Uint32Array(length);
  wider.set(numbers);
  return wider;
}

/** Slots for texts that were met before, by their length and last character. */
const textSlots = 16;

/** Texts of few kinds by row, as codes; 0 is none. */
function textStore() {
  let codes = new Uint32Array(0);
  const texts: string[] = [];
  const known = new Map<string, number>();
  const met: string[] = new Array(textSlots).fill('');
  const codeOfMet = new Uint32Array(textSlots);
  return {
    set(row: number, text: string): void {
      const slot = (text.length * 5 + text.charCodeAt(text.length - 1)) & (textSlots - 1);
      if (text !== met[slot]) {
        codeOfMet[slot] = getOrAdd(known, text, () => texts.push(text));
        met[slot] = text;
      }
      if (row >= codes.length) codes = grown(codes, Math.max(1024, row * 2));
      codes[row] = codeOfMet[slot] as number;
    },
    at: (row: number): string | undefined => texts[(codes[row] ?? 0) - 1],
  };
}

const standardNames: ReadonlySet<string> = /* @__PURE__ */ new Set(fieldNames);
