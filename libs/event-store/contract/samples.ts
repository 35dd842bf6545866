import { randomUUID } from 'node:crypto';
import { comparePositions, type Position } from '@ledgerdesk/kernel';
import type { EventStore, EventToAppend, LogPage, ReadAllOptions, StoredEvent } from '../port.js';

export const sample = (overrides: Partial<EventToAppend> = {}): EventToAppend => ({
  id: randomUUID(),
  type: 'SampleRecorded',
  version: 1,
  occurredAt: '2026-11-27T07:30:00.000Z',
  recordedAt: '2026-11-27T07:30:00.250Z',
  data: '{"amount":1}',
  metadata: '{"commandId":"c"}',
  ...overrides,
});

export const samples = (count: number, overrides: Partial<EventToAppend> = {}): EventToAppend[] =>
  Array.from({ length: count }, () => sample(overrides));

/** A unique prefix for the streams and event types of one test. */
export const aScope = (): string => `s${randomUUID().replaceAll('-', '')}`;

export const aStream = (scope = aScope()): string => `${scope}-${randomUUID()}`;

export const idsOf = (events: readonly { readonly id: string }[]): string[] => events.map(({ id }) => id);

export const areAscending = (positions: readonly Position[]): boolean =>
  positions.every((position, index) => index === 0 || comparePositions(positions[index - 1] ?? position, position) < 0);

/** Reads every page up to the end of the log. */
export const pagesOf = async (store: EventStore, options: ReadAllOptions): Promise<LogPage[]> => {
  const pages = [await store.readAll(options)];
  for (let last = pages[0]; last && !last.end;) {
    last = await store.readAll({ ...options, after: last.scannedTo });
    pages.push(last);
  }
  return pages;
};

export const eventsOf = async (store: EventStore, options: ReadAllOptions): Promise<StoredEvent[]> =>
  (await pagesOf(store, options)).flatMap(({ events }) => events);
