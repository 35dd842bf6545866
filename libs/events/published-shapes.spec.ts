import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EVENTS_BY_CATEGORY } from './catalogue.js';
import { defineEvent, type EventDefinition, type EventOf } from './definition.js';
import {
  addShapes,
  assertOnlyAdded,
  PublishedShapeError,
  type PublishedShapes,
  shapesText,
} from './published-shapes.js';

type Moved = EventOf<'Moved', { readonly to: string; readonly stops: readonly { readonly at: string }[] }>;

const sample = { to: 'Tokyo', stops: [{ at: 'Nagoya' }] };
const moved = (differing: Partial<EventDefinition> = {}): EventDefinition => ({
  ...defineEvent<Moved>('Moved', { sample }),
  ...differing,
});
const published: PublishedShapes = { 'Moved@1': { stops: [{ at: 'string' }], to: 'string' } };

describe('addShapes', () => {
  it('adds a new event type', () => {
    expect(addShapes({}, [moved()])).toEqual(published);
  });

  it('adds a new version after the ones before it', () => {
    const second = moved({ version: 2, sample: { ...sample, by: null } });
    expect(Object.entries(addShapes(published, [second]))).toEqual([
      ['Moved@1', published['Moved@1']],
      ['Moved@2', { by: 'null', stops: [{ at: 'string' }], to: 'string' }],
    ]);
  });

  it('returns the same text if nothing is new', () => {
    expect(shapesText(addShapes(published, [moved()]))).toBe(shapesText(published));
  });

  it('refuses a changed shape and asks for a new version with an upcaster', () => {
    const add = () => addShapes(published, [moved({ sample: { ...sample, to: 1 } })]);
    expect(add).toThrow(PublishedShapeError);
    expect(add).toThrow(/Moved@1 differs from its published shape.*define version 2 with an upcaster from version 1/);
  });

  it('refuses the removal of an event type and of a version', () => {
    expect(() => addShapes(published, [])).toThrow(/Moved@1 is published, but the catalogue cannot read it/);
    expect(() => addShapes({ ...published, 'Moved@2': published['Moved@1'] ?? '' }, [moved()])).toThrow('Moved@2');
  });
});

describe('assertOnlyAdded', () => {
  it('accepts a file with further entries', () => {
    expect(() => assertOnlyAdded(published, { ...published, 'Moved@2': 'string' })).not.toThrow();
  });

  it.each([
    ['changed', { 'Moved@1': { stops: [], to: 'string' } }],
    ['removed', {}],
  ])('refuses an entry that was %s by hand', (_, edited) => {
    expect(() => assertOnlyAdded(published, edited)).toThrow(/Moved@1 was changed or removed.*new version/);
  });
});

describe('published.json', () => {
  const text = readFileSync(join(__dirname, 'published.json'), 'utf8');
  const committed = JSON.parse(text) as PublishedShapes;
  const definitions = Object.values(EVENTS_BY_CATEGORY).flat();

  it('is what npm run events:publish writes', () => {
    expect(shapesText(addShapes(committed, definitions))).toBe(text);
  });

  it('has every version of every event type', () => {
    const versions = definitions.flatMap(({ type, version }) =>
      Array.from({ length: version }, (_, index) => `${type}@${index + 1}`),
    );
    expect(Object.keys(committed).sort()).toEqual(versions.sort());
  });
});
