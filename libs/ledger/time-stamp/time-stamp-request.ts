import { concat } from '../bytes.js';
import { sha256 } from '../sha256.js';

/** A request (TimeStampReq, RFC 3161 §2.4.1) of fixed lengths, in DER. The nonce and the imprint fill its gaps. */
const BEFORE_IMPRINT = Buffer.from('020101' + '3031' + '300d06096086480165030402010500' + '0420', 'hex');
/** The authority shall send its certificate. */
const CERTIFICATE_WANTED = Buffer.from('0101ff', 'hex');

/** Length of a nonce. */
export const NONCE_BYTES = 16;

/**
 * Makes a request for a time stamp of a text: over its SHA-256, with a nonce of 16 octets, and for the certificate of
 * the authority. `nonce`: the octets of a positive integer in DER, of which the first is from 0x01 to 0x7f.
 */
export const timeStampRequest = (text: Uint8Array, nonce: Uint8Array): Uint8Array => {
  const [first = 0] = nonce;
  if (nonce.length === 0 || nonce.length > NONCE_BYTES || first === 0 || first >= 0x80)
    throw new RangeError('A nonce has up to 16 octets, and begins with one from 0x01 to 0x7f.');
  const inside = concat(BEFORE_IMPRINT, sha256(text), Uint8Array.of(0x02, nonce.length), nonce, CERTIFICATE_WANTED);
  return concat(Uint8Array.of(0x30, inside.length), inside);
};
