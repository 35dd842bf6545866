import { sameBytes } from '../bytes.js';
import { sha256 } from '../sha256.js';
import { type Certificate, isNamed, isSignedBy, isTrustedAt, parseCertificate, refusalsOf } from './certificate.js';
import { DerReader, MalformedDer, TAG } from './der.js';
import { InvalidTimeStamp } from './invalid-time-stamp.js';
import { parseSignedTimeStamp, type SignedTimeStamp } from './signed-data.js';
import { parseTimeStampInfo, type TimeStampInfo } from './time-stamp-info.js';

/** What a time stamp proves: that a text existed at a time. */
export interface TimeStamp extends TimeStampInfo {
  /** Subject of the certificate that signed it; undefined if the certificate is not known. */
  readonly authority: string | undefined;
  /** False: without a trusted certificate it cannot be known who signed it. */
  readonly isTrusted: boolean;
}

export interface TimeStampExpectation {
  /** The bytes whose SHA-256 was stamped. */
  readonly text: Uint8Array;
  /** Certificates of authorities, or of those that certify them. With none, `isTrusted` is false. */
  readonly trusted: readonly Certificate[];
  /** Octets of the nonce that was sent. Default: it may have any. */
  readonly nonce?: Uint8Array;
}

/** No response is larger. */
const MAX_BYTES = 65_536;
const GRANTED: ReadonlySet<number> = new Set([0, 1]);

/**
 * Reads a time stamp: the response of an authority (TimeStampResp, RFC 3161), or the token in it.
 * @throws InvalidTimeStamp if it does not prove that the text existed, or is not one of a trusted authority
 */
export const readTimeStamp = (bytes: Uint8Array, expectation: TimeStampExpectation): TimeStamp => {
  try {
    const signed = parseSignedTimeStamp(tokenIn(bytes));
    const info = parseTimeStampInfo(signed.content);
    requireAnswer(info, expectation);
    return { ...info, ...authorityOf(signed, info, expectation.trusted) };
  } catch (error) {
    if (error instanceof MalformedDer)
      throw new InvalidTimeStamp('time-stamp-malformed', `This is no time stamp: ${error.message}`);
    throw error;
  }
};

/** The token in a response, or the token itself. */
const tokenIn = (bytes: Uint8Array): Uint8Array => {
  if (bytes.length > MAX_BYTES) throw new MalformedDer(`It is larger than ${MAX_BYTES} bytes.`);
  const whole = new DerReader(bytes);
  const outer = whole.inside(TAG.sequence);
  whole.end();
  if (outer.isNext(TAG.oid)) return bytes;
  const status = outer.inside(TAG.sequence).small();
  if (!GRANTED.has(status))
    throw new InvalidTimeStamp('time-stamp-not-granted', `The authority refused, with status ${status}.`);
  const token = outer.read(TAG.sequence).bytes;
  outer.end();
  return token;
};

const requireAnswer = (info: TimeStampInfo, { text, nonce }: TimeStampExpectation): void => {
  if (info.digest !== 'sha256')
    throw new InvalidTimeStamp('time-stamp-unsupported', `The time stamp is over a ${info.digest}, not a SHA-256.`);
  if (!sameBytes(info.imprint, sha256(text)))
    throw new InvalidTimeStamp('time-stamp-other-text', 'It is a time stamp of another text.');
  if (nonce && !(info.nonce && sameBytes(nonce, info.nonce)))
    throw new InvalidTimeStamp('time-stamp-other-nonce', 'It does not answer this request: its nonce is another one.');
};

/** Verifies who signed. */
const authorityOf = (
  signed: SignedTimeStamp,
  { time }: TimeStampInfo,
  trusted: readonly Certificate[],
): Pick<TimeStamp, 'authority' | 'isTrusted'> => {
  const others = signed.certificates.map(parseCertificate);
  const signer = [...others, ...trusted].find((one) => isNamed(signed.signer, one));
  if (!signer) {
    if (trusted.length === 0) return { authority: undefined, isTrusted: false };
    throw untrusted('the certificate that signed it is not there');
  }
  if (signer.refusedKey !== undefined)
    throw new InvalidTimeStamp(
      'time-stamp-unsupported',
      `The certificate that signed it is not accepted: ${signer.refusedKey}.`,
    );
  if (!isSignedBy(signed, signer))
    throw new InvalidTimeStamp('time-stamp-bad-signature', 'The signature of the time stamp does not match.');
  const authority = signer.x509.subject.replaceAll('\n', ', ');
  if (trusted.length === 0) return { authority, isTrusted: false };
  if (!signer.isForTimeStamps) throw untrusted(`the certificate of ${authority} is not one for time stamps alone`);
  if (!isTrustedAt(signer, time, trusted, others))
    throw untrusted(
      [`no certificate that you trust vouches for ${authority} at that time`, ...refusalsOf(others)].join('; '),
    );
  return { authority, isTrusted: true };
};

const untrusted = (reason: string): InvalidTimeStamp =>
  new InvalidTimeStamp('time-stamp-untrusted', `The time stamp is not trusted: ${reason}.`);
