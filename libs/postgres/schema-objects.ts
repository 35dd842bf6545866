import { clientConfig } from './client-config.js';
import { DEFAULT_SCHEMA, type PostgresConfig } from './config.js';
import { ConnectionPool } from './connection-pool.js';

/** A table, index, trigger, function or other object of a schema. */
export interface DatabaseObject {
  readonly type: string;
  readonly name: string;
  /** The table that it belongs to; for a table or function, its own name. */
  readonly table: string;
  /** What it is made of, without the name of the schema. Equal for objects that work alike. */
  readonly definition: string;
}

/** Each takes the name of the schema. */
const QUERIES: readonly string[] = [
  `SELECT 'table' AS type, c.relname AS name, c.relname AS table,
     string_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
       || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
       || coalesce(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), ''), ', ' ORDER BY a.attname COLLATE "C")
       || CASE WHEN c.relrowsecurity THEN ' ROW SECURITY' ELSE '' END
       || CASE WHEN c.relpersistence <> 'p' THEN ' NOT DURABLE' ELSE '' END AS definition
   FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
   LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
   WHERE c.relnamespace = $1::regnamespace AND c.relkind IN ('r', 'p') GROUP BY c.oid`,
  `SELECT 'index' AS type, i.relname AS name, t.relname AS table,
     CASE WHEN x.indisunique THEN 'UNIQUE ' ELSE '' END || m.amname || ' '
       || (SELECT string_agg(pg_get_indexdef(x.indexrelid, n, true)
             || CASE WHEN x.indoption[n - 1] & 1 = 1 THEN ' DESC' ELSE '' END, ', ' ORDER BY n)
           FROM generate_series(1, x.indnkeyatts) AS n)
       || coalesce(' WHERE ' || pg_get_expr(x.indpred, x.indrelid), '')
       || CASE WHEN x.indisvalid THEN '' ELSE ' INVALID' END AS definition
   FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
   JOIN pg_am m ON m.oid = i.relam WHERE t.relnamespace = $1::regnamespace AND t.relkind IN ('r', 'p')`,
  `SELECT 'trigger' AS type, g.tgname AS name, t.relname AS table,
     pg_get_triggerdef(g.oid) || CASE WHEN g.tgenabled = 'O' THEN '' ELSE ' ' || g.tgenabled::text END AS definition
   FROM pg_trigger g JOIN pg_class t ON t.oid = g.tgrelid
   WHERE t.relnamespace = $1::regnamespace AND NOT g.tgisinternal`,
  `SELECT 'function' AS type, p.proname AS name, p.proname AS table, pg_get_functiondef(p.oid) AS definition
   FROM pg_proc p WHERE p.pronamespace = $1::regnamespace AND p.prokind IN ('f', 'p')`,
  `SELECT 'rule' AS type, r.rulename AS name, t.relname AS table, pg_get_ruledef(r.oid) AS definition
   FROM pg_rewrite r JOIN pg_class t ON t.oid = r.ev_class WHERE t.relnamespace = $1::regnamespace`,
  `SELECT 'constraint' AS type, k.conname AS name, t.relname AS table, pg_get_constraintdef(k.oid) AS definition
   FROM pg_constraint k JOIN pg_class t ON t.oid = k.conrelid
   WHERE k.connamespace = $1::regnamespace AND k.contype IN ('c', 'f', 'x')`,
  `SELECT 'policy' AS type, y.polname AS name, t.relname AS table,
     coalesce(pg_get_expr(y.polqual, y.polrelid), '') || ' ' || coalesce(pg_get_expr(y.polwithcheck, y.polrelid), '')
       AS definition
   FROM pg_policy y JOIN pg_class t ON t.oid = y.polrelid WHERE t.relnamespace = $1::regnamespace`,
];

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The text without the name of the schema and quotes of names, with single spaces. */
const portable = (text: string, schema: string): string =>
  text.replaceAll('"', '').replaceAll(`${schema}.`, '').replaceAll(/\s+/g, ' ').trim();

/** The objects of a schema, which is only read. Empty if there is none. */
export const schemaOfDatabase = async ({
  url,
  schema = DEFAULT_SCHEMA,
}: PostgresConfig): Promise<readonly DatabaseObject[]> => {
  const pool = new ConnectionPool(clientConfig(url), 1);
  try {
    const exists = await pool.session.first('SELECT 1 FROM pg_namespace WHERE nspname = $1', schema);
    if (!exists) return [];
    const objects: DatabaseObject[] = [];
    for (const query of QUERIES) objects.push(...(await pool.session.all<DatabaseObject>(query, quoted(schema))));
    return objects.map((one) => ({ ...one, definition: portable(one.definition, schema) }));
  } finally {
    await pool.close();
  }
};

/**
 * How many migration steps of each store are recorded in a schema, which is only read. 0: none, or the store has no
 * table of steps.
 */
export const migratedSteps = async (
  { url, schema = DEFAULT_SCHEMA }: PostgresConfig,
  stores: readonly string[],
): Promise<ReadonlyMap<string, number>> => {
  const pool = new ConnectionPool(clientConfig(url), 1);
  try {
    const steps = new Map<string, number>();
    for (const store of stores) {
      const table = `${quoted(schema)}.${quoted(`${store}_migration`)}`;
      const found = await pool.session.first<{ exists: boolean }>(
        'SELECT to_regclass($1) IS NOT NULL AS exists',
        table,
      );
      const counted = found?.exists
        ? await pool.session.first<{ steps: number }>(`SELECT count(*)::int AS steps FROM ${table}`)
        : undefined;
      steps.set(store, counted?.steps ?? 0);
    }
    return steps;
  } finally {
    await pool.close();
  }
};
