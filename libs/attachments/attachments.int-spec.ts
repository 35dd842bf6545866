import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PostgresServer } from '../../test/support/postgres/server.js';
import { attachmentContract } from './contract/index.js';
import { openAttachmentFiles } from './files/index.js';
import { openPostgresAttachments } from './postgres/index.js';

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
