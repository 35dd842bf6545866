import { isList, isRecord } from '@ledgerdesk/kernel';
import type { Description, Schema } from './openapi-description.js';

const nameIn = ($ref = ''): string => $ref.split('/').at(-1) ?? '';

/** Names of the schemas in an `allOf`, and of their alternatives: each describes only a part of an object. */
const partsIn = (schemas: Readonly<Record<string, Schema>>): ReadonlySet<string> => {
  const parts = Object.values(schemas).flatMap(({ allOf = [] }) => allOf.map(({ $ref }) => nameIn($ref)));
  const alternatives = parts.flatMap((name) => schemas[name]?.oneOf ?? []);
  return new Set([...parts, ...alternatives.map(({ $ref }) => nameIn($ref))]);
};

const strict = (schema: unknown): unknown => {
  if (isList(schema)) return schema.map(strict);
  if (!isRecord(schema)) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, strict(value)]));
  return isRecord(schema['properties']) ? { ...inner, unevaluatedProperties: false } : inner;
};

/** The schema of a part of an object: strict inside its properties. */
const strictPart = ({ properties, ...rest }: Schema): object => ({
  ...rest,
  ...(properties && {
    properties: Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, strict(inner)])),
  }),
});

/** The schemas of a description with undocumented properties forbidden. */
export const strictSchemas = ({ components: { schemas } }: Description): Readonly<Record<string, unknown>> => {
  const parts = partsIn(schemas);
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, parts.has(name) ? strictPart(schema) : strict(schema)]),
  );
};
