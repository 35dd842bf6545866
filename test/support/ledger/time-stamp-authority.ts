import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { bits, boolean, der, generalizedTime, integer, octets, oid, sequence, set } from './der-writer.js';

const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const TIME_STAMP_INFO = '1.2.840.113549.1.9.16.1.4';
const ECDSA = sequence(oid('1.2.840.10045.4.3.2'));
const SHA256 = sequence(oid('2.16.840.1.101.3.4.2.1'));

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

/** A certificate and its private key. */
export interface TestCertificate {
  readonly der: Buffer;
  readonly name: Buffer;
  readonly serial: Buffer;
  readonly key: KeyObject;
  readonly pem: string;
}

export interface CertificateOptions {
  readonly name: string;
  /** Who certifies it. Default: itself. */
  readonly issuer?: TestCertificate;
  /** True: it certifies others. */
  readonly isAuthority?: boolean;
  readonly pathLength?: number;
  /** Its one extended key usage. Default: time stamps; null: none. */
  readonly usage?: string | null;
  readonly isUsageCritical?: boolean;
  readonly from?: string;
  readonly to?: string;
  /** Its key. Default: a new one on the curve P-256. */
  readonly key?: { readonly publicKey: Buffer; readonly privateKey: KeyObject };
  /** The digest of the signature on it. Default: SHA-256. */
  readonly digest?: 'sha1' | 'sha256';
  /** The identifier of a critical extension that nobody knows. */
  readonly unknown?: string;
}

const extension = (id: string, isCritical: boolean, value: Buffer): Buffer =>
  sequence(oid(id), ...(isCritical ? [boolean(true)] : []), octets(value));

const extensionsOf = (options: CertificateOptions): Buffer => {
  const { isAuthority = false, pathLength, usage = isAuthority ? null : TIME_STAMPING, unknown } = options;
  const length = pathLength === undefined ? [] : [integer(pathLength)];
  const constraints = isAuthority ? sequence(boolean(true), ...length) : sequence();
  return sequence(
    extension('2.5.29.19', true, constraints),
    ...(usage === null ? [] : [extension('2.5.29.37', options.isUsageCritical ?? true, sequence(oid(usage)))]),
    ...(unknown === undefined ? [] : [extension(unknown, true, sequence())]),
  );
};

const spkiOf = (key: KeyObject): Buffer => key.export({ format: 'der', type: 'spki' });

/** Makes a pair of RSA keys. Of a pair that takes long to make, the public key is a number of that length. */
export const rsaKey = (length: number): NonNullable<CertificateOptions['key']> => {
  const isSlow = length > 4_096;
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: isSlow ? 2_048 : length });
  if (!isSlow) return { privateKey, publicKey: spkiOf(publicKey) };
  const modulus = Buffer.alloc(length / 8, 0xff);
  const numbers = sequence(integer(BigInt(`0x${modulus.toString('hex')}`)), integer(65_537));
  return { privateKey, publicKey: sequence(sequence(oid('1.2.840.113549.1.1.1'), der(0x05)), bits(numbers)) };
};

const SIGNATURES = {
  ec: { sha256: ECDSA, sha1: sequence(oid('1.2.840.10045.4.1')) },
  rsa: {
    sha256: sequence(oid('1.2.840.113549.1.1.11'), der(0x05)),
    sha1: sequence(oid('1.2.840.113549.1.1.5'), der(0x05)),
  },
};

const newKey = (): NonNullable<CertificateOptions['key']> => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { privateKey, publicKey: spkiOf(publicKey) };
};

/** Makes a certificate. */
export const certify = (options: CertificateOptions): TestCertificate => {
  const { issuer, from = '2020-01-01T00:00:00.000Z', to = '2090-01-01T00:00:00.000Z' } = options;
  const { digest = 'sha256', key: { privateKey, publicKey } = newKey() } = options;
  const signing = issuer?.key ?? privateKey;
  const algorithm = SIGNATURES[signing.asymmetricKeyType === 'rsa' ? 'rsa' : 'ec'][digest];
  const name = sequence(set(sequence(oid('2.5.4.3'), der(0x0c, Buffer.from(options.name)))));
  const serial = integer(BigInt(`0x7f${randomBytes(8).toString('hex')}`));
  const signed = sequence(
    der(0xa0, integer(2)),
    serial,
    algorithm,
    issuer?.name ?? name,
    sequence(generalizedTime(from), generalizedTime(to)),
    name,
    publicKey,
    der(0xa3, extensionsOf(options)),
  );
  const whole = sequence(signed, algorithm, bits(sign(digest, signed, signing)));
  const pem = `-----BEGIN CERTIFICATE-----\n${whole.toString('base64')}\n-----END CERTIFICATE-----\n`;
  return { der: whole, name, serial, key: privateKey, pem };
};

export interface StampOptions {
  readonly signer: TestCertificate;
  readonly issuer: TestCertificate;
  readonly imprint: Uint8Array;
  readonly at: string;
  readonly nonce?: Buffer;
  readonly certificates?: readonly TestCertificate[];
  /** PKIStatus. Default: granted. */
  readonly status?: number;
  /** The certificate that the signature covers. Default: that of the signer. */
  readonly covered?: TestCertificate;
}

const attribute = (id: string, value: Buffer): Buffer => sequence(oid(id), set(value));

/** Makes the response of an authority (RFC 3161), signed with ECDSA. */
const stamp = (options: StampOptions): Buffer => {
  const { signer, issuer, imprint, at, nonce, certificates = [signer], status = 0, covered = signer } = options;
  const info = sequence(
    integer(1),
    oid('1.2.3.4.1'),
    sequence(SHA256, octets(imprint)),
    integer(BigInt(`0x${randomBytes(8).toString('hex')}`)),
    generalizedTime(at),
    sequence(integer(1)),
    ...(nonce ? [nonce] : []),
  );
  const attributes = [
    attribute('1.2.840.113549.1.9.3', oid(TIME_STAMP_INFO)),
    attribute('1.2.840.113549.1.9.4', octets(sha256(info))),
    attribute('1.2.840.113549.1.9.16.2.47', sequence(sequence(sequence(octets(sha256(covered.der)))))),
  ];
  const signature = sign('sha256', set(...attributes), signer.key);
  const signerInfo = sequence(
    integer(1),
    sequence(issuer.name, signer.serial),
    SHA256,
    der(0xa0, ...attributes),
    signer.key.asymmetricKeyType === 'rsa' ? SIGNATURES.rsa.sha256 : ECDSA,
    octets(signature),
  );
  const signedData = sequence(
    integer(3),
    set(SHA256),
    sequence(oid(TIME_STAMP_INFO), der(0xa0, octets(info))),
    der(0xa0, ...certificates.map((one) => one.der)),
    set(signerInfo),
  );
  return sequence(sequence(integer(status)), sequence(oid('1.2.840.113549.1.7.2'), der(0xa0, signedData)));
};

/** What a request asks for: the imprint, and the nonce as a DER value. */
export const readRequest = (request: Buffer): { readonly imprint: Buffer; readonly nonce: Buffer } => {
  const at = request.indexOf(Buffer.from([0x04, 0x20])) + 2;
  const after = request.subarray(at + 32);
  return { imprint: request.subarray(at, at + 32), nonce: after.subarray(0, 2 + (after[1] ?? 0)) };
};

/** An authority with a root, an intermediate certificate and one that signs. */
export const testAuthority = () => {
  const root = certify({ name: 'Root of tests', isAuthority: true });
  const intermediate = certify({ name: 'Authority of tests', issuer: root, isAuthority: true, pathLength: 0 });
  const signer = certify({ name: 'Time stamps of tests', issuer: intermediate });
  return {
    root,
    intermediate,
    signer,
    /** Stamps an imprint. */
    stamp: (imprint: Uint8Array, at: string, changes: Partial<StampOptions> = {}): Buffer =>
      stamp({ signer, issuer: intermediate, imprint, at, certificates: [signer, intermediate], ...changes }),
  };
};
