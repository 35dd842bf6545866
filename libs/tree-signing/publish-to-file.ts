import { createPrivateFolder, replaceFile } from '@ledgerdesk/files';
import { join } from 'node:path';
import type { CheckpointPublisher } from './publication.js';

/** Keeps the newest checkpoint in a file, which is complete and synced whenever the power fails. */
export const publishToFile = (file: string): CheckpointPublisher => ({
  target: 'file',
  everyMs: 0,
  publish: async ({ note }) => replaceFile(file, note),
});

/** Readable by everyone: the folder is often one that other users read or copy. */
const PUBLIC_FILE = 0o644;
const HOUR = '2026-11-30T08'.length;

/** Keeps the newest checkpoint in a folder as `checkpoint`, and the newest of each hour, such as `2026-11-30T08`. */
export const publishToFolder = (folder: string): CheckpointPublisher => ({
  target: 'folder',
  everyMs: 1_000,
  publish: async ({ note, signedAt }) => {
    createPrivateFolder(folder);
    replaceFile(join(folder, signedAt.slice(0, HOUR)), note, PUBLIC_FILE);
    replaceFile(join(folder, 'checkpoint'), note, PUBLIC_FILE);
  },
});
