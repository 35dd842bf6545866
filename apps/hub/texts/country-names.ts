import { useDisplayNames } from './display-names.js';

/** Returns a function that names a country by its code, such as `JP`. A code without a name is returned as it is. */
export const useCountryName = (): ((code: string) => string) => useDisplayNames('region');
