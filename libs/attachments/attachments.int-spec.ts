import fs, { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { PostgresServer } from '../../test/support/postgres/server.js';
import { attachmentContract } from './contract/index.js';
import { openAttachmentFiles } from './files/index.js';
import { openPostgresAttachments } from './postgres/index.js';

/** Delays every opening of a file, so that whatever does not wait for it overtakes it. */
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

attachmentContract('a folder', async () => {
  const folder = newFolder();
  return { open: () => openAttachmentFiles(folder), dispose: async () => rmSync(folder, { recursive: true }) };
});

describe('a folder of attachments', () => {
  it('loses what a process that died has left unfinished', async () => {
    const folder = newFolder();
    await (await openAttachmentFiles(folder)).close();
    writeFileSync(join(folder, 'incoming', 'half'), 'half a screenshot');
    await (await openAttachmentFiles(folder)).close();
    expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
    rmSync(folder, { recursive: true });
  });

  it.each([
    ['before its first chunk', failing()],
    ['after its first chunk', failing('half')],
  ])('leaves no incoming file when content fails %s, while that file is being opened', async (_, content) => {
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

describe('with a server', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await PostgresServer.start();
  }, 60_000);
  afterAll(() => server.stop());

  attachmentContract('PostgreSQL', async () => {
    const place = server.freshSchema();
    return { open: () => openPostgresAttachments(place), dispose: async () => undefined };
  });
});
