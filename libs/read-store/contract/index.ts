import { checkpointContract } from './checkpoints.js';
import { pagingContract } from './paging.js';
import { queryContract } from './queries.js';
import { servingContract } from './serving.js';
import type { OpenStores } from './sample.js';

export type { OpenStores, Stores } from './sample.js';

/** What every read store does, whatever it is built on. Each adapter's spec runs it. */
export const readStoreContract = (adapter: string, open: OpenStores): void => {
  describe(`read store on ${adapter}`, () => {
    checkpointContract(open);
    servingContract(open);
    queryContract(open);
    pagingContract(open);
  });
};
