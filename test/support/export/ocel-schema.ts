const object = (properties: object, required: readonly string[]) => ({ type: 'object', properties, required });
const list = (items: object) => ({ type: 'array', items });

const text = { type: 'string' };
const time = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?(Z|[+-]\\d{2}:\\d{2})$' };

const declaration = object({ name: text, attributes: list(object({ name: text, type: text }, ['name', 'type'])) }, [
  'name',
  'attributes',
]);
const relationships = list(object({ objectId: text, qualifier: text }, ['objectId', 'qualifier']));
const identified = { id: text, type: text, relationships };

/** The JSON Schema of OCEL 2.0, written down from section 8.2 of its specification. Values are texts. */
export const OCEL_SCHEMA = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  ...object(
    {
      eventTypes: list(declaration),
      objectTypes: list(declaration),
      events: list(
        object({ ...identified, time, attributes: list(object({ name: text, value: text }, ['name', 'value'])) }, [
          'id',
          'type',
          'time',
        ]),
      ),
      objects: list(
        object(
          { ...identified, attributes: list(object({ name: text, value: text, time }, ['name', 'value', 'time'])) },
          ['id', 'type'],
        ),
      ),
    },
    ['eventTypes', 'objectTypes', 'events', 'objects'],
  ),
};
