import type { DeskTicket } from '../desk-ticket.js';
import type { ImmediateAction } from '../pending-change.js';
import type { TicketCommands } from '../ticket-commands.js';

/** What a dialog about a ticket needs. */
export interface TicketDialogProps {
  readonly ticket: DeskTicket;
  readonly commands: TicketCommands;
  /** Shows an action as done while it is sent. Resolves with something once the engine has recorded it. */
  readonly immediately: <T>(
    action: ImmediateAction,
    send: () => Promise<T | undefined>,
    reason?: string,
  ) => Promise<T | undefined>;
  readonly onClose: () => void;
  /** Shows the dialog again, with why the engine refused what was shown as done. */
  readonly onRefused: () => void;
}
