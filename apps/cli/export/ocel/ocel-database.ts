import type { Instant, RecordedEvent } from '@ledgerdesk/kernel';
import Database from 'better-sqlite3';
import { sqlName } from '../../duckdb/duckdb.js';
import { type ColumnType, dataColumnsOf } from '../tables/columns.js';
import { fieldAt } from '../tables/field-at.js';
import { changesOf, OBJECT_ATTRIBUTES, type OcelType } from './object-changes.js';
import { linksOf, OBJECT_TYPES, objectId, type ObjectRef, objectsOf, type QualifiedRef } from './object-refs.js';

/** An attribute of a type of event, with the place of its value in the event. */
export interface EventAttribute {
  readonly name: string;
  readonly type: OcelType;
}

const OCEL_TYPES: Readonly<Record<ColumnType, OcelType>> = {
  text: 'string',
  json: 'string',
  integer: 'integer',
  number: 'float',
  boolean: 'boolean',
  timestamp: 'time',
};

/** Attributes of every event. */
const COMMON: readonly EventAttribute[] = [
  { name: 'position', type: 'string' },
  { name: 'stream', type: 'string' },
  { name: 'actor', type: 'string' },
];

/** The attributes of an event type: those of every event, and the columns of its table in a Parquet export. */
export const eventAttributes = (type: string): readonly EventAttribute[] => [
  ...COMMON,
  ...(dataColumnsOf(type) ?? []).map((column) => ({ name: column.name, type: OCEL_TYPES[column.type] })),
];

/** The type of a column of SQLite for an attribute. */
const SQL_TYPES: Readonly<Record<OcelType, string>> = {
  string: 'TEXT',
  time: 'TIMESTAMP',
  integer: 'INTEGER',
  float: 'REAL',
  boolean: 'BOOLEAN',
};

/** An instant as SQLite has it: UTC. */
const sqlTime = (instant: Instant): string => instant.replace('T', ' ').replace('Z', '');

/** The time of what an object is from the beginning (OCEL 2.0, section 7). */
const BEGINNING = '1970-01-01 00:00:00';

type Cell = string | number | null;

/** The value of an attribute in SQLite: null for none, also for an erased text. */
const cellOf = (type: OcelType, value: unknown): Cell => {
  if (value === null || value === undefined || value === '') return null;
  if (type === 'time') return typeof value === 'string' ? sqlTime(value) : null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'string' || typeof value === 'number' ? value : JSON.stringify(value);
};

const tableName = (type: string): string =>
  type.replaceAll(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase());

const SCHEMA = `
  CREATE TABLE event_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT);
  CREATE TABLE object_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT);
  CREATE TABLE event (ocel_id TEXT PRIMARY KEY, ocel_type TEXT REFERENCES event_map_type (ocel_type));
  CREATE TABLE object (ocel_id TEXT PRIMARY KEY, ocel_type TEXT REFERENCES object_map_type (ocel_type));
  CREATE TABLE event_object (
    ocel_event_id TEXT REFERENCES event (ocel_id), ocel_object_id TEXT REFERENCES object (ocel_id),
    ocel_qualifier TEXT, PRIMARY KEY (ocel_event_id, ocel_object_id, ocel_qualifier));
  CREATE TABLE object_object (
    ocel_source_id TEXT REFERENCES object (ocel_id), ocel_target_id TEXT REFERENCES object (ocel_id),
    ocel_qualifier TEXT, PRIMARY KEY (ocel_source_id, ocel_target_id, ocel_qualifier));`;

const column = ({ name, type }: EventAttribute): string => `${sqlName(name)} ${SQL_TYPES[type]}`;

type Insert = Database.Statement<Cell[]>;

/** Writes an object-centric log (OCEL 2.0) into a database of SQLite. */
export class OcelDatabase {
  readonly #db: Database.Database;
  readonly #events = new Map<string, Insert>();
  readonly #changes = new Map<string, Insert>();
  readonly #insertEvent: Insert;
  readonly #insertObject: Insert;
  readonly #insertReference: Insert;
  readonly #insertLink: Insert;
  /** Events that refer to objects, and events that do not, which OCEL has no place for. */
  readonly counts = { written: 0, withoutObjects: 0 };

  constructor(file: string) {
    this.#db = new Database(file);
    // The file is a draft until it is complete.
    this.#db.pragma('journal_mode = OFF');
    this.#db.pragma('synchronous = OFF');
    this.#db.exec(SCHEMA);
    for (const type of OBJECT_TYPES) this.#createObjectType(type);
    this.#insertEvent = this.#db.prepare('INSERT INTO event VALUES (?, ?)');
    this.#insertObject = this.#db.prepare('INSERT OR IGNORE INTO object VALUES (?, ?)');
    this.#insertReference = this.#db.prepare('INSERT OR IGNORE INTO event_object VALUES (?, ?, ?)');
    this.#insertLink = this.#db.prepare('INSERT OR IGNORE INTO object_object VALUES (?, ?, ?)');
  }

  /** Adds events, in log order. */
  write(events: readonly RecordedEvent[]): void {
    this.#db.transaction(() => events.forEach((event) => this.#add(event)))();
  }

  close(): void {
    this.#db.close();
  }

  #add(event: RecordedEvent): void {
    const refs = objectsOf(event);
    if (refs.length === 0) {
      this.counts.withoutObjects += 1;
      return;
    }
    this.counts.written += 1;
    this.#addEvent(event);
    for (const ref of refs) {
      this.#addObject(ref);
      this.#insertReference.run(event.id, objectId(ref), ref.qualifier);
    }
    for (const { from, to, qualifier } of linksOf(event, refs))
      this.#insertLink.run(objectId(from), objectId(to), qualifier);
    this.#addChanges(event, refs);
  }

  #addEvent(event: RecordedEvent): void {
    const { id, type, occurredAt, position, stream, data, metadata } = event;
    const insert = this.#events.get(type) ?? this.#createEventType(type);
    this.#insertEvent.run(id, type);
    const common = [position, stream, `${metadata.actor.kind}:${metadata.actor.id}`];
    const cells = (dataColumnsOf(type) ?? []).map(({ type: of, path }) => cellOf(OCEL_TYPES[of], fieldAt(data, path)));
    insert.run(id, sqlTime(occurredAt), ...common, ...cells);
  }

  #addObject(ref: ObjectRef): void {
    const { changes } = this.#insertObject.run(objectId(ref), ref.type);
    if (changes === 0) return;
    const none = Object.keys(OBJECT_ATTRIBUTES[ref.type]).map(() => null);
    this.#changes.get(ref.type)?.run(objectId(ref), BEGINNING, ...none, null);
  }

  #addChanges(event: RecordedEvent, refs: readonly QualifiedRef[]): void {
    const changed = changesOf(event, refs);
    if (!changed) return;
    const { object, changes } = changed;
    const attributes = Object.entries(OBJECT_ATTRIBUTES[object.type]);
    for (const { name, value } of changes) {
      const cells = attributes.map(([attribute, type]) => (attribute === name ? cellOf(type, value) : null));
      this.#changes.get(object.type)?.run(objectId(object), sqlTime(event.occurredAt), ...cells, name);
    }
  }

  #createEventType(type: string): Insert {
    const table = this.#freeTable('event', type);
    const attributes = eventAttributes(type);
    this.#db.exec(
      `CREATE TABLE ${sqlName(`event_${table}`)} (ocel_id TEXT PRIMARY KEY REFERENCES event (ocel_id), ` +
        `ocel_time TIMESTAMP, ${attributes.map(column).join(', ')})`,
    );
    this.#db.prepare('INSERT INTO event_map_type VALUES (?, ?)').run(type, table);
    const places = ['?', '?', ...attributes.map(() => '?')].join(', ');
    const insert: Insert = this.#db.prepare(`INSERT INTO ${sqlName(`event_${table}`)} VALUES (${places})`);
    this.#events.set(type, insert);
    return insert;
  }

  #createObjectType(type: keyof typeof OBJECT_ATTRIBUTES): void {
    const table = tableName(type);
    const attributes = Object.entries(OBJECT_ATTRIBUTES[type]).map(([name, of]) => ({ name, type: of }));
    this.#db.exec(
      `CREATE TABLE ${sqlName(`object_${table}`)} (ocel_id TEXT REFERENCES object (ocel_id), ` +
        `ocel_time TIMESTAMP, ${attributes.map(column).join(', ')}, ocel_changed_field TEXT)`,
    );
    this.#db.prepare('INSERT INTO object_map_type VALUES (?, ?)').run(type, table);
    const places = ['?', '?', ...attributes.map(() => '?'), '?'].join(', ');
    this.#changes.set(type, this.#db.prepare(`INSERT INTO ${sqlName(`object_${table}`)} VALUES (${places})`));
  }

  /** A name that no other table has: types that this version does not know may have any name. */
  #freeTable(prefix: string, type: string): string {
    const taken = this.#db.prepare<[string], number>('SELECT count(*) FROM sqlite_master WHERE lower(name) = lower(?)');
    const name = tableName(type);
    for (let number = 1; ; number += 1) {
      const candidate = number === 1 ? name : `${name}${number}`;
      if (candidate !== '' && taken.pluck().get(`${prefix}_${candidate}`) === 0) return candidate;
    }
  }
}
