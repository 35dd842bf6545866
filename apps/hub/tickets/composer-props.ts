import type { RefObject } from 'react';
import type { Destination } from './outgoing-message.js';
import type { ComposerCommand } from './command-list.js';

/** A message that is to be sent. `uploads` are the ids of its files. */
export interface ComposedMessage {
  readonly body: string;
  readonly uploads: readonly string[];
}

/** How a composer looks, and what it does with a message. */
export interface ComposerProps {
  /** Name of the draft: what is written stays until it is sent. */
  readonly draftName: string;
  /** The thread that shows the message while it is being sent. Default: none does. */
  readonly destination?: Destination;
  readonly label: string;
  readonly placeholder?: string;
  readonly sendLabel: string;
  /** Who will see it, next to the button. */
  readonly audience?: string;
  /** `note`: only the desk sees it, and it looks so. */
  readonly tone?: 'message' | 'note';
  /** False: the message has no files. */
  readonly hasFiles?: boolean;
  /** True: Enter alone sends, as in a chat. */
  readonly sendsOnEnter?: boolean;
  /** A second way to send the message, such as to solve the ticket with it. */
  readonly second?: { readonly label: string; readonly onSend: (message: ComposedMessage) => Promise<boolean> };
  /** The commands that a text names instead of being a message. Default: none. */
  readonly commands?: (text: string) => readonly ComposerCommand[];
  /** To lead to the field by a key. */
  readonly textRef?: RefObject<HTMLTextAreaElement | null>;
  /** Whenever something is typed. */
  readonly onWrite?: () => void;
  /** Sends the message. Resolves with true if it was sent; what is written stays otherwise. */
  readonly onSend: (message: ComposedMessage) => Promise<boolean>;
  readonly isSending: boolean;
  /** Why the last attempt failed. */
  readonly error: Error | null;
  /** What is wrong with the text. */
  readonly bodyError?: string | undefined;
}
