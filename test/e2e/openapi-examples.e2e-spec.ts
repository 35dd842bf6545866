import { isRecord } from '@ledgerdesk/kernel';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { exampleOf } from '../../apps/api/platform/openapi/example-of.js';
import { type Description, fetchDescription, type Route, routesIn } from '../support/http/openapi-description.js';
import { strictSchemas } from '../support/http/strict-schemas.js';
import { TestEngine } from '../support/http/test-engine.js';

const FORMATS: Readonly<Record<string, RegExp>> = {
  date: /^\d{4}-\d{2}-\d{2}$/,
  'date-time': /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{3})?Z$/,
};

/** Routes whose bodies contain events of any type, which have an example each. */
const WITH_ANY_EVENT = ['GET /v1/log/events', 'GET /v1/log/events/{eventId}/links', 'GET /v1/webhook-event-types'];

type Located = readonly (readonly [path: string, schema: object])[];

/** The properties of a schema and of the schemas inside it, by path. Null, as in samples of events, has none inside. */
const propertiesIn = (path: string, schema: object): Located =>
  Object.entries('example' in schema && schema.example === null ? {} : schema).flatMap(
    ([key, value]: readonly [string, unknown]): Located => {
      if (key === 'properties' && isRecord(value))
        return Object.entries(value).flatMap(([name, inner]) =>
          isRecord(inner) ? [[`${path}.${name}`, inner], ...propertiesIn(`${path}.${name}`, inner)] : [],
        );
      if (['allOf', 'anyOf', 'oneOf'].includes(key) && Array.isArray(value))
        return value.filter(isRecord).flatMap((inner) => propertiesIn(path, inner));
      return ['items', 'additionalProperties'].includes(key) && isRecord(value) ? propertiesIn(`${path}[]`, value) : [];
    },
  );

/** Keywords that constrain no value. */
const TEXTS: readonly string[] = ['title', 'description', 'example', 'default', 'deprecated'];

/** A schema without its texts and those of the schemas inside it: two that allow the same values are equal. */
const constraintsOf = (schema: object): object =>
  Object.fromEntries(
    Object.entries(schema).flatMap(([key, value]: readonly [string, unknown]) =>
      TEXTS.includes(key) ? [] : [[key, innerConstraints(key, value)] as const],
    ),
  );

const innerConstraints = (key: string, value: unknown): unknown => {
  if (Array.isArray(value) && ['allOf', 'anyOf', 'oneOf'].includes(key))
    return value.map((inner: unknown) => (isRecord(inner) ? constraintsOf(inner) : inner));
  if (!isRecord(value)) return value;
  if (key === 'properties')
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, isRecord(inner) ? constraintsOf(inner) : inner]),
    );
  return ['items', 'additionalProperties', 'not'].includes(key) ? constraintsOf(value) : value;
};

describe('examples in the OpenAPI document', () => {
  let engine: TestEngine;
  let description: Description;
  let routes: readonly Route[];
  let ajv: Ajv2020;

  beforeAll(async () => {
    engine = await TestEngine.open();
    description = await fetchDescription(await engine.as());
    routes = routesIn(description);
    ajv = new Ajv2020({
      strict: false,
      validateSchema: false,
      addUsedSchema: false,
      formats: FORMATS,
      // Each schema checks one example, and those that many refer to are compiled once.
      inlineRefs: false,
      code: { optimize: false },
    });
    ajv.addSchema({ $id: 'api', components: { schemas: strictSchemas(description) } });
  });
  afterAll(() => engine.close());

  /** A schema with its references into the document that ajv knows. */
  const resolvable = (schema: object): object =>
    JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"api#/components')) as object;

  /** What is wrong with an example. Many schemas differ in their texts only: what they require is compiled once. */
  const compiled = new Map<string, ValidateFunction>();
  const errorsOf = (schema: object, example: unknown): string => {
    const constraints = constraintsOf(schema);
    const key = JSON.stringify(constraints);
    const validate = compiled.get(key) ?? ajv.compile(resolvable(constraints));
    compiled.set(key, validate);
    return validate(example) ? '' : ajv.errorsText(validate.errors);
  };

  const exampleIn = (schema: object): unknown => exampleOf(schema, description.components.schemas);

  it('are there for every property, and follow its schema', () => {
    const named = Object.entries(description.components.schemas);
    const properties = named.flatMap(([name, schema]) => propertiesIn(name, schema));
    expect(properties.length).toBeGreaterThan(1_000);
    const declared = properties.filter(([, schema]) => 'example' in schema);
    for (const [path, schema] of [...named, ...declared])
      expect([path, errorsOf(schema, exampleIn(schema))]).toEqual([path, '']);
    const lacking = properties.filter(([, schema]) => !hasExample(schema)).map(([path]) => path);
    expect(lacking).toEqual([]);
  });

  const hasExample = (schema: object): boolean => {
    try {
      return exampleIn(schema) !== undefined;
    } catch {
      return false;
    }
  };

  it('are there for every parameter, and follow its schema', () => {
    const parameters = routes.flatMap(({ name, parameters: all }) =>
      all.map((parameter) => [`${name} ${parameter.name}`, parameter] as const),
    );
    for (const [name, parameter] of parameters) {
      const { description: text, schema, example = schema.example } = parameter;
      expect({ name, text, example }).toEqual({
        name,
        text: expect.stringMatching(/\S{2}/) as string,
        example: expect.anything() as unknown,
      });
      expect([name, errorsOf(schema, example)]).toEqual([name, '']);
    }
  });

  it('are there for every JSON body of a request and a response, and follow its schema', () => {
    const bodies = routes.flatMap(({ name, requestBody, responses }) =>
      [requestBody, ...Object.entries(responses).flatMap(([status, body]) => (status.startsWith('2') ? [body] : []))]
        .flatMap((body) => Object.entries(body?.content ?? {}))
        .flatMap(([type, media]) => (type === 'application/json' && isRecord(media) ? [[name, media] as const] : [])),
    );
    expect(bodies.length).toBeGreaterThan(routes.length);
    expect(bodies.flatMap(([name, { example }]) => (example === undefined ? [name] : []))).toEqual(WITH_ANY_EVENT);
    for (const [name, { schema, example = isRecord(schema) ? exampleIn(schema) : undefined }] of bodies) {
      expect({ name, example }).toEqual({ name, example: expect.anything() as unknown });
      expect([name, isRecord(schema) ? errorsOf(schema, example) : 'no schema']).toEqual([name, '']);
    }
  });
});
