import type { KeyObject } from 'node:crypto';
import { InvalidTimeStamp } from './invalid-time-stamp.js';
import { contextTag, DerReader, TAG } from './der.js';

/** Digests that are accepted, by their object identifiers. */
const DIGESTS: ReadonlyMap<string, DigestName> = new Map([
  ['2.16.840.1.101.3.4.2.1', 'sha256'],
  ['2.16.840.1.101.3.4.2.2', 'sha384'],
  ['2.16.840.1.101.3.4.2.3', 'sha512'],
]);

export type DigestName = 'sha256' | 'sha384' | 'sha512';

export type KeyType = 'rsa' | 'ec' | 'ed25519';

/** A signature algorithm: the type of its key, and its digest if the identifier names one. */
interface SignatureAlgorithm {
  readonly key: KeyType;
  readonly digest?: DigestName;
}

const SIGNATURES: ReadonlyMap<string, SignatureAlgorithm> = new Map([
  ['1.2.840.113549.1.1.1', { key: 'rsa' }],
  ['1.2.840.113549.1.1.11', { key: 'rsa', digest: 'sha256' }],
  ['1.2.840.113549.1.1.12', { key: 'rsa', digest: 'sha384' }],
  ['1.2.840.113549.1.1.13', { key: 'rsa', digest: 'sha512' }],
  ['1.2.840.10045.4.3.2', { key: 'ec', digest: 'sha256' }],
  ['1.2.840.10045.4.3.3', { key: 'ec', digest: 'sha384' }],
  ['1.2.840.10045.4.3.4', { key: 'ec', digest: 'sha512' }],
  ['1.3.101.112', { key: 'ed25519' }],
]);

const unsupported = (oid: string): InvalidTimeStamp =>
  new InvalidTimeStamp('time-stamp-unsupported', `The time stamp uses the algorithm ${oid}, which is not accepted.`);

/** Reads an AlgorithmIdentifier: its identifier, and NULL or no parameters. */
const readIdentifier = (reader: DerReader): string => {
  const inside = reader.inside(TAG.sequence);
  const oid = inside.oid();
  const parameters = inside.rest();
  if (parameters.length > 1 || parameters.some(({ bytes }) => bytes.length !== 2 || bytes[0] !== NULL))
    throw unsupported(oid);
  return oid;
};

const NULL = 0x05;

/** Reads the identifier of a digest. */
export const readDigest = (reader: DerReader): DigestName => {
  const oid = readIdentifier(reader);
  const name = DIGESTS.get(oid);
  if (!name) throw unsupported(oid);
  return name;
};

/** Reads the identifiers of the digests that a message names. Those that are not accepted are left out. */
export const readDigests = (reader: DerReader): ReadonlySet<DigestName> => {
  const names = new Set<DigestName>();
  while (!reader.isAtEnd) {
    const name = DIGESTS.get(readIdentifier(reader));
    if (name) names.add(name);
  }
  return names;
};

/** Reads the identifier of a signature algorithm. */
export const readSignatureAlgorithm = (reader: DerReader): SignatureAlgorithm => {
  const oid = readIdentifier(reader);
  const algorithm = SIGNATURES.get(oid);
  if (!algorithm) throw unsupported(oid);
  return algorithm;
};

const RSA_PSS = '1.2.840.113549.1.1.10';

/** The digest in the parameters of RSA-PSS (RFC 4055), if it is named and accepted. Its default is SHA-1. */
const isAcceptedPss = (parameters: DerReader): boolean => {
  const inside = parameters.inside(TAG.sequence);
  const digest = inside.optional(contextTag(0));
  return digest !== undefined && DIGESTS.has(new DerReader(digest.content).inside(TAG.sequence).oid());
};

/**
 * Reads the algorithm with which a certificate is signed. Returns its identifier if it is not accepted, because its
 * digest is SHA-1 for example.
 */
export const refusedCertificateAlgorithm = (identifier: DerReader): string | undefined => {
  const oid = identifier.oid();
  if (oid === RSA_PSS) return isAcceptedPss(identifier) ? undefined : oid;
  const algorithm = SIGNATURES.get(oid);
  return algorithm?.key === 'ed25519' || algorithm?.digest !== undefined ? undefined : oid;
};

/** Bits of an RSA key: shorter ones can be broken, and longer ones take too long to verify. */
const RSA_BITS = { least: 2_048, most: 8_192 };
/** Curves of 256 bits and more. */
const CURVES: ReadonlySet<string> = new Set([
  'prime256v1',
  'secp384r1',
  'secp521r1',
  'secp256k1',
  'brainpoolP256r1',
  'brainpoolP384r1',
  'brainpoolP512r1',
]);

/** Why a key is not accepted, as the rest of a sentence; undefined if it is. */
export const refusedKey = ({
  asymmetricKeyType: type,
  asymmetricKeyDetails: details,
}: KeyObject): string | undefined => {
  if (type === 'ed25519') return undefined;
  if (type === 'ec') {
    const curve = details?.namedCurve ?? 'unknown';
    return CURVES.has(curve) ? undefined : `its key is on the curve ${curve}`;
  }
  if (type !== 'rsa' && type !== 'rsa-pss') return `its key is of the type ${type ?? 'unknown'}`;
  const length = details?.modulusLength ?? 0;
  return length >= RSA_BITS.least && length <= RSA_BITS.most
    ? undefined
    : `its RSA key has ${length} bits, and ${RSA_BITS.least} to ${RSA_BITS.most} are accepted`;
};
