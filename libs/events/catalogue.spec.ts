import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { definitionOf, EVENT_TYPES, EVENTS_BY_CATEGORY } from './catalogue.js';

type Shape = string | readonly Shape[] | { readonly [field: string]: Shape };

const shapeOf = (value: unknown): Shape => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf);
  if (typeof value !== 'object') return typeof value;
  return Object.fromEntries(
    Object.entries(value)
      .sort()
      .map(([field, inner]) => [field, shapeOf(inner)]),
  );
};

const published = JSON.parse(readFileSync(join(__dirname, 'published.json'), 'utf8')) as Record<string, Shape>;

describe('the event catalogue', () => {
  const definitions = Object.values(EVENTS_BY_CATEGORY).flat();

  it.each(definitions.map((definition) => [definition.type, definition] as const))(
    '%s keeps its published schema',
    (_, definition) => {
      expect(published[`${definition.type}@${definition.version}`]).toEqual(shapeOf(definition.sample));
    },
  );

  it('publishes nothing that has been taken back', () => {
    const readable = Object.keys(published).map((name) => name.split('@')[0] ?? '');
    expect(readable.filter((type) => !definitionOf(type))).toEqual([]);
  });

  it('gives each wire name once', () => {
    expect(EVENT_TYPES).toHaveLength(definitions.length);
  });

  it('has an upcaster for every version before the one written today', () => {
    for (const definition of definitions) expect(definition.upcasters).toHaveLength(definition.version - 1);
  });

  it('names only personal fields that exist', () => {
    for (const { sample, personal } of definitions)
      expect(Object.keys(sample)).toEqual(expect.arrayContaining([...personal]));
  });

  it('carries teamId and requesterId on every ticket, chat and callback event, so that keys come from the event alone', () => {
    for (const { sample } of [
      ...EVENTS_BY_CATEGORY.ticket,
      ...EVENTS_BY_CATEGORY.callback,
      ...EVENTS_BY_CATEGORY.chat,
    ]) {
      expect(Object.keys(sample)).toEqual(expect.arrayContaining(['teamId', 'requesterId']));
    }
  });
});
