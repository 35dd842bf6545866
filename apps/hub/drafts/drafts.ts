import { useCallback, useSyncExternalStore } from 'react';
import { useSelf } from '../session/self.js';
import {
  hideSent,
  isBeingSent,
  moveDraft,
  onDraftChange,
  prefixOf,
  readDraft,
  readUnsent,
  removeSent,
  writeDraft,
  writeUnsent,
} from './stored-drafts.js';

export { deleteDrafts, draftCount } from './stored-drafts.js';

/** A draft, and functions that change and delete it. */
export interface Draft {
  /** Without what is being sent. */
  readonly text: string;
  /** The beginning of the draft is being sent, and will come back if it is refused. */
  readonly isBeingSent: boolean;
  /** While this text is being sent, `text` is what comes after it. Returns a function that ends this. */
  readonly hide: (sent: string) => () => void;
  readonly change: (text: string) => void;
  /** Changes the text that is there when this is called, also if another tab has changed it meanwhile. */
  readonly update: (changed: (text: string) => string) => void;
  /** Once this text is sent: what was typed after it in the meantime stays. */
  readonly removeSent: (sent: string) => void;
  readonly clear: () => void;
}

/**
 * The reader's draft by a name, such as `reply.<ticketId>`. It survives reloads, reconnects and the end of a session,
 * and is the same wherever it is shown.
 *
 * @example
 * const draft = useDraft(`reply.${ticketId}`);
 */
export const useDraft = (name: string): Draft => {
  const key = prefixOf(useSelf()) + name;
  const text = useSyncExternalStore(
    onDraftChange,
    useCallback(() => readUnsent(key), [key]),
  );
  const isSent = useSyncExternalStore(
    onDraftChange,
    useCallback(() => isBeingSent(key), [key]),
  );
  const change = useCallback((changed: string) => writeUnsent(key, changed), [key]);
  const update = useCallback((changed: (text: string) => string) => writeDraft(key, changed(readDraft(key))), [key]);
  const clear = useCallback(() => change(''), [change]);
  const hide = useCallback((sent: string) => hideSent(key, sent), [key]);
  const removed = useCallback((sent: string) => removeSent(key, sent), [key]);
  return { text, isBeingSent: isSent, hide, change, update, clear, removeSent: removed };
};

/** Returns a function that gives the reader's draft another name, unless there is a draft of that name. */
export const useMoveDraft = (): ((from: string, to: string) => void) => {
  const prefix = prefixOf(useSelf());
  return useCallback((from: string, to: string) => moveDraft(prefix + from, prefix + to), [prefix]);
};
