import { parseDecimal, textOf, utf8 } from './bytes.js';

/**
 * The file that `ledgerdesk export --envelopes` writes: the envelopes of a log's leaves in log order.
 *
 * A header of text lines, then frames:
 *
 * ```
 * ledgerdesk-envelopes/1
 * origin <origin of the checkpoints>
 * first <index of the first leaf>
 * <empty line>
 * <length, 4 bytes big-endian> <envelope> …
 * <0, 4 bytes> <number of envelopes, 8 bytes big-endian>
 * ```
 *
 * It has no positions of the store, which differ between copies of a log.
 */
export interface ExportHeader {
  readonly origin: string;
  /** Index of the first leaf, from 0. */
  readonly first: number;
}

const EXPORT_FORMAT = 'ledgerdesk-envelopes/1';

/** No envelope is larger: events have at most 1 MiB. */
export const MAX_ENVELOPE_BYTES = 16 * 1024 * 1024;
/** No header is longer. */
export const MAX_HEADER_BYTES = 4096;
export const LENGTH_BYTES = 4;
/** The frame at the end: a length of 0 and the number of envelopes. */
export const END_BYTES = LENGTH_BYTES + 8;

export const exportHeader = ({ origin, first }: ExportHeader): Uint8Array =>
  utf8(`${EXPORT_FORMAT}\norigin ${origin}\nfirst ${first}\n\n`);

/** An envelope with its length before it. */
export const envelopeFrame = (envelope: Uint8Array): Uint8Array => {
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(envelope.length);
  return Buffer.concat([length, envelope]);
};

export const exportEnd = (count: number): Uint8Array => {
  const end = Buffer.alloc(END_BYTES);
  end.writeBigUInt64BE(BigInt(count), LENGTH_BYTES);
  return end;
};

/** Parses the header at the start of `bytes`. Undefined if it is none. `length`: its bytes, the empty line included. */
export const parseExportHeader = (bytes: Uint8Array): (ExportHeader & { readonly length: number }) | undefined => {
  const end = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, MAX_HEADER_BYTES)).indexOf('\n\n');
  const text = end < 0 ? undefined : textOf(bytes.subarray(0, end));
  const [, origin, firstText = ''] = /^ledgerdesk-envelopes\/1\norigin ([^\n]+)\nfirst (\d+)$/.exec(text ?? '') ?? [];
  const first = parseDecimal(firstText);
  return origin === undefined || first === undefined ? undefined : { origin, first, length: end + 2 };
};
