import { appends } from './appends.js';
import { appendConditions, noAppendConditions } from './conditions.js';
import { idempotency } from './idempotency.js';
import { logReads } from './log.js';
import { orderedAppends } from './ordered-appends.js';
import { recordedEvents } from './recorded.js';
import { sealing } from './sealing.js';
import { streamReads } from './streams.js';
import { subscriptions } from './subscriptions.js';
import { reopening } from './reopening.js';
import type { EventStore } from '../port.js';

/** The store under test. Its log may hold other events, because each test uses streams with unique names. */
export interface StoreUnderTest {
  readonly store: EventStore;
  /** Closes the store and opens the same log again. */
  reopen(): Promise<EventStore>;
  /** Closes the store and removes its files. */
  dispose(): Promise<void>;
}

/**
 * The contract of the event store port, as a Jest suite. Each adapter runs it in its spec; `open` opens a store for
 * each test. `conditions`: the store checks conditions on other streams, and tombstones, in the commit of an append.
 *
 * @example
 * // my-adapter/my-event-store.int-spec.ts
 * eventStoreContract('my event store', async () => {
 *   let store = await openMyEventStore(url);
 *   return {
 *     store,
 *     reopen: async () => {
 *       await store.close();
 *       store = await openMyEventStore(url);
 *       return store;
 *     },
 *     dispose: () => store.close(),
 *   };
 * });
 */
export const eventStoreContract = (
  name: string,
  open: () => Promise<StoreUnderTest>,
  { conditions = true }: { readonly conditions?: boolean } = {},
): void => {
  describe(`the event store contract: ${name}`, () => {
    let opened: StoreUnderTest;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.dispose());
    const store = (): EventStore => opened.store;

    appends(store);
    idempotency(store);
    orderedAppends(store);
    streamReads(store);
    logReads(store);
    subscriptions(store);
    reopening(store, () => opened.reopen());
    recordedEvents(store);
    sealing(store);
    if (conditions) appendConditions(store, () => opened.reopen());
    else noAppendConditions(store);
  });
};
