import type { StoredEvent } from '@ledgerdesk/event-store';
import { closeSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DuckDb, openDatabase, sqlText } from '../../duckdb/duckdb.js';
import type { Shown } from '../lines/exported-event.js';
import { ALL_EVENTS_COLUMNS, dataColumnsOf } from './columns.js';
import { selectEvents, selectEventsOfType } from './duckdb-select.js';
import { eventLine } from './event-lines.js';
import type { TableFiles, TableWriter } from './table-writer.js';

/** Memory limit of DuckDB. Data beyond it is spilled to the folder of temporary files. */
const MEMORY = '160MB';
/** A multiple of DuckDB's vectors of 2,048. The rows of a group are in memory before they are written. */
const ROWS_OF_A_GROUP = 20_480;

/** Makes tables with DuckDB from lines of JSON: its threads parse them while the next part is written. */
export class DuckDbTables implements TableWriter {
  readonly #file: string;
  readonly #types = new Set<string>();
  #descriptor: number | undefined;
  #rows = 0;

  constructor(
    private readonly duckdb: DuckDb,
    private readonly files: TableFiles,
    private readonly shown: Shown,
  ) {
    this.#file = join(files.temporary, 'events.jsonl');
    this.#descriptor = openSync(this.#file, 'w');
  }

  async write(events: readonly StoredEvent[]): Promise<void> {
    if (this.#descriptor === undefined) throw new Error('The tables are finished.');
    let text = '';
    for (const event of events) {
      this.#types.add(event.type);
      text += eventLine(event, this.shown);
    }
    // Unlike writeSync, it writes all of the text, or fails.
    writeFileSync(this.#descriptor, text);
    this.#rows += events.length;
  }

  async finish(): Promise<void> {
    this.#close();
    const database = await openDatabase(this.duckdb, {
      memory: MEMORY,
      temporary: join(this.files.temporary, 'duckdb'),
      settings: { threads: '2' },
    });
    try {
      const connection = await database.connect();
      const copy = (select: string, file: string): Promise<unknown> =>
        connection.run(
          `COPY (${select}) TO ${sqlText(file)} ` +
            `(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${ROWS_OF_A_GROUP})`,
        );
      await connection.run(`CREATE TABLE events AS ${selectEvents(ALL_EVENTS_COLUMNS, this.#file)}`);
      rmSync(this.#file);
      const [[rows] = []] = await (await connection.run('SELECT count(*) FROM events')).getRows();
      if (rows !== BigInt(this.#rows)) throw new Error(`DuckDB has read ${String(rows)} of ${this.#rows} events.`);
      await copy('SELECT * FROM events', this.files.all);
      for (const type of this.#types) {
        const columns = dataColumnsOf(type);
        if (columns) await copy(selectEventsOfType(type, columns, 'events'), this.files.fileOf(type));
      }
      connection.closeSync();
    } finally {
      database.closeSync();
    }
  }

  async discard(): Promise<void> {
    this.#close();
  }

  #close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }
}
