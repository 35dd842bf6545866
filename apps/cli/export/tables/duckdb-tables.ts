import type { StoredEvent } from '@ledgerdesk/event-store';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { type DuckDb, sqlText } from '../../duckdb/duckdb.js';
import type { Shown } from '../lines/exported-event.js';
import { ALL_EVENTS_COLUMNS, dataColumnsOf } from './columns.js';
import { selectEvents, selectEventsOfType } from './duckdb-select.js';
import { eventLine } from './event-lines.js';
import type { TableFiles, TableWriter } from './table-writer.js';

/** Memory of DuckDB. What does not fit lies in the folder of temporary files meanwhile. */
const MEMORY = '256MB';
const ROWS_OF_A_GROUP = 50_000;

/** Lines of events of one type, on disk until their table is made. */
interface Lines {
  readonly file: string;
  readonly descriptor: number;
}

/** Makes tables with DuckDB from lines of JSON: its threads parse them while the next part is written. */
export class DuckDbTables implements TableWriter {
  readonly #lines = new Map<string, Lines>();

  constructor(
    private readonly duckdb: DuckDb,
    private readonly files: TableFiles,
    private readonly shown: Shown,
  ) {}

  async write(events: readonly StoredEvent[]): Promise<void> {
    const texts = new Map<string, string>();
    for (const event of events) texts.set(event.type, (texts.get(event.type) ?? '') + eventLine(event, this.shown));
    for (const [type, text] of texts) writeSync(this.#linesOf(type).descriptor, text);
  }

  async finish(): Promise<void> {
    const lines = [...this.#lines];
    this.#close();
    const { DuckDBInstance } = this.duckdb;
    const database = await DuckDBInstance.create(':memory:', {
      memory_limit: MEMORY,
      threads: '2',
      temp_directory: join(this.files.temporary, 'duckdb'),
      autoload_known_extensions: 'false',
      autoinstall_known_extensions: 'false',
    });
    try {
      const connection = await database.connect();
      const copy = (select: string, file: string): Promise<unknown> =>
        connection.run(
          `COPY (${select}) TO ${sqlText(file)} ` +
            `(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${ROWS_OF_A_GROUP})`,
        );
      await copy(
        selectEvents(
          ALL_EVENTS_COLUMNS,
          lines.map(([, { file }]) => file),
        ),
        this.files.all,
      );
      for (const [type, { file }] of lines) {
        const columns = dataColumnsOf(type);
        if (columns) await copy(selectEventsOfType(columns, file), this.files.fileOf(type));
        rmSync(file);
      }
      connection.closeSync();
    } finally {
      database.closeSync();
    }
  }

  async discard(): Promise<void> {
    this.#close();
  }

  #linesOf(type: string): Lines {
    const known = this.#lines.get(type);
    if (known) return known;
    const file = join(this.files.temporary, `${this.#lines.size}.jsonl`);
    const lines = { file, descriptor: openSync(file, 'w') };
    this.#lines.set(type, lines);
    return lines;
  }

  #close(): void {
    for (const { descriptor } of this.#lines.values()) closeSync(descriptor);
    this.#lines.clear();
  }
}
