import { isInGroup, type Projection, type RecordedEvent, type Row } from '@ledgerdesk/kernel';
import { assertFits } from '@ledgerdesk/read-store';
import type { DecodeResult } from './decoded-page.js';
import { PoisonEvent } from './poison-event.js';

/** An event and the keys of the rows that it changes. */
export interface KeyedEvent {
  readonly event: RecordedEvent;
  readonly keys: readonly string[];
  /** The group of rows that it changes too: see `Projection.groupOf`. */
  readonly group: string | undefined;
}

/** The events of a batch up to the first one that fails, and that failure. */
export interface KeyedBatch {
  readonly events: readonly KeyedEvent[];
  readonly poison?: PoisonEvent;
}

/** The rows that a batch changed (`undefined`: removed) up to the first event that fails, and that failure. */
export interface FoldResult {
  readonly rows: ReadonlyMap<string, Row | undefined>;
  /** The rows that there were before. */
  readonly before: ReadonlyMap<string, Row>;
  readonly poison?: PoisonEvent;
}

/** The rows that events are applied to. */
export interface MutableRows {
  get(key: string): Row | undefined;
  set(key: string, row: Row | undefined): void;
  /** Keys of the rows of a group. Rows that were removed may be included. */
  keysIn(group: string): Iterable<string>;
}

/** Computes the row keys of a batch, so that its rows can be loaded in one query. */
export const keyedBatch = (projection: Projection, results: readonly DecodeResult[]): KeyedBatch => {
  const events: KeyedEvent[] = [];
  for (const result of results) {
    try {
      events.push(keyedEvent(projection, result));
    } catch (error) {
      return { events, poison: new PoisonEvent(projection.name, result.stored, error) };
    }
  }
  return { events };
};

/** Throws what decoding or `keysOf` threw. */
export const keyedEvent = (projection: Projection, result: DecodeResult): KeyedEvent => {
  if ('error' in result) throw result.error;
  const { event } = result;
  return { event, keys: projection.keysOf(event), group: projection.groupOf?.(event) };
};

/** Folds a batch over the rows loaded before it. */
export const fold = (
  projection: Projection,
  { events, poison }: KeyedBatch,
  loaded: ReadonlyMap<string, Row>,
): FoldResult => {
  const rows = new Map<string, Row | undefined>();
  const overlay: MutableRows = {
    get: (key) => rows.get(key) ?? (rows.has(key) ? undefined : loaded.get(key)),
    set: (key, row) => rows.set(key, row),
    keysIn: (group) => [...loaded.keys(), ...rows.keys()].filter((key) => isInGroup(key, group)),
  };
  for (const keyed of events) {
    try {
      applyEvent(projection, keyed, overlay);
    } catch (error) {
      return { rows, before: loaded, poison: new PoisonEvent(projection.name, keyed.event, error) };
    }
  }
  return poison ? { rows, before: loaded, poison } : { rows, before: loaded };
};

/** Applies an event to every row that it changes. If it throws, no row is changed. */
export const applyEvent = (projection: Projection, keyed: KeyedEvent, rows: MutableRows): void => {
  const { event, keys, group } = keyed;
  const [only] = keys;
  if (keys.length === 1 && only !== undefined && group === undefined) {
    const change = changeOf(projection, only, rows.get(only), event);
    if (change) rows.set(change.key, change.row);
    return;
  }
  const changes = keysChangedBy(keyed, rows).map((key) => changeOf(projection, key, rows.get(key), event));
  for (const change of changes) if (change) rows.set(change.key, change.row);
};

const keysChangedBy = ({ keys, group }: KeyedEvent, rows: MutableRows): readonly string[] =>
  group === undefined ? keys : [...new Set([...keys, ...rows.keysIn(group)])];

const changeOf = (projection: Projection, key: string, before: Row | undefined, event: RecordedEvent) => {
  const row = projection.evolve(key, before, event);
  if (row === before) return undefined;
  if (row) assertFits(projection.table, row);
  return { key, row };
};
