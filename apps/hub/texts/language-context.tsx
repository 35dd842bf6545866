import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { readPreference, writePreference } from '../app/preferences.js';
import type { Catalogue, Texts } from './catalogue.js';
import type { Language } from './language.js';
import { pseudoTexts } from './pseudo-locale.js';
import { shownLanguage } from './shown-language.js';

interface LanguageChoice {
  readonly language: Language;
  /** Every text is marked, for tests. */
  readonly isPseudo: boolean;
  readonly choose: (language: Language) => void;
}

const LanguageContext = createContext<LanguageChoice | undefined>(undefined);

/** Provides the language that the reader has chosen, else that of the browser. */
export const LanguageProvider = ({ children }: { readonly children: ReactNode }) => {
  const [stored, setStored] = useState(() => readPreference('language'));
  const language = shownLanguage(stored);
  const queries = useQueryClient();
  const shown = useRef(language);
  // Before what is below loads anything: requests ask for this language.
  useLayoutEffect(() => {
    document.documentElement.lang = language;
    if (shown.current === language) return;
    shown.current = language;
    // Names and details that the engine sent are in the language of before.
    void queries.invalidateQueries();
  }, [language, queries]);
  const choice = useMemo<LanguageChoice>(
    () => ({
      language,
      isPseudo: stored === 'pseudo',
      choose: (chosen) => {
        writePreference('language', chosen);
        setStored(chosen);
      },
    }),
    [language, stored],
  );
  return <LanguageContext value={choice}>{children}</LanguageContext>;
};

/** The language of the pages, and a function that chooses another one. */
export const useLanguage = (): LanguageChoice => {
  const choice = useContext(LanguageContext);
  if (!choice) throw new Error('useLanguage needs a LanguageProvider.');
  return choice;
};

/** The texts of a catalogue in the language of the pages. */
export const useTexts = <T extends Texts>(catalogue: Catalogue<T>): T => {
  const { language, isPseudo } = useLanguage();
  return useMemo(
    () => (isPseudo ? pseudoTexts(catalogue[language]) : catalogue[language]),
    [catalogue, language, isPseudo],
  );
};
