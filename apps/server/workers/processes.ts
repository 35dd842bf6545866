import type { CommandExecutor, Engagements } from '@ledgerdesk/application';
import {
  heartbeatMonitor,
  appointments,
  AttachmentSweep,
  liveEngagements,
  liveMatching,
  liveTickets,
  chatTimeouts,
  webhookChannels,
  webhookReplays,
  webhooks,
} from '@ledgerdesk/processes';
import { OutboxSweeper } from '@ledgerdesk/runtime';
import { Logger } from '@nestjs/common';
import type { CommandBus } from '@nestjs/cqrs';
import type { Engine } from '../engine.js';
import { mailWork } from '../mail.js';
import type { ProcessWork } from './process-worker.js';

/** What processes act through. */
export interface Acting {
  readonly commands: CommandBus;
  readonly executor: CommandExecutor;
  readonly engagements: Engagements;
}

/** The next sweep will do, where read models are far behind. */
const SWEEP_PATIENCE_MS = 5_000;

/** R6, K4: chats and callbacks: who gets which, what ends by itself, and the tickets that come of it. */
const liveWork = (
  { store: log, rows, board, policies, presence, settings: { TENANT: tenant, CLOCK_SPEED }, time }: Engine,
  { commands, engagements }: Acting,
): ProcessWork => ({
  processes: [
    liveEngagements(engagements, tenant),
    liveMatching({ engagements, rows, tenant, reached: (position, ms, names) => board.waitFor(position, ms, names) }),
    liveTickets({ log, commands, policies, tenant }),
  ],
  channels: [],
  clocks: [
    () => chatTimeouts({ rows, commands, tenant, ...time }),
    // Agents are there in real time, however fast the engine's clock runs.
    () =>
      heartbeatMonitor({
        presence,
        commands,
        tenant,
        heartbeatSeconds: (at) => policies.at(at).policy.heartbeatSeconds * CLOCK_SPEED,
        ...time,
      }),
  ],
});

/** What was uploaded and never attached is forgotten. */
const sweeping =
  ({ attachments, store, rows, board, time }: Engine) =>
  (): AttachmentSweep =>
    new AttachmentSweep({
      attachments,
      rows,
      ...time,
      caughtUp: async (names) => board.waitFor(await store.head(), SWEEP_PATIENCE_MS, names),
      onFault: (fault) =>
        new Logger('attachments').error(`What was never attached could not be forgotten: ${String(fault)}`),
    });

/** Every process of the engine, every way out of the house, and what comes about by time. */
export const processWork = (engine: Engine, acting: Acting): ProcessWork => {
  const { store, settings, secrets, time } = engine;
  const live = liveWork(engine, acting);
  const mail = mailWork(engine, acting.executor);
  return {
    processes: [
      webhooks(store),
      webhookReplays(store, engine.outbox),
      appointments(acting.commands, settings.TENANT),
      ...live.processes,
      ...mail.processes,
    ],
    channels: [
      ...webhookChannels({
        log: store,
        executor: acting.executor,
        commands: acting.commands,
        clock: time.clock,
        tenant: settings.TENANT,
        key: secrets.webhookKey(),
        allowPrivate: settings.WEBHOOK_PRIVATE_ADDRESSES,
      }),
      ...mail.channels,
    ],
    clocks: [...live.clocks, sweeping(engine), () => new OutboxSweeper({ outbox: engine.outbox, ...time })],
  };
};
