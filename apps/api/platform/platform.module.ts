import type { AttachmentStore } from '@ledgerdesk/attachments';
import type { ReadableLog } from '@ledgerdesk/event-store';
import type { Timers } from '@ledgerdesk/kernel';
import { ManifestMaker } from '@ledgerdesk/manifest';
import type { Outbox } from '@ledgerdesk/outbox';
import type { Presence } from '@ledgerdesk/presence';
import type { ReadAudit } from '@ledgerdesk/read-audit';
import type { RowReader } from '@ledgerdesk/read-store';
import { type AsOfReader, Followers, type PageReader } from '@ledgerdesk/runtime';
import type { OpenContents } from '@ledgerdesk/sealing';
import type { StoredTree, TreeStore } from '@ledgerdesk/tree-store';
import { type DynamicModule, Module } from '@nestjs/common';

import { ReadModels } from './as-of/read-models.js';
import { ActiveAgents } from './auth/active-agents.js';
import { ActiveMembers } from './auth/active-members.js';
import { RightsChanges } from './auth/rights-changes.js';
import { HubSessions } from './auth/session/hub-sessions.js';
import type { HubSessionConfig } from './auth/session/session-config.js';
import { SessionRights } from './auth/session/session-rights.js';
import type { ReadModelProgress } from './http/ledger-position.hook.js';
import { LiveStreams } from './http/live-streams.js';
import { ResumableUpdates } from './http/resumable-updates.js';
import type { ReadCheckpointSource } from './read-audit/read-checkpoint-source.js';
import type { ReadRecorder } from './read-audit/read-recorder.js';
import { StreamLimit, type StreamLimits } from './http/stream-limit.js';
import type { SandboxClock } from './sandbox-clock.js';
import type { TimeSource } from './time-source.js';
import type { WhatIfRunner } from './what-if/what-if-runner.js';
import {
  AS_OF_READER,
  ATTACHMENTS,
  HUB_SESSION_CONFIG,
  LEDGER_TREE,
  LEDGER_TREES,
  OPEN_CONTENTS,
  OUTBOX,
  PAGES,
  PRESENCE,
  PROGRESS,
  READ_AUDIT,
  READ_CHECKPOINTS,
  READ_RECORDER,
  ROWS,
  SANDBOX_CLOCK,
  STORED_LOG,
  STREAM_LIMIT,
  TIMERS,
  TIME_SOURCE,
  UNREACHED_KEY_BACKUPS,
  WEBHOOK_KEY,
  WHAT_IF_RUNNER,
} from './tokens.js';

/** A folder of backups of keys that erased people may still be in, because the engine has not reached it. */
export interface UnreachedKeyBackup {
  readonly place: string;
  readonly since: string;
  readonly attempts: number;
  readonly failure: string;
}

/** Stores and keys that features use in addition to the application. */
export interface PlatformDependencies {
  readonly rows: RowReader;
  readonly asOf: AsOfReader;
  readonly pages: PageReader;
  readonly followers: Followers;
  readonly outbox: Outbox;
  readonly presence: Presence;
  readonly attachments: AttachmentStore;
  readonly readAudit: ReadAudit;
  readonly readRecorder: ReadRecorder;
  readonly readCheckpoints: ReadCheckpointSource;
  /** The tree of the log in its current epoch. */
  readonly tree: StoredTree;
  /** The trees of all its epochs. */
  readonly trees: TreeStore;
  /** The whole log, as it is stored. */
  readonly storedLog: Pick<ReadableLog, 'readStream'>;
  /** Makes the manifests of answers. */
  readonly manifests: ManifestMaker;
  /** Opens the sealed box of a stored event. */
  readonly openContents: OpenContents;
  /** The backups of keys that erased people may still be in. */
  readonly unreachedKeyBackups: () => readonly UnreachedKeyBackup[];
  readonly webhookKey: Uint8Array;
  readonly progress: ReadModelProgress;
  readonly streamLimits: StreamLimits;
  readonly timers: Timers;
  readonly timeSource: () => TimeSource;
  /** Undefined unless operators may move the clock. */
  readonly clockMoves: SandboxClock | undefined;
  readonly hubSessions: HubSessionConfig;
  /** Answers questions what other policies would have meant. */
  readonly whatIf: WhatIfRunner;
}

/** Provides every feature with stores, read models, member checks and event streams. Global. */
@Module({})
export class PlatformModule {
  static forRoot(dependencies: PlatformDependencies): DynamicModule {
    const {
      rows,
      asOf,
      pages,
      followers,
      outbox,
      presence,
      attachments,
      readAudit,
      readRecorder,
      readCheckpoints,
      tree,
      trees,
      storedLog,
      manifests,
      openContents,
      unreachedKeyBackups,
      webhookKey,
      progress,
      streamLimits,
      timers,
      timeSource,
      clockMoves,
      hubSessions,
      whatIf,
    } = dependencies;
    const providers = [
      { provide: ROWS, useValue: rows },
      { provide: AS_OF_READER, useValue: asOf },
      { provide: PAGES, useValue: pages },
      { provide: Followers, useValue: followers },
      { provide: OUTBOX, useValue: outbox },
      { provide: PRESENCE, useValue: presence },
      { provide: ATTACHMENTS, useValue: attachments },
      { provide: READ_AUDIT, useValue: readAudit },
      { provide: READ_RECORDER, useValue: readRecorder },
      { provide: READ_CHECKPOINTS, useValue: readCheckpoints },
      { provide: LEDGER_TREE, useValue: tree },
      { provide: LEDGER_TREES, useValue: trees },
      { provide: STORED_LOG, useValue: storedLog },
      { provide: ManifestMaker, useValue: manifests },
      { provide: OPEN_CONTENTS, useValue: openContents },
      { provide: UNREACHED_KEY_BACKUPS, useValue: unreachedKeyBackups },
      { provide: WEBHOOK_KEY, useValue: webhookKey },
      { provide: PROGRESS, useValue: progress },
      { provide: TIMERS, useValue: timers },
      { provide: TIME_SOURCE, useValue: timeSource },
      { provide: SANDBOX_CLOCK, useValue: clockMoves ?? null },
      { provide: HUB_SESSION_CONFIG, useValue: hubSessions },
      { provide: WHAT_IF_RUNNER, useValue: whatIf },
      { provide: STREAM_LIMIT, useValue: new StreamLimit(streamLimits) },
      ActiveAgents,
      ActiveMembers,
      SessionRights,
      HubSessions,
      ReadModels,
      RightsChanges,
      LiveStreams,
      ResumableUpdates,
    ];
    return { module: PlatformModule, global: true, providers, exports: providers };
  }
}
