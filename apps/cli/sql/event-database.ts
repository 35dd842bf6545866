import type { ReadableLog, StoredEvent } from '@ledgerdesk/event-store';
import type { Position } from '@ledgerdesk/kernel';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDb, openDatabase, sqlText } from '../duckdb/duckdb.js';
import { readExportManifest } from '../export/folder/export-manifest.js';
import type { Shown } from '../export/lines/exported-event.js';
import { selectedPages } from '../export/selection.js';
import { ALL_EVENTS_COLUMNS } from '../export/tables/columns.js';
import { MAX_LINE_BYTES, selectEvents } from '../export/tables/duckdb-select.js';
import { eventLine } from '../export/tables/event-lines.js';
import { CREATE_VIEWS } from './views/index.js';

type Connection = Awaited<ReturnType<Awaited<ReturnType<DuckDb['DuckDBInstance']['create']>>['connect']>>;

/** A folder that is not an export, or not one that can be queried. */
class UnusableExport extends Error {
  readonly code = 'invalid-export';
}

const TYPES = { integer: 'BIGINT', text: 'VARCHAR', timestamp: 'TIMESTAMP', json: 'JSON' } as const;
const COLUMNS = ALL_EVENTS_COLUMNS.map(({ name, type }) => `${name} ${TYPES[type]}`).join(', ');
const NAMES = ALL_EVENTS_COLUMNS.map(({ name }) => name).join(', ');

/** Lines are loaded when there are this many: their file is as large as a part of a Parquet export. */
const LINES_LOADED_AT_ONCE = 200_000;

/** The folder of a database of events, which is deleted with all in it in the end. */
export class EventDatabase {
  readonly folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-sql-'));

  constructor(
    private readonly duckdb: DuckDb,
    private readonly memory: string,
  ) {}

  get file(): string {
    return join(this.folder, 'events.duckdb');
  }

  /** Fills it with the events of a log, up to `until` or its head, and creates the views. */
  async loadLog(
    log: ReadableLog,
    shown: Shown,
    onPosition?: (position: Position) => void,
    until?: Position,
  ): Promise<void> {
    await this.#create(async (connection) => {
      const lines = new LineFile(join(this.folder, 'events.jsonl'), async (file) => {
        await connection.run(`INSERT INTO log_events ${selectEvents(ALL_EVENTS_COLUMNS, file)}`);
      });
      for await (const { events, scannedTo } of selectedPages(log, { after: '0', until })) {
        await lines.add(events, shown);
        onPosition?.(scannedTo);
      }
      await lines.load();
    });
  }

  /** Fills it with the events of an export in JSON lines or Parquet, and creates the views. */
  async loadExport(folder: string, shown: Shown): Promise<void> {
    const manifest = readExportManifest(folder);
    if (!manifest) throw new UnusableExport(`${folder} has no manifest.json. Name the folder of an export.`);
    const { format, mask } = manifest.manifest.question.parameters;
    if (shown.mask === true && mask !== true)
      throw new UnusableExport(`The export in ${folder} is not masked. Export it with --mask, or leave out --mask.`);
    if (format !== 'parquet' && format !== 'jsonl')
      throw new UnusableExport(`The export in ${folder} is ${JSON.stringify(format)}. Export it as parquet or jsonl.`);
    const files = manifest.parts
      .flatMap((part) => part.files)
      .filter(({ table }) => table === 'events')
      .map(({ path }) => join(folder, path));
    await this.#create(async (connection) => {
      const read = format === 'parquet' ? readParquet : readExportedLines;
      if (files.length > 0) await connection.run(`INSERT INTO log_events (${NAMES}) ${read(files)}`);
    });
  }

  /** Deletes the folder. */
  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #create(fill: (connection: Connection) => Promise<void>): Promise<void> {
    const { file, memory } = this;
    const database = await openDatabase(this.duckdb, { file, memory, temporary: join(this.folder, 'loading') });
    try {
      const connection = await database.connect();
      await connection.run(`CREATE TABLE log_events (${COLUMNS})`);
      await fill(connection);
      for (const statement of CREATE_VIEWS) await connection.run(statement);
      await connection.run('CHECKPOINT');
      connection.closeSync();
    } finally {
      database.closeSync();
    }
  }
}

/** Events as lines in a file that is loaded, and begun anew, whenever it has many. */
class LineFile {
  #descriptor: number | undefined;
  #count = 0;

  constructor(
    private readonly file: string,
    private readonly loadFile: (file: string) => Promise<void>,
  ) {}

  async add(events: readonly StoredEvent[], shown: Shown): Promise<void> {
    if (events.length === 0) return;
    this.#descriptor ??= openSync(this.file, 'w');
    writeFileSync(this.#descriptor, events.map((event) => eventLine(event, shown)).join(''));
    this.#count += events.length;
    if (this.#count >= LINES_LOADED_AT_ONCE) await this.load();
  }

  async load(): Promise<void> {
    if (this.#descriptor === undefined) return;
    closeSync(this.#descriptor);
    this.#descriptor = undefined;
    this.#count = 0;
    await this.loadFile(this.file);
    rmSync(this.file);
  }
}

const readParquet = (files: readonly string[]): string =>
  `SELECT ${NAMES} FROM read_parquet([${files.map(sqlText).join(', ')}])`;

/** Fields of the lines of an export, as DuckDB reads them. */
const EXPORTED_FIELDS = {
  position: 'VARCHAR',
  type: 'VARCHAR',
  id: 'VARCHAR',
  stream: 'VARCHAR',
  revision: 'BIGINT',
  version: 'BIGINT',
  occurredAt: 'VARCHAR',
  recordedAt: 'VARCHAR',
  data: 'JSON',
  metadata: 'JSON',
};
const exportedFields = Object.entries(EXPORTED_FIELDS).map(([name, type]) => `"${name}": '${type}'`);

const actorOf = (name: string): string => `(metadata->>'$.${name}.kind') || ':' || (metadata->>'$.${name}.id')`;

const readExportedLines = (files: readonly string[]): string =>
  'SELECT TRY_CAST(position AS BIGINT), type, id, stream, revision, version, NULL, ' +
  'TRY_CAST("occurredAt" AS TIMESTAMP), TRY_CAST("recordedAt" AS TIMESTAMP), ' +
  `${actorOf('actor')}, ${actorOf('onBehalfOf')}, data, metadata ` +
  `FROM read_json([${files.map(sqlText).join(', ')}], format = 'newline_delimited', ` +
  `maximum_object_size = ${MAX_LINE_BYTES}, columns = {${exportedFields.join(', ')}})`;
