import type * as z from 'zod';
import { type Ticket, ticketContradictions } from '../../service/open.ts';
import { about, type Fields, optional, type RowInternals, type RowShape } from '../fields/field.ts';
import type { Complain } from '../fields/message.ts';
import { complaint } from '../fields/message.ts';
import { flagOrCount, text } from '../fields/plain-fields.ts';
import { id, instantField, type RowContext, rowContext } from '../fields/shared-fields.ts';
import { perZone, rowKind } from './row-kind.ts';
import { interruptionsField } from './subscription.ts';

/** The schema of a support ticket. */
export interface TicketSchema extends z.ZodObject<RowShape<Ticket>> {
  _zod: RowInternals<Ticket>;
}

function ticketFields(context: RowContext): Fields<Ticket> {
  const instant = instantField(context);
  return {
    customerId: about('The customer that asked for help.', id),
    openedAt: about('When it was opened.', instant),
    firstResponseAt: about('The first answer by a person, if any.', optional(instant)),
    resolvedAt: about('The last resolution; missing while it is open.', optional(instant)),
    reopened: about('Whether it was opened again after a resolution, or how often.', optional(flagOrCount)),
    reopenedAt: about('The last reopening, if known.', optional(instant)),
    reopenedResponseAt: about('The first answer by a person after the last reopening.', optional(instant)),
    onHold: about('When it waited for the customer or for others.', optional(interruptionsField(context, 'strip'))),
    channel: about('How the customer asked, such as mail or chat.', optional(text)),
  };
}

function checkTicket({ epochOf }: RowContext) {
  return (ticket: Ticket, complain: Complain): void => {
    const { openedAt, firstResponseAt, resolvedAt, reopenedAt, reopenedResponseAt } = ticket;
    const instants = [openedAt, firstResponseAt, resolvedAt, reopenedAt, reopenedResponseAt].map(epochOf) as [
      number,
      number,
      number,
      number,
      number,
    ];
    for (const { field, rule } of ticketContradictions(ticket, ...instants)) {
      complain(complaint(rule, ticket[field]), [field]);
    }
  };
}

export const ticketKind = perZone((zone) => {
  const context = rowContext(zone);
  return rowKind<Ticket>(ticketFields(context), checkTicket(context));
});
