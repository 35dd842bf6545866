import type { AttachmentReader, AttachmentStore } from '@ledgerdesk/attachments';
import { openAttachmentFiles, openAttachmentReader } from '@ledgerdesk/attachments/files';
import { type Instant, instantOf } from '@ledgerdesk/kernel';
import type { Command } from 'commander';
import { join } from 'node:path';
import { writeStdout } from '../terminal/stdout.js';

interface CopyOptions {
  readonly from: string;
  readonly to: string;
}

const END_OF_TIME: Instant = '9999-12-31T23:59:59.999Z';

const isDatabase = (location: string): boolean => /^postgres(ql)?:\/\//.test(location);
const openDatabase = async (url: string): Promise<AttachmentStore> =>
  (await import('@ledgerdesk/attachments/postgres')).openPostgresAttachments({ url });
const folderOf = (dataFolder: string): string => join(dataFolder, 'attachments');

const openSource = async (location: string): Promise<AttachmentReader> =>
  isDatabase(location) ? openDatabase(location) : openAttachmentReader(folderOf(location));
const openTarget = (location: string): Promise<AttachmentStore> =>
  isDatabase(location) ? openDatabase(location) : openAttachmentFiles(folderOf(location));

/**
 * Copies all attachments and returns their number. Existing ones are overwritten with the same bytes.
 * @throws Error if the bytes do not match their hash.
 */
export const copyAttachments = async (
  source: AttachmentReader,
  target: AttachmentStore,
  at: Instant,
): Promise<number> => {
  let copied = 0;
  for await (const sha256 of source.listOlderThan(END_OF_TIME)) {
    const content = await source.get(sha256);
    if (!content) continue;
    const storedFile = await target.put(content, at);
    if (storedFile.sha256 !== sha256)
      throw new Error(
        `The file stored as ${sha256} has the hash ${storedFile.sha256}. It is damaged; restore it from a backup.`,
      );
    copied += 1;
  }
  return copied;
};

/** Adds `ledgerdesk copy-attachments`, which copies between a data folder and PostgreSQL. */
export const addCopyAttachments = (program: Command): void => {
  program
    .command('copy-attachments')
    .description('copy attachments, for example from a data folder to PostgreSQL; repeat to resume')
    .requiredOption('--from <location>', 'source: data folder or connection string (postgresql://…)')
    .requiredOption('--to <location>', 'target: same formats; stop an engine that uses the target folder first')
    .action(async ({ from, to }: CopyOptions) => {
      const [source, target] = [await openSource(from), await openTarget(to)];
      try {
        await writeStdout(`${await copyAttachments(source, target, instantOf(Date.now()))} attachments copied.\n`);
      } finally {
        await source.close();
        await target.close();
      }
    });
};
