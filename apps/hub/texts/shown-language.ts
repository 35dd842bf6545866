import { bestLanguage, isLanguage, type Language } from './language.js';

/** The language of the pages: the one that the reader has chosen, else that of the browser. */
export const shownLanguage = (chosen: string | null): Language =>
  isLanguage(chosen) ? chosen : bestLanguage(navigator.languages);
