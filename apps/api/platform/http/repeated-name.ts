/** Brackets and strings; a string followed by a colon is a name. Brackets inside strings are part of the string. */
const TOKENS = /[{}[\]]|("[^"\\]*(?:\\.[^"\\]*)*")(\s*:)?/g;

/**
 * Returns a name that occurs twice in one object of a JSON text, undefined if there is none. RFC 8259 leaves the
 * meaning of such an object open: a proxy or log may read the first value where `JSON.parse` takes the last. The text
 * must be valid JSON.
 */
export const repeatedName = (json: string): string | undefined => {
  /** The names of each open object; an open list has none. */
  const open: Set<string>[] = [];
  for (const [token, text = '', colon] of json.matchAll(TOKENS)) {
    if (token === '{' || token === '[') open.push(new Set());
    else if (token === '}' || token === ']') open.pop();
    else if (colon !== undefined) {
      const name = String(JSON.parse(text));
      const names = open.at(-1);
      if (names?.has(name)) return name;
      names?.add(name);
    }
  }
  return undefined;
};
