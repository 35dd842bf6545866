import { aMessage, type OpenedOutbox, T } from './opened-outbox.js';

/** Tests of dead messages that are sent again on request. */
export const requeueContract = ({ current, reopen, insert, recordAttempts }: OpenedOutbox): void => {
  describe('requeued messages', () => {
    it('requeues dead messages only', async () => {
      await insert(aMessage('a'), aMessage('b'));
      await recordAttempts({ failedAt: T(1), error: 'gone', retryAt: null }, 'a');
      await recordAttempts({ sentAt: T(1) }, 'b');
      expect([
        await current().requeue('a', T(9)),
        await current().requeue('b', T(9)),
        await current().requeue('none', T(9)),
      ]).toEqual([
        expect.objectContaining({ id: 'a', state: 'waiting', dueAt: T(9), attempts: 0 }),
        undefined,
        undefined,
      ]);
      expect(await current().listWaiting('mail', 10)).toMatchObject([{ id: 'a', dueAt: T(9), attempts: 0 }]);
    });

    it('remembers the command that requeued a message, with the message as it was then', async () => {
      const command = { caller: 'service console', requestHash: 'hash', at: T(9), limit: 10 };
      const find = (commandId: string) => current().noOps.find(commandId, T(9));
      await insert(aMessage('a', { origin: { logId: 'log', epoch: 1 } }));
      expect(await current().requeue('a', T(9), { ...command, commandId: 'early' })).toBeUndefined();
      await recordAttempts({ failedAt: T(1), error: 'gone', retryAt: null }, 'a');
      const replies = await Promise.all(
        ['c-1', 'c-2'].map((id) => current().requeue('a', T(9), { ...command, commandId: id })),
      );
      const [requeued, ...others] = replies.filter((reply) => reply !== undefined);
      expect([requeued?.lastError, others]).toEqual(['gone', []]);
      await recordAttempts({ sentAt: T(9) }, 'a');
      await current().deleteEnded('sent', T(10), 10);
      await reopen();
      const remembered = await Promise.all(['early', 'c-1', 'c-2'].map(find));
      expect(remembered.flatMap((one) => (one ? [one] : []))).toEqual([
        {
          commandId: expect.stringMatching(/^c-/) as string,
          caller: command.caller,
          requestHash: 'hash',
          at: T(9),
          revision: -1,
          requeued,
        },
      ]);
    });

    it('does not count a dead message that was requeued as ended', async () => {
      await insert(aMessage('a'));
      await recordAttempts({ failedAt: T(1), error: 'gone', retryAt: null }, 'a');
      await current().requeue('a', T(2));
      expect(await current().deleteEnded('dead', T(9), 9)).toBe(0);
      await recordAttempts({ failedAt: T(8), error: 'gone', retryAt: null }, 'a');
      expect([await current().deleteEnded('dead', T(8), 9), await current().deleteEnded('dead', T(9), 9)]).toEqual([
        0, 1,
      ]);
    });
  });
};
