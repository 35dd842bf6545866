import fc from 'fast-check';
import { canonicalJson } from './codec.js';
import {
  contentBytes,
  contentTypeOf,
  decodeForeign,
  encodeForeign,
  roundTripJson,
  unwrapMetadata,
  wrapMetadataText,
} from './esdb-format.js';
import { runs } from '../../test/support/runs.js';

describe('a foreign event', () => {
  it.each([
    ['JSON with any whitespace', Buffer.from('{ "a" : "ä" }'), '{ "a" : "ä" }'],
    ['text that is not JSON', Buffer.from('hello'), '"aGVsbG8="'],
    ['JSON with a byte that is not UTF-8', Buffer.from([0x22, 0xff, 0x22]), '"Iv8i"'],
    ['JSON after a byte order mark', Buffer.from('\uFEFF1'), '"77u/MQ=="'],
    ['no data', Buffer.alloc(0), '""'],
  ])('is stored as JSON and restored byte for byte: %s', (_what, data, kept) => {
    const event = { id: '1', type: 'Imported', contentType: 'text/plain', data, metadata: Buffer.from([0xff]) };
    const stored = encodeForeign(event, '2026-11-27T07:30:00.000Z');
    expect(stored.data).toBe(kept);
    expect(decodeForeign(stored)).toEqual(event);
  });
});

describe('the size of an event', () => {
  it('is that of the data and metadata as they were written, regardless of their encoding in the log', () => {
    const bytes = fc.uint8Array({ maxLength: 50 }).map((array) => Buffer.from(array));
    fc.assert(
      fc.property(
        fc.oneof(
          bytes,
          fc.json().map((text) => Buffer.from(text)),
        ),
        bytes,
        (data, metadata) => {
          const event = { id: '1', type: 'Imported', contentType: 'text/plain', data, metadata };
          expect(contentBytes(encodeForeign(event, '2026-11-27T07:30:00.000Z'))).toBe(data.length + metadata.length);
        },
      ),
    );
    expect(contentBytes({ data: '{"text":"ä"}', metadata: '{}' })).toBe(15);
  });
});

describe('engine JSON', () => {
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

  it('has content type JSON if and only if parsing and stringifying it keeps its bytes', () => {
    fc.assert(
      fc.property(json, (data) => {
        expect(contentTypeOf({ data })).toBe(
          roundTripJson(data) === undefined ? 'application/octet-stream' : 'application/json',
        );
      }),
      { numRuns: runs({ short: 500, long: 20_000 }) },
    );
  });

  it.each([
    ['brackets', `${'['.repeat(2_000)}1.5${']'.repeat(2_000)}`],
    ['digits', `${'1'.repeat(200)}.5`],
    ['numbers', `[${'123456,'.repeat(2_000)}1.5]`],
    ['strings', `[${'"\\n",'.repeat(2_000)}1.5]`],
  ])('is classified in linear time, after any number of %s', (_what, data) => {
    expect(contentTypeOf({ data })).toBe(
      roundTripJson(data) === undefined ? 'application/octet-stream' : 'application/json',
    );
  });

  it('is restored byte for byte as metadata', () => {
    fc.assert(
      fc.property(json, (metadata) => {
        const own = {
          version: 2,
          occurredAt: '2026-11-27T07:30:00.000Z',
          recordedAt: '2026-11-27T07:30:00.000Z',
          metadata,
        };
        expect(unwrapMetadata(JSON.parse(wrapMetadataText(own)))).toEqual(own);
      }),
    );
  });
});
