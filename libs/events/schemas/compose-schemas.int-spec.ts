import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { EVENTS_BY_CATEGORY } from '../catalogue.js';
import { defineEvent, type EventOf } from '../definition.js';
import { composeSchemas, type TypeSchema, type TypeSchemas, UndescribedEventError } from './compose-schemas.js';
import { EVENT_SCHEMAS } from './index.js';

const root = join(__dirname, '..', '..', '..');

type Moved = EventOf<'Moved', { readonly to: string | null; readonly by: 'rail' | 'road' | null }>;
const moved = defineEvent<Moved>('Moved', { version: 1, personal: ['to'], sample: { to: 'Tokyo', by: 'rail' } });

const movedType = (fields: Readonly<Record<string, TypeSchema>>, description?: string): TypeSchemas => ({
  anyOf: [
    {
      ...(description !== undefined && { description }),
      properties: {
        type: { type: 'string', const: 'Moved' },
        data: { type: 'object', properties: fields, required: ['by', 'to'], additionalProperties: false },
      },
    },
  ],
});
const to: TypeSchema = { type: ['string', 'null'], description: 'Where to.\nNull: nowhere.' };
const by: TypeSchema = { type: ['string', 'null'], enum: ['rail', 'road', null], description: 'By what.' };

describe('composeSchemas', () => {
  it('marks personal fields, and describes what may be null as an alternative', () => {
    expect(composeSchemas(movedType({ to, by }, 'It moved.'), [moved])).toEqual({
      Moved: {
        description: 'It moved.',
        'x-version': 1,
        type: 'object',
        properties: {
          to: {
            description: 'Where to. Null: nowhere.',
            anyOf: [{ type: 'string' }, { type: 'null' }],
            'x-personal': true,
          },
          by: { description: 'By what.', anyOf: [{ type: 'string', enum: ['rail', 'road'] }, { type: 'null' }] },
        },
        required: ['to', 'by'],
        additionalProperties: false,
      },
    });
  });

  it('refuses a type, a field and a field of a field without a description', () => {
    const place: TypeSchema = { type: 'object', description: 'A place.', properties: { city: { type: 'string' } } };
    const places: TypeSchema = { type: 'array', description: 'Places.', items: place };
    for (const [generated, message] of [
      [movedType({ to, by }), 'Moved has no description'],
      [movedType({ to, by: { type: 'string' } }, 'It moved.'), 'Moved.by has no description'],
      [movedType({ to, by: places }, 'It moved.'), 'Moved.by.city has no description'],
      [{ anyOf: [] }, 'Moved has no description'],
    ] as const) {
      const compose = () => composeSchemas(generated, [moved]);
      expect(compose).toThrow(UndescribedEventError);
      expect(compose).toThrow(message);
    }
  });
});

describe('event-schemas.ts', () => {
  it('is what npm run events:publish writes for the types of the events', () => {
    const script = join(root, 'scripts', 'events', 'type-schemas.mjs');
    const generated = JSON.parse(execFileSync(process.execPath, [script], { encoding: 'utf8' })) as TypeSchemas;
    const schemas = composeSchemas(generated, Object.values(EVENTS_BY_CATEGORY).flat());
    expect(schemas).toEqual(EVENT_SCHEMAS);
    expect(JSON.stringify(schemas)).toBe(JSON.stringify(EVENT_SCHEMAS));
  });
});
