import { apiDiff, ClassifierType } from 'api-smart-diff';

/** Operations, parameters and properties that clients must find again. Schemas count where an operation uses them. */
const isContract = ({ path: [section] }) => section === 'paths' || section === 'webhooks';

/** A new value or kind in a response: clients have to expect those (docs/api/versioning.md). */
const widensResponse = ({ action, path }) =>
  action === 'add' && path.includes('responses') && ['enum', 'anyOf', 'oneOf'].includes(path.at(-2));

/** A caller that may no longer call a route. The library leaves extensions unclassified. */
const excludesCallers = ({ action, path }) => action !== 'add' && path.includes('x-caller-kinds');

const placeOf = ({ path: [, route = '', method = '', ...rest] }) => {
  const place = rest.filter((part) => part !== 'content' && part !== 'application/json' && part !== 'schema').join('.');
  return `${String(method).toUpperCase()} ${route}${place === '' ? '' : `: ${place}`}`.trim();
};

const valueOf = (value) => (value === undefined ? '' : ` ${JSON.stringify(value)}`.slice(0, 80));

const sentenceOf = (change) => {
  const { action, before, after } = change;
  if (action === 'add') return `${placeOf(change)} was added:${valueOf(after)}`;
  if (action === 'remove') return `${placeOf(change)} was removed:${valueOf(before)}`;
  return `${placeOf(change)} was changed from${valueOf(before)} to${valueOf(after)}`;
};

/** What all alternatives of a union have in common, as an object. */
const commonOf = ([first, ...others]) => ({
  type: 'object',
  required: first.required.filter((name) => others.every(({ required }) => required.includes(name))),
  properties: Object.fromEntries(
    Object.entries(first.properties)
      .filter(([name]) => others.every(({ properties }) => name in properties))
      .map(([name, { type }]) => [name, { type }]),
  ),
});

/**
 * The document with one plain object in place of each union with a discriminator, and of what extends one by `allOf`,
 * which the library cannot compare. The unions are those of events: their data changes with the version of their type
 * only, which libs/events/published.json guards.
 */
const withoutUnions = (document) => {
  const { schemas } = document.components;
  const targetOf = ({ $ref }) => schemas[$ref.split('/').at(-1)];
  const plain = ({ oneOf, discriminator, allOf = [], ...schema }) => {
    if (discriminator) return commonOf(oneOf.map(targetOf));
    const parts = allOf.map((part) => plain(targetOf(part)));
    return parts.reduce(
      (whole, { properties, required }) => ({
        ...whole,
        properties: { ...whole.properties, ...properties },
        required: [...(whole.required ?? []), ...required],
      }),
      oneOf ? { ...schema, oneOf } : schema,
    );
  };
  const entries = Object.entries(schemas).map(([name, schema]) => [name, plain(schema)]);
  return { ...document, components: { ...document.components, schemas: Object.fromEntries(entries) } };
};

/**
 * Compares two OpenAPI documents. `breaking`: changes after which a client of the first one may fail, a sentence each.
 * `added`: operations and parameters that are new.
 */
export const changesBetween = (before, after) => {
  // The library changes what it compares.
  const [old, current] = [before, after].map((document) => structuredClone(withoutUnions(document)));
  const changes = apiDiff(old, current).filter(isContract);
  const breaking = changes.filter(
    (change) => (change.type === ClassifierType.breaking && !widensResponse(change)) || excludesCallers(change),
  );
  const added = changes.filter(
    ({ action, path }) => action === 'add' && (path.length <= 3 || (path[3] === 'parameters' && path.length === 5)),
  );
  return {
    breaking: [...new Set(breaking.map(sentenceOf))],
    added: [
      ...new Set(
        added.map((change) => {
          const { path, after: value } = change;
          return path.length <= 3
            ? placeOf(change)
            : `${placeOf({ path: path.slice(0, 3) })}: ${value?.name ?? value?.$ref}`;
        }),
      ),
    ],
  };
};
