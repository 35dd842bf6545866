import { filteredRead, type Streams } from './raw-calls.js';
import { aScope, aStream, type Client, positionOf, typed } from './samples.js';

/** Timeout of tests with thousands of events, which may go to a remote server. */
const SLOW_MS = 30_000;
const OTHERS = 1_500;

export const filteredReads = (client: Client, streams: Streams): void => {
  describe('a filtered read of $all', () => {
    it.each<['forward' | 'backward', readonly string[]]>([
      ['forward', ['A', 'B']],
      ['backward', ['C', 'B']],
    ])(
      'counts the events that match, past many that do not, %s',
      async (direction, expected) => {
        const scope = aScope();
        const start = positionOf(await client().appendToStream(aStream(), typed('Before')));
        for (const type of ['A', 'B', 'C']) {
          await client().appendToStream(aStream(), typed(...Array<string>(OTHERS).fill('Other')));
          await client().appendToStream(aStream(scope), typed(`${scope}${type}`));
        }
        const end = positionOf(await client().appendToStream(aStream(), typed('After')));
        const from = direction === 'forward' ? start : end;
        for (const filter of [{ types: `^${scope}` }, { streamPrefixes: [scope] }])
          expect(await filteredRead(streams(), { direction, from: from.commit, filter, count: 2 })).toEqual(
            expected.map((type) => `${scope}${type}`),
          );
      },
      SLOW_MS,
    );
  });
};
