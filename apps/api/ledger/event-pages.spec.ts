import type { EventToAppend, StoredEvent } from '@ledgerdesk/event-store';
import type { SortOrder } from '@ledgerdesk/events';
import { appendKeyOf } from '@ledgerdesk/projections';
import { MemoryEventStore } from '../../../test/support/memory-event-store.js';
import { eventsOfStream, readEventPage, type EventSource } from './event-pages.js';

const AT = '2026-11-27T07:30:00.000Z';
const event = (id: string): EventToAppend => ({
  id,
  type: 'TicketReplied',
  version: 2,
  occurredAt: AT,
  recordedAt: AT,
  data: '{}',
  metadata: '{}',
});
const BASE = '5526f456-5693-803a-b89f-0fe12d48';

describe('pages of events', () => {
  let store: MemoryEventStore;
  /** Two tickets in turn at positions 1 to 10, ticket-a at odd ones; then an append of three events, and one more. */
  beforeEach(async () => {
    store = new MemoryEventStore();
    for (let n = 0; n < 5; n += 1)
      for (const ticket of ['a', 'b']) await store.append(`ticket-${ticket}`, 'any', [event(`${ticket}${n}`)]);
    await store.append(
      'ticket-c',
      'no-stream',
      [0, 1, 2].map((n) => event(`${BASE}000${n}`)),
    );
    await store.append('ticket-c', 2, [event('alone')]);
  });

  const read = async (source: EventSource, after?: string, limit = 3) => {
    const { events, scannedTo, end } = await readEventPage(store, source, { after, limit });
    return { positions: events.map(({ position }) => Number(position)), scannedTo, end };
  };

  it('of the log run in its order, or against it down to a floor', async () => {
    expect(await read({ order: 'asc' })).toEqual({ positions: [1, 2, 3], scannedTo: '3', end: false });
    expect(await read({ order: 'asc', floor: '12' }, '3')).toMatchObject({ positions: [13, 14], end: true });
    expect(await read({ order: 'desc' })).toMatchObject({ positions: [14, 13, 12], end: false });
    expect(await read({ order: 'desc', floor: '2' }, '5')).toMatchObject({ positions: [4, 3], end: true });
  });

  it.each<[SortOrder, string | undefined, readonly number[]]>([
    ['asc', undefined, [1, 3, 5]],
    ['asc', '3', [5, 7, 9]],
    ['asc', '4', [5, 7, 9]],
    ['asc', '9', []],
    ['desc', undefined, [9, 7, 5]],
    ['desc', '5', [3, 1]],
    ['desc', '6', [5, 3, 1]],
    ['desc', '1', []],
  ])('of a stream in order %s after position %s', async (order, after, positions) => {
    expect(await read({ order, streamName: 'ticket-a' }, after)).toMatchObject({ positions });
  });

  it('of a stream end where it ends, and at the floor', async () => {
    expect(await read({ order: 'asc', streamName: 'ticket-a' }, '7')).toMatchObject({ positions: [9], end: true });
    expect(await read({ order: 'asc', streamName: 'ticket-a', floor: '6' })).toMatchObject({ positions: [7, 9] });
    expect(await read({ order: 'desc', streamName: 'ticket-a', floor: '6' }, undefined, 9)).toMatchObject({
      positions: [9, 7],
      end: true,
    });
    expect(await read({ order: 'asc', streamName: 'ticket-none' })).toEqual({
      positions: [],
      scannedTo: '0',
      end: true,
    });
  });

  it('of appends have their events only, and may begin and end within one', async () => {
    const append = { key: BASE, stream: 'ticket-c', revision: 0 };
    const alone = { key: appendKeyOf('alone'), stream: 'ticket-c', revision: 3 };
    const places = [append, alone];
    expect(await read({ order: 'asc', places })).toEqual({ positions: [11, 12, 13], scannedTo: '13', end: false });
    expect(await read({ order: 'asc', places }, '12')).toMatchObject({ positions: [13, 14], end: true });
    expect(await read({ order: 'asc', places: [append] })).toMatchObject({ positions: [11, 12, 13], end: true });
    const back = [alone, append];
    expect(await read({ order: 'desc', places: back }, undefined, 2)).toMatchObject({ positions: [14, 13] });
    expect(await read({ order: 'desc', places: back, floor: '11' }, '13')).toMatchObject({
      positions: [12],
      end: true,
    });
  });

  it('of appends that the log does not show yet are refused', async () => {
    const places = [{ key: 'later', stream: 'ticket-a', revision: 5 }];
    await expect(readEventPage(store, { order: 'asc', places }, {})).rejects.toMatchObject({ code: 'read-behind' });
  });

  it('of a long stream are read a few events at a time', async () => {
    for (let n = 0; n < 250; n += 1) await store.append('ticket-long', 'any', [event(`long-${n}`)]);
    for (const order of ['asc', 'desc'] as const) {
      const ids: StoredEvent['id'][] = [];
      for await (const { id } of eventsOfStream(store, 'ticket-long', { order })) ids.push(id);
      const expected = Array.from({ length: 250 }, (_, n) => `long-${n}`);
      expect(ids).toEqual(order === 'asc' ? expected : expected.toReversed());
    }
  });
});
