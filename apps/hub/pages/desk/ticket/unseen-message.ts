import { useState } from 'react';
import type { ThreadMessage } from '../../../tickets/thread-message.js';

/** What somebody else has written while an answer was being written. */
export interface Unseen {
  readonly message: ThreadMessage | undefined;
  /** The agent has read it. */
  readonly read: () => void;
}

const keyOf = (message: ThreadMessage | undefined): string =>
  message === undefined ? '' : `${message.at} ${message.author.id}`;

/**
 * Detects messages that arrived after a draft was started. Messages that arrive without a draft count as seen in the
 * thread.
 */
export const useUnseenMessage = (newest: ThreadMessage | undefined, isWriting: boolean, ownId: string): Unseen => {
  const key = keyOf(newest);
  const [seen, setSeen] = useState(key);
  const isOwn = newest?.author.id === ownId;
  // The first message of a ticket that has just been loaded is seen too.
  if (seen !== key && (!isWriting || isOwn || seen === '')) setSeen(key);
  return { message: seen === key || isOwn || !isWriting ? undefined : newest, read: () => setSeen(key) };
};
