import {
  heartbeatMonitor,
  appointmentEndings,
  appointments,
  AttachmentSweep,
  deskClosing,
  erasures,
  lineOpenings,
  liveEngagements,
  liveMatching,
  liveRights,
  liveTickets,
  ReadAuditSweep,
  readingUpToEvent,
  chatTimeouts,
  seatCharges,
  ticketMerges,
  webhookChannels,
  webhookRemovals,
  webhookReplays,
  webhooks,
} from '@ledgerdesk/processes';
import { type Channel, OutboxSweeper, type Process } from '@ledgerdesk/runtime';
import { messageOf } from '@ledgerdesk/kernel';
import { emptyWriteAheadLog } from '@ledgerdesk/sqlite';
import { Logger } from '@nestjs/common';
import type { EngineContext } from '../engine-context.js';
import { mailChannels, mailManagers } from '../mail.js';
import type { CommandServices } from './command-services.js';
import { RetentionRecord } from './retention-record.js';

/** The process managers of an engine, the channels of its outbox, and its background jobs. */
export interface EngineProcesses {
  readonly managers: readonly Process[];
  readonly channels: readonly Channel[];
  /** Each creates a job that is started once. */
  readonly jobs: readonly (() => BackgroundJob)[];
}

/** Work that is triggered by time, not by events. */
export interface BackgroundJob {
  start(): void;
  stop(): Promise<void>;
  /** See `Scheduler.settled`. Absent if it records nothing. */
  settled?(): Promise<number>;
}

/** Longest wait of an attachment sweep for the read models. If it is exceeded, the sweep deletes nothing. */
const SWEEP_WAIT_MS = 5_000;

/** R6, K4: match chats and callbacks with agents, and open the resulting tickets. */
const liveSupportManagers = (
  { rows, projectionProgress, policies, settings: { TENANT: tenant }, time: { clock } }: EngineContext,
  { commands, engagements, liveTickets: tickets }: CommandServices,
): EngineProcesses['managers'] => [
  liveEngagements(engagements, tenant),
  liveRights({
    commands,
    rows,
    tenant,
    reached: (position, ms, names) => projectionProgress.waitFor(position, ms, names),
  }),
  liveMatching({
    engagements,
    rows,
    policies,
    clock,
    tenant,
    reached: (position, ms, names) => projectionProgress.waitFor(position, ms, names),
  }),
  liveTickets(tickets, tenant),
];

/**
 * R6, K4: end chats that time out, record agents whose heartbeats stop, and assign requests when the hours open. L4:
 * serve what waits in Japanese in English when the desk closes.
 */
const liveSupportJobs = (
  { rows, policies, presence, settings: { TENANT: tenant, CLOCK_SPEED }, time }: EngineContext,
  { commands, engagements }: CommandServices,
): EngineProcesses['jobs'] => [
  () => chatTimeouts({ rows, commands, tenant, ...time }),
  () => deskClosing({ rows, commands, policies, tenant, ...time }),
  () => lineOpenings({ engagements, rows, policies, tenant, ...time }),
  () =>
    heartbeatMonitor({
      presence,
      commands,
      tenant,
      // Agents send heartbeats in real time, regardless of the speed of the engine's clock.
      heartbeatSeconds: (at) => policies.at(at).policy.heartbeatSeconds * CLOCK_SPEED,
      ...time,
    }),
];

const attachmentSweep = (
  { attachments, store, rows, projectionProgress, policies, time }: EngineContext,
  record: RetentionRecord,
): AttachmentSweep =>
  new AttachmentSweep({
    attachments,
    rows,
    ...time,
    keptHours: (at) => policies.at(at).policy.retention.unattachedFileHours,
    onDeleted: (count, before) => record.dropped({ kind: 'unattached-files', count, before }),
    caughtUp: async (names) => projectionProgress.waitFor(await store.head(), SWEEP_WAIT_MS, names),
    onError: (error) =>
      new Logger('attachments').error(`Could not delete unattached uploads. Retrying in an hour: ${messageOf(error)}`),
  });

const outboxSweeper = ({ outbox, policies, time }: EngineContext, record: RetentionRecord): OutboxSweeper =>
  new OutboxSweeper({
    outbox,
    retention: (at) => {
      const { sentMessageDays: keepSentDays, deadMessageDays: keepDeadDays } = policies.at(at).policy.retention;
      return { keepSentDays, keepDeadDays };
    },
    onDeleted: (state, count, before) => record.dropped({ kind: `${state}-messages`, count, before }),
    ...time,
  });

const readAuditSweep = ({ readAudit, policies, time }: EngineContext, record: RetentionRecord): ReadAuditSweep =>
  new ReadAuditSweep({
    audit: readAudit,
    keptDays: (at) => policies.at(at).policy.retention.readRecordDays,
    onDrop: ({ count, firstLeaf, lastLeaf, from, to }, before, { id, size, root }) => {
      const readTree = { id, size, root: root.toString('base64'), firstLeaf, lastLeaf };
      return record.dropped({ kind: 'read-records', count, before, from, to, readTree });
    },
    onError: (error) =>
      new Logger('read audit').error(`Could not drop old records of reads. Retrying in an hour: ${messageOf(error)}`),
    ...time,
  });

/** What may be dropped, after the time that the policy sets. */
const retentionJobs = (engine: EngineContext): EngineProcesses['jobs'] => {
  const record = new RetentionRecord({ ...engine, tenant: engine.settings.TENANT });
  return [
    () => attachmentSweep(engine, record),
    () => outboxSweeper(engine, record),
    () => readAuditSweep(engine, record),
  ];
};

/** Moves the write-ahead logs of embedded stores, which have what was deleted, into their files, and empties them. */
const compactIn =
  ({ folder, settings: { DATABASE_URL } }: EngineContext) =>
  async (): Promise<void> => {
    if (DATABASE_URL === undefined) for (const file of [folder.rows, folder.outbox]) emptyWriteAheadLog(file);
  };

/** Erasures of people. None in a process without the keys of data subjects. */
const erasureManagers = (engine: EngineContext, { commands }: CommandServices): EngineProcesses['managers'] => {
  const { store: log, rows, attachments, outbox, keys, projectionProgress, settings, time } = engine;
  if (!keys) return [];
  return [
    erasures({
      commands,
      log,
      rows,
      attachments,
      outbox,
      keys,
      reached: (position, ms, names) => projectionProgress.waitFor(position, ms, names),
      isStopped: (names) =>
        projectionProgress
          .status()
          .some(({ name, serving, state }) => serving && state === 'poisoned' && names.includes(name)),
      compact: compactIn(engine),
      clock: time.clock,
      tenant: settings.TENANT,
    }),
  ];
};

/** Every process manager, channel and background job of the engine. */
export const engineProcesses = (engine: EngineContext, services: CommandServices): EngineProcesses => {
  const { store, outbox, pages, settings, secrets, time } = engine;
  const { commands, executor } = services;
  return {
    managers: [
      webhooks(store),
      webhookReplays(store, outbox, pages),
      webhookRemovals(outbox),
      seatCharges(services.seatCharges, settings.TENANT),
      ticketMerges(services.ticketMerges, settings.TENANT),
      appointments(commands, settings.TENANT),
      appointmentEndings(commands, settings.TENANT),
      ...liveSupportManagers(engine, services),
      ...mailManagers(engine, services),
      ...erasureManagers(engine, services),
    ].map((process) => readingUpToEvent(executor, process)),
    channels: [
      ...webhookChannels({
        log: store,
        executor,
        commands,
        clock: time.clock,
        tenant: settings.TENANT,
        key: secrets.webhookKey(),
        allowPrivate: settings.WEBHOOK_PRIVATE_ADDRESSES,
      }),
      ...mailChannels(engine, services),
    ],
    jobs: [...liveSupportJobs(engine, services), ...retentionJobs(engine)],
  };
};
