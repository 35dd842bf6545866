import type { Checkpoint } from '../port.js';
import { aMessage, idsOf, type OpenedOutbox } from './opened-outbox.js';

/** Tests of the checkpoints of processes, as an outbox stores them. */
export const checkpointContract = ({ current, reopen }: OpenedOutbox): void => {
  describe('checkpoints of processes', () => {
    it('keeps the checkpoint of each process when closed', async () => {
      expect(await current().loadCheckpoint('p')).toBeUndefined();
      await current().saveCheckpoint('p', { logId: 'log', position: '9' });
      await current().saveCheckpoint('p', { logId: 'log', position: '10' });
      await current().saveCheckpoint('q', { logId: 'other', position: '3' });
      await reopen();
      expect(await current().loadCheckpoint('p')).toEqual({ logId: 'log', position: '10' });
      expect(await current().loadCheckpoint('q')).toEqual({ logId: 'other', position: '3' });
    });

    it('saves at once what several processes save, each with its messages', async () => {
      const save = (process: string, position: string, ...messageIds: readonly string[]): Promise<void> =>
        current().saveCheckpoint(
          process,
          { logId: 'log', position },
          messageIds.map((id) => aMessage(id)),
        );
      await save('p', '1', 'a');
      await Promise.all([save('p', '2', 'b'), save('q', '3'), save('r', '4', 'c', 'a'), save('p', '5', 'd')]);
      expect([...(await current().loadCheckpoints())].map(([name, { position }]) => `${name} ${position}`)).toEqual([
        'p 5',
        'q 3',
        'r 4',
      ]);
      expect(idsOf(await current().listWaiting('mail', 10))).toEqual(['a', 'b', 'c', 'd']);
    });

    it('keeps the event and the epoch of a checkpoint, and lists the checkpoints of all processes', async () => {
      const checkpoint = { logId: 'log', position: '9', eventId: 'a', epoch: 2 };
      await current().saveCheckpoint('q', { logId: 'log', position: '3' });
      await current().saveCheckpoint('p', { ...checkpoint, position: '8', eventId: 'b' });
      await current().saveCheckpoint('p', checkpoint);
      expect(await current().loadCheckpoint('p')).toEqual(checkpoint);
      expect(await current().loadCheckpoints()).toEqual(
        new Map<string, Checkpoint>([
          ['p', checkpoint],
          ['q', { logId: 'log', position: '3' }],
        ]),
      );
      await current().saveCheckpoint('p', { logId: 'log', position: '10' });
      expect(await current().loadCheckpoint('p')).toEqual({ logId: 'log', position: '10' });
    });
  });
};
