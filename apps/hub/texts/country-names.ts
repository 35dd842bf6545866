import { useMemo } from 'react';
import { useLanguage } from './language-context.js';

/** Returns a function that names a country by its code, such as `JP`. A code that means none is its own name. */
export const useCountryName = (): ((code: string) => string) => {
  const { language } = useLanguage();
  return useMemo(() => {
    const names = new Intl.DisplayNames(language, { type: 'region' });
    return (code) => {
      try {
        return names.of(code) ?? code;
      } catch {
        return code;
      }
    };
  }, [language]);
};
