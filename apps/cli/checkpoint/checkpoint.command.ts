import type { Command } from 'commander';
import { settingsFrom } from '../../server/settings.js';

/** Adds `ledgerdesk checkpoint`, which lists checkpoints, or decides where a waiting sender continues. */
export const addCheckpoint = (program: Command): void => {
  program
    .command('checkpoint')
    .description(
      'list how far the log was read, or decide where a process or persistent subscription continues that waits ' +
        'after "ledgerdesk accept-loss"; the engine may be running',
    )
    .argument('[sender]', 'process, or persistent subscription as <stream>::<group>')
    .option('--at <place>', 'continue after the last event (head), before the first (start), or after a position')
    .action(async (sender: string | undefined, { at }: { readonly at?: string }, command: Command) => {
      if ((sender === undefined) !== (at === undefined))
        command.error('error: give both a sender and --at to move its checkpoint, or neither to list all', {
          exitCode: 2,
        });
      const { listCheckpoints, moveCheckpoint } = await import('./checkpoints.js');
      const settings = settingsFrom(process.env);
      const lines =
        sender === undefined || at === undefined
          ? await listCheckpoints(settings)
          : [`${sender} continues after position ${await moveCheckpoint(settings, sender, at)}.`];
      process.stdout.write(`${lines.join('\n')}\n`);
    });
};
