import { fromBase64, utf8 } from '../bytes.js';
import { splitNote } from '../signed-note.js';

/** A checkpoint and its time stamp. */
export interface TimeStampDocument {
  /** Number of leaves of the checkpoint. */
  readonly size: number;
  /** The checkpoint, a signed note. */
  readonly checkpoint: string;
  /** The time that the time stamp states. */
  readonly time: string;
  /** The response of the authority (TimeStampResp, RFC 3161), in base64. */
  readonly response: string;
}

/**
 * The bytes of a checkpoint that are stamped: the text of its note with its last newline, without the blank line and
 * the signatures. These are the bytes that the key of the log signs.
 *
 * @throws MalformedNote
 */
export const stampedText = (note: string | Uint8Array): Uint8Array => utf8(splitNote(note).text);

/** The checkpoint and the response in a document; undefined for any other value. */
export const parseTimeStampDocument = (
  value: unknown,
): { readonly checkpoint: string; readonly response: Uint8Array } | undefined => {
  if (typeof value !== 'object' || value === null) return undefined;
  const { checkpoint, response } = value as Partial<Record<keyof TimeStampDocument, unknown>>;
  if (typeof checkpoint !== 'string' || typeof response !== 'string') return undefined;
  const bytes = fromBase64(response);
  return bytes && { checkpoint, response: bytes };
};
