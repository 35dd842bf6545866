import type { DeskTicket } from '../desk-ticket.js';
import type { TicketCommands } from '../ticket-commands.js';

/** What a dialog about a ticket needs. */
export interface TicketDialogProps {
  readonly ticket: DeskTicket;
  readonly commands: TicketCommands;
  readonly onClose: () => void;
}
