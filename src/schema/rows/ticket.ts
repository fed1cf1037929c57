import type * as z from 'zod';
import type { Ticket } from '../../service/open.ts';
import { type Fields, nullish, optional, type RowInternals, type RowShape } from '../fields/field.ts';
import type { Complain } from '../fields/message.ts';
import { complaint } from '../fields/message.ts';
import { flagOrCount, text } from '../fields/plain-fields.ts';
import { instantField, type RowContext, rowContext } from '../fields/shared-fields.ts';
import { perZone, rowKind } from './row-kind.ts';

export interface TicketSchema extends z.ZodObject<RowShape<Ticket>> {
  _zod: RowInternals<Ticket>;
}

function ticketFields(context: RowContext): Fields<Ticket> {
  const instant = instantField(context);
  return {
    customerId: text,
    openedAt: instant,
    firstResponseAt: nullish(instant),
    resolvedAt: nullish(instant),
    reopened: optional(flagOrCount),
    channel: optional(text),
  };
}

function checkTicket({ epochOf }: RowContext) {
  return (ticket: Ticket, complain: Complain): void => {
    const opened = epochOf(ticket.openedAt);
    for (const field of ['firstResponseAt', 'resolvedAt'] as const) {
      const later = ticket[field];
      if (later === undefined || later === null) continue;
      if (epochOf(later) < opened) complain(complaint('not come before openedAt', later), [field]);
    }
  };
}

export const ticketKind = perZone((zone) => {
  const context = rowContext(zone);
  return rowKind<Ticket>(ticketFields(context), checkTicket(context));
});
