import { canonicalJson, decode, noteUnsealFailure, SealBroken, type StoredEvent } from '@ledgerdesk/event-store';
import { definitionOf, EVENTS_BY_CATEGORY } from '@ledgerdesk/events';
import { createCipheriv, hash, randomBytes } from 'node:crypto';
import {
  commitmentOf,
  hasPersonalFields,
  openBox,
  parseSealed,
  prepareSealing,
  sealingKeyOf,
  type SubjectKey,
  unsealEvent,
} from './index.js';

const aKey = (id = 'key-1'): SubjectKey => ({
  id,
  subject: { kind: 'member', id: 'acme.aiko' },
  secret: new Uint8Array(randomBytes(32)),
});
const key = aKey();

const REPLY = { ...(definitionOf('TicketReplied')?.sample ?? {}), body: 'It works. 🎉' };
const stored = (data: string, differing: Partial<StoredEvent> = {}): StoredEvent => ({
  id: '41291428-2ffc-8b71-913b-0a64886b0000',
  type: 'TicketReplied',
  version: definitionOf('TicketReplied')?.version ?? 1,
  stream: 'ticket-t-1',
  revision: 3,
  position: '7',
  occurredAt: '2026-11-27T07:30:00.000Z',
  recordedAt: '2026-11-27T07:30:00.000Z',
  metadata: canonicalJson({ tenant: 'main', commandId: 'c-1' }),
  data,
  ...differing,
});
const placeOf = ({ stream, id, type }: StoredEvent, tenant = 'main') => ({ tenant, stream, id, type });

/** A reply as it is stored. */
const sealed = (data: object = REPLY, sealer = key, differing: Partial<StoredEvent> = {}): StoredEvent => {
  const event = stored('', differing);
  return { ...event, data: prepareSealing({ type: event.type, data }, sealer, 'c-1').seal(placeOf(event)) };
};

const boxOf = (event: StoredEvent) => parseSealed(event)?.box ?? fail('not sealed');
const withBox = (event: StoredEvent, differing: object): StoredEvent => {
  const { box, clear } = parseSealed(event) ?? fail('not sealed');
  return { ...event, data: canonicalJson({ ...clear, $sealed: { ...box, ...differing } }) };
};
const SALT = 'A'.repeat(43);
/** The event with a box of any text, to which it commits as well as it can. */
const withText = (event: StoredEvent, text: string, sealer = key): StoredEvent => {
  const iv = randomBytes(12);
  const { tenant, stream, id, type } = placeOf(event);
  const cipher = createCipheriv('aes-256-gcm', sealer.secret, iv);
  cipher.setAAD(Buffer.from(JSON.stringify([tenant, stream, id, type])));
  const box = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  const fields = /^\{"fields":(\{.*?\})(?:,"salt"|,"more")/.exec(text)?.[1];
  return withBox(event, {
    alg: 'A256GCM',
    box: box.toString('base64url'),
    ...(fields !== undefined && sealer === key && { commitment: committedTo(fields) }),
  });
};
const committedTo = (fields: string): string =>
  hash('sha256', Buffer.concat([Buffer.from(SALT, 'base64url'), Buffer.from(fields)]), 'base64url');
const broken = (reason: string) =>
  expect.objectContaining({ code: 'seal-broken', message: expect.stringContaining(reason) as string }) as Error;

describe('a sealed event', () => {
  it('has its personal fields in the box only, and the others in clear', () => {
    const event = sealed();
    expect(event.data).toMatch(
      /^\{"\$sealed":\{"alg":"A256GCM-S256","box":"[\w-]+","commitment":"[\w-]{43}","key":"key-1"\},/,
    );
    expect(event.data).toBe(canonicalJson(JSON.parse(event.data) as object));
    expect(Object.keys(JSON.parse(event.data) as object)).not.toEqual(expect.arrayContaining(['body']));
    expect(parseSealed(event)?.clear).toMatchObject({ ticketId: 't-1', requesterId: 'aiko' });
    expect(sealingKeyOf(event)).toBe('key-1');
  });

  it('is the same as before once it is unsealed, for every event type', () => {
    for (const { type, sample } of Object.values(EVENTS_BY_CATEGORY).flat()) {
      const event = sealed(sample, key, { type });
      expect(unsealEvent(event, key).data).toBe(canonicalJson(sample));
    }
  });

  it('has empty values of the same types if its subject was erased', () => {
    for (const { type, sample, personal } of Object.values(EVENTS_BY_CATEGORY).flat()) {
      const data = JSON.parse(unsealEvent(sealed(sample, key, { type }), 'erased').data) as Record<string, unknown>;
      expect(Object.keys(data).sort()).toEqual(Object.keys(sample).sort());
      for (const name of personal)
        expect(['', '[]', 'null']).toContain(String(canonicalJson(data[name] as string)).replaceAll('"', ''));
    }
  });

  it('opens to fields and salt, which prove the commitment without a key', () => {
    const { box } = parseSealed(sealed()) ?? fail();
    const contents = openBox(sealed(), boxOf(sealed()), key) ?? fail('withheld');
    expect(Object.keys(contents.fields)).toEqual([...(definitionOf('TicketReplied')?.personal ?? [])].sort());
    expect(contents.fields).toMatchObject({ body: 'It works. 🎉' });
    expect(Buffer.from(contents.salt, 'base64url')).toHaveLength(32);
    expect(commitmentOf(contents)).toBe(box.commitment);
  });

  it('has the same commitment for the same contents and seed, and never the same box', () => {
    const [one, other] = [sealed(), sealed()];
    expect(boxOf(one).commitment).toBe(boxOf(other).commitment);
    expect(boxOf(one).box).not.toBe(boxOf(other).box);
    const commitments = [
      prepareSealing({ type: 'TicketReplied', data: REPLY }, key, 'c-1'),
      prepareSealing({ type: 'TicketReplied', data: REPLY }, key, 'c-2'),
      prepareSealing({ type: 'TicketReplied', data: REPLY }, aKey(), 'c-1'),
      prepareSealing({ type: 'TicketReplied', data: { ...REPLY, body: 'Really.' } }, key, 'c-1'),
    ].map(({ committed }) => committed);
    expect(new Set(commitments).size).toBe(4);
    expect(commitments[0]).not.toContain('It works');
  });

  it('leaves null in clear, and events without personal fields as they are', () => {
    const view = { ...(definitionOf('TicketViewSaved')?.sample ?? {}), q: null };
    expect(parseSealed(sealed(view, key, { type: 'TicketViewSaved' }))?.clear).toMatchObject({ q: null });
    expect(hasPersonalFields({ type: 'TicketReclassified', data: { reason: null } })).toBe(false);
    expect(hasPersonalFields({ type: 'TicketReclassified', data: { reason: 'Wrong product.' } })).toBe(true);
    expect(hasPersonalFields({ type: 'Whatever', data: { body: 'x' } })).toBe(false);
    const clear = stored(canonicalJson(REPLY));
    expect([unsealEvent(clear, key), parseSealed(clear), sealingKeyOf(clear)]).toEqual([clear, undefined, undefined]);
  });
});

describe('a box', () => {
  const event = sealed();

  it.each<[string, StoredEvent]>([
    ['of another event', withBox(event, { ...boxOf(sealed(REPLY, key, { id: '1'.repeat(36) })) })],
    ['in another stream', { ...event, stream: 'ticket-t-2' }],
    ['under another ID', { ...event, id: '1'.repeat(36) }],
    ['under another type', { ...event, type: 'TicketAnswered' }],
    ['of another tenant', { ...event, metadata: canonicalJson({ tenant: 'other' }) }],
    [
      'with a changed byte',
      withBox(event, { box: boxOf(event).box.replace(/.{4}$/, (end) => (end === 'AAAA' ? 'BBBB' : 'AAAA')) }),
    ],
    ['that is cut off', withBox(event, { box: boxOf(event).box.slice(0, 20) })],
  ])('%s does not open', (_, changed) => {
    expect(() => unsealEvent(changed, key)).toThrow(
      broken(changed.data.length < event.data.length ? '' : 'does not open'),
    );
  });

  it('does not open with another key, or the wrong one under the right name', () => {
    expect(() => unsealEvent(event, aKey())).toThrow(broken('does not open with its key'));
  });

  it('with another commitment is found, such as one that is made to open to two texts under two keys', () => {
    expect(() =>
      unsealEvent(withBox(event, { commitment: boxOf(sealed({ ...REPLY, body: 'No.' })).commitment }), key),
    ).toThrow(broken('commitment'));
  });

  it('that opens to another text under another key does not match the commitment', () => {
    const other = aKey();
    const { salt = '' } = openBox(event, boxOf(event), key) ?? {};
    const forged = withText(event, canonicalJson({ fields: { body: 'It never worked.' }, salt }), other);
    expect(() => unsealEvent(forged, other)).toThrow(broken('commitment'));
    expect(() => unsealEvent(forged, key)).toThrow(broken('does not open'));
  });

  it.each([
    ['is no JSON', 'nothing', 'other contents'],
    ['has an item twice', `{"fields":{"body":"a","body":"b"},"salt":"${SALT}"}`, 'other contents'],
    ['has more', `{"fields":{"body":"a"},"more":1,"salt":"${SALT}"}`, 'other contents'],
    ['has secrets that it does not declare', `{"fields":{"body":"a"},"salt":"${SALT}","secrets":{}}`, 'other contents'],
    ['has a short salt', '{"fields":{"body":"a"},"salt":"AAAA"}', 'other contents'],
    ['would replace what stands in the clear', `{"fields":{"ticketId":"t-9"},"salt":"${SALT}"}`, 'in the clear too'],
  ])('whose text %s is refused, although it opens and is committed to', (_, text, reason) => {
    expect(() => unsealEvent(withText(event, text), key)).toThrow(broken(reason));
  });

  it('never changes the prototype of what is opened', () => {
    const text = `{"fields":{"__proto__":{"polluted":true},"body":"a"},"salt":"${SALT}"}`;
    const data = JSON.parse(unsealEvent(withText(event, text), key).data) as { readonly polluted?: boolean };
    expect([data.polluted, ({} as { readonly polluted?: boolean }).polluted]).toEqual([undefined, undefined]);
  });

  it.each([[{ alg: 'A128GCM' }], [{ key: 7 }], [{ box: null }]])('of an unknown form is refused: %j', (differing) => {
    expect(() => unsealEvent(withBox(event, differing), key)).toThrow(broken('incomplete'));
  });
});

describe('a sealed event that is decoded', () => {
  it('is refused, since its key is missing, or with the damage of its box', () => {
    const event = sealed();
    expect(() => decode(event)).toThrow(expect.objectContaining({ code: 'key-missing' }) as Error);
    noteUnsealFailure(event, new SealBroken(event, 'it is cut off'));
    expect(() => decode(event)).toThrow(broken('cut off'));
    expect(decode(unsealEvent(event, key)).data).toEqual(REPLY);
  });
});

describe('keys of files', () => {
  const { fileKeys = [] } = REPLY as { readonly fileKeys?: readonly string[] };
  const forms = (secret: string): readonly string[] => {
    const bytes = Buffer.from(secret, 'base64url');
    return [secret, bytes.toString('base64'), bytes.toString('hex'), bytes.toString('latin1')];
  };

  it('are not disclosed with the fields of a box, which commit to a hash of each', () => {
    const event = sealed();
    const contents = openBox(event, boxOf(event), key) ?? fail('withheld');
    expect(commitmentOf(contents)).toBe(boxOf(event).commitment);
    expect(contents.fields['fileKeys']).toEqual(fileKeys.map(() => expect.stringMatching(/^[\w-]{43}$/) as string));
    expect(fileKeys).toHaveLength(1);
    for (const form of fileKeys.flatMap(forms)) expect(JSON.stringify(contents)).not.toContain(form);
    expect(JSON.parse(unsealEvent(event, key).data)).toMatchObject({ fileKeys });
  });

  it('of another form are not opened: the box holds those that it commits to', () => {
    const { fields, salt } = openBox(sealed(), boxOf(sealed()), key) ?? fail('withheld');
    const text = canonicalJson({ fields, salt, secrets: { fileKeys: ['another'] } });
    const forged = withBox(withText(sealed(), text), { alg: 'A256GCM-S256' });
    expect(() => unsealEvent(forged, key)).toThrow(broken('its secrets are not those'));
  });

  it('that an earlier version committed to as they are open as before, and are withheld from proofs', () => {
    const contents = { body: 'Hello', fileKeys };
    const old = withText(sealed(), canonicalJson({ fields: contents, salt: SALT }));
    expect(JSON.parse(unsealEvent(old, key).data)).toMatchObject(contents);
    expect(openBox(old, boxOf(old), key)).toBeUndefined();
    const without = withText(sealed(), canonicalJson({ fields: { body: 'Hello', fileKeys: [null] }, salt: SALT }));
    expect(openBox(without, boxOf(without), key)?.fields).toEqual({ body: 'Hello', fileKeys: [null] });
  });

  it('are not needed for a message without files, whose box has the form of other events', () => {
    for (const none of [[], [null]]) {
      const event = sealed({ ...REPLY, fileKeys: none });
      expect([boxOf(event).alg, openBox(event, boxOf(event), key)?.fields['fileKeys']]).toEqual(['A256GCM', none]);
    }
  });
});
