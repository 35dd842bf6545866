import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where an engine keeps what is its own. */
export interface DataFolder {
  readonly path: string;
  readonly events: string;
  readonly rows: string;
  readonly outbox: string;
  readonly presence: string;
  readonly attachments: string;
}

/** The files of a data folder, which is made if it is missing. */
export const dataFolder = (path: string): DataFolder => {
  mkdirSync(path, { recursive: true });
  return {
    path: resolve(path),
    events: join(path, 'events.db'),
    rows: join(path, 'read.db'),
    outbox: join(path, 'outbox.db'),
    presence: join(path, 'presence.db'),
    attachments: join(path, 'attachments'),
  };
};
