import type { StoredEvent } from '@ledgerdesk/event-store';

/** A file of a part that is complete, in the folder of drafts. */
export interface DraftFile {
  /** Path in the folder of the export, with `/`. */
  readonly path: string;
  /** What the rows are: `events`, or the name of an event type. */
  readonly table: string;
  readonly rows: number;
}

/** Writes the events of one part into files in a folder of drafts. */
export interface PartWriter {
  write(events: readonly StoredEvent[]): Promise<void>;
  /** Completes the files. Nothing is written afterwards. */
  finish(): Promise<readonly DraftFile[]>;
  /** Closes the files without completing them. */
  discard(): Promise<void>;
}

/** Where a part is written. */
export interface PartPlace {
  /** The folder of its drafts. */
  readonly drafts: string;
  /** Name of its files in the folder of a table, without extension: `00001` or `month=2026-10/00001`. */
  readonly name: string;
}

/** Begins a part. */
export type StartPart = (place: PartPlace) => PartWriter;
