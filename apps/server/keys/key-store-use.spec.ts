import { decode, encodeForeign, EngineEventStore, type EventToAppend } from '@ledgerdesk/event-store';
import { eventAt } from '../../../test/support/event-store/event-at.js';
import { MemoryEventStore } from '../../../test/support/memory-event-store.js';
import { MemoryKeyStore } from '../../../test/support/sealing/memory-key-store.js';
import { namedKeyStore, recordKeyStore, requireKeyStore, useKeyStore } from './key-store-use.js';

const PLACE = { tenant: 'main', origin: {} } as const;
const NOW = '2026-11-27T07:30:00.000Z';
const idNumbered = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const eventNumbered = (n: number): EventToAppend => ({ ...eventAt(n, 'TeamRegistered'), id: idNumbered(n) });

const KEYS_FILE = '/data/keys.db';

const noWarning = (message: string): never => fail(message);

/** An engine that starts on a log with a key store. */
const started = async (log: MemoryEventStore, keys: MemoryKeyStore): Promise<EngineEventStore> => {
  const store = new EngineEventStore(log);
  const id = await requireKeyStore(log, keys, { place: KEYS_FILE, onWarning: noWarning });
  store.openWith(...(id === undefined ? [] : [recordKeyStore({ id, place: KEYS_FILE, ...PLACE })]));
  return store;
};

/** Events that a client which reaches the server of the log appends to the stream, more than one page of them. */
const strangersIn = async (log: MemoryEventStore): Promise<void> => {
  const broken = { metadata: '{"foreign":', data: 'null' };
  const strangers: readonly EventToAppend[] = [
    { ...foreignEvent('KeyStoreUsed', { keyStoreId: 'mine', missingKeys: 0 }), id: idNumbered(500) },
    { ...foreignEvent('Nonsense', {}), id: idNumbered(501) },
    { ...eventNumbered(502), type: 'KeyStoreUsed', data: 'null' },
    { ...eventNumbered(503), type: 'KeyStoreUsed', data: '{"keyStoreId":7}' },
    { ...eventNumbered(504), type: 'KeyStoreUsed', ...broken },
    ...Array.from({ length: 100 }, (_, n) => eventNumbered(600 + n)),
  ];
  await log.append('log-key-stores', 'any', strangers);
};

const foreignEvent = (type: string, data: object): EventToAppend => {
  const bytes = { data: Buffer.from(JSON.stringify(data)), metadata: Buffer.from('{}') };
  return encodeForeign({ id: idNumbered(0), type, contentType: 'application/json', ...bytes }, NOW);
};

describe('the key store that a log names', () => {
  it('is named before the first event, once', async () => {
    const [log, keys] = [new MemoryEventStore(), new MemoryKeyStore()];
    const first = await started(log, keys);
    expect((await log.readAll()).events).toEqual([]);
    await first.append('team-1', 'no-stream', [eventNumbered(1)]);
    await (await started(log, keys)).append('team-2', 'no-stream', [eventNumbered(2)]);
    const { events } = await log.readAll();
    expect(events.map(({ stream }) => stream)).toEqual(['log-key-stores', 'team-1', 'team-2']);
    expect(events.slice(0, 1).map(decode)).toMatchObject([
      {
        type: 'KeyStoreUsed',
        data: { keyStoreId: await keys.storeId(), previousId: null, missingKeys: 0, reason: null },
        metadata: { actor: { kind: 'engine', id: 'keys' } },
      },
    ]);
  });

  it('is the only one that an engine starts with: another one is refused, and gets no id by that', async () => {
    const [log, keys, other] = [new MemoryEventStore(), new MemoryKeyStore(), new MemoryKeyStore()];
    await (await started(log, keys)).append('team-1', 'no-stream', [eventNumbered(1)]);
    const differs = {
      code: 'key-store-differs',
      message: expect.stringContaining(`${KEYS_FILE}, has no id: it is new, or an old copy`) as string,
    };
    await expect(started(log, other)).rejects.toMatchObject(differs);
    expect(await other.storeId()).toBeUndefined();
    await other.nameStore('another');
    await expect(started(log, other)).rejects.toMatchObject({
      message: expect.stringContaining('is another.') as string,
    });
  });

  it('is that of the engine that records first, and others with another one record nothing', async () => {
    const log = new MemoryEventStore();
    const [first, second, third] = [new MemoryKeyStore(), new MemoryKeyStore(), new MemoryKeyStore()];
    await third.nameStore(await first.nameStore());
    const engines = [await started(log, first), await started(log, second), await started(log, third)];
    await engines[0]?.append('team-1', 'no-stream', [eventNumbered(1)]);
    const late = engines[1]?.append('team-2', 'no-stream', [eventNumbered(2)]);
    await expect(late).rejects.toMatchObject({ code: 'key-store-differs' });
    await engines[2]?.append('team-3', 'no-stream', [eventNumbered(3)]);
    expect((await log.readAll()).events.map(({ stream }) => stream)).toEqual(['log-key-stores', 'team-1', 'team-3']);
  });

  it('may be replaced on record', async () => {
    const [log, keys, other] = [new MemoryEventStore(), new MemoryKeyStore(), new MemoryKeyStore()];
    await (await started(log, keys)).append('team-1', 'no-stream', [eventNumbered(1)]);
    const use = { keyStoreId: await other.nameStore(), missingKeys: 2, reason: 'Lost.' };
    const encode = ({ type, data }: { readonly type: string; readonly data: object }): EventToAppend => ({
      ...eventNumbered(9),
      type,
      data: JSON.stringify(data),
    });
    await useKeyStore(log, use, encode);
    await useKeyStore(log, use, encode);
    expect(await namedKeyStore(log)).toEqual({ id: use.keyStoreId, missingKeys: 2 });
    expect(await log.readStream('log-key-stores')).toHaveLength(2);
    await expect(started(log, other)).resolves.toBeDefined();
    await expect(started(log, keys)).rejects.toMatchObject({ code: 'key-store-differs' });
  });

  it('is the last that the engine has recorded, whatever others append to its stream', async () => {
    const [log, keys, other] = [new MemoryEventStore(), new MemoryKeyStore(), new MemoryKeyStore()];
    await strangersIn(log);
    expect(await namedKeyStore(log)).toBeUndefined();
    await (await started(log, keys)).append('team-1', 'no-stream', [eventNumbered(1)]);
    const id = await keys.storeId();
    expect(await namedKeyStore(log)).toEqual({ id, missingKeys: 0 });
    await log.append('log-key-stores', 'any', [{ ...eventNumbered(9), type: 'Nonsense' }]);
    await (await started(log, keys)).append('team-2', 'no-stream', [eventNumbered(2)]);
    await expect(started(log, other)).rejects.toMatchObject({ code: 'key-store-differs' });
    const use = { keyStoreId: await other.nameStore(), missingKeys: 1, reason: 'Lost.' };
    await useKeyStore(log, use, ({ type, data }) => ({ ...eventNumbered(10), type, data: JSON.stringify(data) }));
    expect(await namedKeyStore(log)).toEqual({ id: use.keyStoreId, missingKeys: 1 });
    const [last] = await log.readStream('log-key-stores', { direction: 'backward', limit: 1 });
    expect(last && decode(last).data).toMatchObject({ previousId: id });
  });

  it('may have a damaged secret of requests: the engine warns, and says what mends it', async () => {
    const [log, keys] = [new MemoryEventStore(), new MemoryKeyStore()];
    await (await started(log, keys)).append('team-1', 'no-stream', [eventNumbered(1)]);
    keys.shared.isRequestKeyDamaged = true;
    const warnings: string[] = [];
    await requireKeyStore(log, keys, { place: KEYS_FILE, onWarning: (message) => warnings.push(message) });
    expect(warnings).toEqual([expect.stringContaining('ledgerdesk keys accept')]);
    expect(await keys.replaceRequestKey()).toBe(true);
    await started(log, keys);
  });
});
