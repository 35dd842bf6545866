import { EVENT_TYPES } from '@ledgerdesk/events';
import { isList, isRecord, type Projection, type RecordedEvent, type Row } from '@ledgerdesk/kernel';
import { jsonProblem } from './json-problem.js';

/** Thrown for a default export that is no projection. */
export class InvalidProjection extends Error {
  readonly code = 'invalid-projection';
}

const NAME = /^[a-z0-9][a-z0-9-]{0,63}$/;

const refuse = (problem: string): never => {
  throw new InvalidProjection(problem);
};

type Call = (...args: readonly unknown[]) => unknown;
const isCall = (value: unknown): value is Call => typeof value === 'function';

/** Letters of a name, to compare it with similar ones. */
const lettersOf = (name: string): string => name.toLowerCase().replace(/[^a-z]/g, '');

const similarTo = (type: string): string => {
  const similar = EVENT_TYPES.find((known) => lettersOf(known) === lettersOf(type));
  return similar === undefined ? 'docs/api/events.md lists the event types.' : `Did you mean ${similar}?`;
};

const handlersIn = (on: unknown): ReadonlyMap<string, Call> => {
  if (!isRecord(on) || Object.keys(on).length === 0)
    return refuse(
      'Its "on" has no handlers: add one for each event type, such as { TicketOpened: (row, event) => … }.',
    );
  const handlers = new Map<string, Call>();
  for (const [type, handler] of Object.entries(on)) {
    if (!EVENT_TYPES.includes(type)) return refuse(`Its "on" names no event type: ${type}. ${similarTo(type)}`);
    if (!isCall(handler)) return refuse(`Its "on.${type}" is not a function.`);
    handlers.set(type, handler);
  }
  return handlers;
};

const isRow = (value: unknown): value is Row => isRecord(value) && jsonProblem(value) === undefined;

const rowFrom = (value: unknown, key: string): Row | undefined => {
  if (value === undefined) return undefined;
  if (isRow(value)) return value;
  const problem = isRecord(value) ? jsonProblem(value) : ' is no object';
  throw new TypeError(`The row ${JSON.stringify(key)}${problem ?? ''}. Return an object of JSON values, or undefined.`);
};

const isKeys = (value: unknown): value is readonly string[] =>
  isList(value) && value.every((key) => typeof key === 'string');

const keysFrom = (value: unknown): readonly string[] => {
  if (isKeys(value)) return value;
  throw new TypeError('Its keysOf returned something else than a list of strings.');
};

/**
 * Returns the projection that a module exports by default, in the engine's form. Its handlers are checked at each
 * event: they return JSON or undefined, and `keysOf` a list of strings.
 * @throws InvalidProjection that says what is missing.
 */
export const checkedProjection = (exported: unknown): Projection => {
  if (!isRecord(exported))
    return refuse('The module has no projection as its default export: export default { name, version, keysOf, on }.');
  const { name, version, keysOf, on } = exported;
  if (typeof name !== 'string' || !NAME.test(name))
    return refuse('Its "name" is not lower-case letters, digits and hyphens (at most 64).');
  if (typeof version !== 'number' || !Number.isSafeInteger(version) || version < 1)
    return refuse('Its "version" is not a whole number from 1.');
  if (!isCall(keysOf)) return refuse('It has no function "keysOf" that returns the keys of the rows an event changes.');
  const handlers = handlersIn(on);
  return {
    name,
    version,
    handles: [...handlers.keys()],
    table: { columns: {}, indexes: [] },
    keysOf: (event: RecordedEvent) => keysFrom(keysOf(event)),
    evolve: (key, row, event) => rowFrom(handlers.get(event.type)?.(row, event, key), key),
  };
};
