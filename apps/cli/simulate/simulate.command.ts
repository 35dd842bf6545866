import { ApplicationModule } from '@ledgerdesk/application';
import { instantOf, millisOf } from '@ledgerdesk/kernel';
import { NestFactory } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import { type Command, InvalidArgumentError } from 'commander';
import { openEngine, type Settings, settingsFrom } from '../../engine/index.js';
import { asOf } from '../as-of.js';
import { progressBar } from '../progress-bar.js';
import type { StoryCounts } from './team-desk.js';
import { TeamStory } from './team-story.js';

interface SimulateOptions {
  readonly teams: number;
  readonly days: number;
  readonly seed: number;
  readonly start?: string;
  readonly json?: true;
}

/** What a simulation has put into the log. */
export interface Simulated extends StoryCounts {
  readonly seconds: number;
}

const DAY = 86_400_000;
const CATCH_UP_MS = 3_600_000;
/** Teams whose stories are told side by side; each at its own time, so that the outcome is the same. */
const SIDE_BY_SIDE = 64;

const number = (least: number, most: number) => (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most) throw new InvalidArgumentError(`Use a whole number from ${least} to ${most}.`);
  return value;
};

const instant = (text: string): string => {
  const moment = asOf(text);
  if ('position' in moment) throw new InvalidArgumentError('Use an instant such as 2026-01-01T00:00:00Z.');
  return moment.instant;
};

const sideBySide = async (stories: readonly TeamStory[], onTold: () => void): Promise<void> => {
  const waiting = [...stories];
  const teller = async (): Promise<void> => {
    for (let story = waiting.shift(); story; story = waiting.shift()) {
      await story.tell();
      onTold();
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, teller));
};

/** Fills the data folder of the settings with the life of some teams; the same seed and start give the same events. */
export const simulate = async (settings: Settings, { teams, days, seed, start }: SimulateOptions): Promise<Simulated> => {
  const engine = await openEngine({ ...settings, ROLES: 'projections' });
  try {
    const begun = performance.now();
    const from = start === undefined ? Math.floor(millisOf(engine.time.clock.now()) / DAY - days) * DAY : millisOf(start);
    const context = await NestFactory.createApplicationContext(ApplicationModule.on({ ...engine, quoteKey: engine.secrets.quoteKey() }), { logger: false });
    const counts: StoryCounts = { events: 0, tickets: 0, breaches: 0, callbacks: 0, refusals: 0 };
    const parts = { commands: context.get(CommandBus), tenant: settings.TENANT, seed, counts };
    const bar = progressBar('teams', teams);
    await sideBySide(Array.from({ length: teams }, (_, n) => new TeamStory(n, { from, days }, engine.rules.at(instantOf(from)), parts)), () => bar.step());
    bar.done();
    const seconds = (performance.now() - begun) / 1000;
    await engine.board.waitFor(await engine.store.head(), CATCH_UP_MS);
    return { ...counts, seconds };
  } finally {
    await engine.close();
  }
};

const readable = ({ events, tickets, breaches, callbacks, refusals, seconds }: Simulated): string =>
  `${events} events in ${seconds.toFixed(1)} s (${Math.round(events / seconds)} events/s): ${tickets} tickets, ${breaches} breaches, ${callbacks} callbacks; the rules refused ${refusals} commands.`;

/** `ledgerdesk simulate`: for demos and benchmarks. */
export const addSimulate = (program: Command): void => {
  program.command('simulate')
    .description('fill an empty data folder with the life of some teams; the engine must be stopped')
    .option('--teams <n>', 'how many teams', number(1, 100_000), 20)
    .option('--days <n>', 'how many days', number(1, 3_650), 30)
    .option('--seed <n>', 'the same seed and start give the same events', number(0, 2_147_483_647), 1)
    .option('--start <instant>', `first day (default: so that the story ends today, ${instantOf(Date.now()).slice(0, 10)})`, instant)
    .option('--json', 'print the figures as JSON')
    .action(async (options: SimulateOptions) => {
      const simulated = await simulate(settingsFrom(process.env), options);
      process.stdout.write(`${options.json ? JSON.stringify(simulated) : readable(simulated)}\n`);
    });
};
