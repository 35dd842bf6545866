import { useState } from 'react';

const focused = (): Element | null => document.activeElement;

/** The element that gets the focus when a dialog closes, in the form that @base-ui/react takes. */
type ReturnFocus = () => HTMLElement | boolean;

/**
 * Returns the focus to what had it when the dialog opened. That is noted before the dialog is shown, since a field of
 * it may take the focus at once. True: to the button of the menu that led to the dialog. False: the focus has moved on.
 */
export const useReturnFocus = (isOpen: boolean): ReturnFocus => {
  const [opened, setOpened] = useState(() => ({ isOpen, by: isOpen ? focused() : null }));
  if (opened.isOpen !== isOpen) setOpened({ isOpen, by: isOpen ? focused() : opened.by });
  return () => {
    const now = focused();
    if (now && now !== document.body && !now.closest('[role="dialog"]')) return false;
    return opened.by instanceof HTMLElement && opened.by.isConnected && opened.by !== document.body ? opened.by : true;
  };
};
