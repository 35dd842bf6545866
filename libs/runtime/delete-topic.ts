import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Outbox } from '@ledgerdesk/outbox';

/** Messages deleted by one statement: few enough that other work is not delayed. */
const BATCH = 500;

/** Deletes every waiting and dead message of a topic, in batches. Yields to other work in between. */
export const deleteTopic = async (outbox: Pick<Outbox, 'deleteUnsent'>, topic: string): Promise<void> => {
  while ((await outbox.deleteUnsent(topic, BATCH)) === BATCH) await nextTurn();
};
