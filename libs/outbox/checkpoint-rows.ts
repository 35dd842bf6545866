import type { Checkpoint } from '@ledgerdesk/kernel';

/** A row of `outbox_places`. Tables that version 0.1.0 created lack the optional columns until they are migrated. */
export interface CheckpointRow {
  readonly process: string;
  readonly log_id: string;
  readonly position: string;
  readonly event_id?: string | null;
  /**
   * The position that `event_id` and `epoch` belong to. A process of version 0.1.0 that still runs after the migration
   * moves `position` alone: both are then unknown.
   */
  readonly event_position?: string | null;
  readonly epoch?: number | null;
}

export const checkpointFrom = (row: CheckpointRow): Checkpoint => {
  const { log_id: logId, position, event_id: eventId, event_position: eventPosition, epoch } = row;
  if (eventPosition !== position) return { logId, position };
  return { logId, position, eventId: eventId ?? undefined, epoch: epoch ?? undefined };
};

export const checkpointsFrom = (rows: readonly CheckpointRow[]): ReadonlyMap<string, Checkpoint> =>
  new Map(rows.map((row) => [row.process, checkpointFrom(row)]));
