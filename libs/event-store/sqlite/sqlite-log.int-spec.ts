import Database from 'better-sqlite3';
import { filter, firstValueFrom, lastValueFrom, map, materialize, NEVER, tap } from 'rxjs';
import { sample, samples } from '../contract/samples.js';
import { lastRecordedAt } from '../last-recorded.js';
import type { LogMessage } from '../port.js';
import { openForReading } from './connection.js';
import { openSqliteEventStore, openSqliteLog } from './index.js';
import { logFiles } from '../../../test/support/event-store/log-file.js';
import { LogReader } from './log-reader.js';
import type { SqliteEventStore } from './sqlite-event-store.js';
import { SqliteLog } from './sqlite-log.js';

describe('a log opened for reading while its writer runs', () => {
  const file = logFiles();
  let store: SqliteEventStore;
  beforeEach(async () => {
    store = await openSqliteEventStore({ file: file(), thread: false });
  });
  afterEach(() => store.close());

  /** Resolves with the id of the first event. Calls `onCaughtUp` once caught up with an empty log. */
  const firstId = (log: SqliteLog, onCaughtUp: () => void): Promise<string | undefined> =>
    firstValueFrom(
      log.subscribe('0').pipe(
        tap((message) => {
          if (message.kind === 'caught-up' && message.scannedTo === '0') onCaughtUp();
        }),
        filter((message): message is Extract<LogMessage, { kind: 'events' }> => message.kind === 'events'),
        map(({ events }) => events[0]?.id),
      ),
    );

  it('polls for events that another connection appends', async () => {
    const log = openSqliteLog({ file: file(), pollEvery: 1 });
    const event = sample();
    expect(await firstId(log, () => void store.append('s-1', 'no-stream', [event]))).toBe(event.id);
    await log.close();
  });

  it('emits new events when notified, without polling', async () => {
    const log = new SqliteLog(openForReading(file()), () => NEVER);
    const event = sample();
    expect(
      await firstId(log, () => void store.append('s-1', 'no-stream', [event]).then(() => log.notifyAppended())),
    ).toBe(event.id);
    await log.close();
  });

  it('completes its subscriptions when it closes', async () => {
    const log = openSqliteLog({ file: file() });
    const last = [0, 1].map(() => lastValueFrom(log.subscribe('0').pipe(materialize())));
    await log.close();
    expect(await Promise.all(last)).toMatchObject([{ kind: 'C' }, { kind: 'C' }]);
  });

  it('returns the time at which the last event was recorded', async () => {
    expect(await lastRecordedAt(store)).toBeUndefined();
    await store.append('s-1', 'no-stream', [sample(), sample({ recordedAt: '2026-12-01T00:00:00.000Z' })]);
    expect(await lastRecordedAt(store)).toBe('2026-12-01T00:00:00.000Z');
  });

  it('scans a bounded part of the log for a page, and returns how far it scanned', async () => {
    await store.append('s-1', 'no-stream', [...samples(24), sample({ type: 'Rare' })]);
    const db = openForReading(file());
    const reader = new LogReader(db, 10);
    const rare = { filter: { types: ['Rare'] } };
    expect(reader.page(rare)).toMatchObject({ events: [], scannedTo: '10', end: false });
    expect(reader.page({ ...rare, after: '20' })).toMatchObject({
      events: [{ type: 'Rare' }],
      scannedTo: '25',
      end: true,
    });
    expect(reader.page({ ...rare, after: '25', direction: 'backward' })).toMatchObject({
      events: [],
      scannedTo: '15',
      end: false,
    });
    expect(() => reader.page({ after: '-1' })).toThrow(RangeError);
    db.close();
  });

  it('reports no problems for an intact log, and reports missing and misplaced events', async () => {
    await store.append('s-1', 'no-stream', samples(5));
    expect(await store.integrityCheck()).toEqual([]);
    const db = new Database(file());
    db.exec(`DROP TRIGGER events_no_delete; DELETE FROM events WHERE revision = 2;
      INSERT INTO events SELECT 9, 's-2', 7, 'x', type, version, occurred_at, recorded_at, data, metadata
      FROM events WHERE position = 1`);
    db.close();
    expect(await store.integrityCheck()).toEqual([
      'Position 4 follows 2: events are missing in between.',
      'Position 9 follows 5: events are missing in between.',
      'Stream s-1 has revision 3 after 1.',
      'Stream s-2 has revision 7 after -1.',
      'The log ends at position 9, but position 5 was recorded.',
    ]);
  });
});
