import type { ExpectedRevision } from './port.js';

/** Where an event is stored: its revision in its stream and its position in the log. */
export interface EventLocation {
  readonly revision: number;
  readonly position: number;
}

/** The lookups that a decision about an append needs. */
export interface EventIndex {
  /** Last revision of the stream; -1 if it is empty. */
  lastRevision(stream: string): number;
  /** The event at this revision of the stream, if it has this id. */
  locate(stream: string, revision: number, id: string): EventLocation | undefined;
  /** The event with this id, if it is in this stream and among the last RECENT_IDS events of the log. */
  locateRecent(stream: string, id: string): EventLocation | undefined;
}

type AppendDecision =
  | { readonly kind: 'append'; readonly after: number }
  | ({ readonly kind: 'repeat' } & EventLocation)
  | { readonly kind: 'conflict'; readonly actual: number };

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

/**
 * Decides whether an append is new, repeats one that was recorded, or conflicts with the stream, by EventStoreDB's
 * rules. If the expected revision is below the last one, the ids are compared with the events that follow it; with
 * `any` and `stream-exists` they are compared with recent ids. An append recorded only in part is a conflict.
 */
export const decideAppend = (
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
