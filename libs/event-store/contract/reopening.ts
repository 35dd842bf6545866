import { aStream, samples } from './samples.js';
import type { EventStore } from '../port.js';

export const reopening = (store: () => EventStore, reopen: () => Promise<EventStore>): void => {
  describe('a reopened store', () => {
    it('has the same log id, and the same events at the same positions', async () => {
      const stream = aStream();
      const { logId } = store();
      await store().append(stream, 'no-stream', samples(3));
      const before = await store().readStream(stream);
      const again = await reopen();
      expect(again.logId).toBe(logId);
      expect(await again.readStream(stream)).toEqual(before);
    });

    it('recognizes repeats, and appends after the last revision', async () => {
      const stream = aStream();
      const events = samples(2);
      const first = await store().append(stream, 'no-stream', events);
      const again = await reopen();
      expect(await again.append(stream, 'no-stream', events)).toEqual(first);
      expect(await again.append(stream, 'any', events)).toEqual(first);
      expect(await again.append(stream, 1, samples(1))).toMatchObject({ revision: 2 });
    });

    it('records appends that were pending when it was closed', async () => {
      const stream = aStream();
      const appended = store().append(stream, 'no-stream', samples(2));
      const again = await reopen();
      await expect(appended).resolves.toMatchObject({ revision: 1 });
      expect(await again.readStream(stream)).toHaveLength(2);
    });
  });
};
