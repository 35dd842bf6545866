import { useCallback, useSyncExternalStore } from 'react';
import { useSelf } from '../session/self.js';
import { moveDraft, onDraftChange, prefixOf, readDraft, removeSent, writeDraft } from './stored-drafts.js';

export { deleteDrafts, draftCount } from './stored-drafts.js';

/** A draft, and functions that change and delete it. */
export interface Draft {
  readonly text: string;
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
    useCallback(() => readDraft(key), [key]),
  );
  const change = useCallback((changed: string) => writeDraft(key, changed), [key]);
  const update = useCallback((changed: (text: string) => string) => writeDraft(key, changed(readDraft(key))), [key]);
  const clear = useCallback(() => change(''), [change]);
  return { text, change, update, clear, removeSent: useCallback((sent: string) => removeSent(key, sent), [key]) };
};

/** Returns a function that gives the reader's draft another name, unless there is a draft of that name. */
export const useMoveDraft = (): ((from: string, to: string) => void) => {
  const prefix = prefixOf(useSelf());
  return useCallback((from: string, to: string) => moveDraft(prefix + from, prefix + to), [prefix]);
};
