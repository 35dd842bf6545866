import { eventStoreContract } from '../../libs/event-store/contract/index.js';
import { MemoryEventStore } from './memory-event-store.js';

eventStoreContract('the in-memory event store', async () => {
  const store = new MemoryEventStore();
  return { store, reopen: async () => store, dispose: () => store.close() };
});
