import type { StripeSkipReason } from '../notes.ts';
import type { ReadEvent } from '../objects/event.ts';
import type { ReadInvoice } from '../objects/invoice.ts';
import type { Phase, ReadSchedule } from '../objects/schedule.ts';
import type { ReadSubscription } from '../objects/subscription.ts';
import type { Context } from '../prices/priced-item.ts';

/** The object of today; that of the event which ended the subscription where the object was fetched before that. */
export function todayOf(given: ReadSubscription, events: readonly ReadEvent[]): ReadSubscription {
  const deleted = events.find(({ type }) => type.endsWith('.deleted'));
  if (deleted === undefined || given.endedAt !== null || given.status === 'canceled') return given;
  return { ...deleted.after, status: 'canceled', endedAt: deleted.after.endedAt ?? deleted.at };
}

/** When a subscription ended, or will end: `ended_at` is the end, `canceled_at` only the request. Null where it goes on. */
export function endOf(
  subscription: ReadSubscription,
  invoices: readonly ReadInvoice[],
  schedule: ReadSchedule | undefined,
  { note }: Context,
): number | null | StripeSkipReason {
  const { id, endedAt, status, canceledAt, cancelAt, endsWithPeriod, periodEnd, start } = subscription;
  const isOver = status === 'canceled';
  const told = endedAt ?? (isOver ? canceledAt : null) ?? cancelAt;
  if (told !== null) return told < start ? 'ENDS_BEFORE_START' : told;
  const billed = invoices
    .flatMap(({ lines }) => lines)
    .filter((line) => line.subscriptionId === id && !line.isProration && !line.isOneTime);
  if (isOver) {
    const last = billed.length === 0 ? periodEnd : Math.max(...billed.map((line) => line.end));
    if (last === null || last < start) return 'END_UNKNOWN';
    note('END_UNKNOWN', id);
    return last;
  }
  if (!endsWithPeriod) return schedule?.endsAt ?? null;
  const running = billed.filter((line) => canceledAt !== null && line.start <= canceledAt && canceledAt < line.end);
  if (running.length > 0) return Math.max(...running.map((line) => line.end));
  note('CANCELLATION_END_UNKNOWN', id);
  return null;
}

/** The phases of a schedule that are still to come, with the items of today where they have the same price. */
export function phasesOf(
  { items, periodStart, start }: ReadSubscription,
  schedule: ReadSchedule | undefined,
): readonly Phase[] {
  if (schedule === undefined) return [];
  const isToCome = (phase: Phase) =>
    schedule.phaseEnd === null ? phase.start > (periodStart ?? start) : phase.start >= schedule.phaseEnd;
  return schedule.phases.filter(isToCome).map((phase) => ({
    ...phase,
    items: phase.items.map((item, i) => {
      const same = items.find(({ priceId }) => priceId === item.priceId);
      return { ...item, id: same?.id ?? `${schedule.id} ${phase.start} ${i}` };
    }),
  }));
}
