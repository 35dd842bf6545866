import type { AppendCondition, ExpectedRevision } from './port.js';

/** Where an event is stored: its revision in its stream and its position in the log. */
export interface EventLocation {
  readonly revision: number;
  readonly position: number;
}

/** The lookups that a decision about an append needs. */
export interface EventIndex {
  /** Last revision of the stream; -1 if it is empty. */
  lastRevision(stream: string): number;
  /** True if the last event of the stream is a tombstone. */
  isDeleted(stream: string): boolean;
  /** The event at this revision of the stream, if it has this id. */
  locate(stream: string, revision: number, id: string): EventLocation | undefined;
  /** The event with this id, if it is in this stream and among the last RECENT_IDS events of the log. */
  locateRecent(stream: string, id: string): EventLocation | undefined;
}

type AppendDecision =
  | { readonly kind: 'append'; readonly after: number }
  | ({ readonly kind: 'repeat' } & EventLocation)
  /** `stream` is set if it is not the append's own stream but that of a condition. */
  | { readonly kind: 'conflict'; readonly actual: number; readonly stream?: string }
  | { readonly kind: 'deleted'; readonly stream: string };

/** A repeat if every id is found; `otherwise` if the first one is not; a conflict if only the first ones are. */
const repeatOr = (
  otherwise: 'append' | 'conflict',
  actual: number,
  ids: readonly string[],
  find: (id: string, index: number) => EventLocation | undefined,
): AppendDecision => {
  let last: EventLocation | undefined;
  for (const [index, id] of ids.entries()) {
    const location = find(id, index);
    if (location === undefined)
      return index === 0 && otherwise === 'append' ? { kind: 'append', after: actual } : { kind: 'conflict', actual };
    last = location;
  }
  return last === undefined ? { kind: 'conflict', actual } : { kind: 'repeat', ...last };
};

const decideRevision = (
  index: EventIndex,
  stream: string,
  expected: ExpectedRevision,
  ids: readonly string[],
): AppendDecision => {
  const actual = index.lastRevision(stream);
  if (expected === 'stream-exists' && actual < 0) return { kind: 'conflict', actual };
  if (expected === 'any' || expected === 'stream-exists') {
    return repeatOr('append', actual, ids, (id) => index.locateRecent(stream, id));
  }
  const exact = expected === 'no-stream' ? -1 : expected;
  if (exact === actual) return { kind: 'append', after: actual };
  if (exact > actual) return { kind: 'conflict', actual };
  return repeatOr('conflict', actual, ids, (id, offset) => index.locate(stream, exact + 1 + offset, id));
};

/** True if a stream whose last revision is `actual` (-1 if it is empty) is in the expected state. */
export const isExpectedRevision = (expected: ExpectedRevision, actual: number): boolean => {
  if (typeof expected === 'number') return expected === actual;
  return expected === 'any' || (expected === 'no-stream') === actual < 0;
};

/** Checks the conditions of an append that is otherwise accepted. */
const withConditions = (
  index: EventIndex,
  decision: AppendDecision,
  conditions: readonly AppendCondition[],
): AppendDecision => {
  for (const { stream, expected } of conditions) {
    if (index.isDeleted(stream)) return { kind: 'deleted', stream };
    const actual = index.lastRevision(stream);
    if (!isExpectedRevision(expected, actual)) return { kind: 'conflict', stream, actual };
  }
  return decision;
};

/**
 * Decides whether an append is new, repeats one that was recorded, or conflicts with the stream, by EventStoreDB's
 * rules. If the expected revision is below the last one, the ids are compared with the events that follow it; with
 * `any` and `stream-exists` they are compared with recent ids. An append recorded only in part is a conflict.
 * Conditions apply to new appends only, so that a repeat has the outcome of the first.
 */
export const decideAppend = (
  index: EventIndex,
  stream: string,
  expected: ExpectedRevision,
  ids: readonly string[],
  conditions: readonly AppendCondition[] = [],
): AppendDecision => {
  if (index.isDeleted(stream)) return { kind: 'deleted', stream };
  const decision = decideRevision(index, stream, expected, ids);
  return decision.kind === 'append' ? withConditions(index, decision, conditions) : decision;
};
