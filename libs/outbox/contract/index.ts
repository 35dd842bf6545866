import type { Outbox } from '../port.js';
import { attemptContract } from './attempts.js';
import { checkpointContract } from './checkpoints.js';
import { claimContract } from './claims.js';
import { deletionContract } from './deletions.js';
import { endedCredentialContract } from './ended-credentials.js';
import { insertContract } from './inserts.js';
import { listContract } from './lists.js';
import { noOpContract } from './no-ops.js';
import { requeueContract } from './requeues.js';
import { topicHoldContract } from './topic-holds.js';
import { uploadContract } from './uploads.js';
import type { OpenedOutbox } from './opened-outbox.js';

/** Jest suite that every outbox must pass. `open` also reopens an outbox that was closed. */
export const outboxContract = (
  name: string,
  make: () => Promise<{ open: () => Promise<Outbox>; dispose: () => Promise<void> }>,
): void => {
  describe(name, () => {
    let stored: Awaited<ReturnType<typeof make>>;
    let outbox: Outbox;
    beforeEach(async () => {
      stored = await make();
      outbox = await stored.open();
    });
    afterEach(async () => {
      await outbox.close();
      await stored.dispose();
    });
    const opened: OpenedOutbox = {
      current: () => outbox,
      reopen: async () => {
        await outbox.close();
        outbox = await stored.open();
      },
      insert: (...messages) => outbox.saveCheckpoint('p', { logId: 'log', position: '1' }, messages),
      recordAttempts: async (attempt, ...messageIds) => {
        for (const id of messageIds) await outbox.recordAttempt(id, attempt);
      },
    };

    checkpointContract(opened);
    insertContract(opened);
    attemptContract(opened);
    claimContract(opened);
    requeueContract(opened);
    listContract(opened);
    deletionContract(opened);
    noOpContract(opened);
    topicHoldContract(opened);
    uploadContract(opened);
    endedCredentialContract(opened);
  });
};
