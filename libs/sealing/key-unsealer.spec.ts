import { canonicalJson, decode, EngineLog, type StoredEvent } from '@ledgerdesk/event-store';
import { definitionOf } from '@ledgerdesk/events';
import { MemoryEventStore } from '../../test/support/memory-event-store.js';
import { MemoryKeyStore } from '../../test/support/sealing/memory-key-store.js';
import { KeyUnsealer, prepareSealing, type SubjectKey } from './index.js';

const AIKO = { kind: 'member', id: 'acme.aiko' } as const;
const BEN = { kind: 'member', id: 'acme.ben' } as const;
const AT = '2026-11-27T07:30:00.000Z';

const sealedBy = (key: SubjectKey, id: string, stream = 'ticket-t-1') => {
  const data = { ...(definitionOf('TicketReplied')?.sample ?? {}), body: `Text of ${id}.` };
  const place = { tenant: 'main', stream, id, type: 'TicketReplied' };
  return {
    id,
    type: 'TicketReplied',
    version: definitionOf('TicketReplied')?.version ?? 1,
    occurredAt: AT,
    recordedAt: AT,
    metadata: canonicalJson({ tenant: 'main', commandId: id }),
    data: prepareSealing({ type: 'TicketReplied', data }, key, id).seal(place),
  };
};

/** A log with a sealed event of aiko and of ben, and one of a client that looks sealed. */
const aLog = async () => {
  const [store, keys] = [new MemoryEventStore(), new MemoryKeyStore()];
  const [aiko, ben] = [await keys.keyFor(AIKO), await keys.keyFor(BEN)];
  await store.append('ticket-t-1', 'no-stream', [sealedBy(aiko, 'e-1'), sealedBy(ben, 'e-2')]);
  await store.append('client-1', 'no-stream', [{ ...sealedBy(aiko, 'e-3', 'client-1'), type: 'Whatever' }]);
  const unsealer = new KeyUnsealer(keys);
  return { store, keys, unsealer, log: new EngineLog(store, { unsealer }) };
};

const bodyOf = (event: StoredEvent | undefined): unknown =>
  event && (decode(event).data as { readonly body?: unknown }).body;

describe('an unsealer', () => {
  it('opens the events of the engine, and leaves those of clients alone', async () => {
    const { log } = await aLog();
    const { events } = await log.readAll();
    expect(events.map(bodyOf)).toEqual(['Text of e-1.', 'Text of e-2.']);
    expect((await log.readStream('client-1')).map(({ data }) => data)).toEqual([
      expect.stringMatching(/^\{"\$sealed"/),
    ]);
  });

  it('shows empty fields of an erased subject, and forgets what it has kept', async () => {
    const { log, store, keys, unsealer } = await aLog();
    const [first] = store.log;
    expect(bodyOf(unsealer.unsealKept(store.log.slice(0, 1))?.[0])).toBe('Text of e-1.');
    expect(unsealer.unsealKept(store.log)?.[0]).toBe(unsealer.unsealKept(first ? [first] : [])?.[0]);
    await keys.erase(AIKO, AT);
    expect(bodyOf(unsealer.unsealKept(store.log.slice(0, 1))?.[0])).toBe('');
    expect((await log.readAll()).events.map(bodyOf)).toEqual(['', 'Text of e-2.']);
  });

  it('leaves an event sealed if its key is missing: only its decoding fails, and no key takes its place', async () => {
    const { log, keys } = await aLog();
    keys.shared.bySubject.delete('member acme.aiko');
    const [first, second] = (await log.readAll()).events;
    expect(bodyOf(second)).toBe('Text of e-2.');
    expect(() => bodyOf(first)).toThrow(expect.objectContaining({ code: 'key-missing' }) as Error);
    expect(keys.shared.bySubject.has('member acme.aiko')).toBe(false);
  });

  it('leaves an event sealed if its box is damaged, and says so to who decodes it', async () => {
    const { log, store } = await aLog();
    const [first] = store.log;
    if (first) store.log[0] = { ...first, stream: 'ticket-t-1', data: first.data.replace('"box":"', '"box":"AAAA') };
    const [damaged, second] = (await log.readAll()).events;
    expect(() => bodyOf(damaged)).toThrow(expect.objectContaining({ code: 'seal-broken' }) as Error);
    expect(bodyOf(second)).toBe('Text of e-2.');
  });

  it('shows nothing that it has kept once the keys have lapsed, and finds keys that lapse meanwhile', async () => {
    const { store, keys } = await aLog();
    let isCurrent = true;
    const unsealer = new KeyUnsealer({
      erasures: keys.erasures,
      lapses: keys.lapses,
      isCurrent: () => isCurrent,
      keyById: (id) => keys.keyById(id),
      cachedById: (id) => (isCurrent ? keys.cachedById(id) : undefined),
      lookUp: async (ids) => {
        isCurrent = false;
        return keys.lookUp(ids);
      },
    });
    expect(unsealer.unsealKept(store.log.slice(0, 2))?.map(bodyOf)).toEqual(['Text of e-1.', 'Text of e-2.']);
    isCurrent = false;
    expect(unsealer.unsealKept(store.log.slice(0, 2))).toBeUndefined();
    expect((await unsealer.unseal(store.log.slice(0, 2))).map(bodyOf)).toEqual(['Text of e-1.', 'Text of e-2.']);
  });

  it('looks up keys that are not in memory, and shows no kept events until then', async () => {
    const { store, keys } = await aLog();
    const known = new Set<string>();
    const unsealer = new KeyUnsealer({
      erasures: keys.erasures,
      lapses: keys.lapses,
      isCurrent: () => true,
      keyById: (id) => keys.keyById(id),
      cachedById: (id) => (known.has(id) ? keys.cachedById(id) : undefined),
      lookUp: async (ids) => {
        for (const id of ids) known.add(id);
        return keys.lookUp(ids);
      },
    });
    expect(unsealer.unsealKept(store.log)).toBeUndefined();
    await unsealer.lookUpKeys(store.log);
    expect(unsealer.lookUpKeys(store.log)).toBeUndefined();
    expect(unsealer.unsealKept(store.log)?.slice(0, 2).map(bodyOf)).toEqual(['Text of e-1.', 'Text of e-2.']);
  });
});
