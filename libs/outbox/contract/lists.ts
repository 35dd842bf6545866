import type { OutboxMessage } from '../port.js';
import { aMessage, idsOf, type OpenedOutbox, T } from './opened-outbox.js';

/** Tests of the order and the pages in which an outbox lists messages. */
export const listContract = ({ current, insert, recordAttempts }: OpenedOutbox): void => {
  describe('lists of messages', () => {
    it('lists waiting messages of a channel by due time, page by page', async () => {
      await insert(
        aMessage('c', { createdAt: T(1) }),
        aMessage('a', { createdAt: T(2) }),
        aMessage('b', { createdAt: T(1) }),
        aMessage('x', { channel: 'webhook' }),
      );
      const [first, ...rest] = await current().listWaiting('mail', 2);
      expect(idsOf([...(first ? [first] : []), ...rest])).toEqual(['b', 'c']);
      expect(idsOf(await current().listWaiting('mail', 2, rest[0]))).toEqual(['a']);
    });

    it('lists messages by channel, topic and state, newest first, page by page', async () => {
      await insert(
        aMessage('a'),
        aMessage('b', { createdAt: T(1) }),
        aMessage('c', { topic: 'digest', createdAt: T(2) }),
        aMessage('d', { channel: 'webhook', createdAt: T(3) }),
      );
      expect(idsOf(await current().messages({}, { limit: 10 }))).toEqual(['d', 'c', 'b', 'a']);
      expect(idsOf(await current().messages({ channel: 'mail', topic: 'answers' }, { limit: 10 }))).toEqual(['b', 'a']);
      const both = { channel: ['webhook', 'mail', 'other'] };
      const [newest, ...older] = await current().messages(both, { limit: 2 });
      expect(idsOf([...(newest ? [newest] : []), ...older])).toEqual(['d', 'c']);
      expect(idsOf(await current().messages(both, { limit: 2, after: older[0] }))).toEqual(['b', 'a']);
      expect(idsOf(await current().messages({ channel: [] }, { limit: 2 }))).toEqual([]);
      const [last] = await current().messages({ channel: 'mail' }, { limit: 1 });
      expect(idsOf(await current().messages({ channel: 'mail' }, { limit: 10, after: last }))).toEqual(['b', 'a']);
      expect(idsOf(await current().messages({ state: 'sent' }, { limit: 10 }))).toEqual([]);
    });

    it('lists the messages of all states in one order, page by page', async () => {
      const minutes = [5, 3, 1, 4, 2, 0];
      await insert(...minutes.map((minute) => aMessage(`m${minute}`, { createdAt: T(minute) })));
      await recordAttempts({ sentAt: T(6) }, 'm5', 'm2');
      await recordAttempts({ failedAt: T(6), error: 'gone', retryAt: null }, 'm4', 'm1');
      const pages: (readonly string[])[] = [];
      for (let after: OutboxMessage | undefined, page = 0; page < 4; page += 1) {
        const found = await current().messages({ topic: 'answers' }, { limit: 2, after });
        pages.push(idsOf(found));
        after = found.at(-1);
      }
      expect(pages).toEqual([['m5', 'm4'], ['m3', 'm2'], ['m1', 'm0'], []]);
    });

    it('tells whether a message of a topic is waiting', async () => {
      await insert(aMessage('a', { channel: 'webhook', topic: 'wh-1' }), aMessage('b', { topic: 'wh-1' }));
      const waiting = () => Promise.all(['webhook', 'mail'].map((channel) => current().hasWaiting(channel, 'wh-1')));
      expect([await waiting(), await current().hasWaiting('mail', 'wh-2')]).toEqual([[true, true], false]);
      await recordAttempts({ failedAt: T(1), error: 'later', retryAt: T(5) }, 'a');
      await recordAttempts({ sentAt: T(1) }, 'b');
      expect(await waiting()).toEqual([true, false]);
    });

    it('tells whether a number of messages of a topic are waiting', async () => {
      await insert(...['a', 'b', 'c'].map((id) => aMessage(id)), aMessage('d', { topic: 'digest' }));
      const waiting = () => Promise.all([1, 2, 3, 4].map((count) => current().hasWaiting('mail', 'answers', count)));
      expect(await waiting()).toEqual([true, true, true, false]);
      await recordAttempts({ sentAt: T(1) }, 'b');
      expect(await waiting()).toEqual([true, true, false, false]);
    });
  });
};
