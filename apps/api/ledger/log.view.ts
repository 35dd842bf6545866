import { maskPersonalFields, maskSecrets } from '@ledgerdesk/events';
import { decodeOnce, type LogFilter, type StoredEvent } from '@ledgerdesk/event-store';
import type { Position } from '@ledgerdesk/kernel';
import type { EventView } from '@ledgerdesk/runtime';

/** Which events of the log are shown, and to whom. */
export interface LogViewParams {
  /** Prefix of stream names. */
  readonly stream?: string | undefined;
  readonly types?: readonly string[] | undefined;
  /** Masks personal fields. */
  readonly masked: boolean;
}

/** Filters of a store: what it selects without decoding events. */
export const storeFilterOf = ({ stream, types }: Omit<LogViewParams, 'masked'>): LogFilter => ({
  ...(stream === undefined ? {} : { streamPrefixes: [stream] }),
  ...(types === undefined ? {} : { types }),
});

/** An event as JSON text: most readers of the log are sent it as it is. */
export interface LoggedText {
  readonly position: Position;
  readonly json: string;
}

export const textOf = (stored: StoredEvent, masked: boolean): string =>
  JSON.stringify((masked ? maskPersonalFields : maskSecrets)(decodeOnce(stored)));

/** The events of the log, without secrets. */
export const loggedEvents: EventView<LogViewParams, LoggedText> = {
  name: 'logged-events',
  filter: storeFilterOf,
  itemsOf: (stored, { masked }) => [{ position: stored.position, json: textOf(stored, masked) }],
};
