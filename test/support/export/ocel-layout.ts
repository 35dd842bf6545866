import type Database from 'better-sqlite3';

interface Column {
  readonly name: string;
  readonly type: string;
  readonly pk: number;
}
interface ForeignKey {
  readonly table: string;
  readonly from: string;
  readonly to: string;
}

/** Tables, columns, primary keys and foreign keys that do not depend on the log (OCEL 2.0, section 6). */
const TABLES: Readonly<Record<string, { readonly keys: readonly string[]; readonly foreign: readonly string[] }>> = {
  event_map_type: { keys: ['ocel_type'], foreign: [] },
  object_map_type: { keys: ['ocel_type'], foreign: [] },
  event: { keys: ['ocel_id'], foreign: ['ocel_type > event_map_type.ocel_type'] },
  object: { keys: ['ocel_id'], foreign: ['ocel_type > object_map_type.ocel_type'] },
  event_object: {
    keys: ['ocel_event_id', 'ocel_object_id', 'ocel_qualifier'],
    foreign: ['ocel_event_id > event.ocel_id', 'ocel_object_id > object.ocel_id'],
  },
  object_object: {
    keys: ['ocel_source_id', 'ocel_target_id', 'ocel_qualifier'],
    foreign: ['ocel_source_id > object.ocel_id', 'ocel_target_id > object.ocel_id'],
  },
};

/** What contradicts the relational layout of OCEL 2.0 in a database, as sentences. */
export const ocelLayoutProblems = (db: Database.Database): readonly string[] => {
  const problems: string[] = [];
  const names = db.prepare<[], string>(`SELECT name FROM sqlite_master WHERE type = 'table'`).pluck().all();
  const columns = (table: string): readonly Column[] => db.pragma(`table_info("${table}")`) as Column[];
  const foreignKeys = (table: string): readonly string[] =>
    (db.pragma(`foreign_key_list("${table}")`) as ForeignKey[]).map(
      ({ table: to, from, to: at }) => `${from} > ${to}.${at}`,
    );
  const check = (holds: boolean, problem: string): void => {
    if (!holds) problems.push(problem);
  };
  for (const [table, { keys, foreign }] of Object.entries(TABLES)) {
    check(names.includes(table), `There is no table ${table}.`);
    const primary = columns(table).filter(({ pk }) => pk > 0);
    check(
      keys.every((key) => primary.some(({ name }) => name === key)),
      `${table} has another primary key.`,
    );
    for (const key of foreign) check(foreignKeys(table).includes(key), `${table} has no foreign key ${key}.`);
  }
  for (const kind of ['event', 'object']) {
    const mapped = db.prepare<[], string>(`SELECT ocel_type_map FROM ${kind}_map_type`).pluck().all();
    const tables = mapped.map((name) => `${kind}_${name}`);
    const typed = names.filter((name) => name.startsWith(`${kind}_`) && !(name in TABLES));
    check(
      typed.every((name) => tables.includes(name)),
      `Tables of ${kind} types are not mapped.`,
    );
    for (const table of tables) {
      check(names.includes(table), `There is no table ${table}.`);
      const has = (name: string, type?: string): boolean =>
        columns(table).some((column) => column.name === name && (type === undefined || column.type === type));
      check(has('ocel_id') && has('ocel_time', 'TIMESTAMP'), `${table} lacks ocel_id or ocel_time.`);
      check(kind === 'event' || has('ocel_changed_field'), `${table} lacks ocel_changed_field.`);
      check(foreignKeys(table).includes(`ocel_id > ${kind}.ocel_id`), `${table} refers to no ${kind}.`);
    }
  }
  check((db.pragma('foreign_key_check') as unknown[]).length === 0, 'References lead nowhere.');
  return problems;
};
