import type { Command } from 'commander';
import { commandTime } from '../../server/engine-time.js';
import { settingsFrom } from '../../server/settings.js';
import { addCompare } from './compare.command.js';

interface DecisionOptions {
  readonly reason?: string;
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** Adds `ledgerdesk projection`, which lists read models, and its subcommands `skip`, `retry` and `compare`. */
export const addProjection = (program: Command): void => {
  const projection = program
    .command('projection')
    .description('list read models, and the events before which they have stopped; the engine may be running')
    .action(async () => {
      const { listProjections } = await import('./decide-projection.js');
      print((await listProjections(settingsFrom(process.env))).join('\n'));
    });
  projection
    .command('skip')
    .description('leave out the event before which a read model has stopped, and record that; it then continues')
    .argument('<name>', 'read model, as "ledgerdesk projection" lists it')
    .option('--event <id>', 'the event; refused if the read model has stopped before another one')
    .option('--reason <text>', 'why, for the record')
    .action(async (name: string, { event, reason }: DecisionOptions & { readonly event?: string }) => {
      const { skipEvent } = await import('./decide-projection.js');
      const settings = settingsFrom(process.env);
      const now = commandTime(settings);
      const skipped = await skipEvent(settings, name, {
        eventId: event,
        reason: reason ?? null,
        now,
      });
      print(`Recorded that ${name} leaves out ${skipped.eventType} ${skipped.eventId}.`);
    });
  projection
    .command('retry')
    .description('make a read model apply the event again before which it has stopped, and those that it left out')
    .argument('<name>', 'read model, as "ledgerdesk projection" lists it')
    .option('--reason <text>', 'why, for the record')
    .action(async (name: string, { reason }: DecisionOptions) => {
      const { retryProjection } = await import('./decide-projection.js');
      const settings = settingsFrom(process.env);
      const now = commandTime(settings);
      const withdrawn = await retryProjection(settings, name, { reason: reason ?? null, now });
      print(
        withdrawn.length === 0
          ? `Recorded that ${name} tries again.`
          : `Recorded that ${name} is rebuilt with ${withdrawn.join(', ')}, which it left out.`,
      );
    });
  addCompare(projection);
};
