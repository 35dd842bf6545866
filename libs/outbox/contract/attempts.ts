import { aMessage, idsOf, type OpenedOutbox, T } from './opened-outbox.js';

/** Tests of what becomes of messages that are sent: claims, failed attempts, sent and dead messages. */
export const attemptContract = ({ current, insert, recordAttempts }: OpenedOutbox): void => {
  describe('attempts to send messages', () => {
    it('lets one of several senders claim a waiting message, and another after the claim has expired', async () => {
      await insert(aMessage('a'), aMessage('b'));
      const [a, b] = await current().listWaiting('mail', 2);
      if (!a || !b) throw new Error('nothing is due');
      await recordAttempts({ sentAt: T(1) }, 'b');
      const claims = [
        current().claim(a, { id: 'first', until: T(2) }),
        current().claim(a, { id: 'second', until: T(3) }),
        current().claim(b, { id: 'third', until: T(2) }),
      ];
      expect(await Promise.all(claims)).toEqual([true, false, false]);
      const [claimed] = await current().listWaiting('mail', 2);
      expect(claimed).toMatchObject({ id: 'a', dueAt: T(2), state: 'waiting', attempts: 0 });
      expect(claimed && (await current().claim(claimed, { id: 'second', until: T(4) }))).toBe(true);
      await recordAttempts({ sentAt: T(5) }, 'a');
      expect(await current().message('a')).toMatchObject({ state: 'sent' });
    });

    it('retries a message after a failed attempt, or marks it as dead', async () => {
      await insert(aMessage('a'), aMessage('b'));
      await recordAttempts({ failedAt: T(1), error: 'no route', retryAt: T(5) }, 'a');
      await recordAttempts({ failedAt: T(1), error: 'no such user', retryAt: null }, 'b');
      expect(await current().listWaiting('mail', 10)).toMatchObject([
        { id: 'a', attempts: 1, dueAt: T(5), lastError: 'no route' },
      ]);
      expect(await current().messages({ state: 'dead' }, { limit: 10 })).toMatchObject([
        { id: 'b', attempts: 1, dueAt: null, lastError: 'no such user' },
      ]);
    });

    it('keeps the attempts that are recorded with an outcome, also when the message is requeued', async () => {
      await insert(aMessage('a'));
      const failed = { at: T(1), error: 'busy\u0000', answer: { status: 503, durationMs: 12, body: 'Später.\u0000' } };
      const sent = { at: T(5), error: null, answer: null };
      expect(await current().message('a')).toMatchObject({ history: [] });
      await recordAttempts({ failedAt: T(1), error: 'busy', retryAt: null, history: [failed] }, 'a');
      expect(await current().message('a')).toMatchObject({ history: [failed] });
      const command = { commandId: 'c-1', caller: 'operator', requestHash: 'h', at: T(2), limit: 10 };
      expect(await current().requeue('a', T(2), command)).toMatchObject({ history: [failed] });
      expect(await current().noOps.find('c-1', T(0))).toMatchObject({ requeued: { history: [failed] } });
      await recordAttempts({ failedAt: T(3), error: 'not attempted', retryAt: T(4) }, 'a');
      expect(await current().listWaiting('mail', 1)).toMatchObject([{ history: [failed] }]);
      await recordAttempts({ sentAt: T(5), history: [failed, sent] }, 'a');
      expect(await current().message('a')).toMatchObject({ state: 'sent', history: [failed, sent] });
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
        await current().recordFailures(group, attempts),
        await current().recordFailures(group, attempts),
        await current().recordFailures(group, attempts),
      ]).toEqual([2, 1, 0]);
      expect(
        (await current().listWaiting('mail', 10)).map(({ id, dueAt, attempts, lastError }) => [
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
      await current().recordFailures({ ...group, dueBy: T(6), limit: 9 }, attempts);
      await current().recordFailures({ ...group, dueBy: T(6), limit: 9 }, [
        { failedAt: T(6), error: 'down', retryAt: null },
      ]);
      expect(idsOf(await current().messages({ state: 'dead' }, { limit: 10 })).toSorted()).toEqual(['a', 'again', 'b']);
    });

    it('ignores an attempt for a message that was sent', async () => {
      await insert(aMessage('a'));
      await recordAttempts({ sentAt: T(1) }, 'a');
      await recordAttempts({ failedAt: T(1), error: 'late', retryAt: T(2) }, 'a');
      expect(await current().message('a')).toMatchObject({ state: 'sent', attempts: 0 });
    });
  });
};
