import { useDisplayNames } from './display-names.js';

/** Returns a function that names a language by its code, such as `ja`. A code without a name is returned as it is. */
export const useLanguageName = (): ((code: string) => string) => useDisplayNames('language');
