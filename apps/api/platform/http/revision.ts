/** Parses a revision: at most 15 digits, which a number represents exactly. Undefined for any other text. */
export const parseRevision = (text: string): number | undefined => (/^\d{1,15}$/.test(text) ? Number(text) : undefined);

/** The strong ETag (RFC 9110) of a revision or a content hash. */
export const etagOf = (version: number | string): string => `"${version}"`;
