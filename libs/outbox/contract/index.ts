import type { AttemptResult, NewMessage, Outbox } from '../port.js';

const T = (minute: number): string => `2026-11-27T07:${String(minute).padStart(2, '0')}:00.000Z`;

const aMessage = (id: string, differing: Partial<NewMessage> = {}): NewMessage => ({
  id,
  channel: 'mail',
  topic: 'answers',
  payload: `{"for":"${id}"}`,
  createdAt: T(0),
  ...differing,
});

const ids = (messages: readonly { readonly id: string }[]): readonly string[] => messages.map(({ id }) => id);

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
    const insert = (...messages: readonly NewMessage[]) =>
      outbox.saveCheckpoint('p', { logId: 'log', position: '1' }, messages);
    const recordAttempts = async (attempt: AttemptResult, ...messageIds: readonly string[]) => {
      for (const id of messageIds) await outbox.recordAttempt(id, attempt);
    };

    it('keeps the checkpoint of each process when closed', async () => {
      expect(await outbox.loadCheckpoint('p')).toBeUndefined();
      await outbox.saveCheckpoint('p', { logId: 'log', position: '9' });
      await outbox.saveCheckpoint('p', { logId: 'log', position: '10' });
      await outbox.saveCheckpoint('q', { logId: 'other', position: '3' });
      await outbox.close();
      outbox = await stored.open();
      expect(await outbox.loadCheckpoint('p')).toEqual({ logId: 'log', position: '10' });
      expect(await outbox.loadCheckpoint('q')).toEqual({ logId: 'other', position: '3' });
    });

    it('ignores a message that was inserted before, with a checkpoint', async () => {
      await insert(aMessage('a'));
      await recordAttempts({ sentAt: T(1) }, 'a');
      await insert(aMessage('a', { payload: 'other' }), aMessage('b'));
      expect(ids(await outbox.listWaiting('mail', 10))).toEqual(['b']);
      expect(await outbox.message('a')).toMatchObject({
        payload: '{"for":"a"}',
        state: 'sent',
        sentAt: T(1),
        dueAt: null,
      });
    });

    it('ignores a message that was inserted before, without a checkpoint, and saves none', async () => {
      await outbox.insert([aMessage('a'), aMessage('b')]);
      await recordAttempts({ sentAt: T(1) }, 'a');
      await outbox.insert([aMessage('a'), aMessage('b'), aMessage('c')]);
      expect([ids(await outbox.listWaiting('mail', 10)), await outbox.loadCheckpoint('p')]).toEqual([
        ['b', 'c'],
        undefined,
      ]);
      await outbox.insert([]);
    });

    it('inserts 1,234 messages at once', async () => {
      await insert(...Array.from({ length: 1_234 }, (_, number) => aMessage(String(number).padStart(5, '0'))));
      expect(await outbox.listWaiting('mail', 5_000)).toHaveLength(1_234);
    });

    it('lists waiting messages of a channel by due time, page by page', async () => {
      await insert(
        aMessage('c', { createdAt: T(1) }),
        aMessage('a', { createdAt: T(2) }),
        aMessage('b', { createdAt: T(1) }),
        aMessage('x', { channel: 'webhook' }),
      );
      const [first, ...rest] = await outbox.listWaiting('mail', 2);
      expect(ids([...(first ? [first] : []), ...rest])).toEqual(['b', 'c']);
      expect(ids(await outbox.listWaiting('mail', 2, rest[0]))).toEqual(['a']);
    });

    it('lets one of several senders claim a waiting message, and another after the claim has expired', async () => {
      await insert(aMessage('a'), aMessage('b'));
      const [a, b] = await outbox.listWaiting('mail', 2);
      if (!a || !b) throw new Error('nothing is due');
      await recordAttempts({ sentAt: T(1) }, 'b');
      expect(await Promise.all([outbox.claim(a, T(2)), outbox.claim(a, T(3)), outbox.claim(b, T(2))])).toEqual([
        true,
        false,
        false,
      ]);
      const [claimed] = await outbox.listWaiting('mail', 2);
      expect(claimed).toMatchObject({ id: 'a', dueAt: T(2), state: 'waiting', attempts: 0 });
      expect(claimed && (await outbox.claim(claimed, T(4)))).toBe(true);
      await recordAttempts({ sentAt: T(5) }, 'a');
      expect(await outbox.message('a')).toMatchObject({ state: 'sent' });
    });

    it('retries a message after a failed attempt, or marks it as dead', async () => {
      await insert(aMessage('a'), aMessage('b'));
      await recordAttempts({ error: 'no route', retryAt: T(5) }, 'a');
      await recordAttempts({ error: 'no such user', retryAt: null }, 'b');
      expect(await outbox.listWaiting('mail', 10)).toMatchObject([
        { id: 'a', attempts: 1, dueAt: T(5), lastError: 'no route' },
      ]);
      expect(await outbox.messages({ state: 'dead' }, { limit: 10 })).toMatchObject([
        { id: 'b', attempts: 1, dueAt: null, lastError: 'no such user' },
      ]);
    });

    it('records a failed attempt for all messages of a due group, and for no other', async () => {
      await insert(
        aMessage('a'),
        aMessage('b'),
        aMessage('other', { topic: 'digest' }),
        aMessage('later', { createdAt: T(9) }),
        aMessage('x', { channel: 'webhook' }),
        aMessage('sent'),
        aMessage('again'),
      );
      await recordAttempts({ sentAt: T(1) }, 'sent');
      await recordAttempts({ error: 'once', retryAt: T(1) }, 'again');
      await outbox.recordFailures(
        { channel: 'mail', topic: 'answers', attempts: 0, dueBy: T(2) },
        { error: 'down', retryAt: T(5) },
      );
      expect(
        (await outbox.listWaiting('mail', 10)).map(({ id, dueAt, attempts, lastError }) => [
          id,
          dueAt,
          attempts,
          lastError,
        ]),
      ).toEqual([
        ['other', T(0), 0, null],
        ['again', T(1), 1, 'once'],
        ['a', T(5), 1, 'down'],
        ['b', T(5), 1, 'down'],
        ['later', T(9), 0, null],
      ]);
      await outbox.recordFailures(
        { channel: 'mail', topic: 'answers', attempts: 1, dueBy: T(5) },
        { error: 'down', retryAt: null },
      );
      expect(ids(await outbox.messages({ state: 'dead' }, { limit: 10 })).toSorted()).toEqual(['a', 'again', 'b']);
    });

    it('requeues dead messages only', async () => {
      await insert(aMessage('a'), aMessage('b'));
      await recordAttempts({ error: 'gone', retryAt: null }, 'a');
      await recordAttempts({ sentAt: T(1) }, 'b');
      expect([
        await outbox.requeue('a', T(9)),
        await outbox.requeue('b', T(9)),
        await outbox.requeue('none', T(9)),
      ]).toEqual([true, false, false]);
      expect(await outbox.listWaiting('mail', 10)).toMatchObject([{ id: 'a', dueAt: T(9), attempts: 0 }]);
    });

    it('ignores an attempt for a message that was sent', async () => {
      await insert(aMessage('a'));
      await recordAttempts({ sentAt: T(1) }, 'a');
      await recordAttempts({ error: 'late', retryAt: T(2) }, 'a');
      expect(await outbox.message('a')).toMatchObject({ state: 'sent', attempts: 0 });
    });

    it('lists messages by channel, topic and state, newest first, page by page', async () => {
      await insert(
        aMessage('a'),
        aMessage('b', { createdAt: T(1) }),
        aMessage('c', { topic: 'digest', createdAt: T(2) }),
        aMessage('d', { channel: 'webhook', createdAt: T(3) }),
      );
      expect(ids(await outbox.messages({}, { limit: 10 }))).toEqual(['d', 'c', 'b', 'a']);
      expect(ids(await outbox.messages({ channel: 'mail', topic: 'answers' }, { limit: 10 }))).toEqual(['b', 'a']);
      const [last] = await outbox.messages({ channel: 'mail' }, { limit: 1 });
      expect(ids(await outbox.messages({ channel: 'mail' }, { limit: 10, after: last }))).toEqual(['b', 'a']);
      expect(ids(await outbox.messages({ state: 'sent' }, { limit: 10 }))).toEqual([]);
    });

    it('deletes messages sent before an instant, and no others, up to a limit', async () => {
      await insert(aMessage('a'), aMessage('b'), aMessage('c'), aMessage('d'), aMessage('e'));
      await recordAttempts({ sentAt: T(1) }, 'a', 'd');
      await recordAttempts({ sentAt: T(5) }, 'b');
      await recordAttempts({ error: 'no such user', retryAt: null }, 'e');
      expect([
        await outbox.deleteSent(T(5), 1),
        await outbox.deleteSent(T(5), 9),
        await outbox.deleteSent(T(5), 9),
      ]).toEqual([1, 1, 0]);
      expect(ids(await outbox.messages({}, { limit: 10 }))).toEqual(['e', 'c', 'b']);
    });
  });
};
