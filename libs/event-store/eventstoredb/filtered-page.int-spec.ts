import { aScope, aStream, eventsOf, idsOf, pagesOf, samples } from '../contract/samples.js';
import type { EventStore } from '../port.js';
import { startGateway, type RunningGateway } from '../../../test/support/esdb-gateway/gateway.js';
import { openEventStoreDb } from './index.js';

describe('a filtered page', () => {
  let gateway: RunningGateway;
  let store: EventStore;
  let scope: string;

  beforeEach(async () => {
    gateway = await startGateway();
    store = await openEventStoreDb({ connection: `esdb://127.0.0.1:${gateway.server.port}?tls=false` });
    scope = aScope();
  });
  afterEach(async () => {
    await store.close();
    await gateway.close();
  });

  /** Appends thousands of events that do not match. */
  const appendOthers = async (thousands: number): Promise<void> => {
    for (let round = 0; round < thousands; round += 1)
      await gateway.store.append(aStream(), 'no-stream', samples(1_000));
  };
  const appendTwo = async (type: string) => {
    const events = samples(2, { type });
    await gateway.store.append(aStream(scope), 'no-stream', events);
    return idsOf(events);
  };

  it('holds near and distant matches in order, because the server filters', async () => {
    const near = await appendTwo('Near');
    await appendOthers(4);
    const far = await appendTwo('Far');
    for (const filter of [
      { streamPrefixes: [scope] },
      { types: ['Near', 'Far'] },
      { streamPrefixes: [scope], types: ['Near', 'Far'] },
    ]) {
      const page = await store.readAll({ after: '0', filter });
      expect(page).toMatchObject({ scannedTo: await gateway.store.head(), end: true });
      expect(idsOf(page.events)).toEqual([...near, ...far]);
    }
  });

  it('ends at its limit, and the next page continues there', async () => {
    await appendOthers(2);
    const [first, second] = [await appendTwo('A'), await appendTwo('B')];
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

  it.each([
    ['reached by the near matches', 200_000, 2],
    ['reached by a distant match', 250_000, 3],
    ['reached by distant matches', 350_000, 4],
  ])('ends at its number of bytes, %s', async (_, maxBytes, count) => {
    const data = JSON.stringify('x'.repeat(100_000));
    const events = samples(6, { data });
    await gateway.store.append(aStream(scope), 'no-stream', events.slice(0, 2));
    await appendOthers(4);
    await gateway.store.append(aStream(scope), 'no-stream', events.slice(2));
    const filter = { streamPrefixes: [scope] };
    const page = await store.readAll({ after: '0', filter, maxBytes });
    expect(idsOf(page.events)).toEqual(idsOf(events.slice(0, count)));
    const rest = await eventsOf(store, { after: page.scannedTo, filter, maxBytes });
    expect(idsOf(rest)).toEqual(idsOf(events.slice(count)));
  });

  it('matches types exactly, not by prefix', async () => {
    await appendOthers(2);
    const [short] = [await appendTwo('Red'), await appendTwo('Reddish')];
    expect(idsOf(await eventsOf(store, { after: '0', filter: { types: ['Red'] } }))).toEqual(short);
  });

  it("ends at the server's checkpoint if nothing matches", async () => {
    await appendOthers(25);
    const pages = await pagesOf(store, { after: '0', filter: { types: [scope] } });
    expect(pages.length).toBeGreaterThan(1);
    expect(pages.length).toBeLessThan(5);
    expect(pages.at(-1)).toMatchObject({ events: [], scannedTo: await gateway.store.head(), end: true });
  });
});
