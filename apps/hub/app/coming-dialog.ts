import { useCallback, useEffect, useId } from 'react';

/** Selector of open dialogs. They are rendered outside the page, and take the focus themselves. */
const OPEN_DIALOG = '[role="dialog"][data-open]';

/** IDs of components whose dialog was requested and is not rendered yet. */
const waiting = new Set<string>();

/** Returns true while a dialog is open. */
export const isDialogOpen = (): boolean => document.querySelector(OPEN_DIALOG) !== null;

/** Returns true while a dialog is open or about to open: keys are not meant for the page behind it. */
export const isBehindDialog = (): boolean => waiting.size > 0 || isDialogOpen();

/**
 * For dialogs that are shown by a transition, some time after the key that asks for them. Call the returned function
 * with that key: until `shown` changes, other keys do nothing on the page.
 */
export const useComingDialog = (shown: unknown): (() => void) => {
  const id = useId();
  useEffect(() => () => void waiting.delete(id), [id, shown]);
  return useCallback(() => void waiting.add(id), [id]);
};
