import fc from 'fast-check';
import { canonicalJson } from './codec.js';
import {
  contentTypeOf,
  foreignFromStore,
  foreignToStore,
  plainJson,
  unwrapMetadata,
  wrappedText,
} from './esdb-format.js';

describe('an event that the engine did not write', () => {
  it.each([
    ['JSON, however it is set out', Buffer.from('{ "a" : "ä" }'), '{ "a" : "ä" }'],
    ['text that is no JSON', Buffer.from('hello'), '"aGVsbG8="'],
    ['JSON but for a byte that is no UTF-8', Buffer.from([0x22, 0xff, 0x22]), '"Iv8i"'],
    ['JSON after a byte order mark', Buffer.from('\uFEFF1'), '"77u/MQ=="'],
    ['nothing', Buffer.alloc(0), '""'],
  ])('is kept as JSON, and comes back byte for byte: %s', (_what, data, kept) => {
    const event = { id: '1', type: 'Imported', contentType: 'text/plain', data, metadata: Buffer.from([0xff]) };
    const stored = foreignToStore(event, '2026-11-27T07:30:00.000Z');
    expect(stored.data).toBe(kept);
    expect(foreignFromStore(stored)).toEqual(event);
  });
});

describe('JSON of the engine', () => {
  const json = fc
    .oneof(
      fc.jsonValue({ maxDepth: 4 }),
      fc.dictionary(
        fc.oneof(fc.string({ unit: 'binary', maxLength: 6 }), fc.constantFrom('1', '10', '2', '__proto__', 'a1')),
        fc.jsonValue(),
      ),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.string({ unit: 'binary' }),
    )
    .map((value) => canonicalJson(value as object));

  it('is told as JSON exactly where a client that parses it gives the same bytes again', () => {
    fc.assert(
      fc.property(json, (data) => {
        expect(contentTypeOf({ data })).toBe(
          plainJson(data) === undefined ? 'application/octet-stream' : 'application/json',
        );
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['brackets', `${'['.repeat(2_000)}1.5${']'.repeat(2_000)}`],
    ['digits', `${'1'.repeat(200)}.5`],
    ['numbers', `[${'123456,'.repeat(2_000)}1.5]`],
    ['strings', `[${'"\\n",'.repeat(2_000)}1.5]`],
  ])('is told at once, however many %s there are before what settles it', (_what, data) => {
    expect(contentTypeOf({ data })).toBe(
      plainJson(data) === undefined ? 'application/octet-stream' : 'application/json',
    );
  });

  it('comes back byte for byte as metadata', () => {
    fc.assert(
      fc.property(json, (metadata) => {
        const own = {
          version: 2,
          occurredAt: '2026-11-27T07:30:00.000Z',
          recordedAt: '2026-11-27T07:30:00.000Z',
          metadata,
        };
        expect(unwrapMetadata(JSON.parse(wrappedText(own)))).toEqual(own);
      }),
    );
  });
});
