import type { StoreUnderTest } from '../../../libs/event-store/contract/index.js';
import { openEventStoreDb } from '../../../libs/event-store/eventstoredb/index.js';

/** An event store on the server at `url`, for its contract. `stop` is called when the test ends. */
export const eventStoreAt = async (
  url: string,
  stop: () => Promise<void> = async () => undefined,
): Promise<StoreUnderTest> => {
  let store = await openEventStoreDb({ connection: url });
  return {
    store,
    reopen: async () => {
      await store.close();
      store = await openEventStoreDb({ connection: url });
      return store;
    },
    dispose: async () => {
      await store.close();
      await stop();
    },
  };
};
