import { useEffect, useSyncExternalStore } from 'react';

/** Shortcuts of a page or component, with a heading. */
export interface ShortcutGroup {
  readonly title: string;
  /** Keys, as they are shown, and what they do. */
  readonly shortcuts: readonly (readonly [keys: string, meaning: string])[];
}

let groups: readonly ShortcutGroup[] = [];
const listeners = new Set<() => void>();

const change = (changed: readonly ShortcutGroup[]): void => {
  groups = changed;
  for (const listen of listeners) listen();
};

const subscribe = (listen: () => void): (() => void) => {
  listeners.add(listen);
  return () => listeners.delete(listen);
};

/** Lists shortcuts in the menu that `?` opens, while a component is mounted. Pass a stable group. */
export const useShortcutHelp = (group: ShortcutGroup): void => {
  useEffect(() => {
    change([...groups, group]);
    return () => change(groups.filter((one) => one !== group));
  }, [group]);
};

/** The shortcuts that work on the page at the moment. */
export const useShortcutGroups = (): readonly ShortcutGroup[] => useSyncExternalStore(subscribe, () => groups);
