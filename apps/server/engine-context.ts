import type { EventOrigin, LeaderLock } from '@ledgerdesk/kernel';
import type { EngineClock, PolicyRecord, PolicyTimeline } from '@ledgerdesk/application';
import type { AttachmentStore } from '@ledgerdesk/attachments';
import type { EngineEventStore, EventStore } from '@ledgerdesk/event-store';
import type { Outbox } from '@ledgerdesk/outbox';
import type { Presence } from '@ledgerdesk/presence';
import type { ReadAudit } from '@ledgerdesk/read-audit';
import type { KeyStore } from '@ledgerdesk/sealing';
import type { ReadStoreView } from '@ledgerdesk/read-store';
import type { AsOfReader, Followers, PageReader, ProjectionProgress } from '@ledgerdesk/runtime';
import type { TreeStore } from '@ledgerdesk/tree-store';
import type { DataFolder } from './data-folder.js';
import type { EngineTime } from './engine-time.js';
import type { ClockMoves } from './sandbox/clock-moves.js';
import type { LedgerConfig } from './ledger/ledger-config.js';
import type { ReadCheckpoints } from './read-checkpoints.js';
import type { Secrets } from './secrets.js';
import type { Settings } from './settings.js';
import type { StoreProbes } from './store-probes.js';

/** The open stores, policies and clock of an engine, which its workers and the API share. */
export interface EngineContext {
  readonly settings: Settings;
  readonly folder: DataFolder;
  /** The whole log, with what clients recorded over EventStoreDB's protocol. */
  readonly log: EventStore;
  /** The engine's own events. */
  readonly store: EngineEventStore;
  readonly rows: ReadStoreView;
  /** Checks that the stores can be read and written. */
  readonly probes: StoreProbes;
  /** Runs queries on rows replayed as of an instant or position. */
  readonly asOf: AsOfReader;
  /** Reads pages of the engine's own events. */
  readonly pages: PageReader;
  /** The event streams that follow the engine's own events. */
  readonly followers: Followers;
  readonly outbox: Outbox;
  readonly presence: Presence;
  readonly attachments: AttachmentStore;
  /** Who has read what. */
  readonly readAudit: ReadAudit;
  /** Signs the tree of the read audit. */
  readonly readCheckpoints: ReadCheckpoints;
  /** The trees of the log. */
  readonly trees: TreeStore;
  /** Name and keys of the tree of the log. */
  readonly ledger: LedgerConfig;
  readonly policies: PolicyTimeline;
  /** The versions of policy files that decisions have used. */
  readonly policyRecord: PolicyRecord;
  readonly time: EngineTime;
  readonly clock: EngineClock;
  /** What the metadata of every event of this engine says about its origin. */
  readonly origin: EventOrigin;
  /** The moves of a simulated clock; undefined unless CLOCK_START is set. */
  readonly clockMoves: ClockMoves | undefined;
  /** Progress of the projections, whichever thread or process runs them. */
  readonly projectionProgress: ProjectionProgress;
  /** Keys of data subjects; undefined in a process that only serves the log. */
  readonly keys: KeyStore | undefined;
  readonly secrets: Secrets;
  /** Opens the lock `name`, which elects one of the processes that share the rows. */
  readonly openLeaderLock: (name: string) => Promise<LeaderLock>;
}
