import { apiDiff, ClassifierType } from 'api-smart-diff';
import { isDeepStrictEqual } from 'node:util';

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

/** The components of a document, by kind and name: `schemas/Problem`. */
const componentsOf = ({ components }) =>
  Object.entries(components).flatMap(([kind, parts]) =>
    Object.entries(parts).map(([name, part]) => [`${kind}/${name}`, part]),
  );

/** What a part of a document refers to. */
const referencesIn = (part = {}) => [...JSON.stringify(part).matchAll(/"#\/components\/([^"]+)"/g)].map(([, to]) => to);

/** The components that differ between two documents, and those that refer to one of them. */
const differingComponents = (documents) => {
  const [one, other] = documents.map((document) => new Map(componentsOf(document)));
  const names = [...new Set([...one.keys(), ...other.keys()])];
  const referring = names.map((name) => [name, [...referencesIn(one.get(name)), ...referencesIn(other.get(name))]]);
  const differing = new Set(names.filter((name) => !isDeepStrictEqual(one.get(name), other.get(name))));
  for (let before = -1; before < differing.size;) {
    before = differing.size;
    for (const [name, to] of referring) if (to.some((target) => differing.has(target))) differing.add(name);
  }
  return differing;
};

/** Two documents without the operations that are the same in both. The library takes seconds to compare them all. */
const withoutSame = (documents) => {
  const differing = differingComponents(documents);
  const isSame = (section, route) => {
    const [item, other] = documents.map((document) => document[section]?.[route]);
    return isDeepStrictEqual(item, other) && !referencesIn(item).some((target) => differing.has(target));
  };
  const differingIn = (document, section) =>
    Object.fromEntries(Object.entries(document[section] ?? {}).filter(([route]) => !isSame(section, route)));
  return documents.map((document) => ({
    ...document,
    paths: differingIn(document, 'paths'),
    webhooks: differingIn(document, 'webhooks'),
  }));
};

/**
 * Compares two OpenAPI documents. `breaking`: changes after which a client of the first one may fail, a sentence each.
 * `added`: operations and parameters that are new.
 */
export const changesBetween = (before, after) => {
  // The library changes what it compares.
  const [old, current] = withoutSame([before, after]).map((document) => structuredClone(withoutUnions(document)));
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
