import { aMessage, idsOf, type OpenedOutbox, T } from './opened-outbox.js';

/** Tests of how messages enter an outbox: each once. */
export const insertContract = ({ current, insert, recordAttempts }: OpenedOutbox): void => {
  describe('inserted messages', () => {
    it('ignores a message that was inserted before, with a checkpoint', async () => {
      await insert(aMessage('a'));
      await recordAttempts({ sentAt: T(1) }, 'a');
      await insert(aMessage('a', { payload: 'other' }), aMessage('b'));
      expect(idsOf(await current().listWaiting('mail', 10))).toEqual(['b']);
      expect(await current().message('a')).toMatchObject({
        payload: '{"for":"a"}',
        state: 'sent',
        sentAt: T(1),
        dueAt: null,
      });
    });

    it('ignores a message that was inserted before, without a checkpoint, and saves none', async () => {
      await current().insert([aMessage('a'), aMessage('b')]);
      await recordAttempts({ sentAt: T(1) }, 'a');
      await current().insert([aMessage('a'), aMessage('b'), aMessage('c')]);
      expect([idsOf(await current().listWaiting('mail', 10)), await current().loadCheckpoint('p')]).toEqual([
        ['b', 'c'],
        undefined,
      ]);
      await current().insert([]);
    });

    it('keeps the log and the epoch of the event of a message', async () => {
      const origin = { logId: 'log', epoch: 2 };
      await insert(aMessage('a', { origin }), aMessage('b', { origin: { logId: 'other', epoch: 0 } }), aMessage('c'));
      await current().insert([aMessage('d', { origin })]);
      const originOf = async (id: string) => (await current().message(id))?.origin;
      expect(await Promise.all(['a', 'b', 'c', 'd'].map(originOf))).toEqual([
        origin,
        { logId: 'other', epoch: 0 },
        undefined,
        origin,
      ]);
      await recordAttempts({ failedAt: T(1), error: 'gone', retryAt: null }, 'a');
      await current().requeue('a', T(2));
      expect((await current().listWaiting('mail', 10)).find(({ id }) => id === 'a')?.origin).toEqual(origin);
    });

    it('tells of messages that it inserted or requeued, and of nothing else', async () => {
      let told = 0;
      current().additions.subscribe(() => (told += 1));
      await insert(aMessage('a'));
      await current().insert([aMessage('b')]);
      await recordAttempts({ failedAt: T(1), error: 'gone', retryAt: null }, 'a');
      await current().requeue('a', T(2));
      expect(told).toBe(3);
      await insert();
      await current().insert([]);
      await current().requeue('a', T(2));
      await recordAttempts({ sentAt: T(1) }, 'b');
      expect(told).toBe(3);
    });

    it('inserts 1,234 messages at once', async () => {
      await insert(...Array.from({ length: 1_234 }, (_, number) => aMessage(String(number).padStart(5, '0'))));
      expect(await current().listWaiting('mail', 5_000)).toHaveLength(1_234);
    });
  });
};
