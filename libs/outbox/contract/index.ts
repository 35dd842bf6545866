import type { AttemptResult, Checkpoint, NewMessage, Outbox, OutboxMessage } from '../port.js';
import { noOpContract } from './no-ops.js';
import { type OpenedOutbox, T } from './opened-outbox.js';
import { topicHoldContract } from './topic-holds.js';
import { uploadContract } from './uploads.js';

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
    const opened: OpenedOutbox = {
      current: () => outbox,
      reopen: async () => {
        await outbox.close();
        outbox = await stored.open();
      },
    };
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

    it('keeps the event and the epoch of a checkpoint, and lists the checkpoints of all processes', async () => {
      const checkpoint = { logId: 'log', position: '9', eventId: 'a', epoch: 2 };
      await outbox.saveCheckpoint('q', { logId: 'log', position: '3' });
      await outbox.saveCheckpoint('p', { ...checkpoint, position: '8', eventId: 'b' });
      await outbox.saveCheckpoint('p', checkpoint);
      expect(await outbox.loadCheckpoint('p')).toEqual(checkpoint);
      expect(await outbox.loadCheckpoints()).toEqual(
        new Map<string, Checkpoint>([
          ['p', checkpoint],
          ['q', { logId: 'log', position: '3' }],
        ]),
      );
      await outbox.saveCheckpoint('p', { logId: 'log', position: '10' });
      expect(await outbox.loadCheckpoint('p')).toEqual({ logId: 'log', position: '10' });
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

    it('keeps the log and the epoch of the event of a message', async () => {
      const origin = { logId: 'log', epoch: 2 };
      await insert(aMessage('a', { origin }), aMessage('b', { origin: { logId: 'other', epoch: 0 } }), aMessage('c'));
      await outbox.insert([aMessage('d', { origin })]);
      const originOf = async (id: string) => (await outbox.message(id))?.origin;
      expect(await Promise.all(['a', 'b', 'c', 'd'].map(originOf))).toEqual([
        origin,
        { logId: 'other', epoch: 0 },
        undefined,
        origin,
      ]);
      await recordAttempts({ failedAt: T(1), error: 'gone', retryAt: null }, 'a');
      await outbox.requeue('a', T(2));
      expect((await outbox.listWaiting('mail', 10)).find(({ id }) => id === 'a')?.origin).toEqual(origin);
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
      await recordAttempts({ failedAt: T(1), error: 'no route', retryAt: T(5) }, 'a');
      await recordAttempts({ failedAt: T(1), error: 'no such user', retryAt: null }, 'b');
      expect(await outbox.listWaiting('mail', 10)).toMatchObject([
        { id: 'a', attempts: 1, dueAt: T(5), lastError: 'no route' },
      ]);
      expect(await outbox.messages({ state: 'dead' }, { limit: 10 })).toMatchObject([
        { id: 'b', attempts: 1, dueAt: null, lastError: 'no such user' },
      ]);
    });

    it('records a failed attempt for the messages of a due group, by earlier failures, and for no other', async () => {
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
      await recordAttempts({ failedAt: T(1), error: 'once', retryAt: T(1) }, 'again');
      const attempts = [
        { failedAt: T(2), error: 'down', retryAt: T(5) },
        { failedAt: T(2), error: 'down again', retryAt: T(6) },
        { failedAt: T(2), error: 'down for good', retryAt: null },
      ];
      const group = { channel: 'mail', topic: 'answers', dueBy: T(2), limit: 2 };
      expect([
        await outbox.recordFailures(group, attempts),
        await outbox.recordFailures(group, attempts),
        await outbox.recordFailures(group, attempts),
      ]).toEqual([2, 1, 0]);
      expect(
        (await outbox.listWaiting('mail', 10)).map(({ id, dueAt, attempts, lastError }) => [
          id,
          dueAt,
          attempts,
          lastError,
        ]),
      ).toEqual([
        ['other', T(0), 0, null],
        ['a', T(5), 1, 'down'],
        ['b', T(5), 1, 'down'],
        ['again', T(6), 2, 'down again'],
        ['later', T(9), 0, null],
      ]);
      await outbox.recordFailures({ ...group, dueBy: T(6), limit: 9 }, attempts);
      await outbox.recordFailures({ ...group, dueBy: T(6), limit: 9 }, [
        { failedAt: T(6), error: 'down', retryAt: null },
      ]);
      expect(ids(await outbox.messages({ state: 'dead' }, { limit: 10 })).toSorted()).toEqual(['a', 'again', 'b']);
    });

    it('requeues dead messages only', async () => {
      await insert(aMessage('a'), aMessage('b'));
      await recordAttempts({ failedAt: T(1), error: 'gone', retryAt: null }, 'a');
      await recordAttempts({ sentAt: T(1) }, 'b');
      expect([
        await outbox.requeue('a', T(9)),
        await outbox.requeue('b', T(9)),
        await outbox.requeue('none', T(9)),
      ]).toEqual([
        expect.objectContaining({ id: 'a', state: 'waiting', dueAt: T(9), attempts: 0 }),
        undefined,
        undefined,
      ]);
      expect(await outbox.listWaiting('mail', 10)).toMatchObject([{ id: 'a', dueAt: T(9), attempts: 0 }]);
    });

    it('remembers the command that requeued a message, with the message as it was then', async () => {
      const command = { caller: 'service console', requestHash: 'hash', at: T(9), limit: 10 };
      const find = (commandId: string) => outbox.noOps.find(commandId, T(9));
      await insert(aMessage('a', { origin: { logId: 'log', epoch: 1 } }));
      expect(await outbox.requeue('a', T(9), { ...command, commandId: 'early' })).toBeUndefined();
      await recordAttempts({ failedAt: T(1), error: 'gone', retryAt: null }, 'a');
      const replies = await Promise.all(
        ['c-1', 'c-2'].map((id) => outbox.requeue('a', T(9), { ...command, commandId: id })),
      );
      const [requeued, ...others] = replies.filter((reply) => reply !== undefined);
      expect([requeued?.lastError, others]).toEqual(['gone', []]);
      await recordAttempts({ sentAt: T(9) }, 'a');
      await outbox.deleteEnded('sent', T(10), 10);
      await opened.reopen();
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

    it('ignores an attempt for a message that was sent', async () => {
      await insert(aMessage('a'));
      await recordAttempts({ sentAt: T(1) }, 'a');
      await recordAttempts({ failedAt: T(1), error: 'late', retryAt: T(2) }, 'a');
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

    it('lists the messages of all states in one order, page by page', async () => {
      const minutes = [5, 3, 1, 4, 2, 0];
      await insert(...minutes.map((minute) => aMessage(`m${minute}`, { createdAt: T(minute) })));
      await recordAttempts({ sentAt: T(6) }, 'm5', 'm2');
      await recordAttempts({ failedAt: T(6), error: 'gone', retryAt: null }, 'm4', 'm1');
      const pages: (readonly string[])[] = [];
      for (let after: OutboxMessage | undefined, page = 0; page < 4; page += 1) {
        const found = await outbox.messages({ topic: 'answers' }, { limit: 2, after });
        pages.push(ids(found));
        after = found.at(-1);
      }
      expect(pages).toEqual([['m5', 'm4'], ['m3', 'm2'], ['m1', 'm0'], []]);
    });

    it.each(['sent', 'dead'] as const)(
      'deletes messages that ended before an instant, and no others, up to a limit: %s',
      async (state) => {
        const end = (minute: number): AttemptResult =>
          state === 'sent' ? { sentAt: T(minute) } : { failedAt: T(minute), error: 'gone', retryAt: null };
        const other: AttemptResult =
          state === 'dead' ? { sentAt: T(1) } : { failedAt: T(1), error: 'gone', retryAt: null };
        await insert(aMessage('a'), aMessage('b'), aMessage('c'), aMessage('d'), aMessage('e'));
        await recordAttempts(end(1), 'a', 'd');
        await recordAttempts(end(5), 'b');
        await recordAttempts(other, 'e');
        expect([
          await outbox.deleteEnded(state, T(5), 1),
          await outbox.deleteEnded(state, T(5), 9),
          await outbox.deleteEnded(state, T(5), 9),
        ]).toEqual([1, 1, 0]);
        expect(ids(await outbox.messages({}, { limit: 10 }))).toEqual(['e', 'c', 'b']);
      },
    );

    it('does not count a dead message that was requeued as ended', async () => {
      await insert(aMessage('a'));
      await recordAttempts({ failedAt: T(1), error: 'gone', retryAt: null }, 'a');
      await outbox.requeue('a', T(2));
      expect(await outbox.deleteEnded('dead', T(9), 9)).toBe(0);
      await recordAttempts({ failedAt: T(8), error: 'gone', retryAt: null }, 'a');
      expect([await outbox.deleteEnded('dead', T(8), 9), await outbox.deleteEnded('dead', T(9), 9)]).toEqual([0, 1]);
    });

    it('deletes the waiting and dead messages of a topic, and no others, up to a limit', async () => {
      await insert(
        aMessage('a'),
        aMessage('b', { channel: 'webhook' }),
        aMessage('later', { createdAt: T(9) }),
        aMessage('other', { topic: 'digest' }),
        aMessage('sent'),
        aMessage('dead'),
      );
      await recordAttempts({ sentAt: T(1) }, 'sent');
      await recordAttempts({ failedAt: T(1), error: 'gone', retryAt: null }, 'dead');
      expect([
        await outbox.deleteUnsent('answers', 3),
        await outbox.deleteUnsent('answers', 3),
        await outbox.deleteUnsent('answers', 3),
      ]).toEqual([3, 1, 0]);
      expect(ids(await outbox.messages({}, { limit: 10 }))).toEqual(['sent', 'other']);
    });

    noOpContract(opened);
    topicHoldContract(opened);
    uploadContract(opened);

    it('tells whether a message of a topic is waiting', async () => {
      await insert(aMessage('a', { channel: 'webhook', topic: 'wh-1' }), aMessage('b', { topic: 'wh-1' }));
      const waiting = () => Promise.all(['webhook', 'mail'].map((channel) => outbox.hasWaiting(channel, 'wh-1')));
      expect([await waiting(), await outbox.hasWaiting('mail', 'wh-2')]).toEqual([[true, true], false]);
      await recordAttempts({ failedAt: T(1), error: 'later', retryAt: T(5) }, 'a');
      await recordAttempts({ sentAt: T(1) }, 'b');
      expect(await waiting()).toEqual([true, false]);
    });
  });
};
