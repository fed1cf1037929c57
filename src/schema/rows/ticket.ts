import type * as z from 'zod';
import { isMissing } from '../../read/index.ts';
import type { Ticket } from '../../service/open.ts';
import { type Fields, optional, type RowInternals, type RowShape } from '../fields/field.ts';
import type { Complain } from '../fields/message.ts';
import { complaint } from '../fields/message.ts';
import { flagOrCount, text } from '../fields/plain-fields.ts';
import { id, instantField, type RowContext, rowContext } from '../fields/shared-fields.ts';
import { perZone, rowKind } from './row-kind.ts';

export interface TicketSchema extends z.ZodObject<RowShape<Ticket>> {
  _zod: RowInternals<Ticket>;
}

function ticketFields(context: RowContext): Fields<Ticket> {
  const instant = instantField(context);
  return {
    customerId: id,
    openedAt: instant,
    firstResponseAt: optional(instant),
    resolvedAt: optional(instant),
    reopened: optional(flagOrCount),
    channel: optional(text),
  };
}

function checkTicket({ epochOf }: RowContext) {
  return (ticket: Ticket, complain: Complain): void => {
    const opened = epochOf(ticket.openedAt);
    for (const field of ['firstResponseAt', 'resolvedAt'] as const) {
      const later = ticket[field];
      if (isMissing(later)) continue;
      if (epochOf(later) < opened) complain(complaint('not come before openedAt', later), [field]);
    }
  };
}

export const ticketKind = perZone((zone) => {
  const context = rowContext(zone);
  return rowKind<Ticket>(ticketFields(context), checkTicket(context));
});
