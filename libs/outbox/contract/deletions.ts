import type { AttemptResult } from '../port.js';
import { aMessage, idsOf, type OpenedOutbox, T } from './opened-outbox.js';

/** Tests of the messages that an outbox deletes. */
export const deletionContract = ({ current, insert, recordAttempts }: OpenedOutbox): void => {
  describe('deleted messages', () => {
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
          await current().deleteEnded(state, T(5), 1),
          await current().deleteEnded(state, T(5), 9),
          await current().deleteEnded(state, T(5), 9),
        ]).toEqual([1, 1, 0]);
        expect(idsOf(await current().messages({}, { limit: 10 }))).toEqual(['e', 'c', 'b']);
      },
    );

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
        await current().deleteUnsent('answers', 3),
        await current().deleteUnsent('answers', 3),
        await current().deleteUnsent('answers', 3),
      ]).toEqual([3, 1, 0]);
      expect(idsOf(await current().messages({}, { limit: 10 }))).toEqual(['sent', 'other']);
    });

    it('deletes single messages, whatever their state, and no others', async () => {
      await insert(aMessage('a'), aMessage('sent'), aMessage('dead'), aMessage('other'));
      await recordAttempts({ sentAt: T(1) }, 'sent');
      await recordAttempts({ failedAt: T(1), error: 'gone', retryAt: null }, 'dead');
      expect(await current().delete(['a', 'sent', 'dead', 'none'])).toBe(3);
      expect(await current().delete(['a'])).toBe(0);
      expect(await current().delete([])).toBe(0);
      expect(idsOf(await current().messages({}, { limit: 10 }))).toEqual(['other']);
    });
  });
};
