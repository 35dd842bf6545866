import { createDecipheriv, randomBytes } from 'node:crypto';
import { type EventStore, type EventToSeal, MAX_APPEND_BYTES, type StoredEvent, type UnsealedData } from '../port.js';
import { isSealed } from '../sealed.js';
import { associatedData, BOX_CIPHER, IV_BYTES, TAG_BYTES } from '../unsealed-data.js';
import { aStream, sample } from './samples.js';

const TENANT = 'main';
const CONTENTS = '{"fields":{"body":"Grüße, 北京 🧾"},"salt":"-"}';
const secret = randomBytes(32);

const toSeal = (differing: Partial<UnsealedData> = {}): EventToSeal => ({
  ...sample(),
  data: {
    alg: 'A256GCM',
    clear: '{"ticketId":"t-1"}',
    commitment: 'c'.repeat(43),
    contents: CONTENTS,
    key: 'key-1',
    secret: secret.toString('latin1'),
    tenant: TENANT,
    ...differing,
  },
});

interface StoredBox {
  readonly ticketId?: string;
  readonly $sealed: { readonly alg: string; readonly box: string; readonly commitment: string; readonly key: string };
}
const storedBox = ({ data }: StoredEvent): StoredBox => JSON.parse(data) as StoredBox;

/** Opens the box of an event as if the event had these differing fields. */
const opened = (event: StoredEvent, differing: Partial<StoredEvent> = {}): string => {
  const bytes = Buffer.from(storedBox(event).$sealed.box, 'base64url');
  const decipher = createDecipheriv(BOX_CIPHER, secret, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(associatedData({ tenant: TENANT, ...event, ...differing }))
    .setAuthTag(bytes.subarray(-TAG_BYTES));
  return decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
};

/** Tests of events whose data the store seals. */
export const sealing = (store: () => EventStore): void => {
  const appended = async (...events: readonly EventToSeal[]): Promise<readonly StoredEvent[]> => {
    const stream = aStream();
    await store().append(stream, 'no-stream', events);
    return store().readStream(stream);
  };

  it('seals data as it appends an event: the box opens with the key, at the place of the event only', async () => {
    const event = toSeal();
    const [stored] = await appended(event);
    if (!stored) throw new Error('Nothing was appended.');
    expect(stored).toMatchObject({ id: event.id, type: event.type, metadata: event.metadata });
    expect(isSealed(stored)).toBe(true);
    const { $sealed, ...clear } = storedBox(stored);
    expect(clear).toEqual({ ticketId: 't-1' });
    expect($sealed).toMatchObject({ alg: 'A256GCM', commitment: 'c'.repeat(43), key: 'key-1' });
    expect(opened(stored)).toBe(CONTENTS);
    for (const place of [{ id: 'other' }, { stream: 'other' }, { type: 'Other' }])
      expect(() => opened(stored, place)).toThrow();
  });

  it('seals each of many events with an IV of its own, and events without fields in clear', async () => {
    const stored = await appended(...Array.from({ length: 20 }, () => toSeal({ clear: '{}' })));
    expect(stored.map((event) => opened(event))).toEqual(Array.from({ length: 20 }, () => CONTENTS));
    const ivs = stored.map((event) => storedBox(event).$sealed.box.slice(0, 16));
    expect(new Set(ivs).size).toBe(20);
  });

  it('finds a repeated append of events to seal by their ids, and keeps the first boxes', async () => {
    const [stream, events] = [aStream(), [toSeal(), toSeal()]];
    const first = await store().append(stream, 'no-stream', events);
    const before = await store().readStream(stream);
    expect(await store().append(stream, 'no-stream', events)).toEqual(first);
    expect(await store().readStream(stream)).toEqual(before);
  });

  it('measures an append as it is sealed: accepts 1 MiB, and refuses one byte more', async () => {
    const [short] = await appended(toSeal({ contents: '' }));
    if (!short) throw new Error('Nothing was appended.');
    const around = Buffer.byteLength(short.data) + Buffer.byteLength(short.metadata);
    const fitting = Math.floor(((MAX_APPEND_BYTES - around) * 3) / 4);
    const [full] = await appended(toSeal({ contents: 'x'.repeat(fitting) }));
    const bytes = Buffer.byteLength(full?.data ?? '') + Buffer.byteLength(full?.metadata ?? '');
    expect(bytes).toBeLessThanOrEqual(MAX_APPEND_BYTES);
    expect(bytes).toBeGreaterThan(MAX_APPEND_BYTES - 2);
    await expect(appended(toSeal({ contents: 'x'.repeat(fitting + 2) }))).rejects.toMatchObject({
      code: 'append-too-large',
    });
  });
};
