import type { OpenAPIObject } from '@nestjs/swagger';
import { isRecord } from '@ledgerdesk/kernel';
import { exampleOf, type Schemas, targetOf } from './example-of.js';
import type { Schema } from './schema.js';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
/** A body of a request or response by media type. */
interface Body {
  readonly content?: Readonly<Record<string, { schema?: Schema; example?: unknown }>>;
}

const JSON_TYPE = 'application/json';

/** Returns true if a schema, or one inside it, is a union with a discriminator. */
const hasUnion = (schema: unknown, schemas: Schemas): boolean => {
  if (Array.isArray(schema)) return schema.some((part) => hasUnion(part, schemas));
  if (!isRecord(schema)) return false;
  const { $ref: reference, discriminator, ...parts } = schema;
  if (discriminator !== undefined) return true;
  if (typeof reference === 'string') return hasUnion(targetOf(reference, schemas), schemas);
  return Object.values(parts).some((part) => hasUnion(part, schemas));
};

const addExample = ({ content }: Body, schemas: Schemas): void => {
  const media = content?.[JSON_TYPE];
  if (media?.schema && ('discriminator' in media.schema || !hasUnion(media.schema, schemas)))
    media.example ??= exampleOf(media.schema, schemas);
};

const isBody = (value: object | undefined): value is Body => value !== undefined && !('$ref' in value);

/**
 * Adds an example to the JSON bodies of an operation, put together from those of its schemas. Bodies with events of any
 * type have only those of the event types: Redocly does not accept an example of a union that is a part of a whole.
 */
export const addExamples = ({ requestBody, responses }: Operation, schemas: Schemas): void => {
  if (isBody(requestBody)) addExample(requestBody, schemas);
  for (const response of Object.values(responses)) if (isBody(response)) addExample(response, schemas);
};
