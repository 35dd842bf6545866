import { type DigestName, type KeyType, readDigest, readDigests, readSignatureAlgorithm } from './algorithms.js';
import { contextTag, DerReader, type DerValue, MalformedDer, primitiveTag, TAG } from './der.js';

/** What names the certificate of a signer. */
export type SignerName =
  | { readonly kind: 'issuer'; readonly issuer: Uint8Array; readonly serial: Uint8Array }
  | { readonly kind: 'key'; readonly keyId: Uint8Array };

/** The hash of the signer's certificate, which the signature covers (ESSCertID and ESSCertIDv2, RFC 5035). */
export interface CertificateHash {
  readonly digest: DigestName | 'sha1';
  readonly hash: Uint8Array;
}

/** A time stamp as a signed message (SignedData, RFC 5652), of which only the form has been checked. */
export interface SignedTimeStamp {
  /** The TSTInfo. */
  readonly content: Uint8Array;
  /** Certificates that came with it, in DER. */
  readonly certificates: readonly Uint8Array[];
  readonly signer: SignerName;
  readonly digest: DigestName;
  readonly key: KeyType;
  /** Digest of the content, as the signature covers it. */
  readonly contentDigest: Uint8Array;
  readonly certificateHash: CertificateHash;
  /** The bytes that are signed. */
  readonly signedBytes: Uint8Array;
  readonly signature: Uint8Array;
}

const SIGNED_DATA = '1.2.840.113549.1.7.2';
const TIME_STAMP_INFO = '1.2.840.113549.1.9.16.1.4';
const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const SIGNING_CERTIFICATE = '1.2.840.113549.1.9.16.2.12';
const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47';
const MAX_CERTIFICATES = 16;

/** Reads the token of a time stamp: a ContentInfo with a SignedData. @throws MalformedDer */
export const parseSignedTimeStamp = (token: Uint8Array): SignedTimeStamp => {
  const whole = new DerReader(token);
  const info = whole.inside(TAG.sequence);
  whole.end();
  if (info.oid() !== SIGNED_DATA) throw new MalformedDer('The token is no signed message.');
  const explicit = info.inside(contextTag(0));
  info.end();
  const data = explicit.inside(TAG.sequence);
  explicit.end();
  if (data.small() !== 3) throw new MalformedDer('The version of the signed message is not 3.');
  const digests = readDigests(data.inside(TAG.set));
  const content = contentOf(data.inside(TAG.sequence));
  const certificates = certificatesOf(data.optional(contextTag(0)));
  data.optional(contextTag(1));
  const signers = data.inside(TAG.set);
  data.end();
  const signer = signers.inside(TAG.sequence);
  if (!signers.isAtEnd) throw new MalformedDer('The token has more than one signature.');
  const signature = signerOf(signer);
  if (!digests.has(signature.digest)) throw new MalformedDer('The signed message does not name the digest it uses.');
  return { content, certificates, ...signature };
};

const contentOf = (reader: DerReader): Uint8Array => {
  if (reader.oid() !== TIME_STAMP_INFO) throw new MalformedDer('The signed message is no time stamp.');
  const explicit = reader.inside(contextTag(0));
  reader.end();
  const { content } = explicit.read(TAG.octetString);
  explicit.end();
  return content;
};

const certificatesOf = (value: DerValue | undefined): readonly Uint8Array[] => {
  const values = value ? new DerReader(value.content).rest() : [];
  if (values.length > MAX_CERTIFICATES) throw new MalformedDer('The token has too many certificates.');
  return values.filter(({ tag }) => tag === TAG.sequence).map(({ bytes }) => bytes);
};

const signerOf = (reader: DerReader): Omit<SignedTimeStamp, 'content' | 'certificates'> => {
  const version = reader.small();
  const signer = signerNameOf(reader);
  if (version !== (signer.kind === 'issuer' ? 1 : 3)) throw new MalformedDer('The version of the signature is wrong.');
  const digest = readDigest(reader);
  const attributes = reader.read(contextTag(0));
  const algorithm = readSignatureAlgorithm(reader);
  if (algorithm.digest !== undefined && algorithm.digest !== digest)
    throw new MalformedDer('Digest and signature name different algorithms.');
  const signature = reader.read(TAG.octetString).content;
  reader.optional(contextTag(1));
  reader.end();
  // What is signed is the set itself, not its place in the message (RFC 5652 §5.4).
  const signedBytes = Uint8Array.from(attributes.bytes);
  signedBytes[0] = TAG.set;
  const { key } = algorithm;
  return { signer, digest, key, signedBytes, signature, ...signedAttributes(attributes.content) };
};

const signerNameOf = (reader: DerReader): SignerName => {
  const keyId = reader.optional(primitiveTag(0));
  if (keyId) return { kind: 'key', keyId: keyId.content };
  const inside = reader.inside(TAG.sequence);
  const issuer = inside.read(TAG.sequence).bytes;
  const serial = inside.integer();
  inside.end();
  return { kind: 'issuer', issuer, serial };
};

/** The attributes by their identifiers, each of which may occur once and has one value. */
const attributesOf = (content: Uint8Array): ReadonlyMap<string, DerValue> => {
  const found = new Map<string, DerValue>();
  const reader = new DerReader(content);
  while (!reader.isAtEnd) {
    const attribute = reader.inside(TAG.sequence);
    const oid = attribute.oid();
    const values = attribute.inside(TAG.set);
    attribute.end();
    if (found.has(oid)) throw new MalformedDer(`The attribute ${oid} occurs twice.`);
    found.set(oid, values.any());
    values.end();
  }
  return found;
};

const signedAttributes = (content: Uint8Array): Pick<SignedTimeStamp, 'contentDigest' | 'certificateHash'> => {
  const attributes = attributesOf(content);
  const valueOf = (oid: string): DerReader => {
    const value = attributes.get(oid);
    if (!value) throw new MalformedDer(`The signature does not cover the attribute ${oid}.`);
    return new DerReader(value.bytes);
  };
  if (valueOf(CONTENT_TYPE).oid() !== TIME_STAMP_INFO) throw new MalformedDer('Something else is signed.');
  return {
    contentDigest: valueOf(MESSAGE_DIGEST).read(TAG.octetString).content,
    certificateHash: attributes.has(SIGNING_CERTIFICATE_V2)
      ? certificateHashOf(valueOf(SIGNING_CERTIFICATE_V2), 'sha256')
      : certificateHashOf(valueOf(SIGNING_CERTIFICATE), 'sha1'),
  };
};

/** The hash of the first certificate that is named, which is the signer's. In version 2 it may name its digest. */
const certificateHashOf = (reader: DerReader, usual: 'sha256' | 'sha1'): CertificateHash => {
  const first = reader.inside(TAG.sequence).inside(TAG.sequence).inside(TAG.sequence);
  const isOther = usual === 'sha256' && first.isNext(TAG.sequence);
  const digest = isOther ? readDigest(first) : usual;
  return { digest, hash: first.read(TAG.octetString).content };
};
