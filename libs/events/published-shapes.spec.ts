import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EVENTS_BY_CATEGORY } from './catalogue.js';
import { defineEvent, type EventDefinition, type EventOf } from './definition.js';
import {
  addShapes,
  assertOnlyAdded,
  digestsOf,
  PublishedShapeError,
  type PublishedShapes,
  publishedText,
  type ShapeDigests,
} from './published-shapes.js';

type Moved = EventOf<'Moved', { readonly to: string; readonly stops: readonly { readonly at: string }[] }>;

const sample = { to: 'Tokyo', stops: [{ at: 'Nagoya' }] };
const moved = (differing: Partial<EventDefinition> = {}): EventDefinition => ({
  ...defineEvent<Moved>('Moved', { sample }),
  ...differing,
});
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
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
    expect(publishedText(addShapes(published, [moved()]))).toBe(publishedText(published));
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
  const second = { ...published, 'Moved@2': 'string' };
  const digests = digestsOf(second, sha256);

  it('accepts a file with added entries', () => {
    expect(() => assertOnlyAdded(digests, { ...second, 'Moved@3': 'string' }, sha256)).not.toThrow();
  });

  it.each([
    ['changed', { ...second, 'Moved@1': { stops: [], to: 'string' } }],
    ['moved', { 'Moved@2': 'string', ...published }],
    ['removed', { 'Moved@2': 'string' }],
  ])('refuses an entry of an older version that was %s by hand', (_, edited) => {
    expect(() => assertOnlyAdded(digests, edited, sha256)).toThrow(/Moved@1 was changed.*new version/);
  });

  it('refuses a changed entry whose own digest was adapted, because later digests cover it', () => {
    const edited = { ...second, 'Moved@1': { stops: [], to: 'string' } };
    const adapted = { ...digests, 'Moved@1': digestsOf(edited, sha256)['Moved@1'] ?? '' };
    expect(() => assertOnlyAdded(adapted, edited, sha256)).toThrow('Moved@2 was changed');
  });
});

describe('published.json', () => {
  const text = readFileSync(join(__dirname, 'published.json'), 'utf8');
  const committed = JSON.parse(text) as PublishedShapes;
  const definitions = Object.values(EVENTS_BY_CATEGORY).flat();

  it('is what npm run events:publish writes', () => {
    expect(publishedText(addShapes(committed, definitions))).toBe(text);
  });

  it('has the entries that published-digests.json records, older versions included', () => {
    const digestsText = readFileSync(join(__dirname, 'published-digests.json'), 'utf8');
    assertOnlyAdded(JSON.parse(digestsText) as ShapeDigests, committed, sha256);
    expect(publishedText(digestsOf(committed, sha256))).toBe(digestsText);
  });

  it('has every version of every event type', () => {
    const versions = definitions.flatMap(({ type, version }) =>
      Array.from({ length: version }, (_, index) => `${type}@${index + 1}`),
    );
    expect(Object.keys(committed).sort()).toEqual(versions.sort());
  });
});
