import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { AttachmentStore } from '../port.js';
import { newFileKey, sealedBytesOf } from '../sealed-format.js';
import { getOpened, putSealed, type SealedContent } from '../sealed-attachments.js';
import { failingContent, hashOf, type TestedStorage } from './content.js';

const AT = '2026-11-27T08:00:00.000Z';
const LATER = '2026-11-28T08:00:00.000Z';

/** Jest suite of sealed files, for every attachment store. */
export const sealedAttachmentContract = (name: string, make: () => Promise<TestedStorage>): void => {
  describe(name, () => {
    let storage: TestedStorage;
    let store: AttachmentStore;
    beforeAll(async () => {
      storage = await make();
      store = await storage.open();
    });
    afterAll(async () => {
      await store.close();
      await storage.dispose();
    });
    const put = (content: Buffer): Promise<SealedContent> => putSealed(store, Readable.from([content]), AT);
    const reference = ({ sha256, file, key }: SealedContent) => ({ sha256, storedAs: file.sha256, key });
    const open = (sealed: ReturnType<typeof reference>): Promise<Readable | undefined> => getOpened(store, sealed);

    it.each([1, 65_536, 300_000, 2_000_000])('open to %d bytes as they were', async (size) => {
      const content = randomBytes(size);
      const sealed = await put(content);
      expect(sealed).toMatchObject({ sha256: hashOf(content), bytes: size, file: { bytes: sealedBytesOf(size) } });
      expect((await buffer((await open(reference(sealed))) ?? Readable.from([]))).equals(content)).toBe(true);
    });

    it('are named by the hash of their sealed bytes, and differ for the same content', async () => {
      const content = Buffer.from('a confidential screenshot '.repeat(10));
      const [first, second] = [await put(content), await put(content)];
      expect(first.file.sha256).not.toBe(second.file.sha256);
      expect(await store.get(first.sha256)).toBeUndefined();
      const stored = await buffer((await store.get(first.file.sha256)) ?? Readable.from([]));
      expect(hashOf(stored)).toBe(first.file.sha256);
      expect(stored.includes('confiden')).toBe(false);
    });

    it('do not open with another key, nor as another file', async () => {
      const [first, second] = [await put(randomBytes(1_000)), await put(randomBytes(1_000))];
      const damaged = { code: 'attachment-damaged' };
      await expect(open({ ...reference(first), key: newFileKey() })).rejects.toMatchObject(damaged);
      await expect(open({ ...reference(first), storedAs: second.file.sha256 })).rejects.toMatchObject(damaged);
      await expect(open({ ...reference(first), sha256: second.sha256 })).rejects.toMatchObject(damaged);
    });

    it('are not received as a whole if their content is another than is recorded', async () => {
      const sealed = await put(randomBytes(300_000));
      const received: Uint8Array[] = [];
      const reading = (async () => {
        const content = await open({ ...reference(sealed), sha256: hashOf(Buffer.from('other')) });
        for await (const chunk of content ?? []) received.push(chunk as Uint8Array);
      })();
      await expect(reading).rejects.toMatchObject({ code: 'attachment-damaged' });
      expect(Buffer.concat(received).length).toBeLessThan(300_000);
    });

    it('are not found once they are deleted', async () => {
      const sealed = await put(randomBytes(1_000));
      await store.delete(sealed.file.sha256, LATER);
      expect(await open(reference(sealed))).toBeUndefined();
    });

    it('are not stored if the content fails', async () => {
      const before: string[] = [];
      for await (const file of store.listOlderThan(LATER)) before.push(file);
      await expect(putSealed(store, failingContent(randomBytes(100_000)), AT)).rejects.toThrow(
        'The connection was lost.',
      );
      const after: string[] = [];
      for await (const file of store.listOlderThan(LATER)) after.push(file);
      expect(after.sort()).toEqual(before.sort());
    });

    it('are closed when a reader stops in the middle', async () => {
      const content = await open(reference(await put(randomBytes(2_000_000))));
      for await (const _ of content ?? []) break;
      expect(content?.destroyed).toBe(true);
    });
  });
};
