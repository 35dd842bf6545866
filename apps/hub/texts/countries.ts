import { useMemo } from 'react';
import { COUNTRY_CODES } from './country-codes.js';
import { useCountryName } from './country-names.js';
import { useLanguage } from './language-context.js';

/** The codes of all countries in the order of their names in the reader's language. */
export const useCountries = (): readonly string[] => {
  const { language } = useLanguage();
  const nameOf = useCountryName();
  return useMemo(() => {
    const { compare } = new Intl.Collator(language);
    return [...COUNTRY_CODES].sort((a, b) => compare(nameOf(a), nameOf(b)));
  }, [language, nameOf]);
};
