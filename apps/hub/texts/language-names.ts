import { useMemo } from 'react';
import { useLanguage } from './language-context.js';

/** Returns a function that names a language by its code, such as `ja`. A code that means none is its own name. */
export const useLanguageName = (): ((code: string) => string) => {
  const { language } = useLanguage();
  return useMemo(() => {
    const names = new Intl.DisplayNames(language, { type: 'language' });
    return (code) => {
      try {
        return names.of(code) ?? code;
      } catch {
        return code;
      }
    };
  }, [language]);
};
