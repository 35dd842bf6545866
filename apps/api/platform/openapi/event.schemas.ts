import { definitionOf, DELIVERED_EVENT_TYPES, EVENT_TYPES } from '@ledgerdesk/events';
import { EVENT_SCHEMAS, type FieldSchema } from '@ledgerdesk/events/schemas';
import { enumOf, objectOf, type Schema } from './schema.js';
import { defineSchemas } from './schema-registry.js';

/** The part of an event that its type determines. */
interface TypedData {
  readonly type: string;
  readonly version: number;
  readonly data: object;
}

const nameOf = (type: string): string => `${type}Event`;
const referenceTo = (type: string): string => `#/components/schemas/${nameOf(type)}`;

/** A schema of event data for readers, who accept properties that they do not know. */
const openSchema = (field: FieldSchema): Schema => {
  const { additionalProperties: _closed, enum: values, anyOf, items, properties, required, ...rest } = field;
  return {
    ...rest,
    ...(values && { enum: [...values] }),
    ...(anyOf && { anyOf: anyOf.map(openSchema) }),
    ...(items && { items: openSchema(items) }),
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, openSchema(inner)])),
    }),
    ...(required && { required: [...required] }),
  };
};

const eventSchema = (type: string): Schema => {
  const { description, 'x-version': version = 1, ...data } = EVENT_SCHEMAS[type] ?? {};
  return {
    ...objectOf<TypedData>({
      type: enumOf([type], 'Event type.'),
      version: { type: 'integer', example: version, description: 'Version of the data of the event type.' },
      data: { ...openSchema(data), description: 'Data of the event.', example: definitionOf(type)?.sample },
    }),
    ...(description !== undefined && { description }),
  };
};

/** One of several events. `type` tells which. */
const oneOf = (types: readonly string[], description: string): Schema => ({
  description: `${description} Accept types that you do not know: later versions add some.`,
  oneOf: types.map((type) => ({ $ref: referenceTo(type) })),
  discriminator: {
    propertyName: 'type',
    mapping: Object.fromEntries(types.map((type) => [type, referenceTo(type)])),
  },
});

defineSchemas(Object.fromEntries(EVENT_TYPES.map((type) => [nameOf(type), eventSchema(type)])));

/** Type, version and data of any event, and of those that webhooks receive: unions that `type` discriminates. */
export const EVENT_UNIONS = defineSchemas({
  Event: oneOf(EVENT_TYPES, 'Type, version and data of an event of the log.'),
  DeliveredEvent: oneOf(DELIVERED_EVENT_TYPES, 'Type, version and data of an event that webhooks receive.'),
});
