import { digestOf, questionDigest } from '@ledgerdesk/manifest';
import { ExportFolder } from '../../../apps/cli/export/folder/export-folder.js';
import type { ExportManifest } from '../../../apps/cli/export/folder/export-manifest.js';
import { filesOf } from '../../../apps/cli/export/run-export.js';
import { exportToFolder, type FolderExport } from '../../../apps/cli/export/folder/export-to-folder.js';

/** What a test says of an export; the rest has defaults. */
type ExportUnderTest = Pick<FolderExport, 'log' | 'startPart'> & Partial<Omit<FolderExport, 'log' | 'startPart'>>;

/** Exports a log into a folder, with a manifest that names log, position and parameters. */
export const exportFiles = async (path: string, options: ExportUnderTest): Promise<ExportManifest> => {
  const { log, parameters = {} } = options;
  const folder = ExportFolder.open(path);
  try {
    return await exportToFolder({
      folder,
      selection: { after: '0' },
      partEvents: 10,
      describe: async (position, parts) => ({
        format: 'ledgerdesk-manifest/1',
        question: { kind: 'export', name: 'events', parameters },
        questionSha256: questionDigest({ question: { kind: 'export', name: 'events', parameters }, by: 'recorded' }),
        log: { id: log.logId, epoch: 0, position },
        by: 'recorded',
        code: { version: '1', build: null },
        projections: [],
        policies: [],
        timeZoneData: '1',
        rows: digestOf(filesOf(parts)),
      }),
      signal: new AbortController().signal,
      ...options,
      parameters,
    });
  } finally {
    folder.close();
  }
};
