/** Formats by their parameters. There are few: one for each language, zone and set of options in use. */
const made = new Map<string, unknown>();

/** Returns the cached format for these parameters, or creates it. */
const once =
  <Parameters extends readonly unknown[], Format>(kind: string, make: (...parameters: Parameters) => Format) =>
  (...parameters: Parameters): Format => {
    const key = JSON.stringify([kind, ...parameters]);
    const found = made.get(key) as Format | undefined;
    if (found !== undefined) return found;
    const format = make(...parameters);
    made.set(key, format);
    return format;
  };

/**
 * As `new Intl.DateTimeFormat`, but equal ones are made once. Making one takes as long as rendering a row of a table,
 * and the first one of a page as long as rendering the whole table.
 */
export const dateFormat = once(
  'date',
  (language: string, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(language, options),
);

/** As `new Intl.NumberFormat`, but equal ones are made once. */
export const numberFormat = once(
  'number',
  (language: string, options: Intl.NumberFormatOptions = {}) => new Intl.NumberFormat(language, options),
);
