import { canonicalJson, type ReadableLog } from '@ledgerdesk/event-store';
import type { Json, Position } from '@ledgerdesk/kernel';
import { createHash } from 'node:crypto';
import { versions } from 'node:process';
import { engineVersion } from '../../../server/engine-version.js';
import type { ExportedPart } from './export-manifest.js';

/** An export to describe. */
export interface DescribedAnswer {
  readonly log: Pick<ReadableLog, 'logId'>;
  readonly epoch: number;
  /** Position up to which the log was read. */
  readonly position: Position;
  readonly parameters: Readonly<Record<string, Json>>;
  readonly parts: readonly ExportedPart[];
}

/** What was asked, of which log, and by which code. `rows` is the digest of the list of files. */
export const describeExport = ({
  log,
  epoch,
  position,
  parameters,
  parts,
}: DescribedAnswer): Readonly<Record<string, Json>> => {
  const { engineVersion: version, build } = engineVersion();
  const files = parts.flatMap((part) => part.files.map(({ path, rows, sha256 }) => ({ path, rows, sha256 })));
  return {
    format: 'ledgerdesk-manifest/1',
    question: { kind: 'export', name: 'events', parameters },
    log: { id: log.logId, epoch, position },
    by: 'recorded',
    code: { version, build },
    projections: [],
    policies: [],
    timeZoneData: versions.tz ?? 'unknown',
    rows: { count: files.length, sha256: createHash('sha256').update(canonicalJson(files)).digest('hex') },
    ...(parameters['mask'] === true && { masked: true }),
  };
};
