import { useSyncExternalStore } from 'react';
import { writePreference } from './preferences.js';
import { applyTheme, chosenTheme, type Theme } from './shown-theme.js';

const listeners = new Set<() => void>();

const choose = (theme: Theme): void => {
  writePreference('theme', theme);
  applyTheme(theme);
  for (const notify of listeners) notify();
};

const subscribe = (notify: () => void): (() => void) => {
  listeners.add(notify);
  return () => listeners.delete(notify);
};

/** The chosen theme, and a function that chooses another one. */
export const useTheme = (): readonly [Theme, (theme: Theme) => void] => [
  useSyncExternalStore(subscribe, chosenTheme),
  choose,
];
