import { startTransition, useMemo, useRef, useState } from 'react';
import { useComingDialog } from '../../../app/coming-dialog.js';
import { useMoment } from '../../../app/moment.js';
import type { Kind } from './desk-composer.js';
import type { DeskTicket } from './desk-ticket.js';
import { isOffered, TICKET_ACTIONS, type TicketAction } from './ticket-actions.js';
import { useTicketCommands } from './ticket-commands.js';

/** Actions that ask for something in a dialog first. */
type DialogAction = 'assign' | 'hold' | 'close' | 'reclassify' | 'merge' | 'solve';

/** What the agent does with a ticket: by button, menu, key or typed command. */
export const useTicketActions = (ticket: DeskTicket) => {
  const commands = useTicketCommands(ticket.ticketId);
  const [dialog, setDialog] = useState<DialogAction>();
  const awaitDialog = useComingDialog(dialog);
  const [kind, setKind] = useState<Kind>('answer');
  const text = useRef<HTMLTextAreaElement>(null);
  const { isPast } = useMoment();
  const offered = useMemo(
    () => (isPast ? [] : TICKET_ACTIONS.filter((action) => isOffered(action, ticket))),
    [ticket, isPast],
  );
  const write = (chosen: Kind): void => {
    setKind(chosen);
    // The composer of that kind is there after the next frame.
    requestAnimationFrame(() => text.current?.focus());
  };
  const run = (action: TicketAction): void => {
    if (!offered.includes(action)) return;
    if (action === 'answer' || action === 'note') write(action);
    else if (action === 'claim') void commands.move.send('claim');
    else if (action === 'resume') void commands.move.send('resumption');
    else if (action === 'reopen') void commands.move.send('reopening');
    else if (action === 'release') void commands.assign.send(null);
    else if (action !== dialog) {
      // Errors of an earlier dialog no longer apply.
      for (const command of Object.values(commands)) command.clear();
      // A transition: the key or click is answered before the dialog is rendered.
      awaitDialog();
      startTransition(() => setDialog(action));
    }
  };
  return { commands, offered, run, dialog, closeDialog: () => setDialog(undefined), kind, write, text };
};
