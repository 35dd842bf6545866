import type { AppendCondition, EventToAppend, ExpectedRevision, UnsealedData } from '../port.js';

/** The columns of an event, as an array: cheap to clone into the writer's thread, which seals unsealed data. */
export type EventValues<Data extends string | UnsealedData = string> = readonly [
  id: string,
  type: string,
  version: number,
  occurredAt: string,
  recordedAt: string,
  data: Data,
  metadata: string,
];

export type AppendRequest = readonly [
  stream: string,
  expected: ExpectedRevision,
  events: readonly EventValues<string | UnsealedData>[],
  conditions?: readonly AppendCondition[],
];

/**
 * The outcome of one append of a batch. `actual` is -1 for an empty stream, and `stream` of a conflict is set if a
 * condition on that stream was not met.
 */
export type AppendOutcome =
  | { readonly kind: 'appended'; readonly revision: number; readonly position: number }
  | { readonly kind: 'conflict'; readonly actual: number; readonly stream?: string }
  | { readonly kind: 'deleted'; readonly stream: string };

/** Commits batches one after the other. Resolves with one outcome per request, or rejects for the whole batch. */
export interface Committer {
  commit(batch: readonly AppendRequest[]): Promise<readonly AppendOutcome[]>;
  close(): Promise<void>;
}

/** Is notified of what happens to a committer between commits. */
export interface CommitterObserver {
  /** Called with what an operator should know, but that fails no commit. */
  onWarning(message: string): void;
  /** Called once, if every later commit fails. */
  onFailure(message: string): void;
}

export const valuesOf = <Data extends string | UnsealedData>(
  event: Omit<EventToAppend, 'data'> & { readonly data: Data },
): EventValues<Data> => [
  event.id,
  event.type,
  event.version,
  event.occurredAt,
  event.recordedAt,
  event.data,
  event.metadata,
];
