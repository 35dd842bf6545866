import type { Instant, Position } from '@ledgerdesk/kernel';
import type { StreamNews } from './stream-news.js';

/** A command that is recorded in a stream. */
export interface RecordedCommand {
  /** Revision of its last event. */
  readonly revision: number;
  readonly requestHash: string;
}

/** A stream folded up to a revision; -1 before its first event. */
export interface LoadedStream<State> {
  readonly state: State;
  readonly revision: number;
  readonly position: Position;
  readonly lastOccurredAt: Instant;
  /** Recorded commands by ID. */
  readonly commands: Map<string, RecordedCommand>;
  /** Events recorded since, on a log that a server keeps. */
  readonly news?: StreamNews | undefined;
}
