import fc, { type Arbitrary } from 'fast-check';
import { type Description, type Parameter, type Route, type Schema, schemaIn } from './openapi-description.js';

/** A request to a documented route, valid or invalid. */
export interface ArbitraryRequest {
  readonly route: Route;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

const JUNK = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom('', ' ', '__proto__', '\0', '\ud800', '‮', '2026-02-30', '1e999', '%00', null, true, -1, 0.5, 1e21),
  fc.array(fc.string(), { maxLength: 3 }),
  fc.object({ maxDepth: 2 }),
);

/** Mostly valid values, and a few of other types. */
const mostly = <T>(good: Arbitrary<T>): Arbitrary<unknown> =>
  fc.oneof({ weight: 12, arbitrary: good }, { weight: 1, arbitrary: JUNK });

const textFor = ({ pattern, example }: Schema): Arbitrary<unknown> => {
  const generated =
    pattern === undefined
      ? fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
      : fc.stringMatching(new RegExp(pattern));
  return example === undefined ? generated : fc.oneof({ weight: 4, arbitrary: fc.constant(example) }, generated);
};

/** Values of a schema, any part of which may be junk. */
const valueFor = (description: Description, described: Schema): Arbitrary<unknown> => {
  const schema = schemaIn(description, described);
  if (schema.oneOf) return mostly(fc.oneof(...schema.oneOf.map((one) => valueFor(description, one))));
  if (schema.enum) return mostly(fc.constantFrom(...schema.enum));
  if (schema.properties) return mostly(objectFor(description, schema));
  switch ([schema.type].flat()[0]) {
    case 'array':
      return mostly(
        schema.example === undefined
          ? fc.array(valueFor(description, schema.items ?? {}), { maxLength: 3 })
          : fc.constant(schema.example),
      );
    case 'boolean':
      return mostly(fc.boolean());
    case 'integer':
      return mostly(fc.integer({ min: schema.minimum ?? 0, max: schema.maximum ?? 100 }));
    default:
      return mostly(textFor(schema));
  }
};

const objectFor = (description: Description, { properties = {}, required = [] }: Schema): Arbitrary<object> => {
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, valueFor(description, schema)]),
  );
  const known = fc.record(fields, { requiredKeys: [...required] });
  return fc.oneof(
    { weight: 12, arbitrary: known },
    fc.record(fields, { requiredKeys: [] }),
    known.map((body) => ({ ...body, unknownField: 1 })),
  );
};

/** Paths with existing ids and with others. */
const pathFor = (path: string, ids: Readonly<Record<string, string>>): Arbitrary<string> => {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const oneOf = (name: string) =>
    fc.oneof(
      { weight: 6, arbitrary: fc.constant(ids[name] ?? name) },
      fc.constantFrom('none', 'a.b', 'x'.repeat(101), '%00', '%F0%9F', '%2e%2e%2f', '__proto__'),
    );
  return fc
    .tuple(...names.map(oneOf))
    .map((given) => names.reduce((whole, name, index) => whole.replace(`{${name}}`, given[index] ?? ''), path));
};

/** Percent-encodes a value without unpaired surrogates, which cannot be encoded. */
const encoded = (value: unknown): string =>
  encodeURIComponent((typeof value === 'string' ? value : JSON.stringify(value)).replaceAll(/\p{Cs}/gu, ''));

const queryFor = (description: Description, parameters: readonly Parameter[]): Arbitrary<string> => {
  const values = parameters
    .filter((parameter) => parameter.in === 'query')
    .map(({ name, schema }) => [name, valueFor(description, schema).map(encoded)] as const);
  return fc
    .record(Object.fromEntries(values), { requiredKeys: [] })
    .map((query) =>
      Object.entries(query)
        .map(([name, value]) => `${name}=${String(value)}`)
        .join('&'),
    )
    .map((query) => (query === '' ? '' : `?${query}`));
};

const headers: Arbitrary<Readonly<Record<string, string>>> = fc.record(
  {
    'idempotency-key': fc.constantFrom('k-1', 'k-2', '"k-3"', 'a b', 'k'.repeat(256)),
    'if-match': fc.constantFrom('"0"', '"1"', '*', 'W/"1"', '"-1"'),
    'ledger-position': fc.constantFrom('0', '3', '03', '-1', '99999999999999999999'),
    'ledger-on-behalf-of': fc.constantFrom('acme/aiko', 'acme/ben', 'acme', 'a/b/c', '/'),
    'correlation-id': fc.constantFrom('c-1', 'c 1'),
  },
  { requiredKeys: [] },
);

/** Requests to any of these routes. `ids` holds existing ids by path parameter. */
export const requestsTo = (
  description: Description,
  routes: readonly Route[],
  ids: Readonly<Record<string, string>>,
): Arbitrary<ArbitraryRequest> =>
  fc.constantFrom(...routes).chain((route) =>
    fc.record({
      route: fc.constant(route),
      path: fc.tuple(pathFor(route.path, ids), queryFor(description, route.parameters)).map((parts) => parts.join('')),
      headers: fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, headers),
      body: route.body ? valueFor(description, route.body) : fc.constant(undefined),
    }),
  );
