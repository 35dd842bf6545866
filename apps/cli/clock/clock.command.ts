import type { Command } from 'commander';
import { settingsFrom } from '../../server/settings.js';

/** Adds `ledgerdesk clock`, which compares the clock of the machine with that of the engine, and `clock accept`. */
export const addClock = (program: Command): void => {
  const clock = program
    .command('clock')
    .description('compare the clock of this machine with that of the engine and its log; the engine may be running')
    .action(async () => {
      const { describeClock } = await import('./accept-clock.js');
      process.stdout.write(`${await describeClock(settingsFrom(process.env))}\n`);
    });
  clock
    .command('accept')
    .description('confirm the clock of this machine, after a step that the engine holds or a log that is ahead of it')
    .action(async () => {
      const { acceptClock } = await import('./accept-clock.js');
      process.stdout.write(`${await acceptClock(settingsFrom(process.env))}\n`);
    });
};
