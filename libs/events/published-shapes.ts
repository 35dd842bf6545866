import { isList, isRecord } from '@ledgerdesk/kernel';
import type { EventDefinition } from './definition.js';

/** The structure of JSON data: type names in place of values. A list has the shape of its first item. */
export type Shape = string | readonly Shape[] | { readonly [field: string]: Shape };

/** Shapes of event data by `Type@version`, as in published.json. */
export type PublishedShapes = Readonly<Record<string, Shape>>;

/** Returns the shape of a JSON value, fields in alphabetical order. */
export const shapeOf = (value: unknown): Shape => {
  if (value === null) return 'null';
  if (isList(value)) return value.slice(0, 1).map(shapeOf);
  if (!isRecord(value)) return typeof value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((field) => [field, shapeOf(value[field])]),
  );
};

/** Thrown when the catalogue or an edit contradicts a published shape. Stored events keep their shape forever. */
export class PublishedShapeError extends Error {}

const changed = ({ type, version }: EventDefinition): PublishedShapeError =>
  new PublishedShapeError(
    `The data of ${type}@${version} differs from its published shape. Stored events keep that shape: ` +
      `restore it, or define version ${version + 1} with an upcaster from version ${version}.`,
  );

const removed = (entry: string): PublishedShapeError =>
  new PublishedShapeError(
    `${entry} is published, but the catalogue cannot read it. The log may contain such events: ` +
      'keep the event type in the catalogue, with an upcaster for each earlier version.',
  );

const isReadable = (entry: string, definitions: readonly EventDefinition[]): boolean => {
  const [type, version] = entry.split('@');
  return definitions.some((definition) => definition.type === type && Number(version) <= definition.version);
};

/**
 * Returns the published shapes with those of new event types and versions added at the end.
 *
 * @throws {PublishedShapeError} if a published entry is changed or can no longer be read.
 */
export const addShapes = (published: PublishedShapes, definitions: readonly EventDefinition[]): PublishedShapes => {
  const unreadable = Object.keys(published).find((entry) => !isReadable(entry, definitions));
  if (unreadable !== undefined) throw removed(unreadable);
  const added = definitions.flatMap((definition): [string, Shape][] => {
    const [entry, shape] = [`${definition.type}@${definition.version}`, shapeOf(definition.sample)];
    const known = published[entry];
    if (known === undefined) return [[entry, shape]];
    if (JSON.stringify(known) !== JSON.stringify(shape)) throw changed(definition);
    return [];
  });
  return { ...published, ...Object.fromEntries(added) };
};

/**
 * Digests by `Type@version`, as in published-digests.json. Each covers its entry and, through the digest before it, all
 * earlier entries.
 */
export type ShapeDigests = Readonly<Record<string, string>>;

/** Hashes a text. Passed in, so this library does not depend on Node. */
type Hash = (text: string) => string;

/** Returns the digest of each published entry, in the order of the entries. */
export const digestsOf = (published: PublishedShapes, hash: Hash): ShapeDigests => {
  let previous = '';
  return Object.fromEntries(
    Object.entries(published).map(([entry, shape]) => {
      previous = hash(`${previous} ${entry} ${JSON.stringify(shape)}`);
      return [entry, previous];
    }),
  );
};

/**
 * Checks that every entry with a recorded digest is still present, unchanged and in the same order.
 *
 * @throws {PublishedShapeError} for the first entry that was changed, moved or removed.
 */
export const assertOnlyAdded = (digests: ShapeDigests, published: PublishedShapes, hash: Hash): void => {
  const current = digestsOf(published, hash);
  const lost = Object.keys(digests).find((entry) => digests[entry] !== current[entry]);
  if (lost === undefined) return;
  throw new PublishedShapeError(
    `${lost} was changed, moved or removed in published.json. Entries are only added, by npm run events:publish: ` +
      'restore the file, and define a new version with an upcaster instead.',
  );
};

/** Returns the text of published.json or published-digests.json. */
export const publishedText = (entries: PublishedShapes): string => `${JSON.stringify(entries, null, 1)}\n`;
