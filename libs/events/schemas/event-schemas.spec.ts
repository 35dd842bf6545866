import type { RecordedEvent } from '@ledgerdesk/kernel';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { EVENTS_BY_CATEGORY } from '../catalogue.js';
import type { EventDefinition } from '../definition.js';
import { maskPersonalFields } from '../mask-personal-fields.js';
import { EVENT_SCHEMAS, type FieldSchema } from './index.js';

const definitions: readonly EventDefinition[] = Object.values(EVENTS_BY_CATEGORY).flat();
const ajv = new Ajv2020({ allErrors: true, formats: { 'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/ } });
ajv.addVocabulary(['x-version', 'x-personal', 'x-secret-query', 'x-secret']);

const schemaOf = (type: string) => {
  const schema = EVENT_SCHEMAS[type];
  if (!schema) throw new RangeError(`No schema of ${type}.`);
  return schema;
};
const validatorOf = (type: string): ValidateFunction => ajv.compile(schemaOf(type));
const dataOf = ({ sample }: EventDefinition): Readonly<Record<string, unknown>> => ({ ...sample });
const takesNull = ({ anyOf = [] }: FieldSchema): boolean => anyOf.some(({ type }) => type === 'null');
const isEnum = ({ enum: values, anyOf = [] }: FieldSchema): boolean => values !== undefined || anyOf.some(isEnum);

const without = (data: Readonly<Record<string, unknown>>, field: string): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(data).filter(([name]) => name !== field));

/** Data that no reader expects, by what is wrong with it. */
const hostileVariants = (definition: EventDefinition): readonly (readonly [string, unknown])[] => {
  const data = dataOf(definition);
  const { properties } = schemaOf(definition.type);
  return [
    ['more than the type has', { ...data, hostile: true }],
    ['no object', [data]],
    ...Object.entries(properties).flatMap(([name, field]): (readonly [string, unknown])[] => [
      [`no ${name}`, without(data, name)],
      [`${name} of another type`, { ...data, [name]: { hostile: true } }],
      ...(takesNull(field) ? [] : ([[`${name} null`, { ...data, [name]: null }]] as const)),
      ...(isEnum(field) ? ([[`${name} unknown`, { ...data, [name]: 'constructor' }]] as const) : []),
    ]),
  ];
};

describe('the schemas of event data', () => {
  it('exist for every event type in its current version, and for no other', () => {
    const versions = Object.entries(EVENT_SCHEMAS).map(([type, schema]) => [type, schema['x-version']]);
    expect(versions).toEqual(definitions.map(({ type, version }) => [type, version]));
  });

  it.each(definitions.map((definition) => [definition.type, definition] as const))(
    'accept the sample of %s and refuse hostile variants',
    (type, definition) => {
      const validate = validatorOf(type);
      validate(definition.sample);
      expect(validate.errors ?? []).toEqual([]);
      const accepted = hostileVariants(definition).filter(([, data]) => validate(data));
      expect(accepted.map(([what]) => what)).toEqual([]);
    },
  );

  it('take null where they say what it means, of the value or of those in a list', () => {
    const fields = Object.entries(EVENT_SCHEMAS).flatMap(([type, { properties }]) =>
      Object.entries(properties).map(([name, field]) => [`${type}.${name}`, field] as const),
    );
    const wrong = fields.filter(
      ([, field]) =>
        field.description?.includes('Null:') === true && !takesNull(field) && !(field.items && takesNull(field.items)),
    );
    expect(wrong.map(([name]) => name)).toEqual([]);
  });

  it('accept null for each field that may be null', () => {
    for (const definition of definitions) {
      const validate = validatorOf(definition.type);
      for (const [name, field] of Object.entries(schemaOf(definition.type).properties))
        if (takesNull(field))
          expect({ name, valid: validate({ ...dataOf(definition), [name]: null }) }).toEqual({ name, valid: true });
    }
  });

  it('accept data whose personal fields are masked', () => {
    for (const { type, version, sample } of definitions) {
      const event = { type, version, data: sample } as unknown as RecordedEvent;
      const validate = validatorOf(type);
      validate(maskPersonalFields(event).data);
      expect({ type, errors: validate.errors ?? [] }).toEqual({ type, errors: [] });
    }
  });

  it('mark personal fields, secrets and URLs with secrets', () => {
    const marked = (type: string, mark: 'x-personal' | 'x-secret-query' | 'x-secret') =>
      Object.entries(schemaOf(type).properties).flatMap(([name, field]) => (field[mark] ? [name] : []));
    for (const { type, personal, secretQuery, secret } of definitions) {
      expect(marked(type, 'x-personal').sort()).toEqual([...personal].sort());
      expect(marked(type, 'x-secret-query').sort()).toEqual([...secretQuery].sort());
      expect(marked(type, 'x-secret').sort()).toEqual([...secret].sort());
    }
  });
});
