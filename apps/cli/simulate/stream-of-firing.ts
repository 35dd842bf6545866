import { addOnStream, consultantStream, quarterStream, ticketStream } from '@ledgerdesk/events';
import type { firingOf } from '@ledgerdesk/projections';

/** The stream that the command of a timer changes. */
export const streamOfFiring = ({ command }: ReturnType<typeof firingOf>): string => {
  switch (command.to) {
    case 'ticket':
      return ticketStream(command.ticketId);
    case 'consultant':
      return consultantStream(command.consultantId);
    case 'quarter':
      return quarterStream(command.input.teamId, command.input.quarter);
    case 'add-on':
      return addOnStream(command.teamId, command.product);
  }
};
