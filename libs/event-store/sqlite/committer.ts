import type { EventToAppend, ExpectedRevision } from '../port.js';

/** An event as the writer takes it: values only, which are cheap to hand to another thread. */
export type EventValues = readonly [
  id: string,
  type: string,
  version: number,
  occurredAt: string,
  recordedAt: string,
  data: string,
  metadata: string,
];

export type AppendRequest = readonly [stream: string, expected: ExpectedRevision, events: readonly EventValues[]];

/** What became of one append of a batch. `actual` is -1 for an empty stream. */
export type Outcome =
  | { readonly kind: 'appended'; readonly revision: number; readonly position: number }
  | { readonly kind: 'conflict'; readonly actual: number };

/** Commits batches one after the other: outcomes in the order of the requests, or a rejection that spares none of them. */
export interface Committer {
  commit(batch: readonly AppendRequest[]): Promise<readonly Outcome[]>;
  close(): Promise<void>;
}

export const valuesOf = (event: EventToAppend): EventValues => [
  event.id,
  event.type,
  event.version,
  event.occurredAt,
  event.recordedAt,
  event.data,
  event.metadata,
];
