import { isRecord } from '@ledgerdesk/kernel';
/** The parts of a schema that say which values it has. */
export interface ExampleSource {
  readonly $ref?: string;
  readonly example?: unknown;
  readonly allOf?: readonly ExampleSource[];
  readonly anyOf?: readonly ExampleSource[];
  readonly oneOf?: readonly ExampleSource[];
  readonly items?: ExampleSource;
  readonly properties?: Schemas;
}

/** The schemas of a document by name. */
export type Schemas = Readonly<Record<string, ExampleSource>>;

/** The schema to which a reference points. Throws Error if there is none. */
export const targetOf = (reference: string, schemas: Schemas): ExampleSource => {
  const found = schemas[reference.split('/').at(-1) ?? ''];
  if (!found) throw new Error(`The OpenAPI document lacks ${reference}.`);
  return found;
};

const objectExample = (properties: Schemas, schemas: Schemas): object =>
  Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, exampleOf(property, schemas)]));

/** The properties of all parts of a whole. */
const merged = (parts: readonly unknown[]): object => Object.assign({}, ...parts.filter(isRecord)) as object;

/**
 * The example of a schema: the one that it declares, or one put together from those of its parts. Throws Error for a
 * value that has none.
 */
export const exampleOf = (schema: ExampleSource, schemas: Schemas): unknown => {
  const { $ref, example, allOf, anyOf, oneOf, items, properties } = schema;
  if ($ref !== undefined) return exampleOf(targetOf($ref, schemas), schemas);
  if (example !== undefined) return example;
  const [alternative] = anyOf ?? oneOf ?? [];
  if (allOf) {
    const parts = allOf.map((part) => exampleOf(part, schemas));
    return merged([...parts, properties && objectExample(properties, schemas)]);
  }
  if (alternative) return exampleOf(alternative, schemas);
  if (items) return [exampleOf(items, schemas)];
  if (properties) return objectExample(properties, schemas);
  throw new Error(`A schema has no example: ${JSON.stringify(schema)}`);
};
