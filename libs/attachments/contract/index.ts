import { randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import type { AttachmentStore } from '../port.js';
import { failingContent, hashOf, type TestedStorage } from './content.js';

const T = (day: number): string => `2026-11-${String(day).padStart(2, '0')}T08:00:00.000Z`;

const inChunks = (content: Buffer): AsyncIterable<Uint8Array> =>
  Readable.from([content.subarray(0, 10), content.subarray(10)]);

/** Jest suite that every attachment store must pass. */
export const attachmentContract = (name: string, make: () => Promise<TestedStorage>): void => {
  describe(name, () => {
    let storage: TestedStorage;
    let store: AttachmentStore;
    beforeEach(async () => {
      storage = await make();
      store = await storage.open();
    });
    afterEach(async () => {
      await store.close();
      await storage.dispose();
    });
    const read = async (sha256: string): Promise<Buffer | undefined> => {
      const content = await store.get(sha256);
      return content && buffer(content);
    };
    const listOlderThan = async (day: number): Promise<readonly string[]> => {
      const found: string[] = [];
      for await (const sha256 of store.listOlderThan(T(day))) found.push(sha256);
      return found.sort();
    };
    const put = (content: string, day: number) => store.put(inChunks(Buffer.from(content)), T(day));

    it('store content under its SHA-256, and keep it when closed', async () => {
      const content = randomBytes(300_000);
      expect(await store.put(inChunks(content), T(1))).toEqual({ sha256: hashOf(content), bytes: 300_000 });
      await store.close();
      store = await storage.open();
      expect((await read(hashOf(content)))?.equals(content)).toBe(true);
    });

    it('return nothing for any other name', async () => {
      await put('a screenshot', 1);
      for (const name of [
        hashOf(Buffer.from('other')),
        '',
        '..',
        '../secret',
        hashOf(Buffer.from('a screenshot')).toUpperCase(),
      ]) {
        expect(await store.get(name)).toBeUndefined();
      }
    });

    it('store identical content once, dated by the latest put', async () => {
      const { sha256 } = await put('a screenshot', 1);
      await put('a screenshot', 3);
      expect(await listOlderThan(3)).toEqual([]);
      expect(await listOlderThan(4)).toEqual([sha256]);
    });

    it('store nothing if the content fails', async () => {
      await expect(store.put(failingContent(Buffer.from('the first half')), T(1))).rejects.toThrow(
        'The connection was lost.',
      );
      expect(await listOlderThan(9)).toEqual([]);
      expect(await read(hashOf(Buffer.from('the first half')))).toBeUndefined();
    });

    it('delete a file older than an instant, unless it was stored again since', async () => {
      const { sha256: old } = await put('old', 1);
      const { sha256: again } = await put('again', 1);
      await put('again', 3);
      await store.delete(old, T(2));
      await store.delete(again, T(2));
      await store.delete(hashOf(Buffer.from('never put')), T(2));
      expect(await read(old)).toBeUndefined();
      expect((await read(again))?.toString()).toBe('again');
    });

    it('list 110 files', async () => {
      const put = await Promise.all(
        Array.from({ length: 110 }, (_, index) => store.put(inChunks(Buffer.from(`content ${index}`)), T(1))),
      );
      expect(await listOlderThan(2)).toEqual(put.map(({ sha256 }) => sha256).sort());
    });

    it('store identical content from eight concurrent uploads', async () => {
      const content = randomBytes(50_000);
      await Promise.all(Array.from({ length: 8 }, (_, index) => store.put(inChunks(content), T(index + 1))));
      expect((await read(hashOf(content)))?.equals(content)).toBe(true);
    });
  });
};
