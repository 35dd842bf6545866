/** Time zones (IANA) that the browser knows, offered while somebody types one. */
export const TIME_ZONES: readonly string[] = ['UTC', ...Intl.supportedValuesOf('timeZone')];
