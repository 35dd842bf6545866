import type { Checkpoint, ProjectionRef, ProjectionVersion } from '@ledgerdesk/read-store';

type Nullable<T> = { readonly [field in keyof T]: T[field] | null };

/** A version as the books have it: without a place in a log while it has no checkpoint. */
export interface StoredVersion extends ProjectionRef, Nullable<Checkpoint> {
  /** The version that serves, when it is this one. */
  readonly serves: number | null;
}

/** A version may serve before it has a checkpoint, when the log is empty, and have one before it serves. */
export const selectVersions = (checkpoints: string, serving: string): string =>
  `SELECT coalesce(c.name, s.name) AS name, coalesce(c.version, s.version) AS version, c.log_id AS "logId", c.position, s.version AS serves
   FROM ${checkpoints} c FULL JOIN ${serving} s ON s.name = c.name AND s.version = c.version`;

export const projectionVersion = ({ name, version, logId, position, serves }: StoredVersion): ProjectionVersion => ({
  name,
  version,
  checkpoint: logId === null || position === null ? undefined : { logId, position },
  serving: serves !== null,
});
