import { createHash, type KeyObject, verify, X509Certificate } from 'node:crypto';
import { refusedCertificateAlgorithm, refusedKey } from './algorithms.js';
import { contextTag, DerReader, type DerValue, MalformedDer, primitiveTag, smallOf, TAG } from './der.js';
import type { SignedTimeStamp, SignerName } from './signed-data.js';
import { requireTrue } from './time-stamp-info.js';

/** A certificate (RFC 5280), as far as a time stamp needs it. */
export interface Certificate {
  readonly x509: X509Certificate;
  readonly publicKey: KeyObject;
  readonly der: Uint8Array;
  readonly issuer: Uint8Array;
  readonly serial: Uint8Array;
  /** May certify others; with at most this many certificates between. */
  readonly certifies: { readonly pathLength: number } | undefined;
  readonly keyId: Uint8Array | undefined;
  /** It may sign time stamps, and nothing else (RFC 3161 §2.3). */
  readonly isForTimeStamps: boolean;
  /** Why its key is not accepted, as the rest of a sentence; undefined if it is. */
  readonly refusedKey: string | undefined;
  /** Why the signature on it is not accepted, likewise. */
  readonly refusedSignature: string | undefined;
  /** Identifiers of critical extensions whose meaning is not known here. */
  readonly unknown: readonly string[];
}

const SUBJECT_KEY = '2.5.29.14';
const BASIC_CONSTRAINTS = '2.5.29.19';
const EXTENDED_KEY_USAGE = '2.5.29.37';
/** Critical extensions that node:crypto or this module respects: key usage, names and policies beside those above. */
const KNOWN = new Set([SUBJECT_KEY, BASIC_CONSTRAINTS, EXTENDED_KEY_USAGE, '2.5.29.15', '2.5.29.17', '2.5.29.32']);
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';

interface Extension {
  readonly oid: string;
  readonly isCritical: boolean;
  readonly value: Uint8Array;
}

const extensionOf = ({ content }: DerValue): Extension => {
  const reader = new DerReader(content);
  const oid = reader.oid();
  const isCritical = requireTrue(reader.optional(TAG.boolean)?.content);
  return { oid, isCritical, value: reader.read(TAG.octetString).content };
};

/** Serial number, issuer and extensions of the part that is signed, and the algorithm of the signature. */
const signedPart = (der: Uint8Array) => {
  const whole = new DerReader(der).inside(TAG.sequence);
  const part = whole.inside(TAG.sequence);
  part.optional(contextTag(0));
  const serial = part.integer();
  part.read(TAG.sequence);
  const issuer = part.read(TAG.sequence).bytes;
  // Validity, subject and key are read by node:crypto.
  for (let index = 0; index < 3; index += 1) part.read(TAG.sequence);
  part.optional(primitiveTag(1));
  part.optional(primitiveTag(2));
  const extensions = part.optional(contextTag(3));
  part.end();
  const all = extensions ? new DerReader(extensions.content).inside(TAG.sequence).rest().map(extensionOf) : [];
  return { serial, issuer, extensions: all, algorithm: whole.inside(TAG.sequence) };
};

const constraintsOf = (value: Uint8Array | undefined): Certificate['certifies'] => {
  if (!value) return undefined;
  const reader = new DerReader(value).inside(TAG.sequence);
  if (!requireTrue(reader.optional(TAG.boolean)?.content)) return undefined;
  const length = reader.optional(TAG.integer);
  return { pathLength: length ? smallOf(length.content) : Infinity };
};

const isForTimeStamps = (extension: Extension | undefined): boolean => {
  if (!extension?.isCritical) return false;
  const usages = new DerReader(extension.value).inside(TAG.sequence);
  const first = usages.oid();
  return first === TIME_STAMPING && usages.isAtEnd;
};

/** Reads a certificate. @throws MalformedDer if it is none */
export const parseCertificate = (der: Uint8Array): Certificate => {
  const { x509, publicKey } = x509Of(der);
  const { serial, issuer, extensions, algorithm } = signedPart(der);
  const refused = refusedCertificateAlgorithm(algorithm);
  const extension = (oid: string): Extension | undefined => extensions.find((one) => one.oid === oid);
  const keyId = extension(SUBJECT_KEY)?.value;
  return {
    x509,
    publicKey,
    der,
    issuer,
    serial,
    certifies: constraintsOf(extension(BASIC_CONSTRAINTS)?.value),
    keyId: keyId && new DerReader(keyId).read(TAG.octetString).content,
    isForTimeStamps: isForTimeStamps(extension(EXTENDED_KEY_USAGE)),
    refusedKey: refusedKey(publicKey),
    refusedSignature: refused && `it is signed with the algorithm ${refused}`,
    unknown: extensions.filter(({ oid, isCritical }) => isCritical && !KNOWN.has(oid)).map(({ oid }) => oid),
  };
};

const x509Of = (der: Uint8Array): Pick<Certificate, 'x509' | 'publicKey'> => {
  try {
    const x509 = new X509Certificate(der);
    return { x509, publicKey: x509.publicKey };
  } catch {
    throw new MalformedDer('A certificate is none.');
  }
};

const PEM = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]*-----END CERTIFICATE-----/g;

/** The certificates in a PEM text. @throws MalformedDer if one is none */
export const parsePem = (text: string): readonly Certificate[] =>
  (text.match(PEM) ?? []).map((pem) => {
    const base64 = pem.replaceAll(/-----[A-Z ]+-----|\s/g, '');
    return parseCertificate(Buffer.from(base64, 'base64'));
  });

const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

/** Returns true for the certificate that a signature names. */
export const isNamed = (signer: SignerName, { issuer, serial, keyId }: Certificate): boolean =>
  signer.kind === 'issuer'
    ? same(signer.issuer, issuer) && same(signer.serial, serial)
    : keyId !== undefined && same(signer.keyId, keyId);

/** Returns true if the key of a certificate signed a time stamp, and the signature covers content and certificate. */
export const isSignedBy = (signed: SignedTimeStamp, { publicKey, der }: Certificate): boolean => {
  const { digest, content, contentDigest, certificateHash, key, signedBytes, signature } = signed;
  if (!same(createHash(digest).update(content).digest(), contentDigest)) return false;
  if (!same(createHash(certificateHash.digest).update(der).digest(), certificateHash.hash)) return false;
  if (publicKey.asymmetricKeyType !== key) return false;
  return verify(key === 'ed25519' ? null : digest, signedBytes, publicKey, signature);
};

/** No path is longer. */
const MAX_PATH = 6;

const isValidAt = ({ x509 }: Certificate, time: number): boolean =>
  Date.parse(x509.validFrom) <= time && time <= Date.parse(x509.validTo);

/**
 * Returns true if a path leads from a certificate to a trusted one, all of them valid at a time, with keys and
 * signatures that are accepted. `others`: certificates that may lie between. The signature on a trusted one does not
 * matter.
 */
export const isTrustedAt = (
  certificate: Certificate,
  time: number,
  trusted: readonly Certificate[],
  others: readonly Certificate[],
  depth = 0,
): boolean => {
  if (!isValidAt(certificate, time) || certificate.unknown.length > 0) return false;
  if (certificate.refusedKey !== undefined) return false;
  if (trusted.some(({ der }) => same(der, certificate.der))) return true;
  if (depth >= MAX_PATH || certificate.refusedSignature !== undefined) return false;
  const issuers = [...trusted, ...others].filter(
    (issuer) =>
      !same(issuer.der, certificate.der) &&
      issuer.refusedKey === undefined &&
      (issuer.certifies?.pathLength ?? -1) >= depth &&
      certificate.x509.checkIssued(issuer.x509) &&
      certificate.x509.verify(issuer.publicKey),
  );
  const rest = others.filter((other) => !issuers.includes(other));
  return issuers.some((issuer) => isTrustedAt(issuer, time, trusted, rest, depth + 1));
};

/** What is not accepted of certificates, as sentences without their full stops. */
export const refusalsOf = (certificates: readonly Certificate[]): readonly string[] =>
  certificates.flatMap(({ x509, refusedKey: key, refusedSignature: signature }) =>
    [key, signature].flatMap((why) => (why === undefined ? [] : [`of ${nameOf(x509)}, ${why}`])),
  );

const nameOf = ({ subject }: X509Certificate): string => subject.replaceAll('\n', ', ');
