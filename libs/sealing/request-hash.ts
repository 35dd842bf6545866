import { hmacSha256 } from './hmac.js';
import type { KeyStore, SubjectKey } from './port.js';

/** Stands in place of a key ID in the hash of a request that concerns no subject. */
const REQUESTS = 'requests';

/**
 * Hides the hash of a request whose events have personal fields: `<key ID>.<HMAC under the subject's key>`. Without the
 * key, nobody can try texts until their hash matches.
 */
export const sealedRequestHash = ({ id, secret }: SubjectKey, requestHash: string): string =>
  `${id}.${hmacSha256(secret, requestHash)}`;

/** Hashes personal texts under the key of their subject. The same texts give the same hash. */
export const keyedHash = ({ secret }: SubjectKey, parts: readonly string[]): string =>
  hmacSha256(secret, JSON.stringify(parts));

/** Hides the hash of a request that recorded nothing, which may contain personal data. */
export const hiddenRequestHash = async (keys: Pick<KeyStore, 'requestKey'>, requestHash: string): Promise<string> =>
  `${REQUESTS}.${hmacSha256(await keys.requestKey(), requestHash)}`;

/**
 * Returns true if a recorded hash is that of a request. If the subject was erased, that cannot be known any more: the
 * request counts as the same.
 */
export const isSameRequest = async (
  recorded: string,
  requestHash: string,
  keys: Pick<KeyStore, 'keyById' | 'requestKey'> | undefined,
): Promise<boolean> => {
  const separator = recorded.indexOf('.');
  if (separator < 0 || !keys) return recorded === requestHash;
  const keyId = recorded.slice(0, separator);
  if (keyId === REQUESTS) return recorded === (await hiddenRequestHash(keys, requestHash));
  const key = await keys.keyById(keyId);
  return key === 'erased' || (key !== undefined && recorded === sealedRequestHash(key, requestHash));
};
