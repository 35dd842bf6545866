import { canonicalJson, type ReadableLog, type StoredEvent } from '@ledgerdesk/event-store';
import { definitionOf } from '@ledgerdesk/events';
import { prepareSealing } from '@ledgerdesk/sealing';
import { MemoryKeyStore } from '../../../test/support/sealing/memory-key-store.js';
import { requireKeys } from './require-keys.js';

const AT = '2026-11-27T07:30:00.000Z';
const AIKO = { kind: 'member', id: 'acme.aiko' } as const;
const COUNT = 2_000;

const anEvent = (index: number, data: string): StoredEvent => ({
  id: `e-${index}`,
  type: 'TicketReplied',
  version: 3,
  stream: 'ticket-t-1',
  revision: index,
  position: String(index + 1),
  occurredAt: AT,
  recordedAt: AT,
  metadata: canonicalJson({ tenant: 'main' }),
  data,
});

const SAMPLE = { ...definitionOf('TicketReplied')?.sample };

/** A log of which one event is sealed, far from both ends. */
const aLog = async (keys: MemoryKeyStore, sealedAt = 1_000, count = COUNT): Promise<ReadableLog> => {
  const place = { tenant: 'main', stream: 'ticket-t-1', id: `e-${sealedAt}`, type: 'TicketReplied' };
  const sealed = prepareSealing({ type: place.type, data: SAMPLE }, await keys.keyFor(AIKO), 'c').seal(place);
  const clear = canonicalJson(SAMPLE);
  const events = Array.from({ length: count }, (_, index) => anEvent(index, index === sealedAt ? sealed : clear));
  return {
    logId: 'log',
    head: async () => String(count),
    subscribe: () => fail('not used'),
    readStream: async () => [],
    readAll: async ({ after = '0', limit = 500, direction } = {}) => {
      if (direction === 'backward') {
        const end = after === '0' ? count : Number(after) - 1;
        const start = Math.max(0, end - limit);
        return { events: events.slice(start, end).toReversed(), scannedTo: String(start + 1), end: start === 0 };
      }
      const page = events.slice(Number(after), Number(after) + limit);
      return { events: page, scannedTo: page.at(-1)?.position ?? after, end: page.length < limit };
    },
    close: async () => undefined,
  };
};

const PLACE = '/data/keys.db';

describe('the key store of a log', () => {
  it('is refused if it lacks the key of the only sealed event, near the end or at the start', async () => {
    for (const place of [0, 700, 1_000, COUNT - 1]) {
      const keys = new MemoryKeyStore();
      const log = await aLog(keys, place);
      await expect(requireKeys(log, keys, PLACE)).resolves.toBeUndefined();
      await expect(requireKeys(log, new MemoryKeyStore(), PLACE)).rejects.toMatchObject({
        code: 'keys-lost',
        message: expect.stringContaining(PLACE) as string,
      });
      await keys.erase(AIKO, AT);
      await expect(requireKeys(log, keys, PLACE)).resolves.toBeUndefined();
    }
  });

  it('is not looked for in the whole log once it has a key', async () => {
    const keys = new MemoryKeyStore();
    const log = await aLog(keys, 3);
    const reads: unknown[] = [];
    const counting: ReadableLog = { ...log, readAll: (options) => log.readAll((reads.push(options), options)) };
    await requireKeys(counting, keys, PLACE);
    expect(reads).toEqual([{ limit: 500, direction: 'backward' }]);
  });

  it('is not looked for in the whole of a long log in clear', async () => {
    const log = await aLog(new MemoryKeyStore(), -1, 30_000);
    const reads: number[] = [];
    const counting: ReadableLog = {
      ...log,
      readAll: (options) => log.readAll((reads.push(options?.limit ?? 0), options)),
    };
    await requireKeys(counting, new MemoryKeyStore(), PLACE);
    expect(reads).toEqual(Array.from({ length: 21 }, () => 500));
  });

  it('may be new if nothing is sealed', async () => {
    const log = await aLog(new MemoryKeyStore(), -1);
    await expect(requireKeys(log, new MemoryKeyStore(), PLACE)).resolves.toBeUndefined();
  });
});
