import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { isBehindDialog } from './coming-dialog.js';
import type { NavigationItem } from './navigation.js';
import { readPreference, writePreference } from './preferences.js';

/** Time between the keys of a shortcut such as `g t`. */
const SEQUENCE_MS = 1_500;

/** Returns true where letters are typed. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches('input, textarea, select') ||
    // The dialog or menu itself may have the focus as well.
    target.closest('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null);

const areOn = (): boolean => readPreference('shortcuts') !== 'off';

/** Returns true for a key that may be a shortcut of the page: none of the browser's, of a field or of a dialog. */
const isForPage = ({ ctrlKey, metaKey, altKey, target }: KeyboardEvent): boolean =>
  !ctrlKey && !metaKey && !altKey && !isTyping(target) && !isBehindDialog() && areOn();

/** Whether single keys do something, and a function that changes that. Keys with Ctrl or ⌘ always do. */
export const useShortcutsSetting = (): readonly ['on' | 'off', (value: 'on' | 'off') => void] => {
  const [value, setValue] = useState<'on' | 'off'>(() => (areOn() ? 'on' : 'off'));
  const choose = (chosen: 'on' | 'off'): void => {
    writePreference('shortcuts', chosen);
    setValue(chosen);
  };
  return [value, choose];
};

/** What a key does, by its name, such as `r` or `?`. */
export type Shortcuts = Readonly<Record<string, () => void>>;

/**
 * Calls a function when its key is pressed outside of fields and dialogs, unless the reader has switched shortcuts off.
 *
 * @example
 * useShortcuts({ j: next, k: previous, Enter: open });
 */
export const useShortcuts = (shortcuts: Shortcuts): void => {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const action = shortcuts[event.key];
      if (!action || !isForPage(event)) return;
      event.preventDefault();
      action();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [shortcuts]);
};

/** `g` and the key of a page go to that page. */
export const usePageShortcuts = (items: readonly NavigationItem[]): void => {
  const navigate = useNavigate();
  useEffect(() => {
    let startedAt = -SEQUENCE_MS;
    const press = (event: KeyboardEvent): void => {
      if (!isForPage(event)) return;
      const item = items.find(({ key }) => key === event.key);
      if (event.timeStamp - startedAt < SEQUENCE_MS && item) {
        event.preventDefault();
        event.stopImmediatePropagation();
        void navigate({ to: item.to });
      }
      startedAt = event.key === 'g' ? event.timeStamp : -SEQUENCE_MS;
    };
    // Before the shortcuts of pages: the second key may be one of theirs too.
    addEventListener('keydown', press, { capture: true });
    return () => removeEventListener('keydown', press, { capture: true });
  }, [items, navigate]);
};
