import type { Subscription } from '../../ledger/query.ts';
import type { RowPair } from './match-rows.ts';
import { type PaidField, paidFields, type RowTexts } from './row-texts.ts';

/** The change of one row, with its fields before and after: all fields of an added or removed row, otherwise those that changed. */
export interface RowChange {
  /** The kind of change. */
  readonly change: 'added' | 'removed' | 'changed';
  /** The subscription that the row belongs to; null if it names none. */
  readonly subscriptionId: string | null;
  /** The fields that changed; for an added or removed row, the fields it has. */
  readonly fields: readonly PaidField[];
  /**
   * The fields before the change. An instant that starts a day in the time zone in force is given as a date, any other in UTC; amounts are decimals
   * or fractions. A missing field is null; so is `before` of an added row.
   */
  readonly before: { readonly [field in PaidField]?: string | null } | null;
  /** The fields after the change, as in `before`; null for a removed row. */
  readonly after: { readonly [field in PaidField]?: string | null } | null;
}

/** One step from the rows of one snapshot to those of the other. */
export interface RowSwitch {
  readonly changes: readonly RowChange[];
  /** Takes it, among the rows by their place. */
  apply(rows: (Subscription | null)[]): void;
}

/** Fields that say one thing together: 100 a month is 1,200 a year. */
const together: readonly PaidField[] = ['amount', 'interval', 'intervalCount'];

interface Part extends RowSwitch {
  readonly changes: readonly [RowChange];
  readonly place: number;
}

/**
 * The steps from one snapshot of a customer's rows to the other, in the order of the pairs and of the fields. Where one row now ends where
 * another one begins, or did before, both bounds are one step: a row that was cut in two, or a day that was moved.
 */
export function switchesOf(pairs: readonly RowPair<Subscription>[]): RowSwitch[] {
  const parts = pairs.flatMap(partsOf);
  const groupOf = parts.map((_, at) => at);
  for (const [at, part] of parts.entries()) {
    for (const [other, next] of parts.entries()) {
      const [own, others] = [groupOf[at] as number, groupOf[other] as number];
      if (own === others || !(isNaming(part, next) || isMeeting(pairs, part, next))) continue;
      const [kept, gone] = own < others ? [own, others] : [others, own];
      for (const [place, group] of groupOf.entries()) if (group === gone) groupOf[place] = kept;
    }
  }
  return parts.flatMap((_, group) => {
    const own = parts.filter((_, at) => groupOf[at] === group);
    return own.length === 0 ? [] : [joined(own)];
  });
}

/** Several steps as one. */
export function joined(parts: readonly RowSwitch[]): RowSwitch {
  return {
    changes: parts.flatMap(({ changes }) => changes),
    apply(rows) {
      for (const part of parts) part.apply(rows);
    },
  };
}

function partsOf({ before, after }: RowPair<Subscription>, place: number): Part[] {
  if (before === null || after === null) {
    const { row, texts } = (before ?? after) as NonNullable<typeof before>;
    const fields = paidFields.filter((field) => texts[field] !== null);
    const own = pick(texts, fields);
    const change = after === null ? 'removed' : 'added';
    return [
      {
        place,
        changes: [
          {
            change,
            subscriptionId: texts.subscriptionId,
            fields,
            before: after === null ? own : null,
            after: after === null ? null : own,
          },
        ],
        apply(rows) {
          rows[place] = after === null ? null : row;
        },
      },
    ];
  }
  const changed = paidFields.filter((field) => before.texts[field] !== after.texts[field]);
  const groups = changed.flatMap((field) => {
    if (!together.includes(field)) return [[field]];
    const own = changed.filter((other) => together.includes(other));
    return own[0] === field ? [own] : [];
  });
  return groups.map((fields) => ({
    place,
    changes: [
      {
        change: 'changed',
        subscriptionId: before.texts.subscriptionId ?? after.texts.subscriptionId,
        fields,
        before: pick(before.texts, fields),
        after: pick(after.texts, fields),
      },
    ],
    apply(rows) {
      // Where one field of a price goes over, a default that is written out must not stay behind.
      const taken = fields.some((field) => together.includes(field)) ? together : fields;
      const values = Object.fromEntries(taken.map((field) => [field, after.row[field]]));
      rows[place] = { ...(rows[place] as Subscription), ...values };
    },
  }));
}

/** Half renamed, a subscription would be two. */
function isNaming(...parts: readonly Part[]): boolean {
  return parts.every(({ changes: [{ change, fields }] }) => change === 'changed' && isName(fields[0] as PaidField));
}

const isName = (field: PaidField) => field === 'subscriptionId' || field === 'replaces';

/** Whether on one side the row of one part ends where that of another of its subscription begins, and both are said by these parts. */
function isMeeting(pairs: readonly RowPair<Subscription>[], part: Part, next: Part): boolean {
  if (!isBound(part, 'end') || !isBound(next, 'start')) return false;
  return (['before', 'after'] as const).some((side) => {
    const [ending, beginning] = [pairs[part.place]?.[side]?.texts, pairs[next.place]?.[side]?.texts];
    if (!ending || !beginning || ending.end !== beginning.start) return false;
    return ending.subscriptionId === beginning.subscriptionId;
  });
}

function isBound({ changes: [{ change, fields }] }: Part, bound: 'start' | 'end'): boolean {
  return change !== 'changed' || fields.includes(bound);
}

function pick(texts: RowTexts, fields: readonly PaidField[]): RowChange['before'] {
  return Object.fromEntries(fields.map((field) => [field, texts[field]]));
}
