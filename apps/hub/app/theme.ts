import { useSyncExternalStore } from 'react';
import { readPreference, writePreference } from './preferences.js';

/** Themes of the hub. `system` follows the device. */
export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const listeners = new Set<() => void>();

const current = (): Theme => THEMES.find((theme) => theme === readPreference('theme')) ?? 'system';

/** Shows the page in the theme that the reader has chosen. Call this once before the first render. */
export const applyTheme = (theme: Theme = current()): void => {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
};

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
  useSyncExternalStore(subscribe, current),
  choose,
];
