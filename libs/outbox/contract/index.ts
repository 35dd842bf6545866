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

/** What every outbox must do, as a Jest suite. `open` opens the same outbox again after it was closed. */
export const outboxContract = (
  name: string,
  make: () => Promise<{ open: () => Promise<Outbox>; dispose: () => Promise<void> }>,
): void => {
  describe(`${name} keeps the outbox contract`, () => {
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
    const put = (...messages: readonly NewMessage[]) =>
      outbox.saveCheckpoint('p', { logId: 'log', position: '1' }, messages);
    const note = async (attempt: AttemptResult, ...of: readonly string[]) => {
      for (const id of of) await outbox.recordAttempt(id, attempt);
    };

    it('knows how far each process has looked, also after it was closed', async () => {
      expect(await outbox.loadCheckpoint('p')).toBeUndefined();
      await outbox.saveCheckpoint('p', { logId: 'log', position: '9' });
      await outbox.saveCheckpoint('p', { logId: 'log', position: '10' });
      await outbox.saveCheckpoint('q', { logId: 'other', position: '3' });
      await outbox.close();
      outbox = await stored.open();
      expect(await outbox.loadCheckpoint('p')).toEqual({ logId: 'log', position: '10' });
      expect(await outbox.loadCheckpoint('q')).toEqual({ logId: 'other', position: '3' });
    });

    it('takes a message in once, however often it is put in', async () => {
      await put(aMessage('a'));
      await note({ sentAt: T(1) }, 'a');
      await put(aMessage('a', { payload: 'other' }), aMessage('b'));
      expect(ids(await outbox.listWaiting('mail', 10))).toEqual(['b']);
      expect(await outbox.message('a')).toMatchObject({
        payload: '{"for":"a"}',
        state: 'sent',
        sentAt: T(1),
        dueAt: null,
      });
    });

    it('takes messages in by themselves, too, however often, and moves nobody', async () => {
      await outbox.insert([aMessage('a'), aMessage('b')]);
      await note({ sentAt: T(1) }, 'a');
      await outbox.insert([aMessage('a'), aMessage('b'), aMessage('c')]);
      expect([ids(await outbox.listWaiting('mail', 10)), await outbox.loadCheckpoint('p')]).toEqual([
        ['b', 'c'],
        undefined,
      ]);
      await outbox.insert([]);
    });

    it('takes in many at once', async () => {
      await put(...Array.from({ length: 1_234 }, (_, number) => aMessage(String(number).padStart(5, '0'))));
      expect(await outbox.listWaiting('mail', 5_000)).toHaveLength(1_234);
    });

    it('gives what waits, the earliest first, page by page and channel by channel', async () => {
      await put(
        aMessage('c', { createdAt: T(1) }),
        aMessage('a', { createdAt: T(2) }),
        aMessage('b', { createdAt: T(1) }),
        aMessage('x', { channel: 'webhook' }),
      );
      const [first, ...rest] = await outbox.listWaiting('mail', 2);
      expect(ids([...(first ? [first] : []), ...rest])).toEqual(['b', 'c']);
      expect(ids(await outbox.listWaiting('mail', 2, rest[0]))).toEqual(['a']);
    });

    it('lets one of several claim a message that waits, and gives it to the next when the time is over', async () => {
      await put(aMessage('a'), aMessage('b'));
      const [a, b] = await outbox.listWaiting('mail', 2);
      if (!a || !b) throw new Error('nothing is due');
      await note({ sentAt: T(1) }, 'b');
      expect(await Promise.all([outbox.claim(a, T(2)), outbox.claim(a, T(3)), outbox.claim(b, T(2))])).toEqual([
        true,
        false,
        false,
      ]);
      const [claimed] = await outbox.listWaiting('mail', 2);
      expect(claimed).toMatchObject({ id: 'a', dueAt: T(2), state: 'waiting', attempts: 0 });
      expect(claimed && (await outbox.claim(claimed, T(4)))).toBe(true);
      await note({ sentAt: T(5) }, 'a');
      expect(await outbox.message('a')).toMatchObject({ state: 'sent' });
    });

    it('lets a message wait again after an attempt that failed, and gives it up when it is told to', async () => {
      await put(aMessage('a'), aMessage('b'));
      await note({ error: 'no route', retryAt: T(5) }, 'a');
      await note({ error: 'no such user', retryAt: null }, 'b');
      expect(await outbox.listWaiting('mail', 10)).toMatchObject([
        { id: 'a', attempts: 1, dueAt: T(5), lastError: 'no route' },
      ]);
      expect(await outbox.messages({ state: 'dead' }, { limit: 10 })).toMatchObject([
        { id: 'b', attempts: 1, dueAt: null, lastError: 'no such user' },
      ]);
    });

    it('notes an attempt that failed for all that are due alike, and for nothing else', async () => {
      await put(
        aMessage('a'),
        aMessage('b'),
        aMessage('other', { topic: 'digest' }),
        aMessage('later', { createdAt: T(9) }),
        aMessage('x', { channel: 'webhook' }),
        aMessage('sent'),
        aMessage('again'),
      );
      await note({ sentAt: T(1) }, 'sent');
      await note({ error: 'once', retryAt: T(1) }, 'again');
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

    it('lets what was given up wait again, and nothing else', async () => {
      await put(aMessage('a'), aMessage('b'));
      await note({ error: 'gone', retryAt: null }, 'a');
      await note({ sentAt: T(1) }, 'b');
      expect([
        await outbox.requeue('a', T(9)),
        await outbox.requeue('b', T(9)),
        await outbox.requeue('none', T(9)),
      ]).toEqual([true, false, false]);
      expect(await outbox.listWaiting('mail', 10)).toMatchObject([{ id: 'a', dueAt: T(9), attempts: 0 }]);
    });

    it('leaves what was sent or given up as it is', async () => {
      await put(aMessage('a'));
      await note({ sentAt: T(1) }, 'a');
      await note({ error: 'late', retryAt: T(2) }, 'a');
      expect(await outbox.message('a')).toMatchObject({ state: 'sent', attempts: 0 });
    });

    it('lists messages by channel, topic and state, newest first, page by page', async () => {
      await put(
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

    it('forgets what was sent long ago, and only that, as much at a time as it is told to', async () => {
      await put(aMessage('a'), aMessage('b'), aMessage('c'), aMessage('d'), aMessage('e'));
      await note({ sentAt: T(1) }, 'a', 'd');
      await note({ sentAt: T(5) }, 'b');
      await note({ error: 'no such user', retryAt: null }, 'e');
      expect([
        await outbox.deleteSent(T(5), 1),
        await outbox.deleteSent(T(5), 9),
        await outbox.deleteSent(T(5), 9),
      ]).toEqual([1, 1, 0]);
      expect(ids(await outbox.messages({}, { limit: 10 }))).toEqual(['e', 'c', 'b']);
    });
  });
};
