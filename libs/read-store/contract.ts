import { checkpointContract } from './contract/checkpoints.js';
import { pagingContract } from './contract/paging.js';
import { queryContract } from './contract/queries.js';
import { servingContract } from './contract/serving.js';
import type { OpenStores } from './contract/sample.js';

export type { OpenStores, Stores } from './contract/sample.js';

/** What every read store does, whatever it is built on. Each adapter's spec runs it. */
export const readStoreContract = (adapter: string, open: OpenStores): void => {
  describe(`read store on ${adapter}`, () => {
    checkpointContract(open);
    servingContract(open);
    queryContract(open);
    pagingContract(open);
  });
};
