import fc from 'fast-check';
import {
  canonicalJson,
  envelopeOf,
  envelopeText,
  isPlainEnvelope,
  type Json,
  leafHash,
  leafHashOfText,
  matchesCommitment,
  parseCanonical,
  parseEnvelope,
  commitmentOf,
} from './index.js';

const event = {
  stream: 'ticket-1',
  revision: 3,
  id: '0d5a1f0e-6d3c-4b3a-9a50-2f1f9a3c6f51',
  type: 'TicketReplied',
  version: 2,
  occurredAt: '2026-11-30T08:00:00.000Z',
  recordedAt: '2026-11-30T08:00:00.001Z',
  data: '{"$sealed":{"alg":"A256GCM"},"body":"日本 \\u0001"}',
  metadata: '{"actor":{"id":"a","kind":"agent"}}',
};

describe('an envelope', () => {
  it('has the same leaf hash as text and as bytes, whatever is in it', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.constant('\ud800')), (text) => {
        const odd = { ...event, stream: text, data: JSON.stringify({ text }) };
        const raw = { ...event, data: `{"text":"${text}"}` };
        for (const one of [odd, raw]) expect(leafHashOfText(envelopeText(one))).toEqual(leafHash(envelopeOf(one)));
      }),
    );
  });

  it('is the canonical JSON of the event, with data and metadata as they are stored', () => {
    const envelope = envelopeOf(event);
    expect(Buffer.from(envelope).toString('utf8')).toBe(
      '{"data":{"$sealed":{"alg":"A256GCM"},"body":"日本 \\u0001"},"id":"0d5a1f0e-6d3c-4b3a-9a50-2f1f9a3c6f51",' +
        '"metadata":{"actor":{"id":"a","kind":"agent"}},"occurredAt":"2026-11-30T08:00:00.000Z",' +
        '"recordedAt":"2026-11-30T08:00:00.001Z","revision":3,"stream":"ticket-1","type":"TicketReplied","version":2}',
    );
    const { data, metadata, ...rest } = event;
    expect(parseEnvelope(envelope)).toEqual({
      ...rest,
      data: JSON.parse(data) as unknown,
      metadata: JSON.parse(metadata) as unknown,
    });
  });

  it('is refused if it is not canonical, lacks a field, has one more or one of another type', () => {
    const text = Buffer.from(envelopeOf(event)).toString('utf8');
    for (const other of [
      ` ${text}`,
      text.replace('"revision":3', '"revision":3.0'),
      text.replace('"revision":3', '"revision":"3"'),
      text.replace('"revision":3,', ''),
      text.replace('"revision":3,', '"revision":3,"revision":3,'),
      text.replace('"version":2', '"version":2,"z":1'),
      text.replace('"data":{', '"data":{"z":1,'),
      text.replace('"type":"TicketReplied"', '"type":null'),
      text.replace('"revision":3', '"revision":-1'),
      text.replace(/"data":\{.*\},"id"/, '"data":[],"id"'),
      '[]',
      'null',
      '',
    ])
      expect(parseEnvelope(Buffer.from(other))).toBeUndefined();
    expect(parseEnvelope(Buffer.of(0x22, 0xff, 0x22))).toBeUndefined();
  });
});

describe('a quick scan of an envelope', () => {
  const scanned = (change: object): boolean => isPlainEnvelope(envelopeOf({ ...event, ...change }));

  it('accepts what engines record', () => {
    expect(scanned({ data: '{"a":"日本 \\n","b":[1,-2,{"c":null}],"c":{},"d":[],"e":true}' })).toBe(true);
    expect(scanned({ data: '{}', revision: 0, version: 999_999_999_999_999 })).toBe(true);
  });

  it('accepts nothing that the parser refuses, whatever is changed', () => {
    const texts = [canonicalJson({ a: ['x', { b: 1, c: -20 }], é: null, z: { '10': 1, '9': 2 } }), event.data];
    const characters = '"\\{}[],:-.0123456789eEtrufalsn \u0001\u007féabz';
    fc.assert(
      fc.property(
        fc.oneof(
          fc.constantFrom(...texts),
          fc.jsonValue().map((value) => canonicalJson({ v: value as Json })),
        ),
        fc.nat(),
        fc.constantFrom(...characters),
        fc.nat(2),
        (data, pick, character, removed) => {
          const text = Buffer.from(envelopeOf({ ...event, data })).toString('utf8');
          const at = pick % text.length;
          const changed = Buffer.from(text.slice(0, at) + character + text.slice(at + removed));
          for (const bytes of [Buffer.from(text), changed])
            if (isPlainEnvelope(bytes)) expect(parseEnvelope(bytes)).toBeDefined();
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('refuses bytes that are not UTF-8, and those of a part of an envelope', () => {
    const bytes = Buffer.from(envelopeOf({ ...event, data: '{"a":"日本"}' }));
    const at = bytes.indexOf('本');
    expect(isPlainEnvelope(bytes)).toBe(true);
    for (const byte of [0x41, 0x80, 0xc0, 0xff])
      expect(isPlainEnvelope(Buffer.from(bytes).fill(byte, at, at + 1))).toBe(false);
    for (let length = 0; length < bytes.length; length += 1)
      expect(isPlainEnvelope(bytes.subarray(0, length))).toBe(false);
  });

  it('leaves what it does not know to the parser', () => {
    for (const data of [
      '{"a":1.5}',
      '{"a":1e+21}',
      '{"é":1}',
      '{"a":"\\u0001"}',
      `{"a":${'['.repeat(40)}${']'.repeat(40)}}`,
    ]) {
      expect(scanned({ data })).toBe(false);
      expect(parseEnvelope(envelopeOf({ ...event, data }))).toBeDefined();
    }
    for (const data of ['{"b":1,"a":1}', '{"a":1,"a":1}', '{"a":01}', '{"a":-0}', '[]', '{"a":1,}', '{"a" :1}'])
      expect(scanned({ data })).toBe(false);
  });
});

describe('canonical JSON', () => {
  it('orders names by code units, numeric ones too, and parses only its own text', () => {
    expect(canonicalJson({ b: 1, a: [{ 10: 1, 9: 2 }], '\ud83d\ude00': 1, '\ufb33': 2 })).toBe(
      '{"a":[{"10":1,"9":2}],"b":1,"😀":1,"\ufb33":2}',
    );
    expect(parseCanonical('{"10":1,"9":2}')).toEqual({ 9: 2, 10: 1 });
    for (const text of [
      '{"9":2,"10":1}',
      '{"b":1,"a":2}',
      '{"a":1,"a":1}',
      '[1.0]',
      '"\\u0041"',
      '1 ',
      'x',
      '[{"b":1,"a":1}]',
    ])
      expect(parseCanonical(text)).toBeUndefined();
  });

  it('of any value parses to that value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const json = JSON.parse(JSON.stringify(value)) as Json;
        expect(parseCanonical(canonicalJson(json))).toEqual(json);
      }),
    );
  });
});

describe('the commitment of a sealed box', () => {
  const opening = { fields: { body: 'My order is late.' }, salt: Buffer.alloc(32, 9).toString('base64url') };
  const data = { $sealed: { alg: 'A256GCM', box: 'AAAA', commitment: commitmentOf(opening) ?? '', key: 'k1' } };

  it('matches its fields and salt only', () => {
    expect(matchesCommitment(data, opening)).toBe(true);
    expect(matchesCommitment(data, { ...opening, fields: { body: 'My order is Late.' } })).toBe(false);
    expect(matchesCommitment(data, { ...opening, fields: { ...opening.fields, more: '' } })).toBe(false);
    expect(matchesCommitment(data, { ...opening, salt: Buffer.alloc(32, 8).toString('base64url') })).toBe(false);
    expect(matchesCommitment({}, opening)).toBe(false);
    expect(matchesCommitment({ $sealed: null }, opening)).toBe(false);
  });

  it('needs a salt of 32 bytes, so that no byte moves between salt and fields', () => {
    for (const salt of ['', opening.salt.slice(1), `${opening.salt}AA`, `${opening.salt}=`, '!'])
      expect(commitmentOf({ ...opening, salt })).toBeUndefined();
  });
});
