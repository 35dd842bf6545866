/** Values of headers by their names. Those without a value are not sent. */
type HeaderValues = Readonly<Record<string, string | null | undefined>>;

/**
 * The headers of several sources. Later ones win, whatever the case of the names. Throws TypeError for a name or value
 * that no header can have.
 */
export const mergedHeaders = (...sources: readonly HeaderValues[]): Readonly<Record<string, string>> => {
  const merged = new Headers();
  for (const source of sources)
    for (const [name, value] of Object.entries(source)) if (typeof value === 'string') merged.set(name, value);
  return Object.fromEntries(merged);
};
