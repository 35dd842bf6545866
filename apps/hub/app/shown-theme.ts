import { readPreference } from './preferences.js';

/** Themes of the hub. `system` follows the device. */
export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** The theme that the reader has chosen. */
export const chosenTheme = (): Theme => THEMES.find((theme) => theme === readPreference('theme')) ?? 'system';

/** Applies the reader's theme to the page. Call it before the first render. */
export const applyTheme = (theme: Theme = chosenTheme()): void => {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
};
