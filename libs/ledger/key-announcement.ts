import { utf8 } from './bytes.js';
import { parseEnvelope } from './envelope.js';
import { MalformedNote } from './errors.js';
import { type NoteVerifier, parseVerifierKey } from './note-keys.js';

/** An event with which a log announces that another key signs it from then on. */
export interface KeyAnnouncement {
  /** Index of its leaf. */
  readonly index: number;
  /** The key, as `<origin>+<key id>+<base64>`. */
  readonly vkey: string;
}

const TYPE = 'LedgerKeyChanged';
const STREAM = 'log-keys';
const MARK = Buffer.from(utf8(`"stream":"${STREAM}","type":"${TYPE}"`));

/** Returns true if an announcement may be in these bytes, which may be many envelopes. */
export const mayAnnounceKey = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(MARK);

/** The key that an envelope announces; undefined if it is another event, or names no key. */
export const announcedKeyIn = (envelope: Uint8Array): string | undefined => {
  if (!mayAnnounceKey(envelope)) return undefined;
  const event = parseEnvelope(envelope);
  if (event?.type !== TYPE || event.stream !== STREAM) return undefined;
  const { vkey } = event.data;
  return typeof vkey === 'string' && isKey(vkey) ? vkey : undefined;
};

const isKey = (vkey: string): boolean => {
  try {
    parseVerifierKey(vkey);
    return true;
  } catch (error) {
    if (error instanceof MalformedNote) return false;
    throw error;
  }
};

/** Returns true if one of these announcements is of a key, under whatever origin. */
export const isAnnounced = ({ publicKey }: NoteVerifier, announcements: readonly KeyAnnouncement[]): boolean =>
  announcements.some(({ vkey }) => Buffer.compare(parseVerifierKey(vkey).publicKey, publicKey) === 0);
