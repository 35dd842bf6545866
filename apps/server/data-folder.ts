import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Paths of the embedded stores. */
export interface DataFolder {
  readonly path: string;
  readonly events: string;
  readonly rows: string;
  readonly outbox: string;
  readonly presence: string;
  /** Persistent subscriptions of the gateway. */
  readonly subscriptions: string;
  readonly attachments: string;
}

/** Returns the paths in a data folder, whether or not they exist. */
export const dataFolderAt = (path: string): DataFolder => ({
  path: resolve(path),
  events: join(path, 'events.db'),
  rows: join(path, 'read.db'),
  outbox: join(path, 'outbox.db'),
  presence: join(path, 'presence.db'),
  subscriptions: join(path, 'subscriptions.db'),
  attachments: join(path, 'attachments'),
});

/** Creates the data folder if it does not exist, and returns its paths. */
export const createDataFolder = (path: string): DataFolder => {
  mkdirSync(path, { recursive: true });
  return dataFolderAt(path);
};
