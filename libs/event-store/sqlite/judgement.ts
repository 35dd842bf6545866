import type { ExpectedRevision } from '../port.js';

/** Where an event stands. */
export interface Place {
  readonly revision: number;
  readonly position: number;
}

/** What the judgement asks of the log. */
export interface Recorded {
  /** Last revision of the stream, -1 if there is none. */
  lastRevision(stream: string): number;
  /** The place of the event if it has this id at this revision of the stream. */
  at(stream: string, revision: number, id: string): Place | undefined;
  /** The place of the event if it is among the recent ones and in this stream. */
  recently(stream: string, id: string): Place | undefined;
}

export type Judgement =
  | { readonly kind: 'append'; readonly after: number }
  | ({ readonly kind: 'repeat' } & Place)
  | { readonly kind: 'conflict'; readonly actual: number };

/** All places found: the append is a repeat. None at the start: what `otherwise` says. Some only: never an append. */
const repeatOr = (
  otherwise: 'append' | 'conflict',
  actual: number,
  ids: readonly string[],
  find: (id: string, index: number) => Place | undefined,
): Judgement => {
  let last: Place | undefined;
  for (const [index, id] of ids.entries()) {
    const place = find(id, index);
    if (place === undefined)
      return index === 0 && otherwise === 'append' ? { kind: 'append', after: actual } : { kind: 'conflict', actual };
    last = place;
  }
  return last === undefined ? { kind: 'conflict', actual } : { kind: 'repeat', ...last };
};

/**
 * Whether an append is new, a repeat of one that was recorded, or in conflict with the stream: EventStoreDB's rules.
 * An exact revision below the current one is compared with the ids that follow it; where the caller names none,
 * with recent ids. An append of which only a part was recorded before is refused.
 */
export const judge = (
  recorded: Recorded,
  stream: string,
  expected: ExpectedRevision,
  ids: readonly string[],
): Judgement => {
  const actual = recorded.lastRevision(stream);
  if (expected === 'stream-exists' && actual < 0) return { kind: 'conflict', actual };
  if (expected === 'any' || expected === 'stream-exists') {
    return repeatOr('append', actual, ids, (id) => recorded.recently(stream, id));
  }
  const exact = expected === 'no-stream' ? -1 : expected;
  if (exact === actual) return { kind: 'append', after: actual };
  if (exact > actual) return { kind: 'conflict', actual };
  return repeatOr('conflict', actual, ids, (id, index) => recorded.at(stream, exact + 1 + index, id));
};
