import type { IncomingMessage } from 'node:http';
import { finished } from 'node:stream/promises';

/** A body that is larger than `FormBody` allows. */
export class FormTooLarge extends Error {}

/** Bytes of a form beyond its file: delimiters, headers, and anything before the first and after the last delimiter. */
export const MAX_FORM_BYTES = 65_536;

/**
 * Counts the bytes of a multipart body while a parser reads it, also those that the parser skips. Create it after the
 * parser was attached: counting starts the body.
 */
export class FormBody {
  private received = 0;
  private limit = 2 * MAX_FORM_BYTES;
  private refuse: (error: FormTooLarge) => void = () => undefined;
  /** Rejects with FormTooLarge once more than the limit has arrived. Never resolves. */
  readonly exceeded: Promise<never>;

  constructor(private readonly request: IncomingMessage) {
    this.exceeded = new Promise<never>((_, reject) => {
      this.refuse = reject;
    });
    this.exceeded.catch(() => undefined);
    request.on('data', (chunk: Uint8Array) => {
      this.received += chunk.length;
      this.check();
    });
  }

  /** Limits the body to a file of `bytes` and a form around it. */
  allowFile(bytes: number): void {
    this.limit = bytes + MAX_FORM_BYTES;
    this.check();
  }

  /** Reads the rest of the body. Rejects if the client leaves, or with FormTooLarge. */
  async end(): Promise<void> {
    if (this.request.readableEnded) return;
    this.request.resume();
    await Promise.race([finished(this.request, { writable: false }), this.exceeded]);
  }

  private check(): void {
    if (this.received > this.limit) this.refuse(new FormTooLarge());
  }
}
