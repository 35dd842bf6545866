import { startTransition, useMemo, useRef, useState } from 'react';
import { useComingDialog } from '../../../app/coming-dialog.js';
import { useMoment } from '../../../app/moment.js';
import { useSelf } from '../../../session/self.js';
import type { Kind } from './desk-composer.js';
import type { DeskTicket } from './desk-ticket.js';
import { isOffered, TICKET_ACTIONS, type TicketAction } from './ticket-actions.js';
import { useTicketCommands } from './ticket-commands.js';
import { changeOf, usePendingChange, useShowChange } from './pending-change.js';
import type { TicketDialogProps } from './dialogs/ticket-dialog.js';

/** Actions that ask for something in a dialog first. */
type DialogAction = 'assign' | 'hold' | 'close' | 'reclassify' | 'merge' | 'solve';

/** What the agent does with a ticket: by button, menu, key or typed command. */
export const useTicketActions = (ticket: DeskTicket) => {
  const commands = useTicketCommands(ticket);
  const { id, name } = useSelf();
  const { ticketId } = ticket;
  const isChanging = usePendingChange(ticketId) !== undefined;
  const showChange = useShowChange(ticketId);
  const immediately: TicketDialogProps['immediately'] = (action, send, reason) =>
    showChange(changeOf(action, { id, name }, reason), send);
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
  const clear = (): void => {
    for (const command of Object.values(commands)) command.clear();
  };
  const run = (action: TicketAction): void => {
    if (!offered.includes(action)) return;
    if (action === 'answer' || action === 'note') return write(action);
    // The next change is of what the engine makes of this one.
    if (isChanging) return;
    // Errors of an earlier action no longer apply.
    if (action !== dialog) clear();
    const { move, assign } = commands;
    if (action === 'claim') void immediately(action, () => move.send('claim'));
    else if (action === 'resume') void immediately(action, () => move.send('resumption'));
    else if (action === 'reopen') void immediately(action, () => move.send('reopening'));
    else if (action === 'release') void immediately(action, () => assign.send(null));
    else if (action !== dialog) {
      // A transition: the key or click is answered before the dialog is rendered.
      awaitDialog();
      startTransition(() => setDialog(action));
    }
  };
  const closeDialog = (): void => {
    clear();
    setDialog(undefined);
  };
  return {
    ...{ commands, offered, run, immediately, isChanging, kind, write, text },
    ...{ dialog, closeDialog, reopenDialog: () => setDialog((other) => other ?? dialog) },
  };
};
