import { formatVerifierKey, ED25519, type NoteVerifier, parseVerifierKey } from './note-keys.js';

/** What identifies a tree: the name of the log, its tenant, and the epoch, counted from 0. */
export interface LogOrigin {
  readonly name: string;
  readonly tenant: string;
  readonly epoch: number;
}

/** The first line of checkpoints, and the name of the key that signs them: `<name>/<tenant>/<epoch>`. */
export const formatOrigin = ({ name, tenant, epoch }: LogOrigin): string => `${name}/${tenant}/${epoch}`;

/** Parses an origin. The name may have slashes. Undefined for any other text. */
export const parseOrigin = (origin: string): LogOrigin | undefined => {
  const [, name, tenant, epoch] = /^(.+)\/([^/]+)\/(0|[1-9]\d{0,14})$/.exec(origin) ?? [];
  return name === undefined || tenant === undefined ? undefined : { name, tenant, epoch: Number(epoch) };
};

/** Returns true if two origins are epochs of one log. */
export const isSameLog = (a: string, b: string): boolean => {
  const [one, other] = [parseOrigin(a), parseOrigin(b)];
  return a === b || (one !== undefined && one.name === other?.name && one.tenant === other.tenant);
};

/**
 * A log's key as it signs under `origin`. The id of a key depends on its name, which is the origin: who trusts the key
 * of one epoch trusts the same key in the other epochs of that log. Keys of other logs are returned unchanged.
 */
export const keyForOrigin = (key: NoteVerifier, origin: string): NoteVerifier =>
  key.algorithm === ED25519 && key.name !== origin && isSameLog(key.name, origin)
    ? parseVerifierKey(formatVerifierKey(origin, key.publicKey))
    : key;
