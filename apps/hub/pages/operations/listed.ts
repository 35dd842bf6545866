/** Ids in a text, separated by commas or spaces, each once. */
export const idsIn = (text: string): string[] => [...new Set(text.split(/[\s,、]+/).filter((id) => id !== ''))];

/** Ids as a text that `idsIn` reads. */
export const textOfIds = (ids: readonly string[]): string => ids.join(', ');
