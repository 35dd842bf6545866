import type { StoredEvent } from '@ledgerdesk/event-store';
import { EVENT_TYPES, withErasedFields } from '@ledgerdesk/events';
import type { Json } from '@ledgerdesk/kernel';
import { realTimers } from '@ledgerdesk/runtime';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asStored, logOf } from '../../../test/support/export/event-log.js';
import { exportFiles } from '../../../test/support/export/export-files.js';
import { readParquet } from '../../../test/support/export/read-parquet.js';
import { ManualTime } from '../../../test/support/manual-time.js';
import { anEvent, recordedEvents } from '../../../test/support/recorded-events.js';
import { type DuckDb, loadDuckDb } from '../duckdb/duckdb.js';
import { lineParts } from '../export/folder/line-part.js';
import { LINE_FORMATS } from '../export/lines/line-formats.js';
import { tableParts } from '../export/tables/table-part.js';
import { EventDatabase } from './event-database.js';
import { writeRows } from './output-formats.js';
import { writeParquet } from './parquet-file.js';
import { QueryRunner } from './query-runner.js';
import { resultRows } from './result-rows.js';
import { VIEWS, viewsPage } from './views/index.js';

type Row = Readonly<Record<string, Json>>;

const [erasedTicket] = recordedEvents(anEvent('TicketOpened', { ticketId: 't-2' }));
if (!erasedTicket) throw new Error('There is no event.');
const { subject: _s, body: _b, ...clear } = erasedTicket.data as Record<string, unknown>;

const events = (): readonly StoredEvent[] => {
  const recorded = recordedEvents(
    anEvent('TicketOpened', { subject: "=1+1;'--\u0000 😀" }),
    anEvent('ResponseClockStarted'),
    anEvent('ResponseClockPaused'),
    anEvent('TicketAssigned'),
    anEvent('TicketUnassigned'),
    anEvent('MemberAdded'),
    { event: { type: 'TicketOpened', data: withErasedFields('TicketOpened', clear) }, occurredAt: undefined },
    anEvent('AddOnPurchased'),
    anEvent('AddOnEnded'),
    anEvent('AddOnPurchased', { edition: 'enhanced' }),
  ).map((event) => ({ ...event, ...asStored(event) }));
  const [sample] = recorded;
  if (!sample) throw new Error('There is no event.');
  return [
    ...recorded,
    { ...sample, id: 'e-x', stream: 'ticket-t-3', type: 'FromLater', data: '{"n":123456789012345678901234567890}' },
    { ...sample, id: 'e-y', stream: 'ticket-t-1', type: 'TicketClosed', version: 1, data: '{"agentId":"kenji"}' },
  ];
};

describe('queries of the log', () => {
  let duckdb: DuckDb;
  let database: EventDatabase;
  let runner: QueryRunner;
  const time = new ManualTime();

  const open = (loaded: EventDatabase, timers = realTimers): Promise<QueryRunner> =>
    QueryRunner.open(duckdb, loaded, { memoryMb: 128, seconds: 60 }, timers);

  const load = async (stored: readonly StoredEvent[], mask = false): Promise<EventDatabase> => {
    const loaded = new EventDatabase(duckdb, '128MB');
    await loaded.loadLog(await logOf(stored), { mask });
    return loaded;
  };

  beforeAll(async () => {
    duckdb = await loadDuckDb();
    database = await load(events());
    runner = await open(database);
  });
  afterAll(() => {
    runner.close();
    database.remove();
    expect(existsSync(database.folder)).toBe(false);
  });

  const query = (sql: string, on = runner): Promise<readonly Row[]> =>
    on.run(sql, async (result) => {
      const { columns, chunks } = resultRows(result);
      const rows: Row[] = [];
      for await (const chunk of chunks)
        rows.push(...chunk.map((row) => Object.fromEntries(columns.map((name, at) => [name, row[at] ?? null]))));
      return rows;
    });

  it('read the views that docs/sql.md lists, with these columns and types', async () => {
    for (const { name, columns } of VIEWS) {
      const described = await query(`SELECT column_name, column_type FROM (DESCRIBE ${name})`);
      expect([name, described]).toEqual([
        name,
        columns.map((column) => ({ column_name: column.name, column_type: column.type })),
      ]);
    }
    expect(readFileSync(join(__dirname, '../../../docs/sql.md'), 'utf8')).toContain(viewsPage());
  });

  it('show hostile and erased texts, numbers of any size, unknown types and earlier versions', async () => {
    expect(await query('SELECT ticket_id, subject, status, assignee, erased FROM tickets ORDER BY ticket_id')).toEqual([
      { ticket_id: 't-1', subject: "=1+1;'--\u0000 😀", status: 'closed', assignee: null, erased: false },
      { ticket_id: 't-2', subject: null, status: 'open', assignee: null, erased: false },
    ]);
    expect(await query(`SELECT data, recorded_version FROM events WHERE type = 'FromLater'`)).toEqual([
      { data: '{"n":123456789012345678901234567890}', recorded_version: 3 },
    ]);
    expect(
      await query(`SELECT version, recorded_version, data->>'$.by' AS by FROM events WHERE type = 'TicketClosed'`),
    ).toEqual([{ version: 3, recorded_version: 1, by: 'agent' }]);
    expect(await query('SELECT outcome, due_at, pauses FROM clocks')).toEqual([
      { outcome: 'paused', due_at: null, pauses: 1 },
    ]);
    expect(await query('SELECT purchase, edition, active, ended_at FROM add_ons ORDER BY purchase')).toMatchObject([
      { purchase: 1, edition: 'essentials', active: false, ended_at: '2026-11-30T15:00:00.000Z' },
      { purchase: 2, edition: 'enhanced', active: true, ended_at: null },
    ]);
    expect(
      await query('SELECT 9007199254740993 AS big, 1e400 AS none, 170141183460469231731687303715884105727 AS huge'),
    ).toEqual([
      { big: '9007199254740993', none: expect.anything() as Json, huge: '170141183460469231731687303715884105727' },
    ]);
  });

  it('find every view empty in an empty log, and computed of one event of every type', async () => {
    const [sample] = events();
    if (!sample) throw new Error('There is no event.');
    const samples = EVENT_TYPES.map((type, index) => ({
      ...sample,
      id: `e-${index}`,
      type,
      data: JSON.stringify(anEvent(type as 'AgentRetired').event.data),
    }));
    for (const [stored, count] of [
      [[], 0],
      [samples, samples.length],
    ] as const) {
      const loaded = await load(stored);
      const on = await open(loaded);
      expect(await query('SELECT count(*) AS n FROM events', on)).toEqual([{ n: count }]);
      for (const { name } of VIEWS) await query(`SELECT * FROM ${name}`, on);
      on.close();
      loaded.remove();
    }
  });

  it('mask as elsewhere', async () => {
    const loaded = await load(events(), true);
    const on = await open(loaded);
    expect(await query('SELECT name, email, language FROM members', on)).toMatchObject([{ name: '•••', email: '•••' }]);
    expect(await query(`SELECT count(*) AS n FROM events WHERE CAST(data AS VARCHAR) LIKE '%=1+1%'`, on)).toEqual([
      { n: 0 },
    ]);
    on.close();
    loaded.remove();
  });

  it.each([
    `INSERT INTO log_events SELECT * FROM log_events`,
    'DROP VIEW tickets',
    'CREATE TABLE t (a INT)',
    `COPY tickets TO '/tmp/stolen.csv'`,
    `COPY tickets TO '/dev/stdout'`,
    `SELECT * FROM read_csv('/etc/passwd')`,
    `SELECT * FROM read_text('/etc/passwd')`,
    `SELECT * FROM read_blob('/etc/passwd')`,
    `SELECT * FROM '/etc/passwd'`,
    `SELECT * FROM glob('/etc/*')`,
    `SELECT * FROM read_parquet('https://example.com/x.parquet')`,
    `ATTACH '/tmp/other.duckdb'`,
    `EXPORT DATABASE '/tmp/stolen'`,
    `IMPORT DATABASE '/tmp/stolen'`,
    'INSTALL httpfs',
    'LOAD httpfs',
    `SET enable_external_access = true`,
    `SET lock_configuration = false`,
    `SET temp_directory = '/tmp'`,
    `SET memory_limit = '100GB'`,
    `PRAGMA profiling_output = '/tmp/stolen'`,
    `PRAGMA enable_profiling = 'json'; PRAGMA profile_output = '/tmp/stolen'`,
    `SET log_query_path = '/tmp/stolen'`,
    `CALL enable_logging(storage = 'file', storage_path = '/tmp/stolen')`,
    `CREATE PERSISTENT SECRET s (TYPE s3)`,
  ])('can neither write, nor reach anything else, nor be configured: %s', async (sql) => {
    await expect(query(sql)).rejects.toMatchObject({ code: 'invalid-query' });
    expect(existsSync('/tmp/stolen')).toBe(false);
  });

  it('end at their limits of time and memory, and say so', async () => {
    const loaded = await load([]);
    const on = await open(loaded, time);
    let error: unknown;
    const sql = 'SELECT count(*) FROM range(1000000000000) a, range(1000000000000) b WHERE a.range = -b.range - 1';
    const ended = query(sql, on).catch((reason: unknown) => (error = reason));
    await time.advance(60_000);
    while (error === undefined) await time.advance(100);
    await ended;
    expect(error).toMatchObject({ message: expect.stringContaining('longer than 60 seconds') as string });
    await expect(query(`SELECT string_agg(repeat('x', 1000000) || range, '') FROM range(1000)`, on)).rejects.toThrow(
      'It may use 128 MB; allow more with --memory.',
    );
    expect(await query('SELECT 1 AS one', on)).toEqual([{ one: 1 }]);
    on.close();
    loaded.remove();
  });

  it('are answered as text in each format, and as Parquet', async () => {
    const written = async (sql: string, format: 'table' | 'csv' | 'json'): Promise<string> => {
      let text = '';
      await runner.run(sql, (result) => writeRows(resultRows(result), format, (piece) => void (text += piece)));
      return text;
    };
    const sql = `SELECT ticket_id AS id, '=1' AS t, opened_at, [1, 2] AS l FROM tickets ORDER BY id LIMIT 1`;
    expect(await written(sql, 'csv')).toBe(`id,t,opened_at,l\nt-1,'=1,2026-11-27T07:30:00.000Z,"[1,2]"\n`);
    expect(JSON.parse(await written(sql, 'json'))).toEqual([
      { id: 't-1', t: '=1', opened_at: '2026-11-27T07:30:00.000Z', l: [1, 2] },
    ]);
    expect(await written('SELECT 1 AS a, 2 AS a', 'json')).toBe('[\n{"a":1,"a:1":2}\n]\n');
    expect(await written('SELECT 1 AS a WHERE false', 'json')).toBe('[]\n');
    expect(await written(sql, 'table')).toContain('t-1');
    expect(await written('SELECT range FROM range(3000)', 'table')).toContain('The first 1000 of 3000 rows.');
    const file = join(database.folder, 'answer.parquet');
    const target = { file, memoryMb: 128, temporary: join(database.folder, 'answer') };
    await runner.run('SELECT range AS n FROM range(3000)', (result) => writeParquet(duckdb, result, target));
    expect((await readParquet(file, duckdb)).at(-1)).toEqual({ n: 2999n });
  });

  it('are spilled only into the private folder, and drafted under a name that nobody else has prepared', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-sql-'));
    const create = jest.spyOn(duckdb.DuckDBInstance, 'create');
    const file = join(folder, 'answer.parquet');
    const temporary = join(database.folder, 'spilled');
    const prepared = ['answer.parquet', 'answer.parquet.unfinished', 'tmp_answer.parquet'];
    try {
      for (const name of prepared) writeFileSync(join(folder, name), 'of another user');
      await runner.run('SELECT range AS n FROM range(3000)', (result) =>
        writeParquet(duckdb, result, { file, memoryMb: 128, temporary }),
      );
      expect(create).toHaveBeenLastCalledWith(
        ':memory:',
        expect.objectContaining({ temp_directory: temporary, max_temp_directory_size: '10GB' }),
      );
      expect(await readParquet(file, duckdb)).toHaveLength(3000);
      expect(readdirSync(folder).toSorted()).toEqual(prepared);
      for (const name of prepared.slice(1)) expect(readFileSync(join(folder, name), 'utf8')).toBe('of another user');
    } finally {
      create.mockRestore();
      rmSync(folder, { recursive: true });
    }
  });

  it('read exports in Parquet and JSON lines as they read the log', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-sql-export-'));
    const exportTo = async (path: string, format: 'parquet' | 'jsonl' | 'csv', mask: boolean): Promise<string> => {
      const lines = lineParts(LINE_FORMATS[format === 'csv' ? 'csv' : 'jsonl'], { logId: 'memory', mask });
      await exportFiles(join(folder, path), {
        log: await logOf(events()),
        startPart: format === 'parquet' ? tableParts(duckdb, { mask }) : lines,
        partEvents: 5,
        parameters: { format, mask },
      });
      return join(folder, path);
    };
    try {
      for (const format of ['parquet', 'jsonl'] as const) {
        const loaded = new EventDatabase(duckdb, '128MB');
        await loaded.loadExport(await exportTo(format, format, false), {});
        const on = await open(loaded);
        for (const { name } of VIEWS) {
          const columns = name === 'events' ? '* EXCLUDE (data, recorded_version)' : '*';
          const sql = `SELECT ${columns} FROM ${name} ORDER BY ALL`;
          expect([name, await query(sql, on)]).toEqual([name, await query(sql)]);
        }
        on.close();
        await expect(loaded.loadExport(join(folder, format), { mask: true })).rejects.toThrow('is not masked');
        loaded.remove();
      }
      const unusable = new EventDatabase(duckdb, '128MB');
      await expect(unusable.loadExport(await exportTo('csv', 'csv', true), {})).rejects.toThrow(
        'Export it as parquet or jsonl',
      );
      writeFileSync(join(folder, 'file'), '');
      await expect(unusable.loadExport(folder, {})).rejects.toMatchObject({ code: 'invalid-export' });
      unusable.remove();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
