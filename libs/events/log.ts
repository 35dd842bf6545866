import type { Instant, Position } from '@ledgerdesk/kernel';
import { defineEvent, type EventOf } from './definition.js';

/** A checkpoint of an event that the log no longer contains. */
export interface LostCheckpoint {
  /** Kind and name of what had read the log, e.g. `read model ticket-list`. */
  readonly reader: string;
  /** Position of the event. */
  readonly position: Position;
  /** Id of the event. Null: the checkpoint did not record it. */
  readonly eventId: string | null;
}

/**
 * A number of leaves of a tree.
 * @asType integer
 */
type LeafCount = number;

/**
 * An operator accepted that the log lost events, for example because it was restored from an older backup.
 * Checkpoints of an earlier epoch that the log contradicts are no longer valid.
 */
export type LogLossAccepted = EventOf<
  'LogLossAccepted',
  {
    /**
     * Number of the epoch that begins.
     * @asType integer
     */
    epoch: number;
    /** Position of the last event before this one. Null: the log was empty. */
    lastPosition: Position | null;
    /** Id of the last event before this one. Null: the log was empty. */
    lastEventId: string | null;
    /** Checkpoints that are no longer valid. */
    lost: readonly LostCheckpoint[];
    /** Reason that the operator gave. Null: none. */
    reason: string | null;
    /** The last checkpoint that was signed of the epoch before, as a signed note. Null: none was. */
    checkpoint: string | null;
    /**
     * Number of leaves at the beginning that the trees of both epochs share. Null: there is no checkpoint, or the
     * tree of the epoch before is lost.
     */
    sharedSize: LeafCount | null;
  }
>;

/**
 * An operator decided that one version of a read model leaves out an event that it cannot apply. Rows that are rebuilt
 * or replayed leave it out too.
 */
export type ProjectionEventSkipped = EventOf<
  'ProjectionEventSkipped',
  {
    /** Name of the read model. */
    projection: string;
    /**
     * Version of the read model.
     * @asType integer
     */
    projectionVersion: number;
    /** Id of the event that is left out. */
    eventId: string;
    /** Type of that event. */
    eventType: string;
    /** Position of that event. */
    position: Position;
    /** Reason that the operator gave. Null: none. */
    reason: string | null;
  }
>;

/**
 * An operator made one version of a read model try again. If it left out events until then, its rows are rebuilt
 * with them.
 */
export type ProjectionRetried = EventOf<
  'ProjectionRetried',
  {
    /** Name of the read model. */
    projection: string;
    /**
     * Version of the read model.
     * @asType integer
     */
    projectionVersion: number;
    /** Ids of the events that it left out until then. */
    withdrawn: readonly string[];
    /** Reason that the operator gave. Null: none. */
    reason: string | null;
  }
>;

/** The clock of a process, as it was at its start. */
export interface StartClock {
  /** `system`: the clock of the machine, guarded against steps. `simulated`: a clock that the settings start. */
  readonly source: 'system' | 'simulated';
  /** Time at which a simulated clock started. Null for the clock of the machine. */
  readonly start: Instant | null;
  /** Simulated seconds per second; 1 for the clock of the machine. */
  readonly speed: number;
}

/** The contents of one version of a policy file. */
export interface StartPolicy {
  /** Name of the file. */
  readonly name: string;
  /** Version of the file. */
  readonly policyVersion: string;
  /** SHA-256 of the contents as canonical JSON (RFC 8785), in lower-case hex. */
  readonly sha256: string;
}

/** A setting that changes what is recorded or promised. */
export interface StartSetting {
  /** Name of the setting. */
  readonly name: string;
  /** Its value, as text of at most 500 characters. */
  readonly value: string;
}

/**
 * A process of the engine started. Recorded before the first event that the process records; a process that records
 * nothing is not recorded.
 */
export type EngineStarted = EventOf<
  'EngineStarted',
  {
    /** Id of the process, made at its start. */
    instanceId: string;
    /** Version of the engine. */
    engineVersion: string;
    /** SHA-256 of the compiled engine, in lower-case hex. Null: it is not a build. */
    build: string | null;
    /** Parts of the engine that run in the process (`ROLES`). */
    roles: readonly string[];
    /** The clock of the process. */
    clock: StartClock;
    /** Version of Node.js. */
    nodeVersion: string;
    /** Release of the time-zone database. */
    timeZones: string;
    /** Every configured version of the policy files that decisions use. */
    policies: readonly StartPolicy[];
    /** Settings that change what is recorded or promised, by name. Never secrets. */
    settings: readonly StartSetting[];
  }
>;
/** Kinds of what may be dropped. */
export const RETENTION_KINDS = ['unattached-files', 'sent-messages', 'dead-messages', 'read-records'] as const;

/** The tree of the read audit before records of it were dropped. It has all leaves afterwards too. */
export interface ReadTreeBefore {
  /** Id of the tree. */
  readonly id: string;
  /**
   * Number of leaves.
   * @asType integer
   */
  readonly size: number;
  /** Root hash in base64. */
  readonly root: string;
  /**
   * Index of the first record that was dropped.
   * @asType integer
   */
  readonly firstLeaf: number;
  /**
   * Index of the last record that was dropped.
   * @asType integer
   */
  readonly lastLeaf: number;
}

/** The engine dropped what the retention of the policy allows to drop. */
export type RetentionApplied = EventOf<
  'RetentionApplied',
  {
    /** What was dropped. */
    kind: (typeof RETENTION_KINDS)[number];
    /**
     * Number of files, messages or records.
     * @asType integer
     */
    count: number;
    /** Older ones were to be dropped. */
    before: Instant;
    /** Time of the oldest one that was dropped. Null: not known. */
    from: Instant | null;
    /** Time of the newest one that was dropped. Null: not known. */
    to: Instant | null;
    /** Version of the policy file. */
    policyVersion: string;
    /** For records of reads: the tree before. Null for anything else. */
    readTree: ReadTreeBefore | null;
  }
>;

/**
 * The key that signs the tree of the log changes. Recorded before the new key signs anything, so that the tree which
 * it signs has the event.
 */
export type LedgerKeyChanged = EventOf<
  'LedgerKeyChanged',
  {
    /** Origin of the tree: the name of the log, its tenant and its epoch. */
    origin: string;
    /** Public key that signed before, as `<origin>+<key id>+<base64>`. Null: not known. */
    previousVkey: string | null;
    /** Public key that signs from then on, as `<origin>+<key id>+<base64>`. */
    vkey: string;
    /**
     * Number of leaves of the last checkpoint that the key before signed. Null: not known, or of an earlier epoch.
     */
    size: LeafCount | null;
  }
>;

/**
 * The log is used with a store of the keys of personal data: the first one, or one that takes the place of the one
 * before. Engines with another store do not start on the log.
 */
export type KeyStoreUsed = EventOf<
  'KeyStoreUsed',
  {
    /** Random id of the store. */
    keyStoreId: string;
    /** Id of the store before. Null: the log named none. */
    previousId: string | null;
    /**
     * Number of keys that seal events of the log and that the store does not have. The operator has accepted that what
     * they seal cannot be read.
     * @asType integer
     */
    missingKeys: number;
    /** Reason that the operator gave. Null: none, or the engine has recorded the event. */
    reason: string | null;
  }
>;
export type ProjectionDecision = ProjectionEventSkipped | ProjectionRetried;
export type LogEvent =
  LogLossAccepted | EngineStarted | RetentionApplied | LedgerKeyChanged | KeyStoreUsed | ProjectionDecision;

/** Types of the events that change what a read model leaves out, or make it try again. */
export const PROJECTION_DECISIONS = ['ProjectionEventSkipped', 'ProjectionRetried'] as const;

const SKIPPED_EVENT_ID = '0d5a1f0e-6d3c-8b3a-9a50-2f1f9a3c6f51';

export const projectionDecisions = [
  defineEvent<ProjectionEventSkipped>('ProjectionEventSkipped', {
    sample: {
      projection: 'ticket-list',
      projectionVersion: 3,
      eventId: SKIPPED_EVENT_ID,
      eventType: 'TicketReplied',
      position: '96',
      reason: 'The text is too long for the search index.',
    },
  }),
  defineEvent<ProjectionRetried>('ProjectionRetried', {
    sample: {
      projection: 'ticket-list',
      projectionVersion: 3,
      withdrawn: [SKIPPED_EVENT_ID],
      reason: 'The index takes long texts now.',
    },
  }),
];

export const engineStarts = [
  defineEvent<EngineStarted>('EngineStarted', {
    sample: {
      instanceId: '3c1f6a54-0b7e-4c1d-9d53-6e8f2a7b9c10',
      engineVersion: '0.2.0',
      build: '7b3f1f0a6d3c4b3a9a502f1f9a3c6f510d5a1f0e6d3c4b3a9a502f1f9a3c6f51',
      roles: ['http', 'projections', 'deadlines', 'processes'],
      clock: { source: 'simulated', start: '2026-11-27T07:30:00.000Z', speed: 1 },
      nodeVersion: '20.19.5',
      timeZones: '2026b',
      policies: [
        {
          name: 'prices',
          policyVersion: '2026-11',
          sha256: '4d967a30111bf29f0eba01c448b375c1629b2fed01cdfcc3aed91f1b57d5dd5e',
        },
      ],
      settings: [{ name: 'CLOCK_STEP_SECONDS', value: '300' }],
    },
  }),
];

export const ledgerKeyEvents = [
  defineEvent<LedgerKeyChanged>('LedgerKeyChanged', {
    sample: {
      origin: 'ledgerdesk/main/0',
      previousVkey: 'ledgerdesk/main/0+c7564527+AQ6bE9J1sXl9iKkm1bWJ3b3w3m4sR5cY0b5xgQv3l7rC',
      vkey: 'ledgerdesk/main/0+5e1f2a90+AS7cF0K2tYm8jLln2cXK4c4x4n5tS6dZ1c6yhRw4m8sD',
      size: 1_204,
    },
  }),
];

export const keyStoreEvents = [
  defineEvent<KeyStoreUsed>('KeyStoreUsed', {
    sample: {
      keyStoreId: 'q0tZ3c1f6a540b7e4c1d9d',
      previousId: null,
      missingKeys: 0,
      reason: null,
    },
  }),
];

export const retentionEvents = [
  defineEvent<RetentionApplied>('RetentionApplied', {
    sample: {
      kind: 'read-records',
      count: 1_204,
      before: '2026-11-27T07:30:00.000Z',
      from: '2026-11-26T06:12:40.117Z',
      to: '2026-11-27T07:29:58.031Z',
      policyVersion: '2026-11-30.1',
      readTree: {
        id: '5f0c7b1e8a34',
        size: 96_214,
        root: '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
        firstLeaf: 0,
        lastLeaf: 1_203,
      },
    },
  }),
];

export const logEvents = [
  defineEvent<LogLossAccepted>('LogLossAccepted', {
    version: 2,
    upcasters: [(data) => ({ ...data, checkpoint: null, sharedSize: null })],
    sample: {
      epoch: 1,
      lastPosition: '78',
      lastEventId: '41291428-2ffc-8b71-913b-0a64886b0000',
      lost: [{ reader: 'process webhooks', position: '96', eventId: '0d5a1f0e-6d3c-8b3a-9a50-2f1f9a3c6f51' }],
      reason: 'Restored from the backup of 2 a.m.',
      checkpoint:
        'ledgerdesk/main/0\n96\nvSm9yIVDy+7WQfEmbfF3+YkfUg5r8tWvMkH7jBqoN5M=\n\n— ledgerdesk/main/0 x1ZFJ2JkhbQ=\n',
      sharedSize: 78,
    },
  }),
  ...projectionDecisions,
  ...engineStarts,
  ...retentionEvents,
  ...ledgerKeyEvents,
  ...keyStoreEvents,
];
