import { type OpenedOutbox, T } from './opened-outbox.js';

/** Tests of the commands that changed nothing, as an outbox stores them. */
export const noOpContract = ({ current, reopen }: OpenedOutbox): void => {
  describe('commands that changed nothing', () => {
    const noOp = (commandId: string, minute: number, caller = 'agent kenji') => ({
      commandId,
      caller,
      requestHash: `hash of ${commandId}`,
      revision: minute - 1,
      at: T(minute),
    });
    const find = (commandId: string, since = T(0)) => current().noOps.find(commandId, since);

    it('are found until their time is over, also when reopened', async () => {
      await current().noOps.remember(noOp('a', 1), 10);
      await reopen();
      expect(await find('a')).toEqual(noOp('a', 1));
      expect([await find('a', T(2)), await find('b')]).toEqual([undefined, undefined]);
    });

    it('are remembered again after their time, but not for another request', async () => {
      await current().noOps.remember(noOp('a', 1), 10);
      await current().noOps.remember({ ...noOp('a', 2), requestHash: 'other' }, 10);
      expect(await find('a')).toEqual(noOp('a', 1));
      await current().noOps.remember(noOp('a', 5), 10);
      expect(await find('a')).toEqual(noOp('a', 5));
    });

    it('are limited for each caller, who loses the oldest', async () => {
      await current().noOps.remember(noOp('other', 1, 'agent yuki'), 2);
      for (const [index, id] of ['a', 'b', 'c'].entries()) await current().noOps.remember(noOp(id, index + 1), 2);
      const found = await Promise.all(['a', 'b', 'c', 'other'].map((id) => find(id)));
      expect(found.map((one) => one?.commandId)).toEqual([undefined, 'b', 'c', 'other']);
    });

    it('are forgotten by age', async () => {
      for (const minute of [1, 2, 3]) await current().noOps.remember(noOp(`at ${minute}`, minute), 10);
      expect([await current().noOps.forget(T(3), 1), await current().noOps.forget(T(3), 9)]).toEqual([1, 1]);
      expect(await find('at 3')).toBeDefined();
    });
  });
};
