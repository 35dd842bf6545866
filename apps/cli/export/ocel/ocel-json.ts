import Database from 'better-sqlite3';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { sqlName } from '../../duckdb/duckdb.js';
import { OBJECT_ATTRIBUTES, type OcelType } from './object-changes.js';
import { type EventAttribute, eventAttributes } from './ocel-database.js';
import { OBJECT_TYPES } from './object-refs.js';

type Row = Readonly<Record<string, string | number | null>>;

/** A value as text, as the published schema of OCEL 2.0 requires; the type is declared with the attribute. */
const valueText = (type: OcelType, value: string | number): string => {
  if (type === 'boolean') return value === 1 ? 'true' : 'false';
  return type === 'time' ? isoTime(String(value)) : String(value);
};

const isoTime = (time: string): string => `${time.replace(' ', 'T')}Z`;

const attributesOf = (
  row: Row,
  declared: readonly EventAttribute[],
): readonly { readonly name: string; readonly value: string }[] =>
  declared.flatMap(({ name, type }) => {
    const value = row[name];
    return value === null || value === undefined ? [] : [{ name, value: valueText(type, value) }];
  });

const objectAttributes = (type: keyof typeof OBJECT_ATTRIBUTES): readonly EventAttribute[] =>
  Object.entries(OBJECT_ATTRIBUTES[type]).map(([name, of]) => ({ name, type: of }));

/** Reads an object-centric log from a database as OCEL 2.0 JSON, piece by piece. */
class OcelText {
  readonly #eventTables = new Map<string, Database.Statement<[string], Row>>();
  readonly #objectTables = new Map<string, Database.Statement<[string], Row>>();
  readonly #relationTables = new Map<string, Database.Statement<[string], Row>>();

  constructor(private readonly db: Database.Database) {}

  *pieces(): Generator<string> {
    yield `{"eventTypes":${JSON.stringify(this.#eventTypes())},\n"objectTypes":${JSON.stringify(this.#objectTypes())}`;
    yield ',\n"events":[';
    yield* this.#list('event', (id, type) => this.#event(id, type));
    yield '],\n"objects":[';
    yield* this.#list('object', (id, type) => this.#object(id, type));
    yield ']}\n';
  }

  *#list(table: 'event' | 'object', read: (id: string, type: string) => object): Generator<string> {
    const rows = this.db
      .prepare<[], { readonly ocel_id: string; readonly ocel_type: string }>(`SELECT * FROM ${table} ORDER BY rowid`)
      .iterate();
    let separator = '\n';
    for (const { ocel_id: id, ocel_type: type } of rows) {
      yield `${separator}${JSON.stringify(read(id, type))}`;
      separator = ',\n';
    }
  }

  #eventTypes(): readonly object[] {
    const types = this.db.prepare<[], string>('SELECT ocel_type FROM event_map_type ORDER BY rowid').pluck().all();
    return types.map((name) => ({ name, attributes: eventAttributes(name) }));
  }

  #objectTypes(): readonly object[] {
    return OBJECT_TYPES.map((name) => ({ name, attributes: objectAttributes(name) }));
  }

  #event(id: string, type: string): object {
    const row = this.#rowOf('event', this.#eventTables, type).get(id) ?? {};
    return {
      id,
      type,
      time: isoTime(String(row['ocel_time'])),
      attributes: attributesOf(row, eventAttributes(type)),
      relationships: this.#relations('event_object', 'ocel_event_id', 'ocel_object_id', id),
    };
  }

  #object(id: string, type: string): object {
    const declared = objectAttributes(type as keyof typeof OBJECT_ATTRIBUTES);
    const rows = this.#rowOf('object', this.#objectTables, type).all(id);
    const changes = rows.flatMap((row) => {
      const changed = declared.find(({ name }) => name === row['ocel_changed_field']);
      if (!changed) return [];
      const value = row[changed.name] ?? null;
      const text = value === null ? '' : valueText(changed.type, value);
      return [{ name: changed.name, value: text, time: isoTime(String(row['ocel_time'])) }];
    });
    const relationships = this.#relations('object_object', 'ocel_source_id', 'ocel_target_id', id);
    return { id, type, attributes: changes, relationships };
  }

  #rowOf(
    kind: 'event' | 'object',
    statements: Map<string, Database.Statement<[string], Row>>,
    type: string,
  ): Database.Statement<[string], Row> {
    const known = statements.get(type);
    if (known) return known;
    const name = this.db
      .prepare<[string], string>(`SELECT ocel_type_map FROM ${kind}_map_type WHERE ocel_type = ?`)
      .pluck()
      .get(type);
    const statement = this.db.prepare<[string], Row>(
      `SELECT * FROM ${sqlName(`${kind}_${name ?? ''}`)} WHERE ocel_id = ? ORDER BY rowid`,
    );
    statements.set(type, statement);
    return statement;
  }

  #relations(table: string, from: string, to: string, id: string): readonly object[] {
    const known = this.#relationTables.get(table);
    const statement =
      known ??
      this.db.prepare<[string], Row>(
        `SELECT ${to} AS objectId, ocel_qualifier AS qualifier FROM ${table} WHERE ${from} = ? ORDER BY rowid`,
      );
    this.#relationTables.set(table, statement);
    return statement.all(id);
  }
}

/** Writes an object-centric log from its database into a file as OCEL 2.0 JSON. */
export const writeOcelJson = async (database: string, file: string): Promise<void> => {
  const db = new Database(database);
  try {
    // Finds the changes of an object. The published layout has no index.
    for (const table of db.prepare<[], string>(`SELECT 'object_' || ocel_type_map FROM object_map_type`).pluck().all())
      db.exec(`CREATE INDEX ${sqlName(`${table}_by_id`)} ON ${sqlName(table)} (ocel_id)`);
    await pipeline(Readable.from(new OcelText(db).pieces()), createWriteStream(file));
  } finally {
    db.close();
  }
};
