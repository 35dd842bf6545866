import type { StoredEvent } from '@ledgerdesk/event-store';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DuckDb } from '../../duckdb/duckdb.js';
import type { DraftFile, PartPlace, PartWriter, StartPart } from '../folder/part.js';
import type { Shown } from '../lines/exported-event.js';
import { dataColumnsOf } from './columns.js';
import { DuckDbTables } from './duckdb-tables.js';
import { JavaScriptTables } from './javascript-tables.js';
import type { TableWriter } from './table-writer.js';

const allPath = (name: string): string => `events/${name}.parquet`;
const typePath = (type: string, name: string): string => `types/${type}/${name}.parquet`;

/** Writes the events of a part as Parquet files: one of all events, and one for each type that this version knows. */
class TablePart implements PartWriter {
  readonly #rows = new Map<string, number>();

  constructor(
    private readonly tables: TableWriter,
    private readonly name: string,
  ) {}

  async write(events: readonly StoredEvent[]): Promise<void> {
    await this.tables.write(events);
    for (const { type } of events) this.#rows.set(type, (this.#rows.get(type) ?? 0) + 1);
  }

  async finish(): Promise<readonly DraftFile[]> {
    await this.tables.finish();
    const types = [...this.#rows].filter(([type]) => dataColumnsOf(type));
    const all = [...this.#rows.values()].reduce((sum, rows) => sum + rows, 0);
    return [
      { path: allPath(this.name), table: 'events', rows: all },
      ...types.map(([type, rows]) => ({ path: typePath(type, this.name), table: type, rows })),
    ];
  }

  discard(): Promise<void> {
    return this.tables.discard();
  }
}

/** Creates the folder of a file, and returns the file. */
const inFolder = (file: string): string => {
  mkdirSync(dirname(file), { recursive: true });
  return file;
};

/** Parts of Parquet files, made by DuckDB or, where it is undefined, by JavaScript. */
export const tableParts =
  (duckdb: DuckDb | undefined, shown: Shown): StartPart =>
  ({ drafts, name }: PartPlace) => {
    const temporary = join(drafts, 'temporary');
    mkdirSync(temporary, { recursive: true });
    const files = {
      all: inFolder(join(drafts, allPath(name))),
      fileOf: (type: string) => inFolder(join(drafts, typePath(type, name))),
      temporary,
    };
    return new TablePart(duckdb ? new DuckDbTables(duckdb, files, shown) : new JavaScriptTables(files, shown), name);
  };
