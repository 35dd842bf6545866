import { useState } from 'react';
import { isSameMessage } from '../../../tickets/message-keys.js';
import type { ThreadMessage } from '../../../tickets/thread-message.js';

/** What somebody else has written while an answer was being written. */
export interface Unseen {
  readonly message: ThreadMessage | undefined;
  /** The agent has read it. */
  readonly read: () => void;
}

/**
 * Returns the newest message that others have written since the agent saw the ticket. `messages` are the newest first;
 * if the seen one is not among them, they are all newer.
 */
export const unseenAmong = (
  messages: readonly ThreadMessage[],
  seen: ThreadMessage | undefined,
  ownId: string,
): ThreadMessage | undefined => {
  const index = seen === undefined ? -1 : messages.findIndex((one) => isSameMessage(one, seen));
  return messages
    .slice(0, index < 0 ? messages.length : index)
    .find(({ author }) => author.kind !== 'agent' || author.id !== ownId);
};

/**
 * Detects messages that arrived after a draft was started. Messages that arrive without a draft count as seen in the
 * thread.
 */
export const useUnseenMessage = (messages: readonly ThreadMessage[], isWriting: boolean, ownId: string): Unseen => {
  const [newest] = messages;
  const [seen, setSeen] = useState(newest);
  // Messages that a ticket has when it is loaded count as seen.
  const unseen = isWriting && seen ? unseenAmong(messages, seen, ownId) : undefined;
  if (newest && !unseen && !(seen && isSameMessage(seen, newest))) setSeen(newest);
  return { message: unseen, read: () => setSeen(newest) };
};
