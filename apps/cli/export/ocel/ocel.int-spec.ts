import type { StoredEvent } from '@ledgerdesk/event-store';
import { EVENT_TYPES } from '@ledgerdesk/events';
import { Ajv } from 'ajv';
import Database from 'better-sqlite3';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asStored } from '../../../../test/support/export/event-log.js';
import { ocelLayoutProblems } from '../../../../test/support/export/ocel-layout.js';
import { OCEL_SCHEMA } from '../../../../test/support/export/ocel-schema.js';
import { anEvent, type EventFixture, recordedEvents } from '../../../../test/support/recorded-events.js';
import { ocelPart } from './ocel-part.js';

interface Ocel {
  readonly eventTypes: readonly { readonly name: string; readonly attributes: readonly object[] }[];
  readonly objectTypes: readonly { readonly name: string }[];
  readonly events: readonly {
    readonly id: string;
    readonly type: string;
    readonly attributes: readonly { readonly name: string; readonly value: string }[];
    readonly relationships: readonly { readonly objectId: string; readonly qualifier: string }[];
  }[];
  readonly objects: readonly {
    readonly id: string;
    readonly attributes: readonly object[];
    readonly relationships: readonly object[];
  }[];
}

const stored = (...fixtures: readonly EventFixture[]): readonly StoredEvent[] =>
  recordedEvents(...fixtures).map((event) => ({ ...event, ...asStored(event) }));

describe('an object-centric log (OCEL 2.0)', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-ocel-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Exports events, checks both files, and returns the JSON. */
  const exported = async (events: readonly StoredEvent[], mask = false): Promise<Ocel> => {
    const part = ocelPart({ mask })({ drafts: folder, name: '1' });
    await part.write(events);
    const files = await part.finish();
    expect(files.map(({ path }) => path)).toEqual(['ocel.sqlite', 'ocel.json']);
    const log = JSON.parse(readFileSync(join(folder, 'ocel.json'), 'utf8')) as Ocel;
    const validate = new Ajv().compile(OCEL_SCHEMA);
    expect([validate(log), validate.errors]).toEqual([true, null]);
    const db = new Database(join(folder, 'ocel.sqlite'), { readonly: true });
    expect(ocelLayoutProblems(db)).toEqual([]);
    const count = (table: string): unknown => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
    const sum = (lists: readonly { readonly relationships: readonly object[] }[]): number =>
      lists.reduce((total, { relationships }) => total + relationships.length, 0);
    expect([count('event'), count('object'), count('event_object'), count('object_object')]).toEqual([
      log.events.length,
      log.objects.length,
      sum(log.events),
      sum(log.objects),
    ]);
    db.close();
    return log;
  };

  const named = <T extends { readonly id: string }>(values: readonly T[], id: string): T | undefined =>
    values.find((value) => value.id === id);

  it('has events with their objects, and objects with their relations and changes', async () => {
    const log = await exported(
      stored(
        anEvent('TicketOpened', { followUpOf: null }),
        anEvent('TicketAssigned'),
        anEvent('TicketHeld'),
        anEvent('TicketSolved'),
        anEvent('ChatEnded', { chatId: 'ch-1', ticketId: 't-1' }),
      ),
    );
    expect(log.events[0]).toMatchObject({
      type: 'TicketOpened',
      time: '2026-11-27T07:30:00.000Z',
      relationships: [
        { objectId: 'team:acme', qualifier: 'team' },
        { objectId: 'requester:acme.aiko', qualifier: 'requester' },
        { objectId: 'ticket:t-1', qualifier: 'ticket' },
      ],
    });
    expect(log.events[0]?.attributes).toContainEqual({ name: 'entitlement_target_minutes', value: '240' });
    expect(named(log.objects, 'ticket:t-1')).toMatchObject({
      type: 'ticket',
      relationships: [{ objectId: 'requester:acme.aiko', qualifier: 'opened by' }],
    });
    const changes = named(log.objects, 'ticket:t-1')?.attributes;
    expect(changes).toContainEqual({ name: 'status', value: 'open', time: '2026-11-27T07:30:00.000Z' });
    expect(changes).toContainEqual({ name: 'assignee', value: 'kenji', time: '2026-11-27T07:31:00.000Z' });
    expect(changes).toContainEqual({ name: 'status', value: 'on-hold', time: '2026-11-27T07:32:00.000Z' });
    expect(named(log.objects, 'chat:ch-1')?.relationships).toEqual([
      { objectId: 'ticket:t-1', qualifier: 'continues as' },
    ]);
    expect(log.objectTypes.map(({ name }) => name)).toEqual([
      'ticket',
      'requester',
      'agent',
      'team',
      'add-on',
      'callback',
      'chat',
    ]);
  });

  it('is valid with an event of every type, with types that it does not know, and with hostile texts', async () => {
    const types = EVENT_TYPES.filter((type) => type !== 'TicketOpened');
    const [sample] = stored(anEvent('TicketOpened', { subject: 'a\u0000b"\n<', body: '\ud800' }));
    if (!sample) throw new Error('There is no event.');
    const events = [...types, 'event', 'EVENT', "x'; DROP TABLE event;--", '漢字'].map((type, index) => ({
      ...sample,
      id: `e-${index}`,
      type,
      data: types.includes(type) ? JSON.stringify({ ...anEvent(type as 'AgentRetired').event.data }) : sample.data,
    }));
    const log = await exported([sample, ...events]);
    expect(new Set(log.events.map(({ type }) => type)).size).toBe(log.events.length);
    expect(log.events[0]?.attributes).toContainEqual({ name: 'subject', value: 'a\u0000b"\n<' });
  });

  it('is valid and empty for an empty log, and masked as elsewhere', async () => {
    expect(await exported([])).toMatchObject({ events: [], objects: [], eventTypes: [] });
    rmSync(join(folder, 'ocel.sqlite'));
    const log = await exported(stored(anEvent('MemberAdded')), true);
    expect(named(log.objects, 'requester:acme.aiko')?.attributes).toContainEqual(
      expect.objectContaining({ name: 'name', value: '•••' }),
    );
  });
});
