import Negotiator from 'negotiator';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** A twentieth of the CPU time of the highest quality, for an eighth more bytes. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };

const ENCODERS = {
  br: (bytes: Buffer): Promise<Buffer> => promisify(brotliCompress)(bytes, BROTLI),
  gzip: promisify<Buffer, Buffer>(gzip),
  identity: async (bytes: Buffer): Promise<Buffer> => bytes,
};
type Encoding = keyof typeof ENCODERS;
const ENCODINGS: readonly string[] = Object.keys(ENCODERS);

const isEncoding = (name: string | undefined): name is Encoding => name !== undefined && ENCODINGS.includes(name);

/** The bytes of a text in one encoding. */
interface EncodedText {
  readonly bytes: Buffer;
  readonly encoding: Encoding;
  readonly etag: string;
}

/** A text that does not change: it is made at first use, and compressed once for each encoding. */
export class CompressedText {
  private plain: Buffer | undefined;
  private readonly encoded = new Map<Encoding, Promise<EncodedText>>();

  constructor(private readonly make: () => string) {}

  /** The text in the encoding that `Accept-Encoding` (RFC 9110) prefers. Each encoding has its own strong ETag. */
  forRequest(acceptEncoding: string | undefined): Promise<EncodedText> {
    const accepted = new Negotiator({ headers: { 'accept-encoding': acceptEncoding ?? '' } }).encoding([...ENCODINGS]);
    const encoding = isEncoding(accepted) ? accepted : 'identity';
    const known = this.encoded.get(encoding) ?? this.encode(encoding);
    this.encoded.set(encoding, known);
    return known;
  }

  private async encode(encoding: Encoding): Promise<EncodedText> {
    this.plain ??= Buffer.from(this.make());
    const hash = createHash('sha256').update(this.plain).digest('hex').slice(0, 32);
    return { bytes: await ENCODERS[encoding](this.plain), encoding, etag: `"${hash}-${encoding}"` };
  }
}
