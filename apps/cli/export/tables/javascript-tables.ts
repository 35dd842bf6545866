import type { StoredEvent } from '@ledgerdesk/event-store';
import type { Actor, EventMetadata } from '@ledgerdesk/kernel';
import { fileWriter, ParquetWriter } from 'hyparquet-writer';
import * as zlib from 'node:zlib';
import { exportedTexts, type Shown } from '../lines/exported-event.js';
import { wellFormedText } from '../lines/well-formed.js';
import {
  ALL_EVENTS_COLUMNS,
  type ColumnType,
  type DataColumn,
  dataColumnsOf,
  EVENT_COLUMNS,
  type EventColumn,
} from './columns.js';
import { fieldAt } from './field-at.js';
import type { TableFiles, TableWriter } from './table-writer.js';

/** Characters of the rows of all tables that are kept in memory before they are written. */
const MAX_CHARACTERS = 33_554_432;

type SchemaElement = ConstructorParameters<typeof ParquetWriter>[0]['schema'][number];
type Cell = string | bigint | number | boolean | Date | null;

const ELEMENTS: Readonly<Record<ColumnType, Pick<SchemaElement, 'type' | 'converted_type'>>> = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  json: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  integer: { type: 'INT64' },
  number: { type: 'DOUBLE' },
  boolean: { type: 'BOOLEAN' },
  timestamp: { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' },
};

type Compress = (bytes: Uint8Array) => Uint8Array;

/** Node.js compresses with zstd from version 22.15 on. */
const zstd = (zlib as { readonly zstdCompressSync?: Compress }).zstdCompressSync;
const COMPRESSION = zstd
  ? { codec: 'ZSTD' as const, compressors: { ZSTD: zstd } }
  : { codec: 'GZIP' as const, compressors: { GZIP: (bytes: Uint8Array) => zlib.gzipSync(bytes) } };

const [LOWEST, HIGHEST] = [-(2n ** 63n), 2n ** 63n - 1n];

const integer = (value: unknown): Cell => {
  if (typeof value !== 'number' && typeof value !== 'string') return null;
  if (typeof value === 'number' ? !Number.isInteger(value) : !/^-?\d+$/.test(value)) return null;
  const whole = BigInt(value);
  return whole >= LOWEST && whole <= HIGHEST ? whole : null;
};

const timestamp = (value: unknown): Cell => {
  const millis = typeof value === 'string' ? Date.parse(value) : NaN;
  return Number.isNaN(millis) ? null : new Date(millis);
};

/** A value as a column of a type has it; null if it does not fit. */
const cellOf = (type: ColumnType, value: unknown): Cell => {
  if (value === null || value === undefined) return null;
  switch (type) {
    case 'text':
      return typeof value === 'string' ? wellFormedText(value) : JSON.stringify(value);
    case 'json':
      return JSON.stringify(value);
    case 'integer':
      return integer(value);
    case 'number':
      return typeof value === 'number' ? value : null;
    case 'boolean':
      return typeof value === 'boolean' ? value : null;
    case 'timestamp':
      return timestamp(value);
  }
};

const dataCell = (data: unknown, { type, path, isPersonal }: DataColumn): Cell => {
  const cell = cellOf(type, fieldAt(data, path));
  // No text that people give is empty: an empty one is erased.
  return isPersonal && cell === '' ? null : cell;
};

/** A Parquet file that grows by groups of rows. */
class Table {
  readonly #writer: ParquetWriter;
  #columns: Cell[][];
  #names: readonly string[];

  constructor(file: string, columns: readonly EventColumn[]) {
    this.#names = columns.map(({ name }) => name);
    this.#columns = columns.map(() => []);
    const elements = columns.map(({ name, type }): SchemaElement => ({
      name,
      repetition_type: 'OPTIONAL',
      ...ELEMENTS[type],
    }));
    const root: SchemaElement = { name: 'events', num_children: columns.length };
    this.#writer = new ParquetWriter({ writer: fileWriter(file), schema: [root, ...elements], ...COMPRESSION });
  }

  add(cells: readonly Cell[]): void {
    cells.forEach((cell, index) => this.#columns[index]?.push(cell));
  }

  /** Writes the rows in memory as a group. */
  flush(): void {
    const rows = this.#columns[0]?.length ?? 0;
    if (rows === 0) return;
    const columnData = this.#columns.map((data, index) => ({ name: this.#names[index] ?? '', data }));
    void this.#writer.write({ columnData, rowGroupSize: rows });
    this.#columns = this.#columns.map(() => []);
  }

  finish(): void {
    this.flush();
    void this.#writer.finish();
  }
}

const actorText = (actor: Actor | undefined): string | null => (actor ? `${actor.kind}:${actor.id}` : null);

/** Makes tables with JavaScript alone, where DuckDB is not installed. */
export class JavaScriptTables implements TableWriter {
  readonly #tables = new Map<string, Table>();
  #all: Table;
  #characters = 0;

  constructor(
    private readonly files: TableFiles,
    private readonly shown: Shown,
  ) {
    this.#all = new Table(files.all, ALL_EVENTS_COLUMNS);
  }

  async write(events: readonly StoredEvent[]): Promise<void> {
    for (const event of events) this.#add(event);
    if (this.#characters >= MAX_CHARACTERS) this.#flush();
  }

  async finish(): Promise<void> {
    this.#all.finish();
    for (const table of this.#tables.values()) table.finish();
  }

  async discard(): Promise<void> {}

  #add(stored: StoredEvent): void {
    const { version, data, metadata } = exportedTexts(stored, this.shown);
    const { actor, onBehalfOf } = JSON.parse(metadata) as EventMetadata;
    const cells: readonly unknown[] = [
      stored.position,
      stored.id,
      stored.stream,
      stored.revision,
      version,
      stored.version,
      stored.occurredAt,
      stored.recordedAt,
      actorText(actor),
      actorText(onBehalfOf),
    ];
    const [position = null, ...rest] = EVENT_COLUMNS.map(({ type }, index) => cellOf(type, cells[index]));
    this.#all.add([position, wellFormedText(stored.type), ...rest, data, metadata]);
    const columns = dataColumnsOf(stored.type);
    if (columns) {
      const value: unknown = JSON.parse(data);
      this.#tableOf(stored.type, columns).add([position, ...rest, ...columns.map((column) => dataCell(value, column))]);
    }
    this.#characters += 2 * data.length + metadata.length;
  }

  #tableOf(type: string, columns: readonly DataColumn[]): Table {
    const known = this.#tables.get(type);
    if (known) return known;
    const table = new Table(this.files.fileOf(type), [...EVENT_COLUMNS, ...columns]);
    this.#tables.set(type, table);
    return table;
  }

  #flush(): void {
    this.#all.flush();
    for (const table of this.#tables.values()) table.flush();
    this.#characters = 0;
  }
}
