import { useCallback } from 'react';
import type { Draft } from '../drafts/drafts.js';
import { useSelf } from '../session/self.js';
import type { ComposedMessage } from './composer-props.js';
import type { Destination } from './outgoing-message.js';
import { startSending } from './outgoing-messages.js';
import type { Uploads } from './use-uploads.js';

/** Sends a draft with its files. Resolves with true if it was sent; both stay otherwise. */
type SendDraft = (
  written: { readonly draft: Draft; readonly uploads: Uploads },
  send: (message: ComposedMessage) => Promise<boolean>,
) => Promise<boolean>;

/**
 * Sends drafts. On the way to a destination a message is shown there at once, and no longer in its field, to which it
 * comes back if it is refused.
 */
export const useSendDraft = (destination: Destination | undefined): SendDraft => {
  const { kind, id } = useSelf();
  return useCallback(
    async ({ draft, uploads }, send) => {
      const { text: body } = draft;
      const { files, uploadIds } = uploads;
      // Only members and agents write on tickets.
      const author = kind === 'agent' ? kind : 'member';
      const isShown = destination !== undefined && body.trim() !== '';
      const showAgain = isShown ? draft.hide(body) : undefined;
      const end = isShown ? startSending({ ...destination, author: { kind: author, id }, body }, files) : undefined;
      const isSent = await send({ body, uploads: uploadIds });
      if (isSent) {
        // What was typed or chosen in the meantime stays.
        draft.removeSent(body);
        for (const file of files) uploads.remove(file.id);
        uploads.forgetLost();
      }
      end?.(isSent);
      showAgain?.();
      return isSent;
    },
    [destination, kind, id],
  );
};
