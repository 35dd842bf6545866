import { MemoryKeyStore, SharedKeys } from '../../test/support/sealing/memory-key-store.js';
import { keyStoreContract } from './contract/index.js';

keyStoreContract('Keys in memory', async () => {
  const shared = new SharedKeys();
  return { open: async () => new MemoryKeyStore(shared), dispose: async () => undefined };
});
