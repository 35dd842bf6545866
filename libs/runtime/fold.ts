import type { Projection, RecordedEvent, Row } from '@ledgerdesk/kernel';
import { assertFits } from '@ledgerdesk/read-store';
import type { DecodeResult } from './decoded-page.js';
import { PoisonEvent } from './poison-event.js';

/** An event and the rows it touches. */
export interface KeyedEvent {
  readonly event: RecordedEvent;
  readonly keys: readonly string[];
}

/** What a batch touches, up to the event that the projection cannot take, if there is one. */
export interface KeyedBatch {
  readonly touches: readonly KeyedEvent[];
  readonly poison?: PoisonEvent;
}

/** Rows that changed (`undefined`: gone), up to the event that the projection cannot take, if there is one. */
export interface FoldResult {
  readonly rows: ReadonlyMap<string, Row | undefined>;
  readonly poison?: PoisonEvent;
}

/** Where the fold finds and leaves rows. */
export interface Rows {
  get(key: string): Row | undefined;
  set(key: string, row: Row | undefined): void;
}

/** Asks a projection which rows a batch of its events touches. */
export const keyedBatch = (projection: Projection, entries: readonly DecodeResult[]): KeyedBatch => {
  const touches: KeyedEvent[] = [];
  for (const entry of entries) {
    try {
      touches.push(keyedEvent(projection, entry));
    } catch (fault) {
      return { touches, poison: new PoisonEvent(projection.name, entry.stored, fault) };
    }
  }
  return { touches };
};

/** The rows that one decoded event touches; throws what decoding or `keysOf` threw. */
export const keyedEvent = (projection: Projection, entry: DecodeResult): KeyedEvent => {
  if ('fault' in entry) throw entry.fault;
  return { event: entry.event, keys: projection.keysOf(entry.event) };
};

/** Folds a batch over the rows as they stood before it. */
export const fold = (
  projection: Projection,
  { touches, poison }: KeyedBatch,
  loaded: ReadonlyMap<string, Row>,
): FoldResult => {
  const rows = new Map<string, Row | undefined>();
  const overlay: Rows = {
    get: (key) => (rows.has(key) ? rows.get(key) : loaded.get(key)),
    set: (key, row) => rows.set(key, row),
  };
  for (const touch of touches) {
    try {
      applyEvent(projection, touch, overlay);
    } catch (fault) {
      return { rows, poison: new PoisonEvent(projection.name, touch.event, fault) };
    }
  }
  return poison ? { rows, poison } : { rows };
};

/** Applies one event to all rows it touches, or to none if it throws. A row that stays the same is not set. */
export const applyEvent = (projection: Projection, { event, keys }: KeyedEvent, rows: Rows): void => {
  const changes = keys.map((key) => changeOf(projection, key, rows.get(key), event));
  for (const change of changes) if (change) rows.set(change.key, change.row);
};

const changeOf = (projection: Projection, key: string, before: Row | undefined, event: RecordedEvent) => {
  const row = projection.evolve(key, before, event);
  if (row === before) return undefined;
  if (row) assertFits(projection.table, row);
  return { key, row };
};
