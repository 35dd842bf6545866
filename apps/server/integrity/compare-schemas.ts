/** A table, index, trigger or other object of a database. */
export interface SchemaObject {
  readonly type: string;
  readonly name: string;
  /** The table that it belongs to; for a table, its own name. */
  readonly table: string;
  /** Equal for objects that work alike. */
  readonly definition: string;
}

/** A difference between the schema of a file and that which this version creates. */
export interface SchemaDifference {
  readonly name: string;
  readonly detail: string;
}

interface SchemaComparison<T extends SchemaObject> {
  readonly actual: readonly T[];
  readonly expected: readonly T[];
  /** True for an expected object that a sound file may lack. */
  readonly mayLack: (object: T) => boolean;
  /** True for an object of the file that this version does not create, and that a sound file may have. */
  readonly mayHave: (object: T) => boolean;
}

const nameOf = ({ type, name }: SchemaObject): string => `${type} ${name}`;

const byName = <T extends SchemaObject>(objects: readonly T[]): ReadonlyMap<string, T> =>
  new Map(objects.map((object) => [nameOf(object), object]));

const missing = (object: SchemaObject): SchemaDifference => ({
  name: nameOf(object),
  detail: object.type === 'table' ? 'is missing' : `of table ${object.table} is missing`,
});

/** Compares the schema of a file with the expected one. A trigger or view that this version does not create is one. */
export const compareSchemas = <T extends SchemaObject>({
  actual,
  expected,
  mayLack,
  mayHave,
}: SchemaComparison<T>): readonly SchemaDifference[] => {
  const [found, wanted] = [byName(actual), byName(expected)];
  return [
    ...expected.filter((object) => !found.has(nameOf(object)) && !mayLack(object)).map(missing),
    ...actual.flatMap((object) => {
      const as = wanted.get(nameOf(object));
      if (as?.definition === object.definition || (!as && mayHave(object))) return [];
      const detail = as ? 'is not as this version creates it' : `of table ${object.table} was added`;
      return [{ name: nameOf(object), detail }];
    }),
  ];
};
