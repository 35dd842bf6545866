import type { ReadableLog } from '@ledgerdesk/event-store';
import type { ManifestSource } from '@ledgerdesk/manifest';
import { TemporalTimeZones } from '@ledgerdesk/time-zones';
import type { StoredTree } from '@ledgerdesk/tree-store';
import { engineVersion, projectionHashes } from './engine-version.js';

/** What manifests of answers from a log say about the log and the code that runs. */
export const manifestSourceOf = (
  log: Pick<ReadableLog, 'logId' | 'readStream'>,
  tree?: Pick<StoredTree, 'origin' | 'lastCheckpoint'>,
): ManifestSource => {
  const { engineVersion: version, build } = engineVersion();
  return {
    log,
    code: { version, build },
    projectionHashes: projectionHashes(),
    timeZoneData: new TemporalTimeZones().version,
    tree,
  };
};
