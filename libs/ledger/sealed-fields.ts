import { concat, fromBase64Url, sameBytes, toBase64Url, utf8 } from './bytes.js';
import { canonicalJson, type Json } from './canonical-json.js';
import { HASH_BYTES, sha256 } from './sha256.js';

/** The personal fields of an event and the salt, as they lie in its sealed box. */
export interface Opening {
  readonly fields: Readonly<Record<string, Json>>;
  /** 32 random bytes as base64url. */
  readonly salt: string;
}

/** Takes the contents of a box as an opening; undefined for other values. */
export const parseOpening = (contents: unknown): Opening | undefined => {
  if (typeof contents !== 'object' || contents === null) return undefined;
  const { fields, salt } = contents as Partial<Record<keyof Opening, unknown>>;
  return typeof fields === 'object' && fields !== null && !Array.isArray(fields) && typeof salt === 'string'
    ? { fields: fields as Opening['fields'], salt }
    : undefined;
};

/** The name under which the data of an event holds its sealed box. */
export const SEALED = '$sealed';

const canonicalOf = (fields: Opening['fields']): string | undefined => {
  try {
    return canonicalJson(fields);
  } catch {
    return undefined;
  }
};

/**
 * SHA-256(salt ‖ canonical JSON of the fields) as base64url; undefined if the salt is not one of 32 bytes, or if the
 * fields have no canonical JSON: a number is too large, or they are nested too deeply.
 */
export const commitmentOf = ({ fields, salt }: Opening): string | undefined => {
  const [bytes, text] = [fromBase64Url(salt), canonicalOf(fields)];
  if (bytes?.length !== HASH_BYTES || text === undefined) return undefined;
  return toBase64Url(sha256(concat(bytes, utf8(text))));
};

/** The commitment that the data of an event holds; undefined if it has no sealed box. */
export const sealedCommitment = (data: Readonly<Record<string, Json>>): string | undefined => {
  const sealed = data[SEALED];
  if (typeof sealed !== 'object' || sealed === null || Array.isArray(sealed)) return undefined;
  const commitment = Object.entries(sealed).find(([name]) => name === 'commitment')?.[1];
  return typeof commitment === 'string' ? commitment : '';
};

/**
 * Returns true if the fields and the salt are those that the data of an event commits to. No other fields and salt can
 * be found that match.
 */
export const matchesCommitment = (data: Readonly<Record<string, Json>>, opening: Opening): boolean => {
  const [expected, actual] = [sealedCommitment(data), commitmentOf(opening)];
  return expected !== undefined && actual !== undefined && sameBytes(utf8(expected), utf8(actual));
};
