import { useEffect, useState } from 'react';
import type { SendableCommand } from '../../../api/command.js';
import { type Draft, useDraft } from '../../../drafts/drafts.js';
import { useSelf } from '../../../session/self.js';
import type { ComposedMessage } from '../../../tickets/composer.js';
import { isSameMessage } from '../../../tickets/message-keys.js';
import type { ThreadMessage } from '../../../tickets/thread-message.js';
import { type Uploads, useUploads } from '../../../tickets/use-uploads.js';
import type { DeskTicket } from './desk-ticket.js';
import { changeOf, useShowChange } from './pending-change.js';
import { type SeenTicket, useAnswer } from './ticket-commands.js';
import { type Unseen, useUnseenMessage } from './unseen-message.js';

/** The answer that is being written on a ticket, by the composer or the dialog that solves it: one for both. */
export interface Answering {
  readonly draft: Draft;
  /** Files of the answer and of the note. They stay when the other one is written. */
  readonly uploads: { readonly answer: Uploads; readonly note: Uploads };
  readonly unseen: Unseen;
  readonly command: Pick<SendableCommand<never, unknown>, 'isSending' | 'error' | 'fieldErrors' | 'clear'>;
  /** Sends it, unless somebody has written what the agent has not read. Resolves with true if it was sent. */
  readonly send: (message: ComposedMessage, solves: boolean) => Promise<boolean>;
}

/**
 * What the agent has seen of a ticket. It stays as it was while there is a message that they have not read, and until
 * the ticket and its thread are loaded as of the same message.
 */
const useSeenTicket = (current: SeenTicket, ticket: DeskTicket, isUnseen: boolean): SeenTicket => {
  const [seen, setSeen] = useState(current);
  const isSame = seen.etag === current.etag && seen.newest === current.newest;
  const [newest] = ticket.messages;
  if (!isSame && !isUnseen && newest && current.newest && isSameMessage(newest, current.newest)) setSeen(current);
  return seen;
};

/** Writes and sends the answer of a ticket. */
export const useAnswering = (
  ticket: DeskTicket,
  etag: string | null,
  messages: readonly ThreadMessage[],
  isSolving: boolean,
): Answering => {
  const { id, name } = useSelf();
  const { ticketId } = ticket;
  const draft = useDraft(`answer.${ticketId}`);
  const uploads = { answer: useUploads(`answer.${ticketId}`), note: useUploads(`note.${ticketId}`) };
  const isWriting = isSolving || draft.text !== '' || draft.isBeingSent || uploads.answer.files.length > 0;
  const unseen = useUnseenMessage(messages, isWriting, id);
  const seen = useSeenTicket({ etag, newest: messages[0] }, ticket, unseen.message !== undefined);
  const command = useAnswer(ticket, seen);
  const { checkRefusal } = uploads.answer;
  // Here, because the composer is not shown while a note is written.
  useEffect(() => checkRefusal(command.error), [checkRefusal, command.error]);
  const showChange = useShowChange(ticketId);
  const send = async (message: ComposedMessage, solves: boolean): Promise<boolean> => {
    if (unseen.message !== undefined) return false;
    const post = () => command.send({ message, solves });
    return (await (solves ? showChange(changeOf('solve', { id, name }), post) : post())) !== undefined;
  };
  return { draft, uploads, unseen, command, send };
};
