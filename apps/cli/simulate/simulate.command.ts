import { instantOf } from '@ledgerdesk/kernel';
import { type Command, InvalidArgumentError } from 'commander';
import { settingsFrom } from '../../server/settings.js';
import { parseAsOf } from '../log/parse-as-of.js';
import type { SimulateOptions, SimulationResult } from './simulation.js';

const integer =
  (min: number, max: number) =>
  (text: string): number => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < min || value > max)
      throw new InvalidArgumentError(`Use an integer from ${min} to ${max}.`);
    return value;
  };

const instant = (text: string): string => {
  const asOf = parseAsOf(text);
  if ('position' in asOf) throw new InvalidArgumentError('Use an instant such as 2026-01-01T00:00:00Z.');
  return asOf.instant;
};

const summary = ({ events, refusals, seconds, types }: SimulationResult): string => {
  const count = (type: string, what: string): string => `${types[type] ?? 0} ${what}`;
  const rate = `${events} events in ${seconds.toFixed(1)} s (${Math.round(events / seconds)} events/s)`;
  const counts = [
    count('TicketOpened', 'tickets'),
    count('ResponseTargetBreached', 'breaches'),
    count('CallbackRequested', 'callbacks'),
    count('ChatStarted', 'chats'),
    count('ChargeIssued', 'charges'),
    count('FeatureDigestSent', 'digests'),
  ];
  return `${rate}: ${counts.join(', ')}; ${refusals} commands were refused.`;
};

/** Adds `ledgerdesk simulate`, which fills a data folder for demos and benchmarks. */
export const addSimulate = (program: Command): void => {
  program
    .command('simulate')
    .description('fill an empty data folder with simulated teams; stop the engine first')
    .option('--teams <n>', 'number of teams', integer(1, 100_000), 20)
    .option('--days <n>', 'number of days', integer(1, 3_650), 30)
    .option('--seed <n>', 'random seed; the same seed and start give the same events', integer(0, 2_147_483_647), 1)
    .option(
      '--start <instant>',
      `first day (default: so that the simulation ends today, ${instantOf(Date.now()).slice(0, 10)})`,
      instant,
    )
    .option('--json', 'print the figures as JSON')
    .action(async ({ json, ...options }: SimulateOptions & { readonly json?: true }) => {
      const { simulate } = await import('./simulation.js');
      const result = await simulate(settingsFrom(process.env), options);
      process.stdout.write(`${json ? JSON.stringify(result) : summary(result)}\n`);
    });
};
