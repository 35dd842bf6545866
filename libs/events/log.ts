import type { Position } from '@ledgerdesk/kernel';
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
export type ProjectionDecision = ProjectionEventSkipped | ProjectionRetried;
export type LogEvent = LogLossAccepted | ProjectionDecision;

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

export const logEvents = [
  defineEvent<LogLossAccepted>('LogLossAccepted', {
    sample: {
      epoch: 1,
      lastPosition: '78',
      lastEventId: '41291428-2ffc-8b71-913b-0a64886b0000',
      lost: [{ reader: 'process webhooks', position: '96', eventId: '0d5a1f0e-6d3c-8b3a-9a50-2f1f9a3c6f51' }],
      reason: 'Restored from the backup of 2 a.m.',
    },
  }),
  ...projectionDecisions,
];
