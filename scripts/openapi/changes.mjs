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

/**
 * Compares two OpenAPI documents. `breaking`: changes after which a client of the first one may fail, a sentence each.
 * `added`: operations and parameters that are new.
 */
export const changesBetween = (before, after) => {
  // The library changes what it compares.
  const changes = apiDiff(structuredClone(before), structuredClone(after)).filter(isContract);
  const breaking = changes.filter(
    (change) => (change.type === ClassifierType.breaking && !widensResponse(change)) || excludesCallers(change),
  );
  const added = changes.filter(
    ({ action, path }) => action === 'add' && (path.length <= 3 || path[3] === 'parameters'),
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
