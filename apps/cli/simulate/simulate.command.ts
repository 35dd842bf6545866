import { ApplicationModule, CommandExecutor, Engagements, Quotes } from '@ledgerdesk/application';
import { instantOf, millisOf } from '@ledgerdesk/kernel';
import { appointments, liveEngagements, liveTickets } from '@ledgerdesk/processes';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import { type Command, InvalidArgumentError } from 'commander';
import { type Engine, openEngine, type Settings, settingsFrom } from '../../engine/index.js';
import { asOf } from '../as-of.js';
import { progressBar } from '../progress-bar.js';
import { StoryCounts } from './story-counts.js';
import type { StoryParts } from './team-desk.js';
import { TeamStory } from './team-story.js';

interface SimulateOptions {
  readonly teams: number;
  readonly days: number;
  readonly seed: number;
  readonly start?: string;
  readonly json?: true;
}

/** What a simulation has put into the log. */
export interface Simulated {
  readonly events: number;
  /** Commands that the rules refused. */
  readonly refusals: number;
  readonly seconds: number;
  /** How many events of each type. */
  readonly types: Readonly<Record<string, number>>;
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

/** What the stories act through; processes react as the stories go, each at its event's own time. */
const partsOf = (engine: Engine, context: INestApplicationContext, seed: number): StoryParts => {
  const { store: log, rules, settings: { TENANT: tenant } } = engine;
  const [commands, engagements] = [context.get(CommandBus), context.get(Engagements)];
  const processes = [liveEngagements(engagements, tenant), liveTickets({ log, commands, rules, tenant }), appointments(commands, tenant)];
  return { log, commands, executor: context.get(CommandExecutor), quotes: context.get(Quotes), engagements, rules, processes, tenant, seed, counts: new StoryCounts() };
};

/** Fills the data folder of the settings with the life of some teams; the same seed and start give the same events. */
export const simulate = async (settings: Settings, { teams, days, seed, start }: SimulateOptions): Promise<Simulated> => {
  const engine = await openEngine({ ...settings, ROLES: 'projections' });
  try {
    const begun = performance.now();
    const from = start === undefined ? Math.floor(millisOf(engine.time.clock.now()) / DAY - days) * DAY : millisOf(start);
    const context = await NestFactory.createApplicationContext(ApplicationModule.on({ ...engine, quoteKey: engine.secrets.quoteKey() }), { logger: false });
    const parts = partsOf(engine, context, seed);
    const bar = progressBar('teams', teams);
    await sideBySide(Array.from({ length: teams }, (_, n) => new TeamStory(n, { from, days }, parts)), () => bar.step());
    bar.done();
    const seconds = (performance.now() - begun) / 1000;
    await engine.board.waitFor(await engine.store.head(), CATCH_UP_MS);
    const { events, refusals, types } = parts.counts;
    return { events, refusals, seconds, types };
  } finally {
    await engine.close();
  }
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
