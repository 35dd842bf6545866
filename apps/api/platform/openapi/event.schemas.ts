import { definitionOf, DELIVERED_EVENT_TYPES, EVENT_TYPES } from '@ledgerdesk/events';
import { EVENT_SCHEMAS, type FieldSchema } from '@ledgerdesk/events/schemas';
import { isRecord } from '@ledgerdesk/kernel';
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

/** The value of a property in a sample. */
const valueIn = (sample: unknown, name: string): unknown => (isRecord(sample) ? sample[name] : undefined);

/** Returns true if a sample is of the alternative: an object with properties, or a list. */
const isPartOf = ({ properties, items }: FieldSchema, sample: unknown): boolean =>
  (properties !== undefined && isRecord(sample)) || (items !== undefined && Array.isArray(sample));

/**
 * A schema of event data for readers, who accept properties that they do not know. Its examples are the values of the
 * event's sample.
 */
const openSchema = (field: FieldSchema, sample: unknown): Schema => {
  const { additionalProperties: _closed, enum: values, anyOf, items, properties, required, ...rest } = field;
  return {
    ...rest,
    ...(values && { enum: [...values] }),
    ...(anyOf && { anyOf: anyOf.map((inner) => openSchema(inner, isPartOf(inner, sample) ? sample : undefined)) }),
    ...(items && { items: openSchema(items, Array.isArray(sample) ? sample[0] : undefined) }),
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, inner]) => [name, openSchema(inner, valueIn(sample, name))]),
      ),
    }),
    ...(required && { required: [...required] }),
    ...(sample !== undefined && !isRecord(sample) && { example: sample }),
  };
};

const eventSchema = (type: string): Schema => {
  const { description, 'x-version': version = 1, ...data } = EVENT_SCHEMAS[type] ?? {};
  const sample = definitionOf(type)?.sample;
  return {
    ...objectOf<TypedData>({
      type: enumOf([type], 'Event type.'),
      version: { type: 'integer', example: version, description: 'Version of the data of the event type.' },
      data: { ...openSchema(data, sample), description: 'Data of the event.', example: sample },
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
