import { createHash } from 'node:crypto';
import type { SchemaObject } from './compare-schemas.js';

/** An object of a store, with the first and the last version of the store that has it. Null: this version has it. */
type VersionedObject = readonly [
  since: number,
  until: number | null,
  type: string,
  table: string,
  name: string,
  definition: string,
];

/** The objects that a store has had in its versions. */
export interface StoreSchema {
  /** Number of the newest version: how many migration steps lead to it. */
  readonly version: number;
  readonly objects: readonly VersionedObject[];
}

/** The schemas of stores, by the names of the stores. */
export type StoreSchemas = Readonly<Record<string, StoreSchema>>;

/** Tables of read models, which come and go with their versions: `ticket-list_v7`, and what belongs to them. */
const ROWS_TABLE = /_v\d+(?:$|_)/;

/** True for an object of a table of a read model. */
export const isOfRows = ({ table }: Pick<SchemaObject, 'table'>): boolean => ROWS_TABLE.test(table);

/** True for a table or an index of a read model. */
export const isRowsObject = ({ type, table }: SchemaObject): boolean =>
  isOfRows({ table }) && (type === 'table' || type === 'index');

/** Hex digits of a hash that stand for a definition. */
const HASH_DIGITS = 16;

/** The object with a short text that stands for its definition. */
export const hashed = ({ type, table, name, definition }: SchemaObject): SchemaObject => ({
  type,
  table,
  name,
  definition: createHash('sha256').update(definition).digest('hex').slice(0, HASH_DIGITS),
});

/** Stores that version 0.1.0 made, without a record of its migration steps. */
const UNRECORDED_STORES: ReadonlySet<string> = new Set(['attachments', 'outbox', 'presence', 'read_store']);

/** Tables in which a store records its migration steps. */
const STEPS_TABLE = /_migration(?:_lock)?$/;

/** A store as a check finds it. */
export interface FoundStore {
  readonly name: string;
  readonly schema: StoreSchema;
  /** How many migration steps are recorded. 0: none, as in stores of version 0.1.0. */
  readonly version: number;
}

/** What the stores must have. */
interface ExpectedObjects {
  readonly objects: readonly SchemaObject[];
  /** True for an object of a store that has no table, or of a record of steps that version 0.1.0 did not make. */
  readonly mayLack: (object: SchemaObject) => boolean;
}

/** The objects of a store in a version. The first version has those of 0.1.0, which recorded none. */
const objectsIn = ({ schema, version }: FoundStore): readonly SchemaObject[] => {
  const at = Math.max(1, Math.min(version, schema.version));
  return schema.objects.flatMap(([since, until, type, table, name, definition]) =>
    since <= at && at <= (until ?? Infinity) ? [{ type, table, name, definition }] : [],
  );
};

/** The tables that a store must have, and those of them that are there. */
const tablesOf = (store: FoundStore, actual: readonly SchemaObject[]) => {
  const found = new Set(actual.filter(({ type }) => type === 'table').map(({ name }) => name));
  const expected = objectsIn(store).flatMap(({ type, name }) => (type === 'table' ? [name] : []));
  return { expected, present: expected.filter((name) => found.has(name)) };
};

/** The tables of a store that has none of them. No record tells whether it ever had them. */
export const absentTables = (store: FoundStore, actual: readonly SchemaObject[]): readonly string[] => {
  if (store.version > 0 || tablesOf(store, actual).present.length > 0) return [];
  return tablesOf({ ...store, version: store.schema.version }, actual).expected;
};

/** The tables that a store without recorded steps may lack. Other stores may lack none. */
const lackable = (store: FoundStore, actual: readonly SchemaObject[]): readonly string[] => {
  if (store.version > 0) return [];
  const { expected, present } = tablesOf(store, actual);
  const isUnrecorded = UNRECORDED_STORES.has(store.name) && !present.some((name) => STEPS_TABLE.test(name));
  return present.length === 0 ? expected : isUnrecorded ? expected.filter((name) => STEPS_TABLE.test(name)) : [];
};

/** True if the store has recorded fewer steps than this version knows: a start takes the others. */
export const isEarlier = ({ schema, version }: FoundStore): boolean => version < schema.version;

/** The objects that stores must have in the versions that they are in. */
export const expectedObjects = (stores: readonly FoundStore[], actual: readonly SchemaObject[]): ExpectedObjects => {
  const may = new Set(stores.flatMap((store) => lackable(store, actual)));
  return { objects: stores.flatMap(objectsIn), mayLack: ({ table }) => may.has(table) };
};
