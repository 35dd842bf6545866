import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The files of an engine on embedded stores. */
export interface DataFolder {
  readonly path: string;
  readonly events: string;
  readonly rows: string;
  readonly outbox: string;
  readonly presence: string;
  readonly attachments: string;
}

/** The paths of a data folder's files. */
export const dataFolderAt = (path: string): DataFolder => ({
  path: resolve(path),
  events: join(path, 'events.db'),
  rows: join(path, 'read.db'),
  outbox: join(path, 'outbox.db'),
  presence: join(path, 'presence.db'),
  attachments: join(path, 'attachments'),
});

/** The same, with the folder created if it is missing. */
export const dataFolder = (path: string): DataFolder => {
  mkdirSync(path, { recursive: true });
  return dataFolderAt(path);
};
