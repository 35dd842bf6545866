import type { EventDefinition } from '../definition.js';
import type { EventSchema, FieldSchema } from './event-schema.js';

/** A schema as the generator writes it: `type` may be a list. */
export interface TypeSchema extends Omit<FieldSchema, 'type' | 'enum' | 'anyOf' | 'items' | 'properties'> {
  readonly type?: FieldSchema['type'] | readonly NonNullable<FieldSchema['type']>[];
  readonly enum?: readonly (string | null)[];
  readonly anyOf?: readonly TypeSchema[];
  readonly items?: TypeSchema;
  readonly properties?: Readonly<Record<string, TypeSchema>>;
}

/** The schemas of all event types, as generated from their TypeScript types: objects with `type` and `data`. */
export interface TypeSchemas {
  readonly anyOf: readonly TypeSchema[];
}

/** Thrown if a doc comment is missing or a type cannot be described. */
export class UndescribedEventError extends Error {}

const isText = (value: string | null): value is string => value !== null;
const isList = (type: TypeSchema['type']): type is readonly NonNullable<FieldSchema['type']>[] => Array.isArray(type);

/** One alternative of a schema with several types. Only strings have an enum. */
const alternative = (type: NonNullable<FieldSchema['type']>, texts: readonly string[] | undefined): FieldSchema => ({
  type,
  ...(type === 'string' && texts && { enum: texts }),
});

const fieldSchema = (schema: TypeSchema): FieldSchema => {
  const { description, type, enum: values, anyOf, items, properties, ...rest } = schema;
  const texts = values?.filter(isText);
  return {
    ...(description !== undefined && { description: description.replaceAll(/\s+/g, ' ') }),
    ...rest,
    ...(isList(type) ? { anyOf: type.map((one) => alternative(one, texts)) } : { ...(type && { type }) }),
    ...(!isList(type) && texts && { enum: texts }),
    ...(anyOf && { anyOf: anyOf.map(fieldSchema) }),
    ...(items && { items: fieldSchema(items) }),
    ...(properties && { properties: mapFields(properties, fieldSchema) }),
  };
};

const mapFields = <From, To>(
  fields: Readonly<Record<string, From>>,
  map: (field: From, name: string) => To,
): Readonly<Record<string, To>> =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, map(field, name)]));

/** Throws for a field without a doc comment, here or further in. */
const assertDescribed = (path: string, { properties = {}, items, anyOf = [] }: FieldSchema): void => {
  for (const [name, field] of Object.entries(properties)) {
    if (field.description === undefined)
      throw new UndescribedEventError(`${path}.${name} has no description. Add a doc comment to the field.`);
    assertDescribed(`${path}.${name}`, field);
  }
  for (const inner of [...anyOf, ...(items ? [items] : [])]) assertDescribed(path, inner);
};

const schemaOf = (definition: EventDefinition, generated: TypeSchemas): EventSchema => {
  const { type, version, personal, secretQuery, secret } = definition;
  const found = generated.anyOf.find(({ properties }) => properties?.['type']?.const === type);
  const data = fieldSchema(found?.properties?.['data'] ?? {});
  if (!found?.description || !data.properties)
    throw new UndescribedEventError(`${type} has no description. Add a doc comment to its type, and fields to it.`);
  assertDescribed(type, data);
  const marked = mapFields(data.properties, (field, name) => ({
    ...field,
    ...(personal.includes(name) && { 'x-personal': true as const }),
    ...(secretQuery.includes(name) && { 'x-secret-query': true as const }),
    ...(secret.includes(name) && { 'x-secret': true as const }),
  }));
  const { required = [] } = data;
  return {
    description: found.description.replaceAll(/\s+/g, ' '),
    'x-version': version,
    type: 'object',
    properties: marked,
    required: Object.keys(marked).filter((name) => required.includes(name)),
    additionalProperties: false,
  };
};

/**
 * Returns the schema of the data of each event type, by type: what its TypeScript type says, with doc comments as
 * descriptions, and with personal fields and secrets marked.
 *
 * @throws {UndescribedEventError} if a type or field has no doc comment.
 */
export const composeSchemas = (
  generated: TypeSchemas,
  definitions: readonly EventDefinition[],
): Readonly<Record<string, EventSchema>> =>
  Object.fromEntries(definitions.map((definition) => [definition.type, schemaOf(definition, generated)]));
