import { ApplicationModule, CommandExecutor, Engagements, Quotes } from '@ledgerdesk/application';
import { millisOf } from '@ledgerdesk/kernel';
import { appointments, liveEngagements, liveTickets } from '@ledgerdesk/processes';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import { type Engine, openEngine, type Settings } from '../../server/index.js';
import { progressBar } from '../terminal/progress-bar.js';
import { ScenarioCounts } from './scenario-counts.js';
import type { ScenarioParts } from './team-desk.js';
import { TeamScenario } from './team-scenario.js';

/** What is to be told. */
export interface SimulateOptions {
  readonly teams: number;
  readonly days: number;
  readonly seed: number;
  readonly start?: string;
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

const sideBySide = async (stories: readonly TeamScenario[], onTold: () => void): Promise<void> => {
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
const partsOf = (engine: Engine, context: INestApplicationContext, seed: number): ScenarioParts => {
  const {
    store: log,
    policies,
    settings: { TENANT: tenant },
  } = engine;
  const [commands, engagements] = [context.get(CommandBus), context.get(Engagements)];
  const processes = [
    liveEngagements(engagements, tenant),
    liveTickets({ log, commands, policies, tenant }),
    appointments(commands, tenant),
  ];
  return {
    log,
    commands,
    executor: context.get(CommandExecutor),
    quotes: context.get(Quotes),
    engagements,
    policies,
    processes,
    tenant,
    seed,
    counts: new ScenarioCounts(),
  };
};

/** Fills the data folder of the settings with the life of some teams; the same seed and start give the same events. */
export const simulate = async (
  settings: Settings,
  { teams, days, seed, start }: SimulateOptions,
): Promise<Simulated> => {
  const engine = await openEngine({ ...settings, ROLES: 'projections' });
  try {
    const begun = performance.now();
    const from =
      start === undefined ? Math.floor(millisOf(engine.time.clock.now()) / DAY - days) * DAY : millisOf(start);
    const context = await NestFactory.createApplicationContext(
      ApplicationModule.forRoot({ ...engine, quoteKey: engine.secrets.quoteKey() }),
      { logger: false },
    );
    const parts = partsOf(engine, context, seed);
    const bar = progressBar('teams', teams);
    await sideBySide(
      Array.from({ length: teams }, (_, n) => new TeamScenario(n, { from, days }, parts)),
      () => bar.step(),
    );
    bar.done();
    const seconds = (performance.now() - begun) / 1000;
    await engine.board.waitFor(await engine.store.head(), CATCH_UP_MS);
    const { events, refusals, types } = parts.counts;
    return { events, refusals, seconds, types };
  } finally {
    await engine.close();
  }
};
