import type { Command } from 'commander';
import { settingsFrom } from '../../server/settings.js';

interface Options {
  readonly at?: string;
  readonly all?: true;
}

/** Adds `ledgerdesk checkpoint`, which lists checkpoints, or decides where a waiting sender continues. */
export const addCheckpoint = (program: Command): void => {
  program
    .command('checkpoint')
    .description(
      'list how far the log was read, or decide where a process or persistent subscription continues that waits ' +
        'after "ledgerdesk accept-loss"; the engine may be running',
    )
    .argument('[sender]', 'process, or persistent subscription as <stream>::<group>')
    .option('--all', 'every process and persistent subscription that waits')
    .option('--at <place>', 'continue after the last event (head), before the first (start), or after a position')
    .action(async (sender: string | undefined, { at, all }: Options, command: Command) => {
      if ((sender !== undefined && all) || (sender === undefined && !all) !== (at === undefined))
        command.error('error: give a sender or --all, and --at, to move checkpoints, or none of them to list all', {
          exitCode: 2,
        });
      const { listCheckpoints, moveCheckpoint, waitingSenders } = await import('./checkpoints.js');
      const settings = settingsFrom(process.env);
      const names = sender === undefined ? await waitingSenders(settings) : [sender];
      const lines: string[] = [];
      if (at === undefined) lines.push(...(await listCheckpoints(settings)));
      else
        for (const name of names)
          lines.push(`${name} continues after position ${await moveCheckpoint(settings, name, at)}.`);
      process.stdout.write(`${lines.join('\n')}\n`);
    });
};
