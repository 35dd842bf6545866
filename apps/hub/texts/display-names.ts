import { useMemo } from 'react';
import { useLanguage } from './language-context.js';

/** Returns a function that names codes in the reader's language. A code without a name is returned as it is. */
export const useDisplayNames = (type: 'region' | 'language'): ((code: string) => string) => {
  const { language } = useLanguage();
  return useMemo(() => {
    const names = new Intl.DisplayNames(language, { type });
    return (code) => {
      try {
        return names.of(code) ?? code;
      } catch {
        return code;
      }
    };
  }, [language, type]);
};
