import { EVENT_TYPES } from '@ledgerdesk/events';
import type { EventMetadata, RecordedEvent } from '@ledgerdesk/kernel';
import fc from 'fast-check';
import { readerOf, rowsOf } from '../../test/support/projected-rows.js';
import { anEvent, recordedEvents } from '../../test/support/recorded-events.js';
import { appendKeyOf, eventIndex } from './definition.js';
import { type AppendRange, type EventSelector, placeOf, placesOf, positionRecordedBefore } from './queries.js';

const BASE = '5526f456-5693-803a-b89f-0fe12d48';
const kenji = { kind: 'agent', id: 'kenji' } as const;
const aiko = { kind: 'member', id: 'acme.aiko' } as const;
const hub = { kind: 'service', id: 'hub' } as const;

/** An event at each position from 1, recorded one minute after the other. */
const logOf = (...events: readonly { readonly id: string; readonly metadata?: Partial<EventMetadata> }[]) =>
  recordedEvents(...events.map(() => anEvent('TicketReplied'))).map((event, index): RecordedEvent => ({
    ...event,
    id: events[index]?.id ?? '',
    metadata: { ...event.metadata, ...events[index]?.metadata },
  }));

const caused = (correlationId: string, causationId: string) => ({ correlationId, causationId });
const ticket = [0, 1].map((n) => ({ id: `${BASE}000${n}`, metadata: { ...caused('c-1', 'c-1'), actor: aiko } }));
const log = logOf(
  ...ticket,
  { id: 'e-3', metadata: { ...caused('c-1', `${BASE}0000`), actor: { kind: 'engine', id: 'mail' } } },
  { id: 'e-4', metadata: { ...caused('trace', 'c-4'), actor: kenji } },
  { id: 'e-5', metadata: { ...caused('trace', 'c-5'), actor: hub, onBehalfOf: aiko } },
  { id: 'e-6', metadata: { ...caused('c-6', 'c-6'), actor: kenji } },
);
const reader = readerOf(eventIndex, log);
const found = async (selector: EventSelector, range: Partial<AppendRange> = {}) =>
  (await placesOf(reader, selector, { order: 'asc', limit: 10, ...range })).map(({ key }) => key);

describe('the event index', () => {
  it('handles every event', () => {
    expect(eventIndex.handles).toEqual(EVENT_TYPES);
  });

  it('has one row for the events of an append, which later events of it leave as it is', () => {
    const rows = rowsOf(eventIndex, log);
    expect([...rows.keys()]).toEqual([BASE, 'e-3', 'e-4', 'e-5', 'e-6']);
    expect(rows.get(BASE)).toEqual({
      stream: 'ticket-t-1',
      revision: 0,
      position: '00000000000000000001',
      recordedAt: '2026-11-27T07:30:00.000Z',
      rootId: 'c-1',
      correlationId: null,
      causationId: null,
      actor: 'member acme.aiko',
      onBehalfOf: null,
    });
    expect(rows.get('e-5')).toMatchObject({
      rootId: null,
      correlationId: 'trace',
      causationId: 'c-5',
      actor: 'service hub',
      onBehalfOf: 'member acme.aiko',
    });
    const [first] = log;
    expect(first && eventIndex.evolve(BASE, rows.get(BASE), first)).toBe(rows.get(BASE));
  });

  it('takes only ids that the engine derives from commands for those of an append', () => {
    expect(appendKeyOf(`${BASE}0007`)).toBe(BASE);
    const random = '0d5a1f0e-6d3c-4b3a-9a50-2f1f9a3c6f51';
    expect(appendKeyOf(random)).toBe(random);
    expect(appendKeyOf('event-1')).toBe('event-1');
  });

  it('finds where an event is', async () => {
    expect(await placeOf(reader, `${BASE}0001`)).toEqual({ key: BASE, stream: 'ticket-t-1', revision: 0 });
    expect(await placeOf(reader, 'e-4')).toEqual({ key: 'e-4', stream: 'ticket-t-1', revision: 3 });
    expect(await placeOf(reader, 'none')).toBeUndefined();
  });

  it('finds what has a correlation or causation id, also if it has both', async () => {
    expect(await found({ by: 'correlation', id: 'c-1' })).toEqual([BASE, 'e-3']);
    expect(await found({ by: 'causation', id: 'c-1' })).toEqual([BASE]);
    expect(await found({ by: 'causation', id: `${BASE}0000` })).toEqual(['e-3']);
    expect(await found({ by: 'correlation', id: 'trace' }, { order: 'desc' })).toEqual(['e-5', 'e-4']);
    expect(await found({ by: 'causation', id: 'trace' })).toEqual([]);
  });

  it('finds what an actor has done, and what was done on behalf of a member', async () => {
    expect(await found({ by: 'actor', actor: kenji })).toEqual(['e-4', 'e-6']);
    expect(await found({ by: 'actor', actor: aiko })).toEqual([BASE]);
    expect(await found({ by: 'onBehalfOf', actor: aiko })).toEqual(['e-5']);
    expect(await found({ by: 'actor', actor: { ...kenji, kind: 'member' } })).toEqual([]);
  });

  it('begins with an append that may contain the position, and ends with one that may contain the floor', async () => {
    const selector = { by: 'correlation', id: 'c-1' } as const;
    expect(await found(selector, { after: '1' })).toEqual([BASE, 'e-3']);
    expect(await found(selector, { after: '3' })).toEqual([BASE, 'e-3']);
    expect(await found(selector, { order: 'desc', after: '3' })).toEqual([BASE]);
    expect(await found(selector, { order: 'desc', after: '1' })).toEqual([]);
    expect(await found(selector, { order: 'desc', floor: '1' })).toEqual(['e-3', BASE]);
    expect(await found(selector, { after: '6' })).toEqual([BASE, 'e-3']);
    expect(await found({ by: 'actor', actor: kenji }, { after: '5', floor: '3' })).toEqual(['e-4', 'e-6']);
    expect(await found(selector, { limit: 1 })).toEqual([BASE]);
  });

  it('finds the same appends page by page as at once', async () => {
    const actors = fc.array(fc.constantFrom(kenji, aiko), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(actors, fc.constantFrom('asc' as const, 'desc' as const), async (sent, order) => {
        const rows = readerOf(eventIndex, logOf(...sent.map((actor, n) => ({ id: `e-${n}`, metadata: { actor } }))));
        const selector = { by: 'actor', actor: kenji } as const;
        const all = await placesOf(rows, selector, { order, limit: 100 });
        const paged: string[] = [];
        for (let after: string | undefined; ;) {
          const page = await placesOf(rows, selector, { order, after, limit: 3 });
          const added = page.filter(({ key }) => !paged.includes(key));
          const last = added.at(-1);
          if (!last) break;
          paged.push(...added.map(({ key }) => key));
          after = String(Number(last.key.slice(2)) + 1);
        }
        expect(paged).toEqual(all.map(({ key }) => key));
      }),
    );
  });

  it('gives a position before all events recorded at or after an instant', async () => {
    expect(await positionRecordedBefore(reader, '2026-11-27T07:30:00.000Z')).toBeUndefined();
    expect(await positionRecordedBefore(reader, '2026-11-27T07:31:00.000Z')).toBe('1');
    expect(await positionRecordedBefore(reader, '2026-11-27T07:33:00.000Z')).toBe('3');
    expect(await positionRecordedBefore(reader, '2027-01-01T00:00:00.000Z')).toBe('6');
  });
});
