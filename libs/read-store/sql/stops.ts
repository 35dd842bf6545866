import type { ProjectionRef, ProjectionStop, StoppedVersion } from '@ledgerdesk/read-store';

/** A row of the table of stopped versions. */
export interface StoredStop extends ProjectionRef {
  readonly position: string;
  readonly event_id: string;
  readonly event_type: string;
  readonly message: string;
}

export const stoppedVersion = ({ name, version, position, message, ...event }: StoredStop): StoppedVersion => ({
  name,
  version,
  stop: { position, eventId: event.event_id, eventType: event.event_type, message },
});

/** The values of the columns name, version, position, event_id, event_type and message. PostgreSQL stores no NUL. */
export const stopValues = ({ name, version }: ProjectionRef, stop: ProjectionStop) =>
  [name, version, stop.position, stop.eventId, stop.eventType, stop.message.replaceAll('\0', '')] as const;
