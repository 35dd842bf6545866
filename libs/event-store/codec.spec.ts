import { canonicalJson as independent, type Json } from '@ledgerdesk/ledger';
import { definitionOf, EVENT_TYPES } from '@ledgerdesk/events';
import type { EventMetadata } from '@ledgerdesk/kernel';
import fc from 'fast-check';
import { canonicalJson, decode, decodeParsed } from './codec.js';

const json = fc.jsonValue({ maxDepth: 4 }).map((value) => value as Json);

describe('canonicalJson', () => {
  it('writes any value as RFC 8785 says, whatever the order of its keys', () =>
    fc.assert(
      fc.property(json, (value) => {
        const text = canonicalJson(value);
        expect(text).toBe(independent(value));
        expect(canonicalJson(JSON.parse(text) as Json)).toBe(text);
      }),
    ));

  it.each([
    [{ b: 1, a: [{ d: 2, c: 3 }] }, '{"a":[{"c":3,"d":2}],"b":1}'],
    [{ 9: 1, 10: 2 }, '{"10":2,"9":1}'],
    [{ a: undefined, b: '\ud83d\ude00\n' }, '{"b":"😀\\n"}'],
    [{ '': 1, a: null }, '{"":1,"a":null}'],
    [new Date(0), '"1970-01-01T00:00:00.000Z"'],
  ])('writes %j as %s', (value, text) => expect(canonicalJson(value)).toBe(text));

  it.each([[[Number.NaN]], [{ a: { b: Number.POSITIVE_INFINITY } }]])('refuses %p', (value) =>
    expect(() => canonicalJson(value)).toThrow(),
  );
});

describe('decode', () => {
  const stored = (revision: number, commandId: string, type = 'Noted') => ({
    id: `id-${revision}`,
    stream: 'notes',
    revision,
    position: String(revision + 1),
    type,
    version: 3,
    occurredAt: '2026-11-27T07:30:00.000Z',
    recordedAt: '2026-11-27T07:30:00.001Z',
    data: `{"n":${revision}}`,
    metadata: JSON.stringify({ commandId }),
  });

  it('gives each event its own metadata and data, in any order', () => {
    const events = [stored(0, 'a'), stored(1, 'a'), stored(2, 'b'), stored(3, 'a')];
    for (const event of events)
      expect(decode(event)).toEqual({
        ...event,
        data: { n: event.revision },
        metadata: JSON.parse(event.metadata) as unknown,
      });
  });

  const kept = EVENT_TYPES.flatMap((type) => {
    const definition = definitionOf(type);
    return definition
      ? Array.from({ length: definition.version }, (_, older) => ({ type, version: older + 1, definition }))
      : [];
  });

  it('gives any type in any version what its upcasters make of it, as the current version', () =>
    fc.assert(
      fc.property(fc.constantFrom(...kept), json, ({ type, version, definition }, extra) => {
        const recorded = { ...definition.sample, extra };
        let data = JSON.parse(JSON.stringify(recorded)) as Record<string, unknown>;
        for (const upcaster of definition.upcasters.slice(version - 1)) data = upcaster(data);
        const event = { ...stored(0, 'a', type), version, data: JSON.stringify(recorded) };
        const decoded = decode(event);
        const metadata = JSON.parse(event.metadata) as EventMetadata;
        expect(decoded).toEqual({ ...event, version: definition.version, data, metadata });
        const parsed = JSON.parse(event.data) as Record<string, unknown>;
        expect(decodeParsed(event, parsed, metadata)).toEqual(decoded);
      }),
      { numRuns: 500 },
    ));

  it('shares the metadata of an append, which nobody can change', () => {
    const metadata = JSON.stringify({
      commandId: 'a',
      actor: { kind: 'member', id: 'acme.aiko' },
      read: { 'team-1': 2 },
    });
    const [first, second] = [0, 1].map((revision) => decode({ ...stored(revision, 'a'), metadata }).metadata);
    expect(second).toBe(first);
    expect([first, first?.actor, first?.read].every(Object.isFrozen)).toBe(true);
  });
});
