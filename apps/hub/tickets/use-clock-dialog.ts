import { startTransition, useEffect, useRef, useState } from 'react';

type ClockDialog = typeof import('./clock-dialog.js').default;

/** How far the explanation of a response clock is: it is loaded when it is asked for. */
type Explanation =
  { readonly state: 'closed' | 'loading' | 'failed' } | { readonly state: 'open'; readonly Dialog: ClockDialog };

const CLOSED: Explanation = { state: 'closed' };

/** The explanation, with all that dialogs need, is not part of the pages that show badges. */
const load = async (): Promise<ClockDialog> => (await import('./clock-dialog.js')).default;

/** Loads the explanation before it is asked for. If this fails, the click says so. */
export const prepareClockDialog = (): void => void load().catch(() => undefined);

/** The dialog that explains a response clock, and functions that open and leave it. */
export const useClockDialog = () => {
  const [explanation, setExplanation] = useState<Explanation>(CLOSED);
  /** The last click whose dialog is still wanted. */
  const wanted = useRef<symbol>(undefined);
  const leave = (): void => {
    wanted.current = undefined;
    setExplanation(CLOSED);
  };
  const open = async (): Promise<void> => {
    const own = Symbol('click');
    wanted.current = own;
    setExplanation({ state: 'loading' });
    const Dialog = await load().catch(() => undefined);
    if (wanted.current !== own) return;
    // What loads is shown to be at once; the dialog itself takes more time.
    startTransition(() => setExplanation(Dialog ? { state: 'open', Dialog } : { state: 'failed' }));
  };
  useEffect(() => () => void (wanted.current = undefined), []);
  return { explanation, open, leave };
};
