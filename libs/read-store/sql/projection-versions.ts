import type { Checkpoint, ProjectionRef, ProjectionVersion } from '@ledgerdesk/read-store';

type Nullable<T> = { readonly [field in keyof T]: T[field] | null };

/** A projection version in the metadata tables; `logId` and `position` are null before its first checkpoint. */
export interface StoredVersion extends ProjectionRef, Nullable<Checkpoint> {
  /** The version number if this version serves, else null. */
  readonly serves: number | null;
}

/** Selects versions that serve or have a checkpoint. A version of an empty log serves without a checkpoint. */
export const selectVersions = (checkpoints: string, serving: string): string =>
  `SELECT coalesce(c.name, s.name) AS name, coalesce(c.version, s.version) AS version, c.log_id AS "logId", c.position,
     s.version AS serves
   FROM ${checkpoints} c FULL JOIN ${serving} s ON s.name = c.name AND s.version = c.version`;

export const projectionVersion = ({ name, version, logId, position, serves }: StoredVersion): ProjectionVersion => ({
  name,
  version,
  checkpoint: logId === null || position === null ? undefined : { logId, position },
  serving: serves !== null,
});
