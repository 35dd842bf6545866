import fc from 'fast-check';
import { createDecipheriv, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { CHUNK_BYTES, HEADER, newFileKey, sealedBytesOf, SealedFileDamaged, TAG_BYTES } from './sealed-format.js';
import { openFile } from './open-file.js';
import { sealFile } from './seal-file.js';

const SEALED_CHUNK = CHUNK_BYTES + TAG_BYTES;
const key = newFileKey();

/** Delivers bytes in parts of the given sizes, over and over. */
async function* inParts(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Uint8Array, void> {
  for (let at = 0, n = 0; at < bytes.length; n += 1) {
    const size = sizes[n % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

const sealed = (plain: Buffer, by = key): Promise<Buffer> => buffer(sealFile(Readable.from([plain]), by));
const opened = (bytes: Buffer, by = key): Promise<Buffer> => buffer(openFile(Readable.from([bytes]), by));

/** Header and chunks of a sealed file. */
const partsOf = (bytes: Buffer): readonly Buffer[] => {
  const parts = [bytes.subarray(0, HEADER.length)];
  for (let at = HEADER.length; at < bytes.length; at += SEALED_CHUNK) parts.push(bytes.subarray(at, at + SEALED_CHUNK));
  return parts;
};

describe('a sealed file', () => {
  const plain = randomBytes(3 * CHUNK_BYTES + 1_000);
  let whole: Buffer;
  beforeAll(async () => {
    whole = await sealed(plain);
  });

  it.each([0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 2 * CHUNK_BYTES, 200_000])(
    'of %d bytes opens to the same bytes, and has the size that is announced',
    async (size) => {
      const content = randomBytes(size);
      const file = await sealed(content);
      expect(file.length).toBe(sealedBytesOf(size));
      expect((await opened(file)).equals(content)).toBe(true);
    },
  );

  it('does not depend on the parts in which it is written and read', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 150_000 }), { minLength: 1, maxLength: 4 }),
        fc.array(fc.integer({ min: 1, max: 150_000 }), { minLength: 1, maxLength: 4 }),
        async (written, read) => {
          const parts = (sizes: readonly number[]) => sizes.map((size) => Math.max(size, 500));
          const file = await buffer(sealFile(inParts(plain, parts(written)), key));
          expect(file.equals(whole)).toBe(true);
          expect((await buffer(openFile(inParts(file, parts(read)), key))).equals(plain)).toBe(true);
        },
      ),
      { numRuns: 20 },
    );
    expect((await buffer(openFile(inParts(whole.subarray(0), [3]), key))).equals(plain)).toBe(true);
  });

  it('is AES-256-GCM with counted nonces, so that others can open it', () => {
    const [, first = Buffer.alloc(0)] = partsOf(whole);
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.alloc(12));
    decipher.setAAD(Buffer.from('4c4446494c450001', 'hex'));
    decipher.setAuthTag(first.subarray(-16));
    const content = Buffer.concat([decipher.update(first.subarray(0, -16)), decipher.final()]);
    expect(content.equals(plain.subarray(0, CHUNK_BYTES))).toBe(true);
  });

  it('contains no run of 8 bytes of its content', async () => {
    const file = await sealed(Buffer.from('a confidential screenshot '.repeat(10)));
    expect(file.includes('confiden')).toBe(false);
  });

  it('differs each time under another key', async () => {
    expect((await sealed(plain, newFileKey())).equals(whole)).toBe(false);
  });

  it('does not open under another key', async () => {
    await expect(opened(whole, newFileKey())).rejects.toThrow(SealedFileDamaged);
  });

  it('does not open if a byte is changed, wherever it is', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: whole.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, by) => {
          const changed = Buffer.from(whole);
          changed[at] = (changed[at] ?? 0) ^ by;
          await expect(opened(changed)).rejects.toThrow(SealedFileDamaged);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('does not open if it is cut, wherever it is', async () => {
    const borders = partsOf(whole).map((_, n) => HEADER.length + n * SEALED_CHUNK);
    for (const length of [0, 1, ...borders.filter((border) => border < whole.length), whole.length - 1])
      await expect(opened(whole.subarray(0, length))).rejects.toThrow(SealedFileDamaged);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: whole.length - 1 }), async (length) => {
        await expect(opened(whole.subarray(0, length))).rejects.toThrow(SealedFileDamaged);
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    ['swapped', [0, 2, 1, 3, 4]],
    ['left out', [0, 1, 3, 4]],
    ['repeated', [0, 1, 1, 2, 3, 4]],
    ['appended', [0, 1, 2, 3, 4, 4]],
    ['moved to the end', [0, 1, 2, 4, 3]],
  ])('does not open if a chunk is %s', async (_, order) => {
    const parts = partsOf(whole);
    const file = Buffer.concat(order.map((n) => parts[n] ?? Buffer.alloc(0)));
    await expect(opened(file)).rejects.toThrow(SealedFileDamaged);
  });

  it('does not open if a chunk is that of another file, or something follows', async () => {
    const other = partsOf(await sealed(plain, newFileKey()));
    const [header, , ...rest] = partsOf(whole);
    for (const file of [
      [header, other[1], ...rest],
      [whole, Buffer.from([0])],
      [whole, randomBytes(TAG_BYTES)],
    ])
      await expect(opened(Buffer.concat(file.map((part) => part ?? Buffer.alloc(0))))).rejects.toThrow(
        SealedFileDamaged,
      );
  });

  it('passes on what is before the damage, and nothing behind it', async () => {
    const changed = Buffer.from(whole);
    const inThird = HEADER.length + 2 * SEALED_CHUNK + 5;
    changed[inThird] = (changed[inThird] ?? 0) ^ 1;
    const received: Uint8Array[] = [];
    const reading = (async () => {
      for await (const chunk of openFile(Readable.from([changed]), key)) received.push(chunk);
    })();
    await expect(reading).rejects.toThrow('chunk 2');
    expect(Buffer.concat(received).equals(plain.subarray(0, 2 * CHUNK_BYTES))).toBe(true);
  });
});
