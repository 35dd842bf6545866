import type { ProjectionRef, ProjectionVersion } from '@ledgerdesk/read-store';
import { checkpointFrom, type StoredCheckpoint } from './checkpoints.js';

/** A projection version in the metadata tables. */
export interface StoredVersion extends ProjectionRef, StoredCheckpoint {
  /** The version number if this version serves, else null. */
  readonly serves: number | null;
}

/** Selects versions that serve or have a checkpoint. A version of an empty log serves without a checkpoint. */
export const selectVersions = (checkpoints: string, serving: string): string =>
  `SELECT c.*, coalesce(c.name, s.name) AS name, coalesce(c.version, s.version) AS version, s.version AS serves
   FROM ${checkpoints} c FULL JOIN ${serving} s ON s.name = c.name AND s.version = c.version`;

export const projectionVersion = ({ name, version, serves, ...stored }: StoredVersion): ProjectionVersion => ({
  name,
  version,
  checkpoint: checkpointFrom(stored),
  serving: serves !== null,
});
