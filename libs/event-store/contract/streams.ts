import { aStream, samples } from './samples.js';
import type { EventStore, ReadStreamOptions } from '../port.js';

export const streamReads = (store: () => EventStore): void => {
  describe('readStream', () => {
    it.each<[ReadStreamOptions, number[]]>([
      [{}, [0, 1, 2, 3, 4]],
      [{ from: 2 }, [2, 3, 4]],
      [{ from: 1, limit: 2 }, [1, 2]],
      [{ from: 5 }, []],
      [{ limit: 9 }, [0, 1, 2, 3, 4]],
      [{ direction: 'backward' }, [4, 3, 2, 1, 0]],
      [{ direction: 'backward', from: 2 }, [2, 1, 0]],
      [{ direction: 'backward', limit: 1 }, [4]],
      [{ direction: 'backward', from: 9, limit: 2 }, [4, 3]],
    ])('with options %p returns revisions %p', async (options, revisions) => {
      const stream = aStream();
      await store().append(stream, 'no-stream', samples(5));
      const events = await store().readStream(stream, options);
      expect(events.map(({ revision }) => revision)).toEqual(revisions);
    });

    it('returns nothing for a stream that does not exist, in either direction', async () => {
      expect(await store().readStream(aStream())).toEqual([]);
      expect(await store().readStream(aStream(), { direction: 'backward' })).toEqual([]);
    });

    it('does not return events of a stream whose name starts with that of the stream', async () => {
      const stream = aStream();
      await store().append(stream, 'no-stream', samples(1));
      await store().append(`${stream}1`, 'no-stream', samples(2));
      expect(await store().readStream(stream)).toHaveLength(1);
    });

    it('returns all events of a long stream', async () => {
      const stream = aStream();
      await store().append(stream, 'no-stream', samples(2_500));
      expect((await store().readStream(stream)).map(({ revision }) => revision)).toEqual(
        Array.from({ length: 2_500 }, (_, index) => index),
      );
    });
  });
};
