import { InvalidTimeStamp } from './invalid-time-stamp.js';
import { type DerReader, TAG } from './der.js';

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

/** Reads the identifier of a signature algorithm. */
export const readSignatureAlgorithm = (reader: DerReader): SignatureAlgorithm => {
  const oid = readIdentifier(reader);
  const algorithm = SIGNATURES.get(oid);
  if (!algorithm) throw unsupported(oid);
  return algorithm;
};
