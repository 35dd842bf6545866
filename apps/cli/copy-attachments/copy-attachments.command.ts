import { instantOf } from '@ledgerdesk/kernel';
import type { Command } from 'commander';
import { writeStdout } from '../terminal/stdout.js';

interface CopyOptions {
  readonly from: string;
  readonly to: string;
}

/** Adds `ledgerdesk copy-attachments`, which copies between a data folder and PostgreSQL. */
export const addCopyAttachments = (program: Command): void => {
  program
    .command('copy-attachments')
    .description('copy attachments, for example from a data folder to PostgreSQL; repeat to resume')
    .requiredOption('--from <location>', 'source: data folder or connection string (postgresql://…)')
    .requiredOption('--to <location>', 'target: same formats; stop an engine that uses the target folder first')
    .action(async ({ from, to }: CopyOptions) => {
      const { copyAttachments, openSource, openTarget } = await import('./copy-attachments.js');
      const [source, target] = [await openSource(from), await openTarget(to)];
      try {
        await writeStdout(`${await copyAttachments(source, target, instantOf(Date.now()))} attachments copied.\n`);
      } finally {
        await source.close();
        await target.close();
      }
    });
};
