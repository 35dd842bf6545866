import type { StoredEvent } from '@ledgerdesk/event-store';

/** Writes events into tables: one of all events, and one for each type. */
export interface TableWriter {
  /** Adds events, in log order. */
  write(events: readonly StoredEvent[]): Promise<void>;
  /** Completes the files: `all` with all events, and for each type that was written the file that `fileOf` names. */
  finish(): Promise<void>;
  discard(): Promise<void>;
}

/** Where tables are written. */
export interface TableFiles {
  readonly all: string;
  readonly fileOf: (type: string) => string;
  /** A folder for temporary files, which exists. */
  readonly temporary: string;
}
