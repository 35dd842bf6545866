import { aScope, aStream, eventsOf, idsOf, pagesOf, samples } from '../contract/samples.js';
import type { EventStore } from '../port.js';
import { serve, type Served } from '../../../test/support/esdb-gateway/served.js';
import { openEventStoreDb } from './index.js';

describe('a page of what matches, far away', () => {
  let served: Served;
  let store: EventStore;
  let scope: string;

  beforeEach(async () => {
    served = await serve();
    store = await openEventStoreDb({ connection: `esdb://127.0.0.1:${served.server.port}?tls=false` });
    scope = aScope();
  });
  afterEach(async () => {
    await store.close();
    await served.close();
  });

  /** So many events of other streams. */
  const pass = async (thousands: number): Promise<void> => {
    for (let round = 0; round < thousands; round += 1)
      await served.store.append(aStream(), 'no-stream', samples(1_000));
  };
  const note = async (type: string) => {
    const events = samples(2, { type });
    await served.store.append(aStream(scope), 'no-stream', events);
    return idsOf(events);
  };

  it('is found by the server, in one page and in order', async () => {
    const near = await note('Near');
    await pass(4);
    const far = await note('Far');
    for (const filter of [
      { streamPrefixes: [scope] },
      { types: ['Near', 'Far'] },
      { streamPrefixes: [scope], types: ['Near', 'Far'] },
    ]) {
      const page = await store.readAll({ after: '0', filter });
      expect(page).toMatchObject({ scannedTo: await served.store.head(), end: true });
      expect(idsOf(page.events)).toEqual([...near, ...far]);
    }
  });

  it('is full at its limit, and goes on from there', async () => {
    await pass(2);
    const [first, second] = [await note('A'), await note('B')];
    const page = await store.readAll({ after: '0', filter: { streamPrefixes: [scope] }, limit: 3 });
    expect([idsOf(page.events), page.scannedTo, page.end]).toEqual([
      [...first, second[0]],
      page.events[2]?.position,
      false,
    ]);
    expect(idsOf(await eventsOf(store, { after: page.scannedTo, filter: { streamPrefixes: [scope] } }))).toEqual([
      second[1],
    ]);
  });

  it('lets through the types themselves, not those that begin with them', async () => {
    await pass(2);
    const [short] = [await note('Red'), await note('Reddish')];
    expect(idsOf(await eventsOf(store, { after: '0', filter: { types: ['Red'] } }))).toEqual(short);
  });

  it('ends on a long way where the server says how far it has looked', async () => {
    await pass(25);
    const pages = await pagesOf(store, { after: '0', filter: { types: [scope] } });
    expect(pages.length).toBeGreaterThan(1);
    expect(pages.length).toBeLessThan(5);
    expect(pages.at(-1)).toEqual({ events: [], scannedTo: await served.store.head(), end: true });
  });
});
