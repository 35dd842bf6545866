import type { StoredEvent } from '@ledgerdesk/event-store';
import { EVENT_TYPES, definitionOf, withErasedFields, type EventType } from '@ledgerdesk/events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asStored } from '../../../../test/support/export/event-log.js';
import { anEvent, type EventFixture, recordedEvents } from '../../../../test/support/recorded-events.js';
import { readParquet } from '../../../../test/support/export/read-parquet.js';
import { runs } from '../../../../test/support/runs.js';
import { type DuckDb, findDuckDb } from '../../duckdb/duckdb.js';
import type { Shown } from '../lines/exported-event.js';
import { dataColumnsOf, EVENT_COLUMNS } from './columns.js';
import { tableParts } from './table-part.js';

/** Operators' events have no stream in `recordedEvents`; their tables are those of any other type. */
const TYPES = EVENT_TYPES as readonly EventType[];

/** In the short form, every sixth type. */
const SAMPLED = TYPES.filter((_, index) => index % runs({ short: 6, long: 1 }) === 0);

const storedOf = (...fixtures: readonly EventFixture[]): readonly StoredEvent[] =>
  recordedEvents(...fixtures).map((event) => ({ ...event, ...asStored(event) }));

const later = (events: readonly StoredEvent[], changes: Partial<StoredEvent>): StoredEvent => {
  const [last] = events.slice(-1);
  if (!last) throw new Error('There is no event.');
  return { ...last, position: String(Number(last.position) + 1), ...changes };
};

type Writer = 'duckdb' | 'javascript';

/** DuckDB is an optional package: there is none for every system. */
const WRITERS: readonly Writer[] = ['duckdb', 'javascript'];

describe('Parquet files of events', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-parquet-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  let duckdb: DuckDb | undefined;
  beforeAll(async () => {
    duckdb = await findDuckDb();
  });

  /** The tables that a writer makes of events, read back, by path. */
  const written = async (
    writer: Writer,
    events: readonly StoredEvent[],
    shown: Shown = {},
    reader = writer,
  ): Promise<ReadonlyMap<string, readonly object[]>> => {
    const drafts = join(folder, writer);
    const part = tableParts(writer === 'duckdb' ? duckdb : undefined, shown)({ drafts, name: '1' });
    for (let from = 0; from < events.length; from += 50) await part.write(events.slice(from, from + 50));
    const files = await part.finish();
    const tables = new Map<string, readonly object[]>();
    for (const { path, rows } of files) {
      const read = await readParquet(join(drafts, path), reader === 'duckdb' ? duckdb : undefined);
      expect([path, read.length]).toEqual([path, rows]);
      tables.set(path, read);
    }
    return tables;
  };

  const hostile = (): readonly StoredEvent[] => {
    const events = storedOf(
      anEvent('TicketOpened', { subject: "=cmd|' /C calc'!A0", body: 'a\u0000b "q" \n\t 😀' }),
      anEvent('TicketOpened', { entitlement: null, followUpOf: null }, '0001-01-01T00:00:00.000Z'),
      anEvent('CallbackRequested', { reason: null }),
      anEvent('TeamRegistered', {}, '9999-12-31T23:59:59.999Z'),
    );
    return [
      ...events,
      // Of a version with other fields, and values that no column takes.
      later(events, {
        type: 'TicketAnswered',
        data: '{"ticketId":7,"teamId":{"a":1},"body":"\\ud800","writtenAt":"yesterday"}',
        version: 9,
      }),
      later(events, { type: 'TicketClosed', version: 1, data: '{"ticketId":"t-1","agentId":"kenji"}' }),
      later(events, { type: 'AgentRetired', data: '{"agentId":"kenji"}', stream: "agent-'; DROP TABLE events" }),
      later(events, { type: '../../FromLater', data: '{"n":123456789012345678901234567890}', version: 3 }),
      later(events, { type: 'TeamSeatsChanged', data: '{"teamId":"acme","seats":1e300}' }),
      later(events, { type: 'SeatReductionWithdrawn', data: '{"teamId":"acme","seats":9007199254740993}' }),
      later(events, { type: 'SeatReductionWithdrawn', data: '{"teamId":"acme","seats":1e19}' }),
    ].map((event, index) => ({ ...event, position: String(index + 1), id: `e-${index}` }));
  };

  it('have a typed column for each field, whose names are unique in each type', () => {
    for (const type of TYPES) {
      const names = [...EVENT_COLUMNS, ...(dataColumnsOf(type) ?? [])].map(({ name }) => name);
      expect([type, new Set(names).size]).toEqual([type, names.length]);
      for (const name of names) expect(name).toMatch(/^[a-z0-9_]+$/);
    }
    expect(dataColumnsOf('TicketOpened')).toContainEqual({
      name: 'entitlement_target_minutes',
      type: 'number',
      path: ['entitlement', 'targetMinutes'],
      isPersonal: false,
    });
    expect(dataColumnsOf('FromLater')).toBeUndefined();
  });

  it.each(WRITERS)('have every event, as %s writes them', async (writer) => {
    const tables = await written(writer, hostile());
    const all = tables.get('events/1.parquet') ?? [];
    expect(all.map((row) => ({ ...row }))).toMatchObject(
      hostile().map(({ position, id, type, stream }) => ({ position: BigInt(position), id, type, stream })),
    );
    expect(all[7]).toMatchObject({ type: '../../FromLater', data: '{"n":123456789012345678901234567890}' });
    expect(tables.get('types/TicketOpened/1.parquet')).toMatchObject([
      {
        position: 1n,
        version: 3n,
        recorded_version: 3n,
        occurred_at: new Date('2026-11-27T07:30:00.000Z'),
        actor: 'engine:test',
        on_behalf_of: null,
        ticket_id: 't-1',
        subject: "=cmd|' /C calc'!A0",
        body: 'a\u0000b "q" \n\t 😀',
        entitlement_level: 'essentials',
        entitlement_target_minutes: 240,
        file_keys: '["•••"]',
      },
      { entitlement_level: null, entitlement_target_minutes: null, follow_up_of: null },
    ]);
    expect(tables.get('types/TicketClosed/1.parquet')).toMatchObject([
      { version: 3n, recorded_version: 1n, by: 'agent' },
    ]);
    expect(tables.get('types/TicketAnswered/1.parquet')).toMatchObject([
      { ticket_id: '7', team_id: '{"a":1}', body: '\ufffd', written_at: null },
    ]);
    expect(tables.get('types/TeamSeatsChanged/1.parquet')).toMatchObject([{ seats: 1e300 }]);
    expect(tables.get('types/SeatReductionWithdrawn/1.parquet')?.[1]).toMatchObject({ seats: null });
    expect([...tables.keys()].filter((path) => path.includes('FromLater'))).toEqual([]);
  });

  it('have the same rows, whichever of the two writes them', async () => {
    const samples = SAMPLED.map((type, index): StoredEvent => {
      const [event] = storedOf(anEvent('AgentRetired'));
      if (!event) throw new Error('There is no event.');
      const { version = 1, sample = {} } = definitionOf(type) ?? {};
      const data = JSON.stringify(sample);
      return { ...event, type, version, data, position: String(index + 1), id: `e-${index}` };
    });
    const one = await written('javascript', samples);
    expect(one.size).toBe(SAMPLED.length + 1);
    for (const writer of WRITERS)
      for (const reader of WRITERS)
        if (writer === 'javascript' || reader === 'duckdb')
          expect(await written(writer, samples, {}, reader)).toEqual(one);
  });

  it('mask as elsewhere, and have null for erased texts', async () => {
    const [event] = storedOf(anEvent('TicketOpened'));
    if (!event) throw new Error('There is no event.');
    const {
      subject: _s,
      body: _b,
      attachments: _a,
      fileKeys: _k,
      ...clear
    } = JSON.parse(event.data) as Record<string, unknown>;
    const erased = { ...event, data: JSON.stringify(withErasedFields('TicketOpened', clear)) };
    for (const writer of WRITERS) {
      const masked = await written(writer, [event], { mask: true });
      expect(masked.get('types/TicketOpened/1.parquet')).toMatchObject([{ subject: '•••', product: 'dropbox' }]);
      const shown = await written(writer, [erased]);
      expect(shown.get('types/TicketOpened/1.parquet')).toMatchObject([
        { subject: null, body: null, attachments: '[]' },
      ]);
    }
  });
});
