import {
  ApplicationModule,
  CommandExecutor,
  Engagements,
  LiveTickets,
  Quotes,
  SeatQuotes,
} from '@ledgerdesk/application';
import { DAY, HOUR, millisOf } from '@ledgerdesk/kernel';
import { appointmentEndings, appointments, liveEngagements, liveTickets } from '@ledgerdesk/processes';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import { type Engine, type EngineOptions, openEngine, type Settings } from '../../server/index.js';
import { progressBar } from '../terminal/progress-bar.js';
import { EventCounts } from './event-counts.js';
import type { SimulationServices } from './simulated-team.js';
import { TeamScenario } from './team-scenario.js';

/** Size, seed and start of a simulation. */
export interface SimulateOptions extends Pick<EngineOptions, 'workerThreads'> {
  readonly teams: number;
  readonly days: number;
  readonly seed: number;
  /** First day; default: so that the simulation ends today. */
  readonly start?: string;
}

/** Figures of a finished simulation. */
export interface SimulationResult {
  readonly events: number;
  /** Number of refused commands. */
  readonly refusals: number;
  readonly seconds: number;
  /** Number of events per type. */
  readonly types: Readonly<Record<string, number>>;
}

/** Name of what the teams do, in the provenance of the events. */
const SCENARIO = 'support-teams';
const CATCH_UP_MS = HOUR;
/** Number of teams simulated concurrently. Teams do not interact, so the concurrency does not change the events. */
const CONCURRENT_TEAMS = 64;

const runConcurrently = async (scenarios: readonly TeamScenario[], onFinished: () => void): Promise<void> => {
  const waiting = [...scenarios];
  const runner = async (): Promise<void> => {
    for (let scenario = waiting.shift(); scenario; scenario = waiting.shift()) {
      await scenario.run();
      onFinished();
    }
  };
  await Promise.all(Array.from({ length: CONCURRENT_TEAMS }, runner));
};

/** Creates the services of the scenarios on an engine without live workers. */
const createServices = (engine: Engine, context: INestApplicationContext, seed: number): SimulationServices => {
  const {
    store: log,
    policies,
    settings: { TENANT: tenant },
  } = engine;
  const [commands, engagements] = [context.get(CommandBus), context.get(Engagements)];
  const processes = [
    liveEngagements(engagements, tenant),
    liveTickets(context.get(LiveTickets), tenant),
    appointments(commands, tenant),
    appointmentEndings(commands, tenant),
  ];
  return {
    log,
    commands,
    executor: context.get(CommandExecutor),
    quotes: context.get(Quotes),
    seatQuotes: context.get(SeatQuotes),
    engagements,
    policies,
    processes,
    tenant,
    seed,
    counts: new EventCounts(),
  };
};

/** Simulates teams in the data folder of the settings. The same seed and start give the same events. */
export const simulate = async (
  settings: Settings,
  { teams, days, seed, start, workerThreads = true }: SimulateOptions,
): Promise<SimulationResult> => {
  const simulation = { source: 'simulate', scenario: SCENARIO, seed } as const;
  const engine = await openEngine(
    { ...settings, ROLES: 'projections' },
    { workerThreads, deferProjections: true, origin: { simulation } },
  );
  try {
    const startedAt = performance.now();
    const from =
      start === undefined ? Math.floor(millisOf(engine.time.clock.now()) / DAY - days) * DAY : millisOf(start);
    const context = await NestFactory.createApplicationContext(
      ApplicationModule.forRoot({ ...engine, quoteKey: engine.secrets.quoteKey() }),
      { logger: false },
    );
    const services = createServices(engine, context, seed);
    const bar = progressBar('teams', teams);
    await runConcurrently(
      Array.from({ length: teams }, (_, n) => new TeamScenario(n, { from, days }, services)),
      () => bar.step(),
    );
    bar.stop();
    const seconds = (performance.now() - startedAt) / 1000;
    await engine.startProjections();
    await engine.projectionProgress.waitFor(await engine.store.head(), CATCH_UP_MS);
    const { events, refusals, types } = services.counts;
    return { events, refusals, seconds, types };
  } finally {
    await engine.close();
  }
};
