import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode, type EventStore, LogTail, pagesOf, type StoredEvent } from '@ledgerdesk/event-store';
import { openSqliteEventStore } from '@ledgerdesk/event-store/sqlite';
import { openEventStoreDb } from '@ledgerdesk/event-store/eventstoredb';
import { definitionOf, maskSecrets } from '@ledgerdesk/events';
import { Followers, inlinePageReader, PagePool, type PageReader } from '@ledgerdesk/runtime';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { openRemoteLog } from '../../../test/support/http/test-stores.js';
import { MemoryEventStore } from '../../../test/support/memory-event-store.js';
import { loggedEvents } from '../../api/ledger/log.view.js';
import { OpenResources } from '../open-resources.js';
import { embeddedStorage } from '../storage.js';
import { threadScript } from '../thread-script.js';

const AT = '2026-11-27T07:30:00.000Z';
const EARLIER = 620;
const LIVE = 180;
/** Larger than a page of a follower. */
const LARGE = 140_000;

interface Stores {
  readonly store: EventStore;
  readonly pages: PageReader;
}

const inFolder = (resources: OpenResources): string => {
  const folder = mkdtempSync(join(tmpdir(), 'followers-'));
  resources.add({ close: async () => rmSync(folder, { recursive: true }) });
  return folder;
};
const inline = (store: EventStore): Stores => ({ store, pages: inlinePageReader(store) });

const STORES: Readonly<Record<string, (resources: OpenResources) => Promise<Stores>>> = {
  'the in-memory store': async () => inline(new MemoryEventStore()),
  'SQLite, read in the calling thread': async (resources) => {
    const file = join(inFolder(resources), 'events.db');
    return inline(resources.add(await openSqliteEventStore({ file, thread: false })));
  },
  'SQLite, read in a worker thread': async (resources) => {
    const folder = inFolder(resources);
    const store = resources.add(await openSqliteEventStore({ file: join(folder, 'events.db') }));
    const script = threadScript('pages/page-thread');
    return { store, pages: resources.add(new PagePool({ script, workerData: embeddedStorage(folder) })) };
  },
  EventStoreDB: async (resources) => {
    const server = resources.add(await openRemoteLog());
    const connection = String(server.settings['EVENTSTORE_URL']);
    return inline(resources.add(await openEventStoreDb({ connection })));
  },
};

describe.each(Object.entries(STORES))('followers of a log in %s', (_, open) => {
  const resources = new OpenResources();
  let store: EventStore;
  let followers: Followers;
  let position = 0;

  /** Appends replies to three tickets, every hundredth of them large. */
  const append = async (count: number): Promise<void> => {
    for (let left = count; left > 0; left -= 50) {
      const events = Array.from({ length: Math.min(left, 50) }, () => {
        position += 1;
        const body = position % 100 === 0 ? 'x'.repeat(LARGE) : `Reply ${position}`;
        return {
          id: randomUUID(),
          type: 'TicketReplied',
          version: definitionOf('TicketReplied')?.version ?? 1,
          occurredAt: AT,
          recordedAt: AT,
          data: JSON.stringify({ ...definitionOf('TicketReplied')?.sample, body }),
          metadata: JSON.stringify({ actor: { kind: 'member', id: 'aiko' } }),
        };
      });
      await store.append(`ticket-t-${position % 3}`, 'any', events);
      await nextTurn();
    }
  };
  const recorded = async (): Promise<readonly StoredEvent[]> => {
    const events: StoredEvent[] = [];
    for await (const page of pagesOf(store, { filter: { streamPrefixes: ['ticket-'] } })) events.push(...page.events);
    return events;
  };
  /** Collects `count` items after a position. */
  const follow = (after: string, count: number, pause = async (): Promise<void> => undefined): Promise<string[]> =>
    new Promise((resolve, reject) => {
      const texts: string[] = [];
      const subscription = followers
        .follow(loggedEvents, { params: { masked: false, stream: 'ticket-' }, after, ready: pause })
        .subscribe({
          next: (message) => {
            if (message.kind === 'items') texts.push(...message.items.map(({ json }) => json));
            if (texts.length < count) return;
            setImmediate(() => {
              subscription.unsubscribe();
              resolve(texts);
            });
          },
          error: reject,
        });
    });

  beforeAll(async () => {
    const stores = await open(resources);
    ({ store } = stores);
    followers = resources.add(new Followers({ tail: new LogTail(store), pages: stores.pages, catchingUp: 3 }));
    await append(EARLIER);
  }, 60_000);
  afterAll(() => resources.close());

  it('get exactly the events of the log in order, from any position, while others are recorded', async () => {
    const before = await recorded();
    const starts = ['0', ...[99, 499, 619].map((index) => before[index]?.position ?? '')];
    const skipped = [0, 100, 500, 620];
    const slowly = async (): Promise<void> => {
      for (let turn = 0; turn < 5; turn += 1) await nextTurn();
    };
    const all = EARLIER + LIVE;
    const following = starts.flatMap((start, index) =>
      [undefined, slowly].map((pause) => follow(start, all - (skipped[index] ?? 0), pause)),
    );
    await append(LIVE);
    const received = await Promise.all(following);
    const expected = (await recorded()).map((event) => JSON.stringify(maskSecrets(decode(event))));
    expect(expected).toHaveLength(all);
    for (const [index, texts] of received.entries())
      expect(texts).toEqual(expected.slice(skipped[Math.floor(index / 2)]));
    expect(followers.catchingUp).toBe(0);
  }, 60_000);
});
