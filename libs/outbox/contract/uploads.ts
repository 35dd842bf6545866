import { type OpenedOutbox, T } from './opened-outbox.js';

/** Tests of the uploads that count toward a quota, as an outbox stores them. */
export const uploadContract = ({ current, reopen }: OpenedOutbox): void => {
  describe('uploads that count toward a quota', () => {
    const LIMITS = { uploader: 100, team: 150 };
    const anUpload = (id: string, bytes: number, minute: number, uploader = 'aiko', team: string | null = 'acme') => ({
      id,
      uploader,
      team,
      bytes,
      until: T(minute),
    });
    const reserve = (...[id, bytes, minute, uploader, team]: Parameters<typeof anUpload>) =>
      current().uploads.reserve(anUpload(id, bytes, minute, uploader, team), LIMITS, T(0));

    it('are counted for the uploader and for the team, up to the limit', async () => {
      expect(await reserve('a', 60, 10)).toBeUndefined();
      expect(await reserve('b', 41, 10)).toEqual({ scope: 'uploader', freeAt: T(10) });
      expect(await reserve('b', 40, 20)).toBeUndefined();
      expect(await reserve('c', 51, 10, 'ben')).toEqual({ scope: 'team', freeAt: T(10) });
      expect(await reserve('c', 50, 10, 'ben')).toBeUndefined();
      expect(await reserve('d', 100, 10, 'kenji', null)).toBeUndefined();
      expect(await reserve('e', 100, 10, 'yuki', null)).toBeUndefined();
    });

    it('tell when enough of them will have ceased to count', async () => {
      for (const [index, id] of ['a', 'b', 'c'].entries()) await reserve(id, 30, 10 + index);
      expect(await reserve('d', 45, 30)).toEqual({ scope: 'uploader', freeAt: T(11) });
      expect(await reserve('d', 101, 30)).toEqual({ scope: 'uploader', freeAt: null });
    });

    it('count until their time is over, also when reopened', async () => {
      await reserve('a', 100, 10);
      await reopen();
      expect(await current().uploads.reserve(anUpload('b', 1, 20), LIMITS, T(9))).toMatchObject({ scope: 'uploader' });
      expect(await current().uploads.reserve(anUpload('b', 100, 20), LIMITS, T(10))).toBeUndefined();
    });

    it('count with their true size once settled, and no longer once released', async () => {
      await reserve('a', 100, 1);
      await current().uploads.settle(anUpload('a', 70, 20));
      expect(await current().uploads.reserve(anUpload('b', 31, 20), LIMITS, T(5))).toMatchObject({ freeAt: T(20) });
      expect(await current().uploads.reserve(anUpload('b', 30, 20), LIMITS, T(5))).toBeUndefined();
      await current().uploads.release('a');
      expect(await current().uploads.reserve(anUpload('c', 70, 20), LIMITS, T(5))).toBeUndefined();
    });

    it('never exceed a limit together', async () => {
      const results = await Promise.all(Array.from({ length: 20 }, (_, index) => reserve(`${index}`, 30, 10)));
      expect(results.filter((excess) => excess === undefined)).toHaveLength(3);
    });
  });
};
