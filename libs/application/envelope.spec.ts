import fc from 'fast-check';
import { v5 } from 'uuid';
import {
  type CommandEnvelope,
  commandIdOf,
  derivedId,
  eventIdsOf,
  commandEnvelope,
  childEnvelope,
  type RequestIdentity,
} from './envelope.js';

const UUID_5 = /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const parts = fc.array(fc.string({ unit: 'binary' }), { maxLength: 4 });

describe('a derived ID', () => {
  it('is a UUID of version 5, and the same for the same parts', () => {
    expect(derivedId('event', 'c-1', '0')).toBe(derivedId('event', 'c-1', '0'));
    expect(derivedId('event', 'c-1', '0')).toMatch(UUID_5);
  });

  it('is the name-based UUID of the standard', () => {
    const NAMESPACE = '6f0c1f0a-3c4e-5b0f-9b5e-3a4d1c2e7f10';
    fc.assert(
      fc.property(parts, (all) => {
        expect(derivedId(...all)).toBe(v5(JSON.stringify(all), NAMESPACE));
      }),
    );
  });

  it('never changes, since logs contain it', () => {
    expect(derivedId('event', 'c-1', '0')).toBe('8e0a8fe1-c7f1-517f-8535-33f54cd83c1e');
  });

  it('differs for other parts, even if they concatenate to the same text', () => {
    expect(derivedId('a', 'bc')).not.toBe(derivedId('ab', 'c'));
    fc.assert(
      fc.property(
        parts,
        parts,
        (a, b) => (derivedId(...a) === derivedId(...b)) === (JSON.stringify(a) === JSON.stringify(b)),
      ),
    );
  });
});

describe('the IDs of the events of a command', () => {
  it('are UUIDs of version 8, a different one for each index, the same on every call', () => {
    const idOf = eventIdsOf('c-1');
    expect([0, 1, 4_999].map(idOf)).toEqual([0, 1, 4_999].map(eventIdsOf('c-1')));
    expect(new Set(Array.from({ length: 5_000 }, (_, index) => idOf(index))).size).toBe(5_000);
    expect(idOf(4_999)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('never change, and differ for another command and for other content', () => {
    expect(eventIdsOf('c-1')(1)).toBe('5526f456-5693-803a-b89f-0fe12d480001');
    expect(eventIdsOf('c-1')(1)).not.toBe(eventIdsOf('c-2')(1));
    expect(eventIdsOf('c-1', '{}', '{"a":1}')(1)).toBe(eventIdsOf('c-1', '{}', '{"a":1}')(1));
    expect(eventIdsOf('c-1', '{}', '{"a":1}')(1)).not.toBe(eventIdsOf('c-1', '{}', '{"a":2}')(1));
  });
});

describe('the request hash of an envelope', () => {
  const hashOf = (request: object): string =>
    commandEnvelope({ commandId: 'c-1', request, actor: { kind: 'agent', id: 'kenji' }, tenant: 't' }).requestHash;

  it('does not depend on the order of fields, and differs for other values', () => {
    expect(hashOf({ a: 1, b: { c: [1, 2], d: null } })).toBe(hashOf({ b: { d: null, c: [1, 2] }, a: 1 }));
    expect(hashOf({ a: [1, 2] })).not.toBe(hashOf({ a: [2, 1] }));
  });
});

describe('a child envelope', () => {
  const whole: CommandEnvelope = {
    commandId: 'c-1',
    requestHash: 'h',
    correlationId: 'outage',
    causationId: 'c-1',
    actor: { kind: 'agent', id: 'kenji' },
    tenant: 't',
    precondition: { ifMatch: [3] },
  };

  it('has its own command ID, is caused by the request and drops If-Match', () => {
    const { commandId, ...rest } = childEnvelope(whole, 't-1');
    expect(rest).toEqual({
      requestHash: 'h',
      correlationId: 'outage',
      causationId: 'c-1',
      actor: whole.actor,
      tenant: 't',
    });
    expect(commandId).toBe(derivedId('part', 'c-1', 't-1'));
  });

  it('is the same for the same request and name, and differs for others', () => {
    expect(childEnvelope(whole, 't-1')).toEqual(childEnvelope({ ...whole }, 't-1'));
    const ids = [
      childEnvelope(whole, 't-1'),
      childEnvelope(whole, 't-2'),
      childEnvelope({ ...whole, commandId: 'c-2' }, 't-1'),
    ].map(({ commandId }) => commandId);
    expect(new Set(ids).size).toBe(3);
  });
});

describe('the ID of a command', () => {
  const request: RequestIdentity = {
    tenant: 't',
    actor: { kind: 'member', id: 'acme.aiko' },
    route: 'POST /v1/tickets',
    idempotencyKey: 'k',
  };

  it('is the same under the same key', () => expect(commandIdOf(request)).toBe(commandIdOf({ ...request })));

  it.each<[string, Partial<RequestIdentity>]>([
    ['tenant', { tenant: 'u' }],
    ['member', { actor: { kind: 'member', id: 'acme.ben' } }],
    ['kind of caller', { actor: { kind: 'agent', id: 'acme.aiko' } }],
    ['route', { route: 'POST /v1/callbacks' }],
    ['key', { idempotencyKey: 'l' }],
  ])('differs for another %s', (_, other) =>
    expect(commandIdOf({ ...request, ...other })).not.toBe(commandIdOf(request)),
  );

  it('is new on every call without a key', () => {
    const { idempotencyKey: _, ...keyless } = request;
    expect(commandIdOf(keyless)).not.toBe(commandIdOf(keyless));
  });
});
