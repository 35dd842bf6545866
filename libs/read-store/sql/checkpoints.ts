import type { RowCheckpoint } from '@ledgerdesk/read-store';

/** A row of the table of checkpoints. All null in an outer join without a match. */
export interface StoredCheckpoint {
  readonly log_id: string | null;
  readonly position: string | null;
  /** This and the following are missing in tables that version 0.1.0 created, until a writer migrates them. */
  readonly event_id?: string | null;
  /**
   * The position that `event_id` and `epoch` belong to. A process of version 0.1.0 that still runs after the migration
   * moves `position` alone: both are then unknown.
   */
  readonly event_position?: string | null;
  readonly epoch?: number | null;
  readonly skipped?: string | null;
}

/** Returns undefined if there is none. */
export const checkpointFrom = (stored: StoredCheckpoint | undefined): RowCheckpoint | undefined => {
  if (!stored || stored.log_id === null || stored.position === null) return undefined;
  const { log_id: logId, position, event_id: eventId, event_position: eventPosition, epoch } = stored;
  const skipped = stored.skipped ?? undefined;
  if (eventPosition !== position) return { logId, position, skipped };
  return { logId, position, eventId: eventId ?? undefined, epoch: epoch ?? undefined, skipped };
};

/** The values of the columns log_id, position, event_id, event_position, epoch and skipped. */
export const checkpointValues = ({ logId, position, eventId, epoch, skipped }: RowCheckpoint) =>
  [logId, position, eventId ?? null, position, epoch ?? null, skipped ?? null] as const;
