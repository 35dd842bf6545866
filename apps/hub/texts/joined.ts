/**
 * Writes texts after each other. Those that are empty, such as names that are still to come, leave no separator.
 *
 * @example
 * joined([names.product(product), names.issueType(issueType)]); // "Dropbox · Sync"
 */
export const joined = (texts: readonly (string | null | undefined)[], separator = ' · '): string =>
  texts.filter(Boolean).join(separator);
