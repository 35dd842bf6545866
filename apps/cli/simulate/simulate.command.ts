import { instantOf } from '@ledgerdesk/kernel';
import { type Command, InvalidArgumentError } from 'commander';
import { settingsFrom } from '../../server/settings.js';
import { asOf } from '../log/as-of.js';
import type { SimulateOptions, Simulated } from './simulation.js';

const number =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < least || value > most)
      throw new InvalidArgumentError(`Use a whole number from ${least} to ${most}.`);
    return value;
  };

const instant = (text: string): string => {
  const moment = asOf(text);
  if ('position' in moment) throw new InvalidArgumentError('Use an instant such as 2026-01-01T00:00:00Z.');
  return moment.instant;
};

const readable = ({ events, refusals, seconds, types }: Simulated): string => {
  const count = (type: string): number => types[type] ?? 0;
  return [
    `${events} events in ${seconds.toFixed(1)} s (${Math.round(events / seconds)} events/s): ${count('TicketOpened')} tickets, ${count('ResponseTargetBreached')} breaches,`,
    `${count('CallbackRequested')} callbacks, ${count('ChatStarted')} chats, ${count('ChargeIssued')} charges, ${count('FeatureDigestSent')} digests; the rules refused ${refusals} commands.`,
  ].join(' ');
};

/** `ledgerdesk simulate`: for demos and benchmarks. */
export const addSimulate = (program: Command): void => {
  program
    .command('simulate')
    .description('fill an empty data folder with the life of some teams; the engine must be stopped')
    .option('--teams <n>', 'how many teams', number(1, 100_000), 20)
    .option('--days <n>', 'how many days', number(1, 3_650), 30)
    .option('--seed <n>', 'the same seed and start give the same events', number(0, 2_147_483_647), 1)
    .option(
      '--start <instant>',
      `first day (default: so that the story ends today, ${instantOf(Date.now()).slice(0, 10)})`,
      instant,
    )
    .option('--json', 'print the figures as JSON')
    .action(async ({ json, ...options }: SimulateOptions & { readonly json?: true }) => {
      const { simulate } = await import('./simulation.js');
      const simulated = await simulate(settingsFrom(process.env), options);
      process.stdout.write(`${json ? JSON.stringify(simulated) : readable(simulated)}\n`);
    });
};
