import type { AttachmentReader, AttachmentStore } from '@ledgerdesk/attachments';
import { openAttachmentFiles, openAttachmentReader } from '@ledgerdesk/attachments/files';
import { type Instant, instantOf } from '@ledgerdesk/kernel';
import type { Command } from 'commander';
import { join } from 'node:path';
import { write } from '../terminal/output.js';

interface CopyOptions {
  readonly from: string;
  readonly to: string;
}

const EVER: Instant = '9999-12-31T23:59:59.999Z';

const isDatabase = (place: string): boolean => /^postgres(ql)?:\/\//.test(place);
const inDatabase = async (url: string): Promise<AttachmentStore> =>
  (await import('@ledgerdesk/attachments/postgres')).openPostgresAttachments({ url });
const inFolder = (dataFolder: string): string => join(dataFolder, 'attachments');

const sourceAt = async (place: string): Promise<AttachmentReader> =>
  isDatabase(place) ? inDatabase(place) : openAttachmentReader(inFolder(place));
const targetAt = (place: string): Promise<AttachmentStore> =>
  isDatabase(place) ? inDatabase(place) : openAttachmentFiles(inFolder(place));

/** Copies every content; how many. Each is hashed anew on its way, and what is there already is written over with the same. */
export const copyAttachments = async (
  source: AttachmentReader,
  target: AttachmentStore,
  at: Instant,
): Promise<number> => {
  let copied = 0;
  for await (const sha256 of source.listOlderThan(EVER)) {
    const content = await source.get(sha256);
    if (!content) continue;
    const storedFile = await target.put(content, at);
    if (storedFile.sha256 !== sha256)
      throw new Error(`The content kept under ${sha256} is another: its hash is ${storedFile.sha256}.`);
    copied += 1;
  }
  return copied;
};

/** `ledgerdesk copy-attachments`: from a data folder to PostgreSQL, or back. */
export const addCopyAttachments = (program: Command): void => {
  program
    .command('copy-attachments')
    .description(
      'copy the content of attachments, e.g. from a data folder to PostgreSQL; run it again to go on after a cut',
    )
    .requiredOption('--from <place>', 'a data folder or a connection string (postgresql://…)')
    .requiredOption('--to <place>', 'the same; no engine may run on a data folder that is copied to')
    .action(async ({ from, to }: CopyOptions) => {
      const [source, target] = [await sourceAt(from), await targetAt(to)];
      try {
        await write(`${await copyAttachments(source, target, instantOf(Date.now()))} attachments are copied.\n`);
      } finally {
        await source.close();
        await target.close();
      }
    });
};
