import { statfs } from 'node:fs/promises';
import { AttachmentSpaceLow } from '../port.js';

/** Bytes that are written between two checks of the free space. */
const CHECK_BYTES = 1_048_576;

/** Bytes that this user may still write to the disk of a folder. */
const freeBytesOf = async (folder: string): Promise<number> => {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
};

/** Free space that uploads leave on the disk of a folder, for the log and whatever else is on it. */
export class FreeSpace {
  /** `minBytes` 0: no limit. `freeBytes` measures the disk. */
  constructor(
    private readonly minBytes: number,
    private readonly freeBytes: (folder: string) => Promise<number> = freeBytesOf,
  ) {}

  /** The content. Throws AttachmentSpaceLow before its first chunk, and between later ones, if the space is low. */
  async *guard(folder: string, content: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
    let unchecked = CHECK_BYTES;
    for await (const chunk of content) {
      if (this.minBytes > 0 && unchecked >= CHECK_BYTES) {
        if ((await this.freeBytes(folder)) < this.minBytes) throw new AttachmentSpaceLow(this.minBytes);
        unchecked = 0;
      }
      unchecked += chunk.length;
      yield chunk;
    }
  }
}
