import fs, { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { PostgresServer } from '../../test/support/postgres/server.js';
import { attachmentContract } from './contract/index.js';
import { sealedAttachmentContract } from './contract/sealed.js';
import { FreeSpace, openAttachmentFiles } from './files/index.js';
import { getVerified } from './verified.js';
import { openPostgresAttachments } from './postgres/index.js';

/** Delays the opening of files, so that code which does not wait for it runs first. */
const slowDownOpen = (): void => {
  const [open, openPromise] = [fs.open, fs.promises.open];
  jest
    .spyOn(fs, 'open')
    .mockImplementation((...args: Parameters<typeof open>) => void setTimeout(() => open(...args), 20));
  jest.spyOn(fs.promises, 'open').mockImplementation(async (...args) => {
    await delay(20);
    return openPromise(...args);
  });
};

async function* failing(...chunks: readonly string[]): AsyncIterable<Uint8Array> {
  for (const chunk of chunks) yield Buffer.from(chunk);
  throw new Error('The upload was refused.');
}

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'ledgerdesk-'));

const inFolder = async () => {
  const folder = newFolder();
  return { open: () => openAttachmentFiles(folder), dispose: async () => rmSync(folder, { recursive: true }) };
};
attachmentContract('Attachments in a folder', inFolder);
sealedAttachmentContract('Sealed attachments in a folder', inFolder);

describe('attachments in a folder', () => {
  it('delete unfinished uploads of an earlier process', async () => {
    const folder = newFolder();
    await (await openAttachmentFiles(folder)).close();
    writeFileSync(join(folder, 'incoming', 'half'), 'half a screenshot');
    await (await openAttachmentFiles(folder)).close();
    expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
    rmSync(folder, { recursive: true });
  });

  it('leave alone what others put beside their folders', async () => {
    const folder = newFolder();
    const store = await openAttachmentFiles(folder);
    writeFileSync(join(folder, '.DS_Store'), '');
    const { sha256 } = await store.put(Readable.from([Buffer.from('a screenshot')]), '2026-11-27T09:00:00.000Z');
    const found: string[] = [];
    for await (const name of store.listOlderThan('2026-11-28T00:00:00.000Z')) found.push(name);
    expect(found).toEqual([sha256]);
    await store.close();
    rmSync(folder, { recursive: true });
  });

  it('stop in the middle of a file that leaves too little space on the disk, and keep nothing of it', async () => {
    const folder = newFolder();
    let free = 10_000_000;
    const store = await openAttachmentFiles(folder, new FreeSpace(4_000_000, async () => free));
    async function* content(): AsyncIterable<Uint8Array> {
      for (; ; free -= 1_000_000) yield Buffer.alloc(1_000_000, 'a');
    }
    await expect(store.put(content(), '2026-11-27T09:00:00.000Z')).rejects.toMatchObject({
      code: 'attachment-space-low',
    });
    expect(free).toBeGreaterThan(1_000_000);
    expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
    await store.close();
    rmSync(folder, { recursive: true });
  });

  it.each([
    ['before its first chunk', failing()],
    ['after its first chunk', failing('half')],
  ])('leave no incoming file if the content fails %s, while the file is being opened', async (_, content) => {
    const folder = newFolder();
    const store = await openAttachmentFiles(folder);
    slowDownOpen();
    try {
      await expect(store.put(content, '2026-11-27T09:00:00.000Z')).rejects.toThrow('The upload was refused.');
      await delay(50);
    } finally {
      jest.restoreAllMocks();
    }
    expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
    await store.close();
    rmSync(folder, { recursive: true });
  });
});

describe('on a PostgreSQL server', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await PostgresServer.start();
  }, 60_000);
  afterAll(() => server.stop());

  const inSchema = async () => {
    const schema = server.freshSchema();
    return { open: () => openPostgresAttachments(schema), dispose: async () => undefined };
  };
  attachmentContract('Attachments in PostgreSQL', inSchema);
  sealedAttachmentContract('Sealed attachments in PostgreSQL', inSchema);

  it('attachments are repaired when the same content is stored again', async () => {
    const schema = server.freshSchema();
    const store = await openPostgresAttachments(schema);
    const put = () => store.put(Readable.from([Buffer.from('a screenshot')]), '2026-11-27T09:00:00.000Z');
    const { sha256 } = await put();
    await server.run(`UPDATE ${schema.schema}.attachments SET content = 'another'`);
    await expect(getVerified(store, sha256)).rejects.toMatchObject({ code: 'attachment-damaged' });
    await put();
    expect(await text((await getVerified(store, sha256)) ?? Readable.from([]))).toBe('a screenshot');
    await store.close();
  });
});
