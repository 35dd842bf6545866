/**
 * What is wrong with a time stamp. The names are a public interface: add to them, do not rename.
 *
 * - `time-stamp-malformed`: the bytes are not strict DER of RFC 3161 and RFC 5652
 * - `time-stamp-not-granted`: the authority refused
 * - `time-stamp-other-text`: it is a time stamp of something else
 * - `time-stamp-other-nonce`: it does not answer this request
 * - `time-stamp-unsupported`: it uses an algorithm that is not accepted
 * - `time-stamp-bad-signature`: its signature, or what the signature covers, does not match
 * - `time-stamp-untrusted`: the certificates that are trusted do not vouch for who signed it
 */
export type TimeStampFault =
  | 'time-stamp-malformed'
  | 'time-stamp-not-granted'
  | 'time-stamp-other-text'
  | 'time-stamp-other-nonce'
  | 'time-stamp-unsupported'
  | 'time-stamp-bad-signature'
  | 'time-stamp-untrusted';

/** Thrown for a time stamp that proves nothing. */
export class InvalidTimeStamp extends Error {
  override readonly name = 'InvalidTimeStamp';
  constructor(
    readonly code: TimeStampFault,
    message: string,
  ) {
    super(message);
  }
}
