import { checkpointContract } from './checkpoints.js';
import { pagingContract } from './paging.js';
import { groupContract } from './groups.js';
import { imagesContract } from './images.js';
import { keptCountsContract } from './kept-counts.js';
import { queryContract } from './queries.js';
import { rowValueContract } from './row-values.js';
import { scanContract } from './scanning.js';
import { searchContract } from './search.js';
import { servingContract } from './serving.js';
import { snapshotContract } from './snapshots.js';
import { visitContract } from './visiting.js';
import type { OpenStores } from './sample.js';

export type { OpenStores, Stores } from './sample.js';

/** Jest suite that every read store adapter must pass. */
export const readStoreContract = (adapter: string, open: OpenStores): void => {
  describe(`read store on ${adapter}`, () => {
    checkpointContract(open);
    rowValueContract(open);
    servingContract(open);
    queryContract(open);
    pagingContract(open);
    visitContract(open);
    snapshotContract(open);
    groupContract(open);
    imagesContract(open);
    searchContract(open);
    scanContract(open);
    keptCountsContract(open);
  });
};
