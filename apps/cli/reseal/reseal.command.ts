import type { Command } from 'commander';
import { settingsFrom } from '../../server/settings.js';
import { writeStdout } from '../terminal/stdout.js';
import type { ResealResult } from './reseal.js';

const summaryOf = (
  { events, logId }: ResealResult,
  { from, to }: { readonly from: string; readonly to: string },
): string =>
  [
    `${events} events of ${from} are in ${to}, sealed, and equal in clear. The log has a new id: ${logId}`,
    'Next:',
    `  1. Stop the engine. Repeat the command if the log was written since. Copy the files of messages:`,
    `     ledgerdesk copy-attachments --from ${from} --to ${to}`,
    '  2. Start the engine on the copy. Its read models are built anew; positions are those of the copy, so clients',
    '     read from the start, or from a position that the copy has.',
    '  3. Keep the original and its backups only as long as you must: its personal data cannot be erased.',
  ].join('\n');

/** Adds `ledgerdesk reseal`, which makes a sealed copy of a log that is in the clear. */
export const addReseal = (program: Command): void => {
  program
    .command('reseal')
    .description('copy a log with its personal data sealed, and verify the copy in clear; repeat to resume')
    .argument('<from>', 'source: data folder or connection string (esdb://…)')
    .argument('<to>', 'target: empty, or a partial copy of the source')
    .option('--json', 'print the result as JSON')
    .action(async (from: string, to: string, { json }: { readonly json?: true }) => {
      const { reseal } = await import('./reseal.js');
      const result = await reseal({ from, to }, settingsFrom(process.env));
      await writeStdout(`${json ? JSON.stringify(result) : summaryOf(result, { from, to })}\n`);
    });
};
