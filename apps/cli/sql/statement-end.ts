/** Quoted texts and names, comments, and what is none of these. The last ones may be open. */
const TOKENS = /'(?:[^']|'')*'?|"(?:[^"]|"")*"?|--[^\n]*|\/\*[^]*?(?:\*\/|$)|\$\$[^]*?(?:\$\$|$)|[^'"/$-]+|[^]/g;

/** Returns true if a query ends with a semicolon that is not part of a text, name or comment. */
export const isComplete = (sql: string): boolean => {
  const tokens = (sql.match(TOKENS) ?? []).filter((token) => !/^(?:--|\/\*)/.test(token) && token.trim() !== '');
  return /;\s*$/.test(tokens.at(-1) ?? '') && !/^['"$]/.test(tokens.at(-1) ?? '');
};
