import type { Command } from 'commander';
import { commandTime } from '../../server/engine-time.js';
import { settingsFrom } from '../../server/settings.js';
import type { AcceptedLoss } from './accept-loss.js';

const decisionsOf = ({ losing }: AcceptedLoss): readonly string[] => {
  const senders = losing.filter(({ isSender }) => isSender);
  if (senders.length === 0) return [];
  return [
    'These wait until you decide where they continue (--at head sends nothing again, --at <position> sends all after):',
    ...senders.map(({ name }) => `  ledgerdesk checkpoint '${name}' --at head`),
  ];
};

const summaryOf = (accepted: AcceptedLoss): readonly string[] => {
  const { losing, epoch } = accepted;
  if (epoch === undefined)
    return [losing.length === 0 ? 'Nothing is missing from the log.' : 'The loss was accepted before.'];
  return [
    `Recorded that the log has lost events (epoch ${epoch}). What had read them:`,
    ...losing.map(({ kind, name, detail }) => `  ${kind} ${name}: ${detail}`),
    'Read models rebuild when the engine starts.',
  ];
};

/** Adds `ledgerdesk accept-loss`. */
export const addAcceptLoss = (program: Command): void => {
  program
    .command('accept-loss')
    .description('record that the log has lost events for good, so that the engine starts again; stop the engine first')
    .option('--reason <text>', 'why, for the record')
    .action(async ({ reason = null }: { readonly reason?: string | null }) => {
      const { acceptLoss } = await import('./accept-loss.js');
      const settings = settingsFrom(process.env);
      const accepted = await acceptLoss(settings, reason, commandTime(settings));
      process.stdout.write(`${[...summaryOf(accepted), ...decisionsOf(accepted)].join('\n')}\n`);
    });
};
