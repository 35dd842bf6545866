import { appending } from './appends.js';
import { idempotency } from './idempotency.js';
import { readingTheLog } from './log.js';
import { readingStreams } from './streams.js';
import { subscribing } from './subscriptions.js';
import { reopening } from './reopening.js';
import type { EventStore } from '../port.js';

/** A store as a suite gets it. The log may hold other events: streams of the suite have names of their own. */
export interface StoreUnderTest {
  readonly store: EventStore;
  /** Closes the store and opens the same log again. */
  reopen(): Promise<EventStore>;
  /** Closes what is open and removes what is left. */
  dispose(): Promise<void>;
}

/** What every adapter must do, as a Jest suite: `open` gives each test a store. */
export const eventStoreContract = (name: string, open: () => Promise<StoreUnderTest>): void => {
  describe(`${name} keeps the event store contract`, () => {
    let opened: StoreUnderTest;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.dispose());
    const store = (): EventStore => opened.store;

    appending(store);
    idempotency(store);
    readingStreams(store);
    readingTheLog(store);
    subscribing(store);
    reopening(store, () => opened.reopen());
  });
};
