import { endedCallerId } from '../ended-credentials.js';
import { type OpenedOutbox, T } from './opened-outbox.js';

/** Tests of credentials that ended before they expired, as an outbox stores them. */
export const endedCredentialContract = ({ current, reopen }: OpenedOutbox): void => {
  describe('credentials that ended', () => {
    const credential = (id: string, minute: number, caller = 'member:acme.ben') => ({
      id,
      caller,
      reason: 'signed-out',
      endedAt: T(minute),
      expiresAt: T(minute + 10),
    });
    const ended = () => current().endedCredentials;
    const idsSince = async (minute: number) => (await ended().endedSince(T(minute), 99)).map(({ id }) => id);

    it('are listed since an instant, in order and page by page, also when reopened', async () => {
      for (const [id, minute] of [
        ['c', 3],
        ['a', 1],
        ['d', 3],
        ['b', 2],
      ] as const)
        await ended().end(credential(id, minute));
      await reopen();
      expect(await ended().endedSince(T(3), 99)).toEqual([credential('c', 3), credential('d', 3)]);
      const first = await ended().endedSince(T(2), 2);
      expect(first.map(({ id }) => id)).toEqual(['b', 'c']);
      expect((await ended().endedSince(T(2), 2, first[1])).map(({ id }) => id)).toEqual(['d']);
    });

    it('end once, whoever else ends them at the same time', async () => {
      const results = await Promise.all([1, 2, 3, 4].map((minute) => ended().end(credential('a', minute))));
      expect(results.filter((isFirst) => isFirst)).toEqual([true]);
      expect(await ended().end(credential('a', 5))).toBe(false);
      expect(await idsSince(0)).toEqual(['a']);
    });

    it('end together for a caller, as one entry that only moves forward', async () => {
      const all = endedCallerId('member:acme.ben');
      await ended().end(credential('a', 1));
      await ended().end(credential('b', 4));
      await ended().end(credential('other', 1, 'agent:kenji'));
      const { id: _, ...ofBen } = credential('', 3);
      await ended().endAll(ofBen);
      expect(await idsSince(0)).toEqual(['other', all, 'b']);
      await ended().endAll({ ...ofBen, endedAt: T(2) });
      expect((await ended().endedSince(T(0), 99)).find(({ id }) => id === all)?.endedAt).toBe(T(3));
      await ended().endAll({ ...ofBen, endedAt: T(5), expiresAt: T(15) });
      expect(await ended().endedSince(T(5), 99)).toEqual([{ ...ofBen, id: all, endedAt: T(5), expiresAt: T(15) }]);
      expect(await idsSince(0)).toEqual(['other', all]);
    });

    it('are forgotten once they have expired', async () => {
      for (const minute of [1, 2, 3]) await ended().end(credential(`at ${minute}`, minute));
      expect([await ended().forget(T(13), 1), await ended().forget(T(13), 9)]).toEqual([1, 1]);
      expect(await idsSince(0)).toEqual(['at 3']);
    });
  });
};
